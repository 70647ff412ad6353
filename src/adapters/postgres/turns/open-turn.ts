import { randomUUID } from 'node:crypto';
import type {
  Appointment,
  ConversationContext,
  ConversationState,
  HistoryEntry,
  PendingAction,
  PendingMessage,
  TurnSnapshot,
} from '../../../domain/conversation.ts';
import type { Language } from '../../../domain/clinic.ts';
import type { Provider } from '../../../domain/message.ts';
import type { OpenedTurn } from '../../../pipeline/ports.ts';
import { statement, type Sql } from '../sql.ts';
import { READABLE_SCHEMA } from './readable-schema.ts';

// One statement, one snapshot, one column: thirty of them cost the driver more than the JSON does. What only a decision needs is read only when there is one to make.
const OPEN_TURN = statement<{ conversationId: string; nowMs: number }>(
  'open_turn',
  `
with conversation as materialized (
  select c.*,
    c.held_until > core.at(:nowMs::float8) as is_held,
    c.quiet_until > core.at(:nowMs::float8) as is_quiet,
    (select json_agg(json_build_object(
        'id', i.id, 'seq', i.seq, 'kind', i.kind, 'text', i.body, 'media', i.media, 'sentAtMs', core.ms(i.sent_at), 'receivedAtMs', core.ms(i.received_at),
        'providerMessageId', i.provider_message_id, 'traceId', i.trace_id, 'requestId', i.request_id, 'traceparent', i.traceparent)
      order by date_trunc('second', i.sent_at), i.received_at, i.part, i.seq)
     from core.inbox i where i.conversation_id = c.id and i.state = 'pending' and i.schema <= ${READABLE_SCHEMA}) as messages
  from core.whatsapp_conversations c
  where c.id = :conversationId::uuid
)
select row_to_json(opened) as opened from (
select c.clinic_id, c.provider, c.instance_name, c.patient_key, c.reply_to, c.version, c.last_seq, c.state, c.context, c.pending_action,
  core.ms(c.held_until) as held_until_ms, core.ms(c.quiet_until) as quiet_until_ms, core.ms(c.last_inbound_at) as last_inbound_at_ms,
  c.total_turns, c.is_held, c.is_quiet, c.messages,
  p.id as patient_id, p.name, p.push_name, p.language, p.language_is_explicit, p.opted_out,
  s.id as session_id, core.ms(s.started_at) as session_started_at_ms, s.language as session_language,
  core.ms(s.last_activity_at) as session_active_at_ms, s.closed_at is not null as session_closed,
  case when c.messages is not null then
    (select (k.profile -> 'settings' ->> 'sessionIdleMinutes')::float8 from healthcare.clinics k where k.id = c.clinic_id) end as session_idle_minutes,
  case when c.messages is not null then
    (select count(*) from core.turns t where t.conversation_id = c.id and t.committed_at > core.at(:nowMs::float8 - 600000)) end as recent_turns,
  c.messages is not null and exists (
    select from core.patient_memories m where m.clinic_id = c.clinic_id and m.patient_key = c.patient_key) as is_remembered,
  case when c.messages is not null then (
    select json_agg(json_build_object('id', a.id, 'serviceId', a.service_id, 'doctorId', a.doctor_id, 'startMs', core.ms(a.starts_at), 'endMs', core.ms(a.ends_at),
        'status', a.status, 'patientName', a.patient_name) order by a.is_past, a.starts_at)
    from (
      (select f.*, false as is_past from healthcare.appointments f
       where f.clinic_id = c.clinic_id and f.patient_key = c.patient_key and f.status = 'booked' and f.starts_at > core.at(:nowMs::float8)
       order by f.starts_at limit 20)
      union all
      (select l.*, true from healthcare.appointments l
       where l.clinic_id = c.clinic_id and l.patient_key = c.patient_key and l.status = 'booked' and l.starts_at <= core.at(:nowMs::float8)
       order by l.starts_at desc limit 1)
    ) a) end as appointments,
  case when c.messages is not null then (
    select json_agg(json_build_object('role', h.role, 'text', h.body, 'atMs', core.ms(h.at)) order by h.at, h.seq)
    from (
      select * from (
        (select 'patient' as role, i.body, i.received_at as at, i.seq from core.inbox i
         where i.conversation_id = c.id and i.body is not null and (i.state in ('answered', 'merged', 'held', 'dead_lettered') or (i.state = 'ignored' and i.turn_id is not null))
         order by i.seq desc limit 12)
        union all
        (select case when o.origin = 'staff' then 'human' else 'bot' end, o.body, o.created_at, o.seq from core.outbox o
         where o.conversation_id = c.id and o.state in ('queued', 'sending', 'uncertain', 'sent')
         order by o.seq desc limit 12)
        union all
        (select 'human', m.body, m.at, 0 from core.staff_messages m
         where m.conversation_id = c.id and m.body is not null
         order by m.at desc limit 12)
      ) every
      order by every.at desc, every.seq desc limit 12
    ) h) end as history
from conversation c
join core.patients p on p.id = c.patient_id
left join core.conversation_sessions s on s.id = c.session_id
) opened`,
);

// The lock makes the hold a fact: a resume that came first is seen here. What was taken in after this snapshot was taken in as held.
const MARK_HELD = statement<{ conversationId: string; nowMs: number }>(
  'mark_held',
  `
with held as (
  select c.id from core.whatsapp_conversations c
  where c.id = :conversationId::uuid and c.held_until > core.at(:nowMs::float8)
  for no key update
), marked as (
  update core.inbox i set state = 'held'
  from held
  where i.conversation_id = held.id and i.state = 'pending' and i.schema <= ${READABLE_SCHEMA}
  returning i.id
)
select (select count(*) from held) as held, (select count(*) from marked) as marked`,
);

type Opened = {
  clinic_id: string;
  provider: Provider;
  instance_name: string;
  patient_key: string;
  reply_to: string;
  version: number;
  last_seq: number;
  state: ConversationState;
  context: ConversationContext;
  pending_action: PendingAction | null;
  held_until_ms: number | null;
  quiet_until_ms: number | null;
  last_inbound_at_ms: number | null;
  total_turns: number;
  is_held: boolean | null;
  is_quiet: boolean | null;
  messages: PendingMessage[] | null;
  patient_id: string;
  name: string | null;
  push_name: string | null;
  language: Language | null;
  language_is_explicit: boolean;
  opted_out: boolean;
  is_remembered: boolean;
  session_id: string | null;
  session_started_at_ms: number | null;
  session_language: Language | null;
  session_active_at_ms: number | null;
  session_closed: boolean;
  session_idle_minutes: number | null;
  recent_turns: number | null;
  appointments: Appointment[] | null;
  history: HistoryEntry[] | null;
};

/** As in the clinic's settings, for a clinic that is gone. */
const SESSION_IDLE_MINUTES = 60;

export type OpenTurnInput = { conversationId: string; nowMs: number };

/**
 * Reads everything a decision may depend on, in one statement that locks and writes nothing. Pending messages of a held
 * conversation are marked held instead (a second statement). An unknown conversation has nothing pending; messages that a newer version
 * wrote are left for it.
 */
export async function openTurn(sql: Sql, input: OpenTurnInput): Promise<OpenedTurn> {
  const key = { conversationId: input.conversationId, nowMs: input.nowMs };
  const row = (await sql.query<{ opened: Opened }>(OPEN_TURN, OPEN_TURN.values(key)))[0]?.opened;
  if (!row?.messages) return { kind: 'nothing_pending' };
  if (row.is_held === true) {
    const [marked] = await sql.query<{ held: number }>(MARK_HELD, MARK_HELD.values(key));
    // Resumed meanwhile: the pending messages are for the bot again.
    return marked?.held === 1 ? { kind: 'held' } : openTurn(sql, input);
  }
  if (row.is_quiet === true && row.quiet_until_ms !== null) return { kind: 'not_yet', dueAtMs: row.quiet_until_ms };
  return { kind: 'opened', snapshot: snapshotOf(row, row.messages, input) };
}

function snapshotOf(row: Opened, messages: PendingMessage[], input: OpenTurnInput): TurnSnapshot {
  return {
    conversation: {
      id: input.conversationId,
      clinicId: row.clinic_id,
      line: { provider: row.provider, instance: row.instance_name },
      patientKey: row.patient_key,
      replyTo: row.reply_to,
      version: row.version,
      lastSeq: row.last_seq,
      state: row.state,
      context: row.context,
      pendingAction: row.pending_action,
      heldUntilMs: row.held_until_ms,
      quietUntilMs: row.quiet_until_ms,
      recentTurns: row.recent_turns ?? 0,
      totalTurns: row.total_turns,
      lastInboundAtMs: row.last_inbound_at_ms,
    },
    session: sessionOf(row, input),
    patient: {
      id: row.patient_id,
      key: row.patient_key,
      name: row.name,
      pushName: row.push_name,
      language: row.language,
      languageIsExplicit: row.language_is_explicit,
      optedOut: row.opted_out,
      isRemembered: row.is_remembered,
    },
    appointments: row.appointments ?? [],
    messages,
    history: row.history ?? [],
  };
}

/** The session goes on until it was idle too long; the commit then writes the new one. */
function sessionOf(row: Opened, input: OpenTurnInput): TurnSnapshot['session'] {
  const idleSinceMs = input.nowMs - (row.session_idle_minutes ?? SESSION_IDLE_MINUTES) * 60_000;
  const goesOn = row.session_id !== null && !row.session_closed && (row.session_active_at_ms ?? 0) >= idleSinceMs;
  if (!goesOn || row.session_id === null) return { id: randomUUID(), startedAtMs: input.nowMs, language: null, isNew: true };
  return { id: row.session_id, startedAtMs: row.session_started_at_ms ?? input.nowMs, language: row.session_language, isNew: false };
}
