-- What a memory provider may have of whom, also while none is configured. Everything is added; a version that knows none of it goes on as before.

-- What was remembered while there was no provider to tell; the job that tells one begins with these.
create index patient_memories_untold on core.patient_memories (learned_at) where told = 'none';

-- `told`: a provider may have memories of this person, so the row stays until one has forgotten. Who does not say so is taken to mean it.
-- `copies_gone`: the caches have forgotten; without a provider nothing more is due.
alter table core.memories_to_forget add column told boolean not null default true, add column copies_gone boolean not null default false;
