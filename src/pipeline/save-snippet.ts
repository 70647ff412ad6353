import type { ScopeId } from '../domain/scope-id.ts';
import { snippetIdOf, type TaughtPair } from '../domain/snippet.ts';
import type { Clock } from './ports.ts';
import type { Kept, NewSnippet, SnippetCache, SnippetProvider, SnippetRecorder, SnippetStore } from './snippet-ports.ts';

export type SaveSnippetPorts = {
  store: Pick<SnippetStore, 'keep' | 'noteSynced'>;
  /** Null: none is configured, or it is switched off. */
  provider: Pick<SnippetProvider, 'put'> | null;
  cache: Pick<SnippetCache, 'forget'>;
  recorder: Pick<SnippetRecorder, 'record'>;
  clock: Clock;
  elapsed: () => number;
};

/** `atProvider`: the provider, which there is, has it too. Where it has not, the next sync brings it there. */
export type SaveOutcome =
  { kind: 'saved'; id: string; duplicate: boolean; atProvider: boolean } | { kind: 'conflict'; id: string } | { kind: 'full'; id: string };

/**
 * Saves a taught pair: in the local store first, then at the provider. Interrupted anywhere, it is either not there at all (and the caller knows) or in
 * the local store as not synced yet. Saved again it is a duplicate, and the provider is asked only when it does not have it. Throws a Fault
 * `dependency_away` when the local store can't be reached.
 */
export async function saveSnippet(input: { scopeId: ScopeId; pair: TaughtPair; origin: 'saved' | 'learned' }, ports: SaveSnippetPorts): Promise<SaveOutcome> {
  const { scopeId, pair, origin } = input;
  const { trigger, content, metadata = null } = pair;
  const id = snippetIdOf(pair);
  const kept = await ports.store.keep(scopeId, { id, trigger, content, metadata }, origin, ports.clock.now());
  if (kept.kind !== 'kept') return { kind: kept.kind, id };
  if (!kept.duplicate) await ports.cache.forget(scopeId);
  const atProvider = ports.provider !== null && (kept.synced || (await bringToProvider(scopeId, kept, ports)));
  return { kind: 'saved', id, duplicate: kept.duplicate, atProvider };
}

async function bringToProvider(scopeId: ScopeId, { snippet }: Extract<Kept, { kind: 'kept' }>, ports: SaveSnippetPorts): Promise<boolean> {
  const { provider, recorder, store, cache, clock } = ports;
  if (provider === null) return false;
  const startedMs = ports.elapsed();
  const given: NewSnippet = { id: snippet.id, trigger: snippet.trigger, content: snippet.content, metadata: snippet.metadata };
  const put = await provider.put(scopeId, given);
  const ms = ports.elapsed() - startedMs;
  if (!put.ok) {
    recorder.record({ operation: 'store', outcome: 'fallback', ms, error: put.trouble });
    await store.noteSynced(scopeId, snippet.id, put.code, clock.now());
    return false;
  }
  recorder.record({ operation: 'store', outcome: 'ok', ms });
  await store.noteSynced(scopeId, snippet.id, null, clock.now());
  // what was read from the provider before it had this one
  await cache.forget(scopeId);
  return true;
}
