import type { NotificationStore, TellResult } from '../../../pipeline/notifying-ports.ts';
import { eventRows } from '../inbox/record-events.ts';
import { statement, type Sql } from '../sql.ts';

const SETTLE_NOTIFICATION = statement<{
  id: string;
  attempts: number;
  state: string;
  reason: string | null;
  retryAtMs: number | null;
  nowMs: number;
  event: string;
}>(
  'settle_notification',
  `
with settled as (
  update core.staff_notifications n set
    state = :state,
    reason = :reason::text,
    due_at = coalesce(core.at(:retryAtMs::float8), n.due_at),
    delivered_at = case when :state = 'delivered' then core.at(:nowMs::float8) end
  where n.id = :id::uuid and n.attempts = :attempts::int and n.state = 'queued'
  returning n.id
), story as (
  insert into core.trace_events (trace_id, at, stage, name, ms, data)
  select e.trace_id, core.at(e.at_ms), e.stage, e.name, e.ms, e.data
  from settled s, jsonb_to_recordset(:event::jsonb) as e (trace_id text, at_ms float8, stage text, name text, ms float8, data jsonb)
)
select exists (select from settled)
  or exists (select from core.staff_notifications n where n.id = :id::uuid and n.attempts = :attempts::int and n.state = :state) as settled`,
);

const FAIL_HEAD_NOTIFICATION = statement<{ clinicId: string; reason: string; nowMs: number }>(
  'fail_head_notification',
  `
with head as (
  select n.id from core.staff_notifications n
  where n.clinic_id = :clinicId::uuid and n.state = 'queued' and n.schema <= 1
  order by n.due_at
  limit 1
  for no key update
), failed as (
  update core.staff_notifications n set state = 'failed', reason = :reason
  from head
  where n.id = head.id
  returning n.id, n.trace_id, n.event
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select f.trace_id, core.at(:nowMs::float8), 'outbound', 'staff failed', jsonb_build_object('notificationId', f.id, 'event', f.event, 'reason', :reason::text)
  from failed f
)
select count(*) as failed from failed`,
);

const STATES: Record<TellResult['kind'], string> = { delivered: 'delivered', retry: 'queued', failed: 'failed', dropped: 'dropped' };

/** Records what came of telling staff, if the notification is still claimed under that attempt number. Repeatable. */
export async function settleNotification(sql: Sql, input: Parameters<NotificationStore['settle']>[0]): Promise<boolean> {
  const { id, attempts, result, retryAtMs, nowMs, event } = input;
  const reason = 'reason' in result ? result.reason : null;
  const values = { id, attempts, state: STATES[result.kind], reason, retryAtMs, nowMs, event: eventRows([event]) };
  const [row] = await sql.query<{ settled: boolean }>(SETTLE_NOTIFICATION, SETTLE_NOTIFICATION.values(values));
  return row?.settled ?? false;
}

/** Gives up the notification that a clinic's job fails on again and again, so that what follows it is told. Returns how many it were (0 or 1). */
export async function failHeadNotification(sql: Sql, input: { clinicId: string; reason: string; nowMs: number }): Promise<number> {
  const [row] = await sql.query<{ failed: number }>(FAIL_HEAD_NOTIFICATION, FAIL_HEAD_NOTIFICATION.values(input));
  return row?.failed ?? 0;
}
