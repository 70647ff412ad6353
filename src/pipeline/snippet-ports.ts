import type { Clinic } from '../domain/clinic.ts';
import type { ScopeId } from '../domain/scope-id.ts';
import type { MatchedSnippet } from '../domain/snippet/match-snippets.ts';
import type { Snippet } from '../domain/snippet.ts';

/**
 * Glossary. A snippet is a taught answer: trigger and content. A scope is whose it is: clinic, agent and exact system prompt. The local store
 * (Postgres) has everything that was saved through Frontdesk; the provider is a service over HTTP that is told of it afterwards.
 */

/**
 * What a turn gets. `providerAway`: the clinic's assistant may answer only with the provider, and it is away: the patient gets the maintenance text.
 * `scopeId` null: the clinic's assistant has no scope, so nothing can be taught to it.
 */
export type SnippetsForTurn = { scopeId: ScopeId | null; snippets: readonly MatchedSnippet[]; providerAway: boolean };

/** The snippets as the turn sees them. */
export interface SnippetBook {
  /** What fits this text and stands, best first. Never throws; settles within the deadline, with what is known by then. */
  matching(clinic: Clinic, text: string, deadlineMs: number): Promise<SnippetsForTurn>;
  /** Begins to read the clinic's snippets, so that a turn that comes soon finds them. Returns at once and never throws. */
  warm(clinic: Clinic): void;
}

export type NewSnippet = Pick<Snippet, 'id' | 'trigger' | 'content' | 'metadata'>;

/**
 * What became of a snippet that was to be kept. `duplicate`: the same pair was there before; `synced`: the provider has it. `conflict`: its id is that
 * of another pair. `full`: the scope has as many as it may have.
 */
export type Kept = { kind: 'kept'; duplicate: boolean; synced: boolean; snippet: Snippet } | { kind: 'conflict' } | { kind: 'full' };

/** The local store. Throws a Fault `dependency_away` when it can't be reached. */
export interface SnippetStore {
  /** Idempotent: a pair that is there already is not written again. */
  keep(scopeId: ScopeId, snippet: NewSnippet, origin: 'saved' | 'learned', nowMs: number): Promise<Kept>;
  /** Newest first. */
  list(scopeId: ScopeId): Promise<(Snippet & { synced: boolean })[]>;
  /** Notes that the provider has it (null), or why it did not take it. */
  noteSynced(scopeId: ScopeId, id: string, refusal: string | null, nowMs: number): Promise<void>;
  /** The scopes with anything in them after this one (null: from the first), in order, at most so many. */
  scopesAfter(scopeId: ScopeId | null, limit: number): Promise<ScopeId[]>;
}

/** Why the provider could not be used. `refused`: not called, its breaker is open or it asked to be left alone. */
export type ProviderTrouble = 'network' | 'timeout' | 'api_error' | 'refused';
/** `code` says more, for the log and the row: unauthorized, conflict, too_large, rate_limited, http:500, unreadable... */
export type ProviderFailure = {
  ok: false;
  trouble: ProviderTrouble;
  code: string;
  /** It asked to be left alone, and is, for this long from now. */ retryAfterMs?: number;
};

/** The snippet provider over HTTP. Never throws; every call ends within its deadline. What it answers for another scope is refused as unreadable. */
export interface SnippetProvider {
  search(scopeId: ScopeId, limit: number): Promise<{ ok: true; snippets: Snippet[] } | ProviderFailure>;
  /** Idempotent: the id is that of the pair. */
  put(scopeId: ScopeId, snippet: NewSnippet): Promise<{ ok: true } | ProviderFailure>;
  /** Whether it is alive and answers. */
  look(): Promise<{ ok: true } | ProviderFailure>;
}

/** What was found in the cache or put there. Both sources are kept apart: what a provider answered, and what the local store has. */
export type CachedSource = 'provider' | 'local';

/** Snippets of this process, for five minutes; forgotten in all processes when a scope changes. */
export interface SnippetCache {
  get(source: CachedSource, scopeId: ScopeId): readonly Snippet[] | undefined;
  /** `readAt` is what `begin` gave before the read: what changed meanwhile is not kept. */
  put(source: CachedSource, scopeId: ScopeId, snippets: readonly Snippet[], readAt: number): void;
  begin(): number;
  /** Here at once, in the other processes as soon as Redis tells them; never throws. */
  forget(scopeId: ScopeId): Promise<void>;
}

/** One use of the provider, for the figures; see MemoryRecorder of the runtime. */
export interface SnippetRecorder {
  record(call: { operation: 'retrieve' | 'store' | 'sync'; outcome: 'ok' | 'fallback'; ms: number; error?: ProviderTrouble }): void;
  cache(result: 'hit' | 'miss'): void;
}

/** The switch of snippets at run time, the same in all processes. */
export interface SnippetSwitch {
  /** As this process knows it: at most some seconds behind another process. */
  isOn(): boolean;
}

/** A sync as it is told to whoever asked for it. `ms`: how long it took, or has taken. */
export type SyncReport = { id: string; state: 'waiting' | 'active' | 'completed' | 'failed'; synced: number; errors: number; ms: number };

/** A sync that this process runs: it goes on behind `reached`. `scopeId` null: all scopes. */
export type ClaimedSync = { id: string; scopeId: ScopeId | null; reached: ScopeId | null; attempt: number; synced: number; errors: number };

/** The syncs that were asked for, in Postgres: whoever dies in the middle of one leaves it to be taken up. */
export interface SyncBook {
  /** Asked for again under the same name, it stays the one that is there. */
  ask(sync: { id: string; name: string | null; scopeId: ScopeId | null; nowMs: number }): Promise<void>;
  /** The oldest that nobody runs and that is not put off, or whose runner was not heard of for the lease. */
  claim(nowMs: number, leaseMs: number): Promise<ClaimedSync | null>;
  /** Counts what was done and renews the lease. False: somebody else runs it by now, and nothing was written. */
  advance(sync: ClaimedSync, done: { reached: ScopeId | null; synced: number; errors: number }, nowMs: number, leaseMs: number): Promise<boolean>;
  /** Leaves it `waiting` where it is, for anybody from this instant on. What `advance` counted stays counted. */
  putOff(sync: ClaimedSync, untilMs: number): Promise<void>;
  end(sync: ClaimedSync, state: 'completed' | 'failed', reason: string | null, nowMs: number): Promise<void>;
  report(id: string, nowMs: number): Promise<SyncReport | null>;
  /** Removes those asked for before this instant that are over. */
  forgetBefore(atMs: number): Promise<void>;
}
