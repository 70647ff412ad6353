import type { Ledger, LedgerReader } from '../../../api/ports.ts';
import type { Sql } from '../sql.ts';

// Each row of inbox and outbox is written three times: an index for this alone would cost every message more than this call costs.
const OF_ALL = {
  name: 'admin_ledger_all',
  text: `select 'inbox' as box, state, reason, count(*)::float8 as count from core.inbox group by state, reason
    union all select 'outbox', state, null, count(*)::float8 from core.outbox group by state`,
};
const OF_CLINIC = {
  name: 'admin_ledger_of_clinic',
  text: `select 'inbox' as box, i.state, i.reason, count(*)::float8 as count
    from core.whatsapp_conversations c join core.inbox i on i.conversation_id = c.id where c.clinic_id = $1::uuid group by i.state, i.reason
    union all select 'outbox', o.state, null, count(*)::float8
    from core.whatsapp_conversations c join core.outbox o on o.conversation_id = c.id where c.clinic_id = $1::uuid group by o.state`,
};

type Count = { box: string; state: string; reason: string | null; count: number };

/** Counts inbox and outbox in one statement. Reads every row (of the clinic): for reconcilers and people, not for a hot path. */
export function createLedgerReader(sql: Sql): LedgerReader {
  return {
    async read(clinicId) {
      const rows = await (clinicId === null ? sql.query<Count>(OF_ALL) : sql.query<Count>(OF_CLINIC, [clinicId]));
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
