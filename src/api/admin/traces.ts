import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../errors.ts';
import type { OutboxView, TraceMessageView, TraceReader } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { isoUtc, REFUSALS } from './list-query.ts';
import { traceStory } from './trace-story.ts';

const At = z.iso.datetime();
const Event = z.object({
  at: At,
  stage: z.enum(['ingress', 'inbound', 'turn', 'outbound', 'status']),
  name: z.string(),
  ms: z.number().optional(),
  data: z.record(z.string(), z.unknown()).meta({ description: 'Of inbound events: items: [{kind, from, replyTo, chat, text, messageId, instance, reason}].' }),
});
const Message = z.object({
  id: z.guid(),
  direction: z.enum(['in', 'human']),
  from: z.string().nullable(),
  kind: z.string(),
  text: z.string().nullable(),
  at: At,
  receivedAt: At,
  providerMessageId: z.string().nullable(),
  status: z.string(),
  turnId: z.guid().nullable(),
});
const Turn = z.object({
  id: z.guid(),
  outcome: z.string(),
  traceIds: z.array(z.string()),
  attestation: z.record(z.string(), z.unknown()),
  openedAt: At,
  committedAt: At,
});
const Outbox = z.object({
  id: z.guid(),
  turnId: z.guid().nullable(),
  origin: z.string(),
  state: z.string(),
  status: z.string().meta({ description: 'The delivery status once one was reported, else the state.' }),
  reason: z.string().nullable(),
  text: z.string(),
  attempts: z.int(),
  at: At,
  sentAt: At.nullable(),
  providerMessageId: z.string().nullable(),
});
const Story = z.object({ traceId: z.string(), events: z.array(Event), messages: z.array(Message), turns: z.array(Turn), outbox: z.array(Outbox) });

const Path = z.object({
  traceId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,70}$/)
    .meta({ description: 'As in X-Trace-ID; a leading `trace_` is accepted.' }),
});

/** The story of one message by its trace ID. Shows text: for authorised staff, and audited. */
export function traceRoutes(ports: { traces: TraceReader; audit: Auditor }): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = { tags: ['traces'], summary: 'Everything known of one trace, in order of time', params: Path, response: { ...REFUSALS, 200: Story } };
    app.get('/api/admin/traces/:traceId', { schema }, async (request) => {
      const given = request.params.traceId;
      await ports.audit('trace.read', `trace:${given}`);
      // A sender may choose an id that itself begins with trace_.
      const bare = given.replace(/^trace_/, '');
      for (const traceId of new Set([bare, given])) {
        const record = await ports.traces.read(traceId);
        if (!record) continue;
        const events = traceStory(record).map(({ atMs, ms, ...event }) => ({ ...event, at: isoUtc(atMs), ...(ms === null ? {} : { ms }) }));
        const turns = record.turns.map(({ openedAtMs, committedAtMs, ...turn }) => ({
          ...turn,
          openedAt: isoUtc(openedAtMs),
          committedAt: isoUtc(committedAtMs),
        }));
        return { traceId, events, messages: record.messages.map(messageToJson), turns, outbox: record.outbox.map(outboxToJson) };
      }
      throw new Fault('not_found', 'nothing is known of this trace');
    });
  };
}

function messageToJson(message: TraceMessageView): z.infer<typeof Message> {
  const { id, direction, item, status, turnId, sentAtMs, receivedAtMs } = message;
  return {
    id,
    direction,
    from: item.from,
    kind: item.kind,
    text: item.text,
    at: isoUtc(sentAtMs),
    receivedAt: isoUtc(receivedAtMs),
    providerMessageId: item.messageId,
    status,
    turnId,
  };
}

function outboxToJson(row: OutboxView): z.infer<typeof Outbox> {
  const { id, turnId, origin, state, reason, text, attempts, providerMessageId } = row;
  const sentAt = row.sentAtMs === null ? null : isoUtc(row.sentAtMs);
  return { id, turnId, origin, state, status: row.deliveryStatus ?? state, reason, text, attempts, at: isoUtc(row.createdAtMs), sentAt, providerMessageId };
}
