import type { Appointment } from '../conversation.ts';
import { FOLLOW_UP_TEXTS } from '../follow-up/texts.ts';
import { toLocal } from '../local-time.ts';
import { plainWords } from '../understanding/fold.ts';
import { phrases } from '../understanding/lexicon/lexicon.ts';
import { continueCancel } from './canceling.ts';
import { asks, confidenceOf, means } from './turn.ts';
import type { Turn } from './turn.ts';

/** "I will come", which is no yes by itself, and beside a thank-you is one. */
const COMING = phrases(
  `(i|we) (will|shall|am|are) (come|coming|be there); (ill|well) (come|be there); (im|were) coming; see you ~; (ahi|alli) (estare|estaremos); (voy|vamos|ire|iremos); nos vemos ~; (estarei|estaremos) (la|ai); (vou|vamos|irei) ~ sim; ate (la|amanha|logo|breve); (приду|придем|буду|будем) ~; до (встречи|завтра|свидания); (נגיע|אגיע|נהיה|אהיה|נתראה)`,
);
/** "I can't come": of an appointment that a reminder named, a wish to give it up. */
export const NOT_COMING = phrases(
  `(wont|cant|cannot|can not|will not|not able to|unable to) ~ (come|make it|be there|attend)?; not coming; no (voy|vamos|podre|podremos|puedo|podemos|ire|asistire) ~; (nao|n) (vou|vamos|posso|podemos|poderei|consigo|irei) ~; не (приду|придем|смогу|сможем|получится|буду) ~; (לא) (אגיע|נגיע|אוכל|נוכל|יכול|יכולה|מגיע|מגיעה) ~`,
);
/** A move is asked for, not only that this time does not suit. */
const SURELY_MOVES = 0.8;

/**
 * Takes a message as the answer to the reminder before it: "yes" is noted as a confirmation, "no" and "I can't" begin the cancellation of that
 * appointment (nothing is cancelled without a yes to that). True when it answered; a question, or a wish for another time, goes its usual way.
 */
export async function answerReminder(turn: Turn): Promise<boolean> {
  const { reminder } = turn.memo;
  if (!reminder) return false;
  const appointment = turn.toolbox.appointments().find((one) => one.id === reminder.appointmentId);
  // Once the bot asked something else, a yes is the answer to that.
  const isLive = appointment !== undefined && (reminder.fresh || turn.memo.question === undefined);
  if (!isLive) delete turn.memo.reminder;
  else turn.memo.reminder = { ...reminder, fresh: false };
  if (!isLive || asks(turn, 'price', 'address', 'hours', 'services', 'doctors', 'contact', 'service_info', 'my_appointments', 'availability')) return false;
  if (wantsOtherTime(turn, appointment)) return pointAt(turn, appointment);
  if (isComing(turn)) return confirm(turn, appointment);
  if (!isNotComing(turn)) return false;
  pointAt(turn, appointment);
  continueCancel(turn);
  return true;
}

async function confirm(turn: Turn, appointment: Appointment): Promise<boolean> {
  const result = await turn.toolbox.call('confirm_appointment', { appointmentId: appointment.id });
  if (!result.ok) return false;
  delete turn.memo.reminder;
  turn.advance(turn.state === 'awaiting_info' ? 'drop' : 'chat');
  turn.say(FOLLOW_UP_TEXTS[turn.language].seeYou());
  return true;
}

/** Whatever follows is about the appointment of the reminder. */
function pointAt(turn: Turn, appointment: Appointment): false {
  delete turn.memo.reminder;
  turn.context.appointmentId = appointment.id;
  turn.memo.latestId = appointment.id;
  if (turn.pendingAction?.type === 'ask_info') turn.pendingAction = null;
  return false;
}

function isComing(turn: Turn): boolean {
  if (confidenceOf(turn, 'deny') >= 0.5 || means(turn, 'cancel', 'reschedule', 'deny', 'reject_pending')) return false;
  return means(turn, 'confirm') || (means(turn, 'thanks') && confidenceOf(turn, 'confirm') > 0.2) || COMING.test(plainWords(turn.text));
}

function isNotComing(turn: Turn): boolean {
  return means(turn, 'deny', 'cancel', 'reject_pending', 'reschedule') || NOT_COMING.test(plainWords(turn.text));
}

function wantsOtherTime(turn: Turn, appointment: Appointment): boolean {
  if (means(turn, 'reschedule') && confidenceOf(turn, 'reschedule') >= SURELY_MOVES) return true;
  const start = toLocal(appointment.startMs, turn.clinic.timezone);
  return turn.understanding.whens.some(
    (when) =>
      !when.negated && ((when.hasDate && when.start.slice(0, 10) !== start.slice(0, 10)) || (when.hasTime && when.start.slice(11, 16) !== start.slice(11, 16))),
  );
}
