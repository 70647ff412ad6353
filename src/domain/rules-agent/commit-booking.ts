import { looksLikePlaceholder } from '../tool-validator.ts';
import { continueBooking, show } from './booking.ts';
import { findTimes, offerTimes } from './find-times.ts';
import type { FoundTimes, TimeSearch } from './find-times.ts';
import { nameFor } from './propose.ts';
import { addressWords } from './questions.ts';
import { queued, takeUpNext } from './several-wishes.ts';
import { draftOf } from './shelf.ts';
import { forgetDraft } from './turn.ts';
import type { Proposal, Turn } from './turn.ts';
import { isOthers, serviceName, visitWords, whenWords } from './words.ts';

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
  const visit = visitWords(turn, proposal);
  const words = isOthers(turn, name) ? { ...visit, service: `${visit.service} (${name})` } : visit;
  const isFirst = turn.toolbox.appointments().length <= 1;
  const next = queued(turn.memo);
  turn.advance('book');
  forgetDraft(turn);
  turn.memo.latestId = result.data.appointmentId;
  turn.say(turn.texts.booked({ ...words, address: isFirst ? addressWords(turn) : null }));
  if (next.length === 0) return;
  takeUpNext(turn, next);
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
  const draft = draftOf(turn);
  if (draft) turn.memo.shelved = draft;
  delete turn.memo.proposal;
  delete turn.context.requestedTime;
  turn.advance('collect_booking');
  turn.memo.question = 'time';
  turn.say(turn.texts.bookingDeclined());
}
