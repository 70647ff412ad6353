import { describe, expect, it } from 'vitest';
import type { Answer, Ask } from '../../../infra/local/smoke/ask.ts';
import { SCOPE } from '../../../infra/local/smoke/check.ts';
import type { RolloutMinute } from '../../../infra/local/smoke/figures-checks.ts';
import { checksOf, runChecks, tableOf } from '../../../infra/local/smoke/run-checks.ts';
import { readScopeId } from '../../../src/domain/scope-id.ts';
import { snippetIdOf } from '../../../src/domain/snippet.ts';

type Faults = {
  provider?: 'on' | 'away' | 'off' | 'none';
  /** Takes scopes as they come. */
  takesAnyScope?: boolean;
  /** Serves one scope what was saved in another. */
  leaks?: boolean;
  savesTwice?: boolean;
  learnsEverything?: boolean;
  ignoresToken?: boolean;
  ignoresSwitch?: boolean;
  countsNothing?: boolean;
  needsProvider?: boolean;
  figures?: Record<string, unknown>;
};
type Body = Record<string, unknown>;

const answer = (status: number, body: Body | unknown[] = {}, text = JSON.stringify(body)): Answer => ({ status, body: body as Body, text });

/** A system that answers as the contract says, except for its faults. `pairs`: what it holds at the end. */
function systemWith(faults: Faults = {}): { ask: Ask; pairs: () => number } {
  const { provider = 'none' } = faults;
  const stored = new Map<string, { scopeId: string; id: string; trigger: string; content: string }>();
  let lookUps = 0;
  const keep = (scopeId: string, trigger: string, content: string) => {
    const id = snippetIdOf({ trigger, content });
    const key = faults.savesTwice ? `${stored.size}` : `${scopeId} ${id}`;
    const duplicate = stored.has(key);
    stored.set(key, { scopeId, id, trigger: trigger.trim().toLowerCase(), content });
    return { id, duplicate };
  };
  const retrieve = ({ scopeId, snippetsEnabled = true }: Body): Answer => {
    if (!snippetsEnabled && !faults.ignoresSwitch) return answer(200, { snippets: [], source: 'disabled' });
    if (!faults.countsNothing) lookUps += 1;
    const snippets = [...stored.values()].filter((one) => faults.leaks || one.scopeId === scopeId);
    if (provider === 'away') return answer(503, { fallback: 'localStorage', snippets, source: 'local' });
    return answer(200, { snippets, source: provider === 'on' ? 'context7' : 'local' });
  };
  const save = ({ scopeId, trigger, content }: Body): Answer => {
    const { id, duplicate } = keep(String(scopeId), String(trigger), String(content));
    const body = { id, saved: provider === 'on' ? ['local', 'context7'] : ['local'], ...(duplicate ? { duplicate: true } : {}) };
    return answer(provider === 'on' ? 200 : 202, body);
  };
  const learn = ({ scopeId, patterns }: Body): Answer => {
    const given = patterns as { trigger: string; content: string }[];
    const admitted = given.filter((_, index) => faults.learnsEverything || index === 0).map(({ trigger, content }) => keep(String(scopeId), trigger, content));
    const refused = faults.learnsEverything ? [] : given.slice(1).map((_, index) => ({ index: index + 1, reason: 'junk' }));
    return answer(202, { saved: admitted.filter((one) => !one.duplicate).length, duplicates: admitted.filter((one) => one.duplicate).length, refused });
  };
  const health = {
    on: { available: true, provider: 'context7' },
    away: { available: false, provider: 'context7', reason: 'Context7 did not answer in time' },
    off: { available: false, reason: 'Context7 disabled in environment' },
    none: { available: false, provider: 'local', reason: 'Context7 is not configured' },
  };
  const routes: Record<string, (body: Body) => Answer> = {
    'GET /api/config': () => answer(200, { enableContext7Memory: provider !== 'off', context7Available: provider === 'on', environment: 'test' }),
    'GET /api/memory/health': () => answer(200, health[provider]),
    'POST /api/memory/snippets': retrieve,
    'PUT /api/memory/snippets': save,
    'POST /api/memory/learn': learn,
    'POST /api/admin/sync-context7': () => answer(202, { message: 'asked for', jobId: 'id' }),
    'GET /api/admin/clinics': () => answer(200, [{ assistant: { requireSnippetProvider: faults.needsProvider ?? false } }]),
    'PATCH /admin/config': () => answer(400),
    'GET /api/metrics/memory': () => answer(200, figures(lookUps, faults.figures)),
    'GET /metrics': () => answer(200, {}, 'frontdesk_memory_requests_total{memory="snippets"} 1'),
  };
  const open = ['/api/config', '/api/memory/health', '/metrics'];
  const ask: Ask = async (method, path, body, { token = true } = {}) => {
    if (!token && !open.includes(path) && !faults.ignoresToken) return answer(401);
    const given = (body ?? {}) as Body;
    const takesScope = 'scopeId' in given || path === '/api/memory/snippets';
    if (takesScope && !faults.takesAnyScope && readScopeId(given['scopeId']) === null) return answer(400, { detail: 'the scope id is malformed' });
    return routes[`${method} ${path}`]?.(given) ?? answer(404);
  };
  return { ask, pairs: () => stored.size };
}

function figures(lookUps: number, changes: Record<string, unknown> = {}): Body {
  const none = {
    ...{ context7Requests: 0, context7Errors: 0, fallbacksToLocalStorage: 0, cacheHits: 0, cacheMisses: 0 },
    ...{ avgLatency: 0, medianLatency: 0, p95Latency: 0, p99Latency: 0, errorRate: 0, fallbackRate: 0, cacheHitRate: 0 },
    ...{ errorRatePercent: '0.00%', fallbackRatePercent: '0.00%', cacheHitRatePercent: '0.00%' },
  };
  return { uptimeFormatted: '12s', ...none, cacheMisses: lookUps, ...changes, patientMemory: none };
}

async function smoke(faults: Faults = {}, after: RolloutMinute | null = null) {
  const system = systemWith(faults);
  let nowMs = 0;
  const world = { ask: system.ask, wait: async () => undefined };
  const rows = await runChecks(checksOf(after), world, () => (nowMs += 3));
  return { rows, pairs: system.pairs(), again: () => runChecks(checksOf(after), world, () => 0), pairsNow: system.pairs };
}

const failedOf = (rows: Awaited<ReturnType<typeof smoke>>['rows']) => rows.filter(({ result }) => result === 'FAILED').map(({ name }) => name);

describe('smoke', () => {
  it.each(['on', 'away', 'off', 'none'] as const)('all checks pass on a right system whose provider is %s', async (provider) => {
    const { rows } = await smoke({ provider });
    expect(rows.map(({ name, result }) => [name, result])).toEqual(
      ['scope validation', 'retrieval', 'save', 'fallback', 'guard', 'metrics', 'learning', 'rollback'].map((name) => [name, 'ok']),
    );
  });

  it('when malformed scopes are taken nothing else is run', async () => {
    const { rows } = await smoke({ takesAnyScope: true });
    expect(rows.map(({ result }) => result)).toEqual(['FAILED', ...Array.from({ length: 7 }, () => 'not run')]);
  });

  it.each<[string, Faults, string[]]>([
    ['a scope that sees what another one holds', { leaks: true }, ['save']],
    ['a pair that is saved twice', { savesTwice: true }, ['save']],
    ['junk and instructions that are learned', { learnsEverything: true }, ['learning']],
    ['calls that are open to everybody', { ignoresToken: true }, ['guard', 'rollback']],
    ['snippets that can not be switched off', { ignoresSwitch: true }, ['rollback']],
    ['look-ups that are not counted', { countsNothing: true }, ['metrics']],
    ['a rate that is no number', { figures: { errorRate: null } }, ['metrics']],
    ['a clinic that needs a provider that is away', { needsProvider: true, provider: 'away' }, ['guard']],
  ])('finds %s', async (_name, faults, expected) => {
    expect(failedOf((await smoke(faults)).rows)).toEqual(expected);
  });

  it('leaves the same two snippets of a clinic that nobody has, however often it runs', async () => {
    const { pairs, again, pairsNow } = await smoke({ provider: 'on' });
    expect(failedOf(await again())).toEqual([]);
    expect([pairs, pairsNow()]).toEqual([2, 2]);
    expect(readScopeId(SCOPE)).toBe(SCOPE);
  });

  it.each<[RolloutMinute, Record<string, unknown>, boolean]>([
    [15, { errorRate: 0.1, fallbackRate: 0.2, avgLatency: 1000 }, true],
    [15, { errorRate: 0.11 }, false],
    [15, { fallbackRate: 0.21 }, false],
    [15, { avgLatency: 1001 }, false],
    [30, { errorRate: 0.06 }, false],
    [30, { fallbackRate: 0.11 }, false],
    [60, { cacheHitRate: 0.21, cacheHits: 3 }, true],
    [60, { cacheHitRate: 0.21, cacheHits: 3, errorRate: 0.049 }, true],
    [60, { cacheHitRate: 0.21, cacheHits: 3, errorRate: 0.05 }, false],
    [60, { cacheHitRate: 1 }, false], // no request but those of smoke itself
    [60, { cacheHitRate: 0.2 }, false],
  ])('after %i minutes %j is judged', async (minutes, changes, isRight) => {
    const { rows } = await smoke({ figures: changes }, minutes);
    expect(rows[1]).toMatchObject({ name: `after ${minutes} minutes`, result: isRight ? 'ok' : 'FAILED' });
  });

  it('the table has a line for each check, its columns one below the other', () => {
    const rows = [
      { name: 'scope validation', result: 'FAILED', ms: 120, detail: 'retrieve: 200 instead of 400' },
      { name: 'save', result: 'not run', ms: 0, detail: '' },
    ] as const;
    expect(tableOf(rows)).toEqual([
      'check             result    ms  seen',
      'scope validation  FAILED   120  retrieve: 200 instead of 400',
      'save              not run',
    ]);
  });
});
