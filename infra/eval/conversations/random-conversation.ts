import type { Clinic, Language } from '../../../src/domain/clinic.ts';
import type { Appointment, Decision, PendingMessage, TurnSnapshot } from '../../../src/domain/conversation.ts';
import { fromLocal } from '../../../src/domain/local-time.ts';
import { applyEffects } from '../../../src/domain/tools/create-toolbox.ts';
import type { Agent, BusyInterval, Calendar } from '../../../src/pipeline/ports.ts';
import { createRulesAgent } from '../../../src/pipeline/run-agent.ts';
import { emptySnapshot } from './empty-snapshot.ts';
import type { Event } from './events.ts';
import { createRandom, type Random } from './random.ts';
import { randomClinic } from './random-clinic.ts';

const MINUTE_MS = 60_000;
const HISTORY = 20;
/** Before changes of the clocks, of the year and of the month, and nowhere special. */
const STARTS = ['2027-03-24T08:00', '2027-03-27T23:40', '2027-10-29T12:10', '2027-12-30T17:55', '2027-06-09T10:00', '2027-02-26T07:00'];

/** One turn as it was decided: what it was decided on, the decision that was committed, the appointments afterwards. */
export type PlayedTurn = {
  clinic: Clinic;
  before: TurnSnapshot;
  nowMs: number;
  decision: Decision;
  busy: readonly BusyInterval[];
  appointments: readonly Appointment[];
};

/** What a seed stands for: the clinic, the time, and what was there before. */
export type RandomConversation = {
  /** Plays one event; the turn it led to, null when nothing was decided. Throws what deciding throws. */
  play(event: Event): Promise<PlayedTurn | null>;
};

/** A conversation in memory: decided by the rules agent as in service, committed with the database's refusals of overlaps and of changed rows. */
export function openRandomConversation(seed: string, language: Language): RandomConversation {
  const random = createRandom(seed, 'conversation');
  const clinic = randomClinic(random, language);
  const local = (text: string) => fromLocal(text, clinic.timezone) ?? Number.NaN;
  const world: World = {
    clinic,
    random,
    nowMs: local(random.pick(STARTS)),
    snapshot: emptySnapshot(clinic, random.chance(0.5) ? 'Robin' : null),
    busy: [],
    conflicts: 0,
    ids: 0,
    heldUntilMs: 0,
    startsMs: [],
  };
  for (const count of [random.below(3), random.chance(0.5) ? 1 : 0].flatMap((many) => Array.from({ length: many }, (_, at) => at))) bookByStaff(world, count);
  const relevanceCheck = random.chance(0.1) ? 'off' : 'on';
  const agent = createRulesAgent({
    calendar: calendarOf(world),
    newId: () => `7d1b6a52-9c0e-4f33-8a11-${(world.ids += 1).toString(16).padStart(12, '0')}`,
    elapsed: () => 0,
    relevanceCheck,
    toolValidation: 'on',
    onRejected: () => undefined,
    onFailed: (error) => {
      throw error;
    },
  });
  return { play: (event) => playEvent(world, agent, event) };
}

type World = {
  clinic: Clinic;
  random: Random;
  nowMs: number;
  snapshot: TurnSnapshot;
  busy: BusyInterval[];
  conflicts: number;
  ids: number;
  heldUntilMs: number;
  /** When turns were committed, for the count of the last ten minutes. */
  startsMs: number[];
};

function calendarOf(world: World): Calendar {
  return {
    busy: async (_clinic, doctorIds, fromMs, toMs) => {
      const own = world.snapshot.appointments.filter((one) => one.status === 'booked');
      return [...world.busy, ...own].filter((one) => doctorIds.includes(one.doctorId) && one.startMs < toMs && fromMs < one.endMs);
    },
  };
}

async function playEvent(world: World, agent: Agent, event: Event): Promise<PlayedTurn | null> {
  world.nowMs += MINUTE_MS;
  switch (event.do) {
    case 'wait':
      world.nowMs += event.minutes * MINUTE_MS;
      return null;
    case 'fill':
      return fill(world, event.share);
    case 'conflict':
      world.conflicts = event.times;
      return null;
    case 'staff':
      if (event.act === 'book') bookByStaff(world, world.random.below(20));
      else cancelByStaff(world);
      return null;
    case 'takeover':
      world.heldUntilMs = world.nowMs + 240 * MINUTE_MS;
      return null;
    case 'resume':
      world.heldUntilMs = 0;
      return null;
    case 'say':
      return answer(
        world,
        agent,
        event.texts.map((text) => ({ text })),
      );
    case 'edit':
      return answer(
        world,
        agent,
        [...event.texts.slice(1), event.to].filter((text) => text !== null).map((text) => ({ text })),
      );
    case 'send':
      return answer(world, agent, [mediaMessage(event.what, event.text)]);
  }
}

function mediaMessage(what: Extract<Event, { do: 'send' }>['what'], text: string | null): Partial<PendingMessage> {
  if (what === 'reaction') return { kind: 'reaction', text: '👍' };
  if (what === 'contact') return { kind: 'inbound_contacts', text };
  const mediaType = what === 'voice' ? 'audio' : what;
  return { kind: 'inbound_media', text, media: { mediaType } as NonNullable<PendingMessage['media']> };
}

/** One turn over a burst, decided again as often as the database refuses it; null while people answer or nothing is left to answer. */
async function answer(world: World, agent: Agent, parts: Partial<PendingMessage>[]): Promise<PlayedTurn | null> {
  if (parts.length === 0) return null;
  if (world.heldUntilMs > world.nowMs) return null;
  const { clinic, nowMs } = world;
  const before = opened(world, parts);
  const decide = (conflicts: number) => agent.decide({ clinic, snapshot: structuredClone(before), nowMs, conflicts });
  let decision = await decide(0);
  for (let refusals = 1; isRefused(world, decision); refusals += 1) {
    if (refusals > 4) throw new Error('the database refused a turn five times');
    decision = await decide(refusals);
  }
  commit(world, before, decision);
  return { clinic, before, nowMs, decision, busy: [...world.busy], appointments: world.snapshot.appointments };
}

/** The snapshot a turn opens: the draft as the database keeps it, a new session after an idle time. */
function opened(world: World, parts: Partial<PendingMessage>[]): TurnSnapshot {
  const { snapshot, nowMs, clinic } = world;
  const last = snapshot.conversation.lastInboundAtMs;
  const isNew = last === null || nowMs - last > clinic.settings.sessionIdleMinutes * MINUTE_MS;
  const recentTurns = world.startsMs.filter((at) => at > nowMs - 10 * MINUTE_MS).length;
  const booked = snapshot.appointments.filter((one) => one.status === 'booked').sort((a, b) => a.startMs - b.startMs);
  const past = booked.filter((one) => one.startMs <= nowMs).slice(-1);
  return {
    ...snapshot,
    conversation: { ...snapshot.conversation, recentTurns },
    session: { ...snapshot.session, isNew, language: isNew ? null : snapshot.session.language },
    appointments: [...booked.filter((one) => one.startMs > nowMs), ...past],
    messages: parts.map((part, at) => pendingMessage(world, part, at)),
  };
}

function pendingMessage({ nowMs, snapshot }: World, part: Partial<PendingMessage>, at: number): PendingMessage {
  const seq = snapshot.conversation.lastSeq + at + 1;
  const name = `m${seq}`;
  return { id: name, seq, kind: 'inbound_text', requestId: name, text: null, media: null, sentAtMs: nowMs, receivedAtMs: nowMs, providerMessageId: name, traceId: name, traceparent: null, ...part }; // prettier-ignore
}

/** The database refuses an overlap with what is taken; and, when the sequence says so, somebody takes the very time just then. */
function isRefused(world: World, decision: Decision): boolean {
  const changes = decision.effects.filter((effect) => effect.kind === 'book' || effect.kind === 'reschedule');
  const [change] = changes;
  if (change && world.conflicts > 0) {
    world.conflicts -= 1;
    world.busy.push({ doctorId: change.doctorId, startMs: change.startMs, endMs: change.endMs });
  }
  const after = applyEffects(world.snapshot.appointments, decision.effects).filter((one) => one.status === 'booked');
  const overlaps = (a: BusyInterval, b: BusyInterval) => a.doctorId === b.doctorId && a.startMs < b.endMs && b.startMs < a.endMs;
  const own = after.filter((one) => changes.some((effect) => effect.appointmentId === one.id));
  return own.some((one) => [...world.busy, ...after.filter((other) => other !== one)].some((taken) => overlaps(one, taken)));
}

/** What the database keeps: JSON, so nothing lives on that would not survive it. */
function commit(world: World, before: TurnSnapshot, decision: Decision): void {
  const { snapshot, nowMs } = world;
  const kept = JSON.parse(JSON.stringify({ state: decision.state, context: decision.context, pendingAction: decision.pendingAction })) as Pick<Decision, 'state' | 'context' | 'pendingAction'>; // prettier-ignore
  world.startsMs.push(nowMs);
  if (decision.effects.some((effect) => effect.kind === 'escalate')) world.heldUntilMs = nowMs + 240 * MINUTE_MS;
  const { conversation, session, patient } = snapshot;
  world.snapshot = {
    ...snapshot,
    conversation: {
      ...conversation,
      ...kept,
      version: conversation.version + 1,
      lastSeq: conversation.lastSeq + before.messages.length,
      totalTurns: conversation.totalTurns + (decision.ignoredReason === undefined ? 1 : 0),
      lastInboundAtMs: nowMs,
    },
    session: { ...session, language: decision.sessionLanguage, isNew: false },
    patient: { ...patient, ...decision.patient },
    appointments: applyEffects(snapshot.appointments, decision.effects),
    history: [
      ...snapshot.history,
      ...before.messages.map((message) => ({ role: 'patient' as const, text: message.text ?? '', atMs: nowMs })),
      ...(decision.reply === '' ? [] : [{ role: 'bot' as const, text: decision.reply, atMs: nowMs }]),
    ].slice(-HISTORY),
  };
}

/** Others take some of the times that are on the table. */
function fill(world: World, share: number): null {
  const { context } = world.snapshot.conversation;
  const { proposal } = (context.memo ?? {}) as { proposal?: { doctorId: string; start: string } };
  for (const { doctorId, start } of [...(context.offered ?? []), ...(proposal ? [proposal] : [])]) {
    const startMs = fromLocal(start, world.clinic.timezone);
    if (startMs !== null && world.random.chance(share)) world.busy.push({ doctorId, startMs, endMs: startMs + 30 * MINUTE_MS });
  }
  return null;
}

/** An appointment of the patient made by people, in the coming days (or, before the conversation, also in the past). */
function bookByStaff(world: World, days: number): void {
  const { clinic, random, nowMs } = world;
  const doctor = random.pick(clinic.doctors);
  const service = clinic.services.find((one) => doctor.services.includes(one.id));
  if (!service) return;
  const startMs = Math.ceil(nowMs / (60 * MINUTE_MS)) * 60 * MINUTE_MS + (days - 1) * 1440 * MINUTE_MS + random.below(6) * 60 * MINUTE_MS;
  const endMs = startMs + service.minutes * MINUTE_MS;
  const taken = [...world.busy, ...world.snapshot.appointments.filter((one) => one.status === 'booked')];
  if (taken.some((one) => one.doctorId === doctor.id && one.startMs < endMs && startMs < one.endMs)) return;
  const id = `9a4e2c10-77b1-4d05-b3aa-${(world.ids += 1).toString(16).padStart(12, '0')}`;
  const appointments = [
    ...world.snapshot.appointments,
    { id, serviceId: service.id, doctorId: doctor.id, startMs, endMs, status: 'booked' as const, patientName: null },
  ];
  world.snapshot = { ...world.snapshot, appointments };
}

function cancelByStaff(world: World): void {
  const next = world.snapshot.appointments.find((one) => one.status === 'booked' && one.startMs > world.nowMs);
  const appointments = world.snapshot.appointments.map((one) => (one === next ? { ...one, status: 'cancelled' as const } : one));
  world.snapshot = { ...world.snapshot, appointments };
}
