import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followUpStore, reviveFollowUp } from '../../../src/adapters/postgres/follow-ups/follow-up-store.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import type { PlannedFollowUp } from '../../../src/domain/follow-up.ts';
import type { FollowUpCommit, OpenedFollowUp } from '../../../src/pipeline/follow-up-ports.ts';
import { databaseKinds } from '../../support/databases.ts';
import { MessageWorld, STALE_SENDING_MS, T0 } from '../../support/message-world.ts';

const DUE = T0 + 3_600_000;
const DAY_MS = 86_400_000;

describe.each(await databaseKinds())('follow-ups on $name', ({ open: openDatabase, skip }) => {
  let sql: Sql;
  const newWorld = () => new MessageWorld(sql);
  beforeAll(async () => {
    if (!skip) sql = await openDatabase();
  }, 300_000);
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  const planned = (changes: Partial<PlannedFollowUp> = {}): PlannedFollowUp => ({
    id: randomUUID(),
    kind: 'inquiry',
    urgency: 'low',
    note: '',
    dueAtMs: DUE,
    announced: false,
    experiment: null,
    variant: null,
    ...changes,
  });
  /** A conversation whose last turn planned a follow-up. */
  async function waiting(world: MessageWorld, changes: Partial<PlannedFollowUp> = {}) {
    const trace = { traceId: randomUUID(), requestId: randomUUID(), traceparent: null };
    const { conversationId } = await world.takeIn({ trace });
    const followUp = planned(changes);
    await world.commit(await world.snapshot(conversationId), { followUp, parts: ['how can I help?'] });
    return { conversationId, followUp, trace };
  }
  const store = () => followUpStore(sql);
  const opened = async (followUpId: string, nowMs = DUE): Promise<Extract<OpenedFollowUp, { kind: 'opened' }>> => {
    const follow = await store().open({ followUpId, nowMs });
    if (follow.kind !== 'opened') throw new Error(`the follow-up is ${follow.kind}`);
    return follow;
  };
  const commitOf = async (followUpId: string, changes: Partial<FollowUpCommit> = {}): Promise<FollowUpCommit> => {
    const { followUp, trace } = await opened(followUpId);
    if (!followUp.conversation) throw new Error('no conversation');
    return {
      followUpId,
      conversation: followUp.conversation,
      text: 'Shall I book it?',
      language: 'en',
      expiresAtMs: DUE + DAY_MS,
      change: null,
      nowMs: DUE,
      trace,
      ...changes,
    };
  };
  const rowOf = async (id: string) => (await new MessageWorld(sql).rows('select status, reason from core.follow_ups where id = $1', [id]))[0];
  const messages = (world: MessageWorld, conversationId: string) =>
    world.rows("select id, seq, body, state, trace_id from core.outbox where conversation_id = $1 and origin = 'follow_up'", [conversationId]);

  guarantee('opens with the conversation, the patient and the trace of the turn that planned it', async () => {
    const world = newWorld();
    const { conversationId, followUp, trace } = await waiting(world, { experiment: 'sooner', variant: 'half', announced: true });
    expect(await opened(followUp.id)).toMatchObject({
      urgency: 'low',
      variant: { experiment: 'sooner', variant: 'half' },
      trace,
      followUp: {
        id: followUp.id,
        clinicId: world.clinicId,
        kind: 'inquiry',
        dueAtMs: DUE,
        announced: true,
        conversation: {
          id: conversationId,
          version: 1,
          lastSeq: 1,
          provider: 'evolution',
          hasPending: false,
          lastHeardAtMs: T0,
          lastInboundAtMs: T0,
          heldUntilMs: null,
        },
        patient: { sessionLanguage: 'en', optedOut: false },
        appointment: null,
        isOutrun: false,
        hasBookedSince: false,
      },
    });
  });

  guarantee('sees what the patient, staff and the calendar did meanwhile', async () => {
    const world = newWorld();
    const { conversationId, followUp } = await waiting(world);
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    expect((await opened(followUp.id)).followUp.conversation).toMatchObject({ hasPending: true, lastHeardAtMs: T0 + 60_000, lastSeq: 2 });
    // A reaction is no answer.
    await world.takeIn({ receivedAtMs: T0 + 90_000, ignoredReason: 'reaction' });
    expect((await opened(followUp.id)).followUp.conversation?.lastHeardAtMs).toBe(T0 + 60_000);
    const other = newWorld();
    const { followUp: theirs } = await waiting(other);
    await other.rows(
      `insert into healthcare.appointments (id, clinic_id, patient_key, service_id, doctor_id, starts_at, ends_at, created_by, created_at, updated_at)
       values ($1, $2, $3, $4, $5, core.at($6), core.at($6::float8 + 1), 'staff', core.at($7), core.at($7))`,
      [randomUUID(), other.clinicId, other.patientKey, randomUUID(), randomUUID(), DUE + DAY_MS, T0 + 60_000],
    );
    expect((await opened(theirs.id)).followUp.hasBookedSince).toBe(true);
    expect((await world.conversation(conversationId))['held_until']).toBeNull();
  });

  guarantee('is sent once: a second commit of what was opened writes nothing, and so does any later one', async () => {
    const world = newWorld();
    const { conversationId, followUp, trace } = await waiting(world);
    const commit = await commitOf(followUp.id);
    expect(await store().commit(commit)).toEqual({ kind: 'committed', outboxId: followUp.id });
    expect(await store().commit(commit)).toEqual({ kind: 'lost' });
    const { version } = await world.conversation(conversationId);
    expect(await store().commit({ ...commit, conversation: { ...commit.conversation, version: Number(version) } })).toEqual({ kind: 'lost' });
    expect(await messages(world, conversationId)).toEqual([{ id: followUp.id, seq: 2, body: 'Shall I book it?', state: 'queued', trace_id: trace.traceId }]);
    expect(await rowOf(followUp.id)).toEqual({ status: 'sent', reason: null });
    expect(await store().open({ followUpId: followUp.id, nowMs: DUE })).toEqual({ kind: 'closed' });
    expect((await world.conversation(conversationId))['out_seq']).toBe(2);
  });

  guarantee('of two workers that fire it at once one sends it', async () => {
    const world = newWorld();
    const { conversationId, followUp } = await waiting(world);
    const commit = await commitOf(followUp.id);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => store().commit(commit)));
    expect(outcomes.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
    expect(await messages(world, conversationId)).toHaveLength(1);
  });

  guarantee.each([
    ['a message that arrives', (world: MessageWorld) => world.takeIn({ receivedAtMs: DUE })],
    ['a takeover', (world: MessageWorld) => world.echo({ receivedAtMs: DUE })],
    [
      'another turn',
      async (world: MessageWorld, id: string) => {
        await world.takeIn({ receivedAtMs: T0 + 60_000 });
        await world.commit(await world.snapshot(id, T0 + 80_000), { mayNotBeSuperseded: true });
      },
    ],
    ['a cancellation', (_world: MessageWorld, _id: string, followUpId: string) => store().cancel({ followUpId, reason: 'test', nowMs: DUE })],
  ])('%s while it is judged leaves it unsent', async (_what, happens) => {
    const world = newWorld();
    const { conversationId, followUp } = await waiting(world);
    const commit = await commitOf(followUp.id);
    await happens(world, conversationId, followUp.id);
    expect(await store().commit(commit)).toEqual({ kind: 'lost' });
    expect(await messages(world, conversationId)).toEqual([]);
    const { version, out_seq } = await world.conversation(conversationId);
    expect(Number(out_seq)).toBeLessThanOrEqual(Number(version));
  });

  guarantee('a hold that is over is none, one that lasts silences it', async () => {
    const world = newWorld();
    const { conversationId, followUp } = await waiting(world);
    const hold = (untilMs: number) => world.rows('update core.whatsapp_conversations set held_until = core.at($2) where id = $1', [conversationId, untilMs]);
    await hold(DUE + 1);
    expect(await store().commit(await commitOf(followUp.id))).toEqual({ kind: 'lost' });
    await hold(DUE);
    expect(await store().commit(await commitOf(followUp.id))).toMatchObject({ kind: 'committed' });
  });

  guarantee('changes the conversation only when it is told to', async () => {
    const world = newWorld();
    const { conversationId, followUp } = await waiting(world);
    const change = { state: 'awaiting_info', context: { memo: { reminder: { appointmentId: 'a', fresh: true } } }, pendingAction: null } as const;
    await store().commit(await commitOf(followUp.id, { change }));
    expect(await world.conversation(conversationId)).toMatchObject({ state: 'awaiting_info', context: change.context, pending_action: null, version: 2 });
    const { followUp: second, conversationId: other } = await waiting(newWorld());
    const before = await world.conversation(other);
    await store().commit(await commitOf(second.id));
    expect(await world.conversation(other)).toMatchObject({ state: before['state'], context: before['context'], version: 2 });
  });

  guarantee('what could not be sent in time is withdrawn, and shown as that', async () => {
    const world = newWorld();
    const { conversationId, followUp } = await waiting(world);
    await world.settle(await world.claimed(conversationId), { kind: 'sent', providerMessageId: randomUUID() });
    await store().commit(await commitOf(followUp.id, { expiresAtMs: DUE + 60_000 }));
    expect(await world.outbox.claim({ conversationId, nowMs: DUE + 60_000, staleSendingMs: STALE_SENDING_MS })).toEqual({ kind: 'withdrawn', count: 1 });
    expect(await world.outbox.claim({ conversationId, nowMs: DUE + 60_000, staleSendingMs: STALE_SENDING_MS })).toEqual({ kind: 'none' });
    expect((await messages(world, conversationId))[0]).toMatchObject({ state: 'withdrawn' });
    const { followUp: inTime, conversationId: other } = await waiting(newWorld());
    await world.settle(await world.claimed(other), { kind: 'sent', providerMessageId: randomUUID() });
    await store().commit(await commitOf(inTime.id, { expiresAtMs: DUE + 60_000 }));
    expect(await world.outbox.claim({ conversationId: other, nowMs: DUE + 59_999, staleSendingMs: STALE_SENDING_MS })).toMatchObject({
      kind: 'claimed',
      send: { origin: 'follow_up', text: 'Shall I book it?' },
    });
  });

  guarantee('is cancelled, put off and revived only while that means something; its trace tells', async () => {
    const world = newWorld();
    const { followUp, trace } = await waiting(world);
    const { id: followUpId } = followUp;
    await store().postpone({ followUpId, dueAtMs: DUE + 1_000, reason: 'quiet_hours', nowMs: DUE });
    expect((await opened(followUpId)).followUp.dueAtMs).toBe(DUE + 1_000);
    await store().cancel({ followUpId, reason: 'dead_lettered', nowMs: DUE });
    await store().cancel({ followUpId, reason: 'again', nowMs: DUE });
    await store().postpone({ followUpId, dueAtMs: DUE + 9_000, reason: 'again', nowMs: DUE });
    expect(await rowOf(followUpId)).toEqual({ status: 'cancelled', reason: 'dead_lettered' });
    expect(
      await world.rows("select name, data ->> 'reason' as reason from core.trace_events where trace_id = $1 and name like 'follow-up%' order by id", [
        trace.traceId,
      ]),
    ).toEqual([
      { name: 'follow-up postponed', reason: 'quiet_hours' },
      { name: 'follow-up cancelled', reason: 'dead_lettered' },
    ]);
    await reviveFollowUp(sql, { followUpId, nowMs: DUE + 5_000 });
    expect((await opened(followUpId)).followUp.dueAtMs).toBe(DUE + 5_000);
    await store().cancel({ followUpId, reason: 'booked', nowMs: DUE });
    await reviveFollowUp(sql, { followUpId, nowMs: DUE });
    expect(await rowOf(followUpId)).toEqual({ status: 'cancelled', reason: 'booked' });
  });

  guarantee('the sweep finds those that are due or soon will be, and leaves those of a newer version', async () => {
    const world = newWorld();
    const { followUp } = await waiting(world);
    const due = async (nowMs: number, armAheadMs = 0) =>
      (await world.sweep.due({ nowMs, staleSendingMs: STALE_SENDING_MS, armAheadMs, limit: 500 })).followUps.filter(
        ({ followUpId }) => followUpId === followUp.id,
      );
    expect(await due(DUE - 1)).toEqual([]);
    expect(await due(DUE - 10_000, 10_000)).toEqual([{ followUpId: followUp.id, dueAtMs: DUE }]);
    await world.rows('update core.follow_ups set schema = 2 where id = $1', [followUp.id]);
    expect(await due(DUE + DAY_MS)).toEqual([]);
    expect(await store().open({ followUpId: followUp.id, nowMs: DUE })).toEqual({ kind: 'closed' });
  });

  guarantee('when two ids become one person, the follow-up planned last goes on, and is found through that person', async () => {
    const world = newWorld();
    const { followUp: older } = await waiting(world);
    const second = new MessageWorld(sql, { clinicId: world.clinicId, line: world.line, patientKey: `${world.patientKey}9` });
    const { conversationId } = await second.takeIn({ receivedAtMs: T0 + 60_000 });
    const newer = planned();
    await second.commit(await second.snapshot(conversationId, T0 + 70_000), { followUp: newer, nowMs: T0 + 70_000 });
    await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: world.patientKey, newKey: second.patientKey, nowMs: T0 + 80_000 });
    expect(await rowOf(older.id)).toEqual({ status: 'cancelled', reason: 'merged' });
    expect((await opened(newer.id)).followUp.conversation?.id).toBe(conversationId);
  });
});
