import { randomUUID } from 'node:crypto';
import type { TraceEvent, UnroutedMessage } from '../../../pipeline/ports.ts';
import { storableText } from '../storable.ts';
import { statement, type Sql } from '../sql.ts';
import { eventRows } from './record-events.ts';
import { ERASED_PEOPLE, type ErasedParameters, type ErasedPerson, hashesOf, peopleOf } from './erased-people.ts';
import { STORY, tellWithout } from './record-story.ts';

type Parameters = ErasedParameters & {
  id: string;
  provider: string;
  instance: string;
  messageId: string;
  kind: string;
  text: string | null;
  sentAtMs: number;
  receivedAtMs: number;
  part: number;
  traceId: string;
  requestId: string;
  traceparent: string | null;
  reason: string;
  events: string;
};

const TAKE_IN_UNROUTED = statement<Parameters>(
  'take_in_unrouted',
  `
with ${STORY}, kept as (
insert into core.inbox (id, provider, instance_name, provider_message_id, seq, part, kind, body, sent_at, received_at, trace_id, request_id, traceparent, state, reason)
values (:id::uuid, :provider, :instance, :messageId, 0, :part::int, :kind, :text::text, core.at(:sentAtMs::float8), core.at(:receivedAtMs::float8),
  :traceId, :requestId, :traceparent::text, 'ignored', :reason)
on conflict (provider, instance_name, provider_message_id) do nothing
)
select ${ERASED_PEOPLE} as erased`,
);

/** Keeps a message of a line that no clinic has as ignored, so that it is counted; it has no conversation. */
export async function takeInUnrouted(sql: Sql, message: UnroutedMessage, events: TraceEvent[]): Promise<void> {
  const parameters: Parameters = {
    id: randomUUID(),
    provider: message.line.provider,
    instance: message.line.instance,
    messageId: message.providerMessageId,
    kind: message.kind,
    text: storableText(message.text),
    sentAtMs: message.sentAtMs,
    receivedAtMs: message.receivedAtMs,
    part: message.part,
    traceId: message.trace.traceId,
    requestId: message.trace.requestId,
    traceparent: message.trace.traceparent,
    reason: message.reason,
    events: eventRows(events),
    people: hashesOf(peopleOf(events)),
    erasableAtMs: message.receivedAtMs,
  };
  const [row] = await sql.query<{ erased: ErasedPerson[] | null }>(TAKE_IN_UNROUTED, TAKE_IN_UNROUTED.values(parameters));
  if (row?.erased) await tellWithout(sql, events, row.erased);
}
