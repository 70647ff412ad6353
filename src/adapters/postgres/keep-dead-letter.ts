import { randomUUID } from 'node:crypto';
import { statement, type Sql } from './sql.ts';
import { storableJson } from './storable.ts';

export type DeadLetterToKeep = { queue: string; traceId: string | null; reason: string; payload: unknown; nowMs: number };

const KEEP = statement<{ id: string; queue: string; traceId: string | null; reason: string; payload: string; nowMs: number }>(
  'keep_dead_letter',
  `
insert into core.dead_letters (id, queue, trace_id, reason, payload, created_at)
values (:id::uuid, :queue, :traceId, :reason, :payload::jsonb, core.at(:nowMs::float8))`,
);

/** Keeps a job's raw payload with the reason it could not be done; durable when it resolves. */
export async function keepDeadLetter(sql: Sql, letter: DeadLetterToKeep): Promise<void> {
  await sql.query(KEEP, KEEP.values({ ...letter, id: randomUUID(), payload: storableJson(letter.payload) }));
}
