import type { StaffNotice } from '../../../domain/staff-notification.ts';
import type { NotificationClaim, NotificationStore } from '../../../pipeline/notifying-ports.ts';
import { statement, type Sql } from '../sql.ts';

// Two workers of one clinic pass each other by. Who the patient is, is read now; that the message arrived after all, too.
const CLAIM_NOTIFICATION = statement<{ clinicId: string; nowMs: number; leaseMs: number }>(
  'claim_notification',
  `
with head as (
  select n.* from core.staff_notifications n
  where n.clinic_id = :clinicId::uuid and n.state = 'queued' and n.schema <= 1
  order by n.due_at
  limit 1
  for no key update skip locked
), taken as (
  update core.staff_notifications n set attempts = n.attempts + 1, due_at = core.at(:nowMs::float8 + :leaseMs::float8)
  from head h
  where n.id = h.id and h.due_at <= core.at(:nowMs::float8)
  returning n.attempts
)
select row_to_json(claim) as claim from (
select h.id, h.clinic_id, h.channel, h.event, h.detail, h.conversation_id, core.ms(h.at) as at_ms, core.ms(h.due_at) as due_at_ms,
  h.trace_id, h.request_id, h.traceparent,
  (select t.attempts from taken t) as attempts,
  (select json_build_object('from', c.patient_key, 'name', coalesce(
      (select a.patient_name from healthcare.appointments a where a.id = (h.detail #>> '{appointment,id}')::uuid and a.clinic_id = h.clinic_id),
      p.name, p.push_name))
    from core.whatsapp_conversations c join core.patients p on p.id = c.patient_id
    where c.id = h.conversation_id and c.clinic_id = h.clinic_id) as patient,
  h.event = 'send_failed' and exists (select from core.outbox o where o.id = h.outbox_id and o.state = 'sent') as is_moot
from head h
) claim`,
);

type Claimed = {
  id: string;
  clinic_id: string;
  channel: 'webhook' | 'whatsapp';
  event: StaffNotice['event'];
  detail: Record<string, unknown>;
  conversation_id: string | null;
  at_ms: number;
  due_at_ms: number;
  trace_id: string;
  request_id: string;
  traceparent: string | null;
  attempts: number | null;
  patient: { from: string; name: string | null } | null;
  is_moot: boolean;
};

/** Takes the clinic's next notification that is due, in one statement; it is everybody's again once the lease is over. */
export async function claimNotification(sql: Sql, input: Parameters<NotificationStore['claim']>[0]): Promise<NotificationClaim> {
  const row = (await sql.query<{ claim: Claimed }>(CLAIM_NOTIFICATION, CLAIM_NOTIFICATION.values(input)))[0]?.claim;
  if (!row) return { kind: 'none' };
  if (row.attempts === null) return { kind: 'not_due', dueAtMs: row.due_at_ms };
  return {
    kind: 'claimed',
    claimed: {
      notification: {
        id: row.id,
        clinicId: row.clinic_id,
        conversationId: row.conversation_id,
        atMs: row.at_ms,
        traceId: row.trace_id,
        patient: row.patient,
        notice: { event: row.event, ...row.detail } as StaffNotice,
      },
      channel: row.channel,
      attempts: row.attempts,
      trace: { traceId: row.trace_id, requestId: row.request_id, traceparent: row.traceparent },
      isMoot: row.is_moot,
    },
  };
}
