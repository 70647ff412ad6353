-- Follow-ups that fire, and reminders of appointments. Everything is added; a version that knows none of it goes on as before.

-- A reminder may be of an appointment that staff made for a patient who has not written yet: then there is no conversation.
alter table core.follow_ups alter column conversation_id drop not null;
alter table core.follow_ups
  -- Of a reminder: the appointment, and the start it was planned for.
  add column appointment_id uuid,
  add column appointment_starts_at timestamptz,
  -- The patient was told when we would write.
  add column announced boolean not null default false,
  -- Of which experiment its delay is a variant.
  add column experiment text,
  add column variant text,
  -- The trace of the turn, or of the booking, that planned it. What is sent because of it goes on under it.
  add column trace_id text,
  add column request_id text,
  add column traceparent text,
  -- When it was sent or cancelled.
  add column settled_at timestamptz,
  add column schema int not null default 1;
create index follow_ups_by_appointment on core.follow_ups (appointment_id) where appointment_id is not null;

alter table healthcare.appointments
  -- The start its reminders were planned for. Whatever books, moves or cancels an appointment need not know of reminders: a row whose start
  -- is another one is in the index below until its reminders are planned anew or dropped, so that none can be lost.
  add column reminders_for timestamptz,
  -- The patient said they will come.
  add column confirmed_at timestamptz;
create index appointments_to_remind on healthcare.appointments (starts_at)
  where (status = 'booked' and reminders_for is distinct from starts_at) or (status = 'cancelled' and reminders_for is not null);

-- A message that is worth nothing after this time (a reminder on a line that was away) is withdrawn instead of sent.
alter table core.outbox add column expires_at timestamptz;
