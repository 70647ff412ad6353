import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { FollowUpReader } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { isoUtc, ListQuery, REFUSALS, scopeOf } from './list-query.ts';

const FollowUp = z.object({
  id: z.guid(),
  kind: z.string(),
  urgency: z.string(),
  dueAt: z.iso.datetime(),
  status: z.enum(['scheduled', 'sent', 'cancelled']),
  reason: z.string().optional(),
});

/** Follow-ups that are scheduled, were sent or were cancelled. */
export function followUpRoutes(ports: { followUps: FollowUpReader; audit: Auditor }): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/admin/follow-ups',
      { schema: { tags: ['follow-ups'], summary: 'Follow-ups, soonest first', querystring: ListQuery, response: { ...REFUSALS, 200: z.array(FollowUp) } } },
      async (request) => {
        const scope = scopeOf(request.query);
        const views = await ports.followUps.list(scope, scope);
        await ports.audit('follow-up.read', scope.clinicId ? `clinic:${scope.clinicId}` : 'all clinics', { count: views.length });
        return views.map(({ dueAtMs, reason, ...view }) => ({ ...view, dueAt: isoUtc(dueAtMs), ...(reason === null ? {} : { reason }) }));
      },
    );
  };
}
