import type { OutboxStore } from '../../../pipeline/sending-ports.ts';
import { statement, type Sql } from '../sql.ts';

// Resent at most once, and never once a later row was sent or is being sent: then it stays uncertain, only stops holding up the conversation, and is probed
// again at due_at.
const RECORD_PROBE = statement<{
  outboxId: string;
  attempts: number;
  sent: boolean;
  resend: boolean;
  giveUp: boolean;
  providerMessageId: string | null;
  nextProbeAtMs: number | null;
  nowMs: number;
}>(
  'record_probe',
  `
with ruled as (
  select o.id, o.gave_up as gave_up_before,
    case
      when :sent::boolean then 'sent'
      when :resend::boolean and not o.resent
        and not exists (select from core.outbox l where l.conversation_id = o.conversation_id and l.seq > o.seq and l.state in ('sending', 'sent')) then 'resend'
      when :resend::boolean or :giveUp::boolean then 'give_up'
      else 'wait' end as ruling
  from core.outbox o
  where o.id = :outboxId::uuid and o.attempts = :attempts::int and o.state = 'uncertain'
  for no key update
), recorded as (
  update core.outbox o set
    state = case r.ruling when 'sent' then 'sent' when 'resend' then 'queued' else o.state end,
    sent_at = case when r.ruling = 'sent' then coalesce(o.claimed_at, core.at(:nowMs::float8)) else o.sent_at end,
    delivery_status = case when r.ruling = 'sent' and o.delivery_rank = 0 then 'sent' else o.delivery_status end,
    delivery_rank = case when r.ruling = 'sent' then greatest(o.delivery_rank, 1) else o.delivery_rank end,
    provider_message_id = case
      when r.ruling <> 'sent' then o.provider_message_id
      when exists (select from core.outbox t where t.provider = o.provider and t.instance_name = o.instance_name and t.provider_message_id = :providerMessageId::text)
        then o.provider_message_id
      else coalesce(:providerMessageId::text, o.provider_message_id) end,
    due_at = case
      when r.ruling = 'resend' then core.at(:nowMs::float8)
      when r.ruling = 'give_up' then coalesce(core.at(:nextProbeAtMs::float8), 'infinity')
      else o.due_at end,
    resent = o.resent or r.ruling = 'resend',
    gave_up = r.ruling = 'give_up' or (r.ruling = 'wait' and o.gave_up),
    probes = o.probes + 1
  from ruled r
  where o.id = r.id
  returning o.id, o.trace_id, r.ruling, r.gave_up_before, o.probes
)
insert into core.trace_events (trace_id, at, stage, name, data)
select p.trace_id, core.at(:nowMs::float8), 'outbound', 'probed_' || p.ruling, jsonb_build_object('outboxId', p.id, 'probes', p.probes)
from recorded p
where p.ruling <> 'wait' and not (p.ruling = 'give_up' and p.gave_up_before)`,
);

type Input = Parameters<OutboxStore['recordProbe']>[0];

/** Records what asking the provider about an uncertain row brought; changes nothing when the row was settled meanwhile. */
export async function recordProbe(sql: Sql, input: Input): Promise<void> {
  const { result, outboxId, attempts, resend, giveUp, providerMessageId, nextProbeAtMs, nowMs } = input;
  const values = { outboxId, attempts, sent: result === 'sent', resend, giveUp, providerMessageId, nextProbeAtMs, nowMs };
  await sql.query(RECORD_PROBE, RECORD_PROBE.values(values));
}
