import { Queue, Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRedisConnections } from '../../../src/adapters/redis/connections.ts';
import type { RedisConnections } from '../../../src/adapters/redis/connections.ts';
import { readQueueDepth } from '../../../src/adapters/redis/queue-depth.ts';
import { createTokenBucket } from '../../../src/adapters/redis/token-bucket.ts';
import { startTestRedis } from '../../support/redis.ts';
import type { TestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

let server: TestRedis;
let connections: RedisConnections;
const states: string[] = [];
beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.flush();
  states.length = 0;
  connections = createRedisConnections({
    url: server.url,
    commandTimeoutMs: 300,
    name: 'test',
    onState: (connection, state) => states.push(`${connection} ${state}`),
  });
  await until('the producer', () => connections.isReady());
});
afterEach(() => connections.close());

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

describe('connections', () => {
  it('a producer answers within a second when Redis is dead, and again after it is back', async () => {
    await server.kill();
    expect(await msOf(() => expect(connections.producer.set('k', '1')).rejects.toThrow())).toBeLessThan(1000);
    await until('the loss to be noticed', () => !connections.isReady());
    expect(await msOf(() => expect(connections.producer.set('k', '1')).rejects.toThrow())).toBeLessThan(300); // at once: it does not wait as long as a command may take
    expect(await connections.ping()).toBe(false);
    await server.restart();
    await until('it to be back', () => connections.ping());
    expect(states).toEqual(['producer ready', 'producer away', 'producer ready']);
  });

  it('a producer answers within a second when Redis hangs', async () => {
    process.kill(server.pid(), 'SIGSTOP');
    try {
      expect(await msOf(() => expect(connections.producer.set('k', '1')).rejects.toThrow())).toBeLessThan(1000);
      expect(await connections.ping()).toBe(false);
    } finally {
      process.kill(server.pid(), 'SIGCONT');
    }
  });

  it('a process starts while Redis is away and is ready once it comes', async () => {
    await server.kill();
    const early = createRedisConnections({ url: server.url, commandTimeoutMs: 500, name: 'early' });
    expect(await early.ping()).toBe(false);
    await server.restart();
    await until('the early one', () => early.ping());
    await early.close();
  });

  it('closing waits for what is under way and works while Redis is away', async () => {
    const writes = Array.from({ length: 200 }, (_, index) => connections.producer.set(`k${index}`, '1'));
    await connections.close();
    expect(await Promise.all(writes)).toHaveLength(200);
    await server.kill();
    const away = createRedisConnections({ url: server.url, commandTimeoutMs: 500, name: 'away' });
    away.worker();
    expect(await msOf(() => away.close())).toBeLessThan(1000);
    await server.restart();
  });
});

describe('the depth of a queue', () => {
  const prefix = '{frontdesk}';
  const depth = (nowMs = Date.now()) => readQueueDepth(connections.producer, { prefix, queue: 'turns', nowMs });

  it('counts what BullMQ put there and finds the next job and its age', async () => {
    const queue = new Queue('turns', { connection: connections.producer, prefix });
    expect(await depth()).toEqual({ waiting: 0, active: 0, delayed: 0, oldestAgeSeconds: 0, nextJobId: null, paused: false });
    const addedAtMs = Date.now() - 5000;
    const first = await queue.add('wake', {}, { timestamp: addedAtMs });
    await queue.add('wake', {});
    await queue.add('wake', {}, { delay: 60_000 });
    expect(await depth(addedAtMs + 7000)).toMatchObject({ waiting: 2, active: 0, delayed: 1, oldestAgeSeconds: 7, nextJobId: first.id });
    await queue.pause();
    expect(await depth()).toMatchObject({ paused: true });
    await queue.close();
  });

  it('a delayed job counts as waiting only once it is overdue', async () => {
    const queue = new Queue('turns', { connection: connections.producer, prefix });
    const nowMs = Date.now();
    const job = await queue.add('wake', {}, { delay: 10_000, timestamp: nowMs });
    expect(await depth(nowMs + 9000)).toMatchObject({ delayed: 1, nextJobId: null, oldestAgeSeconds: 0 });
    expect(await depth(nowMs + 14_000)).toMatchObject({ delayed: 1, nextJobId: job.id, oldestAgeSeconds: 4 });
    await queue.close();
  });

  it('a job being worked on is active and not next', async () => {
    const queue = new Queue('turns', { connection: connections.producer, prefix });
    let finish: () => void = () => undefined;
    const worker = new Worker('turns', () => new Promise<void>((resolve) => (finish = resolve)), { connection: connections.worker(), prefix });
    worker.on('error', () => undefined);
    await queue.add('wake', {});
    await until('the job to be active', async () => (await depth()).active === 1);
    expect(await depth()).toMatchObject({ waiting: 0, active: 1, nextJobId: null });
    finish();
    await worker.close();
    await queue.close();
  });
});

describe('token buckets', () => {
  const pair = { capacity: 3, refillPerSecond: 0.5 };

  it('give the burst, then one token per refill, and say when the next is there', async () => {
    const bucket = createTokenBucket(connections.producer);
    for (let count = 0; count < 3; count += 1) expect(await bucket.take('a', { ...pair, nowMs: 1000 })).toEqual({ allowed: true });
    expect(await bucket.take('a', { ...pair, nowMs: 1000 })).toEqual({ allowed: false, afterMs: 2000 });
    expect(await bucket.take('a', { ...pair, nowMs: 2500 })).toEqual({ allowed: false, afterMs: 500 });
    expect(await bucket.take('a', { ...pair, nowMs: 3000 })).toEqual({ allowed: true });
    expect(await bucket.take('b', { ...pair, nowMs: 3000 })).toEqual({ allowed: true });
  });

  it('a clock that goes back takes nothing away', async () => {
    const bucket = createTokenBucket(connections.producer);
    await bucket.take('a', { ...pair, nowMs: 10_000 });
    expect(await bucket.take('a', { ...pair, nowMs: 1000 })).toEqual({ allowed: true });
  });

  it('are shared: many callers at once get exactly the capacity, by the clock of Redis', async () => {
    const bucket = createTokenBucket(connections.producer);
    const taken = await Promise.all(Array.from({ length: 50 }, () => bucket.take('a', { capacity: 10, refillPerSecond: 0.001 })));
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(10);
  });

  it('keys never show what they were made of, and go away when full again', async () => {
    const bucket = createTokenBucket(connections.producer);
    await bucket.take('5511987654321', pair);
    const keys = await connections.producer.keys('*');
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toContain('5511987654321');
    expect(await connections.producer.pttl(keys[0] ?? '')).toBeLessThanOrEqual(3000);
  });

  it('allow everything while Redis is away, and limit again afterwards', async () => {
    const bucket = createTokenBucket(connections.producer);
    await server.kill();
    expect(await bucket.take('a', { capacity: 1, refillPerSecond: 0.001 })).toEqual({ allowed: true });
    await server.restart();
    await until('Redis to be back', () => connections.ping());
    await bucket.take('a', { capacity: 1, refillPerSecond: 0.001 });
    expect(await bucket.take('a', { capacity: 1, refillPerSecond: 0.001 })).toMatchObject({ allowed: false });
  });
});
