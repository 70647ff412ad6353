import type { TraceEvent } from '../../../pipeline/ports.ts';
import { statement, type Sql } from '../sql.ts';
import { eventRows } from './record-events.ts';

/**
 * The part of a statement that tells a webhook's story once, however often its job runs: the moment it was received is the same in every
 * run. Takes :traceId, :receivedAtMs and :events. One look-up by constants: a join could be planned as a scan while the table is small.
 */
export const STORY = `told as materialized (
  select t.id from core.trace_events t
  where t.trace_id = :traceId and t.at = core.at(:receivedAtMs::float8) and t.stage = 'ingress'
  limit 1
), story as (
  insert into core.trace_events (trace_id, at, stage, name, ms, data)
  select e.trace_id, core.at(e.at_ms), e.stage, e.name, e.ms, e.data
  from jsonb_to_recordset(:events::jsonb) as e (trace_id text, at_ms float8, stage text, name text, ms float8, data jsonb)
  where not exists (select from told)
)`;

const RECORD_STORY = statement<{ traceId: string; receivedAtMs: number; events: string }>('record_story', `with ${STORY} select 1 as told`);

/** Adds the story of a webhook without messages to its trace; its first event is the webhook's acceptance. The same webhook again adds nothing. */
export async function recordStory(sql: Sql, events: TraceEvent[]): Promise<void> {
  const [first] = events;
  if (first) await sql.query(RECORD_STORY, RECORD_STORY.values({ traceId: first.traceId, receivedAtMs: first.atMs, events: eventRows(events) }));
}
