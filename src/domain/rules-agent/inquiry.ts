import { UNKNOWN_MATTERS } from '../texts/unknown-matters.ts';
import { namesOwn } from './as-request.ts';
import { bringsUnknown, matterTexts } from './asides.ts';
import { continueBooking } from './booking.ts';
import { continueCancel } from './canceling.ts';
import { findTimes } from './find-times.ts';
import { continueMove } from './moving.ts';
import { answerQuestions } from './questions.ts';
import { signals } from './signals.ts';
import { sayUnclear } from './talk.ts';
import { sayTaught } from './taught.ts';
import { asks, chosenMention, isBusy, isOpen } from './turn.ts';
import type { Proposal, Turn } from './turn.ts';
import { appointmentWords, whenWords } from './words.ts';

/** A booking, with whatever was asked beside it answered first. */
export async function book(turn: Turn): Promise<void> {
  if (turn.context.serviceId === undefined && turn.memo.inquiryServiceId !== undefined) turn.context.serviceId = turn.memo.inquiryServiceId;
  delete turn.memo.inquiryServiceId;
  sayAsides(turn);
  const aside = asks(turn, 'price', 'address', 'hours', 'contact') ? answerQuestions(turn, askedServices(turn)) : [];
  for (const text of aside) turn.say(text);
  await continueBooking(turn);
}

/** Answers what was brought up beside a request, before the request itself. */
export function sayAsides(turn: Turn): void {
  for (const text of matterTexts(turn, askedServices(turn))) turn.say(text);
  if (bringsUnknown(turn)) turn.say(turn.texts.colleagueCanTell());
}

/** Answers a question; goes back to what was open only when the question belongs to it. */
export async function answerQuestion(turn: Turn): Promise<void> {
  // "as minhas consultas": the word for an appointment may name a service too
  const named = asks(turn, 'my_appointments') && !asks(turn, 'price') ? [] : askedServices(turn);
  const open = isOpen(turn) && isBusy(turn);
  const own = turn.context.serviceId;
  const isAside = turn.alwaysInject || (asks(turn, 'price') && !asks(turn, 'service_info'));
  const switches = !isAside && named.length > 0 && !named.includes(own ?? '');
  const about = named.length > 0 ? named : spokenOf(turn, open);
  const matters = matterTexts(turn, about);
  const answers = [...answerQuestions(turn, about), ...matters];
  if (answers.length === 0) return resumeUnclear(turn);
  for (const text of answers) turn.say(text);
  if (bringsUnknown(turn)) return referOn(turn, open && !switches);
  const aboutClinic = !turn.alwaysInject && about.length === 0 && asks(turn, 'hours', 'address', 'contact', 'doctors', 'my_appointments');
  if (open && !switches && !aboutClinic) return remind(turn);
  // a question about the clinic leaves what was asked before standing, though it is not asked again
  if (isBusy(turn) && named.length === 0) return turn.advance('chat');
  if (asks(turn, 'my_appointments') || namesOwn(turn)) rememberShown(turn);
  if (asks(turn, 'hours') && named.length === 0) turn.memo.about = 'hours';
  if (namesOwn(turn)) return turn.advance('inquire');
  if (turn.understanding.forSomeoneElse) turn.memo.forSomeoneElse = true;
  turn.advance('inquire');
  delete turn.memo.question;
  const service = about.length === 1 ? about[0] : undefined;
  const isBooked = named.length === 0 && turn.memo.inquiryServiceId === undefined && service === latestService(turn);
  if (service === undefined || isBooked) return;
  turn.memo.inquiryServiceId = service;
  turn.memo.question = 'offer_booking';
  turn.say(turn.texts.offerBooking());
}

/** What the clinic's data does not tell a colleague may: offered, unless something is under way. */
async function referOn(turn: Turn, goesOn: boolean): Promise<void> {
  if (isBusy(turn)) {
    turn.say(turn.texts.colleagueCanTell());
    return goesOn ? remind(turn) : turn.advance('chat');
  }
  turn.advance('inquire');
  turn.memo.question = 'offer_human';
  turn.say(turn.texts.offerColleague());
}

/** "How much is it?", right after the booking: of what was booked. */
function latestService({ toolbox, memo }: Turn): string | undefined {
  return toolbox.appointments().find((one) => one.id === memo.latestId)?.serviceId;
}

/** The service spoken of before, when the question can be about it. */
function spokenOf(turn: Turn, open: boolean): string[] {
  const { context, memo, text } = turn;
  const isAboutService =
    asks(turn, 'price', 'service_info') || signals(text, 'doctorDays') || turn.matters.includes('treatment') || turn.matters.includes('duration');
  const isAboutItsDoctors = asks(turn, 'doctors') && !signals(text, 'allDoctors');
  const id = open ? context.serviceId : (memo.inquiryServiceId ?? latestService(turn));
  return id !== undefined && (isAboutService || isAboutItsDoctors) ? [id] : [];
}

/** "Move the second one" means the second of those just shown. */
function rememberShown({ toolbox, memo }: Turn): void {
  const shown = toolbox.appointments();
  memo.choices = shown.map((one) => one.id);
  if (shown.length === 1 && shown[0]) memo.latestId = shown[0].id;
}

/** Asks again what was being asked, in full. */
export async function resume(turn: Turn): Promise<void> {
  const understanding = turn.understanding;
  turn.understanding = { ...understanding, services: [], doctors: [], whens: [], ordinal: null, statedName: null };
  if (turn.state === 'rescheduling') await continueMove(turn);
  else if (turn.state === 'canceling') continueCancel(turn);
  else await continueBooking(turn);
  turn.understanding = understanding;
}

/** Comes back to the open question in a few words: the patient has just seen it in full. */
export async function remind(turn: Turn): Promise<void> {
  const { memo, context, texts, toolbox } = turn;
  const appointment = toolbox.appointments().find((one) => one.id === context.appointmentId);
  const { question, proposal } = memo;
  const at = proposal && whenWords(turn, proposal.start);
  const short =
    question === 'confirm_booking' && at !== undefined
      ? texts.stillBook(at)
      : question === 'confirm_move' && at !== undefined
        ? texts.stillMove(at)
        : question === 'confirm_cancel' && appointment && !memo.all
          ? texts.stillCancel(appointmentWords(turn, appointment).when)
          : question === 'name' && proposal
            ? texts.askName(null)
            : question === 'time' && (context.offered?.length ?? 0) > 0
              ? texts.stillTime()
              : null;
  const isOver = proposal !== undefined && proposal.start <= turn.now;
  if (short === null || isOver || turn.alwaysInject) return resume(turn);
  if (proposal && (question === 'confirm_booking' || question === 'confirm_move') && !(await isStillFree(turn, proposal))) return resume(turn);
  turn.advance('chat');
  turn.say(short);
}

/** Nobody has taken it since it was proposed. */
async function isStillFree(turn: Turn, { serviceId, doctorId, start }: Proposal): Promise<boolean> {
  const moving = turn.memo.question === 'confirm_move' ? turn.context.appointmentId : undefined;
  const found = await findTimes(turn, { serviceId, doctorId, wish: { kind: 'exact', starts: [start] }, ...(moving === undefined ? {} : { moving }) });
  return found.kind === 'one';
}

/** Words enough for a question to be one. */
const QUESTION_WORDS = 3;

/** Not understood: what the clinic taught is said, else a question is said not to be known, anything else not to be understood; then the open question is asked again, when there is one. */
export async function resumeUnclear(turn: Turn): Promise<void> {
  if (sayTaught(turn)) return isOpen(turn) && isBusy(turn) ? remind(turn) : turn.advance('chat');
  const isQuestion = turn.text.includes('?') && (turn.text.match(/\p{L}{2,}/gu)?.length ?? 0) >= QUESTION_WORDS;
  if (isQuestion && turn.memo.question !== 'offer_human') {
    turn.say(turn.texts.unknown(UNKNOWN_MATTERS[turn.language].other));
    return referOn(turn, isOpen(turn) && isBusy(turn));
  }
  if (sayUnclear(turn)) await resume(turn);
}

/** The services a message asks about: of several the surest; all of them where it asks for prices. */
export function askedServices(turn: Turn): string[] {
  const { services } = turn.understanding;
  const sure = services.filter((one) => !one.negated).sort((a, b) => b.confidence - a.confidence);
  const best = sure[0]?.confidence ?? 0;
  const several = asks(turn, 'price') ? [...new Set(sure.filter((one) => one.confidence >= best - 0.1).map((one) => one.id))] : [];
  const one = chosenMention(turn, services);
  return several.length > 0 ? several : one === undefined ? [] : [one];
}
