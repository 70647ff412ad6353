import { statement, type Sql } from '../sql.ts';

type Typing = { clinicId: string; patientKey: string; nowMs: number; debounceMs: number; burstMaxWaitMs: number };

const EXTEND_QUIET = statement<Typing>(
  'extend_quiet',
  `
update core.whatsapp_conversations c set
  quiet_until = greatest(c.quiet_until, least(core.at(:nowMs::float8 + :debounceMs::float8), c.burst_since + :burstMaxWaitMs::float8 * interval '1 ms'))
where c.clinic_id = :clinicId::uuid
  and c.patient_key = coalesce((select a.patient_key from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.alias = :patientKey), :patientKey)
  and c.burst_since is not null
  and (c.held_until is null or c.held_until <= core.at(:nowMs::float8))
  and exists (select from core.inbox i where i.conversation_id = c.id and i.state = 'pending')
returning c.id, core.ms(c.quiet_until) as due_at_ms`,
);

/** Moves the quiet window of pending messages while the patient types, at most to the end of the burst's longest wait; null when nothing waits. */
export async function extendQuiet(sql: Sql, typing: Typing): Promise<{ conversationId: string; dueAtMs: number } | null> {
  const [row] = await sql.query<{ id: string; due_at_ms: number }>(EXTEND_QUIET, EXTEND_QUIET.values(typing));
  return row ? { conversationId: row.id, dueAtMs: row.due_at_ms } : null;
}
