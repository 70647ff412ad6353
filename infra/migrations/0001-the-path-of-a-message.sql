-- The tables of the path of a message. Postgres holds the truth; queues are hints.
-- Compatible with pgBouncer in transaction mode: no advisory locks, LISTEN, SET or temporary tables anywhere.
create extension if not exists btree_gist;
create schema if not exists healthcare;
create schema if not exists core;

-- Instants cross the wire as milliseconds since the epoch, both ways.
create function core.at(ms double precision) returns timestamptz
  language sql immutable parallel safe as $$ select to_timestamp(ms / 1000.0) $$;
create function core.ms(instant timestamptz) returns double precision
  language sql stable parallel safe as $$ select (extract(epoch from instant) * 1000)::double precision $$;

-- Undoes the whole statement that calls it when what it wrote is not what it meant to write.
create function core.require(holds boolean, code text) returns boolean language plpgsql as $$
begin
  if holds then
    return true;
  end if;
  raise exception 'a commit wrote something else than it decided' using errcode = code;
end $$;

-- Clinics (tenants). `profile` is the clinic JSON of the admin API without its channels.
create table healthcare.clinics (
  id uuid primary key,
  organization_id uuid not null,
  name text not null,
  profile jsonb not null,
  updated_at timestamptz not null default now()
);

-- WhatsApp lines: one row per Evolution instance or Meta phone number. `channel` is the channel JSON, credentials included.
create table healthcare.whatsapp_instances (
  provider text not null check (provider in ('evolution', 'meta')),
  instance_name text not null,
  clinic_id uuid not null references healthcare.clinics (id) on delete cascade,
  whatsapp_number text,
  channel jsonb not null,
  position int not null default 0,
  connection_state text,
  connection_changed_at timestamptz,
  primary key (provider, instance_name)
);
create index whatsapp_instances_by_clinic on healthcare.whatsapp_instances (clinic_id, position);

create table core.patients (
  id uuid primary key,
  clinic_id uuid not null,
  patient_key text not null,
  name text,
  push_name text,
  language text,
  language_is_explicit boolean not null default false,
  opted_out boolean not null default false,
  created_at timestamptz not null,
  unique (clinic_id, patient_key)
);

-- Other WhatsApp ids of the same person (@lid, BSUID, an older number).
create table core.patient_aliases (
  clinic_id uuid not null,
  alias text not null,
  patient_key text not null,
  primary key (clinic_id, alias)
);
create index patient_aliases_by_patient on core.patient_aliases (clinic_id, patient_key);

-- An episode of a conversation, closed by inactivity.
create table core.conversation_sessions (
  id uuid primary key,
  clinic_id uuid not null,
  patient_key text not null,
  language text,
  started_at timestamptz not null,
  last_activity_at timestamptz not null,
  closed_at timestamptz
);
create index conversation_sessions_open on core.conversation_sessions (last_activity_at) where closed_at is null;
create index conversation_sessions_by_patient on core.conversation_sessions (clinic_id, patient_key);

-- The permanent thread of one patient with one clinic. `version` fences: a turn commits only if it is what it opened.
-- Bumped by: commit, takeover, resume, edit or deletion of a pending message, merge of identities, erasure; not by arrivals.
create table core.whatsapp_conversations (
  id uuid primary key,
  clinic_id uuid not null,
  patient_key text not null,
  patient_id uuid not null references core.patients (id),
  session_id uuid references core.conversation_sessions (id),
  provider text not null,
  instance_name text not null,
  reply_to text not null,
  version bigint not null default 0,
  -- How often a human took it over. Bumped by takeovers alone.
  takeovers bigint not null default 0,
  last_seq bigint not null default 0,
  out_seq bigint not null default 0,
  held_until timestamptz,
  resumed_at timestamptz,
  quiet_until timestamptz,
  -- When the first message since the last turn was received. Only the quiet window depends on it, never what is pending.
  burst_since timestamptz,
  state text not null default 'idle',
  context jsonb not null default '{}',
  pending_action jsonb,
  last_inbound_at timestamptz,
  last_inbound_provider_id text,
  total_turns bigint not null default 0,
  created_at timestamptz not null,
  unique (clinic_id, patient_key)
  -- Room on the page: the row is updated by every message, and no index is on what changes.
) with (fillfactor = 70);
create index whatsapp_conversations_by_patient on core.whatsapp_conversations (patient_id);
create index whatsapp_conversations_by_session on core.whatsapp_conversations (session_id);

-- Every patient message taken in, in exactly one state. A message on a line that no clinic has is ignored and has no conversation.
create table core.inbox (
  id uuid primary key,
  provider text not null,
  instance_name text not null,
  provider_message_id text not null,
  clinic_id uuid,
  conversation_id uuid references core.whatsapp_conversations (id),
  seq bigint not null,
  part int not null default 0,
  kind text not null,
  body text,
  media jsonb,
  details jsonb not null default '{}',
  sent_at timestamptz not null,
  received_at timestamptz not null,
  trace_id text not null,
  request_id text not null,
  traceparent text,
  state text not null check (state in ('pending', 'answered', 'merged', 'superseded', 'ignored', 'held', 'dead_lettered')),
  reason text,
  edited_at timestamptz,
  turn_id uuid,
  schema int not null default 1,
  unique (provider, instance_name, provider_message_id),
  check (state = 'ignored' or (clinic_id is not null and conversation_id is not null))
);
create index inbox_pending on core.inbox (conversation_id, seq) where state = 'pending';
create index inbox_by_conversation on core.inbox (conversation_id, seq);
create index inbox_by_trace on core.inbox (trace_id);

-- Committed turns with their attestation: why it said that.
create table core.turns (
  id uuid primary key,
  clinic_id uuid not null,
  conversation_id uuid not null references core.whatsapp_conversations (id),
  outcome text not null,
  trace_ids text[] not null,
  attestation jsonb not null,
  -- The kinds of its effects: a withdrawn reply that carried one is shown to staff.
  effects text[] not null default '{}',
  opened_at timestamptz not null,
  committed_at timestamptz not null
);
create index turns_by_conversation on core.turns (conversation_id, committed_at desc);

-- Messages to be sent, in order per conversation. `attempts` is the fencing token of a sender.
create table core.outbox (
  id uuid primary key,
  provider text not null,
  instance_name text not null,
  clinic_id uuid not null,
  conversation_id uuid not null references core.whatsapp_conversations (id),
  seq bigint not null,
  turn_id uuid,
  origin text not null default 'bot' check (origin in ('bot', 'staff', 'follow_up')),
  recipient text not null,
  body text not null,
  -- sha256 hex of the comparable text (domain/message.ts)
  body_hash text not null,
  language text,
  state text not null check (state in ('queued', 'sending', 'uncertain', 'sent', 'failed', 'withdrawn')),
  reason text,
  due_at timestamptz not null,
  attempts int not null default 0,
  -- Attempts that don't count against the limit (outages, rate limits). `attempts` itself never goes back: it fences.
  uncounted int not null default 0,
  probes int not null default 0,
  resent boolean not null default false,
  -- Still uncertain, but no longer holds up its conversation. It is probed again at due_at (infinity: no more); a late status or echo settles it.
  gave_up boolean not null default false,
  -- Somebody was told that its outcome is unknown.
  uncertain_alerted boolean not null default false,
  -- Queued before or by an escalation when the conversation had been taken over this often: sent although it is held, unless a human took over since.
  escalation_takeovers bigint,
  claimed_at timestamptz,
  sent_at timestamptz,
  provider_message_id text,
  delivery_status text,
  delivery_rank int not null default 0,
  delivery_at timestamptz,
  trace_id text not null,
  request_id text not null,
  traceparent text,
  created_at timestamptz not null,
  schema int not null default 1,
  unique (conversation_id, seq),
  unique (provider, instance_name, provider_message_id)
);
create index outbox_due on core.outbox (conversation_id, seq) where state in ('queued', 'sending', 'uncertain');
create index outbox_by_trace on core.outbox (trace_id);
create index outbox_echo on core.outbox (body_hash, provider, instance_name) where provider_message_id is null;

-- What staff wrote from their own phone or another program on the line.
create table core.staff_messages (
  id uuid primary key,
  clinic_id uuid not null,
  conversation_id uuid not null references core.whatsapp_conversations (id),
  provider text not null,
  instance_name text not null,
  provider_message_id text not null,
  body text,
  at timestamptz not null,
  trace_id text not null,
  unique (provider, instance_name, provider_message_id)
);
create index staff_messages_by_conversation on core.staff_messages (conversation_id, at desc);
create index staff_messages_by_trace on core.staff_messages (trace_id);

-- Appointments. Deferred: cancel and book in one commit must not refuse itself.
create table healthcare.appointments (
  id uuid primary key,
  clinic_id uuid not null,
  patient_key text not null,
  patient_id uuid,
  service_id uuid not null,
  doctor_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  status text not null default 'booked' check (status in ('booked', 'cancelled')),
  patient_name text,
  created_by text not null check (created_by in ('bot', 'staff')),
  turn_id uuid,
  trace_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint appointments_do_not_overlap
    exclude using gist (clinic_id with =, doctor_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status = 'booked') deferrable initially deferred
);
create index appointments_by_patient on healthcare.appointments (clinic_id, patient_key, starts_at);
create index appointments_by_trace on healthcare.appointments (trace_id);

create table core.follow_ups (
  id uuid primary key,
  clinic_id uuid not null,
  conversation_id uuid not null references core.whatsapp_conversations (id),
  patient_key text not null,
  kind text not null,
  urgency text not null,
  note text,
  due_at timestamptz not null,
  status text not null default 'scheduled' check (status in ('scheduled', 'sent', 'cancelled')),
  reason text,
  turn_id uuid,
  created_at timestamptz not null
);
-- The second condition, always true, keeps it to the sweeper: a statement planned while the table was small would look for one conversation's
-- follow-up among all that wait [a commit among 4,000 of them: 11 ms instead of 1].
create index follow_ups_due on core.follow_ups (due_at) where status = 'scheduled' and due_at < 'infinity';
create index follow_ups_by_conversation on core.follow_ups (conversation_id);
create index follow_ups_by_patient on core.follow_ups (clinic_id, patient_key);

-- The steps of a trace that have no row of their own.
create table core.trace_events (
  id bigint generated always as identity primary key,
  trace_id text not null,
  at timestamptz not null,
  stage text not null,
  name text not null,
  ms double precision,
  data jsonb not null default '{}'
);
create index trace_events_by_trace on core.trace_events (trace_id, at);

-- Jobs that could not be done, raw payload kept, to be replayed after a fix or discarded.
create table core.dead_letters (
  id uuid primary key,
  queue text not null,
  trace_id text,
  clinic_id uuid,
  conversation_id uuid,
  reason text not null,
  payload jsonb not null,
  status text not null default 'open' check (status in ('open', 'replayed', 'discarded')),
  created_at timestamptz not null,
  resolved_at timestamptz
);
create index dead_letters_open on core.dead_letters (created_at) where status = 'open';
create index dead_letters_by_trace on core.dead_letters (trace_id);
create index dead_letters_by_conversation on core.dead_letters (conversation_id);

create table core.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  data jsonb not null default '{}'
);
create index audit_log_by_time on core.audit_log (at desc);
