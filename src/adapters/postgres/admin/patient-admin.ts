import type { ErasureReport, PatientAdmin } from '../../../api/ports.ts';
import { type Sql, sqlState } from '../sql.ts';
import { type Erased, eraseFromEvent, isPayloadOf } from './erased-data.ts';
import { markErasure } from './mark-erasure.ts';

type Tx = Pick<Sql, 'query'>;

const PATIENT_KEY = {
  name: 'admin_erase_key',
  text: `select coalesce((select patient_key from core.patient_aliases where clinic_id = $1 and alias = $2), $2::text) as key`,
};
/** First of all: bumps the version, so that an answer being made is never committed, and locks out take-in until the end. */
const FENCE = {
  name: 'admin_erase_fence',
  text: `update core.whatsapp_conversations set version = version + 1 where clinic_id = $1 and patient_key = $2 returning id`,
};
const ALIASES = { name: 'admin_erase_aliases', text: `delete from core.patient_aliases where clinic_id = $1 and patient_key = $2 returning alias` };
const FOREIGN = { name: 'admin_erase_foreign_lines', text: `select instance_name as instance from healthcare.whatsapp_instances where clinic_id <> $1` };
const TRACES = {
  name: 'admin_erase_traces',
  text: `select trace_id as "traceId" from core.inbox where conversation_id = any($1::uuid[]) union select trace_id from core.outbox where conversation_id = any($1::uuid[])
    union select trace_id from core.staff_messages where conversation_id = any($1::uuid[]) union select unnest(trace_ids) from core.turns where conversation_id = any($1::uuid[])`,
};
/** Statuses, presence and ignored items have traces without rows: they are found by the ids in their data, which reads the whole table. */
const EVENTS = {
  name: 'admin_erase_events',
  text: `select id::text as id, trace_id as "traceId", data, trace_id = any($1::text[]) as "isTheirs" from core.trace_events
    where trace_id = any($1::text[]) or exists (select 1 from unnest($2::text[]) as k(key) where strpos(data::text, k.key) > 0)`,
};
const REWRITE_EVENTS = {
  name: 'admin_erase_rewrite_events',
  text: `update core.trace_events e set data = w.data from jsonb_to_recordset($1::jsonb) as w(id bigint, data jsonb) where e.id = w.id returning e.id::text as id`,
};
/** What came in on a line before a clinic had it: kept without a conversation, known only through its trace. */
const DROP_UNROUTED = {
  name: 'admin_erase_unrouted',
  text: `delete from core.inbox where conversation_id is null and trace_id = any($1::text[]) and provider_message_id = any($2::text[]) returning id`,
};
const LETTERS = {
  name: 'admin_erase_letters',
  text: `select id, payload, coalesce(conversation_id = any($2::uuid[]), false) as "isTheirs" from core.dead_letters
    where conversation_id = any($2::uuid[]) or ((clinic_id = $1 or clinic_id is null) and exists (select 1 from unnest($3::text[]) as k(key) where strpos(payload::text, k.key) > 0))`,
};
const DROP_LETTERS = { name: 'admin_erase_drop_letters', text: `delete from core.dead_letters where id = any($1::uuid[]) returning id` };
/** The slot stays taken; nothing says by whom. */
const STRIP_APPOINTMENTS = {
  name: 'admin_erase_appointments',
  text: `update healthcare.appointments set patient_key = 'erased', patient_id = null, patient_name = null, trace_id = null, turn_id = null where clinic_id = $1 and patient_key = $2 returning id`,
};
/** What staff were told of the patient: its text is in their thread and comes back in echoes, which are known by its id. */
const TOLD_STAFF = {
  name: 'admin_erase_told_staff',
  text: `delete from core.outbox where id in (select id from core.staff_notifications where conversation_id = any($1::uuid[])) returning provider_message_id as "messageId"`,
};
/** Gone here; the caches and the provider, which know the patient by a hash, are told until they have forgotten as well. */
const MEMORIES = {
  name: 'admin_erase_memories',
  text: `with gone as (delete from core.patient_memories where clinic_id = $1 and patient_key = any($2::text[]) returning key), told as (
      insert into core.memories_to_forget as f (clinic_id, person, requested_at, told)
      select $1::uuid, core.memory_person($1::uuid, k.key), core.at($3::float8),
        exists (select from core.patient_memories m where m.clinic_id = $1 and m.patient_key = k.key and m.told <> 'none')
      from unnest($2::text[]) as k (key)
      on conflict (clinic_id, person) do update set requested_at = excluded.requested_at, told = f.told or excluded.told, copies_gone = false)
    select key from gone`,
};
/** A reminder of an appointment that staff made may be older than the conversation. */
const FOLLOW_UPS = {
  name: 'admin_erase_follow_ups',
  text: `delete from core.follow_ups where (clinic_id = $1 and patient_key = $2) or conversation_id = any($3::uuid[]) returning id`,
};
const OF_CONVERSATIONS = (table: string, column = 'conversation_id') => ({
  name: `admin_erase_${table}`,
  text: `delete from core.${table} where ${column} = any($1::uuid[]) returning id`,
});
const OF_PATIENT = (table: string) => ({
  name: `admin_erase_${table}`,
  text: `delete from core.${table} where clinic_id = $1 and patient_key = $2 returning id`,
});

/** The patient wrote while he was erased (a new row refers to him, or the two waited for each other): undone, and begun again. */
const BEGIN_AGAIN = new Set(['23503', '40P01', '40001']);
const MAX_RUNS = 8;

/** Erasure in one transaction over every table that holds something of a patient. A new such table must be added here; a test greps them all. */
export function createPatientAdmin(sql: Sql): PatientAdmin {
  return {
    async erase({ clinicId, from, nowMs }) {
      await markErasure(sql, { clinicId, from, nowMs });
      for (let runs = 1; ; runs += 1) {
        try {
          return await sql.transaction((tx) => erase(tx, { clinicId, from, nowMs }));
        } catch (error) {
          if (runs >= MAX_RUNS || !BEGIN_AGAIN.has(sqlState(error) ?? '')) throw error;
        }
      }
    },
  };
}

async function erase(tx: Tx, { clinicId, from, nowMs }: { clinicId: string; from: string; nowMs: number }): Promise<ErasureReport> {
  const found = await tx.query<{ key: string }>(PATIENT_KEY, [clinicId, from]);
  const patientKey = found[0]?.key ?? from;
  const conversationIds = (await tx.query<{ id: string }>(FENCE, [clinicId, patientKey])).map((row) => row.id);
  const aliases = await tx.query<{ alias: string }>(ALIASES, [clinicId, patientKey]);
  const foreign = await tx.query<{ instance: string }>(FOREIGN, [clinicId]);
  const told = await tx.query<{ messageId: string | null }>(TOLD_STAFF, [conversationIds]);
  const erased: Erased = {
    keys: new Set([patientKey, from, ...aliases.map((row) => row.alias), ...told.flatMap((row) => row.messageId ?? [])]),
    foreignInstances: new Set(foreign.map((row) => row.instance)),
  };
  return {
    traceEvents: await eraseEvents(tx, conversationIds, erased),
    deadLetters: await eraseLetters(tx, clinicId, conversationIds, erased),
    ...(await eraseRows(tx, clinicId, patientKey, conversationIds)),
    // After the sessions: whoever is learning from one of them has written by now, or finds it gone.
    memories: (await tx.query(MEMORIES, [clinicId, [...new Set([patientKey, from, ...aliases.map((row) => row.alias)])], nowMs])).length,
    aliases: aliases.length,
  };
}

async function eraseEvents(tx: Tx, conversationIds: string[], erased: Erased): Promise<number> {
  const traces = await tx.query<{ traceId: string }>(TRACES, [conversationIds]);
  const events = await tx.query<{ id: string; traceId: string; data: Record<string, unknown>; isTheirs: boolean }>(EVENTS, [
    traces.map((row) => row.traceId),
    [...erased.keys],
  ]);
  const rewritten = events.flatMap(({ id, traceId, data, isTheirs }) => {
    const kept = eraseFromEvent(data, isTheirs, erased);
    return kept ? [{ id, traceId, ...kept }] : [];
  });
  if (rewritten.length > 0) await tx.query(REWRITE_EVENTS, [JSON.stringify(rewritten.map(({ id, data }) => ({ id, data })))]);
  await tx.query(DROP_UNROUTED, [rewritten.map((event) => event.traceId), rewritten.flatMap((event) => event.messageIds)]);
  return rewritten.length;
}

async function eraseLetters(tx: Tx, clinicId: string, conversationIds: string[], erased: Erased): Promise<number> {
  const letters = await tx.query<{ id: string; payload: unknown; isTheirs: boolean }>(LETTERS, [clinicId, conversationIds, [...erased.keys]]);
  const theirs = letters.filter((letter) => letter.isTheirs || isPayloadOf(letter.payload, erased)).map((letter) => letter.id);
  if (theirs.length > 0) await tx.query(DROP_LETTERS, [theirs]);
  return theirs.length;
}

/** Children before parents: the conversation is referred to by its rows, and refers to patient and session. */
async function eraseRows(
  tx: Tx,
  clinicId: string,
  patientKey: string,
  conversationIds: string[],
): Promise<Omit<ErasureReport, 'traceEvents' | 'deadLetters' | 'aliases' | 'memories'>> {
  const count = async (statement: { name: string; text: string }, values: unknown[]) => (await tx.query(statement, values)).length;
  return {
    messages: await count(OF_CONVERSATIONS('inbox'), [conversationIds]),
    outbox: await count(OF_CONVERSATIONS('outbox'), [conversationIds]),
    turns: await count(OF_CONVERSATIONS('turns'), [conversationIds]),
    staffMessages: await count(OF_CONVERSATIONS('staff_messages'), [conversationIds]),
    followUps: await count(FOLLOW_UPS, [clinicId, patientKey, conversationIds]),
    notifications: await count(OF_CONVERSATIONS('staff_notifications'), [conversationIds]),
    appointments: await count(STRIP_APPOINTMENTS, [clinicId, patientKey]),
    conversations: await count(OF_CONVERSATIONS('whatsapp_conversations', 'id'), [conversationIds]),
    sessions: await count(OF_PATIENT('conversation_sessions'), [clinicId, patientKey]),
    patients: await count(OF_PATIENT('patients'), [clinicId, patientKey]),
  };
}
