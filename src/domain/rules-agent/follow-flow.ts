import { declineTreatment, soothe, treatmentNotOffered } from './asides.ts';
import { continueBooking } from './booking.ts';
import { commitCancel, continueCancel, keepAppointment } from './canceling.ts';
import type { Flow } from './choose-flow.ts';
import { commitBooking, declineProposal } from './commit-booking.ts';
import { answerQuestion, book, remind, resume, resumeUnclear, sayAsides } from './inquiry.ts';
import { commitMove, continueMove, declineMove, moveBack } from './moving.ts';
import { asNextWish, takeUp, wantsBack } from './shelf.ts';
import { keepForAfter } from './someone-else.ts';
import { chat, declineOffer, handOver } from './talk.ts';
import { sayTaught } from './taught.ts';
import { confidenceOf, isBusy, isOpen } from './turn.ts';
import type { Turn } from './turn.ts';
import { helpForPain } from './urgent.ts';
import { asksForOwnTime, sayOwn } from './why-not.ts';

/** What leaves a booking that was given up where it is: it can still be taken up again. */
const SMALL_TALK: readonly Flow[] = [
  'thanks',
  'goodbye',
  'greeting',
  'understood',
  'unclear',
  'identity',
  'aside',
  'decline_offer',
  'decline_booking',
  'take_up',
];

/** Does what a flow says; each leaves the turn with something said and its state where the table allows. */
export async function followFlow(turn: Turn, flow: Flow): Promise<void> {
  delete turn.memo.misses;
  delete turn.memo.about;
  if (flow !== 'soothe') delete turn.memo.complaints;
  if (!SMALL_TALK.includes(flow)) delete turn.memo.shelved;
  if (flow.startsWith('commit_')) sayAsides(turn);
  switch (flow) {
    case 'commit_booking':
      return commitBooking(turn);
    case 'commit_move':
      return commitMove(turn);
    case 'commit_cancel':
      return commitCancel(turn);
    case 'decline_booking':
      return declineProposal(turn);
    case 'decline_move':
      return declineMove(turn);
    case 'keep_appointment':
      return keepAppointment(turn);
    case 'book':
      return book(turn);
    case 'move':
      return continueMove(turn);
    case 'cancel':
      return continueCancel(turn);
    case 'pain':
      return relievePain(turn);
    case 'question':
      return answerQuestion(turn);
    case 'hand_over':
      return handOver(turn, 'offered and accepted');
    case 'decline_offer':
      return declineOffer(turn);
    case 'take_up':
      if (turn.memo.shelved) takeUp(turn, turn.memo.shelved);
      return continueBooking(turn);
    case 'take_back':
      return takeBack(turn);
    case 'move_back':
      return moveBack(turn);
    case 'keep_for_after':
      return keepForAfter(turn);
    case 'another_day':
      return askAnotherDay(turn);
    case 'already_theirs':
      return sayTheirs(turn);
    case 'aside':
      return answerQuestion(turn);
    case 'not_offered':
      return declineTreatment(turn, treatmentNotOffered(turn) ?? '');
    case 'identity':
      return chat(turn, turn.texts.identity());
    case 'late':
      turn.say(turn.texts.thanksForTelling());
      return handOver(turn, 'running late');
    case 'soothe':
      return soothe(turn);
    case 'understood':
      return isOpen(turn) && isBusy(turn) && !turn.matters.includes('expensive')
        ? remind(turn)
        : chat(turn, confidenceOf(turn, 'thanks') > 0 ? turn.texts.thanks() : turn.texts.understood());
    case 'off_topic':
      return sayTaught(turn) ? turn.advance('chat') : chat(turn, turn.texts.offTopic());
    case 'thanks':
      return chat(turn, turn.texts.thanks());
    case 'goodbye':
      return chat(turn, turn.texts.goodbye());
    case 'greeting':
      return greet(turn);
    case 'unclear':
      return resumeUnclear(turn);
  }
}

function sayTheirs(turn: Turn): void {
  const own = asksForOwnTime(turn);
  turn.advance('chat');
  if (own) sayOwn(turn, own);
}

function greet(turn: Turn): Promise<void> | void {
  if (turn.said.length === 0) turn.say(turn.texts.hello());
  if (isOpen(turn) && isBusy(turn)) return resume(turn);
  turn.advance('chat');
  turn.say(turn.texts.howCanIHelp());
}

/** "Can I have it back?": cancelled stays cancelled, the same is proposed anew. */
async function takeBack(turn: Turn): Promise<void> {
  const [visit, ...others] = wantsBack(turn);
  if (!visit) return resumeUnclear(turn);
  takeUp(turn, visit);
  if (others.length > 0) turn.memo.thenBook = others.map(asNextWish);
  turn.understanding = { ...turn.understanding, services: [], doctors: [], whens: [], ordinal: null };
  turn.say(turn.texts.alreadyCancelled());
  await continueBooking(turn);
}

/** The date named does not exist (that is said already): nothing is proposed until another one is. */
function askAnotherDay(turn: Turn): void {
  delete turn.memo.proposal;
  delete turn.context.requestedTime;
  turn.advance(turn.state === 'rescheduling' ? 'collect_move' : 'collect_booking');
  turn.memo.question = 'time';
  turn.say(turn.texts.stillTime());
}

/** Pain that can wait for a booking: the earliest times; said once, however often the pain is spoken of. */
async function relievePain(turn: Turn): Promise<void> {
  if (turn.memo.guessed && isOpen(turn) && isBusy(turn)) return continueBooking(turn);
  const service = helpForPain(turn);
  turn.say(turn.texts.pain());
  const advice = turn.clinic.emergencyText?.[turn.language];
  if (turn.understanding.urgency === 'high' && advice !== undefined) turn.say(advice);
  const { patientName } = turn.context;
  turn.context = { ...(patientName === undefined ? {} : { patientName }), ...(service === undefined ? {} : { serviceId: service }) };
  delete turn.memo.proposal;
  if (!turn.understanding.services.some((one) => !one.negated)) turn.memo.guessed = true;
  await continueBooking(turn);
}
