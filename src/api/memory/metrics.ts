import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { MemoryFigures, MemoryTotals } from '../../domain/memory-figures.ts';
import { REFUSALS } from '../admin/list-query.ts';

const Count = z.int().min(0);
const Share = z.number().min(0).max(1);
const Ms = z.number().min(0);
const Percent = z.string().meta({ example: '2.50%' });

const Counters = {
  context7Requests: Count.meta({ description: 'Uses of the provider, those that an open breaker refused included; never look-ups that the cache answered.' }),
  context7Errors: Count,
  fallbacksToLocalStorage: Count,
  cacheHits: Count,
  cacheMisses: Count,
  avgLatency: Ms.meta({ description: 'Milliseconds of the calls of the provider, as the other latencies; percentiles within 1 %.' }),
  medianLatency: Ms,
  p95Latency: Ms,
  p99Latency: Ms,
  errorRate: Share.meta({ description: 'Of the requests, as a fraction; 0 without any.' }),
  fallbackRate: Share,
  cacheHitRate: Share,
  errorRatePercent: Percent,
  fallbackRatePercent: Percent,
  cacheHitRatePercent: Percent,
  requestsByOperation: z.object({ retrieve: Count, store: Count, sync: Count }),
  errorsByType: z.object({ network: Count, timeout: Count, api_error: Count }),
  cache: z.object({ size: Count.meta({ description: 'Entries in the processes together.' }), hits: Count, misses: Count, staleServed: Count }),
};
const MemoryMetricsView = z.object({
  uptimeFormatted: z.string().meta({ description: 'Of the oldest process counted.', example: '1d 4h 0m 12s' }),
  ...Counters,
  patientMemory: z.object(Counters),
});
type MemoryMetricsView = z.infer<typeof MemoryMetricsView>;

/** What the memories did in all processes since they started. */
export function memoryMetricsRoute(ports: { totals: () => Promise<MemoryTotals>; clock: { now(): number } }): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = {
      tags: ['memory'],
      summary: 'Requests, errors, fallbacks, latencies and cache of the memories',
      response: { ...REFUSALS, 200: MemoryMetricsView },
    };
    app.get('/api/metrics/memory', { schema }, async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return viewOf(await ports.totals(), ports.clock.now());
    });
  };
}

function viewOf({ sinceMs, figures }: MemoryTotals, nowMs: number): MemoryMetricsView {
  return { uptimeFormatted: formatUptime(nowMs - sinceMs), ...countersOf(figures.snippets), patientMemory: countersOf(figures.patientMemory) };
}

function countersOf(figures: MemoryFigures & { cacheSize: number }): z.infer<z.ZodObject<typeof Counters>> {
  const { cacheHits, cacheMisses, staleServed, cacheSize, errorRate, fallbackRate, cacheHitRate } = figures;
  return {
    context7Requests: figures.requests,
    context7Errors: figures.errors,
    fallbacksToLocalStorage: figures.fallbacks,
    cacheHits,
    cacheMisses,
    avgLatency: round(figures.avgMs, 2),
    medianLatency: round(figures.medianMs, 2),
    p95Latency: round(figures.p95Ms, 2),
    p99Latency: round(figures.p99Ms, 2),
    errorRate: round(errorRate, 4),
    fallbackRate: round(fallbackRate, 4),
    cacheHitRate: round(cacheHitRate, 4),
    errorRatePercent: percentOf(errorRate),
    fallbackRatePercent: percentOf(fallbackRate),
    cacheHitRatePercent: percentOf(cacheHitRate),
    requestsByOperation: figures.requestsByOperation,
    errorsByType: figures.errorsByType,
    cache: { size: cacheSize, hits: cacheHits, misses: cacheMisses, staleServed },
  };
}

function percentOf(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

const UNITS = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3600 },
  { name: 'm', seconds: 60 },
  { name: 's', seconds: 1 },
];

/** "1d 4h 0m 12s": from the largest unit that is not 0. */
function formatUptime(ms: number): string {
  let rest = Math.max(0, Math.floor(ms / 1000));
  const parts = UNITS.map(({ name, seconds }) => {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    return { name, count };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  return (first === -1 ? parts.slice(-1) : parts.slice(first)).map(({ name, count }) => `${count}${name}`).join(' ');
}
