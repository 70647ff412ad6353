import type { TraceEvent } from '../../../pipeline/ports.ts';
import { statement, type Sql } from '../sql.ts';
import { ERASED, ERASED_PEOPLE, type ErasedParameters, type ErasedPerson, hashesOf, peopleOf, storyWithout } from './erased-people.ts';
import { eventRows } from './record-events.ts';

/**
 * The part of a statement that tells a webhook's story once, however often its job runs: the moment it was received is the same in every
 * run. Takes :traceId, :receivedAtMs and :events. One look-up by constants: a join could be planned as a scan while the table is small.
 * A story that names somebody erased is not told here (see tellWithout).
 */
export const STORY = `${ERASED}, told as materialized (
  select t.id from core.trace_events t
  where t.trace_id = :traceId and t.at = core.at(:receivedAtMs::float8) and t.stage = 'ingress'
  limit 1
), story as (
  insert into core.trace_events (trace_id, at, stage, name, ms, data)
  select e.trace_id, core.at(e.at_ms), e.stage, e.name, e.ms, e.data
  from jsonb_to_recordset(:events::jsonb) as e (trace_id text, at_ms float8, stage text, name text, ms float8, data jsonb)
  where not exists (select from told) and not exists (select from erased)
)`;

const RECORD_STORY = statement<{ traceId: string; receivedAtMs: number; events: string } & ErasedParameters>(
  'record_story',
  `with ${STORY} select ${ERASED_PEOPLE} as erased`,
);

/** Adds the story of a webhook without messages to its trace; its first event is the webhook's acceptance. The same webhook again adds nothing. */
export async function recordStory(sql: Sql, events: TraceEvent[]): Promise<void> {
  const erased = await tell(sql, events, peopleOf(events));
  if (erased) await tellWithout(sql, events, erased);
}

/** Tells a story that names people who were erased, without them. */
export async function tellWithout(sql: Sql, events: TraceEvent[], erased: ErasedPerson[]): Promise<void> {
  await tell(sql, await storyWithout(sql, events, erased), []);
}

async function tell(sql: Sql, events: TraceEvent[], ids: string[]): Promise<ErasedPerson[] | null> {
  const [first] = events;
  if (!first) return null;
  const parameters = { traceId: first.traceId, receivedAtMs: first.atMs, events: eventRows(events), people: hashesOf(ids), erasableAtMs: first.atMs };
  const [row] = await sql.query<{ erased: ErasedPerson[] | null }>(RECORD_STORY, RECORD_STORY.values(parameters));
  return row?.erased ?? null;
}
