import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inboxStore } from '../../../src/adapters/postgres/inbox/inbox-store.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { withFailpoints } from '../../../src/runtime/failpoint.ts';
import { databaseKinds } from '../../support/databases.ts';
import { DEBOUNCE_MS, MessageWorld, T0 } from '../../support/message-world.ts';

describe.each(await databaseKinds())('the ids of one person on $name', ({ open, skip }) => {
  let sql: Sql;
  const newWorld = () => new MessageWorld(sql);
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  guarantee('two ids of one person lead to one conversation', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn({ aliases: ['88@lid'] });
    expect((await world.takeIn({ patientKey: '88@lid' })).conversationId).toBe(conversationId);
  });

  guarantee('a person known by a hidden id keeps the conversation when the number becomes known, under the number', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn({ patientKey: '99@lid', replyTo: '99@lid' });
    expect((await world.takeIn({ aliases: ['99@lid'] })).conversationId).toBe(conversationId);
    expect(await world.conversation(conversationId)).toMatchObject({ patient_key: world.patientKey, reply_to: world.patientKey });
    expect((await world.takeIn({ patientKey: '99@lid' })).conversationId).toBe(conversationId);
  });

  guarantee('two conversations of one person become one when a message shows it: nothing is lost, a turn being made gives up', async () => {
    const world = newWorld();
    const hidden = await world.answered(['hello'], { patientKey: '77@lid', replyTo: '77@lid' });
    await world.takeIn({ patientKey: '77@lid', receivedAtMs: T0 + 30_000 });
    const { conversationId } = await world.takeIn({ receivedAtMs: T0 + 30_000 });
    const snapshot = await world.snapshot(conversationId, T0 + 60_000);
    await world.takeIn({ aliases: ['77@lid'], receivedAtMs: T0 + 31_000 });
    expect(await world.commit(snapshot, { mayNotBeSuperseded: true })).toEqual({ kind: 'lost' });
    expect(await world.states(conversationId)).toEqual({ answered: 1, pending: 3 });
    expect(await world.outboxStates(conversationId)).toEqual(['queued']);
    expect(await world.open(hidden)).toEqual({ kind: 'nothing_pending' });
    expect((await world.snapshot(conversationId, T0 + 60_000)).history.map((entry) => entry.role)).toEqual(['patient', 'bot']);
  });

  guarantee('a message that makes two conversations one says which is left and when it is due', async () => {
    const world = newWorld();
    const hidden = await world.takeIn({ patientKey: '7701@lid', replyTo: '7701@lid' });
    await world.takeIn({ patientKey: '7702', replyTo: '7702' });
    const taken = await world.takeIn({ patientKey: '7702', aliases: ['7701@lid'], receivedAtMs: T0 + 1_000 });
    expect(taken).toMatchObject({ state: 'pending', dueAtMs: T0 + 1_000 + DEBOUNCE_MS });
    expect(await world.open(hidden.conversationId)).toEqual({ kind: 'nothing_pending' });
    expect((await world.snapshot(taken.conversationId)).messages).toHaveLength(3);

    // Known by the hidden id, while a thread under the number lies there too: the number's is left.
    const other = newWorld();
    await other.takeIn({ patientKey: '7703@lid', replyTo: '7703@lid' });
    await other.rows("insert into core.patient_aliases (clinic_id, alias, patient_key) values ($1, '7704', '7703@lid')", [other.clinicId]);
    const [number] = await other.rows(
      `with p as (insert into core.patients (id, clinic_id, patient_key, created_at) values (gen_random_uuid(), $1, '7704', now()) returning id)
       insert into core.whatsapp_conversations (id, clinic_id, patient_key, patient_id, provider, instance_name, reply_to, created_at)
       select gen_random_uuid(), $1, '7704', p.id, 'evolution', $2, '7704', now() from p returning id`,
      [other.clinicId, other.line.instance],
    );
    const left = await other.takeIn({ patientKey: '7704', aliases: ['7703@lid'], receivedAtMs: T0 + 1_000 });
    expect(left).toEqual({ conversationId: number?.['id'], isNew: true, state: 'pending', dueAtMs: T0 + 1_000 + DEBOUNCE_MS });
    expect((await other.snapshot(left.conversationId)).messages).toHaveLength(2);
  });

  guarantee('of two conversations made one, the later line, inbound message, resume and session stay, and dead letters follow', async () => {
    const world = newWorld();
    const line = { provider: 'meta', instance: randomUUID() } as const;
    const from = await world.takeIn({ patientKey: '7801@lid', replyTo: '7801@lid' });
    await world.turns.deadLetter(from.conversationId, 'bug', T0);
    await world.takeIn({ patientKey: '7801@lid', replyTo: '7801@lid', line, receivedAtMs: T0 + 3_600_000, providerMessageId: 'later-one' });
    const snapshot = await world.snapshot(from.conversationId, T0 + 3_610_000);
    await world.commit(snapshot, { nowMs: T0 + 3_610_000, decided: { state: 'booking_new', context: { serviceName: 'Filling' } } });
    await world.rows('update core.whatsapp_conversations set resumed_at = core.at($2) where id = $1', [from.conversationId, T0 + 3_700_000]);

    const into = await world.answered();
    await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: '7801@lid', newKey: world.patientKey, nowMs: T0 + 20_000 });
    expect(await world.conversation(into)).toMatchObject({
      provider: 'meta',
      instance_name: line.instance,
      reply_to: world.patientKey,
      last_inbound_provider_id: 'later-one',
      session_id: snapshot.session.id,
      state: 'booking_new',
    });
    const [times] = await world.rows(
      'select core.ms(last_inbound_at) as inbound, core.ms(resumed_at) as resumed from core.whatsapp_conversations where id = $1',
      [into],
    );
    expect(times).toEqual({ inbound: T0 + 3_600_000, resumed: T0 + 3_700_000 });
    expect(await world.rows('select reason from core.dead_letters where conversation_id = $1', [into])).toEqual([{ reason: 'bug' }]);
  });

  guarantee('a human who took over one of two conversations made one silences both, also the words of the bot’s own hand-over', async () => {
    const world = newWorld();
    await world.echo({ chat: '7901@lid', isLid: true });
    const { conversationId } = await world.takeIn();
    const handOver = { effects: [{ kind: 'escalate' as const, reason: 'asked' }], holdUntilMs: T0 + 3_600_000 };
    await world.commit(await world.snapshot(conversationId), handOver);
    await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: '7901@lid', newKey: world.patientKey, nowMs: T0 + 20_000 });
    expect(await world.claim(conversationId, T0 + 21_000)).toMatchObject({ kind: 'withdrawn' });
  });

  guarantee('the words of the bot’s own hand-over survive a merge in which no human has the patient, and die with the next takeover', async () => {
    const handOver = { effects: [{ kind: 'escalate' as const, reason: 'asked' }], holdUntilMs: T0 + 3_600_000 };
    for (const handedOver of ['7911@lid', 'number']) {
      const world = newWorld();
      const [old, number] = ['7911@lid', world.patientKey];
      // Both were taken over once, long ago; since then the bot handed one of them over.
      for (const chat of [old, number]) await world.echo({ chat, receivedAtMs: T0 - 7_200_000, holdUntilMs: T0 - 3_600_000 });
      const asking = await world.takeIn({ patientKey: handedOver === 'number' ? number : old });
      await world.takeIn({ patientKey: handedOver === 'number' ? old : number });
      await world.commit(await world.snapshot(asking.conversationId), handOver);
      await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: old, newKey: number, nowMs: T0 + 20_000 });
      const { conversationId } = await world.takeIn({ receivedAtMs: T0 + 20_500 });
      const claimed = await world.claimed(conversationId, T0 + 21_000);
      await world.settle(claimed, { kind: 'retry', reason: 'busy', afterMs: null, countsAsAttempt: true }, T0 + 21_500, T0 + 22_000);
      await world.echo({ receivedAtMs: T0 + 22_500 });
      expect(await world.outboxStates(conversationId)).toEqual(['withdrawn']);
    }
  });

  guarantee('a take-in that ended before its merge is merged by its repeat', async () => {
    const world = newWorld();
    const old = await world.takeIn({ patientKey: '7921@lid', replyTo: '7921@lid' });
    const number = await world.takeIn();
    const both = world.message({ aliases: ['7921@lid'], receivedAtMs: T0 + 1_000 });
    await expect(inboxStore(withFailpoints('sql', sql, 'sql.transaction:before:throw')).takeIn(both, [])).rejects.toThrow();
    expect(await world.conversation(old.conversationId)).toMatchObject({ patient_key: '7921@lid' });
    expect(await world.inbox.takeIn(both, [])).toMatchObject({ conversationId: number.conversationId, isNew: false, state: 'pending' });
    expect(await world.rows('select id from core.whatsapp_conversations where clinic_id = $1', [world.clinicId])).toEqual([{ id: number.conversationId }]);
    expect((await world.snapshot(number.conversationId)).messages).toHaveLength(3);
  });

  guarantee('an echo that ended before its merge is merged by its repeat', async () => {
    const world = newWorld();
    await world.takeIn({ patientKey: '7931@lid', replyTo: '7931@lid' });
    const number = await world.takeIn();
    const echo = { providerMessageId: randomUUID(), aliases: ['7931@lid'] };
    await expect(new MessageWorld(withFailpoints('sql', sql, 'sql.transaction:before:throw'), world).echo(echo)).rejects.toThrow();
    expect(await world.echo(echo)).toMatchObject({ conversationId: number.conversationId });
    expect(await world.rows('select id from core.whatsapp_conversations where clinic_id = $1', [world.clinicId])).toEqual([{ id: number.conversationId }]);
    expect(await world.open(number.conversationId)).toEqual({ kind: 'held' });
    expect(await world.states(number.conversationId)).toEqual({ held: 2 });
  });

  guarantee('a changed number keeps conversation and appointments', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.commit(await world.snapshot(conversationId), { effects: [world.booking(T0 + 86_400_000)] });
    await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: world.patientKey, newKey: '4400', nowMs: T0 + 20_000 });
    await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: world.patientKey, newKey: '4400', nowMs: T0 + 20_000 });
    expect((await world.takeIn({ patientKey: '4400', replyTo: '4400', receivedAtMs: T0 + 60_000 })).conversationId).toBe(conversationId);
    expect((await world.takeIn({ receivedAtMs: T0 + 61_000 })).conversationId).toBe(conversationId);
    expect((await world.snapshot(conversationId, T0 + 90_000)).appointments).toHaveLength(1);
  });
});
