import { continueBooking } from './booking.ts';
import { continueCancel } from './canceling.ts';
import { continueMove } from './moving.ts';
import { answerQuestions } from './questions.ts';
import { sayUnclear } from './talk.ts';
import { asks, chosenMention, isBusy, isOpen } from './turn.ts';
import type { Turn } from './turn.ts';

/** A booking, with whatever was asked beside it answered first. */
export async function book(turn: Turn): Promise<void> {
  if (turn.context.serviceId === undefined && turn.memo.inquiryServiceId !== undefined) turn.context.serviceId = turn.memo.inquiryServiceId;
  delete turn.memo.inquiryServiceId;
  const aside = asks(turn, 'price', 'address', 'hours', 'contact') ? answerQuestions(turn, askedServices(turn)) : [];
  for (const text of aside) turn.say(text);
  await continueBooking(turn);
}

/** Answers a question; goes back to what was open only when the question belongs to it. */
export async function answerQuestion(turn: Turn): Promise<void> {
  // "as minhas consultas": the word for an appointment may name a service too
  const named = asks(turn, 'my_appointments') && !asks(turn, 'price') ? [] : askedServices(turn);
  const open = isOpen(turn) && isBusy(turn);
  const own = turn.context.serviceId;
  const isAside = turn.alwaysInject || (asks(turn, 'price') && !asks(turn, 'service_info'));
  const switches = !isAside && named.length > 0 && !named.includes(own ?? '');
  const about =
    named.length > 0
      ? named
      : ([open ? own : turn.memo.inquiryServiceId].filter((id) => id !== undefined && asks(turn, 'price', 'service_info', 'doctors')) as string[]);
  const answers = answerQuestions(turn, about);
  if (answers.length === 0) return resumeUnclear(turn);
  for (const text of answers) turn.say(text);
  const aboutClinic = !turn.alwaysInject && about.length === 0 && asks(turn, 'hours', 'address', 'contact', 'doctors', 'my_appointments');
  if (open && !switches && !aboutClinic) return resume(turn);
  // a question about the clinic leaves what was asked before standing, though it is not asked again
  if (isBusy(turn) && named.length === 0) return turn.advance('chat');
  const [only, ...others] = asks(turn, 'my_appointments') ? turn.toolbox.appointments() : [];
  if (only && others.length === 0) turn.memo.latestId = only.id;
  turn.advance('inquire');
  delete turn.memo.question;
  const service = about.length === 1 ? about[0] : undefined;
  if (service === undefined) return;
  turn.memo.inquiryServiceId = service;
  turn.memo.question = 'offer_booking';
  turn.say(turn.texts.offerBooking());
}

/** Asks again what was being asked. */
export async function resume(turn: Turn): Promise<void> {
  const bare = { ...turn.understanding, services: [], doctors: [], whens: [], ordinal: null };
  const understanding = turn.understanding;
  turn.understanding = bare;
  if (turn.state === 'rescheduling') await continueMove(turn);
  else if (turn.state === 'canceling') continueCancel(turn);
  else await continueBooking(turn);
  turn.understanding = understanding;
}

/** Not understood: says so, then asks the open question again, when there is one. */
export async function resumeUnclear(turn: Turn): Promise<void> {
  if (sayUnclear(turn)) await resume(turn);
}

function askedServices(turn: Turn): string[] {
  const { services } = turn.understanding;
  const sure = services.filter((one) => !one.negated).sort((a, b) => b.confidence - a.confidence);
  const best = sure[0]?.confidence ?? 0;
  const several = asks(turn, 'price') ? [...new Set(sure.filter((one) => one.confidence >= best - 0.1).map((one) => one.id))] : [];
  const one = chosenMention(turn, services);
  return several.length > 0 ? several : one === undefined ? [] : [one];
}
