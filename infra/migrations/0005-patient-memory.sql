-- What is remembered of patients. Everything is added; a version that knows none of it goes on as before.

-- One row for each thing remembered of a patient: the same key is the same memory, and what was learned later replaces it.
create table core.patient_memories (
  clinic_id uuid not null,
  patient_key text not null,
  key text not null,
  kind text not null check (kind in ('preference', 'constraint', 'fact', 'appointment_outcome')),
  body text not null,
  language text,
  detail jsonb not null default '{}',
  provenance jsonb not null,
  learned_at timestamptz not null,
  -- Whether a memory provider (mem0) has it: none when there was none to tell.
  told text not null default 'none' check (told in ('none', 'pending', 'done')),
  schema int not null default 1,
  primary key (clinic_id, patient_key, key)
);
create index patient_memories_to_tell on core.patient_memories (learned_at) where told = 'pending';

-- How the caches and a memory provider know a patient: not by the number.
create function core.memory_person(clinic_id uuid, patient_key text) returns text
  language sql immutable parallel safe as $$ select encode(sha256(convert_to(clinic_id::text || ':' || patient_key, 'UTF8')), 'hex') $$;

-- Whose copies are still to go, in caches and at a provider: after an erasure, or when two identities became one. A row goes when all of them have.
create table core.memories_to_forget (
  clinic_id uuid not null,
  person text not null,
  requested_at timestamptz not null,
  primary key (clinic_id, person)
);
create index memories_to_forget_by_time on core.memories_to_forget (requested_at);

-- Up to which activity a session was learned from. Closed ones with more to learn are in the index below. Turns commit to open sessions, whose rows the
-- index does not hold: a commit pays for one comparison, and no index that it had to update before has become wider.
alter table core.conversation_sessions add column learned_at timestamptz;
create index conversation_sessions_to_learn on core.conversation_sessions (last_activity_at)
  where closed_at is not null and learned_at is distinct from last_activity_at;
