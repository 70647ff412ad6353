import type { Language } from '../../../domain/clinic.ts';
import type { SessionToLearn } from '../../../domain/memory/session-to-learn.ts';
import type { SessionLessons } from '../../../pipeline/learn-from-session.ts';
import { statement, type Sql } from '../sql.ts';
import { storableJson } from '../storable.ts';
import { rowsOf } from './memory-row.ts';
import { WRITE_MEMORIES } from './memory-store.ts';

/** As in the clinic's settings, for a clinic that is gone. */
const SESSION_IDLE_MINUTES = 60;
const MOST_MESSAGES = 200;

/** More to learn: the condition of the partial index, word for word. */
const TO_LEARN = 's.closed_at is not null and s.learned_at is distinct from s.last_activity_at';

const DUE = statement<{ nowMs: number; limit: number }>(
  'sessions_to_learn',
  `
select d.id
from (
  (select s.id, s.last_activity_at from core.conversation_sessions s
   where ${TO_LEARN}
   order by s.last_activity_at limit :limit::int)
  union all
  (select s.id, s.last_activity_at
   from core.conversation_sessions s left join healthcare.clinics k on k.id = s.clinic_id
   where s.closed_at is null and s.last_activity_at < core.at(:nowMs::float8 - 60000)
     and s.last_activity_at < core.at(:nowMs::float8 - coalesce((k.profile -> 'settings' ->> 'sessionIdleMinutes')::float8, ${SESSION_IDLE_MINUTES}) * 60000)
   order by s.last_activity_at limit :limit::int)
) d
order by d.last_activity_at limit :limit::int`,
);

// The turns of a session are those committed while it was active; what they answered is what it consists of.
const OPEN = statement<{ sessionId: string }>(
  'open_session_lesson',
  `
with session as materialized (
  select s.*, c.id as conversation_id
  from core.conversation_sessions s
  left join core.whatsapp_conversations c on c.clinic_id = s.clinic_id and c.patient_key = s.patient_key
  where s.id = :sessionId::uuid and (s.closed_at is null or s.learned_at is distinct from s.last_activity_at)
), turns as materialized (
  select t.id, t.effects, t.committed_at
  from session s join core.turns t on t.conversation_id = s.conversation_id and t.committed_at between s.started_at and s.last_activity_at
)
select row_to_json(opened) as opened from (
select s.clinic_id, s.patient_key, s.conversation_id, s.language, s.last_activity_at::text as last_activity_at,
  (select json_agg(json_build_object('id', m.id, 'text', m.body, 'atMs', core.ms(m.received_at)) order by m.seq)
   from (
     select i.id, i.body, i.received_at, i.seq from core.inbox i
     where i.conversation_id = s.conversation_id and i.turn_id in (select t.id from turns t) and i.state in ('answered', 'merged') and i.body is not null
     order by i.seq desc limit ${MOST_MESSAGES}) m) as messages,
  (select json_agg(json_build_object('id', a.id, 'turnId', t.id, 'serviceId', a.service_id, 'doctorId', a.doctor_id, 'startMs', core.ms(a.starts_at),
      'status', a.status, 'effects', t.effects, 'atMs', core.ms(t.committed_at)) order by t.committed_at, a.id)
   from turns t join healthcare.appointments a on a.turn_id = t.id and a.clinic_id = s.clinic_id and a.patient_key = s.patient_key) as appointments
from session s
) opened`,
);

// The session's row is compared and locked first: an erasure that comes later finds what was written, one that came before leaves nothing to compare.
const KEEP = statement<{ sessionId: string; lastActivityAt: string; items: string; told: string }>(
  'keep_session_lesson',
  `
with whose as (
  update core.conversation_sessions s set learned_at = s.last_activity_at, closed_at = coalesce(s.closed_at, s.last_activity_at)
  where s.id = :sessionId::uuid and s.last_activity_at = :lastActivityAt::timestamptz and (s.closed_at is null or s.learned_at is distinct from s.last_activity_at)
  returning s.clinic_id, s.patient_key
), ${WRITE_MEMORIES}
select (select count(*) from whose) as kept, (select count(*) from written) as written`,
);

type Opened = {
  clinic_id: string;
  patient_key: string;
  conversation_id: string | null;
  language: Language | null;
  last_activity_at: string;
  messages: SessionToLearn['messages'] | null;
  appointments: SessionToLearn['appointments'] | null;
};

/** Sessions to learn from, on Postgres. `tellsProvider`: what is kept is to be told to a memory provider as well. */
export function sessionLessons(sql: Sql, { tellsProvider }: { tellsProvider: boolean }): SessionLessons {
  return {
    due: async (input) => (await sql.query<{ id: string }>(DUE, DUE.values(input))).map((row) => row.id),
    async open(sessionId) {
      const row = (await sql.query<{ opened: Opened }>(OPEN, OPEN.values({ sessionId })))[0]?.opened;
      if (!row) return null;
      return {
        sessionId,
        clinicId: row.clinic_id,
        patientKey: row.patient_key,
        conversationId: row.conversation_id,
        language: row.language,
        lastActivityAt: row.last_activity_at,
        messages: row.messages ?? [],
        appointments: row.appointments ?? [],
      };
    },
    async keep({ session: { sessionId, lastActivityAt }, items }) {
      const told = tellsProvider ? 'pending' : 'none';
      const [row] = await sql.query<{ kept: number }>(KEEP, KEEP.values({ sessionId, lastActivityAt, items: storableJson(rowsOf(items)), told }));
      return row?.kept === 1;
    },
  };
}
