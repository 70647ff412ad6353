import { DateTime } from 'luxon';
import type { Clinic, Language } from '../clinic.ts';
import type { When } from '../understanding/understanding.ts';

type Span = { from: string; to: string };

/**
 * What the patient wants, as far as said. Times are local: dates YYYY-MM-DD, times of day HH:mm, `to` exclusive.
 * `exact` and `time` carry every reading of an ambiguous time, the likeliest first; a `choice` is left to us ("Thursday at 11 or Friday after 4").
 */
export type Wish =
  | { kind: 'exact'; starts: string[] }
  | {
      kind: 'window';
      from: string;
      to: string;
      day: string | null;
      /** Of several days: the times wished for. */ within?: Span[];
      /** On each day. */ hours?: Span;
    }
  | { kind: 'choice'; options: DatedWish[] }
  | { kind: 'time'; times: string[] }
  | { kind: 'part'; from: string; to: string };

/** A wish that names its days. */
export type DatedWish = Extract<Wish, { kind: 'exact' | 'window' }>;

/** What makes two days a choice; by language, for "o" is an article in Portuguese. */
const OR: Record<Language, RegExp> = {
  en: /(?<!\p{L})or(?!\p{L})/iu,
  es: /(?<!\p{L})(?:o|u|or)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:ou|or)(?!\p{L})/iu,
  ru: /(?<!\p{L})(?:или|либо)(?!\p{L})/iu,
  he: /(?<!\p{L})או(?!\p{L})/u,
};

const PARTS: Record<NonNullable<When['partOfDay']>, { from: string; to: string }> = {
  morning: { from: '06:00', to: '12:00' },
  noon: { from: '11:30', to: '14:00' },
  afternoon: { from: '12:00', to: '18:00' },
  evening: { from: '17:00', to: '23:00' },
  night: { from: '20:00', to: '23:59' },
};

/**
 * Reads the times of a message into one wish. `date` is the day already agreed on, for a time without a day; `time` the time already
 * wished for, for a day without a time. Null when the message says nothing about time.
 */
export function readWish(input: {
  whens: When[];
  text: string;
  language: Language;
  clinic: Clinic;
  /** Local time of now, to the minute. */
  now: string;
  date?: string | undefined;
  time?: string | undefined;
}): Wish | null {
  const whens = withoutLentTimes(latestLine(input.whens, input.text, input.now));
  const wishes = whens.map((when) => wishOf(when, input));
  const dated = wishes.filter((wish) => wish.kind === 'exact' || wish.kind === 'window');
  if (isChoice(whens, dated.length, input)) return { kind: 'choice', options: dated };
  const undated = wishes.filter((wish) => wish.kind === 'time' || wish.kind === 'part');
  const timed = undated.at(-1);
  const exact = dated.filter((wish) => wish.kind === 'exact').at(-1);
  if (exact) return exact;
  const windows = dated.filter((wish) => wish.kind === 'window');
  const last = windows.at(-1);
  if (last) {
    const day = last.day;
    if (timed && day !== null) return on(day, timed);
    if (windows.length > 1) return joinWindows(windows);
    if (!timed && day !== null && input.time !== undefined && isWholeDay(last)) return { kind: 'exact', starts: [`${day}T${input.time}`] };
    return last;
  }
  if (!timed) return null;
  return input.date === undefined ? timed : on(input.date, timed);
}

/** A time of day on a day. */
export function on(date: string, wish: Extract<Wish, { kind: 'time' | 'part' }>): Wish {
  if (wish.kind === 'time') return { kind: 'exact', starts: wish.times.map((time) => `${date}T${time}`) };
  return { kind: 'window', from: `${date}T${wish.from}`, to: `${date}T${wish.to}`, day: date };
}

/** The whole of a day as a wish. */
export function wholeDay(day: string): Extract<Wish, { kind: 'window' }> {
  return { kind: 'window', from: `${day}T00:00`, to: `${addDays(day, 1)}T00:00`, day };
}

/** A local date some days later. */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() ?? date;
}

/** True when a wish leaves the time of day open. */
export function isWholeDay(wish: Extract<Wish, { kind: 'window' }>): boolean {
  return wish.from.endsWith('T00:00') && wish.to.endsWith('T00:00');
}

/** In a burst the latest message that speaks of a day decides the day, and likewise for the time. */
function latestLine(whens: When[], text: string, now: string): When[] {
  const lineOf = (when: When) => text.slice(0, when.index).split('\n').length;
  // "now", "as soon as possible": no time of its own
  const meant = whens.filter((when) => !when.negated && !(when.grain === 'second' && when.start.slice(0, 16) === now));
  const last = (part: When[]) => Math.max(0, ...part.map(lineOf));
  const dayLine = last(meant.filter((when) => when.hasDate));
  const timeLine = last(meant.filter((when) => !when.hasDate));
  return meant.filter((when) => lineOf(when) === (when.hasDate ? dayLine : timeLine));
}

/** "Wednesday at 10 or Friday after 16": the 10 is Wednesday's alone, for Friday has a time of its own. */
function withoutLentTimes(whens: When[]): When[] {
  const hasOwn = (when: When, other: When) => other.index > when.index && other.hasDate && other.start.slice(0, 10) === when.start.slice(0, 10);
  return whens.filter((when) => !(when.hasDate && when.hasTime && whens.some((other) => other !== when && other.open !== undefined && hasOwn(when, other))));
}

/** Several days with "or" between, at least one with a time of day; several whole days are one window. */
function isChoice(whens: When[], dated: number, { text, language }: { text: string; language: Language }): boolean {
  const named = whens.filter((when) => when.hasDate);
  const days = new Set(named.map((when) => when.start.slice(0, 10)));
  if (days.size < 2 || dated !== named.length || !named.some((when) => when.hasTime)) return false;
  return named.slice(1).every((when, at) => OR[language].test(text.slice(named[at]!.index, when.index)));
}

function joinWindows(windows: Extract<Wish, { kind: 'window' }>[]): Wish {
  const froms = windows.map((wish) => wish.from).sort();
  const tos = windows.map((wish) => wish.to).sort();
  return { kind: 'window', from: froms[0] ?? '', to: tos.at(-1) ?? '', day: null, within: windows.map(({ from, to }) => ({ from, to })) };
}

function wishOf(when: When, { clinic, now }: { clinic: Clinic; now: string }): Wish {
  const day = when.start.slice(0, 10);
  const readings = [when.start, ...when.alternatives.map((one) => one.start)].map(minutes);
  if (when.hasTime && when.open === undefined && when.end === undefined) {
    if (when.hasDate) return { kind: 'exact', starts: [...new Set(readings)] };
    return { kind: 'time', times: [...new Set(readings.map((one) => one.slice(11)))] };
  }
  const { from, to } = timesOf(when, clinic);
  if (!when.hasDate) return { kind: 'part', from, to };
  const hasHours = when.hasTime || when.partOfDay !== undefined;
  if (!hasHours && when.open === 'after') return { kind: 'window', from: `${day}T00:00`, to: `${addDays(day, 14)}T00:00`, day: null };
  if (!hasHours && when.open === 'before') return { kind: 'window', from: now, to: `${day}T00:00`, day: null };
  if (hasHours && sameDay(when)) return { kind: 'window', from: `${day}T${from}`, to: `${day}T${to}`, day };
  const end = endOf(when);
  if (when.partOfDay !== undefined && !when.hasTime) return { kind: 'window', from: `${day}T00:00`, to: dayAfter(end), day: null, hours: { from, to } };
  return { kind: 'window', from: minutes(when.start), to: end, day: when.grain === 'day' && addDays(day, 1) === end.slice(0, 10) ? day : null };
}

/** Where a window that ends within a day ends as a whole. */
function dayAfter(end: string): string {
  return end.endsWith('T00:00') ? end : `${addDays(end.slice(0, 10), 1)}T00:00`;
}

function sameDay(when: When): boolean {
  return when.end === undefined || when.end.slice(0, 10) === when.start.slice(0, 10) || when.grain === 'part_of_day';
}

/** The hours of a part of the day, an open side or a range; an open "after 5" is read as the 5 the clinic is open at. */
function timesOf(when: When, clinic: Clinic): { from: string; to: string } {
  const start = plausible(
    [when.start, ...when.alternatives.map((one) => one.start)].map((one) => one.slice(11, 16)),
    clinic,
  );
  if (when.hasTime && when.open === 'after') return { from: start, to: '23:59' };
  if (when.hasTime && when.open === 'before') return { from: '00:00', to: start };
  const part = when.partOfDay && PARTS[when.partOfDay];
  if (!when.hasTime && part) return part;
  const end = when.end?.slice(11, 16) ?? '23:59';
  return { from: start, to: end > start ? end : '23:59' };
}

/** Of several readings of a time of day the first the clinic is open at; else the first. */
export function plausible(times: string[], clinic: Clinic): string {
  const opens = clinic.hours.map((entry) => entry.open).sort()[0] ?? '00:00';
  const closes =
    clinic.hours
      .map((entry) => entry.close)
      .sort()
      .at(-1) ?? '24:00';
  return times.find((time) => time >= opens && time <= closes) ?? times[0] ?? '00:00';
}

function endOf(when: When): string {
  if (when.end !== undefined) return minutes(when.end);
  const start = DateTime.fromISO(when.start, { zone: 'utc' });
  const unit = when.grain === 'week' || when.grain === 'month' || when.grain === 'year' ? when.grain : 'day';
  return start
    .startOf('day')
    .plus({ [unit]: 1 })
    .toFormat("yyyy-MM-dd'T'HH:mm");
}

function minutes(local: string): string {
  return local.length === 10 ? `${local}T00:00` : local.slice(0, 16);
}
