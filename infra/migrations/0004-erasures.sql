-- Whom a clinic erased, and until when what arrives is of before that. `person` is the sha256 hex of an id the patient was known by (of before
-- the erasure), or of one of the erased messages (whatever arrives about it). A webhook that was still in a queue, or comes late, is so taken
-- in without what it says of the patient. Forgotten after 30 days.
create table core.erasures (
  person text not null,
  clinic_id uuid not null,
  until timestamptz not null,
  primary key (person, clinic_id)
);
create index erasures_by_time on core.erasures (until);
