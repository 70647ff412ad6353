import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedisConnections } from '../../../src/adapters/redis/connections.ts';
import { isFault } from '../../../src/errors.ts';
import type { InboundEnvelope } from '../../../src/queues/catalog.ts';
import { createProducer } from '../../../src/queues/producer.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

let redis: TestRedis;
beforeAll(async () => void (redis = await startTestRedis()));
afterAll(() => redis.stop());

const envelope = (traceId: string): InboundEnvelope => ({
  v: 1,
  kind: 'webhook',
  provider: 'evolution',
  traceId,
  requestId: 'r',
  traceparent: null,
  receivedAtMs: 1,
  ingressMs: 1,
  body: {},
});

function open(commandTimeoutMs = 5_000) {
  const connections = createRedisConnections({ url: redis.url, commandTimeoutMs, name: 'test' });
  const producer = createProducer({ connection: connections.producer, prefix: '{producer-test}', clock: { now: () => Date.now() } });
  const close = async () => {
    await producer.close();
    await connections.close();
  };
  return { connections, producer, close };
}

describe('accepting a webhook', () => {
  it('tells a duplicate the first one’s trace ID', async () => {
    const { connections, producer, close } = open();
    await until('Redis', () => connections.isReady());
    expect(await producer.addInbound(envelope('first-trace'), 'same-bytes')).toEqual({ duplicate: false, traceId: 'first-trace' });
    expect(await producer.addInbound(envelope('second-trace'), 'same-bytes')).toEqual({ duplicate: true, traceId: 'first-trace' });
    await close();
  });

  it('takes two webhooks that were given the same trace ID', async () => {
    const { connections, producer, close } = open();
    await until('Redis', () => connections.isReady());
    for (const bytes of ['bytes-a', 'bytes-b'])
      expect(await producer.addInbound(envelope('shared-trace'), bytes)).toEqual({ duplicate: false, traceId: 'shared-trace' });
    await close();
  });

  it('works after a Redis that answered too late at the start', async () => {
    const { connections, producer, close } = open(100);
    await until('Redis', () => connections.isReady());
    process.kill(redis.pid(), 'SIGSTOP');
    const late = createProducer({ connection: connections.producer, prefix: '{producer-test}', clock: { now: () => Date.now() } });
    await expect(late.addInbound(envelope('late'), 'late-1')).rejects.toSatisfy((error) => isFault(error, 'dependency_away'));
    process.kill(redis.pid(), 'SIGCONT');
    const accepted = await until('an accepted webhook', () => late.addInbound(envelope('later'), 'late-2'));
    expect(accepted).toEqual({ duplicate: false, traceId: 'later' });
    await late.close();
    await producer.close();
    await close();
  });
});
