import { toLocal } from '../local-time.ts';
import type { Intent } from '../understanding/understanding.ts';
import { bringsMatter, treatmentNotOffered } from './asides.ts';
import type { Flow } from './choose-flow.ts';
import { joins, severalServices } from './several-wishes.ts';
import { signals } from './signals.ts';
import { startOver } from './start-over.ts';
import { asks, bringsTime, confidenceOf, isBusy, isOpen, means, SURE_INTENT } from './turn.ts';
import type { Turn } from './turn.ts';
import { ofPerson } from './whose.ts';

/** A request of its own. */
export function asRequest(turn: Turn): Flow | null {
  const { understanding: u, toolbox, memo } = turn;
  const hasAppointments = toolbox.appointments().length > 0;
  const inDraft = isOpen(turn) && (turn.state === 'booking_new' || turn.state === 'booking_confirmation');
  if (means(turn, 'urgent_pain')) return 'pain';
  if (means(turn, 'cancel')) {
    if (cancelsToRebook(turn)) return 'move';
    const namesAppointment = toolbox.appointments().some((one) => u.services.some((service) => service.id === one.serviceId));
    return inDraft && !namesAppointment && !signals(turn.text, 'all') ? 'decline_offer' : 'cancel';
  }
  const missing = treatmentNotOffered(turn);
  if (missing !== null && !isBusy(turn)) return 'not_offered';
  const again = oneMore(turn);
  if (again && u.shift) return startOver(turn, u.services.length > 0 ? undefined : again);
  if (means(turn, 'reschedule')) return inDraft && !hasAppointments ? 'book' : 'move';
  if (asks(turn, 'off_topic')) return 'off_topic';
  if (changesLatest(turn) || asksToMove(turn)) return 'move';
  if (again) return startOver(turn, u.services.length > 0 ? undefined : again);
  if (changesService(turn)) return 'book';
  const namesTime = bringsTime(turn) || turn.impossible.length > 0;
  if (namesTime && u.services.some((one) => !one.negated) && !asks(turn, 'hours', 'address', 'contact', 'my_appointments') && !means(turn, 'deny'))
    return booking(turn);
  if (meansSurely(turn, 'book') || (asks(turn, 'availability') && !asks(turn, 'my_appointments') && !means(turn, 'deny'))) return booking(turn);
  if (u.sameAsLast && !signals(turn.text, 'sameTime')) return 'book';
  if (severalServices(turn).length > 1 && u.topics.length === 0) return booking(turn);
  if (signals(turn.text, 'doctorDays') && (u.doctors.length > 0 || memo.inquiryServiceId !== undefined || isOpen(turn))) return 'question';
  if (namesOwn(turn)) return 'question';
  const tellsAndWishes = turn.matters.every((matter) => matter === 'health') && (namesTime || u.doctors.length > 0);
  if (bringsMatter(turn) && !tellsAndWishes) return u.topics.length > 0 || u.services.length > 0 ? 'question' : 'aside';
  if (u.topics.some((topic) => !['availability', 'goodbye', 'off_topic', 'opt_out'].includes(topic))) return 'question';
  if (meansSurely(turn, 'service_inquiry') && u.services.some((one) => !one.negated)) return 'question';
  if (means(turn, 'reject_pending') && memo.question === undefined) {
    if (refusesOnlyDoctor(turn)) return booking(turn);
    return turn.pendingAction === null ? 'understood' : 'decline_offer';
  }
  return null;
}

/** "When is the cleaning?", of somebody who has one booked: about the appointment, not the service. */
export function namesOwn({ toolbox, understanding: u, text }: Turn): boolean {
  const booked = toolbox.appointments().map((one) => one.serviceId);
  const named = u.services.filter((one) => !one.negated).map((one) => one.id);
  return named.length > 0 && named.every((id) => booked.includes(id)) && u.topics.every((topic) => topic === 'my_appointments') && signals(text, 'asksOwn');
}

/** "A filling, but not with Dan". */
function refusesOnlyDoctor({ understanding: u }: Turn): boolean {
  return u.doctors.some((one) => one.negated) && u.services.some((one) => !one.negated);
}

/** "And one for me right after", "and 12 for Lucy": the service of what was just booked, which is wanted once more; null when it is not. */
function oneMore(turn: Turn): string | null {
  const { toolbox, memo, understanding: u, text, pendingAction } = turn;
  const latest = toolbox.appointments().find((one) => one.id === memo.latestId);
  if (pendingAction !== null || asksFacts({ understanding: u }) || !latest) return null;
  if (u.statedName !== null && u.forSomeoneElse && u.services.length === 0 && u.statedName !== latest.patientName) return latest.serviceId;
  if (u.services.length === 0 && signals(text, 'oneMore') && bringsTime(turn)) return latest.serviceId;
  const isMore = signals(text, 'another') && (signals(text, 'forMe') || signals(text, 'rightAfter') || (u.forSomeoneElse && u.services.length === 0));
  return isMore ? latest.serviceId : null;
}

/** "Actually it's a filling I need": another service for the booking under way, not a question about it. */
function changesService(turn: Turn): boolean {
  const { understanding: u, pendingAction, context, text } = turn;
  const isDraft = pendingAction?.type === 'book' || pendingAction?.type === 'confirm_booking';
  const names = u.services.some((one) => !one.negated && one.id !== context.serviceId);
  if (replacesService(turn)) return true;
  if (!isDraft || !isBusy(turn) || !names || u.topics.length > 0 || text.includes('?')) return false;
  return signals(text, 'afterAll') || confidenceOf(turn, 'deny') > 0 || confidenceOf(turn, 'book') >= SURE_INTENT;
}

/** "Cancel it and book me in on Thursday at 12": the same on another day, which is a move. */
function cancelsToRebook(turn: Turn): boolean {
  const { understanding: u, toolbox, clinic, text } = turn;
  const own = toolbox.appointments();
  const days = own.map((one) => toLocal(one.startMs, clinic.timezone).slice(0, 10));
  const namesOther = u.services.some((one) => !one.negated && !own.some(({ serviceId }) => serviceId === one.id));
  const isElsewhere = u.whens.some((when) => !when.negated && when.hasDate && !days.includes(when.start.slice(0, 10)));
  return own.length > 0 && !namesOther && isElsewhere && joins(text) && confidenceOf(turn, 'book') >= SURE_INTENT;
}

/** True for a question of fact; the words of "can I have" and "what I need" alone are none. */
function asksFacts({ understanding: { topics } }: Pick<Turn, 'understanding'>): boolean {
  return topics.some((topic) => topic !== 'service_info' && topic !== 'availability');
}

/** "It's not a cleaning, it's a whitening I need": one service in the place of the one that is being booked. */
export function replacesService({ understanding: u, context, pendingAction, text }: Turn): boolean {
  const isDraft = pendingAction?.type === 'book' || pendingAction?.type === 'confirm_booking';
  if (!isDraft || asksFacts({ understanding: u }) || text.includes('?') || text.includes('\n')) return false;
  return u.services.some((one) => one.negated && one.id === context.serviceId) && u.services.some((one) => !one.negated && one.id !== context.serviceId);
}

/** "Make it 4 instead", right after a booking: another time for that appointment, not a new one. */
function changesLatest(turn: Turn): boolean {
  const { understanding: u, memo, context, toolbox } = turn;
  const all = toolbox.appointments();
  const latest = all.find((one) => one.id === memo.latestId) ?? (u.shift && all.length === 1 ? all[0] : undefined);
  if (
    !latest ||
    turn.pendingAction !== null ||
    !bringsTime(turn) ||
    signals(turn.text, 'another') ||
    signals(turn.text, 'oneMore') ||
    means(turn, 'thanks') ||
    asks(turn, 'goodbye')
  )
    return false;
  if (u.services.some((one) => !one.negated && one.id !== latest.serviceId)) return false;
  if (confidenceOf(turn, 'book') > 0.68 && confidenceOf(turn, 'deny') < SURE_INTENT && !signals(turn.text, 'afterAll')) return false;
  const theirs = ofPerson(turn, all);
  context.appointmentId = (theirs.length === 0 || theirs.includes(latest) ? latest : theirs[0]!).id;
  return true;
}

/** "I can't come on Thursday, could it be Friday?": moving, though most of the words are those of booking. */
function asksToMove(turn: Turn): boolean {
  // one of those just listed, and a time: where to is all that can be meant
  if (turn.understanding.ordinal !== null && (turn.memo.choices?.length ?? 0) > 1 && bringsTime(turn)) return true;
  const booked = turn.toolbox.appointments().map((one) => one.serviceId);
  const named = turn.understanding.services.filter((one) => !one.negated).map((one) => one.id);
  return means(turn, 'book') && confidenceOf(turn, 'reschedule') >= SURE_INTENT && booked.length > 0 && named.every((id) => booked.includes(id));
}

/** True when an intent is the best one and more than a hint. */
export function meansSurely(turn: Turn, intent: Intent): boolean {
  return means(turn, intent) && confidenceOf(turn, intent) >= SURE_INTENT;
}

/** A wish to book: more of the draft when it belongs to it, else a new one; while an appointment is being moved, its new time. */
function booking(turn: Turn): Flow {
  const { understanding: u, context, memo } = turn;
  const named = u.services.filter((one) => !one.negated).map((one) => one.id);
  const open = isOpen(turn);
  if (open && turn.state === 'rescheduling' && (named.length === 0 || named.includes(context.serviceId ?? ''))) return 'move';
  const isDraft = turn.state === 'booking_new' || turn.state === 'booking_confirmation';
  if (open && isDraft) return 'book';
  const paused = turn.pendingAction?.type === 'book' || turn.pendingAction?.type === 'confirm_booking';
  if (open && paused && (named.length > 0 ? named.includes(context.serviceId ?? '') : memo.inquiryServiceId === undefined)) return 'book';
  return startOver(turn, named.length > 0 ? undefined : memo.inquiryServiceId);
}
