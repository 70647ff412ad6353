import { DateTime, IANAZone } from 'luxon';

/**
 * Local times of a clinic and instants (ms since the epoch). A search for slots asks for thousands of them, and asking the runtime for a zone's offset
 * costs more than all the rest: on a day without a change of the clocks, which is nearly every day, it is asked for once and remembered.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Days of all zones together, some hundred bytes each. */
const MAX_DAYS = 20_000;
const steadyOffsets = new Map<string, Map<number, number | null>>();
let rememberedDays = 0;

/** How far the zone is ahead of UTC on a day of UTC (days since the epoch), ms; null when that changes within the day. */
function steadyOffsetMs(utcDay: number, timezone: string): number | null {
  const known = steadyOffsets.get(timezone)?.get(utcDay);
  if (known !== undefined) return known;
  const zone = IANAZone.create(timezone);
  const [first, last] = [zone.offset(utcDay * DAY_MS), zone.offset((utcDay + 1) * DAY_MS)];
  const offsetMs = first === last ? first * MINUTE_MS : null;
  if (rememberedDays >= MAX_DAYS) {
    steadyOffsets.clear();
    rememberedDays = 0;
  }
  const days = steadyOffsets.get(timezone) ?? new Map<number, number | null>();
  steadyOffsets.set(timezone, days.set(utcDay, offsetMs));
  rememberedDays += 1;
  return offsetMs;
}

/** The offset of a whole local day and its neighbours, ms; null when the clocks change near it. */
function offsetAroundMs(wallMs: number, timezone: string): number | null {
  const day = Math.floor(wallMs / DAY_MS);
  const offsetMs = steadyOffsetMs(day, timezone);
  return steadyOffsetMs(day - 1, timezone) === offsetMs && steadyOffsetMs(day + 1, timezone) === offsetMs ? offsetMs : null;
}

/** How far the zone is ahead of UTC at an instant, ms. */
export function zoneOffsetMs(atMs: number, timezone: string): number {
  return steadyOffsetMs(Math.floor(atMs / DAY_MS), timezone) ?? IANAZone.create(timezone).offset(atMs) * MINUTE_MS;
}

/** An instant as YYYY-MM-DDTHH:mm in the zone. */
export function toLocal(atMs: number, timezone: string): string {
  const wallMs = atMs + zoneOffsetMs(atMs, timezone);
  const day = Math.floor(wallMs / DAY_MS);
  if (day !== lastDate.day) lastDate = { day, date: dateOf(wallMs) };
  const minute = Math.floor((wallMs - day * DAY_MS) / MINUTE_MS);
  return `${lastDate.date}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** Slots are told one after another, and most are of the same day as the one before. */
let lastDate = { day: 0, date: '1970-01-01' };

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The instant of a local time; null when the form is wrong or the time does not exist (clocks go forward). Ambiguous: the earlier. */
export function fromLocal(local: string, timezone: string): number | null {
  const wallMs = /^\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/.test(local) ? Date.parse(local.length === 10 ? local : `${local}Z`) : Number.NaN;
  const offsetMs = Number.isNaN(wallMs) || dateOf(wallMs) !== local.slice(0, 10) ? null : offsetAroundMs(wallMs, timezone);
  if (offsetMs !== null) return wallMs - offsetMs;
  const parsed = DateTime.fromISO(local, { zone: timezone });
  if (!parsed.isValid) return null;
  if (local.length === 10) return parsed.toMillis();
  if (parsed.toFormat('HH:mm') !== local.slice(11, 16)) return null;
  const [earlier] = parsed.getPossibleOffsets().map((one) => one.toMillis());
  return earlier ?? parsed.toMillis();
}

/** The instant of a time of day (HH:mm, 24:00 is the end of the day) by the wall clock, so a day with 23 or 25 hours still opens at nine. */
export function atTimeOfDay(date: string, time: string, timezone: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const wallMs = Date.parse(date) + (hour * 60 + minute) * MINUTE_MS;
  const offsetMs = offsetAroundMs(wallMs, timezone);
  if (offsetMs !== null) return wallMs - offsetMs;
  const day = DateTime.fromISO(date, { zone: timezone });
  return hour === 24 ? day.plus({ days: 1 }).toMillis() : day.set({ hour, minute }).toMillis();
}

/** Whether the clocks keep still around a local time (YYYY-MM-DDTHH:mm:ss), so that it exists, once. */
export function isPlainTime(local: string, timezone: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(local) && offsetAroundMs(Date.parse(`${local}Z`), timezone) !== null;
}

/** A local date moved by days on the calendar. */
export function addDays(date: string, count: number): string {
  return dateOf(Date.parse(date) + count * DAY_MS);
}

/** 0 is Monday. */
export function weekdayOf(date: string): number {
  return (Math.floor(Date.parse(date) / DAY_MS) + 3) % 7;
}

function dateOf(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 10);
}
