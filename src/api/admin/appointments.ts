import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Clinic } from '../../domain/clinic.ts';
import { Fault } from '../../errors.ts';
import type { Clock } from '../../pipeline/ports.ts';
import type { AppointmentAdmin, AppointmentOutcome, AppointmentView, ClinicAdmin, NewAppointment } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { invalidInput, type InputProblem } from './invalid-input.ts';
import { IdPath, ListQuery, PatientRef, REFUSALS, scopeOf } from './list-query.ts';

export type AppointmentRoutesPorts = {
  appointments: AppointmentAdmin;
  clinics: Pick<ClinicAdmin, 'get'>;
  clock: Clock;
  newId: () => string;
  audit: Auditor;
};

const Instant = z.iso.datetime({ offset: true, error: 'an ISO 8601 time with an offset, such as 2026-03-12T10:00:00-03:00' });
const Status = z.enum(['booked', 'cancelled']);
const Appointment = z.object({
  id: z.guid(),
  clinicId: z.guid(),
  from: z.string(),
  serviceId: z.guid(),
  doctorId: z.guid(),
  start: Instant,
  end: Instant,
  status: Status,
  patientName: z.string().optional(),
  createdBy: z.enum(['bot', 'staff']),
  traceId: z.string().optional(),
  confirmedAt: Instant.optional().meta({ description: 'When the patient said they will come, as an answer to a reminder; a move takes it back.' }),
});
const NewBody = z.object({
  id: z.guid().optional(),
  clinicId: z.guid(),
  from: PatientRef,
  serviceId: z.guid(),
  doctorId: z.guid(),
  start: Instant,
  end: Instant.optional().meta({ description: "Left out: start and the service's minutes." }),
  status: Status.default('booked'),
  patientName: z.string().trim().min(1).max(200).nullish(),
  createdBy: z.enum(['bot', 'staff']).default('staff'),
  traceId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/)
    .nullish(),
});
const Change = z
  .strictObject({ start: Instant.optional(), status: Status.optional() })
  .refine((change) => change.start !== undefined || change.status !== undefined, 'start or status is needed');
const tags = ['appointments'];

/** Appointments for staff, imports and fixtures. Times are shown with the clinic's offset. */
export function appointmentRoutes(ports: AppointmentRoutesPorts): FastifyPluginAsyncZod {
  const { appointments, audit, clock } = ports;
  return async (app) => {
    app.get(
      '/api/admin/appointments',
      { schema: { tags, summary: 'Appointments, soonest first', querystring: ListQuery, response: { ...REFUSALS, 200: z.array(Appointment) } } },
      async (request) => {
        const scope = scopeOf(request.query);
        const views = await appointments.list(scope, scope);
        await audit('appointment.read', scope.clinicId ? `clinic:${scope.clinicId}` : 'all clinics', { count: views.length });
        return views.map(toJson);
      },
    );

    app.post(
      '/api/admin/appointments',
      {
        schema: {
          tags,
          summary: 'Book for a patient',
          description: '409 when the doctor is taken at that time, or the id is.',
          body: NewBody,
          response: { ...REFUSALS, 201: Appointment },
        },
      },
      async (request, reply) => {
        const clinic = await ports.clinics.get(request.body.clinicId);
        if (!clinic) throw new Fault('not_found', 'no clinic has this id');
        const appointment = newAppointment(request.body, clinic, { id: ports.newId(), patientId: ports.newId(), traceId: request.trace.traceId });
        const problems = problemsOf(appointment, clinic);
        if (problems.length > 0) return invalidInput(reply, problems);
        await audit('appointment.book', `appointment:${appointment.id}`, { clinicId: clinic.id, doctorId: appointment.doctorId });
        const stored = storedOrFault(await appointments.book(appointment, clock.now()));
        return reply.code(201).send(toJson(stored));
      },
    );

    app.patch(
      '/api/admin/appointments/:id',
      {
        schema: {
          tags,
          summary: 'Move (keeping the duration), cancel or book again',
          description: '409 when the doctor is taken at that time.',
          params: IdPath,
          body: Change,
          response: { ...REFUSALS, 200: Appointment },
        },
      },
      async (request) => {
        const { start, status } = request.body;
        await audit('appointment.change', `appointment:${request.params.id}`, { start: start ?? null, status: status ?? null });
        const outcome = await appointments.change(
          { id: request.params.id, startMs: start === undefined ? null : Date.parse(start), status: status ?? null },
          clock.now(),
        );
        return toJson(storedOrFault(outcome));
      },
    );
  };
}

function newAppointment(body: z.infer<typeof NewBody>, clinic: Clinic, made: { id: string; patientId: string; traceId: string }): NewAppointment {
  const { start, end, id, patientName, traceId, ...same } = body;
  const startMs = Date.parse(start);
  const minutes = clinic.services.find((service) => service.id.toLowerCase() === same.serviceId.toLowerCase())?.minutes ?? 0;
  return {
    ...same,
    ...made,
    id: id ?? made.id,
    traceId: traceId ?? made.traceId,
    patientName: patientName ?? null,
    startMs,
    endMs: end === undefined ? startMs + minutes * 60_000 : Date.parse(end),
  };
}

/** Staff may book outside the hours, in the past and with any doctor of the clinic; but only what exists, and forwards in time. */
function problemsOf(appointment: NewAppointment, clinic: Clinic): InputProblem[] {
  const problems: InputProblem[] = [];
  const same = (id: string) => (other: { id: string }) => other.id.toLowerCase() === id.toLowerCase();
  if (!clinic.services.some(same(appointment.serviceId))) problems.push({ path: 'serviceId', message: 'no service of this clinic has this id' });
  else if (appointment.endMs <= appointment.startMs) problems.push({ path: 'end', message: 'must be after start' });
  if (!clinic.doctors.some(same(appointment.doctorId))) problems.push({ path: 'doctorId', message: 'no doctor of this clinic has this id' });
  return problems;
}

function storedOrFault(outcome: AppointmentOutcome): AppointmentView {
  switch (outcome.kind) {
    case 'stored':
      return outcome.appointment;
    case 'overlaps':
      throw new Fault('conflict', 'the doctor has another appointment at that time');
    case 'id_taken':
      throw new Fault('conflict', 'another appointment has this id');
    case 'not_found':
      throw new Fault('not_found', 'no appointment has this id');
  }
}

function toJson(view: AppointmentView): z.infer<typeof Appointment> {
  const { startMs, endMs, patientName, traceId, timezone, confirmedAtMs, ...same } = view;
  const iso = (atMs: number) => DateTime.fromMillis(atMs, { zone: timezone }).toISO({ suppressMilliseconds: true }) ?? new Date(atMs).toISOString();
  return {
    ...same,
    start: iso(startMs),
    end: iso(endMs),
    ...(patientName === null ? {} : { patientName }),
    ...(traceId === null ? {} : { traceId }),
    ...(confirmedAtMs === null ? {} : { confirmedAt: iso(confirmedAtMs) }),
  };
}
