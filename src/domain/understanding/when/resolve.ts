import { DateTime } from 'luxon';
import { isPlainTime } from '../../local-time.ts';
import type { When } from '../understanding.ts';
import { calendarOf, dayNumber, localIso, parseLocal } from './calendar.ts';
import type { DayNumber } from './calendar.ts';
import type { Lexicon } from './lexicon.ts';
import { hasDate, hasTime } from './part.ts';
import type { Amount, Part, PartOfDay } from './part.ts';
import { resolveDay } from './resolve-day.ts';
import type { DaySpan } from './resolve-day.ts';

export type Frame = { reference: string; timezone: string; lexicon: Lexicon };
export type Resolved = Omit<When, 'text' | 'index' | 'negated'>;

const HOUR = 3600;
/** "Friday 11" is a date when the next Friday the 11th is this near; above the hour it is one in any case. */
const SOON_DAYS = 35;
const LAST_HOUR = 12;
const HOURS_OF: Record<PartOfDay, [number, number]> = { morning: [6, 12], noon: [12, 14], afternoon: [12, 18], evening: [18, 22], night: [20, 24] };

/** A clinic's day: an hour that could be either half is meant inside it. */
const EARLIEST_HOUR = 7;

/** Moves a local time out of the hour that daylight saving skips. */
function existing(iso: string, timezone: string): string {
  if (isPlainTime(iso, timezone)) return iso;
  const time = DateTime.fromISO(iso, { zone: timezone });
  return time.isValid ? time.toFormat("yyyy-MM-dd'T'HH:mm:ss") : iso;
}

/** Adds lengths to a local time: hours and less on the real clock, days and more on the calendar. */
function plus(iso: string, amounts: readonly Amount[], timezone: string): string {
  let time = DateTime.fromISO(iso, { zone: timezone });
  for (const { n, unit } of amounts) time = time.plus({ [`${unit}s`]: n });
  return time.isValid ? time.toFormat("yyyy-MM-dd'T'HH:mm:ss") : iso;
}

function offsetSpan(part: Part, frame: Frame): Resolved | null {
  const amounts = part.offsets ?? [];
  const at = plus(frame.reference, amounts, frame.timezone);
  if (amounts.length === 0) return { start: at, grain: 'second', hasDate: true, hasTime: true, alternatives: [] };
  if (hasTime({ offsets: amounts })) return { start: at, grain: 'minute', hasDate: true, hasTime: true, alternatives: [] };
  const day = parseLocal(at).day;
  if (part.hour !== undefined || part.partOfDay !== undefined) return onDays({ from: day, to: day + 1, grain: 'day', others: [] }, part, frame);
  return { start: localIso(day), grain: 'day', hasDate: true, hasTime: false, alternatives: [] };
}

function nextUnits({ n, unit }: Amount, frame: Frame): Resolved {
  const { day, second } = parseLocal(frame.reference);
  const now = calendarOf(day);
  const size = unit === 'hour' ? HOUR : unit === 'minute' ? 60 : 1;
  const small = unit === 'hour' || unit === 'minute' || unit === 'second';
  const weekStart = day - now.weekday + 8;
  const next =
    unit === 'month' ? dayNumber(now.year, now.month + 1, 1) : unit === 'year' ? dayNumber(now.year + 1, 1, 1) : unit === 'week' ? weekStart : day + 1;
  const start = small ? localIso(day, (Math.floor(second / size) + 1) * size) : localIso(next);
  // Of small units the running one is the first: "the next three minutes" end three minutes from now.
  const end = plus(start, [{ n: small && n > 1 ? n - 1 : n, unit }], frame.timezone);
  return { start, end, grain: unit, hasDate: true, hasTime: small, alternatives: [] };
}

/** The hours a time can mean, the likeliest first. */
function hourReadings(part: Part): number[] {
  const hour = part.hour ?? 0;
  if (part.exact === true || hour > 12 || hour === 0) return [hour];
  if (hour === 12) return [12, 0];
  return hour < EARLIEST_HOUR ? [hour + 12, hour] : [hour, hour + 12];
}

const secondsOf = (hour: number, part: Part): number => hour * HOUR + (part.minute ?? 0) * 60;

/** The end of a range on the same day, after its start: "from 10 to 2" ends at 14. */
function rangeEnd(day: DayNumber, startSecond: number, until: Part): string | null {
  if (until.hour === undefined) return null;
  const hours = until.exact === true || until.hour > 12 ? [until.hour] : [until.hour, (until.hour % 12) + 12];
  const fitting = hours.map((hour) => secondsOf(hour, until)).filter((second) => second > startSecond);
  return localIso(day, fitting.length > 0 ? Math.min(...fitting) : secondsOf(hours[0] ?? 0, until) + 24 * HOUR);
}

/** "3-4pm", "9 to 5pm": the half of the day said at the end counts for the start where that keeps them in order and near. */
function startOfRange(part: Part): Part {
  const { until } = part;
  if (until?.hour === undefined || part.hour === undefined || part.exact === true || until.exact !== true) return part;
  const [am, pm] = [part.hour % 12, (part.hour % 12) + 12];
  return { ...part, hour: pm < until.hour || (pm === until.hour && (part.minute ?? 0) < (until.minute ?? 0)) ? pm : am, exact: true };
}

function timed(day: DayNumber, asked: Part, frame: Frame, dated: boolean, others: readonly DayNumber[]): Resolved {
  const part = startOfRange(asked);
  const readings = hourReadings(part);
  const now = frame.reference;
  const candidates = readings.map((hour) => localIso(day, secondsOf(hour, part)));
  const [likely = localIso(day), unlikely] = candidates;
  let start = likely;
  const running = part.until !== undefined && (rangeEnd(day, parseLocal(likely).second, part.until) ?? '') > now;
  if (!dated && (likely < now || (readings[0] === 0 && likely === now)) && !running) {
    // Today's hour has gone: an afternoon reading of today may still come ("at 7" said at 9), else tomorrow's.
    start =
      unlikely !== undefined && unlikely >= now && unlikely < localIso(day, 20 * HOUR + 1) ? unlikely : localIso(day + 1, secondsOf(readings[0] ?? 0, part));
  }
  // "Today at seven", said at ten in the morning, is seven in the evening.
  if (dated && likely < now && likely.slice(0, 10) === now.slice(0, 10) && unlikely !== undefined && unlikely >= now && !running) start = unlikely;
  const shown = existing(start, frame.timezone);
  const startAt = parseLocal(start);
  const end =
    part.until === undefined
      ? part.length === undefined
        ? null
        : plus(shown, part.length, frame.timezone)
      : rangeEnd(startAt.day, startAt.second, part.until);
  const alternatives = [...candidates.filter((other) => other !== start), ...others.map((other) => localIso(other, startAt.second))];
  if (!dated && start !== likely && start !== unlikely) alternatives.push(localIso(day + 1, secondsOf(readings[1] ?? readings[0] ?? 0, part)));
  return {
    start: shown, ...(end === null ? {} : { end }), grain: (part.minute ?? 0) === 0 && part.exact === true ? 'hour' : 'minute', hasDate: dated, hasTime: true,
    ...(part.open === undefined ? {} : { open: part.open }), ...(part.partOfDay === undefined ? {} : { partOfDay: part.partOfDay }),
    alternatives: [...new Set(alternatives)].filter((other) => other !== shown && (dated || other >= now)).map((other) => ({ start: other })),
  }; // prettier-ignore
}

function inPart(span: DaySpan, part: Part, name: PartOfDay, dated: boolean): Resolved {
  const [from, to] = HOURS_OF[name];
  const wide = span.to - span.from > 1;
  const alternatives = span.others.map((day) => ({ start: localIso(day, from * HOUR), end: localIso(day, to * HOUR) }));
  return { start: localIso(span.from, from * HOUR), end: localIso(wide ? span.to - 1 : span.from, to * HOUR), grain: wide ? span.grain : 'part_of_day', hasDate: dated, hasTime: false, ...(part.open === undefined ? {} : { open: part.open }), partOfDay: name, alternatives }; // prettier-ignore
}

function onDays(span: DaySpan, part: Part, frame: Frame): Resolved {
  if (part.hour !== undefined) return timed(span.from, part, frame, true, span.others);
  if (part.partOfDay !== undefined) return inPart(span, part, part.partOfDay, true);
  const until = part.until === undefined ? null : resolveDay(part.until, span.from, frame.lexicon);
  const end = until !== null && until.to > span.from ? until.to : span.to - span.from > 1 ? span.to : null;
  return { start: localIso(span.from), ...(end === null ? {} : { end: localIso(end) }), grain: span.grain, hasDate: true, hasTime: false, ...(part.open === undefined ? {} : { open: part.open }), alternatives: span.others.map((day) => ({ start: localIso(day) })) }; // prettier-ignore
}

/** A day of the month that falls on the named weekday soon is that day; far off, the number was an hour. The other reading is kept. */
function dayOrHour(part: Part, span: DaySpan | null, today: DayNumber, frame: Frame): Resolved | null {
  const asHour = part.weekday === undefined ? null : resolve({ weekday: part.weekday, hour: part.day ?? 0, minute: 0 }, frame);
  const asDay = span === null ? null : onDays(span, part, frame);
  const [first, second] = asDay !== null && ((span?.from ?? 0) - today <= SOON_DAYS || (part.day ?? 0) > LAST_HOUR) ? [asDay, asHour] : [asHour, asDay];
  if (first === null || second === null) return first ?? second;
  return { ...first, alternatives: [...first.alternatives, { start: second.start }] };
}

/** The moment a part means, seen from the reference; null when it means none or one that does not exist. */
export function resolve(part: Part, frame: Frame): Resolved | null {
  if (part.invalid === true || part.until?.invalid === true) return null;
  const { day, second } = parseLocal(frame.reference);
  if (part.nextUnits !== undefined) return nextUnits(part.nextUnits, frame);
  if (part.offsets !== undefined) return offsetSpan(part, frame);
  if (hasDate(part) && part.today !== true) {
    const span = resolveDay(part, day, frame.lexicon);
    if (part.orHour === true && part.hour === undefined) return dayOrHour(part, span, day, frame);
    return span === null ? null : onDays(span, part, frame);
  }
  if (part.today === true && (hasDate({ ...part, today: false }) || part.dayOffset !== undefined)) {
    const span = resolveDay(part, day, frame.lexicon);
    if (span !== null) return onDays(span, part, frame);
  }
  if (part.hour !== undefined) return timed(day, part, frame, part.today === true, []);
  if (part.partOfDay === undefined) return null;
  const over = second >= HOURS_OF[part.partOfDay][1] * HOUR && part.today !== true;
  const on = over ? day + 1 : day;
  return inPart({ from: on, to: on + 1, grain: 'day', others: [] }, part, part.partOfDay, part.today === true);
}
