import type { Delivery, InboxStore, StatusToApply } from '../../../pipeline/ports.ts';
import type { DeliveryStatus } from '../../../domain/message.ts';
import { storableJson } from '../storable.ts';
import { statement, type Sql } from '../sql.ts';

/**
 * A status only ever rises in this order, so the end does not depend on the order of arrival. `failed` stands below `delivered`:
 * what reached the patient did not fail, whatever came later; what was only sent can still fail, minutes after the call.
 */
const RANK: Record<DeliveryStatus, number> = { sent: 1, failed: 2, delivered: 3, read: 4, played: 5, deleted: 6 };

// Rows are locked in the order of their ids: two batches about the same messages can't deadlock. Statuses of messages that staff
// or patients wrote are known and change nothing; so are those of erased messages.
const APPLY_STATUSES = statement<{ statuses: string }>(
  'apply_statuses',
  `
with given as materialized (
  select * from jsonb_to_recordset(:statuses::jsonb)
    as s (ord int, provider text, instance text, message_id text, outbox_id uuid, status text, rank int, error_code int, at_ms float8)
), by_message as materialized (
  select s.ord, o.id
  from given s join core.outbox o on o.provider = s.provider and o.instance_name = s.instance and o.provider_message_id = s.message_id
), found as materialized (
  select b.ord, b.id from by_message b
  union all
  select s.ord, o.id
  from given s join core.outbox o on o.id = s.outbox_id and o.provider = s.provider and o.instance_name = s.instance and o.attempts > 0
  where not exists (select from by_message b where b.ord = s.ord)
), locked as (
  select o.id, o.state as state_before
  from core.outbox o
  where o.id in (select f.id from found f)
  order by o.id
  for no key update
), best as (
  select distinct on (f.id) f.id, s.message_id, s.status, s.rank, s.error_code, s.at_ms
  from found f join given s on s.ord = f.ord
  order by f.id, s.rank desc, s.at_ms
), applied as (
  update core.outbox o set
    delivery_status = b.status,
    delivery_rank = b.rank,
    delivery_at = core.at(b.at_ms),
    state = case when b.status = 'failed' then 'failed' else 'sent' end,
    reason = case when b.status = 'failed' then 'provider:' || coalesce(b.error_code::text, 'unknown') end,
    provider_message_id = coalesce(o.provider_message_id, b.message_id),
    sent_at = coalesce(o.sent_at, core.at(b.at_ms)),
    gave_up = false
  from best b join locked l on l.id = b.id
  where o.id = b.id and b.rank > o.delivery_rank
  returning o.id, o.conversation_id, o.trace_id, o.request_id, l.state_before, b.message_id, b.status, b.at_ms, b.error_code
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select a.trace_id, core.at(a.at_ms), 'status', a.status, jsonb_build_object('outboxId', a.id, 'messageId', a.message_id, 'errorCode', a.error_code)
  from applied a
)
select
  array(select s.ord from given s
    where not exists (select from found f where f.ord = s.ord)
      and not exists (select from core.staff_messages m where m.provider = s.provider and m.instance_name = s.instance and m.provider_message_id = s.message_id)
      and not exists (select from core.erasures e where e.person = encode(sha256(convert_to(s.message_id, 'UTF8')), 'hex'))
      and not exists (select from core.inbox i where i.provider = s.provider and i.instance_name = s.instance and i.provider_message_id = s.message_id)
    order by s.ord) as unknown,
  coalesce((select json_agg(json_build_object('outboxId', a.id, 'traceId', a.trace_id, 'requestId', a.request_id, 'status', a.status)) from applied a), '[]') as delivered,
  array(select distinct a.conversation_id from applied a where a.state_before in ('queued', 'sending', 'uncertain')) as woken`,
);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Applies delivery statuses to the messages they are about, in one statement, found by the provider's id or by our own (Meta gives it
 * back). Settles rows whose send was not settled. Returns what moved on, the statuses of messages not known yet, and the conversations that may go on sending.
 */
export async function applyStatuses(sql: Sql, statuses: StatusToApply[]): ReturnType<InboxStore['applyStatuses']> {
  if (statuses.length === 0) return { delivered: [], unknown: [], wokenConversations: [] };
  const rows = statuses.map((status, ord) => ({
    ord,
    provider: status.line.provider,
    instance: status.line.instance,
    message_id: status.providerMessageId,
    outbox_id: status.outboxId !== null && UUID.test(status.outboxId) ? status.outboxId : null,
    status: status.status,
    rank: RANK[status.status],
    error_code: status.errorCode,
    at_ms: status.atMs,
  }));
  const [row] = await sql.query<{ delivered: Delivery[]; unknown: number[]; woken: string[] }>(
    APPLY_STATUSES,
    APPLY_STATUSES.values({ statuses: storableJson(rows) }),
  );
  const unknown = new Set(row?.unknown ?? []);
  return { delivered: row?.delivered ?? [], unknown: statuses.filter((_, ord) => unknown.has(ord)), wokenConversations: row?.woken ?? [] };
}
