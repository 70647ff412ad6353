import type { Appointment } from '../conversation.ts';
import { findTimes, offerTimes, settleOnAlternatives } from './find-times.ts';
import type { FoundTimes, TimeSearch } from './find-times.ts';
import { propose } from './propose.ts';
import { allowAgain, refuseDoctors } from './refusals.ts';
import { keepFirstWish } from './several-wishes.ts';
import { signals } from './signals.ts';
import { speaksForSelf } from './speaks-for.ts';
import { chosenMention, doctorOf, forgetDraft, serviceOf } from './turn.ts';
import type { Proposal, Turn } from './turn.ts';
import { rememberedWish, rememberWish, wishOf } from './turn-wish.ts';
import { readWish } from './wish.ts';
import type { Wish } from './wish.ts';
import { ownAt, sayOwn, sayWhyNot } from './why-not.ts';
import { doctorName, serviceList, serviceName } from './words.ts';

/**
 * Goes on with a booking: takes what the message adds, then asks for the one thing still missing (service, time, name) or for the
 * confirmation. Nothing is booked here.
 */
export async function continueBooking(turn: Turn): Promise<void> {
  const before = turn.memo.proposal;
  keepFirstWish(turn);
  const changed = takeIn(turn);
  const { serviceId, doctorId } = turn.context;
  if (serviceId === undefined) return askService(turn);
  const wish = wishOf(turn, before);
  const isRefused = turn.understanding.doctors.some((one) => one.negated && one.id === before?.doctorId);
  if (wish === null && before && !changed && !isRefused) return proposeAgain(turn, before);
  const wished = wish ?? rememberedWish(turn);
  rememberWish(turn, wished);
  const search = { serviceId, doctorId, wish: wished, span: turn.memo.span };
  delete turn.memo.proposal;
  show(turn, search, await findTimes(turn, search));
}

/** What was proposed before, when nobody has taken it since. */
export async function proposeAgain(turn: Turn, before: Proposal): Promise<void> {
  delete turn.memo.proposal;
  const search: TimeSearch = { serviceId: before.serviceId, doctorId: before.doctorId, wish: { kind: 'exact', starts: [before.start] } };
  show(turn, search, await findTimes(turn, search));
}

/** What the message says of service, doctor and person; true when the service or the doctor changed. */
function takeIn(turn: Turn): boolean {
  const { context, understanding: u, memo } = turn;
  const before = `${context.serviceId} ${context.doctorId}`;
  if (u.sameAsLast && !signals(turn.text, 'sameTime')) takeLast(turn);
  const service = chosenMention(turn, u.services);
  if (service !== undefined) delete memo.guessed;
  if (service !== undefined && service !== context.serviceId) {
    context.serviceId = service;
    delete context.offered;
  }
  const doctor = chosenMention(turn, u.doctors);
  if (doctor !== undefined) context.doctorId = doctor;
  if (u.anyDoctor || u.doctors.some((one) => one.negated && one.id === context.doctorId)) delete context.doctorId;
  refuseDoctors(turn);
  allowAgain(turn, service, doctor);
  const doctorServices = doctorOf(turn, context.doctorId)?.services ?? [];
  if (context.serviceId === undefined && doctorServices.length === 1 && doctorServices[0]) context.serviceId = doctorServices[0];
  if (context.serviceId !== undefined && !serviceOf(turn, context.serviceId)) delete context.serviceId;
  dismissWrongDoctor(turn);
  if (context.serviceId !== undefined) context.serviceName = serviceName(turn, context.serviceId);
  if (u.forSomeoneElse) {
    // the name so far was the writer's
    if (!memo.forSomeoneElse) delete context.patientName;
    memo.forSomeoneElse = true;
  } else if (memo.forSomeoneElse && speaksForSelf(turn)) {
    delete memo.forSomeoneElse;
    delete context.patientName;
  }
  if (u.statedName !== null) context.patientName = u.statedName;
  return before !== `${context.serviceId} ${context.doctorId}`;
}

function takeLast(turn: Turn): void {
  const last = turn.snapshot.appointments.filter((one) => one.startMs <= turn.nowMs).at(-1) ?? turn.snapshot.appointments.at(0);
  if (!last || !serviceOf(turn, last.serviceId)) return;
  turn.context.serviceId = last.serviceId;
  if (doctorOf(turn, last.doctorId)) turn.context.doctorId = last.doctorId;
}

/** A doctor who does not do the service is named as such and not taken. */
function dismissWrongDoctor(turn: Turn): void {
  const { context } = turn;
  const doctor = doctorOf(turn, context.doctorId);
  if (context.doctorId === undefined || (doctor && (context.serviceId === undefined || doctor.services.includes(context.serviceId)))) return;
  delete context.doctorId;
  if (!doctor) return;
  const others = turn.clinic.doctors.filter((one) => one.services.includes(context.serviceId ?? '')).map((one) => doctorName(turn, one.id));
  if (others.length > 0)
    turn.say(turn.texts.doctorDoesNotDo({ doctor: doctorName(turn, doctor.id), service: serviceName(turn, context.serviceId), others: others.join(', ') }));
}

/** Asks to confirm what was found for a wish, or to choose, or says why there is nothing and what is free nearby. */
export function show(turn: Turn, search: TimeSearch, found: FoundTimes): void {
  const name = serviceName(turn, search.serviceId);
  if (found.kind === 'one') return propose(turn, found.slot);
  turn.advance('collect_booking');
  turn.memo.question = 'time';
  if (found.kind === 'none') {
    delete turn.context.offered;
    return turn.say(turn.texts.noSlots({ service: name }));
  }
  if (found.kind === 'several') return offerTimes(turn, name, found.slots, found.nearest ? 'nearest' : 'slots');
  const own = found.why === 'busy' && found.when.length > 10 ? ownAt(turn, found.when, search) : undefined;
  if (own) return dropForOwn(turn, own);
  sayWhyNot(turn, search, found);
  settleOnAlternatives(turn, name, found);
}

/** What was to be booked is booked already. */
function dropForOwn(turn: Turn, own: Appointment): void {
  forgetDraft(turn);
  turn.advance('drop');
  sayOwn(turn, own);
}

function askService(turn: Turn): void {
  const { context, texts, clinic, memo } = turn;
  const doctor = doctorOf(turn, context.doctorId);
  const wish = readWish({ whens: turn.understanding.whens, text: turn.text, language: turn.language, clinic, now: turn.now, date: context.requestedDate });
  if (isPast(turn, wish))
    sayWhyNot(turn, { serviceId: '', wish }, { kind: 'not_then', why: 'past', when: wish.kind === 'exact' ? wish.starts[0]! : wish.day!, slots: [] });
  else rememberWish(turn, wish);
  const turnedDown = memo.dropped?.services ?? [];
  const ids = (doctor?.services ?? clinic.services.map((service) => service.id)).filter((id) => !turnedDown.includes(id));
  turn.advance('collect_booking');
  const isAgain = memo.question === 'service';
  memo.question = 'service';
  turn.say(isAgain ? texts.stillService() : texts.askService(serviceList(turn, ids)));
}

function isPast(turn: Turn, wish: Wish | null): wish is Extract<Wish, { kind: 'exact' | 'window' }> {
  if (wish?.kind === 'exact') return wish.starts.every((start) => start < turn.now);
  return wish?.kind === 'window' && wish.day !== null && wish.day < turn.today;
}
