import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../errors.ts';
import type { Clock, WakeUps } from '../../pipeline/ports.ts';
import type { DeadLetter, DeadLetterAdmin, Requeue } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { IdPath, isoUtc, ListQuery, REFUSALS } from './list-query.ts';

export type DeadLetterRoutesPorts = { deadLetters: DeadLetterAdmin; requeue: Requeue; wakeUps: Pick<WakeUps, 'conversation'>; clock: Clock; audit: Auditor };

const Status = z.enum(['open', 'replayed', 'discarded']);
const Listed = z.object({
  id: z.guid(),
  queue: z.string(),
  reason: z.string(),
  traceId: z.string().nullable(),
  clinicId: z.guid().nullable(),
  conversationId: z.guid().nullable(),
  status: Status,
  createdAt: z.iso.datetime(),
});
const Shown = Listed.extend({ payload: z.unknown() });
const Closed = z.object({ id: z.guid(), status: Status });
const Filter = ListQuery.pick({ limit: true, offset: true }).extend({ status: Status.default('open'), queue: z.string().optional() });
/** What the dead letter of a turn says of its messages; one that says nothing means all of the conversation. */
const MessageIds = z.object({ inboxIds: z.array(z.guid()) });
const tags = ['dead letters'];

/** Jobs that could not be done: list, show, replay after a fix, discard. */
export function deadLetterRoutes(ports: DeadLetterRoutesPorts): FastifyPluginAsyncZod {
  const { deadLetters, audit, clock } = ports;
  const openOne = async (id: string): Promise<DeadLetter> => {
    const letter = await deadLetters.get(id);
    if (!letter) throw new Fault('not_found', 'no dead letter has this id');
    if (letter.status !== 'open') throw new Fault('conflict', `it was ${letter.status} already`);
    return letter;
  };
  return async (app) => {
    app.get(
      '/api/admin/dead-letters',
      { schema: { tags, summary: 'Dead letters, oldest first', querystring: Filter, response: { ...REFUSALS, 200: z.array(Listed) } } },
      async (request) => {
        const { status, queue, limit, offset } = request.query;
        return (await deadLetters.list({ status, queue: queue ?? null }, { limit, offset })).map(toJson);
      },
    );

    app.get(
      '/api/admin/dead-letters/:id',
      { schema: { tags, summary: 'One dead letter with its payload', params: IdPath, response: { ...REFUSALS, 200: Shown } } },
      async (request) => {
        const letter = await deadLetters.get(request.params.id);
        if (!letter) throw new Fault('not_found', 'no dead letter has this id');
        await audit('dead-letter.read', `dead-letter:${letter.id}`);
        return { ...toJson(letter), payload: letter.payload };
      },
    );

    app.post(
      '/api/admin/dead-letters/:id/replay',
      { schema: { tags, summary: 'Do it again after a fix', params: IdPath, response: { ...REFUSALS, 200: Closed } } },
      async (request) => {
        const letter = await openOne(request.params.id);
        await audit('dead-letter.replay', `dead-letter:${letter.id}`, { queue: letter.queue });
        await replay(letter, ports);
        // Closed only after it is back on its queue: stopped in between, it is replayed twice, and taking in twice changes nothing.
        await deadLetters.close(letter.id, 'replayed', clock.now());
        return { id: letter.id, status: 'replayed' as const };
      },
    );

    app.delete(
      '/api/admin/dead-letters/:id',
      { schema: { tags, summary: 'Discard: it is never done, its payload is removed', params: IdPath, response: { ...REFUSALS, 200: Closed } } },
      async (request) => {
        const letter = await openOne(request.params.id);
        await audit('dead-letter.discard', `dead-letter:${letter.id}`, { queue: letter.queue });
        if (!(await deadLetters.close(letter.id, 'discarded', clock.now()))) throw new Fault('conflict', 'it was replayed or discarded meanwhile');
        return { id: letter.id, status: 'discarded' as const };
      },
    );
  };
}

/** A turn has no payload but its messages: they wait again, and the conversation is woken. Anything else goes back on its queue. */
async function replay(letter: DeadLetter, ports: DeadLetterRoutesPorts): Promise<void> {
  if (letter.queue !== 'turns' || letter.conversationId === null) return ports.requeue(letter);
  const its = MessageIds.safeParse(letter.payload);
  const revived = await ports.deadLetters.revive(letter.conversationId, its.success ? its.data.inboxIds : null);
  if (revived === 0)
    throw new Fault('conflict', 'none of its messages is dead-lettered any more: see the conversation for what became of them, then discard it');
  await ports.wakeUps.conversation(letter.conversationId, ports.clock.now(), { reschedule: true });
}

function toJson({ createdAtMs, ...letter }: Omit<DeadLetter, 'payload'>): z.infer<typeof Listed> {
  const { id, queue, reason, traceId, clinicId, conversationId, status } = letter;
  return { id, queue, reason, traceId, clinicId, conversationId, status, createdAt: isoUtc(createdAtMs) };
}
