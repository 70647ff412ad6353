import { Gauge, type Registry } from 'prom-client';
import { figuresOf, MEMORIES, type ProcessFigures } from '../domain/memory-figures.ts';

/** Puts the figures of this process's memories into `registry`; `set` is to be called on every scrape. */
export function createMemoryGauges(registry: Registry): { set(figures: ProcessFigures): void } {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `frontdesk_memory_${name}`, help, labelNames, registers: [registry] });
  const requests = gauge('requests_total', 'Uses of the provider of a memory by operation, refused ones included.', ['memory', 'operation']);
  const errors = gauge('errors_total', 'Uses of the provider of a memory that failed, by type.', ['memory', 'type']);
  const fallbacks = gauge('fallbacks_total', 'Uses of a memory that its fallback answered.', ['memory']);
  const cache = gauge('cache_total', 'Look-ups in the cache of a memory; stale ones are misses too.', ['memory', 'result']);
  const entries = gauge('cache_entries', 'Entries in the cache of a memory.', ['memory']);
  const latency = gauge('latency_seconds', 'Latency of the provider of a memory since the process started.', ['memory', 'quantile']);
  const latencySum = gauge('latency_seconds_sum', 'Seconds that the provider of a memory took, added up.', ['memory']);
  const latencyCount = gauge('latency_seconds_count', 'Calls of the provider of a memory whose time was taken.', ['memory']);
  return {
    set({ totals, cacheSize }) {
      for (const memory of MEMORIES) {
        const figures = figuresOf(totals[memory]);
        for (const [operation, count] of Object.entries(figures.requestsByOperation)) requests.set({ memory, operation }, count);
        for (const [type, count] of Object.entries(figures.errorsByType)) errors.set({ memory, type }, count);
        fallbacks.set({ memory }, figures.fallbacks);
        cache.set({ memory, result: 'hit' }, figures.cacheHits);
        cache.set({ memory, result: 'miss' }, figures.cacheMisses);
        cache.set({ memory, result: 'stale' }, figures.staleServed);
        entries.set({ memory }, cacheSize[memory]);
        latencySum.set({ memory }, totals[memory].latency.sumMs / 1000);
        latencyCount.set({ memory }, totals[memory].latency.count);
        latency.set({ memory, quantile: '0.5' }, figures.medianMs / 1000);
        latency.set({ memory, quantile: '0.95' }, figures.p95Ms / 1000);
        latency.set({ memory, quantile: '0.99' }, figures.p99Ms / 1000);
      }
    },
  };
}
