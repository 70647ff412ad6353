import type { AppointmentToRemind, ReminderStore } from '../../../pipeline/follow-up-ports.ts';
import { statement, type Sql } from '../sql.ts';
import { storableJson } from '../storable.ts';

/** Appointments whose reminders are not those of their start: the condition of the partial index, word for word. */
export const OUT_OF_LINE = `((a.status = 'booked' and a.reminders_for is distinct from a.starts_at) or (a.status = 'cancelled' and a.reminders_for is not null))`;

const OPEN = statement<{ appointmentId: string }>(
  'open_reminders',
  `
select row_to_json(opened) as opened from (
select a.clinic_id, a.status, core.ms(a.starts_at) as start_ms, a.starts_at::text as starts_at, core.ms(a.updated_at) as booked_at_ms,
  coalesce(p.opted_out, false) as opted_out, coalesce(t.trace_ids[cardinality(t.trace_ids)], a.trace_id) as trace_id,
  array(select f.kind from core.follow_ups f
    where f.appointment_id = a.id and f.status = 'sent' and f.appointment_starts_at = a.starts_at) as sent_kinds
from healthcare.appointments a
left join core.patients p on p.clinic_id = a.clinic_id and p.patient_key = a.patient_key
left join core.turns t on t.id = a.turn_id
where a.id = :appointmentId::uuid and a.patient_key <> 'erased' and ${OUT_OF_LINE}
) opened`,
);

type SetParameters = {
  appointmentId: string;
  status: string;
  startsAt: string;
  reminders: string;
  nowMs: number;
  traceId: string;
  requestId: string;
  traceparent: string | null;
};

// The appointment's row is compared and marked first: of two workers one finds it out of line, and a move or a cancellation meanwhile leaves it so.
const SET = statement<SetParameters>(
  'set_reminders',
  `
with planned as (
  update healthcare.appointments a set reminders_for = case when a.status = 'booked' then a.starts_at end
  where a.id = :appointmentId::uuid and a.status = :status and a.starts_at = :startsAt::timestamptz and a.patient_key <> 'erased' and ${OUT_OF_LINE}
  returning a.id, a.clinic_id, a.patient_key, a.starts_at, a.status
), dropped as (
  update core.follow_ups f set status = 'cancelled', settled_at = core.at(:nowMs::float8),
    reason = case when p.status = 'cancelled' then 'appointment_cancelled' else 'appointment_moved' end
  from planned p
  where f.appointment_id = p.id and f.status = 'scheduled'
  returning f.id
), added as (
  insert into core.follow_ups
    (id, clinic_id, conversation_id, patient_key, kind, urgency, due_at, appointment_id, appointment_starts_at, trace_id, request_id, traceparent, created_at)
  select r.id, p.clinic_id, (select c.id from core.whatsapp_conversations c where c.clinic_id = p.clinic_id and c.patient_key = p.patient_key),
    p.patient_key, r.kind, 'low', core.at(r.due_ms), p.id, p.starts_at, :traceId, :requestId, :traceparent::text, core.at(:nowMs::float8)
  from planned p, jsonb_to_recordset(:reminders::jsonb) as r (id uuid, kind text, due_ms float8)
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select :traceId, core.at(:nowMs::float8), 'turn', 'reminders planned',
    jsonb_build_object('appointmentId', p.id, 'reminders', :reminders::jsonb, 'dropped', (select count(*) from dropped))
  from planned p
  where :reminders::jsonb <> '[]'::jsonb or exists (select from dropped)
)
select count(*) as planned from planned`,
);

type Opened = {
  clinic_id: string;
  status: 'booked' | 'cancelled';
  start_ms: number;
  starts_at: string;
  booked_at_ms: number;
  opted_out: boolean;
  trace_id: string | null;
  sent_kinds: string[];
};

/** Which appointments have which reminders, on Postgres. */
export function reminderStore(sql: Sql): ReminderStore {
  return {
    async open(appointmentId) {
      const row = (await sql.query<{ opened: Opened }>(OPEN, OPEN.values({ appointmentId })))[0]?.opened;
      return row ? appointmentOf(appointmentId, row) : null;
    },
    async set({ appointment, reminders, nowMs }) {
      const rows = reminders.map(({ id, kind, dueAtMs }) => ({ id, kind, due_ms: dueAtMs }));
      const { id: appointmentId, status, startsAt, trace } = appointment;
      const [row] = await sql.query<{ planned: number }>(SET, SET.values({ appointmentId, status, startsAt, reminders: storableJson(rows), nowMs, ...trace }));
      return row?.planned === 1;
    },
  };
}

function appointmentOf(id: string, row: Opened): AppointmentToRemind {
  return {
    id,
    clinicId: row.clinic_id,
    status: row.status,
    startMs: row.start_ms,
    startsAt: row.starts_at,
    bookedAtMs: row.booked_at_ms,
    optedOut: row.opted_out,
    sentKinds: row.sent_kinds,
    trace: { traceId: row.trace_id ?? id, requestId: id, traceparent: null },
  };
}
