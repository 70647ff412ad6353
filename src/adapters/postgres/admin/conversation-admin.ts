import type { ConversationAdmin, ConversationView } from '../../../api/ports.ts';
import { bodyHash } from '../body-hash.ts';
import type { Sql } from '../sql.ts';
import { storableText } from '../storable.ts';
import { scopeClause } from './scope.ts';
import { threadOrder, type ThreadRow } from './thread-order.ts';

const SELECT = `select c.id, c.clinic_id as "clinicId", c.patient_key as "from", coalesce(s.language, p.language) as language, c.state, c.context,
    core.ms(c.held_until) as "heldUntilMs", c.version::float8 as version
  from core.whatsapp_conversations c join core.patients p on p.id = c.patient_id left join core.conversation_sessions s on s.id = c.session_id`;
const GET = { name: 'admin_conversation_get', text: `${SELECT} where c.id = $1` };

/** The newest of each side, by the index of each table; put in order afterwards (thread-order.ts). Our side is told by when it was sent. */
const MESSAGES = {
  name: 'admin_conversation_messages',
  text: `select c.id as "conversationId", m.* from unnest($1::uuid[]) as c(id) cross join lateral (
    (select 'in' as direction, i.body as text, i.trace_id as "traceId", i.provider_message_id as "providerMessageId", i.state as status,
        core.ms(i.sent_at) as "sentAtMs", core.ms(i.received_at) as "receivedAtMs", i.part, i.seq::float8 as seq
      from core.inbox i where i.conversation_id = c.id order by i.seq desc limit $2)
    union all
    (select case when o.origin = 'staff' then 'human' else 'out' end, o.body, o.trace_id, o.provider_message_id,
        case when o.state = 'sent' then coalesce(o.delivery_status, o.state) else o.state end,
        core.ms(coalesce(o.sent_at, o.created_at)), core.ms(coalesce(o.sent_at, o.created_at)), 0, o.seq::float8
      from core.outbox o where o.conversation_id = c.id order by o.seq desc limit $2)
    union all
    (select 'human', h.body, h.trace_id, h.provider_message_id, 'sent', core.ms(h.at), core.ms(h.at), 0, 0
      from core.staff_messages h where h.conversation_id = c.id order by h.at desc limit $2)) m`,
};

/** From now for the quiet time of the clinic, 240 minutes when the clinic is gone; never shorter than it was. */
const HOLD_UNTIL = `greatest(c.held_until, core.at($2) + make_interval(mins => coalesce((select (k.profile #>> '{settings,takeoverQuietMinutes}')::int from healthcare.clinics k where k.id = c.clinic_id), 240)))`;
/**
 * What a human has now: waiting messages are his, unsent replies and follow-ups of the bot are void (reminders of an appointment are
 * not). Rows committed while this waited for the lock are caught by the claim to send and by the next opening.
 */
const SILENCED = `withdrawn as (
    update core.outbox o set state = 'withdrawn', reason = 'takeover' from taken
    where o.conversation_id = taken.id and o.state = 'queued' and o.origin <> 'staff' returning o.id, o.trace_id, o.turn_id
  ), story as (
    insert into core.trace_events (trace_id, at, stage, name, data)
    select w.trace_id, core.at($2), 'outbound', 'withdrawn', jsonb_build_object('outboxId', w.id, 'reason', 'takeover', 'effects', to_jsonb(u.effects))
    from withdrawn w left join core.turns u on u.id = w.turn_id
  ), held as (
    update core.inbox i set state = 'held' from taken where i.conversation_id = taken.id and i.state = 'pending'
  ), cancelled as (
    update core.follow_ups f set status = 'cancelled', reason = 'takeover' from taken
    where f.conversation_id = taken.id and f.status = 'scheduled' and f.kind not like 'reminder%'
  )`;
const TAKEOVER = {
  name: 'admin_conversation_takeover',
  text: `with taken as (update core.whatsapp_conversations c set version = c.version + 1, takeovers = c.takeovers + 1, held_until = ${HOLD_UNTIL} where c.id = $1 returning c.id), ${SILENCED} select id from taken`,
};
const WRITE = {
  name: 'admin_conversation_write',
  text: `with taken as (update core.whatsapp_conversations c set version = c.version + 1, takeovers = c.takeovers + 1, out_seq = c.out_seq + 1, held_until = ${HOLD_UNTIL} where c.id = $1 returning c.*), ${SILENCED}
  insert into core.outbox (id, provider, instance_name, clinic_id, conversation_id, seq, origin, recipient, body, body_hash, state, due_at, trace_id, request_id, traceparent, created_at)
    select $3, t.provider, t.instance_name, t.clinic_id, t.id, t.out_seq, 'staff', t.reply_to, $4, $5, 'queued', core.at($2), $6, $7, $8, core.at($2) from taken t returning id`,
};
const RESUME = {
  name: 'admin_conversation_resume',
  text: `update core.whatsapp_conversations c set version = c.version + 1, held_until = null, resumed_at = core.at($2),
    pending_action = case when c.state = 'escalated' then null else c.pending_action end, state = case when c.state = 'escalated' then 'idle' else c.state end
  where c.id = $1 returning c.id`,
};
/** How many messages the calls that change a conversation show. */
const MESSAGES_SHOWN = 100;

type ConversationRow = Omit<ConversationView, 'messages'>;

/** Conversations as staff see and steer them. Every change is one statement on the conversation's row. */
export function createConversationAdmin(sql: Sql): ConversationAdmin {
  const withMessages = async (conversations: ConversationRow[], limit: number): Promise<ConversationView[]> => {
    if (conversations.length === 0) return [];
    const rows = await sql.query<ThreadRow & { conversationId: string }>(MESSAGES, [conversations.map((row) => row.id), limit]);
    const byConversation = Map.groupBy(rows, (row) => row.conversationId);
    return conversations.map((row) => ({ ...row, messages: limit === 0 ? [] : threadOrder(byConversation.get(row.id) ?? []).slice(-limit) }));
  };
  const show = async (conversationId: string): Promise<ConversationView | null> => {
    const rows = await sql.query<ConversationRow>(GET, [conversationId]);
    return (await withMessages(rows, MESSAGES_SHOWN))[0] ?? null;
  };
  return {
    async list(scope, page) {
      const { form, where, values } = scopeClause(scope, 'c');
      const statement = {
        name: `admin_conversations_${form}`,
        text: `${SELECT} where ${where} order by c.last_inbound_at desc nulls last, c.id limit $3 offset $4`,
      };
      const rows = await sql.query<ConversationRow>(statement, [...values, page.limit, page.offset]);
      return withMessages(rows, page.messageLimit);
    },
    async takeover(conversationId, nowMs) {
      const rows = await sql.query(TAKEOVER, [conversationId, nowMs]);
      return rows.length === 0 ? null : show(conversationId);
    },
    async resume(conversationId, nowMs) {
      const rows = await sql.query(RESUME, [conversationId, nowMs]);
      return rows.length === 0 ? null : show(conversationId);
    },
    async write({ outboxId, conversationId, text, nowMs, trace }) {
      const rows = await sql.query(WRITE, [
        conversationId,
        nowMs,
        outboxId,
        storableText(text),
        bodyHash(text),
        trace.traceId,
        trace.requestId,
        trace.traceparent,
      ]);
      return rows.length === 0 ? null : show(conversationId);
    },
  };
}
