import { randomUUID } from 'node:crypto';
import type { MessageToTakeIn, TakenIn } from '../../../pipeline/ports.ts';
import { statement, type Sql } from '../sql.ts';
import { personHash } from './erased-people.ts';

// No conversation and no patient: there is none to take it in for. A provider's message id can hold the number of the patient (Meta's does).
const TAKE_IN_ERASED = statement<{
  id: string;
  provider: string;
  instance: string;
  messageHash: string;
  clinicId: string;
  kind: string;
  sentAtMs: number;
  receivedAtMs: number;
  part: number;
  traceId: string;
  requestId: string;
  traceparent: string | null;
}>(
  'take_in_erased',
  `
insert into core.inbox
  (id, provider, instance_name, provider_message_id, clinic_id, seq, part, kind, sent_at, received_at, trace_id, request_id, traceparent, state, reason)
values (:id::uuid, :provider, :instance, 'erased:' || :messageHash, :clinicId::uuid, 0, :part::int, :kind, core.at(:sentAtMs::float8), core.at(:receivedAtMs::float8),
  :traceId, :requestId, :traceparent::text, 'ignored', 'erased')
on conflict (provider, instance_name, provider_message_id) do nothing
returning id`,
);

/** Counts a message whose sender was erased since he sent it: nothing of what it said, nor of who said it, is kept. The same message again is not counted again. */
export async function takeInErased(sql: Sql, message: MessageToTakeIn): Promise<TakenIn> {
  const { line, providerMessageId, clinicId, kind, sentAtMs, receivedAtMs, part, trace } = message;
  const counted = await sql.query(
    TAKE_IN_ERASED,
    TAKE_IN_ERASED.values({
      id: randomUUID(),
      provider: line.provider,
      instance: line.instance,
      messageHash: personHash(providerMessageId),
      clinicId,
      kind,
      sentAtMs,
      receivedAtMs,
      part,
      traceId: trace.traceId,
      requestId: trace.requestId,
      traceparent: trace.traceparent,
    }),
  );
  return { conversationId: '', isNew: counted.length > 0, state: 'ignored', dueAtMs: null };
}
