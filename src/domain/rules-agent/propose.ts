import { DateTime } from 'luxon';
import { FULL_NAME, serviceOf } from './turn.ts';
import type { Turn } from './turn.ts';
import { priceWords, visitWords, whenWords } from './words.ts';

/** Asks to confirm one time, after the name when nobody's is known. */
export function propose(turn: Turn, slot: { serviceId: string; doctorId: string; start: string }): void {
  const { context, memo, texts } = turn;
  const proposal = { serviceId: slot.serviceId, doctorId: slot.doctorId, start: slot.start };
  const length = serviceOf(turn, slot.serviceId)?.minutes ?? 0;
  memo.proposal = proposal;
  memo.last = { start: slot.start, end: DateTime.fromISO(slot.start, { zone: 'utc' }).plus({ minutes: length }).toFormat("yyyy-MM-dd'T'HH:mm") };
  context.requestedDate = slot.start.slice(0, 10);
  context.requestedTime = slot.start.slice(11, 16);
  delete context.offered;
  delete memo.shelved;
  if (nameFor(turn) === null) {
    turn.advance('collect_booking');
    memo.question = 'name';
    return turn.say(texts.askName(whenWords(turn, slot.start)));
  }
  turn.advance('propose_booking');
  memo.question = 'confirm_booking';
  if (memo.guessed) turn.say(texts.doctorDecides());
  const name = isPlainlyTheirs(turn) ? null : (context.patientName ?? null);
  turn.say(texts.confirmBooking({ ...visitWords(turn, proposal), minutes: texts.minutes(length), price: priceWords(turn, slot.serviceId), name }));
}

/** The writer's own name as they wrote it, first and last: there is nothing to read back. What may be somebody else's, or no name at all, is. */
function isPlainlyTheirs({ context, memo, learned, snapshot }: Turn): boolean {
  const name = context.patientName;
  return !memo.forSomeoneElse && name !== undefined && FULL_NAME.test(name) && (name === learned.name || name === snapshot.patient.name);
}

/** Who the appointment is for: what was said for it, else what is known of the writer. */
export function nameFor(turn: Turn): string | null {
  const { patient } = turn.snapshot;
  const known = turn.memo.forSomeoneElse ? null : (patient.name ?? patient.pushName);
  return turn.context.patientName ?? (known?.trim() || null);
}
