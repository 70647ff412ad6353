import { addressWords } from './questions.ts';
import { findTimes, offerTimes, sayWhyNot } from './find-times.ts';
import type { FoundTimes, TimeSearch } from './find-times.ts';
import { looksLikePlaceholder } from '../tool-validator.ts';
import { allowAgain, refuseDoctors } from './refusals.ts';
import { keepFirstWish, takeUpNext } from './several-wishes.ts';
import { signals } from './signals.ts';
import { chosenMention, doctorOf, forgetDraft, serviceOf } from './turn.ts';
import type { Proposal, Turn } from './turn.ts';
import { on, plausible, readWish, wholeDay } from './wish.ts';
import type { Wish } from './wish.ts';
import { doctorName, priceWords, serviceList, serviceName, visitWords, whenWords } from './words.ts';

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
  if (wish === null && before && !changed) return propose(turn, before);
  const search = { serviceId, doctorId, wish: wish ?? rememberedWish(turn) };
  rememberWish(turn, search.wish);
  delete turn.memo.proposal;
  show(turn, search, await findTimes(turn, search));
}

/** What the message says of service, doctor and person; true when the service or the doctor changed. */
function takeIn(turn: Turn): boolean {
  const { context, understanding: u, memo } = turn;
  const before = `${context.serviceId} ${context.doctorId}`;
  if (u.sameAsLast) takeLast(turn);
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
  if (u.forSomeoneElse) memo.forSomeoneElse = true;
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

/** The wish of this message, completed by what is on the table: the day agreed on, the times offered. */
export function wishOf(turn: Turn, proposal: Proposal | undefined): Wish | null {
  const { understanding: u, context, text, clinic, now } = turn;
  const offered = (context.offered ?? []).filter((one) => one.start > turn.now);
  const chosen = u.ordinal === null ? undefined : offered.at(u.ordinal > 0 ? u.ordinal - 1 : u.ordinal);
  if (chosen && u.whens.length === 0) return exactOffer(turn, chosen);
  const date = proposal?.start.slice(0, 10) ?? context.requestedDate;
  const time = proposal?.start.slice(11) ?? context.requestedTime;
  const wish = readWish({ whens: u.whens, text, clinic, now, date, time });
  if (wish?.kind === 'time') {
    const match = offered.find((slot) => wish.times.includes(slot.start.slice(11)));
    const day = match?.start.slice(0, 10) ?? offered[0]?.start.slice(0, 10);
    return day === undefined ? wish : on(day, wish);
  }
  // a yes to a list: the confirmation that follows names the time, so the first is a fair guess
  const agrees = u.intents[0]?.intent === 'confirm' && turn.memo.question === 'time';
  if (wish === null && (u.anyTime || agrees) && offered[0]) return exactOffer(turn, offered[0]);
  return wish;
}

function exactOffer(turn: Turn, offer: { doctorId: string; start: string }): Wish {
  turn.context.doctorId ??= offer.doctorId;
  return { kind: 'exact', starts: [offer.start] };
}

function rememberedWish(turn: Turn): Wish | null {
  const { requestedDate, requestedTime } = turn.context;
  if (requestedDate === undefined || requestedDate < turn.today) return requestedTime === undefined ? null : { kind: 'time', times: [requestedTime] };
  return requestedTime === undefined ? wholeDay(requestedDate) : { kind: 'exact', starts: [`${requestedDate}T${requestedTime}`] };
}

/** Keeps the day and time wished for, so that "at three then" and "and on Friday?" are understood. */
export function rememberWish(turn: Turn, wish: Wish | null): void {
  const { context } = turn;
  if (wish?.kind === 'exact' && wish.starts[0]) {
    context.requestedDate = wish.starts[0].slice(0, 10);
    context.requestedTime = plausible(
      wish.starts.map((start) => start.slice(11, 16)),
      turn.clinic,
    );
  } else if (wish?.kind === 'time') {
    context.requestedTime = plausible(wish.times, turn.clinic);
  } else if (wish?.kind === 'window') {
    if (!signals(turn.text, 'sameTime')) delete context.requestedTime;
    if (wish.day === null) delete context.requestedDate;
    else context.requestedDate = wish.day;
  }
}

function show(turn: Turn, search: TimeSearch, found: FoundTimes): void {
  const name = serviceName(turn, search.serviceId);
  if (found.kind === 'one') return propose(turn, found.slot);
  turn.advance('collect_booking');
  turn.memo.question = 'time';
  if (found.kind === 'none') {
    delete turn.context.offered;
    return turn.say(turn.texts.noSlots({ service: name }));
  }
  if (found.kind === 'several') return offerTimes(turn, name, found.slots, found.nearest ? 'nearest' : 'slots');
  sayWhyNot(turn, search, found);
  settleOnAlternatives(turn, name, found);
}

/** After a wish that can't be had: the day stays when there is something on it, the time does not. */
export function settleOnAlternatives(turn: Turn, service: string, found: Extract<FoundTimes, { kind: 'not_then' }>): void {
  const { context } = turn;
  if (found.why !== 'busy' && found.why !== 'doctor_off' && found.why !== 'closed_day') delete context.requestedTime;
  if (!found.slots.some((slot) => slot.start.startsWith(context.requestedDate ?? '-'))) delete context.requestedDate;
  if (found.slots.length === 0) {
    delete context.offered;
    return turn.say(turn.texts.noSlots({ service }));
  }
  offerTimes(turn, service, found.slots, 'alternatives');
}

function askService(turn: Turn): void {
  const { context, texts, clinic, memo } = turn;
  const doctor = doctorOf(turn, context.doctorId);
  const wish = readWish({ whens: turn.understanding.whens, text: turn.text, clinic, now: turn.now, date: context.requestedDate });
  if (isPast(turn, wish))
    sayWhyNot(turn, { serviceId: '', wish }, { kind: 'not_then', why: 'past', when: wish.kind === 'exact' ? wish.starts[0]! : wish.day!, slots: [] });
  else rememberWish(turn, wish);
  const turnedDown = memo.dropped?.services ?? [];
  const ids = (doctor?.services ?? clinic.services.map((service) => service.id)).filter((id) => !turnedDown.includes(id));
  turn.advance('collect_booking');
  memo.question = 'service';
  turn.say(texts.askService(serviceList(turn, ids)));
}

function isPast(turn: Turn, wish: Wish | null): wish is Extract<Wish, { kind: 'exact' | 'window' }> {
  if (wish?.kind === 'exact') return wish.starts.every((start) => start < turn.now);
  return wish?.kind === 'window' && wish.day !== null && wish.day < turn.today;
}

/** Asks to confirm one time, after the name when nobody's is known. */
function propose(turn: Turn, slot: { serviceId: string; doctorId: string; start: string }): void {
  const { context, memo, texts } = turn;
  const proposal = { serviceId: slot.serviceId, doctorId: slot.doctorId, start: slot.start };
  memo.proposal = proposal;
  context.requestedDate = slot.start.slice(0, 10);
  context.requestedTime = slot.start.slice(11, 16);
  delete context.offered;
  if (nameFor(turn) === null && !memo.forSomeoneElse) {
    turn.advance('collect_booking');
    memo.question = 'name';
    return turn.say(texts.askName());
  }
  turn.advance('propose_booking');
  memo.question = 'confirm_booking';
  const minutes = texts.minutes(serviceOf(turn, slot.serviceId)?.minutes ?? 0);
  turn.say(texts.confirmBooking({ ...visitWords(turn, proposal), minutes, price: priceWords(turn, slot.serviceId), name: context.patientName ?? null }));
}

/** Who the appointment is for: what was said for it, else what is known of the writer. */
function nameFor(turn: Turn): string | null {
  const { patient } = turn.snapshot;
  const known = turn.memo.forSomeoneElse ? null : (patient.name ?? patient.pushName);
  return turn.context.patientName ?? (known?.trim() || null);
}

/**
 * Books what was proposed and confirmed. When the database refused it before (taken meanwhile), or it is no longer possible, says so
 * and offers what is free nearby; never claims it booked.
 */
export async function commitBooking(turn: Turn): Promise<void> {
  const proposal = turn.memo.proposal;
  if (!proposal) return continueBooking(turn);
  const search: TimeSearch = { serviceId: proposal.serviceId, doctorId: proposal.doctorId, wish: { kind: 'exact', starts: [proposal.start] } };
  if (turn.conflicts > 0) {
    const found = await findTimes(turn, search);
    if (found.kind !== 'one') return takenMeanwhile(turn, proposal, found);
  }
  const name = nameFor(turn);
  const result = await turn.toolbox.call('book_appointment', {
    ...proposal,
    ...(name !== null && !looksLikePlaceholder(name) ? { patientName: name.slice(0, 120) } : {}),
  });
  if (!result.ok) {
    delete turn.memo.proposal;
    return show(turn, search, await findTimes(turn, search));
  }
  if (turn.context.patientName !== undefined && !turn.memo.forSomeoneElse) turn.learned.name = turn.context.patientName;
  const isFirst = turn.toolbox.appointments().length <= 1;
  const { thenBook } = turn.memo;
  turn.advance('book');
  forgetDraft(turn);
  turn.memo.latestId = result.data.appointmentId;
  turn.say(turn.texts.booked({ ...visitWords(turn, proposal), address: isFirst ? addressWords(turn) : null }));
  if (!thenBook) return;
  takeUpNext(turn, thenBook);
  turn.understanding = { ...turn.understanding, services: [], doctors: [], whens: [], ordinal: null };
  await continueBooking(turn);
}

async function takenMeanwhile(turn: Turn, proposal: Proposal, found: FoundTimes): Promise<void> {
  delete turn.memo.proposal;
  turn.advance('collect_booking');
  turn.memo.question = 'time';
  turn.say(turn.texts.justTaken(whenWords(turn, proposal.start)));
  const nearby = found.kind === 'not_then' && found.slots.length > 0 ? found : await findTimes(turn, { serviceId: proposal.serviceId, wish: null });
  if (nearby.kind === 'not_then' || nearby.kind === 'several') offerTimes(turn, serviceName(turn, proposal.serviceId), nearby.slots, 'alternatives');
}

/** The patient does not want this time: the service stays, the time is asked for again. */
export function declineProposal(turn: Turn): void {
  delete turn.memo.proposal;
  delete turn.context.requestedTime;
  turn.advance('collect_booking');
  turn.memo.question = 'time';
  turn.say(turn.texts.bookingDeclined());
}
