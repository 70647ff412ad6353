import { DateTime } from 'luxon';
import type { Clinic, StaffEvent } from './clinic.ts';
import { localized } from './clinic.ts';
import type { Appointment, Effect } from './conversation.ts';
import type { Provider } from './message.ts';

/** How a clinic is told: a row for each. */
export type StaffChannel = 'webhook' | 'whatsapp';

/** An appointment as it is after the change. Instants in ms since the epoch. */
export type NotedAppointment = { id: string; serviceId: string; doctorId: string; startMs: number; endMs: number; previousStartMs?: number };

/** What happened, in ids, instants and codes: nothing that names a patient is stored with it. */
export type StaffNotice =
  | { event: 'booked' | 'moved' | 'cancelled'; appointment: NotedAppointment }
  | { event: 'escalated'; reason: string }
  /** `effects`: what the message said was done (book, reschedule, cancel), so that the patient does not know of it. */
  | { event: 'send_failed'; reason: string; effects: string[] }
  | { event: 'line_disconnected' | 'line_silent'; line: { provider: Provider; instance: string }; sinceMs: number };

/** A notice as it is written with its cause. `subject` names what it tells of; the same subject is told once through each channel. */
export type NewStaffNotification = { channel: StaffChannel; subject: string; notice: StaffNotice };

/** A notice as it is told: with who the patient is by now. `atMs`: when it happened. */
export type StaffNotification = {
  id: string;
  clinicId: string;
  conversationId: string | null;
  atMs: number;
  traceId: string;
  patient: { from: string; name: string | null } | null;
  notice: StaffNotice;
};

/** The channels through which the clinic wants to be told of an event; none without the setting. */
export function channelsFor(clinic: Clinic, event: StaffEvent): StaffChannel[] {
  const wanted = clinic.settings.notifications;
  if (!wanted || (wanted.events && !wanted.events.includes(event))) return [];
  return [...(wanted.webhookUrl === undefined ? [] : (['webhook'] as const)), ...(wanted.whatsapp ? (['whatsapp'] as const) : [])];
}

/** What staff are to be told of a turn's effects, for each channel they want it by. `appointments` are those the turn opened with. */
export function staffNotifications(turn: { clinic: Clinic; turnId: string; effects: Effect[]; appointments: Appointment[] }): NewStaffNotification[] {
  if (!turn.clinic.settings.notifications) return [];
  return turn.effects.flatMap((effect, index) => {
    const notice = noticeOf(effect, turn.appointments);
    if (!notice) return [];
    return channelsFor(turn.clinic, notice.event).map((channel) => ({ channel, subject: `turn:${turn.turnId}:${index}`, notice }));
  });
}

function noticeOf(effect: Effect, appointments: Appointment[]): StaffNotice | null {
  switch (effect.kind) {
    case 'book': {
      const { appointmentId, serviceId, doctorId, startMs, endMs } = effect;
      return { event: 'booked', appointment: { id: appointmentId, serviceId, doctorId, startMs, endMs } };
    }
    case 'reschedule': {
      const before = appointments.find((one) => one.id === effect.appointmentId);
      if (!before) return null;
      const { doctorId, startMs, endMs } = effect;
      return { event: 'moved', appointment: { id: before.id, serviceId: before.serviceId, doctorId, startMs, endMs, previousStartMs: before.startMs } };
    }
    case 'cancel': {
      const before = appointments.find((one) => one.id === effect.appointmentId);
      if (!before) return null;
      const { id, serviceId, doctorId, startMs, endMs } = before;
      return { event: 'cancelled', appointment: { id, serviceId, doctorId, startMs, endMs } };
    }
    case 'escalate':
      return { event: 'escalated', reason: effect.reason };
    case 'confirm':
    case 'schedule_follow_up':
      return null;
  }
}

/** The JSON of the webhook. Times of appointments have the clinic's offset, all others are UTC; what does not apply is left out. */
export function webhookBody({ id, clinicId, conversationId, traceId, atMs, patient, notice }: StaffNotification, clinic: Clinic): Record<string, unknown> {
  return {
    id,
    event: notice.event,
    clinicId,
    ...(conversationId === null ? {} : { conversationId }),
    traceId,
    at: new Date(atMs).toISOString(),
    ...(patient ? { patient: { from: patient.from, ...(patient.name === null ? {} : { name: patient.name }) } } : {}),
    ...particulars(notice, clinic),
  };
}

function particulars(notice: StaffNotice, clinic: Clinic): Record<string, unknown> {
  switch (notice.event) {
    case 'booked':
    case 'moved':
    case 'cancelled':
      return { appointment: appointmentView(notice.appointment, clinic) };
    case 'escalated':
      return { reason: notice.reason };
    case 'send_failed':
      return { reason: notice.reason, effects: notice.effects };
    case 'line_disconnected':
    case 'line_silent':
      return { line: notice.line, since: new Date(notice.sinceMs).toISOString() };
  }
}

function appointmentView(appointment: NotedAppointment, clinic: Clinic): Record<string, unknown> {
  const local = (atMs: number) => DateTime.fromMillis(atMs, { zone: clinic.timezone }).toISO({ suppressMilliseconds: true });
  const { id, serviceId, doctorId, startMs, endMs, previousStartMs } = appointment;
  const { service, doctor } = namesOf(appointment, clinic);
  return {
    id,
    serviceId,
    ...(service === null ? {} : { service }),
    doctorId,
    ...(doctor === null ? {} : { doctor }),
    start: local(startMs),
    end: local(endMs),
    ...(previousStartMs === undefined ? {} : { previousStart: local(previousStartMs) }),
  };
}

/** Service and doctor by name, in the clinic's default language; null for what the clinic no longer has. */
export function namesOf(appointment: NotedAppointment, clinic: Clinic): { service: string | null; doctor: string | null } {
  const service = clinic.services.find((one) => one.id === appointment.serviceId);
  return {
    service: localized(service?.name, clinic.defaultLanguage, clinic.defaultLanguage) ?? null,
    doctor: clinic.doctors.find((one) => one.id === appointment.doctorId)?.name ?? null,
  };
}
