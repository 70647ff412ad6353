import { checkedScope, type PatientScope } from '../../../domain/memory/patient-scope.ts';
import type { ForgettingStore, ToForget } from '../../../pipeline/forget-memories.ts';
import { statement, type Sql } from '../sql.ts';

const DUE = statement<{ limit: number; hasProvider: boolean }>(
  'memories_to_forget',
  `
select f.clinic_id as "clinicId", f.person, core.ms(f.requested_at) as "requestedAtMs"
from core.memories_to_forget f where :hasProvider::boolean or not f.copies_gone order by f.requested_at limit :limit::int`,
);

// Not one that was asked for again meanwhile: what was learned in between is to go as well.
const DONE = statement<ToForget & { hasProvider: boolean }>(
  'memories_forgotten',
  `
with kept as (
  update core.memories_to_forget f set copies_gone = true
  where f.clinic_id = :clinicId::uuid and f.person = :person and f.requested_at <= core.at(:requestedAtMs::float8) + interval '1 millisecond'
    and f.told and not :hasProvider::boolean
)
delete from core.memories_to_forget f
where f.clinic_id = :clinicId::uuid and f.person = :person and f.requested_at <= core.at(:requestedAtMs::float8) + interval '1 millisecond'
  and (:hasProvider::boolean or not f.told)`,
);

const ERASED_AT = statement<PatientScope>(
  'memories_erased_at',
  `
select core.ms(f.requested_at) as "atMs" from core.memories_to_forget f
where f.clinic_id = :clinicId::uuid and f.person = core.memory_person(:clinicId::uuid, :patientKey)`,
);

/**
 * Whose copies are still to go, on Postgres. `hasProvider`: a memory provider is configured and has forgotten what is done. Without one whoever it may know
 * is kept, no longer due, until there is one again.
 */
export function forgettingStore(sql: Sql, { hasProvider }: { hasProvider: boolean }): ForgettingStore {
  return {
    due: (limit) => sql.query<ToForget>(DUE, DUE.values({ limit, hasProvider })),
    done: async (forgotten) => void (await sql.query(DONE, DONE.values({ ...forgotten, hasProvider }))),
  };
}

/** Since when a patient is to be forgotten by a provider that may not have done so; null when nobody asked. */
export async function erasedAtMs(scope: PatientScope, sql: Sql): Promise<number | null> {
  return (await sql.query<{ atMs: number }>(ERASED_AT, ERASED_AT.values(checkedScope(scope))))[0]?.atMs ?? null;
}
