import type { OutboxStore, SendResult, SettleOutcome } from '../../../pipeline/sending-ports.ts';
import { sqlState, statement, type Sql } from '../sql.ts';
import { storableJson } from '../storable.ts';

type Input = Parameters<OutboxStore['settle']>[0];

type SettleParameters = {
  outboxId: string;
  attempts: number;
  state: string;
  reason: string | null;
  providerMessageId: string | null;
  retryAtMs: number | null;
  uncounted: boolean;
  nowMs: number;
  eventTraceId: string;
  eventAtMs: number;
  eventStage: string;
  eventName: string;
  eventMs: number | null;
  eventData: string;
};

// A row that a status or an echo settled before the provider's answer came is settled already. The provider id of another row is never taken.
const settleSql = (story: string) => `
with settled as (
  update core.outbox o set
    state = :state,
    reason = :reason::text,
    provider_message_id = coalesce(:providerMessageId::text, o.provider_message_id),
    sent_at = case when :state = 'sent' then core.at(:nowMs::float8) else o.sent_at end,
    delivery_status = case when :state = 'sent' and o.delivery_rank = 0 then 'sent' else o.delivery_status end,
    delivery_rank = case when :state = 'sent' then greatest(o.delivery_rank, 1) else o.delivery_rank end,
    due_at = coalesce(core.at(:retryAtMs::float8), o.due_at),
    uncounted = o.uncounted + case when :uncounted::boolean then 1 else 0 end,
    gave_up = false
  where o.id = :outboxId::uuid and o.attempts = :attempts::int and o.state in ('sending', 'uncertain') and (not o.gave_up or :state in ('sent', 'failed'))
  returning o.id
)${story}
select (select count(*) from settled) as settled,
  o.attempts = :attempts::int and o.provider_message_id is not null and o.provider_message_id = :providerMessageId::text as settled_before,
  not exists (
    select from core.outbox n
    where n.conversation_id = o.conversation_id and n.id <> o.id and n.state in ('queued', 'sending', 'uncertain') and not n.gave_up) as is_drained
from core.outbox o
where o.id = :outboxId::uuid`;

const STORY = `, story as (
  insert into core.trace_events (trace_id, at, stage, name, ms, data)
  select :eventTraceId, core.at(:eventAtMs::float8), :eventStage, :eventName, :eventMs::float8, :eventData::jsonb
  from settled s
)`;

/** A row that was sent tells that by itself; what came of the attempts before is told by events. */
const SETTLE_SENT = statement<SettleParameters>('settle_send', settleSql(''));
const SETTLE_UNSENT = statement<SettleParameters>('settle_unsent', settleSql(STORY));

type Settled = { settled: number; settled_before: boolean | null; is_drained: boolean };

/** Records what the provider said of a claimed row, if it is still claimed under that attempt number. Repeatable. */
export async function settleSend(sql: Sql, input: Input): Promise<SettleOutcome> {
  const parameters = parametersOf(input);
  const first = await settleOnce(sql, parameters);
  if (first.kind === 'settled' || input.result.kind !== 'sent') return first;
  // An echo or a status may have settled it at this very moment; only a statement that starts afterwards sees that.
  return settleOnce(sql, parameters);
}

async function settleOnce(sql: Sql, parameters: SettleParameters): Promise<SettleOutcome> {
  const settleSend = parameters.state === 'sent' ? SETTLE_SENT : SETTLE_UNSENT;
  const settle = (changes: Partial<SettleParameters>) => sql.query<Settled>(settleSend, settleSend.values({ ...parameters, ...changes }));
  const [row] = await settle({}).catch((error: unknown) => {
    // Another row has that provider id: an echo was taken for that one. This row was sent all the same.
    if (sqlState(error) === '23505') return settle({ providerMessageId: null });
    throw error;
  });
  const isSettled = row !== undefined && (row.settled === 1 || row.settled_before === true);
  return isSettled ? { kind: 'settled', isDrained: row.is_drained && parameters.state !== 'queued' && parameters.state !== 'uncertain' } : { kind: 'lost' };
}

function parametersOf(input: Input): SettleParameters {
  const { result, outboxId, attempts, nowMs, event } = input;
  return {
    ...writtenAs(result),
    outboxId,
    attempts,
    providerMessageId: result.kind === 'sent' && result.providerMessageId !== '' ? result.providerMessageId : null,
    retryAtMs: result.kind === 'retry' ? (input.retryAtMs ?? nowMs) : null,
    uncounted: result.kind === 'retry' && !result.countsAsAttempt,
    nowMs,
    eventTraceId: event.traceId,
    eventAtMs: event.atMs,
    eventStage: event.stage,
    eventName: event.name,
    eventMs: event.ms,
    eventData: storableJson(event.data),
  };
}

function writtenAs(result: SendResult): { state: string; reason: string | null } {
  switch (result.kind) {
    case 'sent':
      return { state: 'sent', reason: null };
    case 'retry':
      return { state: 'queued', reason: result.reason };
    case 'failed':
      return { state: 'failed', reason: result.reason };
    case 'window_closed':
      return { state: 'failed', reason: `window_closed:${result.reason}` };
    case 'uncertain':
      return { state: 'uncertain', reason: result.reason };
  }
}
