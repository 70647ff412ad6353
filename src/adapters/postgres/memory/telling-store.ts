import type { TellingStore } from '../../../pipeline/tell-memories.ts';
import { statement, type Sql } from '../sql.ts';
import { itemsOf, MEMORY_COLUMNS, type MemoryRow } from './memory-row.ts';

// Of the patients whose untold memories are oldest, all that is untold.
const DUE = statement<{ limit: number }>(
  'memories_to_tell',
  `
with patients as materialized (
  select t.clinic_id, t.patient_key, min(t.learned_at) as since
  from (select * from core.patient_memories p where p.told = 'pending' and p.schema <= 1 order by p.learned_at limit 500) t
  group by t.clinic_id, t.patient_key order by since limit :limit::int
)
select p.clinic_id as "clinicId", p.patient_key as "patientKey",
  (select json_agg(row_to_json(x)) from (
    select ${MEMORY_COLUMNS} from core.patient_memories m
    where m.clinic_id = p.clinic_id and m.patient_key = p.patient_key and m.told = 'pending' and m.schema <= 1
    order by m.learned_at, m.key) x) as rows
from patients p order by p.since`,
);

const ADOPT = statement<{ limit: number }>(
  'memories_to_adopt',
  `
update core.patient_memories m set told = 'pending'
from (
  select p.clinic_id, p.patient_key, p.key from core.patient_memories p where p.told = 'none' order by p.learned_at limit :limit::int for update skip locked
) n
where m.clinic_id = n.clinic_id and m.patient_key = n.patient_key and m.key = n.key`,
);

// Whoever was erased while the provider was being told has nothing left here, and is to be forgotten there (again).
const DONE = statement<{ clinicId: string; patientKey: string; told: string; nowMs: number }>(
  'memories_told',
  `
with done as (
  update core.patient_memories m set told = 'done'
  from jsonb_to_recordset(:told::jsonb) as t (key text, learned_at_ms float8)
  where m.clinic_id = :clinicId::uuid and m.patient_key = :patientKey and m.key = t.key and m.told = 'pending'
    and m.learned_at <= core.at(t.learned_at_ms) + interval '1 millisecond'
)
insert into core.memories_to_forget as f (clinic_id, person, requested_at, told)
select :clinicId::uuid, core.memory_person(:clinicId::uuid, :patientKey), core.at(:nowMs::float8), true
where not exists (select from core.patient_memories m where m.clinic_id = :clinicId::uuid and m.patient_key = :patientKey)
on conflict (clinic_id, person) do update set requested_at = excluded.requested_at, told = f.told or excluded.told, copies_gone = false`,
);

/** What a provider is still to be told, on Postgres. */
export function tellingStore(sql: Sql, { now }: { now: () => number }): TellingStore {
  return {
    adopt: async (limit) => void (await sql.query(ADOPT, ADOPT.values({ limit }))),
    async due(limit) {
      const rows = await sql.query<{ clinicId: string; patientKey: string; rows: MemoryRow[] | null }>(DUE, DUE.values({ limit }));
      return rows.map(({ clinicId, patientKey, rows: own }) => ({ scope: { clinicId, patientKey }, items: itemsOf(own ?? []) }));
    },
    async done({ scope, items }) {
      const told = JSON.stringify(items.map(({ key, learnedAtMs }) => ({ key, learned_at_ms: learnedAtMs })));
      await sql.query(DONE, DONE.values({ ...scope, told, nowMs: now() }));
    },
  };
}
