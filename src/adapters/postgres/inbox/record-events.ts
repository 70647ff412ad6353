import type { TraceEvent } from '../../../pipeline/ports.ts';
import { storableJson } from '../storable.ts';
import { statement, type Sql } from '../sql.ts';

const RECORD_EVENTS = statement<{ events: string }>(
  'record_events',
  `
insert into core.trace_events (trace_id, at, stage, name, ms, data)
select e.trace_id, core.at(e.at_ms), e.stage, e.name, e.ms, e.data
from jsonb_to_recordset(:events::jsonb) as e (trace_id text, at_ms float8, stage text, name text, ms float8, data jsonb)`,
);

/** Adds events to the stories of their traces. */
export async function recordEvents(sql: Sql, events: TraceEvent[]): Promise<void> {
  if (events.length > 0) await sql.query(RECORD_EVENTS, RECORD_EVENTS.values({ events: eventRows(events) }));
}

/** Events as the JSON that statements unfold with jsonb_to_recordset (trace_id, at_ms, stage, name, ms, data). */
export function eventRows(events: TraceEvent[]): string {
  return storableJson(events.map(({ traceId, atMs, stage, name, ms, data }) => ({ trace_id: traceId, at_ms: atMs, stage, name, ms, data })));
}
