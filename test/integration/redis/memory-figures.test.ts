import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedisConnections, type RedisConnections } from '../../../src/adapters/redis/connections.ts';
import { figuresBoard } from '../../../src/adapters/redis/memory-figures.ts';
import { memoryMetricsRoute } from '../../../src/api/memory/metrics.ts';
import { createHttpServer } from '../../../src/api/server.ts';
import { allMemoryFigures, memoryTotals, tellMemoryFigures } from '../../../src/compose/memory-figures.ts';
import type { Foundation } from '../../../src/compose/foundation.ts';
import { createMemoryMetrics } from '../../../src/runtime/memory-metrics.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

const TOKEN = 'a-token-of-the-tests';
const MINUTE_MS = 60_000;

describe('the figures of the memories over processes', () => {
  let server: TestRedis;
  let redis: RedisConnections;
  beforeAll(async () => {
    server = await startTestRedis();
    redis = createRedisConnections({ url: server.url, commandTimeoutMs: 5000, name: 'test' });
    await until('Redis answers', () => redis.isReady());
  }, 60_000);
  afterAll(async () => {
    await redis.close();
    await server.stop();
  });

  /** A process with figures of its own, in an installation of its own unless `prefix` says which. */
  const processIn = (prefix: string, connections: RedisConnections = redis): Foundation => {
    const clock = { nowMs: 1_800_000_000_000, now: () => clock.nowMs };
    return { redis: connections, config: { queuePrefix: prefix }, memoryMetrics: createMemoryMetrics(clock), clock } as unknown as Foundation;
  };
  const prefixOf = () => `{test-${randomUUID().slice(0, 8)}}`;
  const tellOf = (one: Foundation) => figuresBoard(redis.producer, one.config.queuePrefix).tell(one.memoryMetrics.figures());
  const requestsOf = async (one: Foundation) => (await memoryTotals(one)).figures.snippets.requests;
  const ask = async (foundation: Foundation, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) => {
    const app = createHttpServer({
      plugins: [memoryMetricsRoute({ totals: () => memoryTotals(foundation), clock: foundation.clock })],
      adminToken: TOKEN,
      log: { error: () => undefined },
      clock: foundation.clock,
      docsVersion: null,
    });
    const response = await app.inject({ method: 'GET', url: '/api/metrics/memory', headers });
    await app.close();
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
  };

  it('the call shows what all processes did, this one up to now, and nothing of another installation', async () => {
    const prefix = prefixOf();
    const [web, worker, stranger] = [processIn(prefix), processIn(prefix), processIn(prefixOf())];
    worker.memoryMetrics.snippets.record({ operation: 'retrieve', outcome: 'ok', ms: 100 });
    worker.memoryMetrics.snippets.record({ operation: 'sync', outcome: 'fallback', ms: 300, error: 'api_error' });
    for (const result of ['hit', 'hit', 'hit', 'stale'] as const) worker.memoryMetrics.patientMemory.cache(result);
    for (const one of [worker, stranger]) await tellOf(one);
    web.memoryMetrics.snippets.record({ operation: 'store', outcome: 'ok', ms: 200 });
    (web.clock as unknown as { nowMs: number }).nowMs += 23_000;
    const { status, body } = await ask(web);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      uptimeFormatted: '23s',
      context7Requests: 3,
      context7Errors: 1,
      fallbacksToLocalStorage: 1,
      cacheHits: 0,
      cacheMisses: 0,
      avgLatency: 200,
      errorRate: 0.3333,
      errorRatePercent: '33.33%',
      fallbackRatePercent: '33.33%',
      cacheHitRatePercent: '0.00%',
      requestsByOperation: { retrieve: 1, store: 1, sync: 1 },
      errorsByType: { network: 0, timeout: 0, api_error: 1 },
      cache: { size: 0, hits: 0, misses: 0, staleServed: 0 },
      patientMemory: { context7Requests: 0, cacheHits: 3, cacheMisses: 1, cacheHitRate: 0.75, cache: { size: 0, hits: 3, misses: 1, staleServed: 1 } },
    });
  });

  it('has exactly the keys that are promised, zeros before the first request, and wants the token', async () => {
    const { body } = await ask(processIn(prefixOf()));
    const counters = `context7Requests context7Errors fallbacksToLocalStorage cacheHits cacheMisses avgLatency medianLatency p95Latency p99Latency errorRate
      fallbackRate cacheHitRate errorRatePercent fallbackRatePercent cacheHitRatePercent requestsByOperation errorsByType cache`.split(/\s+/);
    expect(Object.keys(body).sort()).toEqual(['uptimeFormatted', ...counters, 'patientMemory'].sort());
    expect(Object.keys(body['patientMemory'] as object).sort()).toEqual([...counters].sort());
    expect(body).toMatchObject({ uptimeFormatted: '0s', context7Requests: 0, avgLatency: 0, p99Latency: 0, errorRate: 0, errorRatePercent: '0.00%' });
    expect((await ask(processIn(prefixOf()), {})).status).toBe(401);
  });

  it('a process that ends in order is no longer counted, but its last minutes still are what happened', async () => {
    const prefix = prefixOf();
    const [web, worker] = [processIn(prefix), processIn(prefix)];
    worker.memoryMetrics.snippets.record({ operation: 'retrieve', outcome: 'fallback', ms: 5, error: 'network' });
    const telling = tellMemoryFigures(worker);
    await tellOf(worker);
    expect(await requestsOf(web)).toBe(1);
    await telling.stop();
    expect(await requestsOf(web)).toBe(0);
    expect((await allMemoryFigures(web)).flatMap(({ minutes }) => minutes.map(({ snippets }) => snippets.errors))).toEqual([1]);
  });

  it('a process that was killed is forgotten: by the totals once it is silent for half a minute, by Redis after half an hour', async () => {
    const prefix = prefixOf();
    const [web, killed] = [processIn(prefix), processIn(prefix)];
    killed.memoryMetrics.snippets.cache('hit');
    await tellOf(killed);
    const clock = web.clock as unknown as { nowMs: number };
    clock.nowMs += 31_000;
    expect((await memoryTotals(web)).figures.snippets.cacheHits).toBe(0);
    expect(await allMemoryFigures(web)).toHaveLength(2);
    clock.nowMs += 36 * MINUTE_MS;
    expect(await allMemoryFigures(web)).toHaveLength(1);
    expect(await redis.producer.hlen(`${prefix}:memory-figures`)).toBe(0);
  });

  it('what cannot be read (another version, garbage) is left out', async () => {
    const prefix = prefixOf();
    const web = processIn(prefix);
    await redis.producer.hset(`${prefix}:memory-figures`, { newer: JSON.stringify({ v: 2, all: 'different' }), garbage: '{' });
    expect(await requestsOf(web)).toBe(0);
  });

  it('with Redis away the process shows its own', async () => {
    const away = createRedisConnections({ url: 'redis://127.0.0.1:1', commandTimeoutMs: 200, name: 'away' });
    const web = processIn(prefixOf(), away);
    web.memoryMetrics.snippets.record({ operation: 'retrieve', outcome: 'ok', ms: 1 });
    expect(await requestsOf(web)).toBe(1);
    await tellMemoryFigures(web).stop();
    await away.close();
  });
});
