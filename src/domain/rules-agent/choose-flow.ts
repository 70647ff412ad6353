import { toLocal } from '../local-time.ts';
import { namesOther, asReply } from './as-reply.ts';
import { asRequest, meansSurely } from './as-request.ts';
import { regretsBooking, wantsMoveBack } from './reversal.ts';
import { signals } from './signals.ts';
import { takesUpAgain, wantsBack } from './shelf.ts';
import { wantsForAnother } from './someone-else.ts';
import { startOver } from './start-over.ts';
import { asks, bringsTime, isBusy, isOpen, means } from './turn.ts';
import type { Turn } from './turn.ts';
import { asksForOwnTime } from './why-not.ts';

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
  | 'move_back'
  | 'keep_for_after'
  | 'another_day'
  | 'already_theirs'
  | 'aside'
  | 'not_offered'
  | 'identity'
  | 'soothe'
  | 'late'
  | 'understood'
  | 'thanks'
  | 'goodbye'
  | 'greeting'
  | 'unclear';

/** Chooses what to do with a message: first as the answer to what was asked, then as a request, then as more of what is open. */
export function chooseFlow(turn: Turn): Flow {
  return asMeta(turn) ?? asSecondThought(turn) ?? asReply(turn) ?? asRequest(turn) ?? asContinuation(turn) ?? asTalk(turn);
}

/** About the conversation itself: who is answering, or how upset somebody is. A wish in the same message comes first. */
function asMeta(turn: Turn): Flow | null {
  const { matters, understanding: u } = turn;
  const isAboutNow = matters.includes('late') && comesToday(turn) && !signals(turn.text, 'moveInstead') && !turn.text.includes('?');
  if (isAboutNow) return 'late';
  if (u.services.length > 0 || bringsTime(turn) || means(turn, 'cancel', 'urgent_pain')) return null;
  if (matters.includes('identity')) return 'identity';
  return matters.includes('complaint') && !meansSurely(turn, 'book') ? 'soothe' : null;
}

/** True when the patient has an appointment today. */
function comesToday({ toolbox, clinic, today }: Turn): boolean {
  return toolbox.appointments().some((one) => toLocal(one.startMs, clinic.timezone).startsWith(today));
}

/** What was given up is taken up again, what was cancelled is wanted back, a cancellation turns into a move. */
function asSecondThought(turn: Turn): Flow | null {
  const { memo, text } = turn;
  if (asksForOwnTime(turn)) return 'already_theirs';
  if (takesUpAgain(turn)) return 'take_up';
  if (wantsBack(turn).length > 0) return 'take_back';
  if (wantsMoveBack(turn)) return 'move_back';
  if (regretsBooking(turn)) return 'cancel';
  if (wantsForAnother(turn)) return 'keep_for_after';
  const no = means(turn, 'deny', 'reject_pending');
  const moves = means(turn, 'reschedule') || signals(text, 'moveInstead') || (no && bringsTime(turn));
  if (memo.question === 'confirm_cancel' && turn.state === 'canceling' && !memo.all && moves && !means(turn, 'cancel', 'confirm') && !namesOther(turn))
    return 'move';
  const isLost = turn.impossible.length > 0 && !bringsTime(turn);
  return isLost && isOpen(turn) && isBusy(turn) && turn.state !== 'canceling' && turn.context.serviceId !== undefined ? 'another_day' : null;
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
  // "her name is Rosa", after the offer to look for a time
  if (u.statedName !== null && memo.question === 'offer_booking' && memo.inquiryServiceId !== undefined) return startOver(turn, memo.inquiryServiceId);
  if (isOpen(turn)) {
    const type = turn.pendingAction?.type ?? 'ask_info';
    const goesOn = fills || (means(turn, 'confirm', 'deny') && memo.question !== 'offer_booking');
    if (goesOn && (type === 'book' || type === 'confirm_booking')) return 'book';
    if (goesOn && (type === 'reschedule' || type === 'confirm_reschedule')) return 'move';
    if (goesOn && (type === 'cancel' || type === 'confirm_cancel')) return 'cancel';
  }
  if (means(turn, 'thanks') && u.services.length === 0) return null;
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
