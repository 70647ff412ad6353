import type { Appointment, HistoryEntry } from '../conversation.ts';
import { chosenMention, confidenceOf, asks, isBusy, isOpen } from '../rules-agent/turn.ts';
import type { Turn } from '../rules-agent/turn.ts';
import { doctorName, serviceName, whenWords } from '../rules-agent/words.ts';
import { toLocal } from '../local-time.ts';
import { understand } from '../understanding/understand.ts';
import { clipped, dataBlock } from './data-block.ts';

const MAX_HISTORY = 10;
const MAX_HISTORY_CHARACTERS = 600;
const SURE = 0.5;

const WARNING = `CONTEXT FROM BEFORE (a warning)
What follows was judged to belong to the latest message, by rules that can be wrong. Use it only where the latest message really takes it up; if it does not fit, leave it out completely and answer the message alone.`;

/**
 * What was open or remembered before this message, under a warning; empty when the relevance check does not let it in. Nothing pending and
 * no appointment reaches a prompt by another way than this.
 */
export function injectedContext(turn: Turn): string {
  const blocks: string[] = [];
  if (isOpen(turn) && turn.pendingAction) {
    const { type, description, slots } = turn.pendingAction;
    blocks.push(dataBlock('pending_action', { type, description, slots }));
  }
  if (concernsAppointments(turn)) blocks.push(dataBlock('appointments', turn.toolbox.appointments().map((one) => appointmentWords(turn, one)))); // prettier-ignore
  return blocks.length === 0 ? '' : [WARNING, ...blocks].join('\n');
}

/** True when the message itself, or what is open and belongs to it, is about appointments that exist. */
function concernsAppointments(turn: Turn): boolean {
  if (turn.state === 'rescheduling' || turn.state === 'canceling') return isCurrent(turn);
  const { sameAsLast, shift } = turn.understanding;
  return asks(turn, 'my_appointments') || confidenceOf(turn, 'reschedule') >= SURE || confidenceOf(turn, 'cancel') >= SURE || sameAsLast || shift !== undefined;
}

/** True when the state the conversation is in belongs to this message: it was entered with it, or what is open is relevant. */
export function isCurrent(turn: Turn): boolean {
  return !isBusy(turn) || turn.events.length > 0 || isOpen(turn);
}

/** The draft of what is being put together or confirmed; empty when it does not belong to this message. */
export function draftBlock(turn: Turn): string {
  if (!isBusy(turn) || !isCurrent(turn)) return '';
  const { context, memo } = turn;
  const doctorId = memo.proposal?.doctorId ?? context.doctorId;
  const draft = {
    serviceId: context.serviceId,
    service: context.serviceId && serviceName(turn, context.serviceId),
    doctorId,
    doctor: doctorId && doctorName(turn, doctorId),
    appointmentId: context.appointmentId,
    date: context.requestedDate,
    time: context.requestedTime,
    for: context.patientName,
    asked: memo.question,
    offered: context.offered?.map(({ doctorId: id, start }) => ({ doctorId: id, start })),
  };
  return dataBlock('draft', draft);
}

/**
 * The messages before this one, oldest first: none when what was open does not belong to the message (the old subject would come back with
 * them), and none that name what the patient turned down.
 */
export function historyFor(turn: Turn): HistoryEntry[] {
  const { conversation, history } = turn.snapshot;
  const isOtherSubject = conversation.pendingAction !== null && turn.relevance !== null && !turn.relevance.relevant && !isOpen(turn);
  if (isOtherSubject) return [];
  return history
    .slice(-MAX_HISTORY)
    .map((entry) => ({ ...entry, text: clipped(entry.text, MAX_HISTORY_CHARACTERS) }))
    .filter((entry) => !namesTurnedDown(entry.text, turn));
}

function namesTurnedDown(text: string, turn: Turn): boolean {
  const { dropped } = turn.memo;
  if (!dropped || dropped.services.length + dropped.doctors.length === 0) return false;
  const { clinic, language, now } = turn;
  const named = understand(text, { language, clinic, reference: `${now}:00`, timezone: clinic.timezone });
  return named.services.some((one) => dropped.services.includes(one.id)) || named.doctors.some((one) => dropped.doctors.includes(one.id));
}

/** What the deterministic reading found in the message: dates worked out, things of the catalogue named. */
export function understoodBlock(turn: Turn): string {
  const { understanding: u } = turn;
  const service = chosenMention(turn, u.services);
  const doctor = chosenMention(turn, u.doctors);
  const dates = u.whens.map(({ text, start, end, hasDate, hasTime, negated, alternatives }) => ({
    text: clipped(text, 60),
    start: start.slice(0, 16),
    ...(end === undefined ? {} : { end: end.slice(0, 16) }),
    dateGiven: hasDate,
    timeGiven: hasTime,
    ...(negated ? { ruledOut: true } : {}),
    ...(alternatives.length === 0 ? {} : { orElse: alternatives.map((one) => one.start.slice(0, 16)) }),
  }));
  const found = {
    ...(dates.length === 0 ? {} : { dates }),
    ...(service === undefined ? {} : { serviceId: service }),
    ...(doctor === undefined ? {} : { doctorId: doctor }),
    ...(u.forSomeoneElse ? { forSomeoneElse: true } : {}),
  };
  return Object.keys(found).length === 0 ? '' : dataBlock('understood', found);
}

function appointmentWords(turn: Turn, { id, serviceId, doctorId, startMs }: Appointment) {
  const start = toLocal(startMs, turn.clinic.timezone);
  return { appointmentId: id, service: serviceName(turn, serviceId), doctorId, doctor: doctorName(turn, doctorId), start, when: whenWords(turn, start) };
}
