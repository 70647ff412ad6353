import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../errors.ts';
import type { Clock, WakeUps } from '../../pipeline/ports.ts';
import type { NotificationAdmin } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { IdPath, isoUtc, ListQuery, REFUSALS } from './list-query.ts';

const State = z
  .enum(['queued', 'sending', 'delivered', 'uncertain', 'failed', 'dropped'])
  .meta({ description: 'dropped: nobody wants it any more; uncertain: a WhatsApp message of unknown outcome.' });
const Notification = z.object({
  id: z.guid().meta({ description: 'Also the `id` and the Idempotency-Key of the webhook.' }),
  clinicId: z.guid(),
  conversationId: z.guid().optional(),
  channel: z.enum(['webhook', 'whatsapp']),
  event: z.string(),
  state: State,
  reason: z.string().optional(),
  attempts: z.int(),
  at: z.iso.datetime().meta({ description: 'When it happened.' }),
  dueAt: z.iso.datetime().optional().meta({ description: 'When it is tried next.' }),
  deliveredAt: z.iso.datetime().optional(),
  traceId: z.string(),
});
const Query = ListQuery.omit({ from: true }).extend({ state: State.optional() });
const tags = ['notifications'];

export type NotificationRoutesPorts = { notifications: NotificationAdmin; wakeUps: Pick<WakeUps, 'staff'>; clock: Clock; audit: Auditor };

/** What staff were told, are to be told, and could not be told. */
export function notificationRoutes({ notifications, wakeUps, clock, audit }: NotificationRoutesPorts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/admin/notifications',
      { schema: { tags, summary: 'What staff are told, newest first', querystring: Query, response: { ...REFUSALS, 200: z.array(Notification) } } },
      async (request) => {
        const { clinicId = null, state = null, limit, offset } = request.query;
        const views = await notifications.list({ clinicId, state }, { limit, offset });
        return views.map(({ conversationId, reason, atMs, dueAtMs, deliveredAtMs, ...view }) => ({
          ...view,
          ...(conversationId === null ? {} : { conversationId }),
          ...(reason === null ? {} : { reason }),
          at: isoUtc(atMs),
          ...(dueAtMs === null ? {} : { dueAt: isoUtc(dueAtMs) }),
          ...(deliveredAtMs === null ? {} : { deliveredAt: isoUtc(deliveredAtMs) }),
        }));
      },
    );

    app.post(
      '/api/admin/notifications/:id/retry',
      {
        schema: {
          tags,
          summary: 'Tell it again: one that failed or was dropped',
          params: IdPath,
          response: { ...REFUSALS, 200: z.object({ id: z.guid(), state: z.literal('queued') }) },
        },
      },
      async (request) => {
        const { id } = request.params;
        await audit('notification.retry', `notification:${id}`);
        const queued = await notifications.retry(id, clock.now());
        if (!queued) throw new Fault('not_found', 'no failed or dropped notification has this id');
        await wakeUps.staff(queued.clinicId, clock.now(), { reschedule: true });
        return { id, state: 'queued' as const };
      },
    );
  };
}
