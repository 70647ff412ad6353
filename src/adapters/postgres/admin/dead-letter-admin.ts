import type { DeadLetter, DeadLetterAdmin } from '../../../api/ports.ts';
import type { Sql } from '../sql.ts';

const COLUMNS = `id, queue, reason, trace_id as "traceId", clinic_id as "clinicId", conversation_id as "conversationId", status, core.ms(created_at) as "createdAtMs"`;
/** The open ones are listed by their own partial index. */
const LIST_OPEN = {
  name: 'admin_dead_letters_open',
  text: `select ${COLUMNS} from core.dead_letters where status = 'open' and $1::text = 'open' and ($2::text is null or queue = $2) order by created_at, id limit $3 offset $4`,
};
const LIST_CLOSED = {
  name: 'admin_dead_letters_closed',
  text: `select ${COLUMNS} from core.dead_letters where status = $1::text and ($2::text is null or queue = $2) order by created_at, id limit $3 offset $4`,
};
const GET = { name: 'admin_dead_letter_get', text: `select ${COLUMNS}, payload from core.dead_letters where id = $1` };
const REVIVE = {
  name: 'admin_dead_letter_revive',
  text: `update core.inbox set state = 'pending', reason = null
    where conversation_id = $1 and state = 'dead_lettered' and ($2::uuid[] is null or id = any($2::uuid[])) returning id`,
};
const CLOSE = {
  name: 'admin_dead_letter_close',
  text: `update core.dead_letters set status = $2::text, resolved_at = core.at($3), payload = case when $2::text = 'discarded' then '{}'::jsonb else payload end
    where id = $1 and status = 'open' returning id`,
};

/** Dead letters in core.dead_letters. */
export function createDeadLetterAdmin(sql: Sql): DeadLetterAdmin {
  return {
    async list({ status, queue }, page) {
      return sql.query<Omit<DeadLetter, 'payload'>>(status === 'open' ? LIST_OPEN : LIST_CLOSED, [status, queue, page.limit, page.offset]);
    },
    async get(id) {
      return (await sql.query<DeadLetter>(GET, [id]))[0] ?? null;
    },
    async revive(conversationId, messageIds) {
      return (await sql.query(REVIVE, [conversationId, messageIds])).length;
    },
    async close(id, status, nowMs) {
      return (await sql.query(CLOSE, [id, status, nowMs])).length > 0;
    },
  };
}
