import { signals } from './signals.ts';
import { namesWeekday } from './weekday-named.ts';
import type { Memo, Proposal, Turn } from './turn.ts';
import { addDays, isWholeDay, on, plausible, readWish, wholeDay } from './wish.ts';
import type { Wish } from './wish.ts';

/** The wish of this message, completed by what is on the table: the day agreed on, the times offered, what was booked last. */
export function wishOf(turn: Turn, proposal: Proposal | undefined): Wish | null {
  const { understanding: u, context, text, language, clinic, now } = turn;
  const offered = (context.offered ?? []).filter((one) => one.start > turn.now);
  const chosen = u.ordinal === null ? undefined : offered.at(u.ordinal > 0 ? u.ordinal - 1 : u.ordinal);
  if (chosen && u.whens.length === 0) return exactOffer(turn, chosen);
  const same = likeLast(turn);
  if (same !== null && same.kind === 'exact') return same;
  const date = same?.date ?? proposal?.start.slice(0, 10) ?? context.requestedDate ?? dayOfLatest(turn);
  const sameTime = signals(text, 'sameTime') ? turn.memo.last?.start.slice(11) : undefined;
  const time = proposal?.start.slice(11) ?? context.requestedTime ?? sameTime;
  // "the same day at 11": whatever day the words were taken for
  const whens = same === null ? u.whens : u.whens.map((when) => (when.hasTime || when.partOfDay !== undefined ? { ...when, hasDate: false } : when));
  const wish = withinSpan(turn, readWish({ whens, text, language, clinic, now, date, time }));
  if (wish === null && same !== null) return wholeDay(same.date);
  if (wish?.kind === 'window' && wish.day !== null && isWholeDay(wish)) return atHours(wish, turn.memo.hours);
  if (wish?.kind === 'time') {
    const match = offered.find((slot) => wish.times.includes(slot.start.slice(11)));
    const day = match?.start.slice(0, 10) ?? offered[0]?.start.slice(0, 10);
    return day === undefined ? wish : on(day, wish);
  }
  const onThatDay = wish?.kind === 'window' && wish.day !== null ? offered.filter((slot) => slot.start.startsWith(wish.day ?? '-')) : [];
  if (wish?.kind === 'window' && isWholeDay(wish) && onThatDay.length === 1 && onThatDay[0]) return exactOffer(turn, onThatDay[0]);
  // a yes to a list: the confirmation that follows names the time, so the first is a fair guess
  const agrees = u.intents[0]?.intent === 'confirm' && turn.memo.question === 'time' && turn.impossible.length === 0 && !text.includes('?');
  if (wish === null && (u.anyTime || agrees) && offered[0]) return exactOffer(turn, offered[0]);
  return wish;
}

/** "the 22nd", "22.3": a date of its own. */
const NAMES_DATE = /\d{1,2}[./-]\d|(?<!\d)\d{1,2}(?:st|nd|rd|th|-?(?:го|е))(?!\p{L})/iu;

/** "Next week", and then "on Wednesday": the Wednesday of that week, not the one before it. */
function withinSpan({ memo, understanding: u, language, text }: Turn, wish: Wish | null): Wish | null {
  const { span } = memo;
  const day = wish?.kind === 'exact' ? wish.starts[0]?.slice(0, 10) : wish?.kind === 'window' ? (wish.day ?? undefined) : undefined;
  if (span === undefined || day === undefined || day >= span.from || u.shift !== undefined) return wish;
  const later = addDays(day, 7);
  if (later < span.from || later >= span.to || !namesWeekday(text, day, language) || NAMES_DATE.test(text)) return wish;
  if (wish?.kind === 'exact') return { kind: 'exact', starts: wish.starts.map((start) => `${addDays(start.slice(0, 10), 7)}${start.slice(10)}`) };
  if (wish?.kind !== 'window') return wish;
  const shift = (local: string) => `${addDays(local.slice(0, 10), 7)}${local.slice(10)}`;
  return { ...wish, from: shift(wish.from), to: shift(wish.to), day: later };
}

/** "Same day and time", "the same day", "right after it": told by what was proposed or booked last. */
function likeLast({ memo, text, now, understanding: u, context }: Turn): { kind: 'exact'; starts: string[] } | { kind: 'day'; date: string } | null {
  const { last } = memo;
  if (last === undefined || last.start < now) return null;
  if (signals(text, 'rightAfter')) return { kind: 'exact', starts: [last.end] };
  const isSameTime = signals(text, 'sameTime');
  // "at the same time", once the day is agreed on
  if (isSameTime && u.whens.length === 0 && context.requestedDate !== undefined)
    return { kind: 'exact', starts: [`${context.requestedDate}T${last.start.slice(11)}`] };
  if (!signals(text, 'sameDay')) return null;
  return isSameTime ? { kind: 'exact', starts: [last.start] } : { kind: 'day', date: last.start.slice(0, 10) };
}

/** "And one for me at 2", right after a booking: on that day, when a time is all that is said. */
function dayOfLatest({ memo, text, today, pendingAction, understanding: u }: Turn): string | undefined {
  const day = memo.last?.start.slice(0, 10);
  const isBeside = signals(text, 'another') || signals(text, 'forMe') || u.forSomeoneElse;
  return memo.latestId !== undefined && pendingAction === null && isBeside && day !== undefined && day >= today ? day : undefined;
}

function exactOffer(turn: Turn, offer: { doctorId: string; start: string }): Wish {
  turn.context.doctorId ??= offer.doctorId;
  return { kind: 'exact', starts: [offer.start] };
}

/** "Mornings", and then "on Monday": that morning. */
function atHours(day: Extract<Wish, { kind: 'window' }>, hours: Memo['hours']): Wish {
  const applies = hours !== undefined && day.day !== null && (hours.day === undefined || hours.day === day.day);
  return applies && day.day !== null ? on(day.day, { kind: 'part', from: hours.from, to: hours.to }) : day;
}

/** What was wished for before this message; null when nothing was. */
export function rememberedWish(turn: Turn): Wish | null {
  const { requestedDate, requestedTime } = turn.context;
  const { hours } = turn.memo;
  if (requestedDate === undefined || requestedDate < turn.today)
    return requestedTime !== undefined
      ? { kind: 'time', times: [requestedTime] }
      : hours && hours.day === undefined
        ? { kind: 'part', from: hours.from, to: hours.to }
        : null;
  return requestedTime === undefined ? atHours(wholeDay(requestedDate), hours) : { kind: 'exact', starts: [`${requestedDate}T${requestedTime}`] };
}

/** Keeps the day and time wished for, so that "at three then" and "and on Friday?" are understood. */
export function rememberWish(turn: Turn, wish: Wish | null): void {
  const { context } = turn;
  if (wish?.kind === 'part') turn.memo.hours = { from: wish.from, to: wish.to };
  else if (wish?.kind === 'window' && wish.day !== null && !isWholeDay(wish)) {
    const [from, to] = [wish.from.slice(11, 16), wish.to.slice(11, 16)];
    turn.memo.hours = { from, to: to > from ? to : '23:59', day: wish.day };
  } else if (wish?.kind === 'exact' || wish?.kind === 'time') delete turn.memo.hours;
  if (wish?.kind === 'exact' && wish.starts[0]) {
    context.requestedDate = wish.starts[0].slice(0, 10);
    context.requestedTime = plausible(
      wish.starts.map((start) => start.slice(11, 16)),
      turn.clinic,
    );
  } else if (wish?.kind === 'time') {
    context.requestedTime = plausible(wish.times, turn.clinic);
  } else if (wish?.kind === 'window' || wish?.kind === 'choice') {
    if (wish.kind === 'window' && wish.day === null && wish.within === undefined) turn.memo.span = { from: wish.from.slice(0, 10), to: endDay(wish.to) };
    if (!signals(turn.text, 'sameTime')) delete context.requestedTime;
    if (wish.kind === 'choice' || wish.day === null) delete context.requestedDate;
    else context.requestedDate = wish.day;
  }
}

/** The first date after a window. */
function endDay(to: string): string {
  return to.endsWith('T00:00') ? to.slice(0, 10) : addDays(to.slice(0, 10), 1);
}
