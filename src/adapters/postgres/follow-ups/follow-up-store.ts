import type { FollowUpStore } from '../../../pipeline/follow-up-ports.ts';
import { statement, type Sql } from '../sql.ts';
import { commitFollowUp } from './commit-follow-up.ts';
import { openFollowUp } from './open-follow-up.ts';

type Change = { followUpId: string; reason: string; nowMs: number };

const CANCEL = statement<Change>(
  'cancel_follow_up',
  `
with cancelled as (
  update core.follow_ups f set status = 'cancelled', reason = :reason, settled_at = core.at(:nowMs::float8)
  where f.id = :followUpId::uuid and f.status = 'scheduled'
  returning f.id, f.kind, f.trace_id
)
insert into core.trace_events (trace_id, at, stage, name, data)
select c.trace_id, core.at(:nowMs::float8), 'turn', 'follow-up cancelled', jsonb_build_object('followUpId', c.id, 'kind', c.kind, 'reason', :reason::text)
from cancelled c where c.trace_id is not null`,
);

const POSTPONE = statement<Change & { dueAtMs: number }>(
  'postpone_follow_up',
  `
with postponed as (
  update core.follow_ups f set due_at = core.at(:dueAtMs::float8)
  where f.id = :followUpId::uuid and f.status = 'scheduled'
  returning f.id, f.kind, f.trace_id
)
insert into core.trace_events (trace_id, at, stage, name, data)
select p.trace_id, core.at(:nowMs::float8), 'turn', 'follow-up postponed',
  jsonb_build_object('followUpId', p.id, 'kind', p.kind, 'reason', :reason::text, 'dueAtMs', :dueAtMs::float8)
from postponed p where p.trace_id is not null`,
);

const REVIVE = statement<{ followUpId: string; nowMs: number }>(
  'revive_follow_up',
  `
update core.follow_ups f set status = 'scheduled', reason = null, settled_at = null, due_at = core.at(:nowMs::float8)
where f.id = :followUpId::uuid and f.status = 'cancelled' and f.reason = 'dead_lettered'`,
);

/** Due follow-ups and reminders, on Postgres. */
export function followUpStore(sql: Sql): FollowUpStore {
  return {
    open: (input) => openFollowUp(sql, input),
    commit: (commit) => commitFollowUp(sql, commit),
    cancel: async (input) => void (await sql.query(CANCEL, CANCEL.values(input))),
    postpone: async (input) => void (await sql.query(POSTPONE, POSTPONE.values(input))),
  };
}

/** One that was given up as a dead letter is due again, and judged as any other; nothing else is touched. */
export async function reviveFollowUp(sql: Sql, input: { followUpId: string; nowMs: number }): Promise<void> {
  await sql.query(REVIVE, REVIVE.values(input));
}
