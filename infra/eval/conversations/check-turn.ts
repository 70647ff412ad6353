import type { Language } from '../../../src/domain/clinic.ts';
import { TRANSITIONS, type StateEvent } from '../../../src/domain/conversation-state.ts';
import { type Appointment, type ConversationState, type Effect, STATES } from '../../../src/domain/conversation.ts';
import { toLocal } from '../../../src/domain/local-time.ts';
import type { Memo } from '../../../src/domain/rules-agent/turn.ts';
import { validateToolCall } from '../../../src/domain/tool-validator.ts';
import { formatDayAndTime } from '../../../src/domain/understanding/when/format-when.ts';
import type { PlayedTurn } from './random-conversation.ts';
import { foreignFragments, signOf } from './text-fragments.ts';

const MAX_CHARACTERS = 4096;
const MAX_CONTEXT_BYTES = 8_000;
const SAME_QUESTION = 2;

/** What is carried from turn to turn: the question asked last, and how often in a row. */
export type Asked = { question: string | null; times: number };
export const NOTHING_ASKED: Asked = { question: null, times: 0 };

/** Everything that must hold for a turn and does not; empty: all is well. Never throws. */
export function violationsOf(turn: PlayedTurn, asked: Asked): string[] {
  return [...stateViolations(turn), ...replyViolations(turn), ...languageViolations(turn), ...claimViolations(turn), ...writeViolations(turn), ...proposalViolations(turn), ...(asked.times > SAME_QUESTION ? [`asked ${asked.times} times in a row: ${asked.question}`] : [])]; // prettier-ignore
}

/** The question of this turn behind those before. */
export function askedAfter({ decision }: PlayedTurn, before: Asked): Asked {
  const question = decision.reply.split('\n\n').findLast((part) => part.includes('?')) ?? null;
  if (question === null) return NOTHING_ASKED;
  return question === before.question ? { question, times: before.times + 1 } : { question, times: 1 };
}

function stateViolations({ before, decision }: PlayedTurn): string[] {
  const problems: string[] = [];
  if (!STATES.includes(decision.state)) problems.push(`no such state: ${decision.state}`);
  const { from, event, to } = decision.attestation.state;
  if (from !== before.conversation.state || to !== decision.state)
    problems.push(`attested ${from} -> ${to}, was ${before.conversation.state} -> ${decision.state}`);
  let state: ConversationState | undefined = from;
  for (const step of event.split('+')) state = state && TRANSITIONS[state][step as StateEvent];
  if (decision.ignoredReason === undefined && state !== to) problems.push(`${from} -> ${to} by ${event} is not in the table`);
  const isBusy = ['booking_new', 'booking_confirmation', 'rescheduling', 'canceling'].includes(decision.state);
  if (isBusy && decision.pendingAction === null) problems.push(`${decision.state} with nothing pending`);
  const bytes = JSON.stringify(decision.context).length;
  if (bytes > MAX_CONTEXT_BYTES) problems.push(`the context has grown to ${bytes} bytes`);
  return problems;
}

function replyViolations({ decision }: PlayedTurn): string[] {
  const { reply, ignoredReason } = decision;
  if (reply.trim() === '') return ignoredReason === undefined ? ['empty without a reason'] : [];
  if (reply.length > MAX_CHARACTERS) return [`${reply.length} characters`];
  return /undefined|\bNaN\b|\[object|\$\{|Invalid/u.test(reply) ? [`not fit to be sent: ${reply}`] : [];
}

function languageViolations({ clinic, decision: { reply, language } }: PlayedTurn): string[] {
  if (!clinic.languages.includes(language)) return [`answers in ${language}, which the clinic does not speak`];
  const foreign = foreignFragments(language).filter((part) => reply.includes(part));
  return foreign.length > 0 ? [`a ${language} reply with: ${foreign.join(' | ')}`] : [];
}

/** A reply says booked, moved or cancelled exactly when it is, and names the time of it. */
function claimViolations({ clinic, decision: { reply, language, effects }, appointments }: PlayedTurn): string[] {
  const says = (name: 'booked' | 'moved' | 'cancelled' | 'cancelledAll') => reply.includes(signOf(language, name));
  const did = (kind: Effect['kind']) => effects.some((effect) => effect.kind === kind);
  const problems: string[] = [];
  if (says('booked') !== did('book')) problems.push(`booked: ${did('book')}, said: ${reply}`);
  if (says('moved') !== did('reschedule')) problems.push(`moved: ${did('reschedule')}, said: ${reply}`);
  if ((says('cancelled') || says('cancelledAll')) !== did('cancel')) problems.push(`cancelled: ${did('cancel')}, said: ${reply}`);
  for (const effect of effects) {
    if (effect.kind !== 'book' && effect.kind !== 'reschedule' && effect.kind !== 'cancel') continue;
    const stored = appointments.find((one) => one.id === effect.appointmentId);
    const isAsSaid = stored?.status === (effect.kind === 'cancel' ? 'cancelled' : 'booked');
    if (!stored || !isAsSaid) problems.push(`${effect.kind} is not in the database`);
    else if (!reply.includes(whenOf(stored, clinic.timezone, language))) problems.push(`the time of a ${effect.kind} is not in: ${reply}`);
  }
  return problems;
}

function whenOf({ startMs }: Pick<Appointment, 'startMs'>, timezone: string, language: Language): string {
  return formatDayAndTime(`${toLocal(startMs, timezone)}:00`, language);
}

const ASKED_BEFORE = {
  book: { state: 'booking_confirmation', question: 'confirm_booking' },
  reschedule: { state: 'rescheduling', question: 'confirm_move' },
  cancel: { state: 'canceling', question: 'confirm_cancel' },
} as const;

/** Nothing is written that was not asked about in the turn before, and nothing that the validator would refuse. */
function writeViolations({ clinic, before, nowMs, decision }: PlayedTurn): string[] {
  const memo = (before.conversation.context.memo ?? {}) as Memo;
  const appointments = before.appointments.filter((one) => one.startMs > nowMs);
  const local = (atMs: number) => toLocal(atMs, clinic.timezone);
  return decision.effects.flatMap((effect) => {
    if (effect.kind !== 'book' && effect.kind !== 'reschedule' && effect.kind !== 'cancel') return [];
    const wanted = ASKED_BEFORE[effect.kind];
    const problems = before.conversation.state === wanted.state && memo.question === wanted.question ? [] : [`${effect.kind} without a yes to it`];
    if (effect.kind !== 'cancel' && (memo.proposal?.start !== local(effect.startMs) || memo.proposal.doctorId !== effect.doctorId))
      problems.push(`${effect.kind} of something that was not proposed`);
    if (effect.kind === 'cancel' && effect.appointmentId !== before.conversation.context.appointmentId && !memo.choices?.includes(effect.appointmentId))
      problems.push('cancels something that was not asked about');
    const call =
      effect.kind === 'book'
        ? { tool: 'book_appointment', args: { serviceId: effect.serviceId, doctorId: effect.doctorId, start: local(effect.startMs), ...(effect.patientName === null ? {} : { patientName: effect.patientName }) } }
        : effect.kind === 'reschedule'
          ? { tool: 'reschedule_appointment', args: { appointmentId: effect.appointmentId, doctorId: effect.doctorId, start: local(effect.startMs) } }
          : { tool: 'cancel_appointment', args: { appointmentId: effect.appointmentId } }; // prettier-ignore
    const verdict = validateToolCall({ ...call, clinic, appointments, nowMs });
    return verdict.valid
      ? problems
      : [...problems, `the validator refuses the ${effect.kind}: ${verdict.errors.map((error) => `${error.field} ${error.code}`).join(', ')}`];
  });
}

/** What is proposed or offered is free, in the future and within the hours. */
function proposalViolations({ clinic, before, nowMs, decision, busy, appointments }: PlayedTurn): string[] {
  const { context, reply } = decision;
  const { proposal } = (context.memo ?? {}) as Memo;
  const isNew = (start: string) => reply.includes(formatDayAndTime(`${start}:00`, decision.language));
  const slots = proposal && isNew(proposal.start) ? [proposal] : [];
  const moved = context.appointmentId;
  const taken = [...busy, ...appointments.filter((one) => one.status === 'booked' && one.id !== moved)];
  return slots.flatMap(({ serviceId, doctorId, start }) => {
    const verdict = validateToolCall({ tool: 'book_appointment', args: { serviceId, doctorId, start }, clinic, appointments: before.appointments, nowMs });
    const startMs = Date.parse(`${start}:00Z`) - (Date.parse(`${toLocal(nowMs, clinic.timezone)}:00Z`) - nowMs);
    const isTaken = taken.some((one) => one.doctorId === doctorId && Math.abs(one.startMs - startMs) < 60_000);
    return [
      ...(verdict.valid ? [] : [`proposes what the validator refuses: ${verdict.errors.map((error) => error.code).join(', ')}`]),
      ...(isTaken ? [`proposes a time that is taken: ${start}`] : []),
    ];
  });
}
