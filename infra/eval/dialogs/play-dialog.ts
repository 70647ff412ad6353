import { randomUUID } from 'node:crypto';
import { fromLocal, toLocal } from '../../../src/domain/local-time.ts';
import { Fault } from '../../../src/errors.ts';
import { evolutionText } from '../../local/whatsapp-simulator/inbound-bodies.ts';
import type { DialogCase, DialogFixture } from '../records.ts';
import { askedFor } from './asked-for.ts';
import { dialogClinic, type DialogClinic } from './dialog-clinic.ts';
import type { DialogWorld } from './dialog-world.ts';

/** An appointment of the patient at the end; `service` and `doctor` by the fixture's keys, `start` local, `givenId` of one that was there before. */
export type PlayedAppointment = { service: string; doctor: string; start: string; status: 'booked' | 'cancelled'; givenId: string | null };

/** What a played dialog came to. `replies` are those to each scripted turn, then to each answer sent after the script. */
export type PlayedDialog = { appointments: PlayedAppointment[]; escalated: boolean; replies: string[][]; errors: string[] };

/** Between the messages of a burst, and before the patient answers. */
const BURST_GAP_MS = 900;
const THINKING_MS = 20_000;
const MAX_CONFIRMS = 2;
const SOMEBODY_ELSE = '972500000000';
const ALL = { limit: 100, offset: 0 };

type Stage = DialogClinic & { world: DialogWorld; dialog: DialogCase; patient: string; instance: string };

/**
 * Plays a dialog as a new patient of a clinic made for it: every burst is taken in as webhooks, then the stories run until nothing is due.
 * When a reply asks for something the dialog has an answer to, the patient gives it, once a turn; after the script a question is confirmed up to twice.
 */
export async function playDialog(dialog: DialogCase, fixture: DialogFixture, world: DialogWorld, number: number): Promise<PlayedDialog> {
  const instance = `dialog-${number}`;
  const stage: Stage = {
    ...dialogClinic({ ...fixture, timezone: dialog.timezone }, instance),
    world,
    dialog,
    instance,
    patient: String(972_510_000_000 + number),
  };
  world.clock.set(instantOf(dialog.now, stage));
  const put = await world.clinics.put(stage.clinic, world.clock.now());
  if (put.kind !== 'stored') throw new Fault('bug', 'the line of a dialog belongs to another clinic');
  const givenIds = await storeAppointments(fixture, stage);

  const replies: string[][] = [];
  for (const turn of dialog.turns) {
    const answered = await say(turn.user, stage);
    const given = new Set(['confirm']);
    for (let thing = askedFor(answered); thing !== null && !given.has(thing); thing = askedFor(answered)) {
      given.add(thing);
      const answer = dialog.answers[thing];
      if (typeof answer === 'string') answered.push(...(await say([answer], stage)));
    }
    replies.push(answered);
  }
  replies.push(...(await confirmWhatIsAsked(replies.at(-1) ?? [], stage)));
  return { ...(await outcomeOf(givenIds, stage)), replies, errors: world.takeErrors() };
}

/** After the script: a name or number that is still asked for is given, any other question gets the dialog's yes. */
async function confirmWhatIsAsked(lastReplies: string[], stage: Stage): Promise<string[][]> {
  const replies: string[][] = [];
  const given = new Set<string>();
  let confirms = 0;
  for (let last = lastReplies; ; last = replies.at(-1) ?? []) {
    const thing = askedFor(last);
    const answer = thing === null ? undefined : stage.dialog.answers[thing];
    const isSpent = thing === 'confirm' ? confirms === MAX_CONFIRMS : thing === null || given.has(thing);
    if (thing === null || isSpent || typeof answer !== 'string') return replies;
    if (thing === 'confirm') confirms += 1;
    else given.add(thing);
    replies.push(await say([answer], stage));
  }
}

async function say(burst: readonly string[], { world, instance, patient }: Stage): Promise<string[]> {
  const { clock } = world;
  clock.set(clock.now() + THINKING_MS);
  for (const text of burst) {
    clock.set(clock.now() + BURST_GAP_MS);
    await world.stories.takeIn({
      v: 1,
      kind: 'webhook',
      provider: 'evolution',
      traceId: randomUUID(),
      requestId: randomUUID(),
      traceparent: null,
      receivedAtMs: clock.now(),
      ingressMs: 0,
      body: evolutionText({ instance, from: patient, text, timestampSeconds: Math.floor(clock.now() / 1_000) }),
    });
  }
  await world.settle();
  return world.takeSent();
}

/** Stores what fills the calendar before the dialog begins; returns the given appointments' ids by ours. */
async function storeAppointments(fixture: DialogFixture, stage: Stage): Promise<Map<string, string>> {
  const { dialog } = stage;
  const minutesOf = (service: string) => (fixture.services[service]?.min ?? 0) * 60_000;
  const givenIds = new Map<string, string>();
  for (const { doctor, start, end } of fixture.busy) {
    const service = fixture.doctors[doctor]?.services[0] ?? '';
    await store({ service, doctor, startMs: instantOf(start, stage), endMs: instantOf(end, stage) }, SOMEBODY_ELSE, stage);
  }
  for (const { id, service, doctor, start } of dialog.given) {
    const startMs = instantOf(start, stage);
    givenIds.set(await store({ service, doctor, startMs, endMs: startMs + minutesOf(service) }, stage.patient, stage), id);
  }
  return givenIds;
}

type Booking = { service: string; doctor: string; startMs: number; endMs: number };

async function store({ service, doctor, startMs, endMs }: Booking, from: string, { clinic, serviceIds, doctorIds, world }: Stage): Promise<string> {
  const [serviceId, doctorId] = [serviceIds.get(service), doctorIds.get(doctor)];
  if (serviceId === undefined || doctorId === undefined) throw new Fault('invalid_input', `the fixture has no ${serviceId === undefined ? service : doctor}`);
  const id = randomUUID();
  const appointment = { id, patientId: randomUUID(), clinicId: clinic.id, from, serviceId, doctorId, startMs, endMs, status: 'booked' as const };
  const stored = await world.appointments.book({ ...appointment, patientName: null, createdBy: 'staff', traceId: id }, world.clock.now());
  if (stored.kind !== 'stored') throw new Fault('invalid_input', `an appointment that was there before can't be stored: ${stored.kind}`);
  return id;
}

async function outcomeOf(givenIds: Map<string, string>, stage: Stage): Promise<Pick<PlayedDialog, 'appointments' | 'escalated'>> {
  const { world, clinic, patient } = stage;
  const scope = { clinicId: clinic.id, from: patient };
  const appointments = await world.appointments.list(scope, ALL);
  const conversations = await world.conversations.list(scope, { ...ALL, messageLimit: 1 });
  const keyOf = (ids: Map<string, string>, id: string) => [...ids].find(([, own]) => own === id)?.[0] ?? id;
  return {
    appointments: appointments.map(({ id, serviceId, doctorId, startMs, status }) => ({
      service: keyOf(stage.serviceIds, serviceId),
      doctor: keyOf(stage.doctorIds, doctorId),
      start: toLocal(startMs, clinic.timezone),
      status,
      givenId: givenIds.get(id) ?? null,
    })),
    escalated: conversations.some(({ state, heldUntilMs }) => state === 'escalated' || (heldUntilMs ?? 0) > world.clock.now()),
  };
}

function instantOf(local: string, { clinic }: Pick<Stage, 'clinic'>): number {
  const atMs = fromLocal(local, clinic.timezone);
  if (atMs === null) throw new Fault('invalid_input', `no such time at the clinic: ${local}`);
  return atMs;
}
