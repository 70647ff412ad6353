import { readScopeId } from '../../../domain/scope-id.ts';
import { Fault } from '../../../errors.ts';
import type { ClaimedSync, SyncBook, SyncReport } from '../../../pipeline/snippet-ports.ts';
import { statement, type Sql } from '../sql.ts';

const ASK = statement<{ id: string; name: string | null; scopeId: string | null; nowMs: number }>(
  'ask_snippet_sync',
  `
insert into core.snippet_syncs (id, name, scope_id, created_at) values (:id::uuid, :name::text, :scopeId::text, core.at(:nowMs::float8))
on conflict (name) do nothing`,
);

const CLAIM = statement<{ nowMs: number; leaseMs: number }>(
  'claim_snippet_sync',
  `
update core.snippet_syncs s
set state = 'active', attempt = s.attempt + 1, started_at = coalesce(s.started_at, core.at(:nowMs::float8)), leased_until = core.at(:nowMs::float8 + :leaseMs::float8)
where s.id = (
  select o.id from core.snippet_syncs o
  where o.state in ('waiting', 'active') and (o.leased_until is null or o.leased_until <= core.at(:nowMs::float8))
  order by o.created_at, o.id limit 1 for update skip locked
)
returning s.id, s.scope_id, s.reached, s.attempt, s.synced, s.errors`,
);

type Advance = { id: string; attempt: number; reached: string | null; synced: number; errors: number; nowMs: number; leaseMs: number };
const ADVANCE = statement<Advance>(
  'advance_snippet_sync',
  `
update core.snippet_syncs s
set reached = :reached::text, synced = :synced::int, errors = :errors::int, leased_until = core.at(:nowMs::float8 + :leaseMs::float8)
where s.id = :id::uuid and s.state = 'active' and s.attempt = :attempt::int
returning s.id`,
);

const PUT_OFF = statement<{ id: string; attempt: number; untilMs: number }>(
  'put_off_snippet_sync',
  `
update core.snippet_syncs s set state = 'waiting', leased_until = core.at(:untilMs::float8)
where s.id = :id::uuid and s.state = 'active' and s.attempt = :attempt::int`,
);

const END = statement<{ id: string; attempt: number; state: string; reason: string | null; nowMs: number }>(
  'end_snippet_sync',
  `
update core.snippet_syncs s set state = :state, reason = :reason::text, ended_at = core.at(:nowMs::float8), leased_until = null
where s.id = :id::uuid and s.state = 'active' and s.attempt = :attempt::int`,
);

const REPORT = statement<{ id: string; nowMs: number }>(
  'report_snippet_sync',
  `
select s.id, s.state, s.synced, s.errors,
  coalesce(coalesce(core.ms(s.ended_at), :nowMs::float8) - core.ms(s.started_at), 0) as ms
from core.snippet_syncs s where s.id = :id::uuid`,
);

const FORGET = statement<{ atMs: number }>(
  'forget_snippet_syncs',
  `delete from core.snippet_syncs s where s.created_at < core.at(:atMs::float8) and s.state in ('completed', 'failed')`,
);

type ClaimedRow = { id: string; scope_id: string | null; reached: string | null; attempt: number; synced: number; errors: number };

/** The syncs in core.snippet_syncs. */
export function syncBook(sql: Sql): SyncBook {
  return {
    ask: async (sync) => void (await sql.query(ASK, ASK.values(sync))),
    async claim(nowMs, leaseMs) {
      const [row] = await sql.query<ClaimedRow>(CLAIM, CLAIM.values({ nowMs, leaseMs }));
      return row ? claimedOf(row) : null;
    },
    async advance({ id, attempt }, { reached, synced, errors }, nowMs, leaseMs) {
      const rows = await sql.query(ADVANCE, ADVANCE.values({ id, attempt, reached, synced, errors, nowMs, leaseMs }));
      return rows.length > 0;
    },
    putOff: async ({ id, attempt }, untilMs) => void (await sql.query(PUT_OFF, PUT_OFF.values({ id, attempt, untilMs }))),
    end: async ({ id, attempt }, state, reason, nowMs) => void (await sql.query(END, END.values({ id, attempt, state, reason, nowMs }))),
    async report(id, nowMs) {
      const [row] = await sql.query<SyncReport>(REPORT, REPORT.values({ id, nowMs }));
      return row ? { ...row, ms: Math.max(0, Math.round(row.ms)) } : null;
    },
    forgetBefore: async (atMs) => void (await sql.query(FORGET, FORGET.values({ atMs }))),
  };
}

function claimedOf({ scope_id, reached, ...row }: ClaimedRow): ClaimedSync {
  const scopeId = readScopeId(scope_id);
  // no scope means all of them: one that can't be read must never become that
  if (scope_id !== null && scopeId === null) throw new Fault('bug', 'a sync has a scope that is none');
  return { ...row, scopeId, reached: readScopeId(reached) };
}
