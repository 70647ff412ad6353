import { randomUUID } from 'node:crypto';
import {
  latencyBucket,
  type MemoryCounters,
  type MemoryErrorType,
  type MemoryName,
  type MemoryOperation,
  MINUTE_MS,
  noCounters,
  type ProcessFigures,
} from '../domain/memory-figures.ts';

/**
 * One call of a memory's provider. `fallback`: the answer came from elsewhere (local store, stale value), or what was to be stored stayed
 * local. `refused`: an open breaker made no call; it is counted as the kind of error that came before, and its time is not counted.
 * `ms` null: a call in the background that may take its time; what latency tells is how long somebody waits.
 */
export type MemoryCall = { operation: MemoryOperation; outcome: 'ok' | 'fallback'; ms: number | null; error?: MemoryErrorType | 'refused' };

/** Counts what one memory does. Costs about a microsecond, never throws. */
export interface MemoryRecorder {
  /** Every use of the provider, refused ones too; never a look-up that the cache answered. */
  record(call: MemoryCall): void;
  /** Once for every look-up in the cache; `stale` is a miss for which an old value had to do. */
  cache(result: 'hit' | 'miss' | 'stale'): void;
  /** Entries in the cache now, asked when the figures are told. */
  watchCacheSize(size: () => number): void;
}

/** The figures of both memories in this process. */
export type MemoryMetrics = Record<MemoryName, MemoryRecorder> & {
  /** What this process did until now. `ended`: it is about to end. */
  figures(ended?: boolean): ProcessFigures;
};

/** Minutes that are kept one by one: the window that alerts are judged over. */
export const WINDOW_MINUTES = 15;

type Recording = { recorder: MemoryRecorder; totals: MemoryCounters; cacheSize: () => number };
type Minute = ProcessFigures['minutes'][number];

/** Makes the figures of a process, bounded in memory: totals, and the last quarter of an hour by minute. */
export function createMemoryMetrics(clock: { now(): number }): MemoryMetrics {
  const process = randomUUID();
  const startedAtMs = clock.now();
  const minutes: Minute[] = [];
  let lastActivityAtMs: number | null = null;

  const minuteNow = (): Minute => {
    const nowMs = clock.now();
    lastActivityAtMs = nowMs;
    const minute = Math.floor(nowMs / MINUTE_MS);
    const last = minutes.at(-1);
    if (last && last.minute >= minute) return last; // a clock that is set back must not open a minute twice
    const opened = { minute, snippets: noCounters(), patientMemory: noCounters() };
    minutes.push(opened);
    while (minutes.length > 0 && (minutes[0]?.minute ?? minute) <= minute - WINDOW_MINUTES) minutes.shift();
    return opened;
  };
  const recordingOf = (name: MemoryName): Recording => createRecording((totals, count) => [totals, minuteNow()[name]].forEach(count));
  const recordings = { snippets: recordingOf('snippets'), patientMemory: recordingOf('patientMemory') };

  return {
    snippets: recordings.snippets.recorder,
    patientMemory: recordings.patientMemory.recorder,
    figures: (ended = false) =>
      structuredClone({
        v: 1 as const,
        process,
        startedAtMs,
        toldAtMs: clock.now(),
        ended,
        lastActivityAtMs,
        cacheSize: { snippets: recordings.snippets.cacheSize(), patientMemory: recordings.patientMemory.cacheSize() },
        totals: { snippets: recordings.snippets.totals, patientMemory: recordings.patientMemory.totals },
        minutes,
      }),
  };
}

function createRecording(forBoth: (totals: MemoryCounters, count: (counters: MemoryCounters) => void) => void): Recording {
  const totals = noCounters();
  let lastError: MemoryErrorType = 'network';
  let sizeOf = () => 0;
  const record = ({ operation, outcome, ms, error }: MemoryCall) => {
    if (error && error !== 'refused') lastError = error;
    const type = error === 'refused' ? lastError : error;
    forBoth(totals, (counters) => {
      counters.requests += 1;
      counters.requestsByOperation[operation] += 1;
      if (outcome === 'fallback') counters.fallbacks += 1;
      if (type) {
        counters.errors += 1;
        counters.errorsByType[type] += 1;
      }
      if (error !== 'refused' && ms !== null) countLatency(counters.latency, ms);
    });
  };
  const cache = (result: 'hit' | 'miss' | 'stale') =>
    forBoth(totals, (counters) => {
      if (result === 'hit') counters.cacheHits += 1;
      else counters.cacheMisses += 1;
      if (result === 'stale') counters.staleServed += 1;
    });
  return { recorder: { record, cache, watchCacheSize: (size) => void (sizeOf = size) }, totals, cacheSize: () => sizeOf() };
}

function countLatency(latency: MemoryCounters['latency'], ms: number): void {
  const bucket = latencyBucket(ms);
  latency.count += 1;
  latency.sumMs += ms > 0 && Number.isFinite(ms) ? ms : 0; // one NaN would stay in the sum for ever
  latency.buckets[bucket] = (latency.buckets[bucket] ?? 0) + 1;
}
