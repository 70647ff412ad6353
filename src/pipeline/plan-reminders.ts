import { reminderTimes } from '../domain/follow-up/reminder-times.ts';
import type { ReminderStore } from './follow-up-ports.ts';
import type { ClinicDirectory, Clock, Trace } from './ports.ts';

export type PlanRemindersPorts = { clinics: ClinicDirectory; reminders: ReminderStore; clock: Clock; newId: () => string };

/** Every way it can end: the log field, the metric label, and the list of tests. */
export type RemindersOutcome =
  | { kind: 'planned' | 'dropped'; appointmentId: string; clinicId: string; count: number; trace: Trace }
  | { kind: 'nothing_to_do' | 'lost'; appointmentId: string };

/**
 * Brings the reminders of an appointment in line with it: planned anew when it was made or moved, dropped when it was cancelled. Asked of
 * whatever the database shows to be out of line, so it does not matter who changed the appointment, or which version of us.
 */
export async function planReminders(appointmentId: string, ports: PlanRemindersPorts): Promise<RemindersOutcome> {
  const appointment = await ports.reminders.open(appointmentId);
  if (!appointment) return { kind: 'nothing_to_do', appointmentId };

  const { clinicId, trace, sentKinds } = appointment;
  const nowMs = ports.clock.now();
  const clinic = await ports.clinics.byId(clinicId);
  const times = clinic && appointment.status === 'booked' && !appointment.optedOut ? reminderTimes(appointment, clinic, nowMs) : [];
  const reminders = times.filter(({ kind }) => !sentKinds.includes(kind)).map((time) => ({ ...time, id: ports.newId() }));
  const isSet = await ports.reminders.set({ appointment, reminders, nowMs });
  if (!isSet) return { kind: 'lost', appointmentId };
  return { kind: appointment.status === 'booked' ? 'planned' : 'dropped', appointmentId, clinicId, count: reminders.length, trace };
}
