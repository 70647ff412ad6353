import { addMonths, calendarOf, dayNumber, daysInMonth } from './calendar.ts';
import type { DayNumber } from './calendar.ts';
import type { Lexicon } from './lexicon.ts';
import type { Part } from './part.ts';

export type Grain = 'day' | 'week' | 'month' | 'year';

/** Days [from, to) a part of the calendar covers; `others` are the first days of other readings. */
export type DaySpan = { from: DayNumber; to: DayNumber; grain: Grain; others: DayNumber[] };

const one = (from: DayNumber, others: DayNumber[] = []): DaySpan => ({ from, to: from + 1, grain: 'day', others });

/** 29 February may be eight years away. */
const YEARS_AHEAD = 9;
const MONTHS_AHEAD = 60;

/** The first day of the week in which a day lies. */
export function weekStartOf(day: DayNumber, weekStart: 1 | 7): DayNumber {
  const { weekday } = calendarOf(day);
  return day - (weekStart === 7 ? weekday % 7 : weekday - 1);
}

const weekdayInWeek = (start: DayNumber, weekday: number): DayNumber => start + ((weekday - calendarOf(start).weekday + 7) % 7);

function dayOfMonth(part: Part, today: DayNumber): DayNumber | null {
  const now = calendarOf(today);
  const day = part.day ?? 1;
  if (part.month !== undefined) {
    for (let year = part.year ?? now.year; year < (part.year ?? now.year) + (part.year === undefined ? YEARS_AHEAD : 1); year += 1) {
      const found = day <= daysInMonth(year, part.month) ? dayNumber(year, part.month, day) : -1;
      if (found >= today || (found >= 0 && part.year !== undefined)) return found;
    }
    return null;
  }
  for (let ahead = part.monthOffset ?? 0; ahead < MONTHS_AHEAD; ahead += 1) {
    const [year, month] = addMonths(now.year, now.month, ahead);
    if (day > daysInMonth(year, month)) continue;
    const found = dayNumber(year, month, day);
    if (part.monthOffset !== undefined) return found;
    if (found >= today && (part.weekday === undefined || calendarOf(found).weekday === part.weekday)) return found;
  }
  return null;
}

function nthWeekday(part: Part, today: DayNumber): DaySpan | null {
  const now = calendarOf(today);
  const nth = part.nth ?? 1;
  for (let tries = 0; tries < 2; tries += 1) {
    const [year, month] = part.month === undefined ? addMonths(now.year, now.month, part.monthOffset ?? 0) : [part.year ?? now.year + tries, part.month];
    const first = dayNumber(year, month, 1);
    const last = first + daysInMonth(year, month) - 1;
    const found = nth > 0 ? weekdayInWeek(first, part.weekday ?? 1) + (nth - 1) * 7 : last - ((calendarOf(last).weekday - (part.weekday ?? 1) + 7) % 7);
    if (found <= last && (found >= today || part.month === undefined || part.year !== undefined)) return one(found);
  }
  return null;
}

function namedWeekday(part: Part, today: DayNumber, lexicon: Lexicon): DaySpan {
  const weekday = part.weekday ?? 1;
  const coming = today + ((weekday - calendarOf(today).weekday + 6) % 7) + 1;
  const isToday = coming === today + 7;
  if (part.weeksAfter !== undefined) return one(coming + part.weeksAfter * 7);
  if (part.weekdayCount !== undefined) {
    // "three Fridays from now": the Friday three weeks on, or the third one to come.
    const third = coming + (part.weekdayCount - 1) * 7;
    const weeksOn = weekdayInWeek(weekStartOf(today, 7) + part.weekdayCount * 7, weekday);
    return one(weeksOn, third === weeksOn ? [] : [third]);
  }
  if (part.isoWeek !== undefined) return one(weekdayInWeek(isoWeek(part, today).from, weekday));
  if (part.weekOffset !== undefined) return one(weekdayInWeek(weekStartOf(today, lexicon.weekStart) + part.weekOffset * 7, weekday));
  if (part.weekdayMod === -1) return one(coming - (isToday ? 14 : 7));
  const ofNextWeek = weekdayInWeek(weekStartOf(today, lexicon.weekStart) + 7, weekday);
  if (part.weekdayMod === 2)
    return one(
      ofNextWeek + 7,
      [coming + 7].filter((day) => day !== ofNextWeek + 7),
    );
  if (part.weekdayMod === 1) {
    const chosen = lexicon.nextWeekday === 'coming' ? coming : Math.max(ofNextWeek, coming);
    return one(
      chosen,
      [coming, coming + 7].filter((day) => day !== chosen),
    );
  }
  return one(coming, isToday ? [today] : []);
}

function edgeSpan(span: DaySpan, edge: NonNullable<Part['edge']>): DaySpan {
  const length = span.to - span.from;
  if (span.grain === 'week')
    return edge === 'start'
      ? { ...span, to: span.from + 2 }
      : edge === 'end'
        ? { ...span, from: span.from + 3, to: span.from + 5 }
        : { ...span, from: span.from + 2, to: span.from + 4 };
  // A month has its first ten days, its second ten and the rest.
  const third = span.grain === 'month' ? 10 : Math.floor(length / 3);
  if (edge === 'start') return { ...span, to: span.from + third, grain: 'day' };
  return edge === 'mid'
    ? { ...span, from: span.from + third, to: span.from + 2 * third, grain: 'day' }
    : { ...span, from: span.from + 2 * third, grain: 'day' };
}

function month(part: Part, today: DayNumber): DaySpan {
  const now = calendarOf(today);
  const passed = part.month !== undefined && part.year === undefined && part.month < now.month;
  const [year, number] =
    part.month === undefined ? addMonths(now.year, now.month, part.monthOffset ?? 0) : [(part.year ?? now.year) + (passed ? 1 : 0), part.month];
  const from = dayNumber(year, number, 1);
  return { from, to: from + daysInMonth(year, number), grain: 'month', others: [] };
}

function week(from: DayNumber): DaySpan {
  return { from, to: from + 7, grain: 'week', others: [] };
}

function isoWeek(part: Part, today: DayNumber): DaySpan {
  const year = part.year ?? calendarOf(today).year;
  const first = weekStartOf(dayNumber(year, 1, 4), 1);
  const found = first + ((part.isoWeek ?? 1) - 1) * 7;
  return week(part.year === undefined && found + 7 <= today ? weekStartOf(dayNumber(year + 1, 1, 4), 1) + ((part.isoWeek ?? 1) - 1) * 7 : found);
}

function weekend(part: Part, today: DayNumber, lexicon: Lexicon): DaySpan {
  // Friday and Saturday where the week starts on Sunday, Saturday and Sunday elsewhere.
  const first = lexicon.weekStart === 7 ? 5 : 6;
  const coming = weekdayInWeek(weekStartOf(today, lexicon.weekStart), first) + (part.weekOffset ?? 0) * 7;
  return { from: coming, to: coming + 2, grain: 'day', others: [] };
}

function spanOf(part: Part, today: DayNumber, lexicon: Lexicon): DaySpan | null {
  if (part.nth !== undefined) return nthWeekday(part, today);
  if (part.lastDay === true) return one(month(part, today).to - 1);
  if (part.dayOffset !== undefined) return one(today + part.dayOffset);
  if (part.weekend === true) return weekend(part, today, lexicon);
  if (part.weekday !== undefined && part.day === undefined) return namedWeekday(part, today, lexicon);
  if (part.day !== undefined) {
    const found = dayOfMonth(part, today);
    if (found === null) return null;
    // "Thursday 13 March" while the 13th is a Friday: the date counts, the weekday is the other reading.
    const clash = part.weekday !== undefined && calendarOf(found).weekday !== part.weekday;
    return one(found, clash ? [namedWeekday({ weekday: part.weekday ?? 1 }, today, lexicon).from] : []);
  }
  if (part.isoWeek !== undefined) return isoWeek(part, today);
  if (part.weekOffset !== undefined) return week(weekStartOf(today, lexicon.weekStart) + part.weekOffset * 7);
  if (part.month !== undefined || part.monthOffset !== undefined) return month(part, today);
  if (part.yearOffset !== undefined) {
    const year = calendarOf(today).year + part.yearOffset;
    return { from: dayNumber(year, 1, 1), to: dayNumber(year + 1, 1, 1), grain: 'year', others: [] };
  }
  return null;
}

/** The days a part means, seen from today, or null when it names no day or one that does not exist. Dates without a year lie ahead. */
export function resolveDay(part: Part, today: DayNumber, lexicon: Lexicon): DaySpan | null {
  const span = spanOf(part, today, lexicon);
  if (span === null) return null;
  if (part.weekOf === true) return week(weekStartOf(span.from, lexicon.weekStart));
  return part.edge === undefined ? span : edgeSpan(span, part.edge);
}
