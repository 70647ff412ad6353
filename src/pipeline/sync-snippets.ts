import type { ScopeId } from '../domain/scope-id.ts';
import { SNIPPET_LIMITS } from '../domain/snippet.ts';
import type { Clock } from './ports.ts';
import type { ClaimedSync, NewSnippet, ProviderFailure, SnippetCache, SnippetProvider, SnippetRecorder, SnippetStore, SyncBook } from './snippet-ports.ts';

export type SyncPorts = {
  syncs: SyncBook;
  store: SnippetStore;
  provider: Pick<SnippetProvider, 'search' | 'put'> | null;
  cache: Pick<SnippetCache, 'forget'>;
  recorder: Pick<SnippetRecorder, 'record'>;
  clock: Clock;
  elapsed: () => number;
  pause: (ms: number) => Promise<void>;
  /** True when this process is to end: the sync is left where it is, for another one. */
  stopping: () => boolean;
};

/** `lost`: somebody else took it over; `left`: this process ends. */
export type SyncOutcome = { id: string; kind: 'completed' | 'failed' | 'lost' | 'left'; scopes: number; synced: number; errors: number; ms: number };

export const PAUSE_BETWEEN_SCOPES_MS = 100;
/** A runner that was not heard of for this long is dead; longer than any one call with its deadline. */
const LEASE_MS = 60_000;
/** A provider that asks to be left alone for longer is left to the next sync. */
const MOST_WAIT_MS = 20_000;
/** So often within one scope the lease is renewed. */
const RENEW_EVERY = 10;
/** After so many scopes in a row that the provider did not answer for, the rest is left to the next sync. */
const AWAY_IN_A_ROW = 3;

/**
 * Runs the syncs that nobody runs, one after the other, until there is none. A sync brings to the provider whatever of a scope is in the local store and
 * not there, scope by scope; every snippet that arrived is noted at once, so that a crash repeats at most one call, which changes nothing.
 */
export async function runDueSyncs(ports: SyncPorts): Promise<SyncOutcome[]> {
  const outcomes: SyncOutcome[] = [];
  while (!ports.stopping()) {
    const sync = await ports.syncs.claim(ports.clock.now(), LEASE_MS);
    if (!sync) break;
    outcomes.push(await runSync(sync, ports));
  }
  return outcomes;
}

async function runSync(sync: ClaimedSync, ports: SyncPorts): Promise<SyncOutcome> {
  const startedMs = ports.elapsed();
  const done = { reached: sync.reached, synced: sync.synced, errors: sync.errors };
  let scopes = 0;
  let awayInARow = 0;
  const outcome = (kind: SyncOutcome['kind']): SyncOutcome => ({
    id: sync.id,
    kind,
    scopes,
    synced: done.synced,
    errors: done.errors,
    ms: ports.elapsed() - startedMs,
  });
  const end = async (kind: 'completed' | 'failed', reason: string | null) => {
    await ports.syncs.end(sync, kind, reason, ports.clock.now());
    return outcome(kind);
  };
  const renew = () => ports.syncs.advance(sync, done, ports.clock.now(), LEASE_MS);

  if (ports.provider === null) return end('completed', 'no_provider');
  for (let scopeId = await nextScope(sync, done.reached, ports); scopeId !== null; scopeId = await nextScope(sync, done.reached, ports)) {
    if (ports.stopping()) return outcome('left');
    if (scopes > 0) await ports.pause(PAUSE_BETWEEN_SCOPES_MS);
    const result = await syncScope(scopeId, ports.provider, ports, done, renew);
    if (result === 'lost') return outcome('lost');
    scopes += 1;
    awayInARow = result === 'away' ? awayInARow + 1 : 0;
    done.reached = scopeId;
    if (!(await renew())) return outcome('lost');
    if (awayInARow >= AWAY_IN_A_ROW) return end('failed', 'provider_away');
  }
  return end(scopes > 0 && awayInARow === scopes ? 'failed' : 'completed', awayInARow > 0 ? 'provider_away' : null);
}

async function nextScope(sync: ClaimedSync, reached: ScopeId | null, { store }: SyncPorts): Promise<ScopeId | null> {
  if (sync.scopeId !== null) return reached === null ? sync.scopeId : null;
  return (await store.scopesAfter(reached, 1))[0] ?? null;
}

type Provider = NonNullable<SyncPorts['provider']>;
type Done = { synced: number; errors: number };

async function syncScope(scopeId: ScopeId, provider: Provider, ports: SyncPorts, done: Done, renew: () => Promise<boolean>): Promise<'done' | 'away' | 'lost'> {
  const ours = await ports.store.list(scopeId);
  const found = await recorded(ports, () => provider.search(scopeId, SNIPPET_LIMITS.perScope));
  if (!found.ok) {
    done.errors += Math.max(1, ours.filter((snippet) => !snippet.synced).length);
    return 'away';
  }
  const there = new Set(found.snippets.map((snippet) => snippet.id));
  const missing = ours.filter((snippet) => !there.has(snippet.id));
  for (const { id } of ours.filter((snippet) => there.has(snippet.id) && !snippet.synced)) {
    await ports.store.noteSynced(scopeId, id, null, ports.clock.now());
    done.synced += 1;
  }
  for (const [index, { id, trigger, content, metadata }] of missing.entries()) {
    if (index % RENEW_EVERY === RENEW_EVERY - 1 && !(await renew())) return 'lost';
    const put = await bring(scopeId, { id, trigger, content, metadata }, provider, ports);
    if (put.ok) done.synced += 1;
    else if (isAway(put)) {
      done.errors += missing.length - index;
      return 'away';
    } else done.errors += 1;
  }
  if (missing.length > 0) await ports.cache.forget(scopeId);
  return 'done';
}

async function bring(scopeId: ScopeId, snippet: NewSnippet, provider: Provider, ports: SyncPorts): Promise<{ ok: true } | ProviderFailure> {
  let put = await recorded(ports, () => provider.put(scopeId, snippet));
  if (!put.ok && put.retryAfterMs !== undefined && put.retryAfterMs <= MOST_WAIT_MS) {
    await ports.pause(put.retryAfterMs);
    put = await recorded(ports, () => provider.put(scopeId, snippet));
  }
  await ports.store.noteSynced(scopeId, snippet.id, put.ok ? null : put.code, ports.clock.now());
  return put;
}

async function recorded<T extends { ok: true } | ProviderFailure>({ recorder, elapsed }: SyncPorts, call: () => Promise<T>): Promise<T> {
  const startedMs = elapsed();
  const answer = await call();
  const ms = elapsed() - startedMs;
  recorder.record(answer.ok ? { operation: 'sync', outcome: 'ok', ms } : { operation: 'sync', outcome: 'fallback', ms, error: answer.trouble });
  return answer;
}

/** Not this snippet's fault: the next one would fail the same way. */
function isAway({ trouble, code }: ProviderFailure): boolean {
  return trouble !== 'api_error' || code === 'unauthorized' || code.startsWith('http:5');
}
