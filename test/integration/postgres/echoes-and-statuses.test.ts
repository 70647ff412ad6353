import { randomUUID } from 'node:crypto';
import fc from '../../support/seeded.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import type { DeliveryStatus } from '../../../src/domain/message.ts';
import { databaseKinds } from '../../support/databases.ts';
import { MessageWorld, T0 } from '../../support/message-world.ts';

const TEXT = 'we are open until six';

describe.each(await databaseKinds())('echoes and statuses on $name', ({ open, skip }) => {
  let sql: Sql;
  const newWorld = () => new MessageWorld(sql);
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  /** A row that a sender has called the provider with, without an answer yet. */
  async function beingSent(world: MessageWorld, parts = [TEXT]) {
    const conversationId = await world.answered(parts);
    return { conversationId, send: await world.claimed(conversationId) };
  }

  guarantee('an echo with a known provider id is our own', async () => {
    const world = newWorld();
    const { conversationId, send } = await beingSent(world);
    await world.settle(send, { kind: 'sent', providerMessageId: 'ours' });
    expect(await world.echo({ providerMessageId: 'ours', text: TEXT })).toEqual({ outcome: 'own', conversationId });
    expect((await world.conversation(conversationId))['version']).toBe(1);
  });

  guarantee('an echo before the answer of the call is our own and settles the row; the answer then changes nothing', async () => {
    const world = newWorld();
    const { conversationId, send } = await beingSent(world);
    expect(await world.echo({ providerMessageId: 'ours', text: ' we  are open\nuntil six ' })).toEqual({ outcome: 'own', conversationId });
    expect(await world.outboxStates(conversationId)).toEqual(['sent']);
    expect(await world.settle(send, { kind: 'sent', providerMessageId: 'ours' })).toMatchObject({ kind: 'settled' });
    expect((await world.conversation(conversationId))['held_until']).toBeNull();
  });

  guarantee('the same text before any attempt to send it was written by a human', async () => {
    const world = newWorld();
    const conversationId = await world.answered([TEXT]);
    expect(await world.echo({ text: TEXT })).toEqual({ outcome: 'takeover', conversationId });
    expect(await world.outboxStates(conversationId)).toEqual(['withdrawn']);
  });

  guarantee('an echo through the API is judged like any other: another program may have sent it', async () => {
    const world = newWorld();
    const { conversationId } = await beingSent(world);
    expect(await world.echo({ fromApi: true, text: 'your invoice is attached' })).toEqual({ outcome: 'takeover', conversationId });
  });

  guarantee('a human takes over at once: queued rows withdrawn, pending held, the turn being made lost, the patient no longer answered', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    await world.takeIn({ receivedAtMs: T0 + 11_000 });
    const snapshot = await world.snapshot(conversationId, T0 + 30_000);
    const holdUntilMs = T0 + 50_000;
    expect(await world.echo({ receivedAtMs: T0 + 30_000, holdUntilMs })).toEqual({ outcome: 'takeover', conversationId });
    expect(await world.commit(snapshot)).toEqual({ kind: 'lost' });
    expect(await world.states(conversationId)).toEqual({ answered: 1, held: 1 });
    expect(await world.outboxStates(conversationId)).toEqual(['withdrawn', 'withdrawn']);
    expect((await world.conversation(conversationId))['held_until_ms']).toBe(holdUntilMs);
    expect(await world.takeIn({ receivedAtMs: T0 + 31_000 })).toMatchObject({ state: 'held' });
    expect(await world.takeIn({ receivedAtMs: holdUntilMs + 1 })).toMatchObject({ state: 'pending' });
  });

  guarantee('what staff wrote is in the history of the next turn', async () => {
    const world = newWorld();
    const conversationId = await world.answered();
    await world.echo({ text: 'the desk here', receivedAtMs: T0 + 20_000, holdUntilMs: T0 + 30_000 });
    await world.takeIn({ receivedAtMs: T0 + 40_000 });
    expect((await world.snapshot(conversationId, T0 + 50_000)).history.at(-1)).toMatchObject({ role: 'human', text: 'the desk here' });
  });

  guarantee('the same echo twice takes over once', async () => {
    const world = newWorld();
    const conversationId = await world.answered();
    const providerMessageId = randomUUID();
    await world.echo({ providerMessageId });
    const { version } = await world.conversation(conversationId);
    expect(await world.echo({ providerMessageId })).toEqual({ outcome: 'ignored', conversationId });
    expect((await world.conversation(conversationId))['version']).toBe(version);
  });

  guarantee('an echo from before the last resume takes nothing over', async () => {
    const world = newWorld();
    const conversationId = await world.answered();
    await world.rows('update core.whatsapp_conversations set resumed_at = core.at($2) where id = $1', [conversationId, T0 + 20_000]);
    expect(await world.echo({ sentAtMs: T0 + 19_000, receivedAtMs: T0 + 21_000 })).toEqual({ outcome: 'ignored', conversationId });
    expect(await world.echo({ sentAtMs: T0 + 22_000, receivedAtMs: T0 + 23_000 })).toEqual({ outcome: 'takeover', conversationId });
  });

  guarantee('an echo whose hold would be over already takes nothing over', async () => {
    const world = newWorld();
    const conversationId = await world.answered();
    expect(await world.echo({ sentAtMs: T0 - 86_400_000, receivedAtMs: T0 })).toEqual({ outcome: 'ignored', conversationId });
  });

  guarantee('a human who writes first holds the conversation that begins with it', async () => {
    const world = newWorld();
    const { outcome, conversationId } = await world.echo({ receivedAtMs: T0 });
    expect(outcome).toBe('takeover');
    expect(await world.takeIn({ receivedAtMs: T0 + 1_000 })).toEqual({ conversationId, isNew: true, state: 'held', dueAtMs: null });
  });

  guarantee('behind a hidden id the line and the text tell our own, and nothing is settled by a guess', async () => {
    const world = newWorld();
    const { conversationId } = await beingSent(world);
    expect(await world.echo({ chat: '123@lid', isLid: true, text: TEXT })).toEqual({ outcome: 'own', conversationId: null });
    expect(await world.outboxStates(conversationId)).toEqual(['sending']);
    expect(await world.echo({ chat: '123@lid', isLid: true, text: 'someone else entirely' })).toMatchObject({ outcome: 'takeover' });
    expect((await world.conversation(conversationId))['held_until']).toBeNull();
  });

  guarantee('a patient known by another id is taken over when the echo names both: no second conversation begins', async () => {
    const world = newWorld();
    const hidden = '700100@lid';
    const { conversationId } = await world.takeIn({ patientKey: hidden, replyTo: hidden });
    expect(await world.echo({ aliases: [hidden] })).toEqual({ outcome: 'takeover', conversationId });
    expect(await world.states(conversationId)).toEqual({ held: 1 });
    expect(await world.takeIn({ patientKey: hidden, receivedAtMs: T0 + 13_000 })).toMatchObject({ conversationId, state: 'held' });
    expect(await world.takeIn({ receivedAtMs: T0 + 13_000 })).toMatchObject({ conversationId, state: 'held' });
    expect(await world.rows('select id from core.whatsapp_conversations where clinic_id = $1', [world.clinicId])).toHaveLength(1);
  });

  guarantee('a human who writes first holds the conversation under every id the echo names', async () => {
    const world = newWorld();
    const { conversationId } = await world.echo({ aliases: ['bsuid.700200'] });
    expect(await world.takeIn({ patientKey: 'bsuid.700200', receivedAtMs: T0 + 13_000 })).toMatchObject({ conversationId, state: 'held' });
  });

  guarantee('two conversations of one person are both taken over when the echo shows that they are one', async () => {
    const world = newWorld();
    const hidden = '700300@lid';
    const other = await world.takeIn({ patientKey: hidden, replyTo: hidden });
    const { conversationId } = await world.takeIn();
    expect(await world.echo({ aliases: [hidden] })).toEqual({ outcome: 'takeover', conversationId });
    expect(await world.open(other.conversationId)).toEqual({ kind: 'nothing_pending' });
    expect(await world.open(conversationId)).toEqual({ kind: 'held' });
    expect(await world.states(conversationId)).toEqual({ held: 2 });
  });

  guarantee('our own message is settled when its echo names the patient by another id', async () => {
    const world = newWorld();
    const hidden = '700400@lid';
    const conversationId = await world.answered([TEXT], { patientKey: hidden, replyTo: hidden });
    await world.claimed(conversationId);
    expect(await world.echo({ aliases: [hidden], text: TEXT })).toEqual({ outcome: 'own', conversationId });
    expect(await world.outboxStates(conversationId)).toEqual(['sent']);
    expect((await world.conversation(conversationId))['held_until']).toBeNull();
  });

  guarantee('staff who send by phone what the bot failed to send take over', async () => {
    const world = newWorld();
    const { conversationId, send } = await beingSent(world);
    await world.settle(send, { kind: 'failed', reason: 'http_401', alert: true });
    expect(await world.echo({ text: TEXT })).toEqual({ outcome: 'takeover', conversationId });
    expect(await world.outboxStates(conversationId)).toEqual(['failed']);
  });

  guarantee('the same text in another chat is not ours there', async () => {
    const world = newWorld();
    await beingSent(world);
    expect(await world.echo({ chat: '6600', text: TEXT })).toMatchObject({ outcome: 'takeover' });
  });

  guarantee('a picture that staff sent is a takeover too', async () => {
    const world = newWorld();
    const { conversationId } = await beingSent(world, ['']);
    expect(await world.echo({ text: null })).toEqual({ outcome: 'takeover', conversationId });
  });

  guarantee('statuses end the same in every order of arrival, alone or together, and never go back', async () => {
    const world = newWorld();
    const order: DeliveryStatus[] = ['sent', 'failed', 'delivered', 'read', 'played'];
    const subsets = fc.shuffledSubarray(order, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(subsets, fc.boolean(), async (statuses, together) => {
        const { conversationId, send } = await beingSent(world.another());
        const providerMessageId = randomUUID();
        await world.settle(send, { kind: 'sent', providerMessageId });
        const batch = statuses.map((status) => world.status(providerMessageId, status, { line: send.line }));
        for (const part of together ? [batch] : batch.map((status) => [status])) {
          expect((await world.inbox.applyStatuses(part)).unknown).toEqual([]);
        }
        const highest = order[Math.max(...statuses.map((status) => order.indexOf(status)))];
        const [row] = await world.rows('select delivery_status, state from core.outbox where conversation_id = $1', [conversationId]);
        expect(row).toEqual({ delivery_status: highest, state: highest === 'failed' ? 'failed' : 'sent' });
      }),
      { numRuns: 25 },
    );
  });

  guarantee('a status with our own id settles a send whose outcome was unknown, and wakes the sender', async () => {
    const world = newWorld();
    const { conversationId, send } = await beingSent(world, ['one', 'two']);
    await world.settle(send, { kind: 'uncertain', reason: 'timeout' });
    const status = world.status('from-the-status', 'sent', { outboxId: send.outboxId });
    expect(await world.inbox.applyStatuses([status])).toMatchObject({ unknown: [], wokenConversations: [conversationId] });
    expect(await world.claimed(conversationId)).toMatchObject({ text: 'two' });
    expect(await world.inbox.applyStatuses([world.status('from-the-status', 'read')])).toMatchObject({
      delivered: [{ status: 'read' }],
      unknown: [],
      wokenConversations: [],
    });
  });

  guarantee('a status of a message nobody knows comes back; one of a message of staff or patient does not', async () => {
    const world = newWorld();
    const [staff, patient] = [randomUUID(), randomUUID()];
    await world.takeIn({ providerMessageId: patient });
    await world.echo({ providerMessageId: staff });
    const unknown = world.status(randomUUID(), 'delivered', { outboxId: 'not-one-of-ours' });
    expect(await world.inbox.applyStatuses([world.status(staff, 'read'), unknown, world.status(patient, 'read')])).toMatchObject({
      delivered: [],
      unknown: [unknown],
      wokenConversations: [],
    });
  });

  guarantee('a message that failed after it was accepted is failed with the provider code', async () => {
    const world = newWorld();
    const { conversationId, send } = await beingSent(world);
    await world.settle(send, { kind: 'sent', providerMessageId: 'accepted' });
    await world.inbox.applyStatuses([world.status('accepted', 'failed', { errorCode: 131047 })]);
    expect(await world.rows('select state, reason from core.outbox where conversation_id = $1', [conversationId])).toEqual([
      { state: 'failed', reason: 'provider:131047' },
    ]);
  });
});
