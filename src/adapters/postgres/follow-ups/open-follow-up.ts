import type { Language } from '../../../domain/clinic.ts';
import type { Appointment, ConversationContext, ConversationState, PendingAction } from '../../../domain/conversation.ts';
import type { OpenedFollowUp } from '../../../pipeline/follow-up-ports.ts';
import { statement, type Sql } from '../sql.ts';

// By the patient, not by the conversation it was planned in: a reminder may be older than the conversation, and two may have become one.
const OPEN_FOLLOW_UP = statement<{ followUpId: string; nowMs: number }>(
  'open_follow_up',
  `
select row_to_json(opened) as opened from (
select f.clinic_id, f.kind, f.urgency, f.announced, f.experiment, f.variant, f.trace_id, f.request_id, f.traceparent,
  core.ms(f.due_at) as due_at_ms, core.ms(f.created_at) as created_at_ms, core.ms(f.appointment_starts_at) as appointment_start_ms,
  c.id as conversation_id, c.version, c.last_seq, c.provider, c.state, c.context, c.pending_action,
  core.ms(c.held_until) as held_until_ms, core.ms(c.last_inbound_at) as last_inbound_at_ms,
  exists (select from core.inbox i where i.conversation_id = c.id and i.state = 'pending') as has_pending,
  (select core.ms(i.received_at) from core.inbox i
   where i.conversation_id = c.id and i.state not in ('ignored', 'superseded') order by i.seq desc limit 1) as last_heard_at_ms,
  p.language, coalesce(p.language_is_explicit, false) as language_is_explicit, coalesce(p.opted_out, false) as opted_out, s.language as session_language,
  case when a.id is not null then json_build_object('id', a.id, 'serviceId', a.service_id, 'doctorId', a.doctor_id,
    'startMs', core.ms(a.starts_at), 'endMs', core.ms(a.ends_at), 'status', a.status, 'patientName', a.patient_name) end as appointment,
  exists (select from core.follow_ups o
    where o.appointment_id = f.appointment_id and o.status = 'scheduled' and o.due_at > f.due_at and o.due_at <= core.at(:nowMs::float8)) as is_outrun,
  exists (select from healthcare.appointments b
    where b.clinic_id = f.clinic_id and b.patient_key = f.patient_key and b.status = 'booked' and b.starts_at > core.at(:nowMs::float8)
      and b.updated_at > f.created_at) as has_booked_since
from core.follow_ups f
left join core.whatsapp_conversations c on c.clinic_id = f.clinic_id and c.patient_key = f.patient_key
left join core.patients p on p.clinic_id = f.clinic_id and p.patient_key = f.patient_key
left join core.conversation_sessions s on s.id = c.session_id
left join healthcare.appointments a on a.id = f.appointment_id and a.patient_key = f.patient_key
where f.id = :followUpId::uuid and f.status = 'scheduled' and f.schema <= 1
) opened`,
);

type Opened = {
  clinic_id: string;
  kind: string;
  urgency: string;
  announced: boolean;
  experiment: string | null;
  variant: string | null;
  trace_id: string | null;
  request_id: string | null;
  traceparent: string | null;
  due_at_ms: number;
  created_at_ms: number;
  appointment_start_ms: number | null;
  conversation_id: string | null;
  version: number;
  last_seq: number;
  provider: 'evolution' | 'meta';
  state: ConversationState;
  context: ConversationContext;
  pending_action: PendingAction | null;
  held_until_ms: number | null;
  last_inbound_at_ms: number | null;
  has_pending: boolean;
  last_heard_at_ms: number | null;
  language: Language | null;
  language_is_explicit: boolean;
  opted_out: boolean;
  session_language: Language | null;
  appointment: Appointment | null;
  is_outrun: boolean;
  has_booked_since: boolean;
};

/** A scheduled follow-up with all that its judgement depends on, of one instant. */
export async function openFollowUp(sql: Sql, input: { followUpId: string; nowMs: number }): Promise<OpenedFollowUp> {
  const row = (await sql.query<{ opened: Opened }>(OPEN_FOLLOW_UP, OPEN_FOLLOW_UP.values(input)))[0]?.opened;
  if (!row) return { kind: 'closed' };
  const { experiment, variant } = row;
  return {
    kind: 'opened',
    urgency: row.urgency,
    variant: experiment !== null && variant !== null ? { experiment, variant } : null,
    // One that an older version planned begins a trace of its own.
    trace: { traceId: row.trace_id ?? input.followUpId, requestId: row.request_id ?? input.followUpId, traceparent: row.traceparent },
    followUp: {
      id: input.followUpId,
      clinicId: row.clinic_id,
      kind: row.kind,
      dueAtMs: row.due_at_ms,
      createdAtMs: row.created_at_ms,
      announced: row.announced,
      conversation: conversationOf(row),
      patient: { language: row.language, languageIsExplicit: row.language_is_explicit, sessionLanguage: row.session_language, optedOut: row.opted_out },
      appointment: row.appointment,
      appointmentStartMs: row.appointment_start_ms,
      isOutrun: row.is_outrun,
      hasBookedSince: row.has_booked_since,
    },
  };
}

function conversationOf(row: Opened): Extract<OpenedFollowUp, { kind: 'opened' }>['followUp']['conversation'] {
  if (row.conversation_id === null) return null;
  return {
    id: row.conversation_id,
    version: row.version,
    lastSeq: row.last_seq,
    provider: row.provider,
    state: row.state,
    context: row.context,
    pendingAction: row.pending_action,
    heldUntilMs: row.held_until_ms,
    lastHeardAtMs: row.last_heard_at_ms,
    lastInboundAtMs: row.last_inbound_at_ms,
    hasPending: row.has_pending,
  };
}
