import type { When } from '../understanding.ts';

export type PartOfDay = NonNullable<When['partOfDay']>;
export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
export type Amount = { n: number; unit: Unit };

/**
 * What one expression says about a moment, before it is known which moment that is. Facts of several expressions are merged
 * slot by slot ("Thursday" + "at 5" + "in the evening"); only the resolver knows the reference time.
 */
export type Part = {
  /** Distance from now: "in 2 hours". Several add up. */
  offsets?: Amount[];
  /** today = 0, tomorrow = 1. */
  dayOffset?: number;
  /** 1 = Monday .. 7 = Sunday. */
  weekday?: number;
  /** "next Tuesday" = 1, "last" = -1, "the one after next" = 2, "this" = 0. */
  weekdayMod?: number;
  /** "first Wednesday of October": 1..5, -1 = the last. */
  nth?: number;
  /** "three Fridays from now". */
  weekdayCount?: number;
  /** "a week on Friday", "el viernes en ocho": so many weeks after the coming one. */
  weeksAfter?: number;
  /** "the last day of March". */
  lastDay?: boolean;
  day?: number;
  month?: number;
  year?: number;
  monthOffset?: number;
  yearOffset?: number;
  edge?: 'start' | 'mid' | 'end';
  /** this week = 0, next week = 1. */
  weekOffset?: number;
  isoWeek?: number;
  /** "the week of the 4th": the week in which the date lies. */
  weekOf?: boolean;
  weekend?: boolean;
  /** "the next three days". */
  nextUnits?: Amount;
  hour?: number;
  minute?: number;
  /** True when the hour can only be meant as written: "15:30", "07:30", "3 pm". */
  exact?: boolean;
  meridiem?: 'am' | 'pm';
  partOfDay?: PartOfDay;
  /** "tonight", "this morning": the part of the day of today. */
  today?: boolean;
  until?: Part;
  length?: Amount[];
  open?: 'after' | 'before';
  /** Also readable as the day of the month with this number ("ב-16"). */
  orDay?: number;
  /** "Friday 11": the 11th when that is a Friday soon, else eleven o'clock. */
  orHour?: boolean;
  /** Needs company: an abbreviation or a form that is usually no date. */
  weak?: boolean;
  /** A number alone: an hour only next to a date. */
  bare?: boolean;
  /** A date that does not exist: 31 February, 32.10. */
  invalid?: boolean;
};

const SLOT_OF: Partial<Record<keyof Part, string>> = {
  offsets: 'date', dayOffset: 'relative', weekday: 'weekday', nth: 'nth', weekdayCount: 'weekday', lastDay: 'day', day: 'day', month: 'month', year: 'year', monthOffset: 'month',
  yearOffset: 'year', edge: 'edge', weekOffset: 'week', isoWeek: 'week', weekend: 'weekday', nextUnits: 'date', hour: 'time', partOfDay: 'part', until: 'until', length: 'length',
}; // prettier-ignore

/** The slots a part fills; two parts merge only when none is filled twice. */
export function slotsOf(part: Part): Set<string> {
  const slots = new Set<string>();
  for (const key of Object.keys(part) as (keyof Part)[]) {
    const slot = SLOT_OF[key];
    if (slot !== undefined && part[key] !== undefined) slots.add(slot);
  }
  return slots;
}

const DATE_SLOTS = ['date', 'relative', 'weekday', 'nth', 'day', 'month', 'year', 'edge', 'week'];

/** Whether the part says anything about the day. */
export function hasDate(part: Part): boolean {
  const slots = slotsOf(part);
  return part.today === true || part.invalid === true || DATE_SLOTS.some((slot) => slots.has(slot));
}

/** Whether the part names a clock time, alone or as a distance in hours or less. */
export function hasTime(part: Part): boolean {
  if (part.hour !== undefined) return true;
  return (part.offsets ?? []).some(({ unit }) => unit === 'second' || unit === 'minute' || unit === 'hour');
}
