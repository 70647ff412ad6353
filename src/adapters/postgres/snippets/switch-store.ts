import type { SwitchStore } from '../../../pipeline/switchboard.ts';
import { storableText } from '../storable.ts';
import { statement, type Sql } from '../sql.ts';

const SET = statement<{ feature: string; enabled: boolean; reason: string; nowMs: number }>(
  'set_switch',
  `
insert into core.switches (feature, enabled, reason, changed_at) values (:feature, :enabled::boolean, :reason, core.at(:nowMs::float8))
on conflict (feature) do update set enabled = excluded.enabled, reason = excluded.reason, changed_at = excluded.changed_at`,
);
const ALL = { name: 'all_switches', text: 'select feature, enabled from core.switches' };

/** What is switched at run time, in core.switches: the same for every process, and still so after a restart. */
export function switchStore(sql: Sql): SwitchStore {
  return {
    set: async (change) => void (await sql.query(SET, SET.values({ ...change, reason: storableText(change.reason) }))),
    async all() {
      const rows = await sql.query<{ feature: string; enabled: boolean }>(ALL);
      return Object.fromEntries(rows.map(({ feature, enabled }) => [feature, enabled]));
    },
  };
}
