import { clinicOfScope, readScopeId, type ScopeId } from '../../../domain/scope-id.ts';
import { type Snippet, SNIPPET_LIMITS } from '../../../domain/snippet.ts';
import type { Kept, NewSnippet, SnippetStore } from '../../../pipeline/snippet-ports.ts';
import { statement, type Sql } from '../sql.ts';
import { storableJson } from '../storable.ts';

type SnippetRow = { id: string; trigger: string; content: string; metadata: Record<string, unknown> | null; saved_at_ms: number; synced: boolean };

const COLUMNS = 's.id, s.trigger, s.content, s.metadata, core.ms(s.saved_at) as saved_at_ms, s.synced_at is not null as synced';

type Keep = {
  scopeId: string;
  id: string;
  clinicId: string;
  trigger: string;
  content: string;
  metadata: string | null;
  origin: string;
  nowMs: number;
  limit: number;
};
// The last select sees what was there before, so of a new row only `added` tells.
const KEEP = statement<Keep>(
  'keep_snippet',
  `
with added as (
  insert into core.snippets as s (scope_id, id, clinic_id, trigger, content, metadata, origin, saved_at)
  select :scopeId, :id, :clinicId::uuid, :trigger, :content, :metadata::jsonb, :origin, core.at(:nowMs::float8)
  where (select count(*) from core.snippets o where o.scope_id = :scopeId) < :limit::int
  on conflict (scope_id, id) do nothing
  returning ${COLUMNS}
)
select a.*, true as is_new from added a
union all
select ${COLUMNS}, false as is_new from core.snippets s where s.scope_id = :scopeId and s.id = :id`,
);

const LIST = statement<{ scopeId: string; limit: number }>(
  'list_snippets',
  `select ${COLUMNS} from core.snippets s where s.scope_id = :scopeId order by s.saved_at desc, s.id limit :limit::int`,
);

const NOTE_SYNCED = statement<{ scopeId: string; id: string; refusal: string | null; nowMs: number }>(
  'note_snippet_synced',
  `
update core.snippets s
set synced_at = case when :refusal::text is null then core.at(:nowMs::float8) else s.synced_at end, refusal = :refusal::text
where s.scope_id = :scopeId and s.id = :id`,
);

const SCOPES_AFTER = statement<{ after: string; limit: number }>(
  'snippet_scopes_after',
  `select distinct s.scope_id from core.snippets s where s.scope_id > :after order by s.scope_id limit :limit::int`,
);

/** The snippets of all scopes in core.snippets; every statement names its scope. */
export function snippetStore(sql: Sql): SnippetStore {
  return {
    keep: (scopeId, snippet, origin, nowMs) => keep(sql, scopeId, snippet, { origin, nowMs }),
    async list(scopeId) {
      const rows = await sql.query<SnippetRow>(LIST, LIST.values({ scopeId, limit: SNIPPET_LIMITS.perScope }));
      return rows.map((row) => ({ ...snippetOf(row), synced: row.synced }));
    },
    noteSynced: async (scopeId, id, refusal, nowMs) => void (await sql.query(NOTE_SYNCED, NOTE_SYNCED.values({ scopeId, id, refusal, nowMs }))),
    async scopesAfter(scopeId, limit) {
      const rows = await sql.query<{ scope_id: string }>(SCOPES_AFTER, SCOPES_AFTER.values({ after: scopeId ?? '', limit }));
      return rows.map((row) => readScopeId(row.scope_id)).filter((scope) => scope !== null);
    },
  };
}

async function keep(sql: Sql, scopeId: ScopeId, snippet: NewSnippet, how: { origin: string; nowMs: number }): Promise<Kept> {
  const { id, trigger, content, metadata } = snippet;
  const values = KEEP.values({
    scopeId,
    id,
    clinicId: clinicOfScope(scopeId),
    trigger,
    content,
    metadata: metadata === null ? null : storableJson(metadata),
    ...how,
    limit: SNIPPET_LIMITS.perScope,
  });
  const once = async () => (await sql.query<SnippetRow & { is_new: boolean }>(KEEP, values))[0];
  // Nothing at all: somebody else added it at this moment, which a second look sees, or the scope is full.
  const row = (await once()) ?? (await once());
  if (!row) return { kind: 'full' };
  if (row.trigger !== trigger || row.content !== content) return { kind: 'conflict' };
  return { kind: 'kept', duplicate: !row.is_new, synced: row.synced, snippet: snippetOf(row) };
}

function snippetOf({ id, trigger, content, metadata, saved_at_ms }: SnippetRow): Snippet {
  return { id, trigger, content, metadata, updatedAtMs: saved_at_ms };
}
