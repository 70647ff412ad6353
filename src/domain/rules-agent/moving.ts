import type { Appointment } from '../conversation.ts';
import { toLocal } from '../local-time.ts';
import { plainWords } from '../understanding/fold.ts';
import { NOT_COMING } from './answer-reminder.ts';
import { chooseAppointment } from './choose-appointment.ts';
import { findTimes, offerTimes, settleOnAlternatives } from './find-times.ts';
import { refuseDoctors } from './refusals.ts';
import { wantsMoveBack } from './reversal.ts';
import { signals } from './signals.ts';
import { chosenMention, doctorOf, forgetDraft } from './turn.ts';
import type { Turn } from './turn.ts';
import { rememberWish, wishOf } from './turn-wish.ts';
import { sayWhyNot } from './why-not.ts';
import { wholeDay } from './wish.ts';
import type { Wish } from './wish.ts';
import { appointmentList, appointmentWords, doctorName, serviceName, slotList, visitWords, whenWords } from './words.ts';

/** Goes on with moving an appointment: which one, to when, then the confirmation. Nothing is moved here. */
export async function continueMove(turn: Turn): Promise<void> {
  const all = turn.toolbox.appointments();
  const choice = chooseAppointment(turn, all);
  if (choice.kind === 'none') return nothingToMove(turn);
  if (choice.kind === 'several') {
    turn.memo.choices = choice.appointments.map((one) => one.id);
    turn.memo.question = 'which_to_move';
    turn.advance('collect_move');
    rememberWish(turn, wishOf(turn, undefined));
    return turn.say(turn.texts.whichToMove(appointmentList(turn, choice.appointments)));
  }
  const { appointment } = choice;
  if (choice.usedWhen && NOT_COMING.test(plainWords(turn.text))) ruleOutOwnDay(turn, appointment);
  turn.context.appointmentId = appointment.id;
  turn.context.serviceId = appointment.serviceId;
  delete turn.memo.choices;
  const doctorId = newDoctor(turn, appointment);
  const before = turn.memo.proposal;
  const wish = newTime(turn, appointment, choice.usedWhen);
  delete turn.memo.proposal;
  // what was proposed before, when nobody has taken it since
  if (wish === null && before && doctorId === before.doctorId) return lookForNewTime(turn, appointment, doctorId, { kind: 'exact', starts: [before.start] });
  if (wish === null) return askNewTime(turn, appointment, doctorId);
  rememberWish(turn, wish);
  await lookForNewTime(turn, appointment, doctorId, wish);
}

/** "I can't come tomorrow": another time of that day is none. */
function ruleOutOwnDay(turn: Turn, appointment: Appointment): void {
  const day = toLocal(appointment.startMs, turn.clinic.timezone).slice(0, 10);
  const { understanding: u } = turn;
  turn.understanding = { ...u, whens: u.whens.map((when) => (when.hasDate && when.start.slice(0, 10) === day ? { ...when, negated: true } : when)) };
}

function nothingToMove(turn: Turn): void {
  forgetDraft(turn);
  turn.advance('drop');
  turn.memo.question = 'offer_booking';
  turn.say(turn.texts.noAppointments());
  turn.say(turn.texts.offerBooking());
}

/** The appointment's own doctor unless the patient names another who does it. */
function newDoctor(turn: Turn, appointment: Appointment): string | undefined {
  const named = doctorOf(turn, chosenMention(turn, turn.understanding.doctors));
  if (named?.services.includes(appointment.serviceId)) turn.context.doctorId = named.id;
  refuseDoctors(turn);
  if (turn.understanding.anyDoctor) return undefined;
  const doctorId = turn.context.doctorId ?? appointment.doctorId;
  return turn.memo.dropped?.doctors.includes(doctorId) ? undefined : doctorId;
}

/** The new time; the appointment's own day, said to name it, is not one. A time without a day means the same day. */
function newTime(turn: Turn, appointment: Appointment, usedWhen: boolean): Wish | null {
  const own = toLocal(appointment.startMs, turn.clinic.timezone);
  const { understanding: u } = turn;
  const others = u.whens.filter(
    (when) =>
      !(
        when.hasDate &&
        when.open === undefined &&
        when.start.slice(0, 10) === own.slice(0, 10) &&
        (usedWhen || u.whens.length > 1) &&
        (!when.hasTime || when.start.slice(11, 16) === own.slice(11))
      ),
  );
  const onlyTime = others.length > 0 && others.every((when) => !when.hasDate);
  const known = turn.memo.proposal?.start.slice(0, 10) ?? turn.context.requestedDate;
  const offered = turn.context.offered ?? [];
  const day = onlyTime && known === undefined && offered.length === 0 ? own.slice(0, 10) : known;
  const reading = {
    ...turn,
    memo: { ...turn.memo, last: { start: own, end: toLocal(appointment.endMs, turn.clinic.timezone) } },
    understanding: { ...u, whens: others },
    context: { ...turn.context, ...(day === undefined ? {} : { requestedDate: day }) },
  };
  const wish = wishOf(reading, turn.memo.proposal);
  const isDay = wish?.kind === 'window' && wish.day !== null;
  return isDay && signals(turn.text, 'sameTime') ? { kind: 'exact', starts: [`${wish.day}T${own.slice(11)}`] } : wish;
}

async function askNewTime(turn: Turn, appointment: Appointment, doctorId: string | undefined): Promise<void> {
  turn.advance('collect_move');
  turn.memo.question = 'time';
  const { requestedDate } = turn.context;
  const wish = requestedDate !== undefined && requestedDate >= turn.today ? wholeDay(requestedDate) : null;
  const found = await findTimes(turn, { serviceId: appointment.serviceId, doctorId, wish, moving: appointment.id });
  const slots = found.kind === 'several' || found.kind === 'not_then' ? found.slots : found.kind === 'one' ? [found.slot] : [];
  if (slots.length === 0) return turn.say(turn.texts.noSlots({ service: serviceName(turn, appointment.serviceId) }));
  turn.context.offered = slots.map(({ doctorId: doctor, serviceId, start }) => ({ doctorId: doctor, serviceId, start }));
  turn.say(turn.texts.askNewTime({ ...appointmentWords(turn, appointment), list: slotList(turn, slots) }));
}

async function lookForNewTime(turn: Turn, appointment: Appointment, doctorId: string | undefined, wish: Wish): Promise<void> {
  const search = { serviceId: appointment.serviceId, doctorId, wish, moving: appointment.id, span: turn.memo.span };
  const found = await findTimes(turn, search);
  if (found.kind === 'one') return proposeMove(turn, appointment, found.slot);
  const name = serviceName(turn, appointment.serviceId);
  turn.advance('collect_move');
  turn.memo.question = 'time';
  if (found.kind === 'none') return turn.say(turn.texts.noSlots({ service: name }));
  if (found.kind === 'several') return offerTimes(turn, name, found.slots, found.nearest ? 'nearest' : 'slots');
  sayWhyNot(turn, search, found);
  settleOnAlternatives(turn, name, found);
}

function proposeMove(turn: Turn, appointment: Appointment, slot: { serviceId: string; doctorId: string; start: string }): void {
  turn.memo.proposal = { serviceId: slot.serviceId, doctorId: slot.doctorId, start: slot.start };
  turn.context.requestedDate = slot.start.slice(0, 10);
  turn.context.requestedTime = slot.start.slice(11, 16);
  delete turn.context.offered;
  turn.advance('collect_move');
  turn.memo.question = 'confirm_move';
  turn.say(turn.texts.confirmMove({ ...appointmentWords(turn, appointment), doctor: doctorName(turn, slot.doctorId), to: whenWords(turn, slot.start) }));
}

/** Moves what was proposed and confirmed; when the time was taken meanwhile or is no longer possible, says so and offers others. */
export async function commitMove(turn: Turn): Promise<void> {
  const proposal = turn.memo.proposal;
  const appointment = turn.toolbox.appointments().find((one) => one.id === turn.context.appointmentId);
  if (!proposal || !appointment) return continueMove(turn);
  const wish: Wish = { kind: 'exact', starts: [proposal.start] };
  if (turn.conflicts > 0) {
    const found = await findTimes(turn, { serviceId: proposal.serviceId, doctorId: proposal.doctorId, wish, moving: appointment.id });
    if (found.kind !== 'one') {
      delete turn.memo.proposal;
      turn.say(turn.texts.justTaken(whenWords(turn, proposal.start)));
      turn.advance('collect_move');
      turn.memo.question = 'time';
      if (found.kind === 'not_then') settleOnAlternatives(turn, serviceName(turn, proposal.serviceId), found);
      return;
    }
  }
  const result = await turn.toolbox.call('reschedule_appointment', { appointmentId: appointment.id, doctorId: proposal.doctorId, start: proposal.start });
  if (!result.ok) {
    delete turn.memo.proposal;
    return lookForNewTime(turn, appointment, proposal.doctorId, wish);
  }
  turn.advance('move');
  forgetDraft(turn);
  turn.memo.latestId = appointment.id;
  turn.memo.moved = { appointmentId: appointment.id, doctorId: appointment.doctorId, start: toLocal(appointment.startMs, turn.clinic.timezone) };
  turn.say(turn.texts.moved({ ...visitWords(turn, proposal), service: appointmentWords(turn, appointment).service }));
}

/** "Put it back": moved stays moved until the move back is confirmed; the question names both times. */
export async function moveBack(turn: Turn): Promise<void> {
  const wanted = wantsMoveBack(turn);
  if (!wanted) return continueMove(turn);
  const { appointment, before } = wanted;
  forgetDraft(turn);
  turn.context = { appointmentId: appointment.id, serviceId: appointment.serviceId };
  await lookForNewTime(turn, appointment, before.doctorId, { kind: 'exact', starts: [before.start] });
}

/** The patient does not want the new time: the appointment stays, another time is asked for. */
export function declineMove(turn: Turn): void {
  delete turn.memo.proposal;
  delete turn.context.requestedTime;
  turn.advance('collect_move');
  turn.memo.question = 'time';
  turn.say(turn.texts.moveDeclined());
}
