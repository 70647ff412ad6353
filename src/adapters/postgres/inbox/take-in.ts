import { randomUUID } from 'node:crypto';
import type { MessageToTakeIn, TakenIn, TraceEvent } from '../../../pipeline/ports.ts';
import { storableJson, storableText } from '../storable.ts';
import { statement, type Sql } from '../sql.ts';
import { ERASED_PEOPLE, type ErasedParameters, type ErasedPerson, erasableAtMs, hashesOf, peopleOf } from './erased-people.ts';
import { joinIdentities, sortedIds } from './join-identities.ts';
import { eventRows } from './record-events.ts';
import { STORY, tellWithout } from './record-story.ts';
import { takeInErased } from './take-in-erased.ts';

type Parameters = ErasedParameters & {
  /** How many of the first `people` are the sender's ids and the message's own: erased, the message is not taken in by this statement. */
  ownPeople: number;
  provider: string;
  instance: string;
  messageId: string;
  clinicId: string;
  patientKey: string;
  /** A JSON array: with a Postgres array, of unknown length, the statement would be planned anew for each message. */
  aliases: string;
  replyTo: string;
  pushName: string | null;
  kind: string;
  text: string | null;
  media: string | null;
  details: string;
  sentAtMs: number;
  receivedAtMs: number;
  nowMs: number;
  part: number;
  traceId: string;
  requestId: string;
  traceparent: string | null;
  ignoredReason: string | null;
  debounceMs: number;
  burstMaxWaitMs: number;
  newConversationId: string;
  newPatientId: string;
  newInboxId: string;
  events: string;
};

// One look-up per id: an array in the condition could be planned as a scan of all patients while the table is small.
const KNOWN_BY_ALIAS = `(select p.patient_key from core.patients p where p.clinic_id = :clinicId::uuid and p.patient_key = :patientKey),
    (select a.patient_key from jsonb_array_elements_text(:aliases::jsonb) as x (id) cross join lateral (
       select a.patient_key from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.alias = x.id limit 1) a order by x.id limit 1),
    (select p.patient_key from jsonb_array_elements_text(:aliases::jsonb) as x (id) cross join lateral (
       select p.patient_key from core.patients p where p.clinic_id = :clinicId::uuid and p.patient_key = x.id limit 1) p order by x.id limit 1),
    `;

const NEW_ALIASES = `), aliases as (
  insert into core.patient_aliases (clinic_id, alias, patient_key)
  select c.clinic_id, a.alias, c.patient_key
  from conversation c, jsonb_array_elements_text(:aliases::jsonb) as a (alias)
  where a.alias <> c.patient_key
  order by a.alias
  on conflict do nothing
`;

const STRAYS = `,
  array(
    select p.patient_key from jsonb_array_elements_text(:aliases::jsonb) as x (id) cross join lateral (
      select p.patient_key from core.patients p where p.clinic_id = :clinicId::uuid and p.patient_key = x.id limit 1) p
    where p.patient_key <> coalesce(c.patient_key, w.patient_key)
  ) as strays`;

// The conversation row is locked first and everything compared is a column of the locked row; a seq is handed out under that lock.
// Two copies of one message at once may burn a seq: a gap is harmless. An ignored message takes no seq and supersedes nothing.
const takeInSql = (hasAliases: boolean) => `
with ${STORY}, known as materialized (
  select i.conversation_id, i.state
  from core.inbox i
  where i.provider = :provider and i.instance_name = :instance and i.provider_message_id = :messageId
), person as materialized (
  select coalesce(
    (select a.patient_key from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.alias = :patientKey),
    ${hasAliases ? KNOWN_BY_ALIAS : ''}:patientKey) as patient_key
), conversation as (
  insert into core.whatsapp_conversations as c
    (id, clinic_id, patient_key, patient_id, provider, instance_name, reply_to, last_seq, burst_since, quiet_until,
     last_inbound_at, last_inbound_provider_id, created_at)
  select :newConversationId::uuid, :clinicId::uuid, person.patient_key,
    coalesce((select p.id from core.patients p where p.clinic_id = :clinicId::uuid and p.patient_key = person.patient_key), :newPatientId::uuid),
    :provider, :instance, :replyTo,
    case when :ignoredReason::text is null then 1 else 0 end,
    case when :ignoredReason::text is null then core.at(:receivedAtMs::float8) end,
    case when :ignoredReason::text is null then core.at(:receivedAtMs::float8 + least(:debounceMs::float8, :burstMaxWaitMs::float8)) end,
    core.at(:sentAtMs::float8), :messageId, core.at(:receivedAtMs::float8)
  from person
  where not exists (select from known) and not exists (select from erased e where e.clinic_id = :clinicId::uuid and e.n <= :ownPeople::int)
  on conflict (clinic_id, patient_key) do update set
    last_seq = c.last_seq + excluded.last_seq,
    burst_since = case
      when excluded.burst_since is null then c.burst_since
      when c.burst_since is null or c.quiet_until is null or c.quiet_until < core.at(:receivedAtMs::float8 - :burstMaxWaitMs::float8) then excluded.burst_since
      else c.burst_since end,
    quiet_until = case
      when excluded.burst_since is null then c.quiet_until
      when c.burst_since is null or c.quiet_until is null or c.quiet_until < core.at(:receivedAtMs::float8 - :burstMaxWaitMs::float8) then excluded.quiet_until
      else least(greatest(c.quiet_until, excluded.quiet_until), c.burst_since + :burstMaxWaitMs::float8 * interval '1 ms') end,
    provider = case when excluded.last_inbound_at >= coalesce(c.last_inbound_at, '-infinity') then excluded.provider else c.provider end,
    instance_name = case when excluded.last_inbound_at >= coalesce(c.last_inbound_at, '-infinity') then excluded.instance_name else c.instance_name end,
    reply_to = case when excluded.last_inbound_at >= coalesce(c.last_inbound_at, '-infinity') then excluded.reply_to else c.reply_to end,
    last_inbound_provider_id = case when excluded.last_inbound_at >= coalesce(c.last_inbound_at, '-infinity') then excluded.last_inbound_provider_id else c.last_inbound_provider_id end,
    last_inbound_at = greatest(c.last_inbound_at, excluded.last_inbound_at)
  returning c.id, c.clinic_id, c.patient_key, c.patient_id, c.last_seq, c.held_until, c.quiet_until
), new_patient as (
  insert into core.patients (id, clinic_id, patient_key, push_name, created_at)
  select c.patient_id, c.clinic_id, c.patient_key, :pushName::text, core.at(:receivedAtMs::float8)
  from conversation c
  where c.patient_id = :newPatientId::uuid
${hasAliases ? NEW_ALIASES : ''}), message as (
  insert into core.inbox
    (id, provider, instance_name, provider_message_id, clinic_id, conversation_id, seq, part, kind, body, media, details,
     sent_at, received_at, trace_id, request_id, traceparent, state, reason)
  select :newInboxId::uuid, :provider, :instance, :messageId, c.clinic_id, c.id, c.last_seq, :part::int, :kind, :text::text, :media::jsonb, :details::jsonb,
    core.at(:sentAtMs::float8), core.at(:receivedAtMs::float8), :traceId, :requestId, :traceparent::text,
    case when :ignoredReason::text is not null then 'ignored' when c.held_until > core.at(greatest(:receivedAtMs::float8, :nowMs::float8)) then 'held' else 'pending' end,
    :ignoredReason::text
  from conversation c
  on conflict (provider, instance_name, provider_message_id) do nothing
  returning state
)
select
  coalesce(c.id, w.id) as conversation_id,
  m.state is not null as is_new,
  coalesce(m.state, k.state, 'pending') as state,
  core.ms(coalesce(c.quiet_until, w.quiet_until)) as due_at_ms,
  coalesce(c.patient_key, w.patient_key) as patient_key,
  :pushName::text is not null and (select p.push_name is distinct from :pushName::text from core.patients p where p.id = c.patient_id) as has_new_name,
  ${ERASED_PEOPLE} as erased,
  exists (select from erased e where e.clinic_id = :clinicId::uuid and e.n <= :ownPeople::int) as is_erased${hasAliases ? STRAYS : ''}
from (select 1) as one
left join conversation c on true
left join known k on true
left join core.whatsapp_conversations w on w.id = k.conversation_id
left join message m on true`;

/** What a message needs whose patient has one id only; most do. */
const TAKE_IN = statement<Parameters>('take_in', takeInSql(false));
const TAKE_IN_ALIASED = statement<Parameters>('take_in_aliased', takeInSql(true));

// Lost when we die before it: the next message has the name again.
const RENAME_PATIENT = statement<{ clinicId: string; patientKey: string; pushName: string | null }>(
  'rename_patient',
  `update core.patients p set push_name = :pushName::text where p.clinic_id = :clinicId::uuid and p.patient_key = :patientKey and p.push_name is distinct from :pushName::text`,
);

type Taken = {
  conversation_id: string | null;
  is_new: boolean;
  state: string;
  due_at_ms: number | null;
  patient_key: string | null;
  has_new_name: boolean | null;
  erased: ErasedPerson[] | null;
  is_erased: boolean;
  strays?: string[];
};

/**
 * Takes one patient message into the inbox, creating patient and conversation when they are new, in one statement. The same
 * message again changes nothing and says what became of the first. When the message shows that two known ids are one person,
 * the two are merged afterwards, and the answer is about the conversation that is left. A repeat merges as well: its first run may have
 * ended just before. A message of before its sender's erasure is taken in as ignored (`erased`), without anything of what it said.
 */
export async function takeIn(sql: Sql, message: MessageToTakeIn, events: TraceEvent[]): Promise<TakenIn> {
  const parameters = parametersOf(message, events);
  const takeInOne = message.aliases.length > 0 ? TAKE_IN_ALIASED : TAKE_IN;
  const [row] = await sql.query<Taken>(takeInOne, takeInOne.values(parameters));
  if (!row) throw new Error('take_in returned no row');
  if (row.erased) await tellWithout(sql, events, row.erased);
  if (row.is_erased) return takeInErased(sql, message);
  if (row.has_new_name && row.patient_key !== null) await sql.query(RENAME_PATIENT, RENAME_PATIENT.values({ ...parameters, patientKey: row.patient_key }));
  const left =
    row.patient_key === null
      ? null
      : await joinIdentities(sql, {
          clinicId: message.clinicId,
          key: message.patientKey,
          knownKey: row.patient_key,
          strays: row.strays ?? [],
          nowMs: message.nowMs,
        });
  const state = stateOf(row.state);
  const dueAtMs = left?.quietUntilMs ?? row.due_at_ms ?? message.receivedAtMs;
  return { conversationId: left?.conversationId ?? row.conversation_id ?? '', isNew: row.is_new, state, dueAtMs: state === 'pending' ? dueAtMs : null };
}

function stateOf(state: string): TakenIn['state'] {
  return state === 'pending' || state === 'held' || state === 'ignored' ? state : 'finished';
}

function parametersOf(message: MessageToTakeIn, events: TraceEvent[]): Parameters {
  const own = [message.patientKey, ...message.aliases, message.providerMessageId];
  const others = peopleOf(events).filter((id) => !own.includes(id));
  return {
    people: hashesOf([...own, ...others]),
    ownPeople: own.length,
    erasableAtMs: erasableAtMs(message),
    provider: message.line.provider,
    instance: message.line.instance,
    messageId: message.providerMessageId,
    clinicId: message.clinicId,
    patientKey: message.patientKey,
    aliases: JSON.stringify(sortedIds([message.patientKey, ...message.aliases])),
    replyTo: message.replyTo,
    pushName: storableText(message.pushName),
    kind: message.kind,
    text: storableText(message.text),
    media: message.media === null ? null : storableJson(message.media),
    details: storableJson(message.details),
    sentAtMs: message.sentAtMs,
    receivedAtMs: message.receivedAtMs,
    nowMs: message.nowMs,
    part: message.part,
    traceId: message.trace.traceId,
    requestId: message.trace.requestId,
    traceparent: message.trace.traceparent,
    ignoredReason: message.ignoredReason,
    debounceMs: message.debounceMs,
    burstMaxWaitMs: message.burstMaxWaitMs,
    newConversationId: randomUUID(),
    newPatientId: randomUUID(),
    newInboxId: randomUUID(),
    events: eventRows(events),
  };
}
