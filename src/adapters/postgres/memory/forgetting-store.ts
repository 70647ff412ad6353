import type { ForgettingStore, ToForget } from '../../../pipeline/forget-memories.ts';
import { statement, type Sql } from '../sql.ts';

const DUE = statement<{ limit: number }>(
  'memories_to_forget',
  `
select f.clinic_id as "clinicId", f.person, core.ms(f.requested_at) as "requestedAtMs"
from core.memories_to_forget f order by f.requested_at limit :limit::int`,
);

// Not one that was asked for again meanwhile: what was learned in between is to go as well.
const DONE = statement<ToForget>(
  'memories_forgotten',
  `
delete from core.memories_to_forget f
where f.clinic_id = :clinicId::uuid and f.person = :person and f.requested_at <= core.at(:requestedAtMs::float8) + interval '1 millisecond'`,
);

/** Whose copies are still to go, on Postgres. */
export function forgettingStore(sql: Sql): ForgettingStore {
  return {
    due: (limit) => sql.query<ToForget>(DUE, DUE.values({ limit })),
    done: async (forgotten) => void (await sql.query(DONE, DONE.values(forgotten))),
  };
}
