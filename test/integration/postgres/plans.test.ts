import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createLedgerReader } from '../../../src/adapters/postgres/admin/ledger-reader.ts';
import { createTraceReader } from '../../../src/adapters/postgres/admin/trace-reader.ts';
import { calendar } from '../../../src/adapters/postgres/calendar.ts';
import { followUpStore, reviveFollowUp } from '../../../src/adapters/postgres/follow-ups/follow-up-store.ts';
import { reminderStore } from '../../../src/adapters/postgres/follow-ups/reminder-store.ts';
import { erasedAtMs, forgettingStore } from '../../../src/adapters/postgres/memory/forgetting-store.ts';
import { createMemoryStore } from '../../../src/adapters/postgres/memory/memory-store.ts';
import { sessionLessons } from '../../../src/adapters/postgres/memory/session-lessons.ts';
import { tellingStore } from '../../../src/adapters/postgres/memory/telling-store.ts';
import { clinicSource } from '../../../src/adapters/postgres/clinic-source.ts';
import { testPostgres } from '../../support/databases.ts';
import { freshDatabase, openTestPg } from '../../support/fresh-database.ts';
import { memoryItem } from '../../support/memory-items.ts';
import { BURST_MAX_WAIT_MS, DEBOUNCE_MS, MessageWorld, OVERDUE_AFTER_MS, T0 } from '../../support/message-world.ts';
import { BOTH, escalation, StaffWorld } from '../../support/staff-world.ts';

const server = await testPostgres();
const away = 'reason' in server;

describe.skipIf(away)(`plans on Postgres${away ? ` (skipped: ${server.reason})` : ''}`, () => {
  test('every statement on the path of a message finds its rows by an index', async () => {
    if (away) return;
    const sql = openTestPg(await freshDatabase(server.url), { poolSize: 1 });
    // A sequential scan is chosen only where no index can serve. Set before the statements are used: each is planned once.
    await sql.script('set enable_seqscan = off; set plan_cache_mode = force_generic_plan');
    await useEveryStatement(new MessageWorld(sql));
    await useFollowUps(new MessageWorld(sql));
    await useMemories(new MessageWorld(sql));
    const statements = await sql.query<{ name: string; parameters: number }>({
      name: 'test_statements',
      text: "select name, cardinality(parameter_types) as parameters from pg_prepared_statements where name !~ '^test_'",
    });
    const scans: string[] = [];
    for (const { name, parameters } of statements) {
      const nulls = Array.from({ length: parameters }, () => 'null').join(', ');
      const plan = await sql.query<{ 'QUERY PLAN': string }>({
        name: `test_plan_${name}`,
        text: `explain execute ${name}${parameters > 0 ? `(${nulls})` : ''}`,
      });
      scans.push(...plan.flatMap((line) => (/Seq Scan on (?:core\.|healthcare\.)?\w+/.exec(line['QUERY PLAN']) ?? []).map((scan) => `${name}: ${scan}`)));
    }
    await sql.close();
    expect(statements.map((one) => one.name)).toEqual(
      expect.arrayContaining([
        'take_in',
        'open_turn',
        'commit_turn',
        'commit_turn_session',
        'claim_send',
        'settle_send',
        'settle_unsent',
        'apply_statuses',
        'apply_echo',
        'sweep_due',
        'open_follow_up',
        'commit_follow_up',
        'set_reminders',
        'claim_notification',
        'settle_notification',
        'hand_over_notification',
        'recall_memories',
        'sessions_to_learn',
        'open_session_lesson',
        'keep_session_lesson',
      ]),
    );
    expect(scans).toEqual([]);
  });
});

async function useEveryStatement(world: MessageWorld): Promise<void> {
  await useStaffStatements(await StaffWorld.open(world.sql, BOTH));
  const conversationId = await world.answered(['one', 'two']);
  await world.answered(['three'], { receivedAtMs: T0 + 1_000 });
  const send = await world.claimed(conversationId);
  await world.settle(send, { kind: 'uncertain', reason: 'timeout' });
  await world.settle({ ...send, attempts: 2 }, { kind: 'sent', providerMessageId: 'another' });
  await world.outbox.recordProbe({
    outboxId: send.outboxId,
    attempts: 1,
    result: 'sent',
    providerMessageId: 'a',
    nowMs: T0,
    resend: false,
    giveUp: false,
    nextProbeAtMs: null,
  });
  await world.inbox.applyStatuses([world.status('a', 'read')]);
  await world.echo();
  const timing = { debounceMs: DEBOUNCE_MS, burstMaxWaitMs: BURST_MAX_WAIT_MS };
  await world.inbox.extendQuiet({ clinicId: world.clinicId, patientKey: world.patientKey, nowMs: T0, ...timing });
  await world.inbox.changeMessage({
    clinicId: world.clinicId,
    line: world.line,
    targetMessageId: 'x',
    change: { kind: 'delete' },
    atMs: T0,
    nowMs: T0,
    trace: send.trace,
    ...timing,
  });
  await world.takeIn({ patientKey: 'old' });
  await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: 'old', newKey: world.patientKey, nowMs: T0 });
  await world.inbox.recordConnection(world.line, 'open', T0);
  await world.inbox.takeInUnrouted({ ...world.message(), reason: 'unknown_line' }, []);
  await world.inbox.recordEvents([{ traceId: 'trace-of-plans', atMs: T0, stage: 'turn', name: 'x', ms: null, data: {} }]);
  await world.inbox.recordStory([{ traceId: 'trace-of-plans', atMs: T0, stage: 'turn', name: 'y', ms: null, data: {} }]);
  await world.turns.deadLetter(conversationId, 'test', T0);
  await world.turns.ignoreRemovedClinic(conversationId, T0);
  await createLedgerReader(world.sql).read(world.clinicId);
  await createTraceReader(world.sql).read('trace-of-plans');
  await world.sweep.due({ nowMs: T0, staleSendingMs: 1, armAheadMs: 0, limit: 1 });
  await world.sweep.reconcile({ nowMs: T0, overdueAfterMs: OVERDUE_AFTER_MS });
  await calendar(world.sql).busy(world.clinicId, [world.doctorId], T0, T0 + 1);
  await clinicSource(world.sql).byLine(world.line);
  await clinicSource(world.sql).byId(randomUUID());
}

async function useMemories(world: MessageWorld): Promise<void> {
  const { sql, clinicId, patientKey } = world;
  await world.answered();
  const scope = { clinicId, patientKey };
  const signal = new AbortController().signal;
  const store = createMemoryStore(sql, { now: () => T0, tellsProvider: true });
  await store.remember(scope, [memoryItem('I am allergic to latex')], 'one', signal);
  await store.recall(scope, signal);
  await tellingStore(sql, { now: () => T0 }).adopt(1);
  const [told] = await tellingStore(sql, { now: () => T0 }).due(1);
  if (told) await tellingStore(sql, { now: () => T0 }).done(told);
  const lessons = sessionLessons(sql, { tellsProvider: false });
  for (const sessionId of await lessons.due({ nowMs: T0 + 7_200_000, limit: 10 })) {
    const session = await lessons.open(sessionId);
    if (session) await lessons.keep({ session, items: [memoryItem('I have a pacemaker')] });
  }
  await store.forget(scope, signal);
  await erasedAtMs({ clinicId: randomUUID(), patientKey: '1' }, sql);
  const [whom] = await forgettingStore(sql, { hasProvider: true }).due(1);
  if (whom) await forgettingStore(sql, { hasProvider: true }).done(whom);
}

async function useFollowUps(world: MessageWorld): Promise<void> {
  const { conversationId } = await world.takeIn();
  const booking = world.booking(T0 + 86_400_000);
  const planned = { kind: 'asked', urgency: 'low', note: '', dueAtMs: T0, announced: false, experiment: null, variant: null } as const;
  const followUpId = randomUUID();
  await world.commit(await world.snapshot(conversationId), {
    effects: [booking],
    followUp: { ...planned, id: followUpId },
    decided: { patient: { optedOut: true } },
  });
  const reminders = reminderStore(world.sql);
  const appointment = await reminders.open(booking.appointmentId);
  if (!appointment) throw new Error('the appointment needs no reminders');
  await reminders.set({ appointment, reminders: [], nowMs: T0 });
  const followUps = followUpStore(world.sql);
  const opened = await followUps.open({ followUpId, nowMs: T0 });
  if (opened.kind !== 'opened' || !opened.followUp.conversation) throw new Error(`the follow-up is ${opened.kind}`);
  await followUps.postpone({ followUpId, dueAtMs: T0, reason: 'test', nowMs: T0 });
  const { conversation } = opened.followUp;
  await followUps.commit({ followUpId, conversation, text: 'x', language: 'en', expiresAtMs: T0, change: null, nowMs: T0, trace: opened.trace });
  await world.settle(await world.claimed(conversationId), { kind: 'sent', providerMessageId: 'of-plans' });
  await world.claim(conversationId);
  await followUps.cancel({ followUpId, reason: 'test', nowMs: T0 });
  await reviveFollowUp(world.sql, { followUpId, nowMs: T0 });
}

async function useStaffStatements(world: StaffWorld): Promise<void> {
  await world.tellingTurn([escalation('webhook')]);
  await world.settleNotice(await world.claimedNotice(), { kind: 'delivered' });
  await world.tellingTurn([escalation('whatsapp')]);
  await world.handOver(await world.claimedNotice());
}
