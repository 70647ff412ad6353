import { statement, type Sql } from '../sql.ts';

// The same head as the claim's, or a row would fail for another's fault.
const FAIL_HEAD_SEND = statement<{ conversationId: string; reason: string; nowMs: number }>(
  'fail_head_send',
  `
with head as (
  select o.id from core.outbox o
  where o.conversation_id = :conversationId::uuid and o.state in ('queued', 'sending', 'uncertain')
    and (not o.gave_up or o.due_at <= core.at(:nowMs::float8)) and o.schema <= 1
  order by o.seq
  limit 1
  for no key update
), failed as (
  update core.outbox o set state = 'failed', reason = :reason
  from head
  where o.id = head.id
  returning o.id, o.trace_id
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select f.trace_id, core.at(:nowMs::float8), 'outbound', 'failed', jsonb_build_object('outboxId', f.id, 'reason', :reason::text) from failed f
)
select count(*) as failed from failed`,
);

/** Gives up the row that a conversation's sender fails on again and again, so that what follows it is sent. Returns how many rows it was (0 or 1). */
export async function failHeadSend(sql: Sql, input: { conversationId: string; reason: string; nowMs: number }): Promise<number> {
  const [row] = await sql.query<{ failed: number }>(FAIL_HEAD_SEND, FAIL_HEAD_SEND.values(input));
  return row?.failed ?? 0;
}
