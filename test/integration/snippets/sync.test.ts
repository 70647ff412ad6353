import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { snippetStore } from '../../../src/adapters/postgres/snippets/snippet-store.ts';
import { syncBook } from '../../../src/adapters/postgres/snippets/sync-book.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import type { ScopeId } from '../../../src/domain/scope-id.ts';
import { snippetIdOf } from '../../../src/domain/snippet.ts';
import { PAUSE_BETWEEN_SCOPES_MS, runDueSyncs, type SyncPorts } from '../../../src/pipeline/sync-snippets.ts';
import { databaseKinds } from '../../support/databases.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startSnippetProvider, type SnippetProviderServer } from '../../support/snippet-provider.ts';
import { newScope, openSnippetProcess, type SnippetProcess } from '../../support/snippet-world.ts';

const pairOf = (n: number) => ({ trigger: `question ${n}`, content: `The answer to question ${n} is this.` });

const kinds = await databaseKinds();
let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

describe.each(kinds)('syncs of snippets on $name', ({ open, skip }) => {
  let sql: Sql;
  let provider: SnippetProviderServer;
  const opened: SnippetProcess[] = [];
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  beforeEach(async () => {
    if (skip) return;
    await sql.script('truncate core.snippets, core.snippet_syncs'); // a sync of all scopes meets all there are
    provider = await startSnippetProvider();
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await provider?.stop();
  });
  const guarantee = test.skipIf(skip);
  const processWith = async (environment: Record<string, string> = {}) => {
    const settings = { CONTEXT7_BASE_URL: provider.url, CONTEXT7_API_KEY: provider.key, CONTEXT7_TIMEOUT_MS: '500', ...environment };
    const started = await openSnippetProcess(sql, redis.url, settings);
    opened.push(started);
    return started;
  };
  const portsOf = ({ memory }: SnippetProcess, changes: Partial<SyncPorts> = {}): SyncPorts => ({
    ...memory,
    pause: async () => undefined,
    stopping: () => false,
    ...changes,
  });
  const idsOf = (pairs: number[]) => pairs.map((n) => snippetIdOf(pairOf(n))).sort();
  const there = (scopeId: ScopeId) => provider.kept(scopeId).map((one) => one.id).sort(); // prettier-ignore
  const put = (one: SnippetProcess, scopeId: ScopeId, n: number) => one.call('PUT', '/api/memory/snippets', { scopeId, ...pairOf(n) });

  guarantee('whatever was saved while the provider was away is there after the next one, and nothing twice', async () => {
    const one = await processWith();
    const scopes = [newScope(), newScope('Be brief.')];
    await provider.stop();
    for (const scopeId of scopes) for (const n of [1, 2, 3]) expect((await put(one, scopeId, n)).status).toBe(202);
    await provider.start();
    const { body } = await one.call('POST', '/api/admin/sync-context7', {});
    expect(await runDueSyncs(portsOf(one))).toMatchObject([{ id: body.jobId, kind: 'completed', scopes: 2, synced: 6, errors: 0 }]);
    for (const scopeId of scopes) expect(there(scopeId)).toEqual(idsOf([1, 2, 3]));
    const { body: report } = await one.call('GET', `/api/admin/sync-context7/${body.jobId}`);
    expect(report).toEqual({ state: 'completed', synced: 6, errors: 0, ms: expect.any(Number) });

    await one.call('POST', '/api/admin/sync-context7', {});
    const puts = provider.calls.filter((call) => call.method === 'PUT').length;
    expect(await runDueSyncs(portsOf(one))).toMatchObject([{ kind: 'completed', synced: 0, errors: 0 }]);
    expect(provider.calls.filter((call) => call.method === 'PUT')).toHaveLength(puts);
    expect((await one.call('PUT', '/api/memory/snippets', { scopeId: scopes[0], ...pairOf(1) })).status).toBe(200);
  });

  guarantee('of one scope leaves the others alone', async () => {
    const one = await processWith();
    const [mine, other] = [newScope(), newScope()];
    provider.fail({ kind: 'status', status: 503 });
    for (const scopeId of [mine, other]) await put(one, scopeId, 1);
    provider.fail(null);
    await one.call('POST', '/api/admin/sync-context7', { scopeId: mine });
    expect(await runDueSyncs(portsOf(one))).toMatchObject([{ kind: 'completed', scopes: 1, synced: 1 }]);
    expect([there(mine), there(other)]).toEqual([idsOf([1]), []]);
  });

  guarantee('brings back what a provider lost, though it had it once', async () => {
    const one = await processWith();
    const scopeId = newScope();
    await put(one, scopeId, 1);
    provider.forget();
    await one.call('POST', '/api/admin/sync-context7', { scopeId });
    await runDueSyncs(portsOf(one));
    expect(there(scopeId)).toEqual(idsOf([1]));
  });

  guarantee('a process that dies between the local save and the provider loses nothing', async () => {
    const dying = await processWith({ FAILPOINT: 'snippetProvider.put:before:throw' });
    const scopeId = newScope();
    expect((await put(dying, scopeId, 1)).status).toBe(503);
    expect(there(scopeId)).toEqual([]);
    const one = await processWith();
    expect((await one.call('POST', '/api/memory/snippets', { scopeId })).body.snippets).toMatchObject([pairOf(1)]);
    await one.call('POST', '/api/admin/sync-context7', {});
    expect(await runDueSyncs(portsOf(one))).toMatchObject([{ synced: 1, errors: 0 }]);
    expect(there(scopeId)).toEqual(idsOf([1]));
  });

  guarantee('a process that dies after the provider has it and before that is noted repeats one call, which changes nothing', async () => {
    const dying = await processWith({ FAILPOINT: 'snippets.noteSynced:before:throw' });
    const scopeId = newScope();
    expect((await put(dying, scopeId, 1)).status).toBe(503);
    expect(there(scopeId)).toEqual(idsOf([1]));
    const one = await processWith();
    const again = await put(one, scopeId, 1);
    expect([again.status, again.body]).toEqual([200, { id: snippetIdOf(pairOf(1)), saved: ['local', 'context7'], duplicate: true }]);
    expect(there(scopeId)).toEqual(idsOf([1]));
  });

  guarantee('one whose worker died is taken up behind the last scope that was done, once its lease is over', async () => {
    const one = await processWith();
    const scopes = [newScope(), newScope(), newScope(), newScope()].sort();
    provider.fail({ kind: 'status', status: 503 });
    for (const scopeId of scopes) await put(one, scopeId, 1);
    provider.fail(null);
    await one.call('POST', '/api/admin/sync-context7', {});
    let pauses = 0;
    const dies = async () => {
      if ((pauses += 1) === 2) throw new Error('the process dies here');
    };
    await expect(runDueSyncs(portsOf(one, { pause: dies }))).rejects.toThrow('dies here');
    expect(scopes.map((scopeId) => there(scopeId).length)).toEqual([1, 1, 0, 0]);
    expect(await runDueSyncs(portsOf(one))).toEqual([]); // its lease runs

    const later = { now: () => Date.now() + 91_000 };
    const before = provider.calls.length;
    expect(await runDueSyncs(portsOf(one, { clock: later }))).toMatchObject([{ kind: 'completed', scopes: 2, synced: 4, errors: 0 }]);
    expect(scopes.map((scopeId) => there(scopeId).length)).toEqual([1, 1, 1, 1]);
    const touched = provider.calls.slice(before).map((call) => (call.body as { scopeId: string }).scopeId);
    expect(new Set(touched)).toEqual(new Set(scopes.slice(2)));
  });

  guarantee('a worker that was taken for dead writes nothing more about it', async () => {
    const one = await processWith();
    await put(one, newScope(), 1);
    await one.call('POST', '/api/admin/sync-context7', {});
    const syncs = syncBook(sql);
    const slow = await syncs.claim(Date.now(), 1_000);
    const quick = await syncs.claim(Date.now() + 2_000, 60_000);
    expect([slow?.id, quick?.attempt]).toEqual([quick?.id, 2]);
    expect(await syncs.advance(slow!, { reached: null, synced: 99, errors: 99 }, Date.now(), 1_000)).toBe(false);
    await syncs.end(slow!, 'failed', 'late', Date.now());
    expect(await syncs.report(slow!.id, Date.now())).toMatchObject({ state: 'active', synced: 0, errors: 0 });
  });

  guarantee('waits 100 ms between scopes, and not before the first', async () => {
    const one = await processWith();
    for (const scopeId of [newScope(), newScope(), newScope()]) await put(one, scopeId, 1);
    await one.call('POST', '/api/admin/sync-context7', {});
    const pauses: number[] = [];
    await runDueSyncs(portsOf(one, { pause: async (ms) => void pauses.push(ms) }));
    expect([PAUSE_BETWEEN_SCOPES_MS, pauses]).toEqual([100, [100, 100]]);
  });

  guarantee('a provider that is away all along ends it as failed after three scopes, with what is missing counted', async () => {
    const one = await processWith();
    const scopes = [newScope(), newScope(), newScope(), newScope()];
    provider.fail({ kind: 'status', status: 503 });
    for (const scopeId of scopes) for (const n of [1, 2]) await put(one, scopeId, n);
    const { body } = await one.call('POST', '/api/admin/sync-context7', {});
    expect(await runDueSyncs(portsOf(one))).toMatchObject([{ kind: 'failed', scopes: 3, synced: 0, errors: 6 }]);
    expect((await one.call('GET', `/api/admin/sync-context7/${body.jobId}`)).body).toMatchObject({ state: 'failed', synced: 0, errors: 6 });
  });

  guarantee('a snippet that the provider refuses is counted and holds up no other', async () => {
    const one = await processWith();
    const scopeId = newScope();
    const large = { trigger: 'large', content: 'An answer.', metadata: { n: 1 } };
    provider.fail({ kind: 'status', status: 503 });
    await one.call('PUT', '/api/memory/snippets', { scopeId, ...large });
    for (const n of [1, 2]) await put(one, scopeId, n);
    provider.fail(null);
    const refuses: SyncPorts['provider'] = {
      search: (scope, limit) => one.memory.provider!.search(scope, limit),
      put: async (scope, snippet) =>
        snippet.trigger === 'large' ? { ok: false, trouble: 'api_error', code: 'too_large' } : one.memory.provider!.put(scope, snippet),
    };
    await one.call('POST', '/api/admin/sync-context7', {});
    expect(await runDueSyncs(portsOf(one, { provider: refuses }))).toMatchObject([{ kind: 'completed', synced: 2, errors: 1 }]);
    expect(there(scopeId)).toEqual(idsOf([1, 2]));
    const rows = await sql.query({ name: 'test_refusal', text: 'select refusal from core.snippets where refusal is not null' });
    expect(rows).toEqual([{ refusal: 'too_large' }]);
  });

  guarantee('a provider that asks for a moment gets it', async () => {
    const one = await processWith();
    const scopeId = newScope();
    provider.fail({ kind: 'status', status: 503 });
    await put(one, scopeId, 1);
    provider.fail(null);
    let asked = 0;
    const busy: SyncPorts['provider'] = {
      search: (scope, limit) => one.memory.provider!.search(scope, limit),
      put: async (scope, snippet) =>
        (asked += 1) === 1 ? { ok: false, trouble: 'api_error', code: 'rate_limited', retryAfterMs: 700 } : one.memory.provider!.put(scope, snippet),
    };
    const pauses: number[] = [];
    await one.call('POST', '/api/admin/sync-context7', { scopeId });
    await runDueSyncs(portsOf(one, { provider: busy, pause: async (ms) => void pauses.push(ms) }));
    expect([pauses, there(scopeId)]).toEqual([[700], idsOf([1])]);
  });

  /** Ports whose time goes by only while a sync pauses, and for `callMs` in each call; `leaseLeft`: how much of the lease was left at its least. */
  const inSlowTime = (one: SnippetProcess, provider: NonNullable<SyncPorts['provider']>, callMs = 0) => {
    let nowMs = Date.now();
    let until = nowMs;
    const seen = { pauses: [] as number[], leaseLeft: Number.POSITIVE_INFINITY };
    const pass = (ms: number) => {
      nowMs += ms;
      seen.leaseLeft = Math.min(seen.leaseLeft, until - nowMs);
    };
    const ports = portsOf(one, {
      clock: { now: () => nowMs },
      pause: async (ms) => (seen.pauses.push(ms), pass(ms)),
      provider: {
        search: (...call) => (pass(callMs), provider.search(...call)),
        put: (...call) => (pass(callMs), provider.put(...call)),
      },
      syncs: {
        ...one.memory.syncs,
        claim: (atMs, leaseMs) => ((until = atMs + leaseMs), one.memory.syncs.claim(atMs, leaseMs)),
        advance: (sync, done, atMs, leaseMs) => ((until = atMs + leaseMs), one.memory.syncs.advance(sync, done, atMs, leaseMs)),
      },
    });
    return { ports, seen, pass };
  };
  /** Unsynced ones of a new scope. */
  const unsynced = async (one: SnippetProcess, pairs: number[]) => {
    const scopeId = newScope();
    provider.fail({ kind: 'status', status: 409 });
    for (const n of pairs) await put(one, scopeId, n);
    provider.fail(null);
    return scopeId;
  };
  const limited = (retryAfterMs?: number) => ({ ok: false, trouble: 'api_error', code: 'rate_limited', ...(retryAfterMs ? { retryAfterMs } : {}) }) as const;

  guarantee('a provider that asks for 30 seconds gets them, and the lease is kept meanwhile', async () => {
    const one = await processWith();
    const scopeId = await unsynced(one, [1, 2, 3]);
    let calls = 0;
    const { ports, seen } = inSlowTime(one, {
      search: (...call) => one.memory.provider!.search(...call),
      put: async (...call) => ((calls += 1) === 2 ? limited(30_000) : one.memory.provider!.put(...call)),
    });
    await one.call('POST', '/api/admin/sync-context7', { scopeId });
    expect(await runDueSyncs(ports)).toMatchObject([{ kind: 'completed', synced: 3, errors: 0 }]);
    expect([seen.pauses.reduce((sum, ms) => sum + ms, 0), there(scopeId)]).toEqual([30_000, idsOf([1, 2, 3])]);
    expect(seen.leaseLeft).toBeGreaterThan(30_000);
  });

  guarantee('one 429 without a word of when ends nothing', async () => {
    const one = await processWith();
    const scopeId = await unsynced(one, [1, 2]);
    let calls = 0;
    const { ports } = inSlowTime(one, {
      search: async (...call) => ((calls += 1) === 1 ? limited() : one.memory.provider!.search(...call)),
      put: (...call) => one.memory.provider!.put(...call),
    });
    await one.call('POST', '/api/admin/sync-context7', { scopeId });
    expect(await runDueSyncs(ports)).toMatchObject([{ kind: 'completed', synced: 2, errors: 0 }]);
  });

  guarantee('one that asks for longer than may be waited leaves it waiting where it is, and the next run that may takes it up', async () => {
    const one = await processWith();
    const scopes = [await unsynced(one, [1, 2]), await unsynced(one, [1, 2])].sort();
    let calls = 0;
    let isBusy = true;
    const { ports, pass } = inSlowTime(one, {
      search: (...call) => one.memory.provider!.search(...call),
      put: async (...call) => (isBusy && (calls += 1) > 3 ? limited(300_000) : one.memory.provider!.put(...call)),
    });
    const { body } = await one.call('POST', '/api/admin/sync-context7', {});
    expect(await runDueSyncs(ports)).toMatchObject([{ kind: 'waiting', scopes: 1, synced: 3, errors: 0 }]);
    expect((await one.call('GET', `/api/admin/sync-context7/${body.jobId}`)).body).toMatchObject({ state: 'waiting', synced: 3, errors: 0 });
    isBusy = false;
    pass(299_000);
    expect(await runDueSyncs(ports)).toEqual([]);
    pass(2_000);
    expect(await runDueSyncs(ports)).toMatchObject([{ id: body.jobId, kind: 'completed', scopes: 1, synced: 4, errors: 0 }]);
    expect(scopes.map(there)).toEqual([idsOf([1, 2]), idsOf([1, 2])]);
  });

  guarantee('one that asks again and again is waited for two minutes in all, ever longer', async () => {
    const one = await processWith();
    await unsynced(one, [1]);
    const { ports, seen } = inSlowTime(one, { search: async () => limited(1), put: async () => limited(1) });
    await one.call('POST', '/api/admin/sync-context7', {});
    expect(await runDueSyncs(ports)).toMatchObject([{ kind: 'waiting', scopes: 0 }]);
    expect(seen.pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(120_000);
    expect(seen.pauses.length).toBeLessThan(20);
  });

  guarantee('the lease outlives slow calls, however many a scope takes', async () => {
    const one = await processWith();
    const scopeId = await unsynced(one, [1, 2, 3, 4, 5, 6, 7, 8]);
    const { ports, seen } = inSlowTime(one, one.memory.provider!, 60_000);
    await one.call('POST', '/api/admin/sync-context7', { scopeId });
    expect(await runDueSyncs(ports)).toMatchObject([{ kind: 'completed', synced: 8 }]);
    expect(seen.leaseLeft).toBeGreaterThan(0);
  });

  guarantee('a process that is to end does not wait for the provider', async () => {
    const one = await processWith();
    await unsynced(one, [1]);
    const { ports, seen } = inSlowTime(one, { search: async () => limited(60_000), put: async () => limited(60_000) });
    await one.call('POST', '/api/admin/sync-context7', {});
    expect(await runDueSyncs({ ...ports, stopping: () => seen.pauses.length > 0 })).toMatchObject([{ kind: 'left' }]);
    expect(seen.pauses).toHaveLength(1);
  });

  guarantee('the nightly one of a date is asked for once, whoever asks', async () => {
    const one = await processWith();
    const { syncs } = one.memory;
    for (let n = 0; n < 3; n += 1) await syncs.ask({ id: randomUUID(), name: 'nightly:2026-11-26', scopeId: null, nowMs: Date.now() });
    expect(await runDueSyncs(portsOf(one))).toHaveLength(1);
    await syncs.ask({ id: randomUUID(), name: 'nightly:2026-11-26', scopeId: null, nowMs: Date.now() });
    expect(await runDueSyncs(portsOf(one))).toEqual([]);
    await syncs.forgetBefore(Date.now() + 1_000);
    expect(await sql.query({ name: 'test_syncs', text: 'select id from core.snippet_syncs' })).toEqual([]);
  });

  guarantee('a process that is to end leaves one where it is', async () => {
    const one = await processWith();
    for (const scopeId of [newScope(), newScope()]) await put(one, scopeId, 1);
    const { body } = await one.call('POST', '/api/admin/sync-context7', {});
    let asked = 0;
    expect(await runDueSyncs(portsOf(one, { stopping: () => (asked += 1) > 2 }))).toMatchObject([{ kind: 'left', scopes: 1 }]);
    expect((await one.call('GET', `/api/admin/sync-context7/${body.jobId}`)).body.state).toBe('active');
  });

  guarantee('without a provider there is nothing to do', async () => {
    const one = await openSnippetProcess(sql, redis.url);
    opened.push(one);
    await put(one, newScope(), 1);
    await one.call('POST', '/api/admin/sync-context7', {});
    expect(await runDueSyncs(portsOf(one))).toMatchObject([{ kind: 'completed', scopes: 0, synced: 0, errors: 0 }]);
  });

  guarantee('a scope holds a thousand snippets and not one more', async () => {
    const store = snippetStore(sql);
    const scopeId = newScope();
    await sql.query({
      name: 'test_fill',
      text: `insert into core.snippets (scope_id, id, clinic_id, trigger, content, origin, saved_at)
        select $1, lpad(to_hex(n), 16, '0'), gen_random_uuid(), 't' || n, 'c', 'saved', now() from generate_series(1, 1000) n`,
    }, [scopeId]); // prettier-ignore
    const snippet = { id: 'ffffffffffffffff', trigger: 'one more', content: 'c', metadata: null };
    expect(await store.keep(scopeId, snippet, 'saved', Date.now())).toEqual({ kind: 'full' });
    expect((await store.keep(scopeId, { id: '0000000000000001', trigger: 't1', content: 'c', metadata: null }, 'saved', Date.now())).kind).toBe('kept');
    expect((await store.keep(newScope(), snippet, 'saved', Date.now())).kind).toBe('kept');
  });
});
