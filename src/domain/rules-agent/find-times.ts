import { fromLocal, toLocal } from '../local-time.ts';
import { explainUnavailable, horizonEndMs, nearestSlots } from '../slots.ts';
import type { Slot, Unavailable } from '../slots.ts';
import type { When } from '../understanding/understanding.ts';
import type { DaySpan, Turn } from './turn.ts';
import { signals } from './signals.ts';
import { addDays, isWholeDay, plausible } from './wish.ts';
import type { DatedWish, Wish } from './wish.ts';
import { slotList } from './words.ts';

/** `moving`: the appointment that gets a new time; its own time is free for that. `span`: the days spoken of before, where the wish names none. */
export type TimeSearch = { serviceId: string; doctorId?: string | undefined; wish: Wish | null; moving?: string; span?: DaySpan | undefined };

/** Times of day, `to` exclusive. */
export type Hours = { from: string; to: string };

/** What was found for a wish: one time to confirm, times to choose from, or why not with what is free nearby. */
export type FoundTimes =
  | { kind: 'one'; slot: Slot }
  | { kind: 'several'; slots: Slot[]; /** the readings of one ambiguous time */ ambiguous: boolean; nearest: boolean }
  | { kind: 'not_then'; why: Unavailable; when: string; /** The part of the day wished for. */ hours?: Hours; slots: Slot[] }
  | { kind: 'none' };

const LOOK_AHEAD_DAYS = 14;
const SHOWN = 6;
/** What is offered begins no sooner than this. */
export const LEAD_MINUTES = 15;

/** Looks for free times; each look is one call of the slots tool. Never claims a time that the calendar did not show free. */
export async function findTimes(turn: Turn, search: TimeSearch): Promise<FoundTimes> {
  const { wish } = search;
  if (wish?.kind === 'exact') return exactTime(turn, search, wish.starts);
  if (wish?.kind === 'time' || wish?.kind === 'part') return anyDayAt(turn, search, wish);
  if (wish?.kind === 'choice') return oneOf(turn, search, wish.options);
  if (wish?.kind === 'window') {
    const slots = await inWindow(turn, search, wish);
    const only = wish.day === null ? undefined : signals(turn.text, 'firstThing') ? slots[0] : signals(turn.text, 'lastThing') ? slots.at(-1) : undefined;
    if (only) return { kind: 'one', slot: only };
    if (slots.length > 0)
      return wish.day !== null && slots.length === 1
        ? { kind: 'one', slot: slots[0]! }
        : { kind: 'several', slots: spread(slots, SHOWN), ambiguous: false, nearest: false };
    return notThen(turn, search, wish.day ?? wish.from, wish.day !== null || wish.to <= `${turn.today}T00:00`, hoursOf(wish));
  }
  const slots = await look(turn, search, ...daysOf(turn, search));
  return slots.length === 0 ? { kind: 'none' } : { kind: 'several', slots: spread(slots, SHOWN, turn.memo.guessed), ambiguous: false, nearest: true };
}

async function inWindow(turn: Turn, search: TimeSearch, { from, to, within, hours }: Extract<Wish, { kind: 'window' }>): Promise<Slot[]> {
  const all = await look(turn, search, from, to);
  const isWithin = ({ start }: Slot) => !within || within.some((span) => start >= span.from && start < span.to);
  const isAtHours = ({ start }: Slot) => !hours || (start.slice(11) >= hours.from && start.slice(11) < hours.to);
  return all.filter((slot) => isWithin(slot) && isAtHours(slot));
}

/** "Thursday at 11 or Friday after 4": what is free of either, to choose from; the only one free is asked about. */
async function oneOf(turn: Turn, search: TimeSearch, options: DatedWish[]): Promise<FoundTimes> {
  const each = await Promise.all(options.map(async (wish) => ({ wish, found: await findTimes(turn, { ...search, wish }) })));
  const slots = each.flatMap(({ found }) => (found.kind === 'one' ? [found.slot] : found.kind === 'several' ? found.slots.slice(0, SHOWN - 2) : []));
  const [only, ...others] = slots;
  if (only && others.length === 0) return { kind: 'one', slot: only };
  const inOrder = [...slots].sort((a, b) => a.startMs - b.startMs);
  return only ? { kind: 'several', slots: inOrder, ambiguous: false, nearest: false } : (each[0]?.found ?? { kind: 'none' });
}

async function exactTime(turn: Turn, search: TimeSearch, starts: string[]): Promise<FoundTimes> {
  const free: Slot[] = [];
  // a reading outside the hours needs no look at the calendar
  for (const start of starts.filter((one) => reason(turn, search, one, false) === null)) {
    const slots = await look(turn, search, start.slice(0, 10), start.slice(0, 10), start.slice(11));
    if (slots[0]) free.push(slots[0]);
  }
  // the confirmation names the day: of "next Monday" the likelier one is asked about; two times of one day are asked back
  const isOneDay = new Set(free.map((slot) => slot.start.slice(0, 10))).size === 1;
  if (free[0] && (free.length === 1 || !isOneDay)) return { kind: 'one', slot: free[0] };
  if (free.length > 1) return { kind: 'several', slots: free, ambiguous: true, nearest: false };
  // of several readings explain the one that comes nearest to being possible
  const likely = plausible(
    starts.map((start) => start.slice(11, 16)),
    turn.clinic,
  );
  const reading = starts.find((start) => reason(turn, search, start, false) === null) ?? starts.find((start) => start.slice(11, 16) === likely) ?? turn.today;
  return notThen(turn, search, reading, false);
}

async function anyDayAt(turn: Turn, search: TimeSearch, wish: Extract<Wish, { kind: 'time' | 'part' }>): Promise<FoundTimes> {
  const [from, until] = daysOf(turn, search);
  if (wish.kind === 'time') {
    const found = await Promise.all(wish.times.map((time) => look(turn, search, from, until, time)));
    const slots = distinctStarts(found.flat().sort((a, b) => a.startMs - b.startMs));
    if (slots[0]) return { kind: 'one', slot: slots[0] };
    return findTimes(turn, { ...search, wish: null });
  }
  const all = await look(turn, search, from, until);
  const slots = all.filter((slot) => slot.start.slice(11) >= wish.from && slot.start.slice(11) < wish.to);
  return slots.length > 0 ? { kind: 'several', slots: spread(slots, SHOWN), ambiguous: false, nearest: true } : findTimes(turn, { ...search, wish: null });
}

/** The days to look at where no day is wished for: those spoken of before while they last, else the next ones. */
function daysOf({ today }: Turn, { span }: TimeSearch): [from: string, to: string] {
  return span !== undefined && span.to > today ? [span.from, addDays(span.to, -1)] : [today, addDays(today, LOOK_AHEAD_DAYS)];
}

/** The hours a window leaves of a day; undefined when it leaves them all. */
function hoursOf(wish: Extract<Wish, { kind: 'window' }>): Hours | undefined {
  if (wish.hours) return wish.hours;
  const [from, to] = [wish.from.slice(11, 16), wish.to.slice(11, 16)];
  return wish.day === null || isWholeDay(wish) || to <= from ? undefined : { from, to };
}

async function notThen(turn: Turn, search: TimeSearch, wished: string, wholeDay: boolean, hours?: Hours): Promise<FoundTimes> {
  const why = reason(turn, search, wished, wholeDay) ?? 'busy';
  const day = wished.slice(0, 10);
  const last = toLocal(horizonEndMs(turn.clinic, turn.nowMs), turn.clinic.timezone).slice(0, 10);
  const from = day < turn.today || day > last ? turn.today : day;
  const slots = await look(turn, search, from, addDays(from, LOOK_AHEAD_DAYS));
  const time = hours?.from ?? (wholeDay || wished.length === 10 ? '09:00' : wished.slice(11));
  const nearby = (some: Slot[], count: number) =>
    nearestSlots(some, fromLocal(`${from}T${time}`, turn.clinic.timezone) ?? turn.nowMs, count, turn.clinic.timezone);
  const found = { kind: 'not_then' as const, why, when: wholeDay ? day : wished, ...(hours ? { hours } : {}) };
  // who asked for the afternoon is shown another afternoon beside what that day still has
  const fitting = hours ? nearby(slots.filter(({ start }) => start.slice(11) >= hours.from && start.slice(11) < hours.to), 2) : []; // prettier-ignore
  const others = nearby(slots.filter((slot) => !fitting.includes(slot)), 4 - fitting.length); // prettier-ignore
  return { ...found, slots: [...fitting, ...others].sort((a, b) => a.startMs - b.startMs) };
}

function reason(turn: Turn, search: TimeSearch, wished: string, isWholeDay: boolean): Unavailable | null {
  const { clinic, nowMs } = turn;
  const startMs = fromLocal(isWholeDay ? wished.slice(0, 10) : wished, clinic.timezone);
  if (startMs === null) return 'outside_hours';
  return explainUnavailable({
    clinic,
    serviceId: search.serviceId,
    ...(search.doctorId === undefined ? {} : { doctorIds: [search.doctorId] }),
    startMs,
    wholeDay: isWholeDay,
    busy: [],
    nowMs,
  });
}

async function look(turn: Turn, search: TimeSearch, from: string, to: string, at?: string): Promise<Slot[]> {
  const today = turn.today;
  if (to.slice(0, 10) < today) return [];
  const result = await turn.toolbox.call('find_slots', {
    serviceId: search.serviceId,
    ...(search.doctorId === undefined ? {} : { doctorId: search.doctorId }),
    from: from.slice(0, 10) < today ? today : from,
    to,
    ...(at === undefined ? {} : { at }),
    ...(search.moving === undefined ? {} : { moving: search.moving }),
    limit: 500,
  });
  if (!result.ok) return [];
  const ruledOut = ruledOutTimes(turn);
  // nobody is there within a few minutes; who asks for that very time gets it
  const soonestMs = at === undefined ? turn.nowMs + LEAD_MINUTES * 60_000 : 0;
  const slots = result.data.slots.filter((slot) => slot.startMs >= soonestMs && !ruledOut.some((when) => excludes(when, slot.start)));
  const turnedDown = turn.memo.dropped?.doctors ?? [];
  const others = slots.filter((slot) => !turnedDown.includes(slot.doctorId));
  return search.doctorId === undefined && others.length > 0 ? others : slots;
}

/** "Wednesday or Thursday, but not in the afternoon": the part of the day is ruled out on all the days named. */
function ruledOutTimes(turn: Turn): When[] {
  const { whens } = turn.understanding;
  const namesDays = whens.some((when) => !when.negated && when.hasDate);
  return whens.filter((when) => when.negated).map((when) => (namesDays && when.partOfDay !== undefined && !when.hasTime ? { ...when, hasDate: false } : when));
}

/** "Not on Thursday", "not in the morning": the times a patient ruled out. */
function excludes(when: When, start: string): boolean {
  const [day, time] = [start.slice(0, 10), start.slice(11, 16)];
  const end = when.end ?? when.start;
  if (
    when.hasDate &&
    (day < when.start.slice(0, 10) || day > end.slice(0, 10) || (end.endsWith('T00:00:00') && end !== when.start && day === end.slice(0, 10)))
  )
    return false;
  if (when.end !== undefined && (when.hasTime || when.partOfDay !== undefined)) return time >= when.start.slice(11, 16) && time < when.end.slice(11, 16);
  return when.hasTime ? time === when.start.slice(11, 16) : when.hasDate;
}

/** A few of many over at most three days, spread evenly or (for a pain) the first of each; each start once. */
function spread(slots: Slot[], limit: number, soonest = false): Slot[] {
  const byDay = new Map<string, Slot[]>();
  for (const slot of distinctStarts(slots)) byDay.set(slot.start.slice(0, 10), [...(byDay.get(slot.start.slice(0, 10)) ?? []), slot]);
  const days = [...byDay.values()].slice(0, 3);
  const each = Math.max(2, Math.floor(limit / days.length));
  return days.flatMap((day) => (soonest ? day.slice(0, each) : evenly(day, each)));
}

function evenly(slots: Slot[], limit: number): Slot[] {
  if (slots.length <= limit) return slots;
  // full hours are easier to agree on
  const round = slots.filter((slot) => slot.start.endsWith(':00'));
  const pool = round.length >= limit ? round : slots;
  return Array.from({ length: limit }, (_, index) => pool[Math.round((index * (pool.length - 1)) / (limit - 1))]!);
}

function distinctStarts(slots: Slot[]): Slot[] {
  const seen = new Set<string>();
  return slots.filter((slot) => !seen.has(slot.start) && seen.add(slot.start));
}

/** Offers times to choose from and remembers them, so that "the second one" is understood. */
export function offerTimes(turn: Turn, serviceName: string, slots: Slot[], how: 'slots' | 'nearest' | 'alternatives'): void {
  turn.context.offered = slots.map(({ doctorId, serviceId, start }) => ({ doctorId, serviceId, start }));
  const list = slotList(turn, slots);
  // what was chosen for a pain is not named: that would read as a diagnosis
  if (turn.memo.guessed && how !== 'alternatives') turn.say(how === 'nearest' ? turn.texts.earliestTimes(list) : turn.texts.freeTimes(list));
  else if (how === 'alternatives') turn.say(turn.texts.alternatives(list));
  else turn.say(how === 'nearest' ? turn.texts.nearestSlots({ service: serviceName, list }) : turn.texts.slots({ service: serviceName, list }));
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
