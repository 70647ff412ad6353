import { LRUCache } from 'lru-cache';
import { checkedScopeId, type ScopeId } from '../../domain/scope-id.ts';
import type { Snippet } from '../../domain/snippet.ts';
import type { CachedSource, SnippetCache } from '../../pipeline/snippet-ports.ts';

const TTL_MS = 5 * 60_000;
const SWEEP_EVERY_MS = 60_000;
/** Scopes of both sources; a scope has at most a thousand snippets, and usually some dozens. */
const MOST_ENTRIES = 2_000;
/** Characters of all cached snippets together: about 40 MB. */
const MOST_CHARACTERS = 20_000_000;

export type OwnSnippetCache = SnippetCache & {
  /** Forgets what another process changed. */
  onScope(scopeId: ScopeId): void;
  /** Forgets everything: changes may have been missed. */
  onGap(): void;
  size(): number;
  /** Drops what is over; done by itself every minute. */
  sweep(): void;
  close(): void;
};

/**
 * The snippets of scopes in this process: five minutes, and at most so many characters. A scope that is none is a Fault `invalid_input` wherever it comes
 * in: under a wrong key the patients of one prompt would get what was taught to another.
 */
export function createSnippetCache({
  tell,
  nowMs = () => performance.now(),
}: {
  tell: (scopeId: ScopeId) => Promise<unknown>;
  nowMs?: () => number;
}): OwnSnippetCache {
  const entries = new LRUCache<string, readonly Snippet[]>({
    max: MOST_ENTRIES,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: (snippets) => 1 + snippets.reduce((sum, snippet) => sum + snippet.trigger.length + snippet.content.length + 100, 0),
    ttl: TTL_MS,
    ttlResolution: 0,
    perf: { now: nowMs },
  });
  let changes = 0;
  const keyOf = (source: CachedSource, scopeId: ScopeId) => `${source} ${checkedScopeId(scopeId)}`;
  const drop = (scopeId: ScopeId) => {
    changes += 1;
    entries.delete(keyOf('local', scopeId));
    entries.delete(keyOf('provider', scopeId));
  };
  const sweep = () => void entries.purgeStale();
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  timer.unref();
  return {
    get: (source, scopeId) => entries.get(keyOf(source, scopeId)),
    begin: () => changes,
    put(source, scopeId, snippets, readAt) {
      const key = keyOf(source, scopeId);
      if (readAt === changes) entries.set(key, snippets);
    },
    async forget(scopeId) {
      drop(scopeId);
      await tell(scopeId);
    },
    onScope: drop,
    onGap() {
      changes += 1;
      entries.clear();
    },
    size: () => entries.size,
    sweep,
    close: () => clearInterval(timer),
  };
}
