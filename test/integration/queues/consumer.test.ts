import { once } from 'node:events';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Queue } from 'bullmq';
import { z } from 'zod';
import { Fault } from '../../../src/errors.ts';
import { JOB_ATTEMPTS, MAX_STARTS } from '../../../src/queues/catalog.ts';
import { type Consumer, type ConsumerOptions, startConsumer } from '../../../src/queues/consumer.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

let redis: TestRedis;
const opened: { close(): unknown }[] = [];
beforeAll(async () => void (redis = await startTestRedis()));
afterAll(() => redis.stop());
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

const connect = () => {
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  opened.push({ close: () => connection.disconnect() });
  return connection;
};

const Payload = z.object({ v: z.literal(1), kind: z.literal('known'), n: z.number() });
let nextQueue = 0;

/** A consumer on a queue of its own, and what became of its jobs. */
function start(changes: Partial<ConsumerOptions<z.infer<typeof Payload>>> = {}) {
  const name = `queue-${(nextQueue += 1)}`;
  const seen = { dead: [] as string[], requeued: [] as unknown[], dispositions: [] as string[] };
  const consumer: Consumer = startConsumer({
    queue: name,
    connection: connect(),
    prefix: '{consumer-test}',
    concurrency: 4,
    lockMs: 30_000,
    schema: Payload,
    kinds: ['known'],
    handle: async () => undefined,
    deadLetter: async (_payload, reason) => void seen.dead.push(reason),
    untilBack: async () => true,
    requeue: async (payload) => void seen.requeued.push(payload),
    isConnected: () => true,
    onFailure: ({ disposition }) => void seen.dispositions.push(disposition),
    ...changes,
  });
  opened.push(consumer);
  const queue = new Queue(name, { connection: connect(), prefix: '{consumer-test}' });
  opened.push(queue);
  const add = (payload: unknown, attempts = JOB_ATTEMPTS) =>
    queue.add('job', payload, { attempts, backoff: { type: 'fixed', delay: 1 }, removeOnComplete: true, removeOnFail: true });
  return { add, seen, consumer, queue };
}

describe('a consumer of real jobs', () => {
  it('waits out an outage inside the job: no attempt is used up, nothing is dead-lettered', async () => {
    let runs = 0;
    const { add, seen } = start({
      handle: async () => {
        runs += 1;
        if (runs <= 20) throw new Fault('dependency_away', 'Postgres is away');
      },
    });
    await add({ v: 1, kind: 'known', n: 1 });
    await until('the job to run through', () => runs === 21);
    expect(seen.dead).toEqual([]);
    expect(new Set(seen.dispositions)).toEqual(new Set(['hold']));
  });

  it('puts back what a newer version wrote: another version, or a kind it does not know', async () => {
    const { add, seen } = start();
    await add({ v: 2, kind: 'known', n: 1 });
    await add({ v: 1, kind: 'of-tomorrow', n: 1 });
    await until('both to be put back', () => seen.requeued.length === 2);
    expect(seen.dead).toEqual([]);
  });

  it('keeps a job that always fails as a dead letter, once', async () => {
    const { add, seen, queue } = start({
      handle: async () => {
        throw new TypeError('always');
      },
    });
    await add({ v: 1, kind: 'known', n: 1 });
    await until('the dead letter', () => seen.dead.length > 0);
    await until('the queue to be empty', async () => (await queue.getJobCountByTypes('wait', 'active', 'delayed')) === 0);
    expect(seen.dead).toHaveLength(1);
    expect(seen.dispositions.filter((disposition) => disposition === 'retry').length).toBe(Math.min(JOB_ATTEMPTS - 1, MAX_STARTS));
  });

  it('keeps what can never succeed as a dead letter at once', async () => {
    const { add, seen } = start({
      handle: async () => {
        throw new Fault('invalid_input', 'unknown shape');
      },
    });
    await add({ v: 1, kind: 'known', n: 1 });
    await until('the dead letter', () => seen.dead.length > 0);
    expect(seen.dead).toEqual(['invalid_input: unknown shape']);
  });

  it('puts a held job back when it closes during an outage', async () => {
    const entered = Promise.withResolvers<void>();
    const { add, seen, consumer } = start({
      handle: async () => {
        entered.resolve();
        throw new Fault('dependency_away', 'Postgres is away');
      },
      untilBack: async (signal) => {
        if (!signal.aborted) await once(signal, 'abort');
        return false;
      },
    });
    await add({ v: 1, kind: 'known', n: 7 });
    await entered.promise;
    await consumer.close();
    expect(seen.requeued).toEqual([{ v: 1, kind: 'known', n: 7 }]);
  });
});
