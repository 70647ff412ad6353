import { randomUUID } from 'node:crypto';
import type { EchoOutcome, EchoToApply } from '../../../pipeline/ports.ts';
import { bodyHash } from '../body-hash.ts';
import { storableText } from '../storable.ts';
import { statement, type Sql } from '../sql.ts';
import { ERASED, type ErasedParameters, erasableAtMs, hashesOf, textTo } from './erased-people.ts';
import { joinIdentities, sortedIds } from './join-identities.ts';

type Parameters = ErasedParameters & {
  provider: string;
  instance: string;
  messageId: string;
  clinicId: string;
  chat: string;
  /** A JSON array: with a Postgres array, of unknown length, the statement would be planned anew for each echo. */
  aliases: string;
  hash: string;
  text: string | null;
  sentAtMs: number;
  receivedAtMs: number;
  nowMs: number;
  holdUntilMs: number;
  isOver: boolean;
  traceId: string;
  newConversationId: string;
  newPatientId: string;
  newStaffMessageId: string;
};

// Ours: the provider id is known, or a row without one that may have been sent within the hour says the same in this chat (it is then
// settled). When a LID hides the chat, the line and the text must do, and nothing is settled. Everything else was written by a human.
const applyEchoSql = (isLid: boolean) => `
with ${ERASED}, same as materialized (
  select o.conversation_id from core.outbox o
  where o.provider = :provider and o.instance_name = :instance and o.provider_message_id = :messageId
), recorded as materialized (
  select m.conversation_id from core.staff_messages m
  where m.provider = :provider and m.instance_name = :instance and m.provider_message_id = :messageId
), person as materialized (
  select coalesce(
    (select a.patient_key from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.alias = :chat),
    (select p.patient_key from core.patients p where p.clinic_id = :clinicId::uuid and p.patient_key = :chat),
    (select a.patient_key from jsonb_array_elements_text(:aliases::jsonb) as x (id) cross join lateral (
       select a.patient_key from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.alias = x.id limit 1) a order by x.id limit 1),
    (select p.patient_key from jsonb_array_elements_text(:aliases::jsonb) as x (id) cross join lateral (
       select p.patient_key from core.patients p where p.clinic_id = :clinicId::uuid and p.patient_key = x.id limit 1) p order by x.id limit 1),
    :chat) as patient_key
), thread as materialized (
  select c.id from core.whatsapp_conversations c join person p on p.patient_key = c.patient_key where c.clinic_id = :clinicId::uuid
), twin as materialized (
  select o.id, o.conversation_id
  from core.outbox o
  where o.body_hash = :hash and o.provider = :provider and o.instance_name = :instance and o.provider_message_id is null
    and o.state in ('sending', 'uncertain', 'sent') and o.attempts > 0 and o.claimed_at > core.at(:receivedAtMs::float8 - 3600000)
    and not exists (select from same) and not exists (select from recorded) and not exists (select from erased e where e.clinic_id = :clinicId::uuid)
    and ${isLid ? '(o.conversation_id = (select t.id from thread t) or not exists (select from thread))' : 'o.conversation_id = (select t.id from thread t)'}
  order by o.seq
  limit 1
), settled as (
  update core.outbox o set
    state = 'sent', reason = null, provider_message_id = :messageId, sent_at = coalesce(o.sent_at, core.at(:receivedAtMs::float8)),
    delivery_status = case when o.delivery_rank = 0 then 'sent' else o.delivery_status end,
    delivery_rank = greatest(o.delivery_rank, 1), gave_up = false
  from twin w
  where o.id = w.id and exists (select from thread) and o.provider_message_id is null
  returning o.id, o.trace_id
), judged as materialized (
  select case
    when exists (select from erased e where e.clinic_id = :clinicId::uuid) then 'erased'
    when exists (select from same) or exists (select from twin) then 'own'
    when exists (select from recorded) or :isOver::boolean then 'ignored'
    else 'human' end as verdict
), taken as (
  insert into core.whatsapp_conversations as c
    (id, clinic_id, patient_key, patient_id, provider, instance_name, reply_to, version, takeovers, held_until, created_at)
  select :newConversationId::uuid, :clinicId::uuid, p.patient_key,
    coalesce((select k.id from core.patients k where k.clinic_id = :clinicId::uuid and k.patient_key = p.patient_key), :newPatientId::uuid),
    :provider, :instance, :chat, 1, 1, core.at(:holdUntilMs::float8), core.at(:receivedAtMs::float8)
  from person p, judged j
  where j.verdict = 'human'
  on conflict (clinic_id, patient_key) do update set
    version = c.version + 1,
    takeovers = c.takeovers + 1,
    held_until = greatest(c.held_until, excluded.held_until)
  where c.resumed_at is null or c.resumed_at <= core.at(:sentAtMs::float8)
  returning c.id, c.clinic_id, c.patient_key, c.patient_id
), new_patient as (
  insert into core.patients (id, clinic_id, patient_key, created_at)
  select t.patient_id, t.clinic_id, t.patient_key, core.at(:receivedAtMs::float8) from taken t where t.patient_id = :newPatientId::uuid
), aliases as (
  insert into core.patient_aliases (clinic_id, alias, patient_key)
  select :clinicId::uuid, a.alias, p.patient_key
  from person p, judged j, jsonb_array_elements_text(:aliases::jsonb) as a (alias)
  where j.verdict <> 'erased' and a.alias <> p.patient_key and (exists (select from taken) or exists (select from thread))
  order by a.alias
  on conflict do nothing
), written as (
  insert into core.staff_messages (id, clinic_id, conversation_id, provider, instance_name, provider_message_id, body, at, trace_id)
  select :newStaffMessageId::uuid, :clinicId::uuid, coalesce((select t.id from taken t), (select t.id from thread t)),
    :provider, :instance, :messageId, :text::text, core.at(:receivedAtMs::float8), :traceId
  from judged j
  where j.verdict not in ('own', 'erased') and coalesce((select t.id from taken t), (select t.id from thread t)) is not null
  on conflict (provider, instance_name, provider_message_id) do nothing
), withdrawn as (
  update core.outbox o set state = 'withdrawn', reason = 'takeover'
  from taken t
  where o.conversation_id = t.id and o.state = 'queued' and o.origin <> 'staff'
  returning o.id, o.trace_id, o.turn_id
), held as (
  update core.inbox i set state = 'held' from taken t where i.conversation_id = t.id and i.state = 'pending'
), answered as (
  update core.follow_ups f set status = 'cancelled', reason = 'takeover'
  from taken t
  where f.conversation_id = t.id and f.status = 'scheduled' and f.kind not like 'reminder%'
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select :traceId, core.at(:nowMs::float8), 'inbound', 'takeover', jsonb_build_object('conversationId', t.id) from taken t
  union all
  select s.trace_id, core.at(:nowMs::float8), 'outbound', 'settled_by_echo', jsonb_build_object('outboxId', s.id) from settled s
  union all
  select w.trace_id, core.at(:nowMs::float8), 'outbound', 'withdrawn', jsonb_build_object('outboxId', w.id, 'reason', 'takeover', 'effects', to_jsonb(u.effects))
  from withdrawn w left join core.turns u on u.id = w.turn_id
)
select
  case when j.verdict = 'erased' then 'ignored' when j.verdict <> 'human' then j.verdict when exists (select from taken) then 'takeover' else 'ignored' end as outcome,
  case when j.verdict <> 'erased' then
  coalesce((select t.id from taken t), (select s.conversation_id from same s), (select t.id from thread t), (select r.conversation_id from recorded r)) end as conversation_id,
  p.patient_key,
  array(
    select k.patient_key from jsonb_array_elements_text(:aliases::jsonb) as x (id) cross join lateral (
      select k.patient_key from core.patients k where k.clinic_id = :clinicId::uuid and k.patient_key = x.id limit 1) k
    where k.patient_key <> p.patient_key
  ) as strays
from judged j, person p`;

// As two statements: as one, it would be planned anew for each echo, because its cost depends on which it is.
const APPLY_ECHO = statement<Parameters>('apply_echo', applyEchoSql(false));
const APPLY_ECHO_OF_LID = statement<Parameters>('apply_echo_of_lid', applyEchoSql(true));

/**
 * Decides whether an echo is of our own message or of a human's, in one statement. Our own settles the row it is of; a human's takes
 * the conversation over until `holdUntilMs`: the version is bumped, what was queued is withdrawn, what was pending is held. One from
 * before the last resume, or whose hold would be over, only goes on record. The same echo again changes nothing. When it shows that two
 * known ids are one person, the two are merged afterwards: the hold is then of both. One of before the patient's erasure, or of a message
 * that was erased, is as if it had never come.
 */
export async function applyEcho(sql: Sql, echo: EchoToApply): Promise<EchoOutcome> {
  const ids = [echo.chat, ...echo.aliases];
  // An echo without text (a picture) is like none of our messages, which all have one.
  const textHash = echo.text === null ? '' : bodyHash(echo.text);
  const parameters: Parameters = {
    people: hashesOf([...ids, echo.providerMessageId, ...ids.map((id) => textTo(id, textHash))]),
    erasableAtMs: erasableAtMs(echo),
    provider: echo.line.provider,
    instance: echo.line.instance,
    messageId: echo.providerMessageId,
    clinicId: echo.clinicId,
    chat: echo.chat,
    aliases: JSON.stringify(sortedIds(ids)),
    hash: textHash,
    text: storableText(echo.text),
    sentAtMs: echo.sentAtMs,
    receivedAtMs: echo.receivedAtMs,
    nowMs: echo.nowMs,
    holdUntilMs: echo.holdUntilMs,
    isOver: echo.sentAtMs + (echo.holdUntilMs - echo.receivedAtMs) <= echo.receivedAtMs,
    traceId: echo.trace.traceId,
    newConversationId: randomUUID(),
    newPatientId: randomUUID(),
    newStaffMessageId: randomUUID(),
  };
  type Judged = { outcome: EchoOutcome['outcome']; conversation_id: string | null; patient_key: string; strays: string[] };
  const applyOne = echo.isLid ? APPLY_ECHO_OF_LID : APPLY_ECHO;
  const [row] = await sql.query<Judged>(applyOne, applyOne.values(parameters));
  if (!row) throw new Error('apply_echo returned no row');
  if (row.conversation_id === null) return { outcome: row.outcome, conversationId: null };
  const left = await joinIdentities(sql, {
    clinicId: echo.clinicId,
    key: echo.chat,
    knownKey: row.patient_key,
    strays: row.strays,
    nowMs: echo.nowMs,
  });
  return { outcome: row.outcome, conversationId: left?.conversationId ?? row.conversation_id };
}
