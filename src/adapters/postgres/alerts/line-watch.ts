import type { Line } from '../../../pipeline/ports.ts';
import type { LineAlert, LineWatch, SilentLine } from '../../../pipeline/watch-lines.ts';
import { statement, type Sql } from '../sql.ts';
import { storableJson } from '../storable.ts';

/** Tells staff of the alerts in `alerted` (key, clinic_id, since, provider, instance_name, trace_id), once for each time a line fails. */
const TOLD = (event: LineAlert['kind']) => `told as (
  insert into core.staff_notifications (clinic_id, channel, event, subject, detail, trace_id, request_id, at, due_at)
  select r.clinic_id, c.channel, '${event}', r.key || '@' || core.ms(r.since)::bigint,
    jsonb_build_object('line', jsonb_build_object('provider', r.provider, 'instance', r.instance_name), 'sinceMs', core.ms(r.since)),
    r.trace_id, r.trace_id, core.at(:nowMs::float8), core.at(:nowMs::float8)
  from alerted r cross join lateral core.staff_channels(r.clinic_id, '${event}') as c (channel)
  on conflict (subject, channel) do nothing
)`;

const WATCH_CONNECTIONS = statement<{ nowMs: number; notOpenSinceMs: number; traceId: string }>(
  'watch_connections',
  `
with line as materialized (
  select i.provider, i.instance_name, i.clinic_id, i.not_open_since, 'line_disconnected:' || i.provider || ':' || i.instance_name as key
  from healthcare.whatsapp_instances i
  where i.not_open_since is not null
), over as (
  delete from core.open_alerts a
  where a.key like 'line\\_disconnected:%' and not exists (select from line l where l.key = a.key and l.not_open_since <= a.since)
  returning a.key, a.clinic_id, a.since
), raised as (
  insert into core.open_alerts (key, clinic_id, since, told_at)
  select l.key, l.clinic_id, l.not_open_since, core.at(:nowMs::float8) from line l
  where l.not_open_since <= core.at(:notOpenSinceMs::float8)
  on conflict (key) do nothing
  returning key, clinic_id, since
), alerted as (
  select r.key, r.clinic_id, r.since, l.provider, l.instance_name, :traceId::text as trace_id from raised r join line l on l.key = r.key
), ${TOLD('line_disconnected')}
select
  coalesce((select json_agg(json_build_object('key', r.key, 'clinicId', r.clinic_id, 'sinceMs', core.ms(r.since), 'traceId', r.trace_id)) from alerted r), '[]') as raised,
  coalesce((select json_agg(json_build_object('key', o.key, 'clinicId', o.clinic_id, 'sinceMs', core.ms(o.since))) from over o), '[]') as over,
  coalesce((select json_agg(json_build_object('provider', l.provider, 'instance', l.instance_name)) from line l), '[]') as "notOpen"`,
);

const HEARD_SINCE = statement<{ sinceMs: number }>(
  'lines_heard_since',
  `select distinct i.provider, i.instance_name as instance from core.inbox i where i.received_at >= core.at(:sinceMs::float8)`,
);

const TRAFFIC = statement<{ windows: string }>(
  'line_traffic',
  `
select w.line, w.week, (
  select count(*) from core.inbox i
  where i.received_at >= core.at(w.from_ms) and i.received_at < core.at(w.to_ms) and i.provider = w.provider and i.instance_name = w.instance) as messages
from jsonb_to_recordset(:windows::jsonb) as w (line int, week int, provider text, instance text, from_ms float8, to_ms float8)
order by w.line, w.week`,
);

const RAISE_SILENCE = statement<{ lines: string; nowMs: number }>(
  'raise_silence',
  `
with line as materialized (
  select 'line_silent:' || w.provider || ':' || w.instance as key, w.provider, w.instance as instance_name, w.clinic_id, w.since_ms, w.trace_id
  from jsonb_to_recordset(:lines::jsonb) as w (provider text, instance text, clinic_id uuid, since_ms float8, trace_id text)
), raised as (
  insert into core.open_alerts (key, clinic_id, since, told_at)
  select l.key, l.clinic_id, core.at(l.since_ms), core.at(:nowMs::float8) from line l
  on conflict (key) do nothing
  returning key, clinic_id, since
), alerted as (
  select r.key, r.clinic_id, r.since, l.provider, l.instance_name, l.trace_id from raised r join line l on l.key = r.key
), ${TOLD('line_silent')}
select r.key, r.clinic_id as "clinicId", core.ms(r.since) as "sinceMs", r.trace_id as "traceId" from alerted r`,
);

// A line that was removed is nobody's silence any more.
const END_SILENCE = statement<{ keys: string[] }>(
  'end_silence',
  `
delete from core.open_alerts a
where a.key like 'line\\_silent:%' and (a.key = any (:keys::text[])
  or not exists (select from healthcare.whatsapp_instances i where a.key = 'line_silent:' || i.provider || ':' || i.instance_name))
returning a.key, a.clinic_id as "clinicId", core.ms(a.since) as "sinceMs"`,
);

type AlertRow = { key: string; clinicId: string | null; sinceMs: number; traceId?: string };

/** Watches lines by what Postgres knows of them; what is raised is kept in core.open_alerts. */
export function lineWatch(sql: Sql): LineWatch {
  return {
    async watchConnections(input) {
      const [row] = await sql.query<{ raised: AlertRow[]; over: AlertRow[]; notOpen: Line[] }>(WATCH_CONNECTIONS, WATCH_CONNECTIONS.values(input));
      return { raised: (row?.raised ?? []).map(toAlert), over: (row?.over ?? []).map(toAlert), notOpen: row?.notOpen ?? [] };
    },
    heardSince: (sinceMs) => sql.query<Line>(HEARD_SINCE, HEARD_SINCE.values({ sinceMs })),
    async traffic(lines) {
      const windows = lines.flatMap(({ line, windows: weeks }, number) =>
        weeks.map(({ fromMs, toMs }, week) => ({ line: number, week, provider: line.provider, instance: line.instance, from_ms: fromMs, to_ms: toMs })),
      );
      const rows = await sql.query<{ line: number; week: number; messages: number }>(TRAFFIC, TRAFFIC.values({ windows: storableJson(windows) }));
      const counts = lines.map((): number[] => []);
      for (const row of rows) counts[row.line]?.push(row.messages);
      return counts;
    },
    async raiseSilence(lines, nowMs) {
      const rows = await sql.query<AlertRow>(RAISE_SILENCE, RAISE_SILENCE.values({ lines: storableJson(lines.map(toRow)), nowMs }));
      return rows.map(toAlert);
    },
    async endSilence(heard) {
      const keys = heard.map((line) => `line_silent:${line.provider}:${line.instance}`);
      return (await sql.query<AlertRow>(END_SILENCE, END_SILENCE.values({ keys }))).map(toAlert);
    },
  };
}

function toRow({ line, clinicId, sinceMs, traceId }: SilentLine): object {
  return { provider: line.provider, instance: line.instance, clinic_id: clinicId, since_ms: sinceMs, trace_id: traceId };
}

/** The key is `kind:provider:instance`; an instance may hold colons itself. */
function toAlert({ key, clinicId, sinceMs, traceId = '' }: AlertRow): LineAlert {
  const [kind = '', provider = '', ...instance] = key.split(':');
  const line = { provider, instance: instance.join(':') } as Line;
  return { kind: kind as LineAlert['kind'], clinicId, line, sinceMs, traceId };
}
