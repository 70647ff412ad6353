import type { Claim, ClaimedSend } from '../../../pipeline/sending-ports.ts';
import type { Provider } from '../../../domain/message.ts';
import { statement, type Sql } from '../sql.ts';

// The head row is locked (a head that another sender finished meanwhile is skipped), and the hold is read in this very statement.
// Rows given up are passed over until they are to be probed again. A head that a newer version wrote is left to that version.
const CLAIM_SEND = statement<{ conversationId: string; nowMs: number; staleSendingMs: number }>(
  'claim_send',
  `
with head as (
  select o.*
  from core.outbox o
  where o.conversation_id = :conversationId::uuid and o.state in ('queued', 'sending', 'uncertain')
    and (not o.gave_up or o.due_at <= core.at(:nowMs::float8))
  order by o.seq
  limit 1
  for no key update
), ruled as (
  select h.*, c.last_inbound_at, c.last_inbound_provider_id,
    case
      when h.state = 'uncertain' then 'uncertain'
      when h.state = 'sending' and h.claimed_at <= core.at(:nowMs::float8 - :staleSendingMs::float8) then 'stale'
      when h.state = 'sending' then 'in_flight'
      when c.held_until > core.at(:nowMs::float8) and h.origin <> 'staff' and h.escalation_takeovers is distinct from c.takeovers then 'held'
      when h.expires_at <= core.at(:nowMs::float8) then 'expired'
      when h.due_at > core.at(:nowMs::float8) then 'not_due'
      else 'claimed' end as ruling
  from head h
  join core.whatsapp_conversations c on c.id = h.conversation_id
  where h.schema <= 1
), taken as (
  update core.outbox o set
    state = case when r.ruling = 'claimed' then 'sending' else 'uncertain' end,
    attempts = o.attempts + case when r.ruling = 'claimed' then 1 else 0 end,
    probes = 0,
    claimed_at = case when r.ruling = 'claimed' then core.at(:nowMs::float8) else o.claimed_at end
  from ruled r
  where o.id = r.id and r.ruling in ('claimed', 'stale')
  returning o.attempts
)
select row_to_json(claim) as claim from (
select r.ruling, r.id, r.clinic_id, r.provider, r.instance_name, r.recipient, r.body, r.seq, r.origin, r.language, r.probes, r.uncounted, r.gave_up, core.ms(r.created_at) as queued_at_ms,
  coalesce((select t.attempts from taken t), r.attempts) as attempts,
  core.ms(r.due_at) as due_at_ms, core.ms(r.claimed_at) as claimed_at_ms,
  r.trace_id, r.request_id, r.traceparent,
  core.ms(r.last_inbound_at) as last_inbound_at_ms, r.last_inbound_provider_id,
  case when r.ruling in ('stale', 'uncertain') then (
    select json_build_object('providerMessageId', s.provider_message_id, 'sentAtMs', core.ms(s.sent_at))
    from core.outbox s
    where s.conversation_id = r.conversation_id and s.provider = r.provider and s.instance_name = r.instance_name
      and s.state = 'sent' and s.provider_message_id is not null and s.sent_at is not null
    order by s.seq desc
    limit 1) end as last_sent,
  (select t.trace_ids from core.turns t where t.id = r.turn_id) as trace_ids
from ruled r
) claim`,
);

// The hold is read again under the conversation's lock: a resume that came first keeps what is queued.
const WITHDRAW = statement<{ conversationId: string; nowMs: number }>(
  'withdraw_held',
  `
with held as materialized (
  select c.id, c.takeovers from core.whatsapp_conversations c
  where c.id = :conversationId::uuid and c.held_until > core.at(:nowMs::float8)
  for no key update
), withdrawn as (
  update core.outbox o set state = 'withdrawn', reason = 'held'
  from held h
  where o.conversation_id = h.id and o.state = 'queued' and o.schema <= 1 and o.origin <> 'staff' and o.escalation_takeovers is distinct from h.takeovers
  returning o.id, o.trace_id, o.turn_id
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select w.trace_id, core.at(:nowMs::float8), 'outbound', 'withdrawn', jsonb_build_object('outboxId', w.id, 'reason', 'held', 'effects', to_jsonb(t.effects))
  from withdrawn w left join core.turns t on t.id = w.turn_id
)
select count(*) as withdrawn from withdrawn`,
);

// A reminder that would come after the appointment, or in the night, because the line was away.
const WITHDRAW_EXPIRED = statement<{ outboxId: string; nowMs: number }>(
  'withdraw_expired',
  `
with withdrawn as (
  update core.outbox o set state = 'withdrawn', reason = 'expired'
  where o.id = :outboxId::uuid and o.state = 'queued' and o.expires_at <= core.at(:nowMs::float8)
  returning o.id, o.trace_id
), story as (
  insert into core.trace_events (trace_id, at, stage, name, data)
  select w.trace_id, core.at(:nowMs::float8), 'outbound', 'withdrawn', jsonb_build_object('outboxId', w.id, 'reason', 'expired') from withdrawn w
)
select count(*) as withdrawn from withdrawn`,
);

type Ruled = {
  ruling: 'uncertain' | 'stale' | 'in_flight' | 'held' | 'expired' | 'not_due' | 'claimed';
  id: string;
  clinic_id: string;
  provider: Provider;
  instance_name: string;
  recipient: string;
  body: string;
  seq: number;
  origin: ClaimedSend['origin'];
  language: string | null;
  probes: number;
  uncounted: number;
  gave_up: boolean;
  queued_at_ms: number;
  last_sent: ClaimedSend['lastSent'];
  attempts: number;
  due_at_ms: number;
  claimed_at_ms: number | null;
  trace_id: string;
  request_id: string;
  traceparent: string | null;
  last_inbound_at_ms: number | null;
  last_inbound_provider_id: string | null;
  trace_ids: string[] | null;
};

/**
 * Takes the next row of a conversation to send, in order, in one statement. While a human holds the conversation, what is queued
 * by the bot is withdrawn instead, and so is what is worth nothing any more. A row that was `sending` for longer than `staleSendingMs` becomes uncertain.
 */
export async function claimSend(sql: Sql, input: { conversationId: string; nowMs: number; staleSendingMs: number }): Promise<Claim> {
  const row = (await sql.query<{ claim: Ruled }>(CLAIM_SEND, CLAIM_SEND.values(input)))[0]?.claim;
  if (!row) return { kind: 'none' };
  switch (row.ruling) {
    case 'claimed':
      return { kind: 'claimed', send: sendOf(row, input.conversationId) };
    case 'held': {
      const [row] = await sql.query<{ withdrawn: number }>(WITHDRAW, WITHDRAW.values(input));
      return { kind: 'withdrawn', count: row?.withdrawn ?? 0 };
    }
    case 'expired': {
      const [gone] = await sql.query<{ withdrawn: number }>(WITHDRAW_EXPIRED, WITHDRAW_EXPIRED.values({ outboxId: row.id, nowMs: input.nowMs }));
      return { kind: 'withdrawn', count: gone?.withdrawn ?? 0 };
    }
    case 'not_due':
      return { kind: 'not_due', dueAtMs: row.due_at_ms };
    case 'in_flight':
      return { kind: 'in_flight', untilMs: (row.claimed_at_ms ?? input.nowMs) + input.staleSendingMs };
    case 'stale':
    case 'uncertain':
      return {
        kind: 'uncertain',
        send: sendOf(row, input.conversationId),
        sinceMs: row.claimed_at_ms ?? input.nowMs,
        probes: row.probes,
        holdsUp: !row.gave_up,
      };
  }
}

function sendOf(row: Ruled, conversationId: string): ClaimedSend {
  const lastInbound =
    row.last_inbound_provider_id === null || row.last_inbound_at_ms === null
      ? null
      : { providerMessageId: row.last_inbound_provider_id, sentAtMs: row.last_inbound_at_ms };
  return {
    outboxId: row.id,
    conversationId,
    clinicId: row.clinic_id,
    line: { provider: row.provider, instance: row.instance_name },
    to: row.recipient,
    text: row.body,
    attempts: row.attempts,
    uncounted: row.uncounted,
    seq: row.seq,
    lastInbound,
    lastSent: row.last_sent,
    queuedAtMs: row.queued_at_ms,
    origin: row.origin,
    language: row.language,
    trace: { traceId: row.trace_id, requestId: row.request_id, traceparent: row.traceparent },
    traceIds: row.trace_ids ?? [row.trace_id],
  };
}
