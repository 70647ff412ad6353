import { randomUUID } from 'node:crypto';
import { statement, type Sql } from '../sql.ts';
import { READABLE_SCHEMA } from './readable-schema.ts';

// The version is bumped so that a turn still deciding on these messages can't answer them.
const DEAD_LETTER = statement<{ id: string; conversationId: string; reason: string; nowMs: number }>(
  'dead_letter_turn',
  `
with conversation as (
  update core.whatsapp_conversations c set version = c.version + 1
  where c.id = :conversationId::uuid
  returning c.id, c.clinic_id
), marked as (
  update core.inbox i set state = 'dead_lettered', reason = :reason
  from conversation c
  where i.conversation_id = c.id and i.state = 'pending' and i.schema <= ${READABLE_SCHEMA}
  returning i.id, i.trace_id, i.seq
), letter as (
  insert into core.dead_letters (id, queue, trace_id, clinic_id, conversation_id, reason, payload, created_at)
  select :id::uuid, 'turns', (select m.trace_id from marked m order by m.seq desc limit 1), c.clinic_id, c.id, :reason,
    jsonb_build_object('conversationId', c.id, 'inboxIds', (select jsonb_agg(m.id order by m.seq) from marked m)), core.at(:nowMs::float8)
  from conversation c
  where exists (select from marked)
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select distinct m.trace_id, core.at(:nowMs::float8), 'turn', 'dead_lettered', jsonb_build_object('reason', :reason::text) from marked m
)
select count(*) as marked from marked`,
);

/** Marks what is pending in the conversation as dead-lettered, keeps one dead letter of it for replay, and returns how many messages it were. */
export async function deadLetterTurn(sql: Sql, conversationId: string, reason: string, nowMs: number): Promise<number> {
  const [row] = await sql.query<{ marked: number }>(DEAD_LETTER, DEAD_LETTER.values({ id: randomUUID(), conversationId, reason, nowMs }));
  return row?.marked ?? 0;
}
