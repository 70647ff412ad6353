import type { NotificationAdmin, NotificationView } from '../../../api/ports.ts';
import { statement, type Sql } from '../sql.ts';

// What was handed over is where its message is; without one (a patient's erasure takes it along) it is gone.
const VIEW = `
select n.id, n.clinic_id as "clinicId", n.conversation_id as "conversationId", n.channel, n.event, n.attempts, core.ms(n.at) as "atMs", n.trace_id as "traceId",
  coalesce(o.reason, n.reason) as reason,
  case when n.state = 'queued' then core.ms(n.due_at) end as "dueAtMs",
  core.ms(coalesce(n.delivered_at, o.sent_at)) as "deliveredAtMs",
  case when n.state <> 'handed_over' then n.state
    when o.state = 'sent' then 'delivered'
    when o.state in ('failed', 'uncertain') then o.state
    when o.state in ('queued', 'sending') then 'sending'
    else 'dropped' end as state
from core.staff_notifications n left join core.outbox o on o.id = n.id and n.state = 'handed_over'`;

type Filter = { clinicId: string | null; state: string | null; limit: number; offset: number };
const LIST_OF_CLINIC = statement<Filter>(
  'admin_notifications_of_clinic',
  `select * from (${VIEW} where n.clinic_id = :clinicId::uuid) v where :state::text is null or v.state = :state::text
  order by v."atMs" desc, v.id limit :limit::int offset :offset::int`,
);
const LIST_ALL = statement<Filter>(
  'admin_notifications_all',
  `select * from (${VIEW}) v where :clinicId::uuid is null and (:state::text is null or v.state = :state::text)
  order by v."atMs" desc, v.id limit :limit::int offset :offset::int`,
);
const RETRY = statement<{ id: string; nowMs: number }>(
  'admin_notification_retry',
  `update core.staff_notifications set state = 'queued', reason = null, due_at = core.at(:nowMs::float8)
  where id = :id::uuid and state in ('failed', 'dropped') returning clinic_id as "clinicId"`,
);

/** What staff were told and are to be told, in core.staff_notifications. */
export function createNotificationAdmin(sql: Sql): NotificationAdmin {
  return {
    async list(filter, page) {
      const list = filter.clinicId === null ? LIST_ALL : LIST_OF_CLINIC;
      return sql.query<NotificationView>(list, list.values({ ...filter, ...page }));
    },
    async retry(id, nowMs) {
      const [row] = await sql.query<{ clinicId: string }>(RETRY, RETRY.values({ id, nowMs }));
      return row ?? null;
    },
  };
}
