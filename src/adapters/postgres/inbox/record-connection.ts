import type { Line } from '../../../pipeline/ports.ts';
import { statement, type Sql } from '../sql.ts';

// Reports may overtake each other: an older one does not replace a newer one. A server that keeps trying reports so again and again: what
// counts is since when the line has not been open.
const RECORD_CONNECTION = statement<{ provider: string; instance: string; state: string; atMs: number }>(
  'record_connection',
  `
update healthcare.whatsapp_instances set
  connection_state = :state,
  connection_changed_at = core.at(:atMs::float8),
  not_open_since = case when :state <> 'open' then coalesce(not_open_since, core.at(:atMs::float8)) end
where provider = :provider and instance_name = :instance and (connection_changed_at is null or connection_changed_at <= core.at(:atMs::float8))`,
);

/** Records whether a line is connected, as its provider reported it. */
export async function recordConnection(sql: Sql, line: Line, state: string, atMs: number): Promise<void> {
  await sql.query(RECORD_CONNECTION, RECORD_CONNECTION.values({ provider: line.provider, instance: line.instance, state, atMs }));
}
