import { randomUUID } from 'node:crypto';
import { wordsOf } from './admin/erased-data.ts';
import { ERASED, type ErasedParameters, hashesOf } from './inbox/erased-people.ts';
import { statement, type Sql } from './sql.ts';
import { storableJson } from './storable.ts';

export type DeadLetterToKeep = { queue: string; traceId: string | null; reason: string; payload: unknown; nowMs: number };

const KEEP = statement<{ id: string; queue: string; traceId: string | null; reason: string; payload: string; nowMs: number }>(
  'keep_dead_letter',
  `
insert into core.dead_letters (id, queue, trace_id, reason, payload, created_at)
values (:id::uuid, :queue, :traceId, :reason, :payload::jsonb, core.at(:nowMs::float8))`,
);

// A payload that names a line of another clinic is not this clinic's to erase.
const OF_ERASED = statement<ErasedParameters & { words: string[] }>(
  'dead_letter_of_erased',
  `
with ${ERASED}
select e.person from erased e
where not exists (select from healthcare.whatsapp_instances w where w.instance_name = any (:words::text[]) and w.clinic_id <> e.clinic_id)
limit 1`,
);

/** Keeps a job's raw payload with the reason it could not be done; durable when it resolves. Of a patient erased since, only the job's own ids are kept. */
export async function keepDeadLetter(sql: Sql, letter: DeadLetterToKeep): Promise<void> {
  const words = wordsOf(letter.payload);
  const isErased = await sql.query(OF_ERASED, OF_ERASED.values({ people: hashesOf(words), words, erasableAtMs: receivedAtMsOf(letter.payload) }));
  const payload = isErased.length > 0 ? { ...jobOf(letter.payload), erased: true } : letter.payload;
  await sql.query(KEEP, KEEP.values({ ...letter, id: randomUUID(), payload: storableJson(payload) }));
}

const JOB_FIELDS = ['v', 'kind', 'provider', 'traceId', 'requestId', 'receivedAtMs', 'conversationId'];

function jobOf(payload: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload ?? {}).filter(([name]) => JOB_FIELDS.includes(name)));
}

/** When what the job is about was received; 0 when it does not say: then any erasure counts. */
function receivedAtMsOf(payload: unknown): number {
  const { receivedAtMs, change } = (payload ?? {}) as { receivedAtMs?: unknown; change?: { atMs?: unknown } };
  const given = receivedAtMs ?? change?.atMs;
  return typeof given === 'number' ? given : 0;
}
