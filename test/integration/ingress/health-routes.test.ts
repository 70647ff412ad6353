import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { type Check, createHealthRoutes, type HealthOptions } from '../../../src/api/health-routes.ts';
import { createHttpServer } from '../../../src/api/server.ts';

const servers: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const ok: Check = async () => ({ state: 'ok' });
const away: Check = async () => ({ state: 'away' });
const throwing: Check = () => Promise.reject(new Error('connection refused'));
const hanging: Check = () => new Promise(() => undefined);
const incomplete: Check = async () => ({ state: 'incomplete', missing: ['table healthcare.clinics'] });

async function serve(
  options: Partial<HealthOptions> & { checks: HealthOptions['checks'] },
): Promise<(path: string) => Promise<{ status: number; body: Record<string, unknown> }>> {
  const clock = options.clock ?? { now: () => Date.now() };
  const health = createHealthRoutes({
    role: 'all',
    draining: () => false,
    metrics: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    checkTimeoutMs: 100,
    ...options,
    clock,
  });
  const server = createHttpServer({ plugins: [health], adminToken: null, log: { error: () => undefined }, clock, docsVersion: null });
  servers.push(server);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return async (path) => {
    const response = await fetch(url + path);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}

describe('/ready', () => {
  const cases: [string, HealthOptions['role'], HealthOptions['checks'], number, string][] = [
    ['everything is there', 'all', { redis: ok, database: ok, worker: ok }, 200, 'ready'],
    ['ingress without Postgres', 'web', { redis: ok, database: away, worker: null }, 200, 'degraded'],
    ['ingress without Redis', 'web', { redis: away, database: ok, worker: null }, 503, 'not_ready'],
    ['ingress that needs only Redis', 'web', { redis: ok, database: null, worker: null }, 200, 'ready'],
    ['everything in one process, without Postgres: webhooks are still taken', 'all', { redis: ok, database: away, worker: ok }, 200, 'degraded'],
    ['everything in one process, without Redis', 'all', { redis: throwing, database: ok, worker: ok }, 503, 'not_ready'],
    ['a worker without Postgres', 'worker', { redis: ok, database: hanging, worker: ok }, 503, 'not_ready'],
    ['a worker without Redis', 'worker', { redis: away, database: ok, worker: ok }, 503, 'not_ready'],
    ['a worker that does not work', 'worker', { redis: ok, database: ok, worker: away }, 503, 'not_ready'],
    ['a missing table', 'worker', { redis: ok, database: incomplete, worker: ok }, 200, 'degraded'],
  ];
  it.each(cases)('says how it stands: %s', async (_name, role, checks, status, word) => {
    const ask = await serve({ role, checks });
    const answer = await ask('/ready');
    expect(answer.status).toBe(status);
    expect(answer.body['status']).toBe(word);
    expect(Object.keys(answer.body)).toEqual(expect.arrayContaining(['status', 'database', 'redis', 'worker']));
  });

  it('names what is missing', async () => {
    const ask = await serve({ checks: { redis: ok, database: incomplete, worker: ok } });
    expect((await ask('/ready')).body).toMatchObject({ database: 'incomplete', missing: ['table healthcare.clinics'] });
  });

  it('remembers only "ready", for 30 s, unless asked afresh', async () => {
    let now = 1_000_000;
    let redis: Check = ok;
    let looks = 0;
    const counting: Check = () => {
      looks += 1;
      return redis();
    };
    const ask = await serve({ role: 'web', checks: { redis: counting, database: null, worker: null }, clock: { now: () => now } });
    const status = async (path = '/ready') => (await ask(path)).body['status'];
    expect(await status()).toBe('ready');
    redis = away;
    now += 29_999;
    expect(await status()).toBe('ready');
    expect(looks).toBe(1);
    expect(await status('/ready?fresh=1')).toBe('not_ready');
    expect(await status()).toBe('not_ready');
    redis = ok;
    expect(await status()).toBe('ready');
    expect(looks).toBe(4);
    redis = away;
    now += 30_000;
    expect(await status()).toBe('not_ready');
  });

  it('is not_ready while draining, whatever is remembered', async () => {
    let isDraining = false;
    const ask = await serve({ checks: { redis: ok, database: ok, worker: ok }, draining: () => isDraining });
    expect((await ask('/ready')).status).toBe(200);
    isDraining = true;
    expect(await ask('/ready')).toMatchObject({ status: 503, body: { status: 'not_ready', draining: true } });
  });
});

describe('/health', () => {
  it('answers without touching any dependency', async () => {
    const forbidden: Check = () => Promise.reject(new Error('touched'));
    let touched = 0;
    const counting: Check = () => {
      touched += 1;
      return forbidden();
    };
    const ask = await serve({ checks: { redis: counting, database: counting, worker: counting } });
    const answer = await ask('/health');
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(answer.body['eventLoopDelayMs']).toBeDefined();
    expect(touched).toBe(0);
  });
});

describe('/metrics', () => {
  it('gives the text it is given', async () => {
    const health = createHealthRoutes({
      role: 'web',
      checks: { redis: ok, database: null, worker: null },
      draining: () => false,
      clock: { now: Date.now },
      metrics: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    });
    const server = createHttpServer({ plugins: [health], adminToken: null, log: { error: () => undefined }, clock: { now: Date.now }, docsVersion: null });
    servers.push(server);
    const response = await fetch(`${await server.listen({ port: 0, host: '127.0.0.1' })}/metrics`);
    expect(await response.text()).toBe('up 1\n');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  });
});
