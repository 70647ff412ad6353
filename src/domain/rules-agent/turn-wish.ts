import { signals } from './signals.ts';
import type { Proposal, Turn } from './turn.ts';
import { on, plausible, readWish, wholeDay } from './wish.ts';
import type { Wish } from './wish.ts';

/** The wish of this message, completed by what is on the table: the day agreed on, the times offered, what was booked last. */
export function wishOf(turn: Turn, proposal: Proposal | undefined): Wish | null {
  const { understanding: u, context, text, language, clinic, now } = turn;
  const offered = (context.offered ?? []).filter((one) => one.start > turn.now);
  const chosen = u.ordinal === null ? undefined : offered.at(u.ordinal > 0 ? u.ordinal - 1 : u.ordinal);
  if (chosen && u.whens.length === 0) return exactOffer(turn, chosen);
  const same = likeLast(turn);
  if (same !== null && same.kind === 'exact') return same;
  const date = same?.date ?? proposal?.start.slice(0, 10) ?? context.requestedDate;
  const time = proposal?.start.slice(11) ?? context.requestedTime;
  // "the same day at 11": whatever day the words were taken for
  const whens = same === null ? u.whens : u.whens.map((when) => (when.hasTime ? { ...when, hasDate: false } : when));
  const wish = readWish({ whens, text, language, clinic, now, date, time });
  if (wish === null && same !== null) return wholeDay(same.date);
  if (wish?.kind === 'time') {
    const match = offered.find((slot) => wish.times.includes(slot.start.slice(11)));
    const day = match?.start.slice(0, 10) ?? offered[0]?.start.slice(0, 10);
    return day === undefined ? wish : on(day, wish);
  }
  // a yes to a list: the confirmation that follows names the time, so the first is a fair guess
  const agrees = u.intents[0]?.intent === 'confirm' && turn.memo.question === 'time' && turn.impossible.length === 0;
  if (wish === null && (u.anyTime || agrees) && offered[0]) return exactOffer(turn, offered[0]);
  return wish;
}

/** "Same day and time", "the same day", "right after it": told by what was proposed or booked last. */
function likeLast({ memo, text, now }: Turn): { kind: 'exact'; starts: string[] } | { kind: 'day'; date: string } | null {
  const { last } = memo;
  if (last === undefined || last.start < now) return null;
  if (signals(text, 'rightAfter')) return { kind: 'exact', starts: [last.end] };
  if (!signals(text, 'sameDay')) return null;
  return signals(text, 'sameTime') ? { kind: 'exact', starts: [last.start] } : { kind: 'day', date: last.start.slice(0, 10) };
}

function exactOffer(turn: Turn, offer: { doctorId: string; start: string }): Wish {
  turn.context.doctorId ??= offer.doctorId;
  return { kind: 'exact', starts: [offer.start] };
}

/** What was wished for before this message; null when nothing was. */
export function rememberedWish(turn: Turn): Wish | null {
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
  } else if (wish?.kind === 'window' || wish?.kind === 'choice') {
    if (!signals(turn.text, 'sameTime')) delete context.requestedTime;
    if (wish.kind === 'choice' || wish.day === null) delete context.requestedDate;
    else context.requestedDate = wish.day;
  }
}
