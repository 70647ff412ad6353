import type { FollowUpCommit } from '../../../pipeline/follow-up-ports.ts';
import { bodyHash } from '../body-hash.ts';
import { sqlState, statement, type Sql } from '../sql.ts';
import { storableJson } from '../storable.ts';

type Parameters = {
  followUpId: string;
  conversationId: string;
  version: number;
  lastSeq: number;
  nowMs: number;
  expiresAtMs: number;
  body: string;
  hash: string;
  language: string;
  changes: boolean;
  state: string;
  context: string;
  pendingAction: string | null;
  traceId: string;
  requestId: string;
  traceparent: string | null;
};

// Like a turn's commit: everything hangs on `won`, which compares only columns of the row it locks. The follow-up must still be scheduled, and
// the appointment it reminds of must still be booked for the same start; each is compared under its own lock, and core.require undoes the
// whole statement when one of them is not. The outbox row has the id of the follow-up: a second one could not even be written.
const COMMIT_FOLLOW_UP = statement<Parameters>(
  'commit_follow_up',
  `
with won as (
  update core.whatsapp_conversations c set
    version = c.version + 1,
    out_seq = c.out_seq + 1,
    state = case when :changes::boolean then :state else c.state end,
    context = case when :changes::boolean then :context::jsonb else c.context end,
    pending_action = case when :changes::boolean then :pendingAction::jsonb else c.pending_action end
  where c.id = :conversationId::uuid and c.version = :version::bigint and c.last_seq = :lastSeq::bigint
    and (c.held_until is null or c.held_until <= core.at(:nowMs::float8))
  returning c.id, c.clinic_id, c.provider, c.instance_name, c.reply_to, c.out_seq
), fired as (
  update core.follow_ups f set status = 'sent', reason = null, conversation_id = w.id, settled_at = core.at(:nowMs::float8)
  from won w
  where f.id = :followUpId::uuid and f.status = 'scheduled'
  returning f.id, f.kind, f.appointment_id, f.appointment_starts_at
), standing as (
  select a.id from healthcare.appointments a join fired f on f.appointment_id = a.id
  where a.status = 'booked' and a.starts_at = f.appointment_starts_at
  for no key update of a
), message as (
  insert into core.outbox
    (id, provider, instance_name, clinic_id, conversation_id, seq, origin, recipient, body, body_hash, language, state, due_at, expires_at,
     trace_id, request_id, traceparent, created_at)
  select f.id, w.provider, w.instance_name, w.clinic_id, w.id, w.out_seq, 'follow_up', w.reply_to, :body, :hash, :language, 'queued',
    core.at(:nowMs::float8), core.at(:expiresAtMs::float8), :traceId, :requestId, :traceparent::text, core.at(:nowMs::float8)
  from won w, fired f
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select :traceId, core.at(:nowMs::float8), 'turn', 'follow-up sent', jsonb_build_object('followUpId', f.id, 'kind', f.kind, 'outboxId', f.id) from fired f
)
select (select count(*) from won) as won,
  case when exists (select from won) then core.require(exists (select from fired), 'FD003') end as is_fired,
  case when exists (select from won) then core.require(
    not exists (select from fired f where f.appointment_id is not null) or exists (select from standing), 'FD003') end as is_standing`,
);

/** Other than judged: the follow-up or its appointment changed (FD003). Deadlocks were undone too: judge again. */
const LOST = new Set(['FD003', '40P01', '40001', '23505']);

/** Sends a follow-up: its one outbox row and its status in one statement, at most once. Throws Fault('dependency_away') when the outcome is unknown: open it again and see. */
export async function commitFollowUp(sql: Sql, commit: FollowUpCommit): Promise<{ kind: 'committed'; outboxId: string } | { kind: 'lost' }> {
  const { followUpId, conversation, text, change, trace } = commit;
  const parameters: Parameters = {
    followUpId,
    conversationId: conversation.id,
    version: conversation.version,
    lastSeq: conversation.lastSeq,
    nowMs: commit.nowMs,
    expiresAtMs: commit.expiresAtMs,
    body: text,
    hash: bodyHash(text),
    language: commit.language,
    changes: change !== null,
    state: change?.state ?? '',
    context: storableJson(change?.context ?? {}),
    pendingAction: change?.pendingAction ? storableJson(change.pendingAction) : null,
    ...trace,
  };
  try {
    const [row] = await sql.query<{ won: number }>(COMMIT_FOLLOW_UP, COMMIT_FOLLOW_UP.values(parameters));
    return row?.won === 1 ? { kind: 'committed', outboxId: followUpId } : { kind: 'lost' };
  } catch (error) {
    if (LOST.has(sqlState(error) ?? '')) return { kind: 'lost' };
    throw error;
  }
}
