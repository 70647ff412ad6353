-- Snippets: what clinics teach their assistant, the syncs that bring it to the provider, and the switches that are set at run time.

-- One taught pair of one scope (clinic, agent and exact system prompt). Written here first; `synced_at` null: the provider does not have it yet.
create table core.snippets (
  scope_id text not null,
  -- FNV-1a of trigger:content.
  id text not null check (id ~ '^[0-9a-f]{16}$'),
  clinic_id uuid not null,
  trigger text not null,
  content text not null,
  metadata jsonb,
  origin text not null check (origin in ('saved', 'learned')),
  saved_at timestamptz not null,
  synced_at timestamptz,
  -- Why the provider did not take it the last time.
  refusal text,
  schema int not null default 1,
  primary key (scope_id, id)
);
create index snippets_by_scope on core.snippets (scope_id, saved_at desc);
create index snippets_unsynced on core.snippets (scope_id) where synced_at is null;
create index snippets_by_clinic on core.snippets (clinic_id);

-- A sync of one scope or of all. `reached` is the last scope that is done, so that whoever takes it up after a crash goes on behind it.
create table core.snippet_syncs (
  id uuid primary key,
  -- Of a sync that there is only one of (the nightly one of a date).
  name text unique,
  scope_id text,
  state text not null default 'waiting' check (state in ('waiting', 'active', 'completed', 'failed')),
  reached text,
  synced int not null default 0,
  errors int not null default 0,
  reason text,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- Whoever runs it renews this with every scope; after it anybody may go on. `attempt` fences off who was late.
  leased_until timestamptz,
  attempt int not null default 0,
  schema int not null default 1
);
create index snippet_syncs_open on core.snippet_syncs (created_at) where state in ('waiting', 'active');
create index snippet_syncs_by_time on core.snippet_syncs (created_at);

-- What is switched at run time, for all processes; a feature without a row is as it is by default.
create table core.switches (
  feature text primary key,
  enabled boolean not null,
  reason text not null,
  changed_at timestamptz not null
);
