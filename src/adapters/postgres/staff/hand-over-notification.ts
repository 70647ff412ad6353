import { randomUUID } from 'node:crypto';
import type { StaffMessage } from '../../../pipeline/notifying-ports.ts';
import type { TraceEvent } from '../../../pipeline/ports.ts';
import { bodyHash } from '../body-hash.ts';
import { eventRows } from '../inbox/record-events.ts';
import { statement, type Sql } from '../sql.ts';
import { storableText } from '../storable.ts';

type Parameters = {
  id: string;
  attempts: number;
  clinicId: string;
  provider: string;
  instance: string;
  to: string;
  body: string;
  hash: string;
  language: string;
  nowMs: number;
  newConversationId: string;
  newPatientId: string;
  event: string;
};

// Staff have a thread like everybody who is written to: it keeps the order, knows the echoes, and remembers when they last wrote (Meta's
// window). Nobody holds it: what is told to staff is not withdrawn because a colleague writes to them. Its line stays the one they wrote on.
const HAND_OVER_NOTIFICATION = statement<Parameters>(
  'hand_over_notification',
  `
with done as (
  update core.staff_notifications n set state = 'handed_over', reason = null
  where n.id = :id::uuid and n.attempts = :attempts::int and n.state = 'queued' and n.clinic_id = :clinicId::uuid
  returning n.id, n.clinic_id, n.trace_id, n.request_id, n.traceparent
), person as materialized (
  select coalesce((select a.patient_key from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.alias = :to), :to) as patient_key
), thread as (
  insert into core.whatsapp_conversations as c (id, clinic_id, patient_key, patient_id, provider, instance_name, reply_to, out_seq, created_at)
  select :newConversationId::uuid, d.clinic_id, p.patient_key,
    coalesce((select k.id from core.patients k where k.clinic_id = :clinicId::uuid and k.patient_key = p.patient_key), :newPatientId::uuid),
    :provider, :instance, :to, 1, core.at(:nowMs::float8)
  from done d, person p
  on conflict (clinic_id, patient_key) do update set out_seq = c.out_seq + 1, held_until = null
  returning c.id, c.clinic_id, c.patient_key, c.patient_id, c.out_seq
), new_patient as (
  insert into core.patients (id, clinic_id, patient_key, created_at)
  select t.patient_id, t.clinic_id, t.patient_key, core.at(:nowMs::float8) from thread t where t.patient_id = :newPatientId::uuid
), message as (
  insert into core.outbox
    (id, provider, instance_name, clinic_id, conversation_id, seq, origin, recipient, body, body_hash, language, state, due_at,
     trace_id, request_id, traceparent, created_at)
  select d.id, :provider, :instance, t.clinic_id, t.id, t.out_seq, 'notification', :to, :body, :hash, :language, 'queued', core.at(:nowMs::float8),
    d.trace_id, d.request_id, d.traceparent, core.at(:nowMs::float8)
  from done d, thread t
), story as (
  insert into core.trace_events (trace_id, at, stage, name, ms, data)
  select e.trace_id, core.at(e.at_ms), e.stage, e.name, e.ms, e.data
  from done d, jsonb_to_recordset(:event::jsonb) as e (trace_id text, at_ms float8, stage text, name text, ms float8, data jsonb)
)
select coalesce((select t.id from thread t), (select o.conversation_id from core.outbox o where o.id = :id::uuid)) as "conversationId"`,
);

/** Ends a claimed notification and puts its message into the outbox under the same id, in one statement. Null: it is not claimed under that attempt number. */
export async function handOverNotification(sql: Sql, message: StaffMessage, event: TraceEvent): Promise<{ conversationId: string } | null> {
  const parameters: Parameters = {
    id: message.id,
    attempts: message.attempts,
    clinicId: message.clinicId,
    provider: message.line.provider,
    instance: message.line.instance,
    to: message.to,
    body: storableText(message.text) ?? '',
    hash: bodyHash(message.text),
    language: message.language,
    nowMs: message.nowMs,
    newConversationId: randomUUID(),
    newPatientId: randomUUID(),
    event: eventRows([event]),
  };
  const [row] = await sql.query<{ conversationId: string | null }>(HAND_OVER_NOTIFICATION, HAND_OVER_NOTIFICATION.values(parameters));
  return row?.conversationId ? { conversationId: row.conversationId } : null;
}
