import { DateTime } from 'luxon';
import { toLocal } from '../local-time.ts';
import type { Shift } from '../understanding/shift.ts';
import type { Understanding, When } from '../understanding/understanding.ts';
import type { Memo, RulesInput } from './turn.ts';

const DAY_MINUTES = 24 * 60;
/** A distance said without a request is taken for one only in a short message. */
const SHORT_WORDS = 9;

/**
 * "An hour later" made a time like any other: counted from what was proposed, offered, wished for or booked. Unchanged when the message
 * names a time itself, or when there is nothing to count from.
 */
export function withShiftedTime(understanding: Understanding, input: RulesInput): Understanding {
  const { shift, whens } = understanding;
  if (!shift) return understanding;
  const own = ownAppointment(understanding, input);
  if (own !== null) return { ...understanding, whens: [beside(own, shift)], intents: [{ intent: 'reschedule', confidence: 0.8 }, ...understanding.intents] };
  if (whens.some((when) => !when.negated)) return understanding;
  const base = baseOf(shift, understanding, input);
  return base === null ? understanding : { ...understanding, whens: [...whens, shifted(base, shift)] };
}

/** "una hora antes" is a distance, though one o'clock is in it. */
const DISTANCE = /(?<!\p{L})(?:una|uma|an|one|media|meia) (?:hora|hour)(?!\p{L})/iu;

/** The local start of the one appointment whose day the message names ("an hour before, on Thursday"); null when there is none or a time is named. */
function ownAppointment({ whens }: Understanding, { snapshot, clinic, nowMs }: RulesInput): string | null {
  if (
    snapshot.conversation.pendingAction !== null ||
    whens.length === 0 ||
    !whens.every((when) => when.hasDate && !when.negated && (!when.hasTime || DISTANCE.test(when.text)))
  )
    return null;
  const starts = snapshot.appointments.filter((one) => one.status === 'booked' && one.startMs > nowMs).map((one) => toLocal(one.startMs, clinic.timezone));
  const named = starts.filter((start) => whens.every((when) => when.start.slice(0, 10) === start.slice(0, 10)));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** An hour before it; "something earlier than Sunday" is any day before. */
function beside(start: string, shift: Shift): When {
  const when = shifted(start, shift);
  return shift.minutes === null ? { ...when, start: `${start.slice(0, 10)}T00:00:00`, grain: 'day', hasTime: false } : when;
}

/** Local time to count from. */
function baseOf(shift: Shift, understanding: Understanding, { snapshot, clinic, text, nowMs }: RulesInput): string | null {
  const { context } = snapshot.conversation;
  const memo = (context.memo ?? {}) as Memo;
  const { proposal, question } = memo;
  if (proposal) return proposal.start;
  const offered = [...(context.offered ?? [])].map((one) => one.start).sort();
  const isWaiting = question === 'time' || question === 'confirm_move' || question === 'confirm_booking';
  if (isWaiting && shift.minutes === null && offered.length > 0) return (shift.direction === 'later' ? offered.at(-1) : offered[0]) ?? null;
  if (isWaiting && offered.length === 1 && offered[0] !== undefined) return offered[0];
  if (isWaiting && context.requestedDate !== undefined && context.requestedTime !== undefined) return `${context.requestedDate}T${context.requestedTime}`;
  const moves = understanding.intents[0]?.intent === 'reschedule' || snapshot.conversation.state === 'rescheduling';
  const isShort =
    text.trim().split(/\s+/).length <= SHORT_WORDS && (shift.minutes !== null || memo.latestId !== undefined) && snapshot.conversation.pendingAction === null;
  if (!moves && !isShort) return null;
  const booked = snapshot.appointments.filter((one) => one.status === 'booked' && one.startMs > nowMs);
  const named = understanding.services.filter((one) => !one.negated).map((one) => one.id);
  const known = booked.find((one) => one.id === (context.appointmentId ?? memo.latestId));
  const fitting = named.length > 0 ? booked.filter((one) => named.includes(one.serviceId)) : booked;
  const appointment = known && fitting.includes(known) ? known : fitting.length === 1 ? fitting[0] : undefined;
  return appointment ? toLocal(appointment.startMs, clinic.timezone) : null;
}

function shifted(base: string, { direction, minutes }: Shift): When {
  const sign = direction === 'later' ? 1 : -1;
  const time = DateTime.fromISO(base, { zone: 'utc' });
  const days = minutes !== null && minutes % DAY_MINUTES === 0 ? minutes / DAY_MINUTES : 0;
  const moved = days > 0 ? time.plus({ days: sign * days }) : time.plus({ minutes: sign * (minutes ?? (direction === 'later' ? 1 : 0)) });
  return {
    text: '',
    index: 0,
    start: moved.toFormat("yyyy-MM-dd'T'HH:mm:ss"),
    grain: 'minute',
    hasDate: true,
    hasTime: true,
    ...(minutes === null ? { open: direction === 'later' ? ('after' as const) : ('before' as const) } : {}),
    alternatives: [],
    negated: false,
  };
}
