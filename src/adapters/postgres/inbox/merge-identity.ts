import { statement, type Sql } from '../sql.ts';

type Keys = { clinicId: string; oldKey: string; newKey: string };
type Pair = Keys & { fromId: string; intoId: string; nowMs: number };

const LOCK_THREADS = statement<Keys>(
  'merge_lock_threads',
  `
select c.id, c.patient_key, c.patient_id
from core.whatsapp_conversations c
where c.clinic_id = :clinicId::uuid and c.patient_key in (:oldKey, :newKey)
order by c.id
for update`,
);

// Of two ids nobody knows (a patient who was erased) nothing is kept.
const POINT_ALIASES = statement<Keys>(
  'merge_point_aliases',
  `
with moved as (
  update core.patient_aliases a set patient_key = :newKey
  where a.clinic_id = :clinicId::uuid and a.patient_key = :oldKey and a.alias <> :newKey
), dropped as (
  delete from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.alias = :newKey
)
insert into core.patient_aliases (clinic_id, alias, patient_key)
select :clinicId::uuid, :oldKey, :newKey
where exists (select from core.whatsapp_conversations c where c.clinic_id = :clinicId::uuid and c.patient_key in (:oldKey, :newKey))
  or exists (select from core.patient_aliases a where a.clinic_id = :clinicId::uuid and (a.alias = :oldKey or a.patient_key = :oldKey))
  or exists (select from healthcare.appointments a where a.clinic_id = :clinicId::uuid and a.patient_key in (:oldKey, :newKey))
on conflict (clinic_id, alias) do update set patient_key = excluded.patient_key`,
);

const RENAME_RECORDS = statement<Keys>(
  'merge_rename_records',
  `
with sessions as (
  update core.conversation_sessions set patient_key = :newKey where clinic_id = :clinicId::uuid and patient_key = :oldKey
), appointments as (
  update healthcare.appointments set patient_key = :newKey where clinic_id = :clinicId::uuid and patient_key = :oldKey
)
update core.follow_ups set patient_key = :newKey where clinic_id = :clinicId::uuid and patient_key = :oldKey`,
);

// Of two memories under one key the one learned last stays. Copies and the provider, which know the old one by a hash, have to forget it; the new one's copies only live a while.
const MOVE_MEMORIES = statement<Keys & { nowMs: number }>(
  'merge_move_memories',
  `
with gone as (
  delete from core.patient_memories m where m.clinic_id = :clinicId::uuid and m.patient_key = :oldKey returning m.*
), moved as (
  insert into core.patient_memories as m (clinic_id, patient_key, key, kind, body, language, detail, provenance, learned_at, told, schema)
  select g.clinic_id, :newKey, g.key, g.kind, g.body, g.language, g.detail, g.provenance, g.learned_at, case when g.told = 'none' then 'none' else 'pending' end, g.schema
  from gone g
  on conflict (clinic_id, patient_key, key) do update set
    kind = excluded.kind, body = excluded.body, language = excluded.language, detail = excluded.detail, provenance = excluded.provenance,
    learned_at = excluded.learned_at, told = case when excluded.told = 'none' and m.told <> 'none' then 'pending' else excluded.told end, schema = excluded.schema
  where excluded.learned_at > m.learned_at
)
insert into core.memories_to_forget as f (clinic_id, person, requested_at, told)
select :clinicId::uuid, core.memory_person(:clinicId::uuid, :oldKey), core.at(:nowMs::float8), exists (select from gone where told <> 'none')
where exists (select from gone)
on conflict (clinic_id, person) do update set requested_at = excluded.requested_at, told = f.told or excluded.told, copies_gone = false`,
);

const RENAME_THREAD = statement<Keys>(
  'merge_rename_thread',
  `
with thread as (
  update core.whatsapp_conversations c set
    patient_key = :newKey,
    version = c.version + 1,
    reply_to = case when c.reply_to = :oldKey then :newKey else c.reply_to end
  where c.clinic_id = :clinicId::uuid and c.patient_key = :oldKey
)
update core.patients p set patient_key = :newKey where p.clinic_id = :clinicId::uuid and p.patient_key = :oldKey`,
);

// What is moved keeps its place in time; only the outbox, where (conversation, seq) is unique, is numbered after what is there. The words of
// the bot's own hand-over are still to be sent when no human took their thread over since and none holds the other one now: they then carry
// the count of takeovers that the thread will have (see merge_fold_thread), which no other row can carry. A hold by an escalation is the bot's.
// Of two follow-ups that wait, the one planned last goes on.
const MOVE_RECORDS = statement<Pair>(
  'merge_move_records',
  `
with threads as materialized (
  select c.id, c.takeovers, case when c.id = :fromId::uuid then (select i.out_seq from core.whatsapp_conversations i where i.id = :intoId::uuid) else 0 end as seq_offset,
    coalesce(c.held_until > core.at(:nowMs::float8), false)
      and not exists (select from core.outbox e where e.conversation_id = c.id and e.escalation_takeovers = c.takeovers) as held_by_human
  from core.whatsapp_conversations c
  where c.id in (:fromId::uuid, :intoId::uuid)
), inbox as (
  update core.inbox set conversation_id = :intoId::uuid where conversation_id = :fromId::uuid
), outbox as (
  update core.outbox o set
    conversation_id = :intoId::uuid,
    seq = o.seq + own.seq_offset,
    escalation_takeovers = case when o.escalation_takeovers = own.takeovers and not other.held_by_human then greatest(own.takeovers, other.takeovers) + 1 end
  from threads own join threads other on other.id <> own.id
  where o.conversation_id = own.id and (own.id = :fromId::uuid or o.escalation_takeovers is not null)
), staff as (
  update core.staff_messages set conversation_id = :intoId::uuid where conversation_id = :fromId::uuid
), told as (
  update core.staff_notifications set conversation_id = :intoId::uuid where conversation_id = :fromId::uuid
), letters as (
  update core.dead_letters set conversation_id = :intoId::uuid where conversation_id = :fromId::uuid
), turns as (
  update core.turns set conversation_id = :intoId::uuid where conversation_id = :fromId::uuid
)
update core.follow_ups f set
  conversation_id = :intoId::uuid,
  status = case when o.is_newest then f.status else 'cancelled' end,
  reason = case when o.is_newest then f.reason else 'merged' end
from (
  select w.id, w.status <> 'scheduled' or w.kind like 'reminder%' or w.id = first_value(w.id) over (
    partition by w.status = 'scheduled' and w.kind not like 'reminder%' order by w.created_at desc, w.id) as is_newest
  from core.follow_ups w
  where w.conversation_id in (:fromId::uuid, :intoId::uuid)
) o
where f.id = o.id and (f.conversation_id = :fromId::uuid or not o.is_newest)`,
);

// Both threads are locked by now, so what is compared can't move. The line and the inbound message come from whichever heard the patient
// last, the state of affairs from whichever session was active last.
const FOLD_THREAD = statement<Pair>(
  'merge_fold_thread',
  `
with later as materialized (
  select
    coalesce(f.last_inbound_at > coalesce(t.last_inbound_at, '-infinity'), false) as heard,
    coalesce(fs.last_activity_at > coalesce(ts.last_activity_at, '-infinity'), false) as active
  from core.whatsapp_conversations t
  join core.whatsapp_conversations f on f.id = :fromId::uuid
  left join core.conversation_sessions ts on ts.id = t.session_id
  left join core.conversation_sessions fs on fs.id = f.session_id
  where t.id = :intoId::uuid
), thread as (
  update core.whatsapp_conversations t set
    version = t.version + 1,
    takeovers = greatest(t.takeovers, f.takeovers) + 1,
    provider = case when l.heard then f.provider else t.provider end,
    instance_name = case when l.heard then f.instance_name else t.instance_name end,
    reply_to = case when not l.heard then t.reply_to when f.reply_to = :oldKey then :newKey else f.reply_to end,
    last_inbound_provider_id = case when l.heard then f.last_inbound_provider_id else t.last_inbound_provider_id end,
    last_inbound_at = greatest(t.last_inbound_at, f.last_inbound_at),
    session_id = case when l.active then f.session_id else t.session_id end,
    state = case when l.active then f.state else t.state end,
    context = case when l.active then f.context else t.context end,
    pending_action = case when l.active then f.pending_action else t.pending_action end,
    resumed_at = greatest(t.resumed_at, f.resumed_at),
    last_seq = greatest(t.last_seq, f.last_seq) + 1,
    out_seq = t.out_seq + f.out_seq,
    held_until = greatest(t.held_until, f.held_until),
    burst_since = least(t.burst_since, f.burst_since),
    quiet_until = greatest(t.quiet_until, f.quiet_until),
    total_turns = t.total_turns + f.total_turns
  from core.whatsapp_conversations f, later l
  where t.id = :intoId::uuid and f.id = :fromId::uuid
  returning t.patient_id, f.patient_id as from_patient_id
)
update core.patients p set
  name = coalesce(p.name, f.name),
  push_name = coalesce(p.push_name, f.push_name),
  language = coalesce(p.language, f.language),
  language_is_explicit = p.language_is_explicit or f.language_is_explicit,
  opted_out = p.opted_out or f.opted_out
from thread t
join core.patients f on f.id = t.from_patient_id
where p.id = t.patient_id`,
);

const DROP_THREAD = statement<{ fromId: string }>('merge_drop_thread', `delete from core.whatsapp_conversations where id = :fromId::uuid`);
const DROP_PATIENT = statement<{ patientId: string }>('merge_drop_patient', `delete from core.patients where id = :patientId::uuid`);

/**
 * Makes two WhatsApp ids of a clinic one person: everything known under the old one goes to the new one, and the old one becomes an
 * alias. Bumps the version, so a turn that is being decided gives up. One transaction; repeatable.
 */
export async function mergeIdentity(sql: Sql, { nowMs, ...keys }: Keys & { nowMs: number }): Promise<void> {
  if (keys.oldKey === keys.newKey) return;
  await sql.transaction(async (transaction) => {
    const threads = await transaction.query<{ id: string; patient_key: string; patient_id: string }>(LOCK_THREADS, LOCK_THREADS.values(keys));
    const from = threads.find((thread) => thread.patient_key === keys.oldKey);
    const into = threads.find((thread) => thread.patient_key === keys.newKey);
    await transaction.query(POINT_ALIASES, POINT_ALIASES.values(keys));
    await transaction.query(RENAME_RECORDS, RENAME_RECORDS.values(keys));
    await transaction.query(MOVE_MEMORIES, MOVE_MEMORIES.values({ ...keys, nowMs }));
    if (!from) return;
    if (!into) {
      await transaction.query(RENAME_THREAD, RENAME_THREAD.values(keys));
      return;
    }
    const pair = { ...keys, nowMs, fromId: from.id, intoId: into.id };
    await transaction.query(MOVE_RECORDS, MOVE_RECORDS.values(pair));
    await transaction.query(FOLD_THREAD, FOLD_THREAD.values(pair));
    await transaction.query(DROP_THREAD, DROP_THREAD.values(pair));
    await transaction.query(DROP_PATIENT, DROP_PATIENT.values({ patientId: from.patient_id }));
  });
}
