import type { FollowUpReader, FollowUpView } from '../../../api/ports.ts';
import type { Sql } from '../sql.ts';
import { scopeClause } from './scope.ts';

/** Follow-ups in core.follow_ups. */
export function createFollowUpReader(sql: Sql): FollowUpReader {
  return {
    async list(scope, page) {
      const { form, where, values } = scopeClause(scope, 'f');
      const text = `select f.id, f.kind, f.urgency, core.ms(f.due_at) as "dueAtMs", f.status, f.reason from core.follow_ups f where ${where} order by f.due_at, f.id limit $3 offset $4`;
      return sql.query<FollowUpView>({ name: `admin_follow_ups_${form}`, text }, [...values, page.limit, page.offset]);
    },
  };
}
