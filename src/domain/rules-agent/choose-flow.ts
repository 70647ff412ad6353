import { looksLikePlaceholder } from '../tool-validator.ts';
import { bringsMatter, treatmentNotOffered } from './asides.ts';
import { severalServices } from './several-wishes.ts';
import { takesUpAgain, wantsBack } from './shelf.ts';
import { signals } from './signals.ts';
import { asks, bringsTime, confidenceOf, isBusy, isOpen, means } from './turn.ts';
import type { Intent } from '../understanding/understanding.ts';
import type { Question, Turn } from './turn.ts';

/** What a turn does. */
export type Flow =
  | 'commit_booking'
  | 'commit_move'
  | 'commit_cancel'
  | 'decline_booking'
  | 'decline_move'
  | 'keep_appointment'
  | 'book'
  | 'move'
  | 'cancel'
  | 'pain'
  | 'question'
  | 'hand_over'
  | 'decline_offer'
  | 'off_topic'
  | 'take_up'
  | 'take_back'
  | 'another_day'
  | 'aside'
  | 'not_offered'
  | 'identity'
  | 'soothe'
  | 'understood'
  | 'thanks'
  | 'goodbye'
  | 'greeting'
  | 'unclear';

/** Below this a second intent beside the best one is not acted on, and a best one is only a hint (a bare day, a bare service). */
const SURE = 0.5;

/** Chooses what to do with a message: first as the answer to what was asked, then as a request, then as more of what is open. */
export function chooseFlow(turn: Turn): Flow {
  return asMeta(turn) ?? asSecondThought(turn) ?? asReply(turn) ?? asRequest(turn) ?? asContinuation(turn) ?? asTalk(turn);
}

/** About the conversation itself: who is answering, or how upset somebody is. A wish in the same message comes first. */
function asMeta(turn: Turn): Flow | null {
  const { matters, understanding: u } = turn;
  if (u.services.length > 0 || bringsTime(turn) || means(turn, 'cancel', 'urgent_pain')) return null;
  if (matters.includes('identity')) return 'identity';
  return matters.includes('complaint') && !meansSurely(turn, 'book') ? 'soothe' : null;
}

/** What was given up is taken up again, what was cancelled is wanted back, a cancellation turns into a move. */
function asSecondThought(turn: Turn): Flow | null {
  const { memo, text } = turn;
  if (takesUpAgain(turn)) return 'take_up';
  if (wantsBack(turn)) return 'take_back';
  const no = means(turn, 'deny', 'reject_pending');
  const moves = means(turn, 'reschedule') || signals(text, 'moveInstead') || (no && bringsTime(turn));
  if (memo.question === 'confirm_cancel' && turn.state === 'canceling' && !memo.all && moves && !means(turn, 'cancel', 'confirm') && !namesOther(turn))
    return 'move';
  const isLost = turn.impossible.length > 0 && !bringsTime(turn);
  return isLost && isOpen(turn) && isBusy(turn) && turn.state !== 'canceling' && turn.context.serviceId !== undefined ? 'another_day' : null;
}

/** A yes or no to the question that was asked, when that question still belongs to the conversation. */
function asReply(turn: Turn): Flow | null {
  const { question, inquiryServiceId } = turn.memo;
  // the offer after an answer is the latest thing said, whatever was open before it
  const live = question === 'offer_booking' || question === 'offer_human' || isOpen(turn);
  if (
    question === undefined ||
    !live ||
    asks(turn, 'price', 'address', 'hours', 'services', 'doctors', 'contact', 'service_info', 'my_appointments', 'goodbye')
  )
    return null;
  const yes = saysYes(turn, question);
  const no = !yes && means(turn, 'deny', 'reject_pending');
  const bringsNews = hasNews(turn);
  if (question === 'confirm_booking' && turn.state === 'booking_confirmation' && (yes || no) && !bringsNews) return yes ? 'commit_booking' : 'decline_booking';
  if (question === 'confirm_move' && turn.state === 'rescheduling' && (yes || no) && !bringsNews) return yes ? 'commit_move' : 'decline_move';
  if (question === 'confirm_cancel' && turn.state === 'canceling' && (yes || no) && !namesOther(turn)) return yes ? 'commit_cancel' : 'keep_appointment';
  if (question === 'offer_human' && (yes || no)) return yes ? 'hand_over' : 'decline_offer';
  if (question === 'offer_booking') {
    if (yes || (inquiryServiceId !== undefined && bringsTime(turn))) return startOver(turn, inquiryServiceId);
    if (no && !bringsNews) return 'decline_offer';
  }
  if (question === 'name' && !bringsTime(turn) && takeName(turn)) return 'book';
  return null;
}

function saysYes(turn: Turn, question: Question): boolean {
  if (means(turn, 'confirm')) return true;
  if (question === 'confirm_cancel' && means(turn, 'cancel')) return true;
  if (question === 'confirm_move' && means(turn, 'reschedule')) return true;
  if ((question === 'confirm_booking' || question === 'offer_booking') && means(turn, 'book')) return true;
  return means(turn, 'thanks') && confidenceOf(turn, 'confirm') > 0.2 && confidenceOf(turn, 'deny') < SURE;
}

/** A day, time, service or doctor that is not what was proposed. */
function hasNews(turn: Turn): boolean {
  const { understanding: u, memo, context, toolbox } = turn;
  const { proposal } = memo;
  if (!proposal) return bringsTime(turn);
  const own = toolbox.appointments().find((one) => one.id === context.appointmentId);
  const otherService =
    u.services.some((one) => !one.negated && one.id !== proposal.serviceId) && !u.services.some((one) => !one.negated && one.id === proposal.serviceId);
  const otherDoctor = u.doctors.some((one) => (one.negated ? one.id === proposal.doctorId : one.id !== proposal.doctorId && one.id !== own?.doctorId));
  const otherTime = u.whens.some((when) => {
    const readings = [when.start, ...when.alternatives.map((one) => one.start)];
    const isSame = readings.some(
      (start) => (!when.hasDate || start.slice(0, 10) === proposal.start.slice(0, 10)) && (!when.hasTime || start.slice(11, 16) === proposal.start.slice(11)),
    );
    const isOpen = when.open !== undefined || when.end !== undefined;
    return when.negated ? isSame : !isSame || (isOpen && when.hasTime);
  });
  return otherService || otherDoctor || otherTime || u.ordinal !== null;
}

function namesOther(turn: Turn): boolean {
  return turn.understanding.services.some((one) => !one.negated && one.id !== turn.context.serviceId);
}

/** The latest thing asked about becomes what is booked; an older draft gives way. */
function startOver(turn: Turn, serviceId: string | undefined): Flow {
  const { patientName, requestedDate } = turn.context;
  // a bare time of day goes with the day that was spoken of
  const keepsDay = requestedDate !== undefined && bringsTime(turn) && !turn.understanding.whens.some((when) => when.hasDate);
  turn.context = {
    ...(keepsDay ? { requestedDate } : {}),
    ...(patientName === undefined ? {} : { patientName }),
    ...(serviceId === undefined ? {} : { serviceId }),
  };
  delete turn.memo.proposal;
  return 'book';
}

/** A short answer to "what name?" is a name even when nothing marks it as one. */
function takeName(turn: Turn): boolean {
  const { understanding: u, text } = turn;
  if (u.statedName !== null) return true;
  const words = text.trim().split(/\s+/);
  if (means(turn, 'other', 'confirm', 'greeting') && words.length <= 4 && /^[\p{L}\p{M}'’.\- ]{2,60}$/u.test(text.trim())) {
    turn.context.patientName = text.trim();
    if (!turn.memo.forSomeoneElse && !looksLikePlaceholder(text.trim())) turn.learned.name = text.trim();
    return true;
  }
  return false;
}

/** A request of its own. */
function asRequest(turn: Turn): Flow | null {
  const { understanding: u, toolbox, memo } = turn;
  const hasAppointments = toolbox.appointments().length > 0;
  const inDraft = isOpen(turn) && (turn.state === 'booking_new' || turn.state === 'booking_confirmation');
  if (means(turn, 'urgent_pain')) return 'pain';
  if (means(turn, 'cancel')) {
    const namesAppointment = toolbox.appointments().some((one) => u.services.some((service) => service.id === one.serviceId));
    return inDraft && !namesAppointment && !signals(turn.text, 'all') ? 'decline_offer' : 'cancel';
  }
  const missing = treatmentNotOffered(turn);
  if (missing !== null && !isBusy(turn)) return 'not_offered';
  if (means(turn, 'reschedule')) return inDraft && !hasAppointments ? 'book' : 'move';
  if (asks(turn, 'off_topic')) return 'off_topic';
  if (changesLatest(turn) || asksToMove(turn)) return 'move';
  if (wantsAnother(turn)) return startOver(turn, undefined);
  if (changesService(turn)) return 'book';
  const namesTime = bringsTime(turn) || turn.impossible.length > 0;
  if (namesTime && u.services.some((one) => !one.negated) && !asks(turn, 'hours', 'address', 'contact', 'my_appointments') && !means(turn, 'deny'))
    return booking(turn);
  if (meansSurely(turn, 'book') || (asks(turn, 'availability') && !asks(turn, 'my_appointments') && !means(turn, 'deny'))) return booking(turn);
  if (u.sameAsLast) return 'book';
  if (severalServices(turn).length > 1 && u.topics.length === 0) return booking(turn);
  if (signals(turn.text, 'doctorDays') && (u.doctors.length > 0 || memo.inquiryServiceId !== undefined || isOpen(turn))) return 'question';
  if (bringsMatter(turn)) return u.topics.length > 0 || u.services.length > 0 ? 'question' : 'aside';
  if (u.topics.some((topic) => !['availability', 'goodbye', 'off_topic', 'opt_out'].includes(topic))) return 'question';
  if (meansSurely(turn, 'service_inquiry') && u.services.some((one) => !one.negated)) return 'question';
  if (means(turn, 'reject_pending') && memo.question === undefined) {
    if (refusesOnlyDoctor(turn)) return booking(turn);
    return turn.pendingAction === null ? 'understood' : 'decline_offer';
  }
  return null;
}

/** "A filling, but not with Dan". */
function refusesOnlyDoctor({ understanding: u }: Turn): boolean {
  return u.doctors.some((one) => one.negated) && u.services.some((one) => !one.negated);
}

/** "And one for me right after": one more of what was just booked. */
function wantsAnother({ toolbox, memo, understanding: u, text, pendingAction }: Turn): boolean {
  if (pendingAction !== null || u.topics.length > 0 || !signals(text, 'another') || !toolbox.appointments().some((one) => one.id === memo.latestId))
    return false;
  return signals(text, 'forMe') || signals(text, 'rightAfter') || (u.forSomeoneElse && u.services.length === 0);
}

/** "Actually it's a filling I need": another service for the booking under way, not a question about it. */
function changesService(turn: Turn): boolean {
  const { understanding: u, pendingAction, context, text } = turn;
  const isDraft = pendingAction?.type === 'book' || pendingAction?.type === 'confirm_booking';
  const names = u.services.some((one) => !one.negated && one.id !== context.serviceId);
  if (!isDraft || !isBusy(turn) || !names || u.topics.length > 0 || text.includes('?')) return false;
  return signals(text, 'afterAll') || confidenceOf(turn, 'deny') > 0 || confidenceOf(turn, 'book') >= SURE;
}

/** "Make it 4 instead", right after a booking: another time for that appointment, not a new one. */
function changesLatest(turn: Turn): boolean {
  const { understanding: u, memo, context, toolbox } = turn;
  const all = toolbox.appointments();
  const latest = all.find((one) => one.id === memo.latestId) ?? (u.shift && all.length === 1 ? all[0] : undefined);
  if (!latest || turn.pendingAction !== null || !bringsTime(turn) || signals(turn.text, 'another')) return false;
  if (u.services.some((one) => !one.negated && one.id !== latest.serviceId)) return false;
  if (confidenceOf(turn, 'book') > 0.68 && confidenceOf(turn, 'deny') < SURE) return false;
  context.appointmentId = latest.id;
  return true;
}

/** "I can't come on Thursday, could it be Friday?": moving, though most of the words are those of booking. */
function asksToMove(turn: Turn): boolean {
  // one of those just listed, and a time: where to is all that can be meant
  if (turn.understanding.ordinal !== null && (turn.memo.choices?.length ?? 0) > 1 && bringsTime(turn)) return true;
  const booked = turn.toolbox.appointments().map((one) => one.serviceId);
  const named = turn.understanding.services.filter((one) => !one.negated).map((one) => one.id);
  return means(turn, 'book') && confidenceOf(turn, 'reschedule') >= SURE && booked.length > 0 && named.every((id) => booked.includes(id));
}

function meansSurely(turn: Turn, intent: Intent): boolean {
  return means(turn, intent) && confidenceOf(turn, intent) >= SURE;
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

/** A day, a doctor, a number: more of what is open. */
function asContinuation(turn: Turn): Flow | null {
  const { understanding: u, memo } = turn;
  const fills =
    bringsTime(turn) ||
    u.whens.length > 0 ||
    turn.impossible.length > 0 ||
    u.services.length > 0 ||
    u.doctors.length > 0 ||
    u.ordinal !== null ||
    u.anyDoctor ||
    u.anyTime ||
    u.statedName !== null ||
    u.forSomeoneElse;
  if (isOpen(turn)) {
    const type = turn.pendingAction?.type ?? 'ask_info';
    const goesOn = fills || (means(turn, 'confirm', 'deny') && memo.question !== 'offer_booking');
    if (goesOn && (type === 'book' || type === 'confirm_booking')) return 'book';
    if (goesOn && (type === 'reschedule' || type === 'confirm_reschedule')) return 'move';
    if (goesOn && (type === 'cancel' || type === 'confirm_cancel')) return 'cancel';
  }
  if (u.services.some((one) => !one.negated)) return bringsTime(turn) ? startOver(turn, undefined) : 'question';
  if (bringsTime(turn) && memo.inquiryServiceId !== undefined) return startOver(turn, memo.inquiryServiceId);
  if (u.doctors.some((one) => !one.negated) || bringsTime(turn) || turn.impossible.length > 0) return startOver(turn, undefined);
  return null;
}

function asTalk(turn: Turn): Flow {
  if (asks(turn, 'goodbye')) return 'goodbye';
  if (means(turn, 'thanks')) return 'thanks';
  if (means(turn, 'greeting') || turn.understanding.language.requested !== null) return 'greeting';
  if (turn.matters.includes('expensive') || signals(turn.text, 'acknowledges')) return 'understood';
  if (means(turn, 'service_inquiry')) return 'question';
  if (means(turn, 'confirm', 'deny', 'reject_pending')) return isOpen(turn) ? 'unclear' : 'understood';
  return 'unclear';
}
