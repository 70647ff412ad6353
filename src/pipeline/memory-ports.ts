import type { MemoryItem } from '../domain/memory.ts';
import type { PatientScope } from '../domain/memory/patient-scope.ts';

/**
 * Where recalled items come from: the copy in this process, Redis, the memory provider (mem0), the local provider (Postgres); `stale`: an older copy,
 * because nothing fresh came in time; `none`: nothing came in time and there is no copy. An empty list from any other source is knowledge.
 */
export type MemorySource = 'process' | 'redis' | 'provider' | 'local' | 'stale' | 'none';

/** `ageMs`: since the items were read where they are kept; null with `none`. */
export type Recalled = { items: readonly MemoryItem[]; source: MemorySource; ageMs: number | null };

/** What is remembered of patients, as the turn sees it. Every call is about one patient of one clinic; a scope that is missing or wrong is a Fault `invalid_input`. */
export interface PatientMemory {
  /** Whether a provider outside may remember patients of whom Postgres has nothing; otherwise the snapshot of a turn says it all (isRemembered). */
  readonly isOutside: boolean;
  /**
   * Settles within `deadlineMs`, whatever the provider does: then with a stale copy or nothing. Throws for a wrong scope only. Of whom Postgres remembers
   * nothing (`isRemembered`, as the caller just read there) nobody is asked, unless a provider outside may.
   */
  recall(scope: PatientScope, deadlineMs: number, isRemembered?: boolean): Promise<Recalled>;
  /** Begins to recall, so that a turn that comes soon finds it done. Returns at once and never throws. */
  warm(scope: PatientScope): void;
  /** Something was learned, moved or forgotten: no process serves what it knew before. Settles when that is so, or once it will be told as soon as Redis is back. */
  changed(scope: PatientScope): Promise<void>;
}

/** Where memories are kept: local (Postgres), mem0's platform, mem0's server. What it answers is of this scope alone. Throws when it is away or answers garbage. */
export interface MemoryProvider {
  readonly name: 'local' | 'mem0_platform' | 'mem0_server';
  /** Newest first, each key once. */
  recall(scope: PatientScope, signal: AbortSignal): Promise<MemoryItem[]>;
  /** Safe to repeat with the same items and key. */
  remember(scope: PatientScope, items: readonly MemoryItem[], idempotencyKey: string, signal: AbortSignal): Promise<void>;
  forget(scope: PatientScope, signal: AbortSignal): Promise<void>;
}

/** What patient memory did, for metrics: counters and times, nobody's ids or words. */
export type MemoryEvent =
  | { kind: 'look_up'; source: MemorySource | 'snapshot'; ms: number }
  | {
      kind: 'call';
      provider: MemoryProvider['name'];
      operation: 'recall' | 'remember' | 'forget';
      outcome: 'ok' | 'timeout' | 'network' | 'api_error' | 'refused';
      ms: number;
    }
  /** The cache in Redis: what was found there, or that it could not be asked. */
  | { kind: 'redis'; result: 'hit' | 'miss' | 'away' };
