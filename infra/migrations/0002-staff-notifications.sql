-- What staff are told (bookings, changes, hand-overs, failed sends, trouble with a line), and the alerts that are open.

-- A message to staff goes out through the outbox like any other. Not validated: every row that is there is of an older kind.
alter table core.outbox drop constraint outbox_origin_check;
alter table core.outbox add constraint outbox_origin_check check (origin in ('bot', 'staff', 'follow_up', 'notification')) not valid;

-- One row for each thing to tell and each channel, written by the statement that makes it true. Ids, instants and codes only: who the
-- patient is, is read when it is told.
create table core.staff_notifications (
  id uuid primary key default gen_random_uuid(),
  clinic_id uuid not null,
  channel text not null check (channel in ('webhook', 'whatsapp')),
  event text not null,
  -- What it tells of (an effect of a turn, a message, an alert): told once through each channel.
  subject text not null,
  conversation_id uuid,
  turn_id uuid,
  outbox_id uuid,
  detail jsonb not null default '{}',
  trace_id text not null,
  request_id text not null,
  traceparent text,
  at timestamptz not null,
  -- handed_over: the outbox row with the same id says what became of it.
  state text not null default 'queued' check (state in ('queued', 'delivered', 'handed_over', 'failed', 'dropped')),
  reason text,
  due_at timestamptz not null,
  -- The fencing token of whoever delivers it. While it is being delivered, due_at is when somebody else may try.
  attempts int not null default 0,
  delivered_at timestamptz,
  schema int not null default 1,
  unique (subject, channel)
);
create index staff_notifications_due on core.staff_notifications (clinic_id, due_at) where state = 'queued';
create index staff_notifications_by_clinic on core.staff_notifications (clinic_id, at desc);
create index staff_notifications_by_conversation on core.staff_notifications (conversation_id);

-- The channels through which a clinic wants to be told of an event; none for a clinic without the setting.
create function core.staff_channels(clinic uuid, event text) returns setof text language sql stable as $$
  select c.channel
  from healthcare.clinics k
  cross join lateral (select k.profile #> '{settings,notifications}' as wanted) n
  cross join lateral (values ('webhook', n.wanted ? 'webhookUrl'), ('whatsapp', n.wanted ? 'whatsapp')) as c (channel, is_set)
  where k.id = clinic and c.is_set and (n.wanted -> 'events' is null or n.wanted -> 'events' ? event)
$$;

-- A message that failed, one of unknown outcome, and a reply that was withdrawn although it said what was booked, moved or cancelled.
-- A trigger, so that no statement that ends a message can forget it, and those that send one pay nothing for it.
create function core.tell_staff_of_unsent() returns trigger language plpgsql as $$
begin
  insert into core.staff_notifications
    (clinic_id, channel, event, subject, conversation_id, turn_id, outbox_id, detail, trace_id, request_id, traceparent, at, due_at)
  select new.clinic_id, c.channel, 'send_failed',
    case when new.state = 'withdrawn' then 'turn:' || new.turn_id || ':withdrawn' else 'message:' || new.id end,
    new.conversation_id, new.turn_id, new.id,
    jsonb_build_object('effects', coalesce(t.effects, '{}'),
      'reason', case new.state when 'withdrawn' then 'withdrawn' when 'uncertain' then 'unknown_outcome' else coalesce(new.reason, 'unknown') end),
    new.trace_id, new.request_id, new.traceparent,
    coalesce(new.delivery_at, new.claimed_at, new.created_at), coalesce(new.delivery_at, new.claimed_at, new.created_at)
  from core.staff_channels(new.clinic_id, 'send_failed') as c (channel)
  left join lateral (
    select array(select e.kind from unnest(u.effects) as e (kind) where e.kind in ('book', 'reschedule', 'cancel')) as effects
    from core.turns u where u.id = new.turn_id) t on true
  where new.state <> 'withdrawn' or (new.reason <> 'clinic_removed' and cardinality(t.effects) > 0)
  on conflict (subject, channel) do nothing;
  return null;
end $$;
create trigger tell_staff_of_unsent after update of state, uncertain_alerted on core.outbox for each row
  when (new.origin <> 'notification' and (
    (new.state in ('failed', 'withdrawn') and new.state <> old.state) or (new.state = 'uncertain' and new.uncertain_alerted and not old.uncertain_alerted)))
  execute function core.tell_staff_of_unsent();

-- Alerts that were told and are not over: what one worker told, no other one tells again.
create table core.open_alerts (
  key text primary key,
  clinic_id uuid,
  count int not null default 1,
  since timestamptz not null,
  told_at timestamptz not null
);

-- Since when a line has not been connected: a server that keeps trying reports "connecting" again and again.
alter table healthcare.whatsapp_instances add column not_open_since timestamptz;
update healthcare.whatsapp_instances set not_open_since = connection_changed_at where connection_state <> 'open';

-- For the usual traffic of a line: messages come in the order of time, so a few pages describe the whole table.
create index inbox_by_time on core.inbox using brin (received_at) with (autosummarize = on);
