import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAppointmentAdmin } from '../../../src/adapters/postgres/admin/appointment-admin.ts';
import { followUpStore } from '../../../src/adapters/postgres/follow-ups/follow-up-store.ts';
import { reminderStore } from '../../../src/adapters/postgres/follow-ups/reminder-store.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import type { AppointmentToRemind } from '../../../src/pipeline/follow-up-ports.ts';
import { databaseKinds } from '../../support/databases.ts';
import { MessageWorld, STALE_SENDING_MS, T0 } from '../../support/message-world.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const START = T0 + 5 * DAY_MS;

describe.each(await databaseKinds())('reminders on $name', ({ open: openDatabase, skip }) => {
  let sql: Sql;
  beforeAll(async () => {
    if (!skip) sql = await openDatabase();
  }, 300_000);
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);
  const store = () => reminderStore(sql);

  /** An appointment that staff made through the admin API for the patient of a world. */
  async function byStaff(world: MessageWorld, startMs = START): Promise<string> {
    const id = randomUUID();
    const booked = await createAppointmentAdmin(sql).book(
      {
        id,
        clinicId: world.clinicId,
        from: world.patientKey,
        patientId: randomUUID(),
        serviceId: world.serviceId,
        doctorId: world.doctorId,
        startMs,
        endMs: startMs + HOUR_MS,
        status: 'booked',
        patientName: null,
        createdBy: 'staff',
        traceId: `trace-${id}`,
      },
      T0,
    );
    if (booked.kind !== 'stored') throw new Error(booked.kind);
    return id;
  }
  const change = (id: string, changes: { startMs?: number; status?: 'booked' | 'cancelled' }, nowMs = T0 + HOUR_MS) =>
    createAppointmentAdmin(sql).change({ id, startMs: changes.startMs ?? null, status: changes.status ?? null }, nowMs);
  const outOfLine = async (world: MessageWorld, id: string, nowMs = T0) =>
    (await world.sweep.due({ nowMs, staleSendingMs: STALE_SENDING_MS, armAheadMs: 0, limit: 500 })).appointments.some(
      ({ appointmentId }) => appointmentId === id,
    );
  const opened = async (id: string): Promise<AppointmentToRemind> => {
    const appointment = await store().open(id);
    if (!appointment) throw new Error('in line already');
    return appointment;
  };
  const twoOf = (startMs: number) => [
    { id: randomUUID(), kind: 'reminder_24h', dueAtMs: startMs - DAY_MS },
    { id: randomUUID(), kind: 'reminder_2h', dueAtMs: startMs - 2 * HOUR_MS },
  ];
  const plan = async (id: string, reminders?: ReturnType<typeof twoOf>) => {
    const appointment = await opened(id);
    return store().set({ appointment, reminders: reminders ?? twoOf(appointment.startMs), nowMs: T0 });
  };
  const rows = (world: MessageWorld, id: string) =>
    world.rows('select kind, status, reason, core.ms(due_at) as due from core.follow_ups where appointment_id = $1 order by due_at, status', [id]);

  guarantee('whoever books it: an appointment is out of line until its reminders are planned, and only then', async () => {
    const world = new MessageWorld(sql);
    const { conversationId } = await world.takeIn();
    const booking = world.booking(START);
    await world.commit(await world.snapshot(conversationId), { effects: [booking] });
    const other = new MessageWorld(sql);
    for (const [who, id] of [
      [world, booking.appointmentId],
      [other, await byStaff(other)],
    ] as const) {
      expect(await outOfLine(who, id)).toBe(true);
      expect(await plan(id)).toBe(true);
      expect(await outOfLine(who, id)).toBe(false);
      expect(await store().open(id)).toBeNull();
      expect(await rows(who, id)).toEqual([
        { kind: 'reminder_24h', status: 'scheduled', reason: null, due: START - DAY_MS },
        { kind: 'reminder_2h', status: 'scheduled', reason: null, due: START - 2 * HOUR_MS },
      ]);
    }
  });

  guarantee('is opened with its start, when it was booked, and the trace of whoever booked it', async () => {
    const world = new MessageWorld(sql);
    const trace = { traceId: randomUUID(), requestId: randomUUID(), traceparent: null };
    const { conversationId } = await world.takeIn({ trace });
    const booking = world.booking(START);
    await world.commit(await world.snapshot(conversationId), { effects: [booking] });
    expect(await opened(booking.appointmentId)).toMatchObject({
      clinicId: world.clinicId,
      status: 'booked',
      startMs: START,
      bookedAtMs: T0 + 10_050,
      optedOut: false,
      sentKinds: [],
    });
    expect((await opened(booking.appointmentId)).trace.traceId).toBe(trace.traceId);
    const id = await byStaff(new MessageWorld(sql));
    expect((await opened(id)).trace.traceId).toBe(`trace-${id}`);
  });

  guarantee('moved, it is out of line again: the old reminders are dropped and the new ones planned together', async () => {
    const world = new MessageWorld(sql);
    const id = await byStaff(world);
    await plan(id);
    await change(id, { startMs: START + DAY_MS });
    expect(await outOfLine(world, id)).toBe(true);
    expect((await opened(id)).bookedAtMs).toBe(T0 + HOUR_MS);
    await plan(id);
    expect((await rows(world, id)).map(({ kind, status, reason, due }) => [kind, status, reason, due])).toEqual([
      ['reminder_24h', 'cancelled', 'appointment_moved', START - DAY_MS],
      ['reminder_2h', 'cancelled', 'appointment_moved', START - 2 * HOUR_MS],
      ['reminder_24h', 'scheduled', null, START],
      ['reminder_2h', 'scheduled', null, START + DAY_MS - 2 * HOUR_MS],
    ]);
    expect(await outOfLine(world, id)).toBe(false);
  });

  guarantee('cancelled, its reminders are dropped; booked again, they are planned again, but none that went out', async () => {
    const world = new MessageWorld(sql);
    const id = await byStaff(world);
    await plan(id);
    await world.rows("update core.follow_ups set status = 'sent' where appointment_id = $1 and kind = 'reminder_24h'", [id]);
    await change(id, { status: 'cancelled' });
    expect(await outOfLine(world, id)).toBe(true);
    await plan(id, []);
    expect(await outOfLine(world, id)).toBe(false);
    expect((await rows(world, id)).map(({ status, reason }) => [status, reason])).toEqual([
      ['sent', null],
      ['cancelled', 'appointment_cancelled'],
    ]);
    await change(id, { status: 'booked' });
    expect((await opened(id)).sentKinds).toEqual(['reminder_24h']);
  });

  guarantee('cancelled before anything was planned it is in line', async () => {
    const world = new MessageWorld(sql);
    const id = await byStaff(world);
    await change(id, { status: 'cancelled' });
    expect(await outOfLine(world, id)).toBe(false);
    expect(await store().open(id)).toBeNull();
  });

  guarantee('of two workers that plan at once one does, and what changed meanwhile is planned by nobody', async () => {
    const world = new MessageWorld(sql);
    const id = await byStaff(world);
    const appointment = await opened(id);
    const planned = await Promise.all(Array.from({ length: 5 }, () => store().set({ appointment, reminders: twoOf(START), nowMs: T0 })));
    expect(planned.filter(Boolean)).toHaveLength(1);
    expect(await rows(world, id)).toHaveLength(2);
    const other = await byStaff(new MessageWorld(sql));
    const stale = await opened(other);
    await change(other, { startMs: START + DAY_MS });
    expect(await store().set({ appointment: stale, reminders: twoOf(START), nowMs: T0 })).toBe(false);
    expect(await rows(world, other)).toEqual([]);
  });

  guarantee('one that is over is not looked for, nor that of a patient who was erased', async () => {
    const world = new MessageWorld(sql);
    const id = await byStaff(world);
    expect(await outOfLine(world, id, START + 1)).toBe(false);
    await world.rows("update healthcare.appointments set patient_key = 'erased' where id = $1", [id]);
    expect(await outOfLine(world, id)).toBe(false);
    expect(await store().open(id)).toBeNull();
  });

  guarantee('a reminder is of the appointment as it is: a move or a cancellation that overtakes it leaves it unsent', async () => {
    for (const changes of [{ startMs: START + DAY_MS }, { status: 'cancelled' as const }]) {
      const world = new MessageWorld(sql);
      const { conversationId } = await world.takeIn();
      await world.commit(await world.snapshot(conversationId));
      const id = await byStaff(world);
      const reminders = twoOf(START);
      await plan(id, reminders);
      const followUpId = reminders[0]!.id;
      const follow = await followUpStore(sql).open({ followUpId, nowMs: START - DAY_MS });
      if (follow.kind !== 'opened' || !follow.followUp.conversation) throw new Error(follow.kind);
      expect(follow.followUp).toMatchObject({
        kind: 'reminder_24h',
        appointment: { id, startMs: START, status: 'booked' },
        appointmentStartMs: START,
        isOutrun: false,
      });
      const commit = {
        followUpId,
        conversation: follow.followUp.conversation,
        text: 'Will you come?',
        language: 'en' as const,
        expiresAtMs: START,
        change: null,
        nowMs: START - DAY_MS,
        trace: follow.trace,
      };
      await change(id, changes);
      expect(await followUpStore(sql).commit(commit)).toEqual({ kind: 'lost' });
      expect((await world.outboxStates(conversationId)).length).toBe(1);
      expect(Number((await world.conversation(conversationId))['version'])).toBe(1);
      if (changes.status) continue;
      await change(id, { startMs: START });
      expect(await followUpStore(sql).commit(commit)).toMatchObject({ kind: 'committed' });
    }
  });

  guarantee('an earlier reminder is outrun once a later one is due as well; one of a patient who never wrote has no conversation', async () => {
    const world = new MessageWorld(sql);
    const id = await byStaff(world);
    const reminders = twoOf(START);
    await plan(id, reminders);
    const at = async (nowMs: number) => {
      const follow = await followUpStore(sql).open({ followUpId: reminders[0]!.id, nowMs });
      return follow.kind === 'opened' ? follow.followUp : null;
    };
    expect(await at(START - DAY_MS)).toMatchObject({ isOutrun: false, conversation: null });
    expect(await at(START - HOUR_MS)).toMatchObject({ isOutrun: true });
    const { conversationId } = await world.takeIn();
    expect((await at(START - DAY_MS))?.conversation?.id).toBe(conversationId);
  });
});
