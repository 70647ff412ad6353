import { zoneOffsetMs } from '../local-time.ts';
import type { Clinic } from '../clinic.ts';

/** When a clinic writes to nobody on its own: times of day of its time zone, `from` included, `to` not; the same time twice means never. */
export type QuietHours = { quietHours: { from: string; to: string } | undefined; timezone: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Clocks are moved by an hour, somewhere by half of one; more than this is no change of clocks. */
const LARGEST_SHIFT_MS = 2 * HOUR_MS;
/** What is moved to the evening before goes out this long before the quiet begins: a sender may be late. */
const EVENING_MARGIN_MS = 15 * MINUTE_MS;

/** The quiet hours of a clinic. */
export function quietHoursOf(clinic: Pick<Clinic, 'settings' | 'timezone'>): QuietHours {
  return { quietHours: clinic.settings.quietHours, timezone: clinic.timezone };
}

/** True when the clinic's clock shows a time within its quiet hours. */
export function isQuiet(atMs: number, { quietHours, timezone }: QuietHours): boolean {
  if (!quietHours) return false;
  const [from, to, now] = [msOf(quietHours.from), msOf(quietHours.to), timeOfDay(atMs, timezone)];
  if (from % DAY_MS === to % DAY_MS) return false;
  return from <= to ? now >= from && now < to : now >= from || now < to;
}

/** The same instant, or the end of the quiet hours it falls into. Right also on the days the clocks change. */
export function afterQuietHours(atMs: number, quiet: QuietHours): number {
  let later = atMs;
  // Once is enough, but where clocks go back the end may come twice.
  for (let step = 0; step < 4 && quiet.quietHours && isQuiet(later, quiet); step += 1) {
    const to = msOf(quiet.quietHours.to);
    const reached = later + untilTimeOfDay(later, to, quiet.timezone);
    // Clocks that went forward meanwhile took the jump too far.
    const back = reached - pastTimeOfDay(reached, to, quiet.timezone);
    later = back > later && !isQuiet(back, quiet) ? back : reached;
  }
  return later;
}

/** The same instant, or a quarter of an hour before the quiet hours it falls into began; null when the day has no such time. */
export function beforeQuietHours(atMs: number, quiet: QuietHours): number | null {
  if (!quiet.quietHours || !isQuiet(atMs, quiet)) return atMs;
  const from = msOf(quiet.quietHours.from) % DAY_MS;
  const sinceFrom = (timeOfDay(atMs, quiet.timezone) - from + DAY_MS) % DAY_MS;
  const evening = atMs - sinceFrom - EVENING_MARGIN_MS;
  const candidates = [evening, evening - HOUR_MS];
  return candidates.find((candidate) => !isQuiet(candidate, quiet)) ?? null;
}

/** When the next quiet hours begin, at most a change of the clocks too early; null for a clinic that has none. */
export function nextQuietStart(atMs: number, quiet: QuietHours): number | null {
  if (!quiet.quietHours) return null;
  const from = msOf(quiet.quietHours.from) % DAY_MS;
  if (from === msOf(quiet.quietHours.to) % DAY_MS) return null;
  const start = atMs + untilTimeOfDay(atMs, from, quiet.timezone);
  return start - pastTimeOfDay(start, from, quiet.timezone);
}

function untilTimeOfDay(atMs: number, time: number, timezone: string): number {
  return (time - timeOfDay(atMs, timezone) + DAY_MS) % DAY_MS;
}

/** How far the clock is past the time, as far as a change of the clocks can explain it. */
function pastTimeOfDay(atMs: number, time: number, timezone: string): number {
  const past = (timeOfDay(atMs, timezone) - time + DAY_MS) % DAY_MS;
  return past <= LARGEST_SHIFT_MS ? past : 0;
}

function timeOfDay(atMs: number, timezone: string): number {
  const local = atMs + zoneOffsetMs(atMs, timezone);
  return ((local % DAY_MS) + DAY_MS) % DAY_MS;
}

function msOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return hour * HOUR_MS + minute * MINUTE_MS;
}
