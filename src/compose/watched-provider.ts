import type { MemoryEvent, MemoryProvider } from '../pipeline/memory-ports.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MemoryMetrics } from '../runtime/memory-metrics.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { type Policy, wasRefused } from '../runtime/resilience.ts';

type CallOutcome = Extract<MemoryEvent, { kind: 'call' }>['outcome'];
type Call = 'recall' | 'remember' | 'forget';

/** Calls of a memory provider under its policy, each told once. Throws what the policy throws. */
export function watchCalls(provider: Pick<MemoryProvider, 'name'>, policy: Policy, onEvent: (event: MemoryEvent) => void) {
  return async <T>(operation: Call, clinicId: string, call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const tell = (outcome: CallOutcome) => onEvent({ kind: 'call', provider: provider.name, operation, outcome, ms: performance.now() - startedAt });
    try {
      const result = await policy.run(clinicId, call);
      tell('ok');
      return result;
    } catch (error) {
      tell(outcomeOf(error));
      throw error;
    }
  };
}

type Reporting = { metrics: Metrics; memoryMetrics: MemoryMetrics; logger: Pick<Logger, 'log' | 'warn'> };

/** A busy Redis may answer too late every other time. */
const CACHE_LINE_EVERY_MS = 60_000;

/**
 * Tells what happens to memories: into the figures of GET /api/metrics/memory and /metrics, and a log line for each call that failed and
 * for when the copies in Redis go away and come back.
 */
export function createMemoryReporter(reporting: Reporting, monotonicMs: () => number = () => performance.now()): (event: MemoryEvent) => void {
  const { logger } = reporting;
  let told = { isAway: false, atMs: -Infinity };
  return (event) => {
    record(event, reporting);
    if (event.kind === 'call' && event.outcome !== 'ok' && event.outcome !== 'refused') {
      const { provider, operation, outcome, ms } = event;
      logger.warn('[MEMORY_ERROR] a call of patient memory failed', { dependency: provider, kind: operation, reason: outcome, durationMs: ms });
    }
    if (event.kind !== 'redis') return;
    const isAway = event.result === 'away';
    if (isAway === told.isAway || monotonicMs() - told.atMs < CACHE_LINE_EVERY_MS) return;
    told = { isAway, atMs: monotonicMs() };
    const text = isAway ? '[CACHE] Redis does not answer in time: memories are copied in this process only' : '[CACHE] Redis has copies of memories again';
    logger.log(isAway ? 'warn' : 'info', text, { dependency: 'redis', kind: 'patient_memory' });
  };
}

function record(event: MemoryEvent, { metrics, memoryMetrics }: Reporting): void {
  if (event.kind === 'look_up') {
    const { source } = event;
    const result = source === 'process' || source === 'redis' || source === 'snapshot' ? 'hit' : source === 'stale' ? 'stale' : 'miss';
    metrics.cache({ cache: 'patient_memory', result });
    metrics.count('patient_memory', { source });
    memoryMetrics.patientMemory.cache(result);
  } else if (event.kind === 'redis') metrics.count('patient_memory_redis', { result: event.result });
  else {
    const { operation, outcome, ms } = event;
    // mem0 runs a language model over what is written, for seconds: in the background, where nobody waits for it.
    const call = operation === 'recall' ? ({ operation: 'retrieve', ms } as const) : ({ operation: 'store', ms: null } as const);
    memoryMetrics.patientMemory.record(outcome === 'ok' ? { ...call, outcome } : { ...call, outcome: 'fallback', error: outcome });
  }
}

function outcomeOf(error: unknown): CallOutcome {
  if (wasRefused(error)) return 'refused';
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'timeout';
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' || (error instanceof Error && error.name === 'UnreadableAnswer') ? 'api_error' : 'network';
}
