import { type NamedStatement, statement } from '../sql.ts';

/** What the commit statement takes. Lists of rows are JSON arrays, those of every turn arrays of columns; nulls change nothing. */
export type CommitParameters = {
  conversationId: string;
  version: number;
  lastSeq: number;
  mayNotBeSuperseded: boolean;
  nowMs: number;
  openedAtMs: number;
  turnId: string;
  outcome: string;
  state: string;
  context: string;
  pendingAction: string | null;
  holdUntilMs: number | null;
  sessionId: string;
  sessionIsNew: boolean;
  sessionStartedAtMs: number;
  language: string;
  messageIds: string[];
  lastMessageId: string;
  ignoredReason: string | null;
  traceId: string;
  requestId: string;
  traceIds: string[];
  traceparent: string | null;
  attestation: string;
  effects: string[];
  parts: number;
  outboxIds: string[];
  outboxBodies: string[];
  outboxHashes: string[];
  bookings: string;
  changes: string;
  changeCount: number;
  /** The follow-up of this turn, and what becomes of the one before. */
  followUp: string | null;
  followUpsEnd: string;
  patientName: string | null;
  patientLanguage: string | null;
  languageIsExplicit: boolean | null;
  optedOut: boolean | null;
  notifications: string;
};

/** What a turn may have besides its reply. Each is a part of the statement only when the turn has it: Postgres prepares every part at every run. */
const PARTS = ['session', 'effects', 'patient', 'wishes', 'follow_up', 'staff'] as const;
type Part = (typeof PARTS)[number];

/** A session that begins ends the others. */
const SESSION = `), closed as (
  update core.conversation_sessions s set closed_at = s.last_activity_at
  from won w
  where s.clinic_id = w.clinic_id and s.patient_key = w.patient_key and s.closed_at is null and s.id <> :sessionId::uuid
`;

/** What was learned of the patient. */
const PATIENT = `), known as (
  update core.patients p set
    name = coalesce(:patientName::text, p.name),
    language = coalesce(:patientLanguage::text, p.language),
    language_is_explicit = coalesce(:languageIsExplicit::boolean, p.language_is_explicit),
    opted_out = coalesce(:optedOut::boolean, p.opted_out)
  from won w
  where p.id = w.patient_id
`;

/** Appointments, follow-ups, a hand-over. */
const EFFECTS = `), still_sent as (
  update core.outbox o set escalation_takeovers = w.takeovers
  from won w
  where :holdUntilMs::float8 is not null and o.conversation_id = w.id and o.state in ('queued', 'sending', 'uncertain')
), booked as (
  insert into healthcare.appointments
    (id, clinic_id, patient_key, patient_id, service_id, doctor_id, starts_at, ends_at, patient_name, created_by, turn_id, trace_id, created_at, updated_at)
  select b.id, w.clinic_id, w.patient_key, w.patient_id, b.service_id, b.doctor_id, core.at(b.start_ms), core.at(b.end_ms), b.patient_name, 'bot',
    :turnId::uuid, :traceId, core.at(:nowMs::float8), core.at(:nowMs::float8)
  from won w, jsonb_to_recordset(:bookings::jsonb) as b (id uuid, service_id uuid, doctor_id uuid, start_ms float8, end_ms float8, patient_name text)
), changed as (
  update healthcare.appointments a set
    doctor_id = coalesce(e.doctor_id, a.doctor_id),
    starts_at = coalesce(core.at(e.start_ms), a.starts_at),
    ends_at = coalesce(core.at(e.end_ms), a.ends_at),
    confirmed_at = case when e.confirm then core.at(:nowMs::float8) when e.start_ms is null then a.confirmed_at end,
    status = case when e.cancel then 'cancelled' else a.status end,
    turn_id = :turnId::uuid,
    updated_at = core.at(:nowMs::float8)
  from won w, jsonb_to_recordset(:changes::jsonb) as e (id uuid, doctor_id uuid, start_ms float8, end_ms float8, cancel boolean, confirm boolean)
  where a.id = e.id and a.clinic_id = w.clinic_id and a.patient_key = w.patient_key and a.status = 'booked'
  returning a.id
`;

/** The patient asks not to be written to, or to be written to again. */
const WISHES = `), silenced as (
  update core.follow_ups f set status = 'cancelled', reason = 'opted_out', settled_at = core.at(:nowMs::float8)
  from won w
  where :optedOut::boolean is true and f.clinic_id = w.clinic_id and f.patient_key = w.patient_key and f.status = 'scheduled' and f.kind like 'reminder%'
), unsent as (
  update core.outbox o set state = 'withdrawn', reason = 'opted_out'
  from won w
  where :optedOut::boolean is true and o.conversation_id = w.id and o.state = 'queued' and o.origin = 'follow_up'
), to_remind as (
  update healthcare.appointments a set reminders_for = null
  from won w
  where :optedOut::boolean is false and a.clinic_id = w.clinic_id and a.patient_key = w.patient_key and a.status = 'booked' and a.starts_at > core.at(:nowMs::float8)
    and not exists (select from jsonb_to_recordset(:changes::jsonb) as e (id uuid) where e.id = a.id)
`;

/** The one follow-up of this conversation that waits from now on. */
const FOLLOW_UP = `), planned as (
  insert into core.follow_ups
    (id, clinic_id, conversation_id, patient_key, kind, urgency, note, due_at, announced, experiment, variant,
     turn_id, trace_id, request_id, traceparent, created_at)
  select f.id, w.clinic_id, w.id, w.patient_key, f.kind, f.urgency, f.note, core.at(f.due_ms), f.announced, f.experiment, f.variant,
    :turnId::uuid, :traceId, :requestId, :traceparent::text, core.at(:nowMs::float8)
  from won w, jsonb_to_record(:followUp::jsonb) as f
    (id uuid, kind text, urgency text, note text, due_ms float8, announced boolean, experiment text, variant text)
  returning trace_id, id, kind, due_at
), planned_story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select p.trace_id, core.at(:nowMs::float8), 'turn', 'follow_up_planned', jsonb_build_object('followUpId', p.id, 'kind', p.kind, 'dueAtMs', core.ms(p.due_at))
  from planned p
`;

/** What staff are told of the effects, for the clinics that want it. */
const STAFF = `), told as (
  insert into core.staff_notifications
    (clinic_id, channel, event, subject, conversation_id, turn_id, detail, trace_id, request_id, traceparent, at, due_at)
  select w.clinic_id, n.channel, n.event, n.subject, w.id, :turnId::uuid, n.detail, :traceId, :requestId, :traceparent::text, core.at(:nowMs::float8), core.at(:nowMs::float8)
  from won w, jsonb_to_recordset(:notifications::jsonb) as n (channel text, event text, subject text, detail jsonb)
`;

const CHANGED_ALL = `,
  case when exists (select from won) and :changeCount::int > 0 then core.require((select count(*) from changed) = :changeCount::int, 'FD001') end as changed_all`;

const SQL: Record<Part, string> = { session: SESSION, effects: EFFECTS, patient: PATIENT, wishes: WISHES, follow_up: FOLLOW_UP, staff: STAFF };

const commitSql = (parts: readonly Part[]) => `
with won as (
  update core.whatsapp_conversations c set
    version = c.version + 1,
    out_seq = c.out_seq + :parts::int,
    state = :state,
    context = :context::jsonb,
    pending_action = :pendingAction::jsonb,
    session_id = :sessionId::uuid,
    held_until = greatest(c.held_until, core.at(:holdUntilMs::float8)),
    burst_since = case when c.last_seq <> :lastSeq::bigint then core.at(:openedAtMs::float8) end,
    quiet_until = case when c.last_seq <> :lastSeq::bigint then c.quiet_until end,
    total_turns = c.total_turns + least(:parts::int, 1)
  where c.id = :conversationId::uuid and c.version = :version::bigint and (c.last_seq = :lastSeq::bigint or :mayNotBeSuperseded::boolean)
  returning c.id, c.clinic_id, c.patient_key, c.patient_id, c.provider, c.instance_name, c.reply_to, c.takeovers, c.out_seq
), session as (
  insert into core.conversation_sessions as s (id, clinic_id, patient_key, language, started_at, last_activity_at)
  select :sessionId::uuid, w.clinic_id, w.patient_key, :language, core.at(:sessionStartedAtMs::float8), core.at(:nowMs::float8) from won w
  on conflict (id) do update set language = excluded.language, last_activity_at = excluded.last_activity_at
), marked as (
  update core.inbox i set
    state = case when :ignoredReason::text is not null then 'ignored' when i.id = :lastMessageId::uuid then 'answered' else 'merged' end,
    reason = :ignoredReason::text,
    turn_id = :turnId::uuid
  from won w
  where i.id = any (:messageIds::uuid[]) and i.conversation_id = w.id and i.state = 'pending'
  returning i.id
), turn as (
  insert into core.turns (id, clinic_id, conversation_id, outcome, trace_ids, attestation, effects, opened_at, committed_at)
  select :turnId::uuid, w.clinic_id, w.id, :outcome, :traceIds::text[], :attestation::jsonb, :effects::text[], core.at(:openedAtMs::float8), core.at(:nowMs::float8)
  from won w
), replies as (
  insert into core.outbox
    (id, provider, instance_name, clinic_id, conversation_id, seq, turn_id, recipient, body, body_hash, language, state, due_at,
     trace_id, request_id, traceparent, created_at, escalation_takeovers)
  select r.id, w.provider, w.instance_name, w.clinic_id, w.id, w.out_seq - :parts::int + r.position, :turnId::uuid, w.reply_to, r.body, r.hash, :language,
    'queued', core.at(:nowMs::float8), :traceId, :requestId, :traceparent::text, core.at(:nowMs::float8),
    case when :holdUntilMs::float8 is not null then w.takeovers end
  from won w, unnest(:outboxIds::uuid[], :outboxBodies::text[], :outboxHashes::text[]) with ordinality as r (id, body, hash, position)
), heard as (
  update core.follow_ups f set status = 'cancelled', reason = :followUpsEnd, settled_at = core.at(:nowMs::float8)
  from won w
  where f.conversation_id = w.id and f.status = 'scheduled' and f.kind not like 'reminder%'
${parts.map((part) => SQL[part]).join('')})
select
  (select count(*) from won) as won,
  (select count(*) from marked) as marked,
  case when exists (select from won) then core.require((select count(*) from marked) = cardinality(:messageIds::uuid[]), 'FD002') end as marked_all${parts.includes('effects') ? CHANGED_ALL : ''}`;

/**
 * The commit of a turn. Everything hangs on `won`: it compares only columns of the row it locks. core.require undoes the whole statement
 * when it did not mark all it opened (FD002) or did not find the booked appointments it changes (FD001). The patient wrote, so
 * follow-ups that waited for that are cancelled, and at most one new one waits; reminders of an appointment go on unless the patient opts out. Rows already queued when the bot itself hands
 * over are still sent (escalation_takeovers); those of a takeover are not.
 */
const commitOf = (parts: readonly Part[]) => statement<CommitParameters>(['commit_turn', ...parts].join('_'), commitSql(parts));
const made = new Map<string, ReturnType<typeof commitOf>>();

/** The commit with just the parts that the turn has. */
export function commitStatement(parameters: CommitParameters): NamedStatement<CommitParameters> {
  const { patientName, patientLanguage, languageIsExplicit, optedOut } = parameters;
  const has: Record<Part, boolean> = {
    session: parameters.sessionIsNew,
    effects: parameters.effects.length > 0 || parameters.holdUntilMs !== null,
    patient: [patientName, patientLanguage, languageIsExplicit, optedOut].some((learned) => learned !== null),
    wishes: optedOut !== null,
    follow_up: parameters.followUp !== null,
    staff: parameters.notifications !== '[]',
  };
  const parts = PARTS.filter((part) => has[part]);
  const commit = made.get(parts.join()) ?? commitOf(parts);
  made.set(parts.join(), commit);
  return commit;
}
