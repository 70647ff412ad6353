import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { FollowUpReader, FollowUpView } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { isoUtc, ListQuery, REFUSALS, scopeOf } from './list-query.ts';

const FollowUp = z.object({
  id: z.guid(),
  kind: z.string(),
  urgency: z.string(),
  dueAt: z.iso.datetime(),
  status: z.enum(['scheduled', 'sent', 'cancelled']),
  reason: z.string().optional().meta({ description: 'Why it was cancelled: patient_wrote, booked, takeover, held, opted_out, appointment_moved, ...' }),
  appointmentId: z.guid().optional().meta({ description: 'Of a reminder.' }),
  traceId: z.string().optional().meta({ description: 'The trace of the turn or booking that planned it; what is sent because of it goes on under it.' }),
  experiment: z.object({ name: z.string(), variant: z.string() }).optional(),
});

/** Follow-ups and reminders of appointments that are scheduled, were sent or were cancelled. */
export function followUpRoutes(ports: { followUps: FollowUpReader; audit: Auditor }): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/admin/follow-ups',
      {
        schema: {
          tags: ['follow-ups'],
          summary: 'Follow-ups and reminders, soonest first',
          querystring: ListQuery,
          response: { ...REFUSALS, 200: z.array(FollowUp) },
        },
      },
      async (request) => {
        const scope = scopeOf(request.query);
        const views = await ports.followUps.list(scope, scope);
        await ports.audit('follow-up.read', scope.clinicId ? `clinic:${scope.clinicId}` : 'all clinics', { count: views.length });
        return views.map(followUpToJson);
      },
    );
  };
}

function followUpToJson({ dueAtMs, reason, appointmentId, traceId, experiment, variant, ...view }: FollowUpView): z.infer<typeof FollowUp> {
  return {
    ...view,
    dueAt: isoUtc(dueAtMs),
    ...(reason === null ? {} : { reason }),
    ...(appointmentId === null ? {} : { appointmentId }),
    ...(traceId === null ? {} : { traceId }),
    ...(experiment === null || variant === null ? {} : { experiment: { name: experiment, variant } }),
  };
}
