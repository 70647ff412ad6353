import type { Ledger, LedgerReader } from '../../../api/ports.ts';
import type { Sql } from '../sql.ts';

const count = (form: string, where: string) => ({
  name: `admin_ledger_${form}`,
  text: `select 'inbox' as box, state, reason, count(*)::float8 as count from core.inbox where ${where} group by state, reason
    union all select 'outbox', state, null, count(*)::float8 from core.outbox where ${where} group by state`,
});
const OF_ALL = count('all', '$1::uuid is null');
const OF_CLINIC = count('of_clinic', 'clinic_id = $1::uuid');

/** Counts inbox and outbox in one statement. Reads every row (of the clinic): for reconcilers and people, not for a hot path. */
export function createLedgerReader(sql: Sql): LedgerReader {
  return {
    async read(clinicId) {
      const rows = await sql.query<{ box: string; state: string; reason: string | null; count: number }>(clinicId === null ? OF_ALL : OF_CLINIC, [clinicId]);
      const sum = (box: string, ...states: string[]) =>
        rows.filter((row) => row.box === box && states.includes(row.state)).reduce((total, row) => total + row.count, 0);
      const ignored: Ledger['ignored'] = {};
      for (const row of rows)
        if (row.box === 'inbox' && row.state === 'ignored') ignored[row.reason ?? 'unknown'] = (ignored[row.reason ?? 'unknown'] ?? 0) + row.count;
      return {
        answered: sum('inbox', 'answered'),
        merged: sum('inbox', 'merged'),
        superseded: sum('inbox', 'superseded'),
        held: sum('inbox', 'held'),
        deadLettered: sum('inbox', 'dead_lettered'),
        pending: sum('inbox', 'pending'),
        ignored,
        outbox: {
          queued: sum('outbox', 'queued', 'sending'),
          sent: sum('outbox', 'sent'),
          uncertain: sum('outbox', 'uncertain'),
          failed: sum('outbox', 'failed'),
          withdrawn: sum('outbox', 'withdrawn'),
        },
      };
    },
  };
}
