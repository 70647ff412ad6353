import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../errors.ts';
import type { Clock } from '../../pipeline/ports.ts';
import type { PatientAdmin } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { PatientRef, REFUSALS } from './list-query.ts';

const Count = z.int().min(0);
const Report = z.object({
  conversations: Count,
  messages: Count,
  turns: Count,
  outbox: Count,
  staffMessages: Count,
  appointments: Count,
  followUps: Count,
  notifications: Count,
  sessions: Count,
  memories: Count,
  aliases: Count,
  traceEvents: Count,
  deadLetters: Count,
  patients: Count,
});

const DESCRIPTION = `Erases a patient of one clinic everywhere in the database: messages, replies, turns, staff messages, follow-ups,
what staff were told, what is remembered, sessions, aliases, dead letters and what traces say of them. Appointments keep their slot and lose name and identity. An answer being made at that moment is never committed.
What the provider and the patient's phone keep is out of reach; what is still on its way of before (in a queue, delivered late) is taken in as ignored
("erased"), without what it says. Who writes again afterwards is a new patient.`;

/** Erasure of a patient. */
export function patientRoutes(ports: { patients: PatientAdmin; clock: Clock; audit: Auditor }): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = {
      tags: ['patients'],
      summary: 'Erase a patient',
      description: DESCRIPTION,
      querystring: z.object({ clinicId: z.guid(), from: PatientRef }),
      response: { ...REFUSALS, 200: z.object({ erased: Report }) },
    };
    app.delete('/api/admin/patients', { schema }, async (request) => {
      const { clinicId, from } = request.query;
      // The entry must not name whom it erased.
      await ports.audit('patient.erase', `clinic:${clinicId}`);
      const erased = await ports.patients.erase({ clinicId, from, nowMs: ports.clock.now() });
      if (Object.values(erased).every((count) => count === 0)) throw new Fault('not_found', 'nothing is known of this patient');
      return { erased };
    });
  };
}
