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
  if (!shift || whens.some((when) => !when.negated)) return understanding;
  const base = baseOf(shift, understanding, input);
  return base === null ? understanding : { ...understanding, whens: [...whens, shifted(base, shift)] };
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
  const isShort = text.trim().split(/\s+/).length <= SHORT_WORDS && shift.minutes !== null && snapshot.conversation.pendingAction === null;
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
