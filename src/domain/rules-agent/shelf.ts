import { allowAgain } from './refusals.ts';
import { takesCancellationBack } from './reversal.ts';
import { signals } from './signals.ts';
import { bringsTime, confidenceOf, means } from './turn.ts';
import type { NextWish, Turn } from './turn.ts';

/** A visit that was given up: what is known of it. Local start. */
export type GivenUp = { serviceId: string; doctorId?: string; start?: string; date?: string; patientName?: string; forSomeoneElse?: boolean };

/** The booking under way, as far as it went; undefined when not even the service is known. */
export function draftOf({ context, memo }: Turn): GivenUp | undefined {
  const { proposal, inquiryServiceId, forSomeoneElse } = memo;
  const serviceId = proposal?.serviceId ?? context.serviceId ?? inquiryServiceId;
  if (serviceId === undefined) return undefined;
  const doctorId = context.doctorId;
  const date = context.requestedDate;
  return {
    serviceId,
    ...(doctorId === undefined ? {} : { doctorId }),
    ...(proposal ? { start: proposal.start, doctorId: proposal.doctorId } : {}),
    ...(date === undefined ? {} : { date }),
    ...(context.patientName === undefined ? {} : { patientName: context.patientName }),
    ...(forSomeoneElse ? { forSomeoneElse } : {}),
  };
}

/** "Never mind" that names nothing may be taken back; "I don't need Dan for the filling" is for good. */
export function namesNothing({ understanding: u }: Turn): boolean {
  return u.services.length === 0 && u.doctors.length === 0;
}

/** "Actually yes", "book it after all", a bare day: the patient takes up what was given up just before. */
export function takesUpAgain(turn: Turn): boolean {
  const { memo, understanding: u } = turn;
  if (!memo.shelved || u.services.some((one) => one.id !== memo.shelved?.serviceId)) return false;
  if (means(turn, 'thanks', 'reject_pending', 'deny', 'cancel', 'human', 'greeting', 'reschedule') || u.topics.some((topic) => topic !== 'availability'))
    return false;
  const agrees = confidenceOf(turn, 'confirm') > 0 || confidenceOf(turn, 'book') > 0;
  if (turn.state === 'booking_new') return !bringsTime(turn) && agrees && turn.context.offered === undefined;
  return turn.pendingAction === null && (bringsTime(turn) || confidenceOf(turn, 'book') >= 0.5 || (agrees && signals(turn.text, 'afterAll')));
}

/** "Can I have it back?", "don't cancel it", about what was cancelled last: of several those named, else all. Empty when it is not meant. */
export function wantsBack(turn: Turn): GivenUp[] {
  const { memo, understanding: u, now, pendingAction } = turn;
  const named = u.services.map((one) => one.id);
  const days = u.whens.filter((when) => !when.negated && when.hasDate).map((when) => when.start.slice(0, 10));
  const toCome = (memo.cancelled ?? []).filter((one) => one.start === undefined || one.start > now);
  const fitting = toCome.filter((one) => named.length === 0 || named.includes(one.serviceId));
  const onDay = fitting.filter((one) => days.includes(one.start?.slice(0, 10) ?? ''));
  if (fitting.length === 0) return [];
  const reverses = takesCancellationBack(turn) && !means(turn, 'cancel') && (!bringsTime(turn) || onDay.length > 0);
  const asksBack = signals(turn.text, 'restore') || reverses || (means(turn, 'reschedule') && turn.toolbox.appointments().length === 0);
  if (!asksBack || pendingAction !== null) return [];
  return onDay.length > 0 ? onDay : fitting;
}

/** Makes a visit that was given up the draft again. */
export function takeUp(turn: Turn, visit: GivenUp): void {
  const date = visit.start?.slice(0, 10) ?? visit.date;
  turn.context = {
    serviceId: visit.serviceId,
    ...(visit.doctorId === undefined ? {} : { doctorId: visit.doctorId }),
    ...(date === undefined ? {} : { requestedDate: date }),
    ...(visit.start === undefined ? {} : { requestedTime: visit.start.slice(11, 16) }),
    ...(visit.patientName === undefined ? {} : { patientName: visit.patientName }),
  };
  if (visit.forSomeoneElse) turn.memo.forSomeoneElse = true;
  allowAgain(turn, visit.serviceId, visit.doctorId);
  delete turn.memo.shelved;
  delete turn.memo.cancelled;
  delete turn.memo.inquiryServiceId;
}

/** A visit that was given up, to be booked after another one. */
export function asNextWish({ serviceId, start, patientName }: GivenUp): NextWish {
  return {
    serviceId,
    ...(start === undefined ? {} : { date: start.slice(0, 10), time: start.slice(11, 16) }),
    ...(patientName === undefined ? {} : { patientName }),
  };
}
