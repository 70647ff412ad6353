import type { Appointment } from '../conversation.ts';
import { toLocal } from '../local-time.ts';
import { continueBooking } from './booking.ts';
import { chooseAppointment } from './choose-appointment.ts';
import { joins, later, queued, takeUpNext } from './several-wishes.ts';
import type { GivenUp } from './shelf.ts';
import { signals } from './signals.ts';
import { confidenceOf, forgetDraft } from './turn.ts';
import type { Turn } from './turn.ts';
import { readWish } from './wish.ts';
import { appointmentList, appointmentWords, isOthers } from './words.ts';

/** Goes on with cancelling: which appointment, then the confirmation. Nothing is cancelled here. */
export function continueCancel(turn: Turn): void {
  const choice = chooseAppointment(turn, turn.toolbox.appointments());
  if (choice.kind === 'none') {
    forgetDraft(turn);
    turn.advance('drop');
    return turn.say(turn.texts.noAppointments());
  }
  if (turn.state === 'rescheduling') forgetNewTime(turn);
  turn.advance('collect_cancel');
  rememberBooking(turn, choice.kind === 'one' ? choice.appointment.serviceId : undefined);
  if (choice.kind === 'several' && (turn.memo.all || signals(turn.text, 'all'))) {
    turn.memo.choices = choice.appointments.map((one) => one.id);
    turn.memo.all = true;
    turn.memo.question = 'confirm_cancel';
    return turn.say(turn.texts.confirmCancelAll(appointmentList(turn, choice.appointments)));
  }
  if (choice.kind === 'several') {
    turn.memo.choices = choice.appointments.map((one) => one.id);
    turn.memo.question = 'which_to_cancel';
    return turn.say(turn.texts.whichToCancel(appointmentList(turn, choice.appointments)));
  }
  turn.context.appointmentId = choice.appointment.id;
  turn.context.serviceId = choice.appointment.serviceId;
  delete turn.memo.choices;
  turn.memo.question = 'confirm_cancel';
  turn.say(turn.texts.confirmCancel(appointmentWords(turn, choice.appointment)));
}

/** Who was moving and cancels instead wants no new time. */
function forgetNewTime({ memo, context }: Turn): void {
  delete memo.proposal;
  delete context.offered;
  delete context.requestedDate;
  delete context.requestedTime;
}

/** "Cancel the cleaning and book a whitening on Monday": the second wish waits until the first is done. */
function rememberBooking(turn: Turn, cancelled: string | undefined): void {
  const { understanding: u, text, language, clinic, now } = turn;
  // "cancel my consultation" names one thing, however many services the word may fit
  const namesBoth = u.services.some((one) => one.id === cancelled);
  if (!namesBoth && confidenceOf(turn, 'book') < 0.5) return;
  const booked = turn.toolbox.appointments().map((one) => one.serviceId);
  const other = u.services.find((one) => !one.negated && !booked.includes(one.id));
  if (cancelled === undefined || other === undefined || !(namesBoth || joins(text.slice(0, other.index)))) return;
  const wish = readWish({ whens: u.whens, text, language, clinic, now });
  turn.memo.thenBook = [later(other.id, wish, true, clinic)];
}

async function commitAll(turn: Turn): Promise<void> {
  const chosen = turn.toolbox.appointments().filter((one) => turn.memo.choices?.includes(one.id));
  const gone: Appointment[] = [];
  for (const appointment of chosen) if ((await turn.toolbox.call('cancel_appointment', { appointmentId: appointment.id })).ok) gone.push(appointment);
  if (gone.length === 0) return continueCancel(turn);
  const list = appointmentList(turn, gone);
  turn.advance('cancel');
  forgetDraft(turn);
  turn.memo.cancelled = gone.map((one) => asGivenUp(turn, one));
  turn.say(turn.texts.cancelledAll(list));
}

function asGivenUp(turn: Turn, { serviceId, doctorId, startMs, patientName }: Appointment): GivenUp {
  const isForOther = isOthers(turn, patientName) ? { patientName, forSomeoneElse: true } : {};
  return { serviceId, doctorId, start: toLocal(startMs, turn.clinic.timezone), ...isForOther };
}

/** Cancels what was confirmed, then goes on with what was to be booked instead. */
export async function commitCancel(turn: Turn): Promise<void> {
  if (turn.memo.all) return commitAll(turn);
  const next = queued(turn.memo);
  const appointment = turn.toolbox.appointments().find((one) => one.id === turn.context.appointmentId);
  const result = appointment && (await turn.toolbox.call('cancel_appointment', { appointmentId: appointment.id }));
  if (!appointment || !result?.ok) return continueCancel(turn);
  const words = appointmentWords(turn, appointment);
  turn.advance('cancel');
  forgetDraft(turn);
  turn.say(turn.texts.cancelled(words));
  if (next.length > 0) {
    takeUpNext(turn, next);
    return continueBooking(turn);
  }
  // "something next week instead?" means another time for the same
  turn.memo.cancelled = [asGivenUp(turn, appointment)];
  turn.memo.inquiryServiceId = appointment.serviceId;
}

/** The patient keeps the appointment. */
export function keepAppointment(turn: Turn): void {
  forgetDraft(turn);
  turn.advance('drop');
  turn.say(turn.texts.kept());
}
