import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Clinic } from '../../src/domain/clinic.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES } from '../support/sample-clinic.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import { shareSystem } from '../support/shared-system.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

/** Follow-ups and reminders through the whole system: planned by a turn or found by the sweeper, fired by the queue, sent to the patient. */
const servers = useServers();
const HOUR_MS = 3_600_000;
/** Until a reminder is due: long enough for a busy machine to plan it first. */
const SOON_MS = 10_000;
let nextPatient = 0;
const patient = () => `3519200${String((nextPatient += 1)).padStart(5, '0')}`;

type FollowUp = { id: string; kind: string; urgency: string; dueAt: string; status: string; reason?: string; appointmentId?: string; traceId?: string };
type Settings = Partial<Clinic['settings']>;
/** Due after a second or two: as soon as the sweeper has armed it. */
const SOON = { urgent: 0.02, high: 0.02, medium: 0.02, low: 0.02 };

const followUpsOf = async (system: System, from: string) =>
  (await system.admin<FollowUp[]>('GET', `/follow-ups?clinicId=${system.clinic.id}&from=${from}`)).body;
const conversationOf = async (system: System, from: string) =>
  (await system.admin<{ id: string; state: string }[]>('GET', `/conversations?clinicId=${system.clinic.id}&from=${from}`)).body[0];
const clinicWith = (settings: Settings) => (base: Clinic) => ({ ...base, settings: { ...base.settings, ...settings } });
const start = (settings: Settings) => servers.start({ workers: 2, clinic: clinicWith(settings) });

async function talk(system: System, from: string, text: string): Promise<string> {
  const before = system.repliesTo(from).length;
  await system.say(from, text);
  return system.reply(from, before + 1);
}

/** An appointment that staff make, as soon as its lead has not quite begun. */
async function bookByStaff(system: System, from: string, startMs: number, doctorId: string = SAMPLE_DOCTORS.lea): Promise<string> {
  const body = { clinicId: system.clinic.id, from, serviceId: SAMPLE_SERVICES.cleaning, doctorId, start: new Date(startMs).toISOString() };
  const booked = await system.admin<{ id: string }>('POST', '/appointments', body);
  if (booked.status !== 201) throw new Error(`not booked: ${booked.status} ${JSON.stringify(booked.body)}`);
  return booked.body.id;
}

describeOnServers('a follow-up', () => {
  let system: System;
  beforeAll(async () => void (system = await start({ followUpMinutes: SOON })));
  afterAll(() => system?.stop());

  it('is sent once when the patient stays silent, goes on under the trace of its turn, and a yes to it is understood', async () => {
    const from = patient();
    const { traceId } = await system.say(from, 'How much are veneers?');
    expect(await system.reply(from, 2)).toMatch(/You asked about this: Veneers/);
    await system.settled();
    expect(await followUpsOf(system, from)).toMatchObject([{ kind: 'inquiry', urgency: 'low', status: 'sent', traceId }]);
    const { body } = await system.admin<{ events: { name: string }[]; outbox: { origin: string }[] }>('GET', `/traces/${traceId}`);
    expect(body.events.map(({ name }) => name)).toContain('follow-up sent');
    expect(body.outbox.map(({ origin }) => origin)).toEqual(['bot', 'follow_up']);
    expect(system.lines().filter((line) => line.includes(traceId) && line.includes('"follow-up"'))).toHaveLength(1);
    expect(await talk(system, from, 'yes please')).toMatch(/Veneers/);
    expect((await conversationOf(system, from))?.state).toBe('booking_new');
    expect(system.repliesTo(from).filter((text) => text.includes('You asked about this'))).toHaveLength(1);
  });

  it('for urgent pain that was handed over alerts when nobody answered, and says nothing to the patient', async () => {
    const from = patient();
    const { traceId } = await system.say(from, 'my face is swollen and I have a fever');
    expect(await system.reply(from)).toMatch(/asked a colleague to contact you/);
    await until('the follow-up to end', async () => (await followUpsOf(system, from))[0]?.reason === 'held');
    expect(await followUpsOf(system, from)).toMatchObject([{ kind: 'urgent_pain', urgency: 'urgent', status: 'cancelled', reason: 'held' }]);
    const isAlert = (line: string) => line.includes('urgent_unanswered') && line.includes(traceId);
    await until('the alert', async () => system.lines().some(isAlert));
    expect(system.repliesTo(from)).toHaveLength(1);
  });

  it('is found in Postgres when Redis forgot it', async () => {
    const from = patient();
    await talk(system, from, 'How much are veneers?');
    await servers.redis.flush();
    expect(await system.reply(from, 2)).toMatch(/You asked about this: Veneers/);
    await system.settled();
    expect(system.repliesTo(from)).toHaveLength(2);
  });
});

describeOnServers('a follow-up that waits', () => {
  let system: System;
  beforeAll(async () => void (system = await start({})));
  afterAll(() => system?.stop());
  const onlyOne = async (from: string) => {
    const found = await followUpsOf(system, from);
    return found.filter(({ status }) => status === 'scheduled').length === 1 ? found.find(({ status }) => status === 'scheduled') : null;
  };
  const ended = (from: string, id: string) =>
    until('the follow-up to end', async () => (await followUpsOf(system, from)).find((one) => one.id === id && one.status === 'cancelled'));

  it('is cancelled by a reply, and there is never more than one', async () => {
    const from = patient();
    await talk(system, from, 'How much are veneers?');
    const first = await until('a follow-up', () => onlyOne(from));
    await talk(system, from, 'How much is whitening?');
    const second = await until('another follow-up', () => onlyOne(from));
    expect(await ended(from, first.id)).toMatchObject({ reason: 'patient_wrote' });
    await talk(system, from, 'No, thanks. Bye');
    expect(await ended(from, second.id)).toMatchObject({ reason: 'patient_wrote' });
    expect(await onlyOne(from)).toBeNull();
  });

  it('is cancelled by a booking, whose reminders are then planned, and dropped when it is cancelled', async () => {
    const from = patient();
    await talk(system, from, 'My name is Mark Ellis. Book a cleaning with Dr. Lea in three weeks on Thursday at 14:00');
    const open = await until('a follow-up', () => onlyOne(from));
    expect(open).toMatchObject({ kind: 'unfinished_booking', urgency: 'high' });
    expect(Math.round((Date.parse(open.dueAt) - Date.now()) / 60_000)).toBeCloseTo(60, -1);
    expect(await talk(system, from, 'yes')).toMatch(/booked/i);
    expect(await ended(from, open.id)).toMatchObject({ reason: 'booked' });
    const reminders = async (status: string) => (await followUpsOf(system, from)).filter((one) => one.appointmentId && one.status === status);
    const planned = await until('two reminders', async () => ((await reminders('scheduled')).length === 2 ? reminders('scheduled') : null));
    expect(planned.map(({ kind }) => kind)).toEqual(['reminder_24h', 'reminder_2h']);
    await system.admin('PATCH', `/appointments/${planned[0]?.appointmentId}`, { status: 'cancelled' });
    await until('the reminders to be dropped', async () => (await reminders('cancelled')).length === 2);
  });

  it('is cancelled by a takeover', async () => {
    const from = patient();
    await talk(system, from, 'How much are veneers?');
    const open = await until('a follow-up', () => onlyOne(from));
    await system.admin('POST', `/conversations/${(await conversationOf(system, from))?.id}/takeover`);
    expect(await ended(from, open.id)).toMatchObject({ reason: 'takeover' });
  });

  it('is cancelled by words of opting out, and nothing is planned for that patient any more', async () => {
    const from = patient();
    await talk(system, from, 'How much are veneers?');
    const open = await until('a follow-up', () => onlyOne(from));
    await bookByStaff(system, from, Date.now() + 100 * HOUR_MS);
    await until('reminders', async () => (await followUpsOf(system, from)).filter(({ status }) => status === 'scheduled').length === 3);
    expect(await talk(system, from, 'stop')).toMatch(/won't send/);
    expect(await ended(from, open.id)).toMatchObject({ reason: 'opted_out' });
    expect((await followUpsOf(system, from)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    await talk(system, from, 'How much is whitening?');
    await system.settled();
    expect((await followUpsOf(system, from)).filter(({ status }) => status === 'scheduled')).toEqual([]);
    await talk(system, from, 'You can write to me again');
    await until('reminders again', async () => (await followUpsOf(system, from)).filter((one) => one.appointmentId && one.status === 'scheduled').length === 2);
  });

  it('that was promised is announced, with when', async () => {
    const from = patient();
    await talk(system, from, 'Сколько стоят виниры?');
    const answer = await talk(system, from, 'Я подумаю');
    const { dueAt } = await until('a follow-up', () => onlyOne(from));
    const time = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit', timeZone: system.clinic.timezone }).format(Date.parse(dueAt));
    expect(answer).toContain(time);
    expect(answer).toMatch(/мы напишем вам ещё раз/);
  });
});

describeOnServers('a reminder', () => {
  let system: System;
  beforeAll(async () => void (system = await start({ reminders: { hoursBefore: [2] } })));
  afterAll(() => system?.stop());
  const appointments = async (from: string) =>
    (await system.admin<{ id: string; status: string; confirmedAt?: string }[]>('GET', `/appointments?clinicId=${system.clinic.id}&from=${from}`)).body;

  it('of an appointment that staff made is sent two hours before, and answered with "cancel" it cancels after a yes', async () => {
    const from = patient();
    await talk(system, from, 'Hello');
    await bookByStaff(system, from, Date.now() + 2 * HOUR_MS + SOON_MS);
    expect(await system.reply(from, 2)).toMatch(/A reminder of your appointment: Cleaning, Dr. Lea Brandt/);
    expect(await talk(system, from, 'cancel')).toMatch(/Shall I cancel this appointment: Cleaning/);
    expect(await appointments(from)).toMatchObject([{ status: 'booked' }]);
    expect(await talk(system, from, 'yes')).toMatch(/cancelled/);
    expect(await appointments(from)).toMatchObject([{ status: 'cancelled' }]);
    await system.settled();
    expect(system.repliesTo(from).filter((text) => text.includes('reminder'))).toHaveLength(1);
  });

  it('answered with "yes" confirms, which is recorded', async () => {
    const from = patient();
    await talk(system, from, 'Hello');
    await bookByStaff(system, from, Date.now() + 2 * HOUR_MS + SOON_MS, SAMPLE_DOCTORS.omar);
    await system.reply(from, 2);
    expect(await talk(system, from, 'yes')).toMatch(/look forward/);
    expect(await appointments(from)).toMatchObject([{ status: 'booked', confirmedAt: expect.any(String) }]);
  });

  it('is not sent to who never wrote to the clinic, nor for a lead that had passed', async () => {
    const [stranger, late] = [patient(), patient()];
    await talk(system, late, 'Hello');
    await bookByStaff(system, stranger, Date.now() + 2 * HOUR_MS + SOON_MS, SAMPLE_DOCTORS.dan);
    await bookByStaff(system, late, Date.now() + 26 * HOUR_MS, SAMPLE_DOCTORS.dan);
    expect(await until('the reminder to end', async () => (await followUpsOf(system, stranger)).find(({ status }) => status === 'cancelled'))).toMatchObject({
      reason: 'never_wrote',
    });
    expect(await until('the reminder of the other', async () => (await followUpsOf(system, late))[0])).toMatchObject({
      kind: 'reminder_2h',
      status: 'scheduled',
    });
    expect(system.repliesTo(stranger)).toEqual([]);
  });
});

describeOnServers('a worker dies', () => {
  const SHORT = {
    JOB_LOCK_MS: '1000',
    SEND_WITHIN_MS: '700',
    EVOLUTION_TIMEOUT_MS: '700',
    SEND_MARGIN_MS: '300',
    PROBE_EVERY_MS: '500',
    CLEAR_NO_AFTER_MS: '1500',
  };
  const beginFollowing = shareSystem(servers, { env: SHORT, clinic: clinicWith({ followUpMinutes: SOON }) });
  const beginReminding = shareSystem(servers, { env: SHORT, clinic: clinicWith({ reminders: { hoursBefore: [2] } }) });

  it.each([
    ['just before the follow-up is committed', 'followUps.commit:before:kill'],
    ['just after it was committed, before the sender is woken', 'followUps.commit:after:kill'],
    ['just after the sender was woken', 'wakeUps.sender:after:kill:2'],
    ['just after the provider’s call', 'messenger.send:after:kill:2'],
  ])('%s: the patient gets exactly one follow-up', async (_where, failpoint) => {
    const { system, worker } = await beginFollowing({ FAILPOINT: failpoint });
    const from = patient();
    await system.say(from, 'How much are veneers?');
    expect(await worker.exited).toMatchObject({ signal: 'SIGKILL' });
    await system.startWorker();
    await until('the follow-up to be sent', async () => (await followUpsOf(system, from))[0]?.status === 'sent');
    expect(await system.reply(from, 2)).toMatch(/You asked about this: Veneers/);
    await system.settled();
    expect(system.repliesTo(from)).toHaveLength(2);
    expect(await followUpsOf(system, from)).toHaveLength(1);
  });

  it.each([
    ['before', 'reminders.set:before:kill', SAMPLE_DOCTORS.lea],
    ['after', 'reminders.set:after:kill', SAMPLE_DOCTORS.omar],
  ])('just %s reminders are planned: they are planned once', async (_where, failpoint, doctorId) => {
    // ready before there is anything to die of
    const { system, worker } = await beginReminding({ FAILPOINT: failpoint });
    const from = patient();
    await bookByStaff(system, from, Date.now() + 100 * HOUR_MS, doctorId);
    expect(await worker.exited).toMatchObject({ signal: 'SIGKILL' });
    await system.startWorker();
    expect(await until('reminders', async () => ((await followUpsOf(system, from)).length > 0 ? followUpsOf(system, from) : null))).toMatchObject([
      { kind: 'reminder_2h', status: 'scheduled' },
    ]);
  });
});
