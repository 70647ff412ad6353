import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendar } from '../../../src/adapters/postgres/calendar.ts';
import { createMemoryStore } from '../../../src/adapters/postgres/memory/memory-store.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import type { PlannedFollowUp } from '../../../src/domain/follow-up.ts';
import { databaseKinds } from '../../support/databases.ts';
import { memoryItem } from '../../support/memory-items.ts';
import { MessageWorld, T0 } from '../../support/message-world.ts';

const DAY_MS = 86_400_000;
const PLANNED: PlannedFollowUp = {
  id: '',
  kind: 'unfinished_booking',
  urgency: 'high',
  note: '',
  dueAtMs: T0 + 3_600_000,
  announced: false,
  experiment: null,
  variant: null,
};

describe.each(await databaseKinds())('turns on $name', ({ open, skip }) => {
  let sql: Sql;
  const newWorld = () => new MessageWorld(sql);
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  guarantee('an unknown conversation has nothing pending, one in its quiet window is not opened yet', async () => {
    const world = newWorld();
    expect(await world.open(randomUUID())).toEqual({ kind: 'nothing_pending' });
    const { conversationId, dueAtMs } = await world.takeIn();
    expect(await world.open(conversationId, T0 + 100)).toEqual({ kind: 'not_yet', dueAtMs });
  });

  guarantee('a burst gets one answer: its last message is answered, the earlier ones merged', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.takeIn({ receivedAtMs: T0 + 100 });
    await world.takeIn({ receivedAtMs: T0 + 200 });
    expect(await world.commit(await world.snapshot(conversationId))).toMatchObject({ kind: 'committed', marked: 3, outboxIds: [expect.any(String)] });
    expect(await world.states(conversationId)).toEqual({ answered: 1, merged: 2 });
    expect(await world.open(conversationId)).toEqual({ kind: 'nothing_pending' });
  });

  guarantee('a turn commits once: the second commit of what was opened writes nothing', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const snapshot = await world.snapshot(conversationId);
    await world.commit(snapshot);
    expect(await world.commit(snapshot)).toEqual({ kind: 'lost' });
    expect(await world.outboxStates(conversationId)).toEqual(['queued']);
  });

  guarantee('a message that arrives while the answer is made supersedes it, and nothing was written', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const snapshot = await world.snapshot(conversationId);
    await world.takeIn({ receivedAtMs: T0 + 10_001 });
    expect(await world.commit(snapshot)).toEqual({ kind: 'superseded' });
    expect(await world.states(conversationId)).toEqual({ pending: 2 });
    expect(await world.outboxStates(conversationId)).toEqual([]);
  });

  guarantee('past the longest wait a turn commits what it opened, and exactly that; the rest waits for the next', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const snapshot = await world.snapshot(conversationId);
    await world.takeIn({ receivedAtMs: T0 + 10_001, text: 'and on sunday?' });
    expect(await world.commit(snapshot, { mayNotBeSuperseded: true })).toMatchObject({ kind: 'committed', marked: 1 });
    expect((await world.snapshot(conversationId, T0 + 20_000)).messages.map((message) => message.text)).toEqual(['and on sunday?']);
  });

  guarantee('the snapshot has what was said before, oldest first, with who said it', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['we are open until six', 'see you'], { text: 'when do you close?' });
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    const { history, conversation } = await world.snapshot(conversationId, T0 + 70_000);
    expect(history.map(({ role, text }) => [role, text])).toEqual([
      ['patient', 'when do you close?'],
      ['bot', 'we are open until six'],
      ['bot', 'see you'],
    ]);
    expect(conversation).toMatchObject({ totalTurns: 1, recentTurns: 1, version: 1 });
  });

  guarantee('at most twelve messages of history are read, the latest', async () => {
    const world = newWorld();
    let conversationId = '';
    for (let n = 0; n < 9; n += 1) conversationId = await world.answered([`answer ${n}`], { text: `question ${n}`, receivedAtMs: T0 + n * 1_000 });
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    const { history } = await world.snapshot(conversationId, T0 + 70_000);
    expect(history).toHaveLength(12);
    expect(history.map((entry) => entry.text)).toContain('question 8');
    expect(history.map((entry) => entry.text)).not.toContain('question 0');
  });

  guarantee('what the turn decided is there when the next one opens', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.commit(await world.snapshot(conversationId), {
      decided: {
        state: 'booking_new',
        context: { serviceName: 'Filling' },
        pendingAction: { type: 'book', description: 'asks for a day', slots: { service: 'Filling' } },
        patient: { name: 'Olga', language: 'ru', languageIsExplicit: true },
        sessionLanguage: 'ru',
      },
    });
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    const snapshot = await world.snapshot(conversationId, T0 + 70_000);
    expect(snapshot.conversation).toMatchObject({ state: 'booking_new', context: { serviceName: 'Filling' }, pendingAction: { type: 'book' } });
    expect(snapshot.patient).toMatchObject({ name: 'Olga', language: 'ru', languageIsExplicit: true, optedOut: false, isRemembered: false });
    expect(snapshot.session).toMatchObject({ language: 'ru', isNew: false });
  });

  guarantee('the snapshot says whether anything is remembered of the patient in this clinic', async () => {
    const [world, elsewhere] = [newWorld(), newWorld()];
    await elsewhere.takeIn({ patientKey: world.patientKey });
    const conversationId = await world.answered();
    const item = memoryItem('I am allergic to latex');
    const remember = (clinicId: string) =>
      createMemoryStore(world.sql, { now: () => T0, tellsProvider: false }).remember(
        { clinicId, patientKey: world.patientKey },
        [item],
        'one',
        AbortSignal.timeout(60_000),
      );
    await remember(elsewhere.clinicId);
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    expect((await world.snapshot(conversationId, T0 + 70_000)).patient.isRemembered).toBe(false);
    await remember(world.clinicId);
    expect((await world.snapshot(conversationId, T0 + 70_000)).patient.isRemembered).toBe(true);
  });

  guarantee('a session ends by inactivity: the next turn has a new one and the old one is closed', async () => {
    const world = newWorld();
    const conversationId = await world.answered();
    const later = T0 + 2 * 3_600_000;
    await world.takeIn({ receivedAtMs: later });
    const snapshot = await world.snapshot(conversationId, later + 10_000);
    expect(snapshot.session).toMatchObject({ isNew: true, language: null, startedAtMs: later + 10_000 });
    await world.commit(snapshot, { nowMs: later + 10_100 });
    const sessions = await world.rows('select id, closed_at is not null as closed from core.conversation_sessions where clinic_id = $1 order by started_at', [
      world.clinicId,
    ]);
    expect(sessions).toEqual([
      { id: expect.any(String), closed: true },
      { id: snapshot.session.id, closed: false },
    ]);
  });

  guarantee('a turn without a reply marks its messages ignored with the reason and sends nothing', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    expect(await world.commit(await world.snapshot(conversationId), { parts: [], decided: { reply: '', ignoredReason: 'thanks' } })).toMatchObject({
      outboxIds: [],
      marked: 1,
    });
    expect(await world.rows('select state, reason from core.inbox where conversation_id = $1', [conversationId])).toEqual([
      { state: 'ignored', reason: 'thanks' },
    ]);
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    expect((await world.snapshot(conversationId, T0 + 70_000)).conversation.totalTurns).toBe(0);
  });

  guarantee('a booking and its reply are committed together, and the appointment is in the next snapshot', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const booking = world.booking(T0 + DAY_MS);
    expect(await world.commit(await world.snapshot(conversationId), { effects: [booking] })).toMatchObject({ kind: 'committed' });
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    const { appointments } = await world.snapshot(conversationId, T0 + 70_000);
    expect(appointments).toEqual([
      {
        id: booking.appointmentId,
        serviceId: world.serviceId,
        doctorId: world.doctorId,
        startMs: booking.startMs,
        endMs: booking.endMs,
        status: 'booked',
        patientName: null,
      },
    ]);
    expect(await calendar(sql).busy(world.clinicId, [world.doctorId], T0, T0 + 2 * DAY_MS)).toEqual([
      { doctorId: world.doctorId, startMs: booking.startMs, endMs: booking.endMs },
    ]);
    expect(await calendar(sql).busy(world.clinicId, [randomUUID()], T0, T0 + 2 * DAY_MS)).toEqual([]);
    expect(await calendar(sql).busy(world.clinicId, [world.doctorId], booking.endMs, T0 + 2 * DAY_MS)).toEqual([]);
  });

  guarantee('a slot that is taken refuses the whole commit: no reply, nothing marked', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.commit(await world.snapshot(conversationId), { effects: [world.booking(T0 + DAY_MS)] });
    const other = await world.takeIn({ patientKey: '6600' });
    expect(await world.commit(await world.snapshot(other.conversationId), { effects: [world.booking(T0 + DAY_MS + 600_000)] })).toEqual({ kind: 'conflict' });
    expect(await world.states(other.conversationId)).toEqual({ pending: 1 });
    expect(await world.outboxStates(other.conversationId)).toEqual([]);
  });

  guarantee('cancelling and booking the same time in one commit is no conflict', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const booking = world.booking(T0 + DAY_MS);
    await world.commit(await world.snapshot(conversationId), { effects: [booking] });
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    const effects = [{ kind: 'cancel', appointmentId: booking.appointmentId } as const, world.booking(T0 + DAY_MS)];
    expect(await world.commit(await world.snapshot(conversationId, T0 + 70_000), { effects })).toMatchObject({ kind: 'committed' });
  });

  guarantee('an appointment is moved by its patient only, and only while it is booked', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const booking = world.booking(T0 + DAY_MS);
    await world.commit(await world.snapshot(conversationId), { effects: [booking] });
    const move = {
      kind: 'reschedule',
      appointmentId: booking.appointmentId,
      doctorId: world.doctorId,
      startMs: T0 + 2 * DAY_MS,
      endMs: T0 + 2 * DAY_MS + 1_800_000,
    } as const;
    const stranger = await world.takeIn({ patientKey: '6600' });
    expect(await world.commit(await world.snapshot(stranger.conversationId), { effects: [move] })).toEqual({ kind: 'conflict' });

    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    expect(await world.commit(await world.snapshot(conversationId, T0 + 70_000), { effects: [move] })).toMatchObject({ kind: 'committed' });
    expect(await calendar(sql).busy(world.clinicId, [world.doctorId], T0, T0 + 3 * DAY_MS)).toEqual([
      { doctorId: world.doctorId, startMs: move.startMs, endMs: move.endMs },
    ]);

    await world.rows("update healthcare.appointments set status = 'cancelled' where id = $1", [booking.appointmentId]);
    await world.takeIn({ receivedAtMs: T0 + 120_000 });
    expect(
      await world.commit(await world.snapshot(conversationId, T0 + 130_000), { effects: [{ kind: 'cancel', appointmentId: booking.appointmentId }] }),
    ).toEqual({ kind: 'conflict' });
    expect(await world.states(conversationId)).toEqual({ answered: 2, pending: 1 });
  });

  guarantee('follow-ups wait for silence: the next message of the patient ends the one that waits, at most one new one waits, reminders go on', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const followUp = (kind: string) => ({ ...PLANNED, id: randomUUID(), kind });
    const rows = () => world.rows('select kind, status, reason from core.follow_ups where conversation_id = $1 order by kind', [conversationId]);
    await world.commit(await world.snapshot(conversationId), { followUp: followUp('a') });
    await world.rows("update core.follow_ups set kind = 'reminder_24h' where conversation_id = $1", [conversationId]);
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    await world.commit(await world.snapshot(conversationId, T0 + 70_000), { followUp: followUp('b') });
    await world.takeIn({ receivedAtMs: T0 + 120_000 });
    await world.commit(await world.snapshot(conversationId, T0 + 130_000), { followUp: followUp('c'), effects: [world.booking(T0 + DAY_MS)] });
    expect(await rows()).toEqual([
      { kind: 'b', status: 'cancelled', reason: 'booked' },
      { kind: 'c', status: 'scheduled', reason: null },
      { kind: 'reminder_24h', status: 'scheduled', reason: null },
    ]);
    await world.takeIn({ receivedAtMs: T0 + 180_000 });
    await world.commit(await world.snapshot(conversationId, T0 + 190_000), { followUp: null });
    expect((await rows())[1]).toEqual({ kind: 'c', status: 'cancelled', reason: 'patient_wrote' });
  });

  guarantee('a follow-up is kept with the trace of its turn, what was told of it and its variant', async () => {
    const world = newWorld();
    const trace = { traceId: randomUUID(), requestId: randomUUID(), traceparent: null };
    const { conversationId } = await world.takeIn({ trace });
    const followUp = { ...PLANNED, id: randomUUID(), announced: true, experiment: 'sooner', variant: 'half' };
    await world.commit(await world.snapshot(conversationId), { followUp, traceparent: 'of-the-turn' });
    expect(
      await world.rows(
        'select id, kind, urgency, core.ms(due_at) as due, announced, experiment, variant, trace_id, request_id, traceparent from core.follow_ups where conversation_id = $1',
        [conversationId],
      ),
    ).toEqual([
      {
        id: followUp.id,
        kind: 'unfinished_booking',
        urgency: 'high',
        due: PLANNED.dueAtMs,
        announced: true,
        experiment: 'sooner',
        variant: 'half',
        trace_id: trace.traceId,
        request_id: trace.requestId,
        traceparent: 'of-the-turn',
      },
    ]);
  });

  guarantee('opting out ends everything that is planned or waits to be sent of our own accord, and taking it back plans the reminders anew', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const booking = world.booking(T0 + 3 * DAY_MS);
    await world.commit(await world.snapshot(conversationId), { effects: [booking], followUp: { ...PLANNED, id: randomUUID() } });
    await world.rows("update core.outbox set origin = 'follow_up' where conversation_id = $1", [conversationId]);
    await world.rows("update core.follow_ups set kind = 'reminder_2h' where conversation_id = $1", [conversationId]);
    await world.rows('update healthcare.appointments set reminders_for = starts_at where id = $1', [booking.appointmentId]);
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    await world.commit(await world.snapshot(conversationId, T0 + 70_000), { decided: { patient: { optedOut: true } } });
    expect(await world.rows('select status, reason from core.follow_ups where conversation_id = $1', [conversationId])).toEqual([
      { status: 'cancelled', reason: 'opted_out' },
    ]);
    expect(await world.outboxStates(conversationId)).toEqual(['withdrawn', 'queued']);
    await world.takeIn({ receivedAtMs: T0 + 120_000 });
    const opened = await world.snapshot(conversationId, T0 + 130_000);
    expect(opened.patient.optedOut).toBe(true);
    await world.commit(opened, { decided: { patient: { optedOut: false } } });
    expect(await world.rows('select reminders_for from healthcare.appointments where id = $1', [booking.appointmentId])).toEqual([{ reminders_for: null }]);
  });

  guarantee('a confirmed appointment says so until it is moved, and one that is gone is not confirmed', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const booking = world.booking(T0 + 3 * DAY_MS);
    const { appointmentId } = booking;
    const confirm = { kind: 'confirm', appointmentId } as const;
    await world.commit(await world.snapshot(conversationId), { effects: [booking] });
    const next = async (atMs: number) => {
      await world.takeIn({ receivedAtMs: T0 + atMs });
      return world.snapshot(conversationId, T0 + atMs + 10_000);
    };
    const confirmedAt = async () => (await world.rows('select core.ms(confirmed_at) as at from healthcare.appointments where id = $1', [appointmentId]))[0];
    expect(await world.commit(await next(60_000), { effects: [confirm] })).toMatchObject({ kind: 'committed' });
    expect(await confirmedAt()).toEqual({ at: T0 + 10_050 });
    const { doctorId, startMs, endMs } = booking;
    const move = { kind: 'reschedule', appointmentId, doctorId, startMs: startMs + DAY_MS, endMs: endMs + DAY_MS } as const;
    await world.commit(await next(120_000), { effects: [move] });
    expect(await confirmedAt()).toEqual({ at: null });
    await world.rows("update healthcare.appointments set status = 'cancelled' where id = $1", [appointmentId]);
    expect(await world.commit(await next(180_000), { effects: [confirm] })).toEqual({ kind: 'conflict' });
  });

  guarantee('handing over silences the bot, yet the words that say so are sent', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const holdUntilMs = T0 + 4 * 3_600_000;
    await world.commit(await world.snapshot(conversationId), {
      parts: ['a colleague', 'will be with you'],
      effects: [{ kind: 'escalate', reason: 'asked' }],
      holdUntilMs,
    });
    expect(await world.takeIn({ receivedAtMs: T0 + 20_000 })).toMatchObject({ state: 'held', dueAtMs: null });
    await world.settle(await world.claimed(conversationId, T0 + 21_000), { kind: 'sent', providerMessageId: randomUUID() });
    expect(await world.claimed(conversationId, T0 + 22_000)).toMatchObject({ text: 'will be with you' });
  });

  guarantee('a human who takes over after the bot handed over withdraws those words too', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.commit(await world.snapshot(conversationId), { effects: [{ kind: 'escalate', reason: 'asked' }], holdUntilMs: T0 + 4 * 3_600_000 });
    await world.echo();
    expect(await world.claim(conversationId, T0 + 21_000)).toEqual({ kind: 'none' });
    expect(await world.outboxStates(conversationId)).toEqual(['withdrawn']);
  });

  guarantee('opening a held conversation marks its pending messages held', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.rows('update core.whatsapp_conversations set version = version + 1, held_until = core.at($2) where id = $1', [conversationId, T0 + 3_600_000]);
    expect(await world.open(conversationId)).toEqual({ kind: 'held' });
    expect(await world.states(conversationId)).toEqual({ held: 1 });
    expect(await world.open(conversationId)).toEqual({ kind: 'nothing_pending' });
  });

  guarantee('messages written by a newer version are left to a newer worker: not opened, held, given up or ignored', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.rows('update core.inbox set schema = 2 where conversation_id = $1', [conversationId]);
    expect(await world.open(conversationId)).toEqual({ kind: 'nothing_pending' });
    await world.takeIn({ receivedAtMs: T0 + 100, text: 'readable' });
    expect((await world.snapshot(conversationId)).messages.map((message) => message.text)).toEqual(['readable']);
    await world.rows('update core.whatsapp_conversations set held_until = core.at($2) where id = $1', [conversationId, T0 + 3_600_000]);
    expect(await world.open(conversationId)).toEqual({ kind: 'held' });
    expect(await world.turns.deadLetter(conversationId, 'bug', T0)).toBe(0);
    expect(await world.turns.ignoreRemovedClinic(conversationId, T0)).toBe(0);
    expect(await world.states(conversationId)).toEqual({ held: 1, pending: 1 });
  });

  guarantee('what waits for a clinic that was removed ends as ignored, and a turn still being made is lost', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const snapshot = await world.snapshot(conversationId);
    expect(await world.turns.ignoreRemovedClinic(conversationId, T0)).toBe(1);
    expect(await world.commit(snapshot)).toEqual({ kind: 'lost' });
    expect(await world.rows('select state, reason from core.inbox where conversation_id = $1', [conversationId])).toEqual([
      { state: 'ignored', reason: 'clinic_removed' },
    ]);
    expect((await world.sweep.due({ nowMs: T0 + 60_000, staleSendingMs: 1, armAheadMs: 0, limit: 500 })).turns).not.toContainEqual({ conversationId });
  });

  guarantee('what waits for a clinic that is there is not ignored because a cache does not know it', async () => {
    const world = newWorld();
    await world.rows("insert into healthcare.clinics (id, organization_id, name, profile) values ($1, $1, 'x', '{}')", [world.clinicId]);
    const { conversationId } = await world.takeIn();
    const snapshot = await world.snapshot(conversationId);
    expect(await world.turns.ignoreRemovedClinic(conversationId, T0)).toBe(0);
    expect(await world.commit(snapshot)).toMatchObject({ kind: 'committed' });
  });

  guarantee('a dead-lettered conversation keeps its messages for replay, and a turn still being made is lost', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const snapshot = await world.snapshot(conversationId);
    expect(await world.turns.deadLetter(conversationId, 'too_many_failures', T0)).toBe(1);
    expect(await world.turns.deadLetter(conversationId, 'too_many_failures', T0)).toBe(0);
    expect(await world.commit(snapshot)).toEqual({ kind: 'lost' });
    expect(await world.rows('select queue, reason, payload from core.dead_letters where conversation_id = $1', [conversationId])).toEqual([
      { queue: 'turns', reason: 'too_many_failures', payload: { conversationId, inboxIds: [snapshot.messages[0]?.id] } },
    ]);
    expect(await world.states(conversationId)).toEqual({ dead_lettered: 1 });
  });
});
