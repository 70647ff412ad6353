import { statement, type Sql } from '../sql.ts';
import { READABLE_SCHEMA } from './readable-schema.ts';

// The clinic's own row is asked: a directory that has not heard of a new clinic yet ends nothing. The version is bumped as ever when
// what is pending changes.
const IGNORE_REMOVED_CLINIC = statement<{ conversationId: string; nowMs: number }>(
  'ignore_removed_clinic',
  `
with conversation as (
  update core.whatsapp_conversations c set version = c.version + 1
  where c.id = :conversationId::uuid and not exists (select from healthcare.clinics k where k.id = c.clinic_id)
  returning c.id
), marked as (
  update core.inbox i set state = 'ignored', reason = 'clinic_removed'
  from conversation c
  where i.conversation_id = c.id and i.state = 'pending' and i.schema <= ${READABLE_SCHEMA}
  returning i.id, i.trace_id
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select distinct m.trace_id, core.at(:nowMs::float8), 'turn', 'ignored', '{"reason": "clinic_removed"}'::jsonb from marked m
)
select count(*) as marked from marked`,
);

/** Ends what is pending in the conversation of a clinic that was removed as ignored (`clinic_removed`), and returns how many messages it were. */
export async function ignoreRemovedClinic(sql: Sql, conversationId: string, nowMs: number): Promise<number> {
  const [row] = await sql.query<{ marked: number }>(IGNORE_REMOVED_CLINIC, IGNORE_REMOVED_CLINIC.values({ conversationId, nowMs }));
  return row?.marked ?? 0;
}
