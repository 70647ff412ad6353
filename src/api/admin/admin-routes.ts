import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Clock, WakeUps } from '../../pipeline/ports.ts';
import { allowEmptyJson } from '../empty-json.ts';
import type {
  AppointmentAdmin,
  AuditLog,
  ClinicAdmin,
  ConversationAdmin,
  DeadLetterAdmin,
  FollowUpReader,
  LedgerReader,
  NotificationAdmin,
  PatientAdmin,
  Requeue,
  TraceReader,
} from '../ports.ts';
import { appointmentRoutes } from './appointments.ts';
import { auditorOf } from './auditor.ts';
import { clinicRoutes, type OnClinicChanged } from './clinics.ts';
import { conversationRoutes } from './conversations.ts';
import { deadLetterRoutes } from './dead-letters.ts';
import { followUpRoutes } from './follow-ups.ts';
import { ledgerRoutes } from './ledger.ts';
import { notificationRoutes } from './notifications.ts';
import { patientRoutes } from './patients.ts';
import { traceRoutes } from './traces.ts';

export type AdminPorts = {
  clinics: ClinicAdmin;
  conversations: ConversationAdmin;
  appointments: AppointmentAdmin;
  followUps: FollowUpReader;
  notifications: NotificationAdmin;
  traces: TraceReader;
  ledger: LedgerReader;
  deadLetters: DeadLetterAdmin;
  patients: PatientAdmin;
  audit: AuditLog;
  wakeUps: Pick<WakeUps, 'conversation' | 'sender' | 'staff'>;
  requeue: Requeue;
  onClinicChanged: OnClinicChanged;
  clock: Clock;
  newId: () => string;
};

/**
 * The admin API (`/api/admin/...`) as one Fastify plugin. The server around it checks the bearer token, sets the zod compilers and
 * turns faults into problem+json. Every change, and every read of a conversation or a trace, is audited before it is answered.
 */
export function adminRoutes(ports: AdminPorts): FastifyPluginAsyncZod {
  const audit = auditorOf(ports.audit, ports.clock);
  return async (app) => {
    allowEmptyJson(app);
    await app.register(clinicRoutes({ ...ports, audit }));
    await app.register(conversationRoutes({ ...ports, audit }));
    await app.register(appointmentRoutes({ ...ports, audit }));
    await app.register(followUpRoutes({ ...ports, audit }));
    await app.register(notificationRoutes({ ...ports, audit }));
    await app.register(traceRoutes({ ...ports, audit }));
    await app.register(ledgerRoutes(ports));
    await app.register(deadLetterRoutes({ ...ports, audit }));
    await app.register(patientRoutes({ ...ports, audit }));
  };
}
