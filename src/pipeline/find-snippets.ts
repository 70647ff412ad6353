import type { ScopeId } from '../domain/scope-id.ts';
import { type Snippet, SNIPPET_LIMITS } from '../domain/snippet.ts';
import type { CachedSource, ProviderFailure, SnippetCache, SnippetProvider, SnippetRecorder, SnippetStore } from './snippet-ports.ts';

export type FindSnippetsPorts = {
  store: Pick<SnippetStore, 'list'>;
  provider: Pick<SnippetProvider, 'search'> | null;
  cache: Pick<SnippetCache, 'get' | 'put' | 'begin'>;
  recorder: SnippetRecorder;
  elapsed: () => number;
};

/** `source`: where the provider's part comes from; `local`: there is no provider; `fallback`: it is away, these are the local ones. */
export type FoundSnippets = { source: 'context7' | 'cache' | 'local' | 'fallback'; snippets: readonly Snippet[] };

/** Reads the snippets of a scope. What was saved here is always among them, whatever the provider has. */
export interface SnippetFinder {
  /** Newest first. Throws a Fault `dependency_away` when neither the provider nor the local store can be reached. */
  find(scopeId: ScopeId): Promise<FoundSnippets>;
  /** Asks the provider in the background when nothing it answered is cached; `counted` as a look-up in the cache (a turn's). Returns at once, never throws. */
  refresh(scopeId: ScopeId, counted: boolean): void;
  /** What is in the local store, from the cache where it is there. */
  local(scopeId: ScopeId): Promise<readonly Snippet[]>;
  /** What the provider answered within the cache's time; undefined when that has to be asked for. */
  cached(scopeId: ScopeId): readonly Snippet[] | undefined;
}

/** Makes the reader of snippets; several who ask for the same scope at once share one call. */
export function createSnippetFinder(ports: FindSnippetsPorts): SnippetFinder {
  const { store, provider, cache, recorder } = ports;
  const local = shared(async (scopeId) => {
    const known = cache.get('local', scopeId);
    if (known) return known;
    const readAt = cache.begin();
    const snippets = (await store.list(scopeId)).map(({ synced: _, ...snippet }) => snippet);
    cache.put('local', scopeId, snippets, readAt);
    return snippets;
  });
  const search = shared((scopeId) => searchProvider(scopeId, ports));
  const countLookUp = (scopeId: ScopeId) => recorder.cache(cache.get(provider === null ? 'local' : 'provider', scopeId) ? 'hit' : 'miss');
  return {
    local,
    cached: (scopeId) => cache.get('provider', scopeId),
    refresh(scopeId, counted) {
      if (counted) countLookUp(scopeId);
      if (provider !== null && !cache.get('provider', scopeId)) void search(scopeId).catch(() => undefined);
    },
    async find(scopeId) {
      countLookUp(scopeId);
      if (provider === null) return { source: 'local', snippets: await local(scopeId) };
      const known = cache.get('provider', scopeId);
      if (known) return { source: 'cache', snippets: merged(known, await local(scopeId).catch(() => [])) };
      const [found, ours] = await Promise.all([search(scopeId), local(scopeId).catch((error: unknown) => ({ error }))]);
      if (!found.ok) {
        if ('error' in ours) throw ours.error;
        return { source: 'fallback', snippets: ours };
      }
      return { source: 'context7', snippets: merged(found.snippets, 'error' in ours ? [] : ours) };
    },
  };
}

type Searched = { ok: true; snippets: readonly Snippet[] } | ProviderFailure;

async function searchProvider(scopeId: ScopeId, { provider, cache, recorder, elapsed }: FindSnippetsPorts): Promise<Searched> {
  if (provider === null) return { ok: false, trouble: 'refused', code: 'no_provider' };
  const startedMs = elapsed();
  const readAt = cache.begin();
  const found = await provider.search(scopeId, SNIPPET_LIMITS.perScope);
  const ms = elapsed() - startedMs;
  if (!found.ok) {
    recorder.record({ operation: 'retrieve', outcome: 'fallback', ms, error: found.trouble });
    return found;
  }
  recorder.record({ operation: 'retrieve', outcome: 'ok', ms });
  cache.put('provider' satisfies CachedSource, scopeId, found.snippets, readAt);
  return found;
}

/** Both, each id once, newest first; of a pair that both have, ours: it is the one that was checked. */
export function merged(theirs: readonly Snippet[], ours: readonly Snippet[]): readonly Snippet[] {
  if (theirs.length === 0) return ours;
  const ids = new Set(ours.map((snippet) => snippet.id));
  const others = theirs.filter((snippet) => !ids.has(snippet.id));
  if (others.length === 0) return ours;
  return [...ours, ...others].sort((a, b) => b.updatedAtMs - a.updatedAtMs || (a.id < b.id ? -1 : 1));
}

/** One call at a time for each scope: who asks meanwhile gets the same answer. */
function shared<T>(work: (scopeId: ScopeId) => Promise<T>): (scopeId: ScopeId) => Promise<T> {
  const running = new Map<ScopeId, Promise<T>>();
  return (scopeId) => {
    const known = running.get(scopeId);
    if (known) return known;
    const started = work(scopeId).finally(() => running.delete(scopeId));
    running.set(scopeId, started);
    return started;
  };
}
