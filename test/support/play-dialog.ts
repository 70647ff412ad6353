import { randomUUID } from 'node:crypto';
import type { Clinic } from '../../src/domain/clinic.ts';
import type { Appointment, Decision, PendingMessage, TurnSnapshot } from '../../src/domain/conversation.ts';
import { fromLocal, toLocal } from '../../src/domain/local-time.ts';
import { applyEffects } from '../../src/domain/tools/create-toolbox.ts';
import type { Agent, BusyInterval, Calendar } from '../../src/pipeline/ports.ts';

export type DialogSetup = {
  clinic: Clinic;
  /** Local time of the first message. */
  now: string;
  makeAgent: (calendar: Calendar) => Agent;
  appointments?: { serviceId: string; doctorId: string; start: string }[];
  busy?: { doctorId: string; start: string; end: string }[];
  pushName?: string | null;
};

/** A conversation kept in memory: what a turn decides is applied as the commit would, the calendar shows what is booked. */
export type Dialog = {
  /** One turn over a burst of messages. */
  send(...texts: string[]): Promise<Decision>;
  /** The same with whole messages (media, reactions). */
  sendMessages(...messages: Partial<PendingMessage>[]): Promise<Decision>;
  /** Someone else takes a time. */
  take(doctorId: string, start: string, end: string): void;
  wait(minutes: number): void;
  replies: string[];
  /** Booked ones as service/doctor/local start. */
  booked(): { serviceId: string; doctorId: string; start: string }[];
  appointments(): Appointment[];
  snapshot(): TurnSnapshot;
};

/** Plays a conversation through the agent's port, with the database's refusal of overlaps. */
export function playDialog(setup: DialogSetup): Dialog {
  const { clinic } = setup;
  const instant = (local: string) => fromLocal(local, clinic.timezone) ?? Number.NaN;
  const busy: BusyInterval[] = (setup.busy ?? []).map(({ doctorId, start, end }) => ({ doctorId, startMs: instant(start), endMs: instant(end) }));
  let nowMs = instant(setup.now);
  let seq = 0;
  let snapshot = firstSnapshot(setup, instant);
  const calendar: Calendar = {
    busy: async (_clinic, doctorIds, fromMs, toMs) => {
      const own = snapshot.appointments.filter((one) => one.status === 'booked');
      return [...busy, ...own].filter((one) => doctorIds.includes(one.doctorId) && one.startMs < toMs && fromMs < one.endMs);
    },
  };
  const agent = setup.makeAgent(calendar);
  const replies: string[] = [];

  const refuses = (decision: Decision) => {
    const after = applyEffects(snapshot.appointments, decision.effects).filter((one) => one.status === 'booked');
    const overlaps = (a: BusyInterval, b: BusyInterval) => a.doctorId === b.doctorId && a.startMs < b.endMs && b.startMs < a.endMs;
    return after.some((one, index) => busy.some((taken) => overlaps(one, taken)) || after.slice(index + 1).some((other) => overlaps(one, other)));
  };

  const turn = async (messages: PendingMessage[]) => {
    snapshot = { ...snapshot, messages };
    let decision = await agent.decide({ clinic, snapshot: structuredClone(snapshot), nowMs, conflicts: 0 });
    for (let conflicts = 1; conflicts <= 3 && refuses(decision); conflicts += 1)
      decision = await agent.decide({ clinic, snapshot: structuredClone(snapshot), nowMs, conflicts });
    if (refuses(decision)) throw new Error('the decision was refused four times');
    snapshot = commit(snapshot, decision, nowMs);
    replies.push(decision.reply);
    nowMs += 60_000;
    return decision;
  };

  const message = (part: Partial<PendingMessage>): PendingMessage => {
    seq += 1;
    return {
      id: randomUUID(),
      seq,
      kind: 'inbound_text',
      requestId: 'request-of-dialog',
      text: null,
      media: null,
      sentAtMs: nowMs,
      receivedAtMs: nowMs,
      providerMessageId: `m${seq}`,
      traceId: `trace${seq}`,
      traceparent: null,
      ...part,
    };
  };

  return {
    send: (...texts) => turn(texts.map((text) => message({ text }))),
    sendMessages: (...messages) => turn(messages.map(message)),
    take: (doctorId, start, end) => void busy.push({ doctorId, startMs: instant(start), endMs: instant(end) }),
    wait: (minutes) => void (nowMs += minutes * 60_000),
    replies,
    booked: () =>
      snapshot.appointments
        .filter((one) => one.status === 'booked')
        .map(({ serviceId, doctorId, startMs }) => ({ serviceId, doctorId, start: toLocal(startMs, clinic.timezone) }))
        .sort((a, b) => a.start.localeCompare(b.start)),
    appointments: () => snapshot.appointments,
    snapshot: () => snapshot,
  };
}

function firstSnapshot({ clinic, appointments, pushName }: DialogSetup, instant: (local: string) => number): TurnSnapshot {
  const minutesOf = (serviceId: string) => clinic.services.find((service) => service.id === serviceId)?.minutes ?? 0;
  return {
    conversation: {
      id: randomUUID(),
      clinicId: clinic.id,
      line: { provider: 'evolution', instance: 'line' },
      patientKey: '351900000001',
      replyTo: '351900000001',
      version: 0,
      lastSeq: 0,
      state: 'idle',
      context: {},
      pendingAction: null,
      heldUntilMs: null,
      quietUntilMs: null,
      recentTurns: 0,
      totalTurns: 0,
      lastInboundAtMs: null,
    },
    session: { id: randomUUID(), startedAtMs: 0, language: null, isNew: true },
    patient: {
      id: randomUUID(),
      key: '351900000001',
      name: null,
      pushName: pushName === undefined ? 'Robin' : pushName,
      language: null,
      languageIsExplicit: false,
      optedOut: false,
      isRemembered: false,
    },
    appointments: (appointments ?? []).map(({ serviceId, doctorId, start }) => ({
      id: randomUUID(),
      serviceId,
      doctorId,
      startMs: instant(start),
      endMs: instant(start) + minutesOf(serviceId) * 60_000,
      status: 'booked',
      patientName: null,
    })),
    messages: [],
    history: [],
  };
}

/** What the database keeps: JSON, so nothing lives on that would not survive it. */
function commit(snapshot: TurnSnapshot, decision: Decision, nowMs: number): TurnSnapshot {
  const { conversation, session, patient } = snapshot;
  const kept = JSON.parse(JSON.stringify({ state: decision.state, context: decision.context, pendingAction: decision.pendingAction })) as Pick<
    Decision,
    'state' | 'context' | 'pendingAction'
  >;
  const learned = decision.patient ?? {};
  return {
    ...snapshot,
    conversation: {
      ...conversation,
      ...kept,
      version: conversation.version + 1,
      totalTurns: conversation.totalTurns + 1,
      recentTurns: conversation.recentTurns + 1,
      lastInboundAtMs: nowMs,
    },
    session: { ...session, language: decision.sessionLanguage, isNew: false },
    patient: {
      ...patient,
      name: learned.name ?? patient.name,
      language: learned.language ?? patient.language,
      languageIsExplicit: learned.languageIsExplicit ?? patient.languageIsExplicit,
      optedOut: learned.optedOut ?? patient.optedOut,
    },
    appointments: applyEffects(snapshot.appointments, decision.effects),
    history: [
      ...snapshot.history,
      ...snapshot.messages.map((message) => ({ role: 'patient' as const, text: message.text ?? '', atMs: nowMs })),
      ...(decision.reply === '' ? [] : [{ role: 'bot' as const, text: decision.reply, atMs: nowMs }]),
    ].slice(-20),
  };
}
