import { personHash, textTo } from '../inbox/erased-people.ts';
import { statement, type Sql } from '../sql.ts';

/** A webhook is delivered again for up to a week, a message can be read weeks later: after this nothing is expected any more. */
const KEPT_MS = 30 * 86_400_000;

type Known = { key: string; aliases: string[]; messages: string[]; texts: string[] };

// Ids of messages that statuses, edits and repeats may still name, and texts that may have been sent under an id not known yet.
const KNOWN = statement<{ clinicId: string; from: string; sinceMs: number }>(
  'admin_erase_known',
  `
with person as materialized (
  select coalesce((select a.patient_key from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.alias = :from), :from::text) as key
), thread as materialized (
  select c.id from core.whatsapp_conversations c join person p on p.key = c.patient_key where c.clinic_id = :clinicId::uuid
), sent as materialized (
  select o.provider_message_id, o.body_hash, o.attempts from core.outbox o
  where o.created_at > core.at(:sinceMs::float8)
    and (o.conversation_id in (select t.id from thread t) or o.id in (select n.id from core.staff_notifications n where n.conversation_id in (select t.id from thread t)))
)
select p.key,
  array(select a.alias from core.patient_aliases a where a.clinic_id = :clinicId::uuid and a.patient_key = p.key) as aliases,
  array(
    select i.provider_message_id from core.inbox i where i.conversation_id in (select t.id from thread t) and i.received_at > core.at(:sinceMs::float8)
    union all select s.provider_message_id from sent s where s.provider_message_id is not null
    union all select m.provider_message_id from core.staff_messages m where m.conversation_id in (select t.id from thread t) and m.at > core.at(:sinceMs::float8)
  ) as messages,
  array(select s.body_hash from sent s where s.provider_message_id is null and s.attempts > 0) as texts
from person p`,
);

const MARK = statement<{ clinicId: string; people: string[]; untilMs: number }>(
  'admin_erase_mark',
  `
insert into core.erasures as e (person, clinic_id, until)
select distinct x.person, :clinicId::uuid, core.at(:untilMs::float8) from unnest(:people::text[]) as x (person) order by x.person
on conflict (person, clinic_id) do update set until = greatest(e.until, excluded.until)
returning e.person`,
);

const FORGET = statement<{ beforeMs: number }>('admin_erase_forget', `delete from core.erasures where until < core.at(:beforeMs::float8) returning person`);

/**
 * Remembers, by hashes alone, that a patient was erased now: what is still on its way of before that (in a queue, delivered late, a status,
 * an echo, an edit) is then taken in without what it says. To be committed before the rows go: a webhook taken in between finds the mark or is
 * erased with them. Repeatable.
 */
export async function markErasure(sql: Pick<Sql, 'query'>, { clinicId, from, nowMs }: { clinicId: string; from: string; nowMs: number }): Promise<void> {
  const [known] = await sql.query<Known>(KNOWN, KNOWN.values({ clinicId, from, sinceMs: nowMs - KEPT_MS }));
  if (!known) throw new Error('admin_erase_known returned no row');
  const ids = [from, known.key, ...known.aliases];
  const gone = [...known.messages, ...ids.flatMap((id) => known.texts.map((text) => textTo(id, text)))];
  await sql.query(MARK, MARK.values({ clinicId, people: ids.map(personHash), untilMs: nowMs }));
  await sql.query(MARK, MARK.values({ clinicId, people: gone.map(personHash), untilMs: nowMs + KEPT_MS }));
  await sql.query(FORGET, FORGET.values({ beforeMs: nowMs - KEPT_MS }));
}
