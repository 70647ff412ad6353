import { rememberWish, wishOf } from '../rules-agent/turn-wish.ts';
import { chooseAppointment } from '../rules-agent/choose-appointment.ts';
import { allowAgain, refuseDoctors } from '../rules-agent/refusals.ts';
import { asks, chosenMention, doctorOf, forgetDraft, isBusy, isOpen, serviceOf } from '../rules-agent/turn.ts';
import type { Turn } from '../rules-agent/turn.ts';
import { serviceName } from '../rules-agent/words.ts';

/** Writes down what the message wants of a booking, a move or a cancellation, before a model goes on with it. Nothing is asked or proposed. */
export function noteWish(turn: Turn, flow: 'book' | 'move' | 'cancel'): void {
  delete turn.memo.proposal;
  if (flow === 'book') noteBooking(turn);
  else noteChange(turn, flow);
}

function noteBooking(turn: Turn): void {
  const { context, memo, understanding: u } = turn;
  if (context.serviceId === undefined && memo.inquiryServiceId !== undefined) context.serviceId = memo.inquiryServiceId;
  delete memo.inquiryServiceId;
  const service = chosenMention(turn, u.services);
  const doctor = chosenMention(turn, u.doctors);
  if (service !== undefined && service !== context.serviceId) {
    context.serviceId = service;
    delete context.offered;
  }
  if (doctor !== undefined) context.doctorId = doctor;
  if (u.anyDoctor || u.doctors.some((one) => one.negated && one.id === context.doctorId)) delete context.doctorId;
  refuseDoctors(turn);
  allowAgain(turn, service, doctor);
  if (!serviceOf(turn, context.serviceId)) delete context.serviceId;
  if (!doctorOf(turn, context.doctorId)) delete context.doctorId;
  if (context.serviceId !== undefined) context.serviceName = serviceName(turn, context.serviceId);
  if (u.forSomeoneElse) memo.forSomeoneElse = true;
  if (u.statedName !== null) context.patientName = u.statedName;
  rememberWish(turn, wishOf(turn, undefined));
  turn.advance('collect_booking');
  memo.question = context.serviceId === undefined ? 'service' : 'time';
}

function noteChange(turn: Turn, flow: 'move' | 'cancel'): void {
  const { context, memo } = turn;
  const choice = chooseAppointment(turn, turn.toolbox.appointments());
  delete memo.question;
  if (choice.kind === 'none') {
    forgetDraft(turn);
    return turn.advance('drop');
  }
  turn.advance(flow === 'move' ? 'collect_move' : 'collect_cancel');
  if (choice.kind === 'several') {
    memo.choices = choice.appointments.map((one) => one.id);
    memo.question = flow === 'move' ? 'which_to_move' : 'which_to_cancel';
    return;
  }
  context.appointmentId = choice.appointment.id;
  context.serviceId = choice.appointment.serviceId;
  delete memo.choices;
  if (flow === 'move') memo.question = 'time';
}

/** Writes down an answered question: what was open stays when the question belongs to it or to the clinic, and is set aside for another service. */
export function noteAnswer(turn: Turn, reply: string): void {
  const { context, memo, understanding: u } = turn;
  const service = chosenMention(turn, u.services);
  const belongs = service === undefined || (isOpen(turn) && service === context.serviceId);
  if (isBusy(turn) && belongs) return turn.advance('chat');
  const [only, ...others] = asks(turn, 'my_appointments') ? turn.toolbox.appointments() : [];
  if (only && others.length === 0) memo.latestId = only.id;
  turn.advance('inquire');
  delete memo.question;
  if (service === undefined) return;
  memo.inquiryServiceId = service;
  // a yes to whatever was asked after the answer is about this service
  if (/[?？؟]\s*$/u.test(reply)) memo.question = 'offer_booking';
}
