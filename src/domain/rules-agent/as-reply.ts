import { looksLikePlaceholder } from '../tool-validator.ts';
import { isCommonWord } from '../understanding/common-words.ts';
import { foldLetters, plainWords } from '../understanding/fold.ts';
import { LEXICONS } from '../understanding/lexicon/lexicons.ts';
import type { Flow } from './choose-flow.ts';
import { nameFor } from './propose.ts';
import { startOver } from './start-over.ts';
import { asks, bringsTime, confidenceOf, isOpen, means, SURE_INTENT } from './turn.ts';
import type { Question, Turn } from './turn.ts';

/** A yes or no to the question that was asked, when that question still belongs to the conversation. */
export function asReply(turn: Turn): Flow | null {
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
  return means(turn, 'thanks') && confidenceOf(turn, 'confirm') > 0.2 && confidenceOf(turn, 'deny') < SURE_INTENT;
}

/** A day, time, service, doctor or person that is not what was proposed. */
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
  const otherName = u.statedName !== null && u.statedName.toLowerCase() !== nameFor(turn)?.toLowerCase();
  const otherPerson = (u.forSomeoneElse && !memo.forSomeoneElse) || (otherName && turn.state === 'booking_confirmation');
  return otherService || otherDoctor || otherTime || otherPerson || u.ordinal !== null;
}

export function namesOther(turn: Turn): boolean {
  return turn.understanding.services.some((one) => !one.negated && one.id !== turn.context.serviceId);
}

/** A short answer to "what name?" is a name even when nothing marks it as one; a bare yes or no is none. */
function takeName(turn: Turn): boolean {
  const { understanding: u, text, language } = turn;
  if (u.statedName !== null) return true;
  const words = text.trim().split(/\s+/);
  // "yes please", "good morning", "root canal": everyday words alone
  if (words.length > 1 && words.every((word) => isCommonWord(foldLetters(word).replace(/[.,!]+$/u, '')))) return false;
  const { yes, no } = LEXICONS[language];
  if (`${yes}; ${no}`.split(';').some((word) => word.trim() === plainWords(text).trim())) return false;
  if (means(turn, 'other', 'confirm', 'greeting') && words.length <= 4 && /^[\p{L}\p{M}'’.\- ]{2,60}$/u.test(text.trim())) {
    turn.context.patientName = text.trim();
    if (!turn.memo.forSomeoneElse && !looksLikePlaceholder(text.trim())) turn.learned.name = text.trim();
    return true;
  }
  return false;
}
