import type { ChangeOutcome, ChangeToApply } from '../../../pipeline/ports.ts';
import { storableText } from '../storable.ts';
import { statement, type Sql } from '../sql.ts';

type Parameters = {
  provider: string;
  instance: string;
  messageId: string;
  clinicId: string;
  isDeletion: boolean;
  newText: string | null;
  atMs: number;
  nowMs: number;
  traceId: string;
  debounceMs: number;
  burstMaxWaitMs: number;
};

// The conversation is locked before the message, as everywhere. A changed pending message bumps the version: a turn that read the
// old text gives up.
const CHANGE_MESSAGE = statement<Parameters>(
  'change_message',
  `
with target as materialized (
  select i.id, i.conversation_id from core.inbox i
  where i.provider = :provider and i.instance_name = :instance and i.provider_message_id = :messageId and i.clinic_id = :clinicId::uuid
), locked as materialized (
  select c.id from core.whatsapp_conversations c where c.id = (select t.conversation_id from target t) for no key update
), changed as (
  update core.inbox i set
    body = case when :newText::text is null and (:isDeletion::boolean or i.media is null) then i.body else :newText::text end,
    edited_at = core.at(:atMs::float8),
    state = case when :isDeletion::boolean then 'superseded' else i.state end,
    reason = case when :isDeletion::boolean then case i.state when 'pending' then 'deleted' else 'deleted_while_held' end else i.reason end
  from target t, locked l
  where i.id = t.id and i.state in ('pending', 'held')
  returning i.id, i.conversation_id, i.trace_id, i.state = 'pending' or i.reason = 'deleted' as was_pending
), bumped as (
  update core.whatsapp_conversations c set
    version = c.version + 1,
    quiet_until = case when :isDeletion::boolean then c.quiet_until
      else greatest(c.quiet_until, least(core.at(:atMs::float8 + :debounceMs::float8), c.burst_since + :burstMaxWaitMs::float8 * interval '1 ms')) end
  from changed h
  where c.id = h.conversation_id and h.was_pending
  returning c.quiet_until
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select h.trace_id, core.at(:nowMs::float8), 'inbound', case when :isDeletion::boolean then 'deleted' else 'edited' end, jsonb_build_object('byTrace', :traceId::text)
  from changed h
)
select
  case when not exists (select from target) then 'unknown' when exists (select from changed) then 'changed' else 'late' end as outcome,
  (select t.conversation_id from target t) as conversation_id,
  exists (select from bumped) as bumped,
  (select core.ms(b.quiet_until) from bumped b) as due_at_ms`,
);

/**
 * Applies a patient's edit or deletion to the message it is about, if nobody answered that yet: an edit replaces the text (without one, it
 * took the caption of a picture away; a text stays as it was), a deletion ends it as superseded. `dueAtMs` says when the conversation is to be woken; null when it need not be.
 */
export async function changeMessage(sql: Sql, change: ChangeToApply): Promise<ChangeOutcome> {
  const parameters: Parameters = {
    provider: change.line.provider,
    instance: change.line.instance,
    messageId: change.targetMessageId,
    clinicId: change.clinicId,
    isDeletion: change.change.kind === 'delete',
    newText: change.change.kind === 'delete' ? null : storableText(change.change.text),
    atMs: change.atMs,
    nowMs: change.nowMs,
    traceId: change.trace.traceId,
    debounceMs: change.debounceMs,
    burstMaxWaitMs: change.burstMaxWaitMs,
  };
  type Changed = { outcome: ChangeOutcome['outcome']; conversation_id: string | null; bumped: boolean; due_at_ms: number | null };
  const [row] = await sql.query<Changed>(CHANGE_MESSAGE, CHANGE_MESSAGE.values(parameters));
  if (!row) throw new Error('change_message returned no row');
  return { outcome: row.outcome, conversationId: row.conversation_id, dueAtMs: row.bumped ? (row.due_at_ms ?? change.atMs) : null };
}
