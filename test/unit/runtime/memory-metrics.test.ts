import { describe, expect, it } from 'vitest';
import { figuresOf, MINUTE_MS, sumOfCounters, totalsOf } from '../../../src/domain/memory-figures.ts';
import { createMemoryMetrics, WINDOW_MINUTES } from '../../../src/runtime/memory-metrics.ts';

const START_MS = 1_800_000_000_000 - (1_800_000_000_000 % MINUTE_MS);

function recording() {
  const clock = { nowMs: START_MS, now: () => clock.nowMs };
  return { clock, memory: createMemoryMetrics(clock) };
}

describe('the figures of a memory', () => {
  it('are zeros before the first request, never NaN', () => {
    const { memory } = recording();
    const { figures, sinceMs } = totalsOf(memory.figures(), []);
    expect(sinceMs).toBe(START_MS);
    for (const value of [...Object.values(figures.snippets), ...Object.values(figures.patientMemory)].filter((one) => typeof one === 'number'))
      expect(value).toBe(0);
  });

  it('count requests by operation, errors by type, fallbacks, and look-ups in the cache, each memory for itself', () => {
    const { memory } = recording();
    memory.snippets.record({ operation: 'retrieve', outcome: 'ok', ms: 10 });
    memory.snippets.record({ operation: 'store', outcome: 'fallback', ms: 20, error: 'api_error' });
    memory.snippets.record({ operation: 'sync', outcome: 'ok', ms: 30 });
    memory.snippets.record({ operation: 'retrieve', outcome: 'fallback', ms: 40, error: 'timeout' });
    for (const result of ['hit', 'hit', 'miss', 'stale'] as const) memory.snippets.cache(result);
    memory.snippets.watchCacheSize(() => 7);
    memory.patientMemory.record({ operation: 'retrieve', outcome: 'ok', ms: 1 });
    const { snippets, patientMemory } = totalsOf(memory.figures(), []).figures;
    expect(snippets).toMatchObject({
      requests: 4,
      errors: 2,
      fallbacks: 2,
      errorRate: 0.5,
      fallbackRate: 0.5,
      cacheHits: 2,
      cacheMisses: 2,
      staleServed: 1,
      cacheHitRate: 0.5,
      cacheSize: 7,
      avgMs: 25,
      requestsByOperation: { retrieve: 2, store: 1, sync: 1 },
      errorsByType: { network: 0, timeout: 1, api_error: 1 },
    });
    expect(patientMemory).toMatchObject({ requests: 1, errors: 0, cacheHits: 0, cacheSize: 0 });
  });

  it('a call that the breaker refused is an error of the kind that opened it, and does not make the provider look fast', () => {
    const { memory } = recording();
    memory.patientMemory.record({ operation: 'retrieve', outcome: 'fallback', ms: 800, error: 'timeout' });
    for (let n = 0; n < 9; n += 1) memory.patientMemory.record({ operation: 'retrieve', outcome: 'fallback', ms: 0, error: 'refused' });
    const { patientMemory } = totalsOf(memory.figures(), []).figures;
    expect(patientMemory).toMatchObject({ requests: 10, errors: 10, errorRate: 1, errorsByType: { timeout: 10 }, avgMs: 800 });
  });

  it('a call in the background is counted, and its time is not', () => {
    const { memory } = recording();
    memory.patientMemory.record({ operation: 'retrieve', outcome: 'ok', ms: 20 });
    memory.patientMemory.record({ operation: 'store', outcome: 'ok', ms: null });
    expect(totalsOf(memory.figures(), []).figures.patientMemory).toMatchObject({ requests: 2, avgMs: 20, requestsByOperation: { store: 1 } });
  });

  it('percentiles are right within 1 %, over any range, and a time that is no number does not spoil them', () => {
    const { memory } = recording();
    for (let ms = 1; ms <= 1000; ms += 1) memory.snippets.record({ operation: 'retrieve', outcome: 'ok', ms });
    const { medianMs, p95Ms, p99Ms, avgMs } = totalsOf(memory.figures(), []).figures.snippets;
    expect(Math.abs(medianMs / 500 - 1)).toBeLessThan(0.0101);
    expect(Math.abs(p95Ms / 950 - 1)).toBeLessThan(0.0101);
    expect(Math.abs(p99Ms / 990 - 1)).toBeLessThan(0.0101);
    expect(avgMs).toBe(500.5);
    for (const ms of [Number.NaN, -5, 0]) memory.patientMemory.record({ operation: 'store', outcome: 'ok', ms });
    const odd = totalsOf(memory.figures(), []).figures.patientMemory;
    expect([odd.avgMs, odd.p99Ms]).toEqual([0, 0.01]);
  });

  it('the last quarter of an hour is kept by minute, and no more', () => {
    const { clock, memory } = recording();
    for (let minute = 0; minute < 60; minute += 1) {
      memory.snippets.record({ operation: 'retrieve', outcome: 'ok', ms: 5 });
      clock.nowMs += MINUTE_MS;
    }
    const { minutes, totals, lastActivityAtMs } = memory.figures();
    expect(minutes).toHaveLength(WINDOW_MINUTES);
    expect(figuresOf(sumOfCounters(minutes.map((one) => one.snippets))).requests).toBe(WINDOW_MINUTES);
    expect(totals.snippets.requests).toBe(60);
    expect(lastActivityAtMs).toBe(START_MS + 59 * MINUTE_MS);
  });

  it('what was told is a copy: later calls do not change it', () => {
    const { memory } = recording();
    const told = memory.figures();
    memory.snippets.record({ operation: 'retrieve', outcome: 'ok', ms: 5 });
    expect(told.totals.snippets.requests).toBe(0);
  });
});

describe('the totals of several processes', () => {
  it('add up, percentiles included, and count since the oldest of them', () => {
    const early = recording();
    const late = recording();
    for (let n = 0; n < 50; n += 1) early.memory.snippets.record({ operation: 'retrieve', outcome: 'ok', ms: 10 });
    for (let n = 0; n < 50; n += 1) late.memory.snippets.record({ operation: 'store', outcome: 'ok', ms: 1000 });
    const own = { ...late.memory.figures(), startedAtMs: START_MS + 5000 };
    const { sinceMs, figures } = totalsOf(own, [early.memory.figures()]);
    expect(sinceMs).toBe(START_MS);
    expect(figures.snippets).toMatchObject({ requests: 100, avgMs: 505, requestsByOperation: { retrieve: 50, store: 50, sync: 0 } });
    expect(figures.snippets.medianMs).toBeLessThan(11);
    expect(figures.snippets.p95Ms).toBeGreaterThan(980);
  });

  it('leave out processes that ended, and those that were not heard of', () => {
    const own = recording().memory.figures();
    const other = recording();
    other.memory.snippets.record({ operation: 'retrieve', outcome: 'ok', ms: 10 });
    const told = other.memory.figures();
    const requests = (one: typeof told) => totalsOf(own, [one]).figures.snippets.requests;
    expect(requests(told)).toBe(1);
    expect(requests({ ...told, ended: true })).toBe(0);
    expect(requests({ ...told, toldAtMs: own.toldAtMs - 31_000 })).toBe(0);
  });
});
