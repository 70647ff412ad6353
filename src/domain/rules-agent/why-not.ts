import type { Appointment } from '../conversation.ts';
import { toLocal } from '../local-time.ts';
import { horizonEndMs } from '../slots.ts';
import type { FoundTimes, Hours, TimeSearch } from './find-times.ts';
import { asks, means } from './turn.ts';
import type { Turn } from './turn.ts';
import { signals } from './signals.ts';
import { appointmentWords, doctorName, isOthers, whenWords } from './words.ts';

/** Says why a wish can't be had. */
export function sayWhyNot(turn: Turn, search: TimeSearch, found: Extract<FoundTimes, { kind: 'not_then' }>): void {
  const { texts } = turn;
  const words = whenWords(turn, found.when);
  const day = whenWords(turn, found.when.slice(0, 10));
  if (found.why === 'past') turn.say(texts.past(words));
  else if (found.why === 'beyond_horizon')
    turn.say(texts.tooFar(whenWords(turn, toLocal(horizonEndMs(turn.clinic, turn.nowMs), turn.clinic.timezone).slice(0, 10))));
  else if (found.why === 'closed_day') turn.say(texts.closedDay(day));
  else if (found.why === 'doctor_off')
    turn.say(search.doctorId === undefined ? texts.fullDay(day) : texts.doctorOff({ doctor: doctorName(turn, search.doctorId), day }));
  else if (found.why === 'outside_hours') turn.say(texts.outsideHours(words));
  else turn.say(found.when.length > 10 ? texts.busy(words) : texts.fullDay(found.hours ? `${day}, ${openHours(turn, found.hours)}` : day));
}

/** The part of the day that was wished for, as far as the clinic may be open then. */
function openHours({ clinic }: Turn, { from, to }: Hours): string {
  const opens = clinic.hours.map((entry) => entry.open).sort()[0] ?? from;
  const closes = clinic.hours.map((entry) => entry.close).sort().at(-1) ?? to; // prettier-ignore
  const [start, end] = [from < opens ? opens : from, to > closes ? closes : to];
  return start < end ? `${start}–${end}` : `${from}–${to}`;
}

/** The patient's own appointment that takes up a time they ask for; undefined when it is somebody else's, or for another person. */
export function ownAt(turn: Turn, start: string, search?: Pick<TimeSearch, 'serviceId' | 'doctorId'>): Appointment | undefined {
  if (turn.memo.forSomeoneElse || turn.understanding.forSomeoneElse || signals(turn.text, 'another')) return undefined;
  return turn.toolbox
    .appointments()
    .find(
      (one) =>
        toLocal(one.startMs, turn.clinic.timezone) === start &&
        !isOthers(turn, one.patientName) &&
        (search === undefined || (one.serviceId === search.serviceId && (search.doctorId ?? one.doctorId) === one.doctorId)),
    );
}

/** "Is Monday at 3 free?", asked again of the time that was just booked: not taken, but theirs. Undefined when another is meant. */
export function asksForOwnTime(turn: Turn): Appointment | undefined {
  const { understanding: u, pendingAction, now } = turn;
  const whens = u.whens.filter((when) => !when.negated);
  const [when, ...others] = whens;
  if (pendingAction !== null || when === undefined || others.length > 0 || !when.hasDate || !when.hasTime || when.open !== undefined || when.end !== undefined)
    return undefined;
  if (u.shift || means(turn, 'cancel', 'reschedule', 'deny', 'thanks', 'reject_pending') || asks(turn, 'goodbye', 'price', 'hours', 'address'))
    return undefined;
  const starts = [when.start, ...when.alternatives.map((one) => one.start)].map((start) => start.slice(0, 16)).filter((start) => start > now);
  const own = starts.map((start) => ownAt(turn, start)).find((one) => one !== undefined);
  return own !== undefined && u.services.every((one) => one.id === own.serviceId) ? own : undefined;
}

/** Says that a time is the patient's own already; nothing is left open. */
export function sayOwn(turn: Turn, own: Appointment): void {
  turn.memo.latestId = own.id;
  turn.say(turn.texts.alreadyYours(appointmentWords(turn, own)));
}
