import type { ItemView, OutboxView, TraceMessageView, TraceReader, TraceRecord, TurnView } from '../../../api/ports.ts';
import type { Sql } from '../sql.ts';

/** A burst is answered once: the turn of a merged message is found by its row, the reply by the turn, its sending under the trace of the reply. */
const MINE = `with my_turns as (select t.id, t.conversation_id from core.turns t where t.id in (select i.turn_id from core.inbox i where i.trace_id = $1::text)),
  my_outbox as (select id, trace_id from core.outbox where trace_id = $1::text union select o.id, o.trace_id from my_turns t join core.outbox o on o.conversation_id = t.conversation_id and o.turn_id = t.id)`;
/** More than this of one trace is a flood; the first ones tell the story. */
const MAX_ROWS = 2_000;

const RECORDED = {
  name: 'admin_trace_recorded',
  text: `${MINE}, theirs as (select distinct trace_id from my_outbox where trace_id <> $1::text)
    select core.ms(e.at) as "atMs", e.stage, e.name, e.ms, e.data from core.trace_events e where e.trace_id = $1::text
    union all
    select core.ms(e.at), e.stage, e.name, e.ms, e.data from theirs join core.trace_events e on e.trace_id = theirs.trace_id
      where e.stage in ('outbound', 'status') and e.data ->> 'outboxId' in (select id::text from my_outbox)
    order by 1 limit ${MAX_ROWS}`,
};
const MESSAGES = {
  name: 'admin_trace_messages',
  text: `select i.id, 'in' as direction, i.kind, c.patient_key as "from", c.reply_to as "replyTo", null as chat, i.body as text, i.provider_message_id as "messageId", i.instance_name as instance, i.reason,
      i.state as status, core.ms(i.sent_at) as "sentAtMs", core.ms(i.received_at) as "receivedAtMs", i.turn_id as "turnId"
    from core.inbox i left join core.whatsapp_conversations c on c.id = i.conversation_id where i.trace_id = $1::text
    union all
    select h.id, 'human', 'own_echo', null, null, c.patient_key, h.body, h.provider_message_id, h.instance_name, null, 'sent', core.ms(h.at), core.ms(h.at), null
    from core.staff_messages h join core.whatsapp_conversations c on c.id = h.conversation_id where h.trace_id = $1::text
    order by "receivedAtMs" limit ${MAX_ROWS}`,
};
const TURNS = {
  name: 'admin_trace_turns',
  text: `select id, outcome, trace_ids as "traceIds", attestation, core.ms(opened_at) as "openedAtMs", core.ms(committed_at) as "committedAtMs"
    from core.turns where id in (select i.turn_id from core.inbox i where i.trace_id = $1::text) order by committed_at limit ${MAX_ROWS}`,
};
const OUTBOX = {
  name: 'admin_trace_outbox',
  text: `${MINE} select o.id, o.turn_id as "turnId", o.origin, o.state, o.reason, o.body as text, o.attempts, core.ms(o.created_at) as "createdAtMs", core.ms(o.claimed_at) as "claimedAtMs", core.ms(o.sent_at) as "sentAtMs",
      o.provider_message_id as "providerMessageId", o.delivery_status as "deliveryStatus", core.ms(o.delivery_at) as "deliveryAtMs"
    from my_outbox m join core.outbox o on o.id = m.id order by o.conversation_id, o.seq limit ${MAX_ROWS}`,
};

type MessageRow = ItemView & Omit<TraceMessageView, 'item'>;

/** The rows of a trace, each read by its index. */
export function createTraceReader(sql: Sql): TraceReader {
  return {
    async read(traceId) {
      const [messages, turns, outbox] = await Promise.all([
        sql.query<MessageRow>(MESSAGES, [traceId]),
        sql.query<TurnView>(TURNS, [traceId]),
        sql.query<OutboxView>(OUTBOX, [traceId]),
      ]);
      // Last: what is written meanwhile is then told by its event, and not made up from a row that was read without it.
      const recorded = await sql.query<TraceRecord['recorded'][number]>(RECORDED, [traceId]);
      if ([recorded, messages, turns, outbox].every((rows) => rows.length === 0)) return null;
      return { recorded, messages: messages.map(toMessage), turns, outbox };
    },
  };
}

function toMessage(row: MessageRow): TraceMessageView {
  const { id, direction, status, sentAtMs, receivedAtMs, turnId, ...item } = row;
  return { id, direction, item, status, sentAtMs, receivedAtMs, turnId };
}
