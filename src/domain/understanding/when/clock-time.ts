import type { Edge } from './chart.ts';
import type { Part, PartOfDay } from './part.ts';

/** A clock time, or null when there is no such time. Hours above 12 and hours with a leading zero can only be meant as written. */
export function clock(hour: number, minute: number, extra: Part = {}): Part | null {
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour === 24 && minute > 0)) return null;
  const exact = hour > 12 || hour === 0;
  return { hour, minute, ...(exact ? { exact } : {}), ...extra };
}

/** A leading zero ("07:30") says that the hour is meant as written. */
export const leadingZero = (edge: Edge | undefined): Part => (edge?.digits === 2 && edge.n < 10 ? { exact: true } : {});

/** A clock time with "am" or "pm" said. */
export function withMeridiem(time: Part | null, meridiem: 'am' | 'pm'): Part | null {
  const hour = time?.hour;
  if (time === null || hour === undefined) return null;
  if (hour > 12 || hour === 0) return { ...time, exact: true };
  return { ...time, hour: meridiem === 'am' ? hour % 12 : (hour % 12) + 12, exact: true, meridiem };
}

/** Puts a clock time into the part of the day it was named with: "8 in the evening", "3 часа дня", "12 ночи". */
export function inPartOfDay(time: Part, part: PartOfDay): Part {
  const hour = time.hour ?? 0;
  // "12:30 ночи"
  if (hour === 12 && part === 'night' && time.meridiem === undefined) return { ...time, hour: 0, exact: true };
  if (time.exact === true || hour > 12) return time;
  const lateNight = part === 'night' && hour >= 6 && hour < 12;
  const noonish = part === 'noon' && hour >= 1 && hour <= 6;
  const after = part === 'afternoon' || part === 'evening' || lateNight || noonish;
  if (part === 'noon' && !noonish) return { ...time, exact: true };
  if (part === 'afternoon' && hour === 11) return { ...time, exact: true };
  return { ...time, hour: after ? (hour % 12) + 12 : hour % 12, exact: true };
}
