import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPatientAdmin } from '../../../src/adapters/postgres/admin/patient-admin.ts';
import { keepDeadLetter } from '../../../src/adapters/postgres/keep-dead-letter.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import type { TraceEvent } from '../../../src/pipeline/ports.ts';
import { databaseKinds } from '../../support/databases.ts';
import { grepDatabase } from '../../support/grep-database.ts';
import { MessageWorld, T0 } from '../../support/message-world.ts';

const TEXT = 'my canary hurts';
const ERASED_AT = T0 + 60_000;

describe.each(await databaseKinds())('what is still on its way when a patient is erased, on $name', ({ open, skip }) => {
  let sql: Sql;
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  /** A patient of a clinic that has its line in the database, as clinics do. */
  async function newWorld(): Promise<MessageWorld> {
    const world = new MessageWorld(sql);
    await world.rows("insert into healthcare.clinics (id, organization_id, name, profile) values ($1, $1, 'x', '{}')", [world.clinicId]);
    await world.rows("insert into healthcare.whatsapp_instances (provider, instance_name, clinic_id, channel) values ('evolution', $1, $2, '{}')", [
      world.line.instance,
      world.clinicId,
    ]);
    return world;
  }
  const erase = (world: MessageWorld, nowMs = ERASED_AT) => createPatientAdmin(sql).erase({ clinicId: world.clinicId, from: world.patientKey, nowMs });
  const conversations = (world: MessageWorld) => world.rows('select patient_key from core.whatsapp_conversations where clinic_id = $1', [world.clinicId]);
  const ignored = async (world: MessageWorld) =>
    (
      await world.rows("select reason, count(*)::int as count from core.inbox where clinic_id = $1 and state = 'ignored' group by reason", [world.clinicId])
    ).map((row) => [row['reason'], row['count']]);

  type Item = { from?: string; chat?: string; text?: string; messageId?: string; targetMessageId?: string; instance?: string; aliases?: string[] };
  const story = (world: MessageWorld, atMs: number, ...items: Item[]): TraceEvent[] => {
    const traceId = randomUUID();
    const views = items.map((item) => ({ kind: 'inbound_text', from: null, chat: null, text: null, messageId: null, instance: world.line.instance, ...item }));
    return [
      { traceId, atMs, stage: 'ingress', name: 'webhook accepted', ms: 1, data: { provider: 'evolution' } },
      { traceId, atMs: atMs + 5, stage: 'inbound', name: 'taken in', ms: 5, data: { items: views } },
    ];
  };
  /** A message with its story, as a webhook brings them. */
  async function takeIn(world: MessageWorld, changes: Parameters<MessageWorld['message']>[0] = {}) {
    const message = world.message({ text: TEXT, ...changes });
    const { patientKey, providerMessageId, text, aliases } = message;
    const events = story(world, message.receivedAtMs, { from: patientKey, messageId: providerMessageId, text: text ?? '', aliases });
    const trace = { ...message.trace, traceId: events[0]?.traceId ?? '' };
    return { message, taken: await world.inbox.takeIn({ ...message, trace }, events) };
  }
  const nothingIsLeft = async (world: MessageWorld) => {
    expect(await grepDatabase(sql, TEXT)).toEqual({});
    expect(await grepDatabase(sql, world.patientKey)).toEqual({});
  };

  guarantee('a message received before, taken in after: counted as erased, and nothing of it is kept, also when its job runs again', async () => {
    const world = await newWorld();
    await world.answered();
    await erase(world);
    const { message, taken } = await takeIn(world, { receivedAtMs: ERASED_AT - 50, aliases: [`${world.patientKey}9@lid`], pushName: TEXT });
    expect(taken).toEqual({ conversationId: '', isNew: true, state: 'ignored', dueAtMs: null });
    expect(await world.inbox.takeIn(message, [])).toEqual({ conversationId: '', isNew: false, state: 'ignored', dueAtMs: null });
    expect(await ignored(world)).toEqual([['erased', 1]]);
    expect(await conversations(world)).toEqual([]);
    await nothingIsLeft(world);
  });

  guarantee('of a patient whom nothing but a queue knows as well, and of one who has written again since', async () => {
    const world = await newWorld();
    await erase(world);
    await takeIn(world, { receivedAtMs: ERASED_AT - 1 });
    const { taken } = await takeIn(world, { text: 'hello again', receivedAtMs: ERASED_AT + 5_000 });
    expect(taken).toMatchObject({ isNew: true, state: 'pending' });
    await takeIn(world, { receivedAtMs: ERASED_AT - 1 });
    expect(await ignored(world)).toEqual([['erased', 2]]);
    expect((await world.snapshot(taken.conversationId, ERASED_AT + 60_000)).messages.map((message) => message.text)).toEqual(['hello again']);
    expect(await grepDatabase(sql, TEXT)).toEqual({});
  });

  guarantee('a message sent before and delivered late, and one delivered once more, are erased; what is sent within the same second is not', async () => {
    const world = await newWorld();
    const { message } = await takeIn(world);
    await erase(world);
    await takeIn(world, { sentAtMs: ERASED_AT - 3_600_000, receivedAtMs: ERASED_AT + 3_600_000 });
    await takeIn(world, { providerMessageId: message.providerMessageId, sentAtMs: ERASED_AT + 3_600_000, receivedAtMs: ERASED_AT + 3_600_000 });
    expect(await ignored(world)).toEqual([['erased', 2]]);
    await nothingIsLeft(world);
    const providerSecond = Math.floor(ERASED_AT / 1_000) * 1_000;
    expect((await takeIn(world, { text: 'a new start', sentAtMs: providerSecond, receivedAtMs: ERASED_AT + 700 })).taken).toMatchObject({ state: 'pending' });
  });

  guarantee('others keep theirs: another patient of the same webhook, the same number at another clinic', async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    await erase(world);
    const neighbour = world.message({ patientKey: '5533', text: 'the neighbour', receivedAtMs: ERASED_AT - 10 });
    const theirs = world.message({ text: TEXT, receivedAtMs: ERASED_AT - 10, part: 1, trace: neighbour.trace });
    const events = story(
      world,
      ERASED_AT - 10,
      { from: '5533', text: 'the neighbour', messageId: neighbour.providerMessageId },
      { from: world.patientKey, text: TEXT, messageId: theirs.providerMessageId },
      { from: world.patientKey, text: 'to the other clinic', instance: other.line.instance },
    );
    const traceId = events[0]?.traceId ?? '';
    await world.inbox.takeIn({ ...neighbour, trace: { ...neighbour.trace, traceId } }, events);
    await world.inbox.takeIn({ ...theirs, trace: { ...neighbour.trace, traceId } }, []);
    const [told] = await world.rows("select data from core.trace_events where trace_id = $1 and stage = 'inbound'", [traceId]);
    expect(told?.['data']).toMatchObject({
      items: [
        { from: '5533', text: 'the neighbour' },
        { from: null, text: null, messageId: null, reason: 'erased' },
        { from: world.patientKey, text: 'to the other clinic' },
      ],
    });
    expect(await conversations(world)).toEqual([{ patient_key: '5533' }]);
    const elsewhere = new MessageWorld(sql, { ...other, patientKey: world.patientKey });
    expect((await elsewhere.takeIn({ receivedAtMs: ERASED_AT - 10 })).state).toBe('pending');
    expect(await grepDatabase(sql, TEXT)).toEqual({});
  });

  guarantee(
    'echoes of before, and of what was erased, make no patient of him again: those of staff, and of our own replies, their id known or not',
    async () => {
      const world = await newWorld();
      const conversationId = await world.answered(['one', 'two']);
      await world.settle(await world.claimed(conversationId), { kind: 'sent', providerMessageId: 'echo-of-one' });
      await world.claimed(conversationId, T0 + 12_000);
      await erase(world);
      const late = { receivedAtMs: ERASED_AT + 500, sentAtMs: ERASED_AT + 500 };
      expect(await world.echo({ text: TEXT, receivedAtMs: ERASED_AT - 10 })).toEqual({ outcome: 'ignored', conversationId: null });
      expect(await world.echo({ text: 'one', providerMessageId: 'echo-of-one', ...late })).toEqual({ outcome: 'ignored', conversationId: null });
      expect(await world.echo({ text: 'two', ...late })).toEqual({ outcome: 'ignored', conversationId: null });
      expect(await conversations(world)).toEqual([]);
      await nothingIsLeft(world);
      expect(await world.echo({ text: 'welcome back', ...late })).toMatchObject({ outcome: 'takeover' });
    },
  );

  guarantee('statuses and edits of erased messages tell nothing of him, and are not tried again', async () => {
    const world = await newWorld();
    const { message } = await takeIn(world);
    const conversationId = await world.answered(['one'], { receivedAtMs: T0 + 1_000 });
    await world.settle(await world.claimed(conversationId), { kind: 'sent', providerMessageId: 'status-of-one' });
    await erase(world);
    const atMs = ERASED_AT + 3_600_000;
    await world.inbox.recordStory(story(world, atMs, { chat: world.patientKey, messageId: 'status-of-one' }));
    await world.inbox.recordStory(story(world, atMs + 1, { text: TEXT, targetMessageId: message.providerMessageId }));
    expect(await world.inbox.applyStatuses([world.status('status-of-one', 'read')])).toEqual({ delivered: [], unknown: [], wokenConversations: [] });
    await nothingIsLeft(world);
    const unknown = [world.status('never-heard-of', 'read')];
    expect(await world.inbox.applyStatuses(unknown)).toMatchObject({ unknown });
  });

  guarantee('a changed number leaves no trace of either', async () => {
    const world = await newWorld();
    await world.takeIn();
    await erase(world);
    await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: world.patientKey, newKey: '5577', nowMs: ERASED_AT + 10 });
    expect(await world.rows('select alias from core.patient_aliases where clinic_id = $1', [world.clinicId])).toEqual([]);
  });

  guarantee('a job that fails for good keeps no payload of him, but that of a webhook of another clinic', async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    await erase(world);
    const keep = async (instance: string, receivedAtMs: number) => {
      const body = { instance, data: { key: { remoteJid: `${world.patientKey}:3@s.whatsapp.net` }, message: { conversation: TEXT } } };
      const payload = { v: 1, kind: 'webhook', provider: 'evolution', traceId: `letter-${randomUUID()}`, receivedAtMs, body };
      await keepDeadLetter(sql, { queue: 'inbound', traceId: payload.traceId, reason: 'bug', payload, nowMs: ERASED_AT + 10 });
      const [row] = await world.rows('select payload from core.dead_letters where trace_id = $1', [payload.traceId]);
      return { payload, kept: row?.['payload'] };
    };
    const { payload, kept } = await keep(world.line.instance, ERASED_AT - 10);
    const { body: _body, ...own } = payload;
    expect(kept).toEqual({ ...own, erased: true });
    await nothingIsLeft(world);
    for (const { payload: whole, kept: stored } of [await keep(other.line.instance, ERASED_AT - 10), await keep(world.line.instance, ERASED_AT + 10)]) {
      expect(stored).toEqual(whole);
    }
    await world.rows("delete from core.dead_letters where queue = 'inbound'");
  });

  guarantee('is remembered by hashes, and for thirty days', async () => {
    const [world, later] = [await newWorld(), await newWorld()];
    await takeIn(world);
    await erase(world);
    const [mark] = await world.rows('select count(*)::int as count, min(length(person)) as shortest from core.erasures where clinic_id = $1', [world.clinicId]);
    expect(mark).toEqual({ count: 2, shortest: 64 });
    await erase(later, ERASED_AT + 61 * 86_400_000);
    expect(await world.rows('select 1 from core.erasures where clinic_id = $1', [world.clinicId])).toEqual([]);
  });
});
