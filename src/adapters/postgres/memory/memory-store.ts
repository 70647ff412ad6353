import { MAX_MEMORIES_KEPT, type MemoryItem } from '../../../domain/memory.ts';
import { checkedScope, type PatientScope } from '../../../domain/memory/patient-scope.ts';
import type { MemoryProvider } from '../../../pipeline/memory-ports.ts';
import { statement, type Sql } from '../sql.ts';
import { storableJson } from '../storable.ts';
import { itemsOf, MEMORY_COLUMNS, type MemoryRow, rowsOf } from './memory-row.ts';

type Scope = PatientScope;

const RECALL = statement<Scope>(
  'recall_memories',
  `
select ${MEMORY_COLUMNS}
from core.patient_memories m
where m.clinic_id = :clinicId::uuid and m.patient_key = :patientKey and m.schema <= 1
order by m.learned_at desc, m.key
limit ${2 * MAX_MEMORIES_KEPT}`,
);

/**
 * Writes :items (the rows of memory-row.ts) for the patients of `whose` (clinic_id, patient_key). What was learned later stays, whichever comes first; of
 * more than the limit the oldest go, what a patient must be treated with care for last. The same items again change nothing. What a provider was told
 * of is never written as if there had been none.
 */
export const WRITE_MEMORIES = `
written as (
  insert into core.patient_memories as m (clinic_id, patient_key, key, kind, body, language, detail, provenance, learned_at, told)
  select w.clinic_id, w.patient_key, i.key, i.kind, i.body, i.language, i.detail, i.provenance, core.at(i.learned_at_ms), :told
  from whose w, jsonb_to_recordset(:items::jsonb) as i
    (key text, kind text, body text, language text, detail jsonb, provenance jsonb, learned_at_ms float8)
  on conflict (clinic_id, patient_key, key) do update set
    kind = excluded.kind, body = excluded.body, language = excluded.language, detail = excluded.detail, provenance = excluded.provenance,
    learned_at = excluded.learned_at, told = case when excluded.told = 'none' and m.told <> 'none' then 'pending' else excluded.told end
  where excluded.learned_at > m.learned_at
  returning m.key
), trimmed as (
  delete from core.patient_memories d
  using (
    select m.clinic_id, m.patient_key, m.key
    from whose w join core.patient_memories m on m.clinic_id = w.clinic_id and m.patient_key = w.patient_key
    order by m.kind = 'constraint' desc, m.learned_at desc, m.key offset ${MAX_MEMORIES_KEPT}) old
  where d.clinic_id = old.clinic_id and d.patient_key = old.patient_key and d.key = old.key
    and not exists (select from jsonb_to_recordset(:items::jsonb) as i (key text) where i.key = d.key)
)`;

const REMEMBER = statement<Scope & { items: string; told: string }>(
  'remember_memories',
  `
with whose as (
  select :clinicId::uuid as clinic_id, :patientKey::text as patient_key
), ${WRITE_MEMORIES}
select count(*) as written from written`,
);

// What copies hold of the patient goes as well, however long whoever keeps them is away.
const FORGET = statement<Scope & { nowMs: number }>(
  'forget_memories',
  `
with gone as (
  delete from core.patient_memories m where m.clinic_id = :clinicId::uuid and m.patient_key = :patientKey returning m.told
)
insert into core.memories_to_forget as f (clinic_id, person, requested_at, told)
select :clinicId::uuid, core.memory_person(:clinicId::uuid, :patientKey), core.at(:nowMs::float8), exists (select from gone where told <> 'none')
on conflict (clinic_id, person) do update set requested_at = excluded.requested_at, told = f.told or excluded.told, copies_gone = false`,
);

export type MemoryStoreOptions = {
  now: () => number;
  /** Whether a provider beside this one is to be told of what is remembered here. */ tellsProvider: boolean;
};

/** The local provider: memories in Postgres, found by the whole key of a patient. Throws a Fault `dependency_away` when Postgres is away. */
export function createMemoryStore(sql: Sql, { now, tellsProvider }: MemoryStoreOptions): MemoryProvider {
  return {
    name: 'local',
    async recall(scope) {
      return itemsOf(await sql.query<MemoryRow>(RECALL, RECALL.values(checkedScope(scope))));
    },
    async remember(scope, items: readonly MemoryItem[]) {
      const whose = checkedScope(scope);
      if (items.length === 0) return;
      await sql.query(REMEMBER, REMEMBER.values({ ...whose, items: storableJson(rowsOf(items)), told: tellsProvider ? 'pending' : 'none' }));
    },
    async forget(scope) {
      await sql.query(FORGET, FORGET.values({ ...checkedScope(scope), nowMs: now() }));
    },
  };
}
