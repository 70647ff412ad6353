import type { Clinic, Doctor, HoursEntry } from './clinic.ts';
import { WEEKDAYS } from './clinic.ts';
import { addDays, atTimeOfDay, fromLocal, toLocal, weekdayOf } from './local-time.ts';

/** A stretch of time in which a doctor is taken. Instants in ms since the epoch, end exclusive. */
export type Busy = { doctorId: string; startMs: number; endMs: number };
/** A time a patient can have. Instants in ms since the epoch; `start` is local to the clinic, YYYY-MM-DDTHH:mm. */
export type Slot = { doctorId: string; serviceId: string; startMs: number; endMs: number; start: string };

type SlotSearch = {
  clinic: Clinic;
  serviceId: string;
  /** Only these; else everyone who does the service, in the catalogue's order. */
  doctorIds?: string[];
  fromMs: number;
  /** Exclusive for the start of a slot. */
  toMs: number;
  busy: Busy[];
  nowMs: number;
  stepMinutes?: number;
  /** Only starts at this local time of day (HH:mm), also off the grid. */
  atTime?: string;
};

type Interval = { startMs: number; endMs: number };
const STEP_MINUTES = 30;
const MINUTE_MS = 60_000;

/** The last instant that may be booked: the end of the horizon's last day. */
export function horizonEndMs(clinic: Clinic, nowMs: number): number {
  const today = toLocal(nowMs, clinic.timezone).slice(0, 10);
  return atTimeOfDay(addDays(today, clinic.settings.horizonDays), '24:00', clinic.timezone) - 1;
}

function intervalsOf(hours: HoursEntry[], date: string, timezone: string): Interval[] {
  const weekday = WEEKDAYS[weekdayOf(date)];
  const at = (time: string) => atTimeOfDay(date, time, timezone);
  return hours.filter((entry) => weekday !== undefined && entry.days.includes(weekday)).map((entry) => ({ startMs: at(entry.open), endMs: at(entry.close) }));
}

function intersect(left: Interval[], right: Interval[]): Interval[] {
  const both: Interval[] = [];
  for (const a of left) {
    for (const b of right) {
      const startMs = Math.max(a.startMs, b.startMs);
      const endMs = Math.min(a.endMs, b.endMs);
      if (startMs < endMs) both.push({ startMs, endMs });
    }
  }
  return both.sort((a, b) => a.startMs - b.startMs);
}

function joined(intervals: Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const interval of [...intervals].sort((a, b) => a.startMs - b.startMs)) {
    const last = out.at(-1);
    if (last && interval.startMs <= last.endMs) last.endMs = Math.max(last.endMs, interval.endMs);
    else out.push({ ...interval });
  }
  return out;
}

function houseIntervals(clinic: Clinic, date: string): Interval[] {
  return joined(intervalsOf(clinic.hours, date, clinic.timezone));
}

/** When the clinic (or, with a doctor, that doctor within the clinic's hours) receives on a local date; empty when closed. */
function openIntervals(clinic: Clinic, doctor: Doctor | null, date: string, house = houseIntervals(clinic, date)): Interval[] {
  if (clinic.closedOn.includes(date)) return [];
  if (!doctor?.hours) return house;
  const own = joined(intervalsOf(doctor.hours, date, clinic.timezone));
  // a clinic without hours of its own is open when its doctors are
  return clinic.hours.length === 0 ? own : intersect(house, own);
}

/** The doctors who do a service, narrowed to `only` when given. */
export function doctorsFor(clinic: Clinic, serviceId: string, only?: string[]): Doctor[] {
  return clinic.doctors.filter((doctor) => doctor.services.includes(serviceId) && (only === undefined || only.includes(doctor.id)));
}

function isTaken(busy: Busy[], doctorId: string, startMs: number, endMs: number): boolean {
  return busy.some((taken) => taken.doctorId === doctorId && taken.startMs < endMs && startMs < taken.endMs);
}

function* startsWithin(interval: Interval, date: string, search: SlotSearch): Generator<number> {
  if (search.atTime !== undefined) {
    const atMs = fromLocal(`${date}T${search.atTime}`, search.clinic.timezone);
    if (atMs !== null && atMs >= interval.startMs) yield atMs;
    return;
  }
  const stepMs = (search.stepMinutes ?? STEP_MINUTES) * MINUTE_MS;
  for (let startMs = interval.startMs; startMs < interval.endMs; startMs += stepMs) yield startMs;
}

/**
 * The free slots of a service, by start, then in the catalogue's order of doctors: within the hours of doctor and clinic, not on closed days,
 * long enough, not busy, not past, within the horizon. Empty for an unknown service.
 */
export function freeSlots(search: SlotSearch): Slot[] {
  const { clinic, serviceId, nowMs } = search;
  const service = clinic.services.find((candidate) => candidate.id === serviceId);
  if (!service) return [];
  const fromMs = Math.max(search.fromMs, nowMs);
  const toMs = Math.min(search.toMs, horizonEndMs(clinic, nowMs));
  const lengthMs = service.minutes * MINUTE_MS;
  const doctors = doctorsFor(clinic, serviceId, search.doctorIds);
  const slots: Slot[] = [];
  for (let date = toLocal(fromMs, clinic.timezone).slice(0, 10); atTimeOfDay(date, '00:00', clinic.timezone) < toMs; date = addDays(date, 1)) {
    const house = houseIntervals(clinic, date);
    for (const doctor of doctors) {
      for (const interval of openIntervals(clinic, doctor, date, house)) {
        for (const startMs of startsWithin(interval, date, search)) {
          const endMs = startMs + lengthMs;
          if (endMs > interval.endMs || startMs < fromMs || startMs >= toMs || isTaken(search.busy, doctor.id, startMs, endMs)) continue;
          slots.push({ doctorId: doctor.id, serviceId, startMs, endMs, start: toLocal(startMs, clinic.timezone) });
        }
      }
    }
  }
  return slots.sort((a, b) => a.startMs - b.startMs);
}

/** The `limit` slots nearest to a wish, in order of time: same day before other days, then the same time of day. */
export function nearestSlots(slots: Slot[], wishedMs: number, limit: number, timezone: string): Slot[] {
  const minuteOfDay = (start: string) => Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16));
  const wished = toLocal(wishedMs, timezone);
  const wishedDayMs = Date.parse(wished.slice(0, 10));
  const cost = (slot: Slot) => {
    const days = Math.abs(Math.round((Date.parse(slot.start.slice(0, 10)) - wishedDayMs) / 86_400_000));
    return days * 8 * 60 + Math.abs(minuteOfDay(slot.start) - minuteOfDay(wished));
  };
  const seen = new Set<string>();
  return slots
    .map((slot) => ({ slot, cost: cost(slot) }))
    .sort((a, b) => a.cost - b.cost || a.slot.startMs - b.slot.startMs)
    .map(({ slot }) => slot)
    .filter((slot) => !seen.has(slot.start) && seen.add(slot.start))
    .slice(0, limit)
    .sort((a, b) => a.startMs - b.startMs);
}

/** Why a start can't be had by any of these doctors; null when one of them has it free. */
export type Unavailable = 'past' | 'beyond_horizon' | 'closed_day' | 'doctor_off' | 'outside_hours' | 'busy';

/** Judges one wished start (a whole local day when `wholeDay`) for a service; `busy` may be empty to judge the hours alone. */
export function explainUnavailable(input: Omit<SlotSearch, 'fromMs' | 'toMs'> & { startMs: number; wholeDay: boolean }): Unavailable | null {
  const { clinic, startMs, nowMs } = input;
  const date = toLocal(startMs, clinic.timezone).slice(0, 10);
  const today = toLocal(nowMs, clinic.timezone).slice(0, 10);
  if (input.wholeDay ? date < today : startMs <= nowMs) return 'past';
  if (startMs > horizonEndMs(clinic, nowMs)) return 'beyond_horizon';
  const doctors = doctorsFor(clinic, input.serviceId, input.doctorIds);
  const house = clinic.hours.length === 0 ? null : openIntervals(clinic, null, date);
  if (clinic.closedOn.includes(date) || house?.length === 0) return 'closed_day';
  if (!doctors.some((doctor) => openIntervals(clinic, doctor, date).length > 0)) return 'doctor_off';
  const dayStartMs = fromLocal(date, clinic.timezone) ?? startMs;
  const dayEndMs = atTimeOfDay(date, '24:00', clinic.timezone);
  const search = { ...input, fromMs: dayStartMs, toMs: dayEndMs };
  if (input.wholeDay) return freeSlots(search).length > 0 ? null : 'busy';
  const atTime = toLocal(startMs, clinic.timezone).slice(11, 16);
  if (freeSlots({ ...search, atTime }).length > 0) return null;
  return freeSlots({ ...search, atTime, busy: [] }).length > 0 ? 'busy' : 'outside_hours';
}
