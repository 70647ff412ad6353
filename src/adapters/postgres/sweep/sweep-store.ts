import { OUT_OF_LINE } from '../follow-ups/reminder-store.ts';
import { statement, type Sql } from '../sql.ts';

export type DueWork = {
  turns: { conversationId: string }[];
  sends: { conversationId: string }[];
  staff: { clinicId: string }[];
  followUps: { followUpId: string; dueAtMs: number }[];
  appointments: { appointmentId: string }[];
};

/** What a reconciler alerts on; found by partial indexes, whatever the tables hold besides. */
export type Reconciliation = {
  /** Accepted messages without an outcome, and messages to be sent, for longer than `overdueAfterMs`. */
  overduePending: number;
  overdueUnsent: number;
  /** When the oldest of these was received or written, ms since the epoch; null when there is none. */
  oldestOverdueAtMs: number | null;
  /** Sends whose outcome nobody reported for that long, each told once, to whichever process asks first. */
  newlyUncertain: number;
  openDeadLetters: number;
};

/** `armAheadMs`: follow-ups that become due within it are told with those of now. */
type DueInput = { nowMs: number; staleSendingMs: number; armAheadMs: number; limit: number };

export interface SweepStore {
  /** Conversations and clinics with something due, oldest first, from the partial indexes alone: independent of any queue. Rows of a newer version are left to it. */
  due(input: DueInput): Promise<DueWork>;
  /** `overdueAfterMs`: far above every wait that is meant to be. */
  reconcile(input: { nowMs: number; overdueAfterMs: number }): Promise<Reconciliation>;
}

// Held conversations are not left out: opening one is what marks its pending messages held. What was given up counts when it is to be probed.
const DUE = statement<DueInput>(
  'sweep_due',
  `
select
  array(
    select i.conversation_id
    from core.inbox i join core.whatsapp_conversations c on c.id = i.conversation_id
    where i.state = 'pending' and i.schema <= 1 and (c.quiet_until is null or c.quiet_until <= core.at(:nowMs::float8))
    group by i.conversation_id
    order by min(i.received_at)
    limit :limit::int) as turns,
  array(
    select h.conversation_id
    from (
      select distinct on (o.conversation_id) o.conversation_id, o.state, o.due_at, o.claimed_at, o.schema
      from core.outbox o
      where o.state in ('queued', 'sending', 'uncertain') and (not o.gave_up or o.due_at <= core.at(:nowMs::float8))
      order by o.conversation_id, o.seq
    ) h
    where h.schema <= 1 and (
      (h.state = 'queued' and h.due_at <= core.at(:nowMs::float8))
      or h.state = 'uncertain'
      or (h.state = 'sending' and h.claimed_at <= core.at(:nowMs::float8 - :staleSendingMs::float8)))
    order by h.due_at
    limit :limit::int) as sends,
  array(
    select n.clinic_id
    from core.staff_notifications n
    where n.state = 'queued' and n.schema <= 1 and n.due_at <= core.at(:nowMs::float8)
    group by n.clinic_id
    order by min(n.due_at)
    limit :limit::int) as staff,
  (select json_agg(json_build_object('followUpId', d.id, 'dueAtMs', core.ms(d.due_at)))
   from (
     select f.id, f.due_at from core.follow_ups f
     where f.status = 'scheduled' and f.due_at < 'infinity' and f.schema <= 1 and f.due_at <= core.at(:nowMs::float8 + :armAheadMs::float8)
     order by f.due_at
     limit :limit::int
   ) d) as "followUps",
  array(
    select a.id
    from healthcare.appointments a
    where ${OUT_OF_LINE} and a.starts_at > core.at(:nowMs::float8) and a.patient_key <> 'erased'
    order by a.starts_at
    limit :limit::int) as appointments`,
);

type Due = { turns: string[]; sends: string[]; staff: string[]; followUps: DueWork['followUps'] | null; appointments: string[] };

const RECONCILE = statement<{ overdueFromMs: number }>(
  'sweep_reconcile',
  `
with told as (
  update core.outbox o set uncertain_alerted = true
  where o.state = 'uncertain' and o.id in (
    select u.id from core.outbox u
    where u.state = 'uncertain' and not u.uncertain_alerted and u.claimed_at <= core.at(:overdueFromMs::float8)
    order by u.id
    for update skip locked)
  returning o.id
), pending as (
  select count(*) as count, min(i.received_at) as oldest from core.inbox i
  where i.state = 'pending' and i.received_at <= core.at(:overdueFromMs::float8)
), unsent as (
  select count(*) as count, min(o.created_at) as oldest from core.outbox o
  where o.state in ('queued', 'sending', 'uncertain') and not o.gave_up and o.created_at <= core.at(:overdueFromMs::float8)
)
select p.count::float8 as "overduePending", u.count::float8 as "overdueUnsent", core.ms(least(p.oldest, u.oldest)) as "oldestOverdueAtMs",
  (select count(*)::float8 from told) as "newlyUncertain",
  (select count(*)::float8 from core.dead_letters d where d.status = 'open') as "openDeadLetters"
from pending p, unsent u`,
);

/** What is due and what is overdue, read from Postgres alone. */
export function sweepStore(sql: Sql): SweepStore {
  return {
    async due(input) {
      const [row] = await sql.query<Due>(DUE, DUE.values(input));
      const asWork = (ids: string[] = []) => ids.map((conversationId) => ({ conversationId }));
      return {
        turns: asWork(row?.turns),
        sends: asWork(row?.sends),
        staff: (row?.staff ?? []).map((clinicId) => ({ clinicId })),
        followUps: row?.followUps ?? [],
        appointments: (row?.appointments ?? []).map((appointmentId) => ({ appointmentId })),
      };
    },
    async reconcile({ nowMs, overdueAfterMs }) {
      const [row] = await sql.query<Reconciliation>(RECONCILE, RECONCILE.values({ overdueFromMs: nowMs - overdueAfterMs }));
      return row ?? { overduePending: 0, overdueUnsent: 0, oldestOverdueAtMs: null, newlyUncertain: 0, openDeadLetters: 0 };
    },
  };
}
