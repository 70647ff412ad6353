import { z } from 'zod';

export type MemoryOperation = 'retrieve' | 'store' | 'sync';
export type MemoryErrorType = 'network' | 'timeout' | 'api_error';
/** The two memories: snippets (trained answers) and what is remembered of patients. */
export const MEMORIES = ['snippets', 'patientMemory'] as const;
export type MemoryName = (typeof MEMORIES)[number];

const Count = z.number().min(0);

/** What one memory did: sums only, so that those of several processes or minutes add up. Latency is counted in buckets 2 % wide (`latencyBucket`). */
export const MemoryCounters = z.object({
  requests: Count,
  errors: Count,
  fallbacks: Count,
  requestsByOperation: z.object({ retrieve: Count, store: Count, sync: Count }),
  errorsByType: z.object({ network: Count, timeout: Count, api_error: Count }),
  cacheHits: Count,
  cacheMisses: Count,
  staleServed: Count,
  latency: z.object({ count: Count, sumMs: Count, buckets: z.record(z.string(), Count) }),
});
export type MemoryCounters = z.infer<typeof MemoryCounters>;

const Both = z.object({ snippets: MemoryCounters, patientMemory: MemoryCounters });

/** The counters of one process as it tells them to the others: since it started, and by minute (of the epoch) for the alerts' window. */
export const ProcessFigures = z.object({
  v: z.literal(1),
  /** An id of its own for every start of a process. */
  process: z.string(),
  startedAtMs: z.number(),
  toldAtMs: z.number(),
  /** It shut down in order: what it did is no longer part of what runs. */
  ended: z.boolean(),
  lastActivityAtMs: z.number().nullable(),
  cacheSize: z.object({ snippets: Count, patientMemory: Count }),
  totals: Both,
  minutes: z.array(Both.extend({ minute: z.number() })),
});
export type ProcessFigures = z.infer<typeof ProcessFigures>;

/** Counters with their rates (fractions; 0 without a request, never NaN) and latencies in ms, percentiles within 1 %. */
export type MemoryFigures = Omit<MemoryCounters, 'latency'> & {
  errorRate: number;
  fallbackRate: number;
  cacheHitRate: number;
  avgMs: number;
  medianMs: number;
  p95Ms: number;
  p99Ms: number;
};

export const MINUTE_MS = 60_000;

/** Counters that counted nothing. */
export function noCounters(): MemoryCounters {
  return {
    requests: 0,
    errors: 0,
    fallbacks: 0,
    requestsByOperation: { retrieve: 0, store: 0, sync: 0 },
    errorsByType: { network: 0, timeout: 0, api_error: 0 },
    cacheHits: 0,
    cacheMisses: 0,
    staleServed: 0,
    latency: { count: 0, sumMs: 0, buckets: {} },
  };
}

/** The sum of counters. */
export function sumOfCounters(all: readonly MemoryCounters[]): MemoryCounters {
  const sum = noCounters();
  for (const counters of all) addNumbers(sum, counters);
  return sum;
}

function addNumbers(sum: object, more: object): void {
  const target = sum as Record<string, unknown>;
  for (const [key, value] of Object.entries(more) as [string, unknown][]) {
    if (typeof value === 'number') target[key] = ((target[key] as number | undefined) ?? 0) + value;
    else addNumbers((target[key] ??= {}) as object, value as object);
  }
}

const SMALLEST_MS = 0.01;
const LOG_WIDTH = Math.log(1.02);
/** About ten minutes: more is counted as that. */
const LAST_BUCKET = 904;

/** The bucket a latency is counted in: buckets grow by 2 %, so that a percentile read from them is wrong by at most 1 %. */
export function latencyBucket(ms: number): number {
  if (!(ms > SMALLEST_MS)) return 0;
  return Math.min(LAST_BUCKET, Math.ceil(Math.log(ms / SMALLEST_MS) / LOG_WIDTH));
}

/** Rates and latencies of counters. */
export function figuresOf({ latency, ...counts }: MemoryCounters): MemoryFigures {
  const percentile = (share: number) => percentileOf(latency, share);
  return {
    ...counts,
    errorRate: shareOf(counts.errors, counts.requests),
    fallbackRate: shareOf(counts.fallbacks, counts.requests),
    cacheHitRate: shareOf(counts.cacheHits, counts.cacheHits + counts.cacheMisses),
    avgMs: latency.count === 0 ? 0 : latency.sumMs / latency.count,
    medianMs: percentile(0.5),
    p95Ms: percentile(0.95),
    p99Ms: percentile(0.99),
  };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** By nearest rank; the middle of the bucket it lies in. */
function percentileOf({ count, buckets }: MemoryCounters['latency'], share: number): number {
  const rank = Math.ceil(share * count);
  const filled = Object.entries(buckets).map(([bucket, calls]) => ({ bucket: Number(bucket), calls }));
  let seen = 0;
  for (const { bucket, calls } of filled.sort((a, b) => a.bucket - b.bucket)) {
    seen += calls;
    if (seen >= rank && calls > 0) return bucket === 0 ? SMALLEST_MS : SMALLEST_MS * Math.exp(LOG_WIDTH * (bucket - 0.5));
  }
  return 0;
}

/** What all processes together did since they started. `sinceMs`: since when that is counted. */
export type MemoryTotals = { sinceMs: number; figures: Record<MemoryName, MemoryFigures & { cacheSize: number }> };

/** A process that did not tell its figures for this long does not run any more. */
const LIVING_MS = 30_000;

/** The totals of `own` and of the other processes that still run. */
export function totalsOf(own: ProcessFigures, others: readonly ProcessFigures[]): MemoryTotals {
  const isLiving = (other: ProcessFigures) => other.process !== own.process && !other.ended && other.toldAtMs > own.toldAtMs - LIVING_MS;
  const living = [own, ...others.filter(isLiving)];
  const figures = (memory: MemoryName) => ({
    ...figuresOf(sumOfCounters(living.map((one) => one.totals[memory]))),
    cacheSize: living.reduce((sum, one) => sum + one.cacheSize[memory], 0),
  });
  return { sinceMs: Math.min(...living.map((one) => one.startedAtMs)), figures: { snippets: figures('snippets'), patientMemory: figures('patientMemory') } };
}
