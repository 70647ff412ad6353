import type { FollowUpReader, FollowUpView } from '../../../api/ports.ts';
import type { Sql } from '../sql.ts';
import { scopeClause } from './scope.ts';

// The outbox row of a follow-up has its id: what became of the message is what became of the follow-up.
const SELECT = `select f.id, f.kind, f.urgency, core.ms(f.due_at) as "dueAtMs",
    case when o.state in ('withdrawn', 'failed') then 'cancelled' else f.status end as status, coalesce(o.reason, f.reason) as reason,
    f.appointment_id as "appointmentId", f.trace_id as "traceId", f.experiment, f.variant
  from core.follow_ups f left join core.outbox o on o.id = f.id and o.state in ('withdrawn', 'failed')`;

/** Follow-ups in core.follow_ups, with what became of those that were sent. */
export function createFollowUpReader(sql: Sql): FollowUpReader {
  return {
    async list(scope, page) {
      const { form, where, values } = scopeClause(scope, 'f');
      const text = `${SELECT} where ${where} order by f.due_at, f.id limit $3 offset $4`;
      return sql.query<FollowUpView>({ name: `admin_follow_ups_${form}`, text }, [...values, page.limit, page.offset]);
    },
  };
}
