import type { Clinic } from '../clinic.ts';
import { beforeQuietHours, quietHoursOf } from './quiet-hours.ts';

/** A reminder as it is planned: `kind` says how long before, as `reminder_24h`. */
export type PlannedReminder = { kind: string; dueAtMs: number };

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DEFAULT_HOURS_BEFORE = [24, 2];
/** Two reminders closer together than this are one. */
const APART_MS = HOUR_MS;
/** What was due longer ago than this when it could first be planned is not news any more. */
const LATE_MS = HOUR_MS;

/**
 * When the patient is reminded of an appointment, in order of time. None is planned for a lead that had passed already when the appointment was
 * made or moved; what would fall into the quiet hours is moved to the evening before them; all lie before the appointment.
 */
export function reminderTimes(appointment: { startMs: number; bookedAtMs: number }, clinic: Clinic, nowMs: number): PlannedReminder[] {
  const { startMs, bookedAtMs } = appointment;
  const hoursBefore = clinic.settings.reminders?.hoursBefore ?? DEFAULT_HOURS_BEFORE;
  const planned: PlannedReminder[] = [];
  for (const hours of [...new Set(hoursBefore)].sort((a, b) => a - b)) {
    const dueAtMs = beforeQuietHours(startMs - hours * HOUR_MS, quietHoursOf(clinic));
    if (dueAtMs === null || dueAtMs <= bookedAtMs || dueAtMs < nowMs - LATE_MS) continue;
    const next = planned[0];
    if (!next || next.dueAtMs - dueAtMs >= APART_MS) planned.unshift({ kind: kindOf(hours), dueAtMs });
  }
  return planned;
}

/** True for the kinds of follow-ups that remind of an appointment. */
export function isReminder(kind: string): boolean {
  return kind.startsWith('reminder');
}

function kindOf(hours: number): string {
  return hours >= 1 ? `reminder_${Math.round(hours * 100) / 100}h` : `reminder_${Math.round((hours * HOUR_MS) / MINUTE_MS)}min`;
}
