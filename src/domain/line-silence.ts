import { DateTime } from 'luxon';
import type { Clinic } from './clinic.ts';
import { WEEKDAYS } from './clinic.ts';

/** A stretch of time, ms since the epoch, end exclusive. */
export type Window = { fromMs: number; toMs: number };

/** The hours that end now, and the same hours of the same weekday in the weeks before, the latest first. */
export type ComparedHours = { now: Window; before: Window[] };

const WEEKS = 4;
/** Fewer than this many weeks tell nothing of what is usual. */
const LEAST_WEEKS = 2;
/** Of a line that usually gets so many messages in these hours, none by chance is one time in three thousand. */
const FLOOR = 8;

/**
 * Which hours to judge a line's silence by; null when the clinic was not open all of them, so that a night or a lunch break is never
 * silence. The clinic's wall clock counts, also across a change of the clocks; days on which it was closed are left out.
 */
export function comparedHours(clinic: Clinic, nowMs: number, hours: number): ComparedHours | null {
  const to = DateTime.fromMillis(nowMs, { zone: clinic.timezone });
  const from = to.minus({ hours });
  if (!isOpenAllAlong(clinic, from, to)) return null;
  const before: Window[] = [];
  for (let weeks = 1; weeks <= WEEKS; weeks += 1) {
    const then = { from: from.minus({ weeks }), to: to.minus({ weeks }) };
    if (!isClosedOn(clinic, then.from)) before.push({ fromMs: then.from.toMillis(), toMs: then.to.toMillis() });
  }
  return { now: { fromMs: from.toMillis(), toMs: nowMs }, before };
}

/**
 * True when a line on which nothing came in now usually gets at least eight messages in these hours. `before` are the counts of the weeks
 * before, the latest first. Weeks before the line was used don't count; of four weeks one may have been quiet too.
 */
export function isUnusuallySilent(before: readonly number[]): boolean {
  const sinceUsed = before.slice(0, before.findLastIndex((count) => count > 0) + 1).sort((a, b) => a - b);
  if (sinceUsed.length < LEAST_WEEKS) return false;
  const usual = sinceUsed.length >= WEEKS ? sinceUsed[1] : sinceUsed[0];
  return (usual ?? 0) >= FLOOR;
}

function isOpenAllAlong(clinic: Clinic, from: DateTime, to: DateTime): boolean {
  if (isClosedOn(clinic, from) || from.toISODate() !== to.toISODate()) return false;
  const weekday = WEEKDAYS[from.weekday - 1];
  const open = clinic.hours.filter((entry) => weekday !== undefined && entry.days.includes(weekday)).sort((a, b) => a.open.localeCompare(b.open));
  let openUntil = from.toFormat('HH:mm');
  for (const entry of open) if (entry.open <= openUntil && entry.close > openUntil) openUntil = entry.close;
  return openUntil >= to.toFormat('HH:mm');
}

function isClosedOn(clinic: Clinic, day: DateTime): boolean {
  return clinic.closedOn.includes(day.toISODate() ?? '');
}
