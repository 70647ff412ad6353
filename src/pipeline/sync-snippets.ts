import type { ScopeId } from '../domain/scope-id.ts';
import { SNIPPET_LIMITS } from '../domain/snippet.ts';
import type { Clock } from './ports.ts';
import { isRateLimit } from './provider-health.ts';
import type { ClaimedSync, ProviderFailure, SnippetCache, SnippetProvider, SnippetRecorder, SnippetStore, SyncBook } from './snippet-ports.ts';

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

/** How a sync ended before its end. `lost`: somebody else took it over; `left`: this process ends; `waiting`: the provider wants to be left alone for long. */
type Stop = 'lost' | 'left' | 'waiting';
export type SyncOutcome = { id: string; kind: 'completed' | 'failed' | Stop; scopes: number; synced: number; errors: number; ms: number };

export const PAUSE_BETWEEN_SCOPES_MS = 100;
/** A runner that was not heard of for this long is dead; longer than any one call with its deadline and what lies between two renewals. */
const LEASE_MS = 90_000;
/** So old a lease is renewed before the next call. */
const RENEW_AFTER_MS = 15_000;
/** A provider that asks to be left alone is waited for, all in all so long: other jobs wait behind this one. Then the sync is put off. */
const MOST_WAIT_MS = 120_000;
/** A provider that keeps asking is asked less and less often, whatever it says. */
const SHORTEST_WAIT_MS = 500;
/** So often a sync is taken up before it ends as failed: with a minute and more in between, some hours of a provider that wants to be left alone. */
const MOST_ATTEMPTS = 200;
/** After so many scopes in a row that the provider did not answer for, the rest is left to the next sync. */
const AWAY_IN_A_ROW = 3;

/**
 * Runs the syncs that nobody runs, one after the other, until there is none. A sync brings to the provider whatever of a scope is in the local store and
 * not there, scope by scope; every snippet that arrived is noted at once, so that a crash repeats at most one call, which changes nothing. A rate limit is
 * waited out; one that takes too long leaves the sync waiting, and those behind it too, for the next run.
 */
export async function runDueSyncs(ports: SyncPorts): Promise<SyncOutcome[]> {
  const outcomes: SyncOutcome[] = [];
  while (!ports.stopping()) {
    const sync = await ports.syncs.claim(ports.clock.now(), LEASE_MS);
    if (!sync) break;
    const outcome = await runSync(sync, ports);
    outcomes.push(outcome);
    if (outcome.kind === 'waiting') break;
  }
  return outcomes;
}

/** One sync in the hands of this process. `errors` of a scope count when the scope is over: begun again it counts them again. */
type Run = {
  sync: ClaimedSync;
  ports: SyncPorts;
  done: { reached: ScopeId | null; synced: number; errors: number };
  renewedAtMs: number;
  waitedMs: number;
  notBeforeMs: number;
};

async function runSync(sync: ClaimedSync, ports: SyncPorts): Promise<SyncOutcome> {
  const startedMs = ports.elapsed();
  const done = { reached: sync.reached, synced: sync.synced, errors: sync.errors };
  const run: Run = { sync, ports, done, renewedAtMs: ports.clock.now(), waitedMs: 0, notBeforeMs: 0 };
  let scopes = 0;
  let awayInARow = 0;
  const outcome = (kind: SyncOutcome['kind']): SyncOutcome => {
    return { id: sync.id, kind, scopes, synced: done.synced, errors: done.errors, ms: ports.elapsed() - startedMs };
  };
  const end = async (kind: 'completed' | 'failed', reason: string | null) => {
    await ports.syncs.end(sync, kind, reason, ports.clock.now());
    return outcome(kind);
  };

  if (ports.provider === null) return end('completed', 'no_provider');
  for (let scopeId = await nextScope(sync, done.reached, ports); scopeId !== null; scopeId = await nextScope(sync, done.reached, ports)) {
    if (ports.stopping()) return outcome('left');
    if (scopes > 0) await ports.pause(PAUSE_BETWEEN_SCOPES_MS);
    const { kind, errors } = await syncScope(scopeId, ports.provider, run);
    if (kind === 'lost' || kind === 'left') return outcome(kind);
    if (kind === 'waiting' && sync.attempt < MOST_ATTEMPTS) return (await putOff(run)) ? outcome('waiting') : outcome('lost');
    done.errors += errors;
    if (kind === 'waiting') return (await renew(run)) ? end('failed', 'rate_limited') : outcome('lost');
    scopes += 1;
    awayInARow = kind === 'away' ? awayInARow + 1 : 0;
    done.reached = scopeId;
    if (!(await renew(run))) return outcome('lost');
    if (awayInARow >= AWAY_IN_A_ROW) return end('failed', 'provider_away');
  }
  return end(scopes > 0 && awayInARow === scopes ? 'failed' : 'completed', awayInARow > 0 ? 'provider_away' : null);
}

async function nextScope(sync: ClaimedSync, reached: ScopeId | null, { store }: SyncPorts): Promise<ScopeId | null> {
  if (sync.scopeId !== null) return reached === null ? sync.scopeId : null;
  return (await store.scopesAfter(reached, 1))[0] ?? null;
}

type Provider = NonNullable<SyncPorts['provider']>;

/** `errors`: what is still not there. */
async function syncScope(scopeId: ScopeId, provider: Provider, run: Run): Promise<{ kind: 'done' | 'away' | Stop; errors: number }> {
  const { ports, done } = run;
  const ours = await ports.store.list(scopeId);
  const notSynced = ours.filter((snippet) => !snippet.synced);
  const search = await called(run, () => provider.search(scopeId, SNIPPET_LIMITS.perScope));
  if (search.kind !== 'answered') return { kind: search.kind, errors: Math.max(1, notSynced.length) };
  if (!search.answer.ok) return { kind: 'away', errors: Math.max(1, notSynced.length) };
  const there = new Set(search.answer.snippets.map((snippet) => snippet.id));
  const missing = ours.filter((snippet) => !there.has(snippet.id));
  for (const { id } of notSynced.filter((snippet) => there.has(snippet.id))) {
    if (!(await keepLease(run))) return { kind: 'lost', errors: 0 };
    await ports.store.noteSynced(scopeId, id, null, ports.clock.now());
    done.synced += 1;
  }
  let errors = 0;
  for (const [index, { id, trigger, content, metadata }] of missing.entries()) {
    const left = missing.length - index;
    const put = await called(run, () => provider.put(scopeId, { id, trigger, content, metadata }));
    if (put.kind !== 'answered') return { kind: put.kind, errors: errors + left };
    await ports.store.noteSynced(scopeId, id, put.answer.ok ? null : put.answer.code, ports.clock.now());
    if (put.answer.ok) done.synced += 1;
    else if (isAway(put.answer)) return { kind: 'away', errors: errors + left };
    else errors += 1;
  }
  if (missing.length > 0) await ports.cache.forget(scopeId);
  return { kind: 'done', errors };
}

type Called<T> = { kind: 'answered'; answer: T } | { kind: Stop };

/** Calls the provider, with a lease that lasts for the call. Asked to be left alone it is called again after that, as long as this run may wait. */
async function called<T extends { ok: true } | ProviderFailure>(run: Run, call: () => Promise<T>): Promise<Called<T>> {
  for (let tries = 0; ; tries += 1) {
    if (!(await keepLease(run))) return { kind: 'lost' };
    const answer = await recorded(run.ports, call);
    if (answer.ok || !isRateLimit(answer)) return { kind: 'answered', answer };
    const waitMs = Math.max(answer.retryAfterMs ?? 0, SHORTEST_WAIT_MS * 2 ** tries);
    run.notBeforeMs = run.ports.clock.now() + waitMs;
    if (run.waitedMs + waitMs > MOST_WAIT_MS) return { kind: 'waiting' };
    const stop = await waitOut(run, waitMs);
    if (stop) return { kind: stop };
  }
}

/** Waits in pieces that the lease outlives. */
async function waitOut(run: Run, waitMs: number): Promise<'lost' | 'left' | null> {
  run.waitedMs += waitMs;
  for (let leftMs = waitMs; leftMs > 0; leftMs -= RENEW_AFTER_MS) {
    if (run.ports.stopping()) return 'left';
    await run.ports.pause(Math.min(leftMs, RENEW_AFTER_MS));
    if (!(await keepLease(run))) return 'lost';
  }
  return null;
}

/** Leaves the sync for another run, with what is done. False: somebody else has it by now. */
async function putOff(run: Run): Promise<boolean> {
  if (!(await renew(run))) return false;
  await run.ports.syncs.putOff(run.sync, run.notBeforeMs);
  return true;
}

async function keepLease(run: Run): Promise<boolean> {
  return run.ports.clock.now() - run.renewedAtMs < RENEW_AFTER_MS || renew(run);
}

/** Counts what is done and renews the lease. False: somebody else runs the sync by now. */
async function renew(run: Run): Promise<boolean> {
  run.renewedAtMs = run.ports.clock.now();
  return run.ports.syncs.advance(run.sync, run.done, run.renewedAtMs, LEASE_MS);
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
