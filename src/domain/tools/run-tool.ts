import { Fault } from '../../errors.ts';
import { localized } from '../clinic.ts';
import type { Appointment, Effect } from '../conversation.ts';
import { atTimeOfDay, fromLocal, toLocal } from '../local-time.ts';
import { doctorsFor, freeSlots, horizonEndMs } from '../slots.ts';
import { TOOL_ARGUMENTS } from '../tools.ts';
import type { AppointmentView, ToolArguments, ToolboxDeps, ToolData, ToolName } from '../tools.ts';

type Run = ToolboxDeps & { appointments: Appointment[] };
type Outcome = { data: ToolData[ToolName]; effects: Effect[] };

const MINUTE_MS = 60_000;
const DEFAULT_LIMIT = 30;

/** Runs a validated call. Throws a `bug` Fault when the validator let something impossible through. */
export async function runTool(name: ToolName, args: unknown, run: Run): Promise<Outcome> {
  switch (name) {
    case 'list_services':
      return { data: listServices(run), effects: [] };
    case 'clinic_info':
      return { data: clinicInfo(run), effects: [] };
    case 'list_appointments':
      return { data: run.appointments.map((one) => view(one, run)), effects: [] };
    case 'find_slots':
      return { data: await findSlots(TOOL_ARGUMENTS.find_slots.parse(args), run), effects: [] };
    case 'book_appointment':
      return book(TOOL_ARGUMENTS.book_appointment.parse(args), run);
    case 'reschedule_appointment':
      return reschedule(TOOL_ARGUMENTS.reschedule_appointment.parse(args), run);
    case 'cancel_appointment': {
      const appointment = appointmentOf(TOOL_ARGUMENTS.cancel_appointment.parse(args).appointmentId, run);
      return { data: view(appointment, run), effects: [{ kind: 'cancel', appointmentId: appointment.id }] };
    }
    case 'confirm_appointment': {
      const appointment = appointmentOf(TOOL_ARGUMENTS.confirm_appointment.parse(args).appointmentId, run);
      return { data: view(appointment, run), effects: [{ kind: 'confirm', appointmentId: appointment.id }] };
    }
    case 'escalate_to_human':
      return { data: { escalated: true }, effects: [{ kind: 'escalate', reason: TOOL_ARGUMENTS.escalate_to_human.parse(args).reason }] };
    case 'schedule_follow_up':
      return followUp(TOOL_ARGUMENTS.schedule_follow_up.parse(args), run);
  }
}

function listServices({ clinic, language }: Run): ToolData['list_services'] {
  return clinic.services.map((service) => ({
    id: service.id,
    name: localized(service.name, language, clinic.defaultLanguage) ?? service.id,
    minutes: service.minutes,
    price: service.price ?? null,
    currency: clinic.currency,
  }));
}

function clinicInfo({ clinic, language }: Run): ToolData['clinic_info'] {
  return {
    name: clinic.name,
    hours: clinic.hours,
    closedOn: clinic.closedOn,
    address: localized(clinic.address, language, clinic.defaultLanguage) ?? null,
    phone: clinic.phone ?? null,
    timezone: clinic.timezone,
    doctors: clinic.doctors.map(({ id, name, services }) => ({ id, name, services })),
  };
}

async function findSlots(args: ToolArguments<'find_slots'>, run: Run): Promise<ToolData['find_slots']> {
  const { clinic, nowMs } = run;
  const doctorIds = args.doctorId === undefined ? undefined : [args.doctorId];
  const doctors = doctorsFor(clinic, args.serviceId, doctorIds).map((doctor) => doctor.id);
  const fromMs = Math.max(instant(args.from, clinic.timezone, false), nowMs);
  const toMs = instant(args.to, clinic.timezone, true);
  if (doctors.length === 0 || toMs <= fromMs) return { slots: [], total: 0 };
  const serviceMinutes = clinic.services.find((service) => service.id === args.serviceId)?.minutes ?? 0;
  const busy = await run.calendar.busy(clinic.id, doctors, fromMs, toMs + serviceMinutes * MINUTE_MS);
  const own = run.appointments.find((one) => one.id === args.moving);
  const isOwn = (one: { doctorId: string; startMs: number; endMs: number }) =>
    own !== undefined && one.doctorId === own.doctorId && one.startMs === own.startMs && one.endMs === own.endMs;
  const moved = run.appointments.map(({ doctorId, startMs, endMs }) => ({ doctorId, startMs, endMs }));
  const slots = freeSlots({
    clinic,
    serviceId: args.serviceId,
    doctorIds: doctors,
    fromMs,
    toMs,
    busy: [...busy, ...moved].filter((one) => !isOwn(one)),
    nowMs,
    ...(args.at === undefined ? {} : { atTime: args.at }),
  });
  const others = own === undefined ? slots : slots.filter((slot) => slot.startMs !== own.startMs || slot.doctorId !== own.doctorId);
  return { slots: others.slice(0, args.limit ?? DEFAULT_LIMIT), total: others.length };
}

/** A date as `to` means its whole day. */
function instant(local: string, timezone: string, isEnd: boolean): number {
  const atMs = fromLocal(local, timezone);
  if (atMs === null) throw new Fault('bug', 'a tool was run with a date that does not exist');
  return isEnd && local.length === 10 ? atTimeOfDay(local, '24:00', timezone) : atMs;
}

function book(args: ToolArguments<'book_appointment'>, run: Run): Outcome {
  const { startMs, endMs } = span(args.serviceId, args.start, run);
  const appointmentId = run.newId();
  const patientName = args.patientName ?? null;
  const { serviceId, doctorId } = args;
  return {
    data: view({ id: appointmentId, serviceId, doctorId, startMs, endMs }, run),
    effects: [{ kind: 'book', appointmentId, serviceId, doctorId, startMs, endMs, patientName }],
  };
}

function reschedule(args: ToolArguments<'reschedule_appointment'>, run: Run): Outcome {
  const appointment = appointmentOf(args.appointmentId, run);
  const { startMs, endMs } = span(appointment.serviceId, args.start, run);
  const doctorId = args.doctorId ?? appointment.doctorId;
  return {
    data: view({ ...appointment, doctorId, startMs, endMs }, run),
    effects: [{ kind: 'reschedule', appointmentId: appointment.id, doctorId, startMs, endMs }],
  };
}

function followUp(args: ToolArguments<'schedule_follow_up'>, run: Run): Outcome {
  const atMs = args.at === undefined ? null : fromLocal(args.at, run.clinic.timezone);
  const isAhead = atMs !== null && atMs > run.nowMs && atMs <= horizonEndMs(run.clinic, run.nowMs);
  const dueAtMs = isAhead ? atMs : run.nowMs + run.clinic.settings.followUpMinutes[args.urgency] * MINUTE_MS;
  const { kind: followUpKind, urgency, note } = args;
  return { data: { dueAtMs }, effects: [{ kind: 'schedule_follow_up', followUpId: run.newId(), followUpKind, urgency, dueAtMs, note }] };
}

function span(serviceId: string, start: string, { clinic }: Run): { startMs: number; endMs: number } {
  const startMs = fromLocal(start, clinic.timezone);
  const service = clinic.services.find((candidate) => candidate.id === serviceId);
  if (startMs === null || !service) throw new Fault('bug', 'a tool was run for a time or a service that does not exist');
  return { startMs, endMs: startMs + service.minutes * MINUTE_MS };
}

function appointmentOf(id: string, run: Run): Appointment {
  const appointment = run.appointments.find((one) => one.id === id);
  if (!appointment) throw new Fault('bug', 'a tool was run for an appointment that is not in this context');
  return appointment;
}

function view(one: { id: string; serviceId: string; doctorId: string; startMs: number; endMs: number }, { clinic }: Run): AppointmentView {
  return {
    appointmentId: one.id,
    serviceId: one.serviceId,
    doctorId: one.doctorId,
    start: toLocal(one.startMs, clinic.timezone),
    end: toLocal(one.endMs, clinic.timezone),
  };
}
