import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer } from '../../../src/api/server.ts';
import { Fault } from '../../../src/errors.ts';
import { until } from '../../support/until.ts';

const servers: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(plugins: FastifyPluginAsync[], options: { adminToken?: string | null; errors?: unknown[]; hasDocs?: boolean } = {}): Promise<string> {
  const log = { error: (message: string, fields: object) => void options.errors?.push({ message, ...fields }) };
  const server = createHttpServer({
    plugins,
    adminToken: options.adminToken === undefined ? 'admin-token' : options.adminToken,
    log,
    clock: { now: Date.now },
    docsVersion: options.hasDocs ? '1' : null,
  });
  servers.push(server);
  return server.listen({ port: 0, host: '127.0.0.1' });
}

const routes: FastifyPluginAsync = async (app) => {
  for (const url of ['/api/admin/clinics', '/admin/config', '/api/v1/ai/chat', '/api/config', '/api/memory/health', '/api/memory/snippets', '/anything'])
    app.get(url, async () => ({ url }));
};

describe('the bearer token', () => {
  const get = async (url: string, authorization?: string) => {
    const response = await fetch(url, authorization === undefined ? {} : { headers: { authorization } });
    await response.text(); // an unread answer would hold up the server's closing
    return response.status;
  };

  it.each(['/api/admin/clinics', '/admin/config', '/api/v1/ai/chat', '/api/memory/snippets', '/anything', '//api//admin/clinics/', '/api/admin/unknown'])(
    'is needed for %s',
    async (path) => {
      const url = (await serve([routes])) + path;
      const statuses = [];
      for (const authorization of [
        undefined,
        '',
        'Bearer',
        'Bearer wrong',
        'Bearer admin-tokeN',
        'Bearer admin-token-and-more',
        'Basic admin-token',
        'admin-token',
      ])
        statuses.push(await get(url, authorization));
      expect(new Set(statuses)).toEqual(new Set([401]));
      expect(await get(url, 'Bearer admin-token')).toBe(path === '/api/admin/unknown' ? 404 : 200);
      expect(await get(url, 'bearer admin-token')).toBe(path === '/api/admin/unknown' ? 404 : 200);
    },
  );

  it.each(['/api/config', '/api/memory/health', '/docs', '/docs/json', '/docs/static/swagger-ui.css'])('is not needed for %s', async (path) => {
    expect(await get((await serve([routes], { hasDocs: true })) + path)).toBe(200);
  });

  it.each([null, ''])('that is not configured (%s) leaves protected routes closed', async (adminToken) => {
    const url = await serve([routes], { adminToken });
    expect(await get(`${url}/api/admin/clinics`, 'Bearer ')).toBe(401);
    expect(await get(`${url}/api/admin/clinics`, 'Bearer null')).toBe(401);
    expect(await get(`${url}/api/config`)).toBe(200);
  });
});

describe('an error', () => {
  const admin = { authorization: 'Bearer admin-token', 'content-type': 'application/json' };
  const failing: FastifyPluginAsync = async (app) => {
    app.get('/api/away', () => Promise.reject(new Fault('dependency_away', 'Postgres is away')));
    app.get('/api/conflict', () => Promise.reject(new Fault('conflict', 'taken')));
    app.get('/api/bug', () => Promise.reject(new Error('text of a patient')));
    app
      .withTypeProvider<ZodTypeProvider>()
      .post('/api/typed', { schema: { body: z.object({ count: z.int() }) } }, async (request) => ({ count: request.body.count }));
  };
  const cases: [string, string, RequestInit, number][] = [
    ['an absent dependency', '/api/away', { headers: admin }, 503],
    ['a conflict', '/api/conflict', { headers: admin }, 409],
    ['a bug', '/api/bug', { headers: admin }, 500],
    ['an unknown address', '/nowhere', { headers: admin }, 404],
    ['a body of the wrong form', '/api/typed', { method: 'POST', headers: admin, body: '{"count": "many"}' }, 400],
    ['a body that is not JSON', '/api/typed', { method: 'POST', headers: admin, body: 'text of a patient' }, 400],
    ['a content type nobody reads', '/api/typed', { method: 'POST', headers: { ...admin, 'content-type': 'image/png' }, body: 'x' }, 415],
    ['a body too large', '/api/typed', { method: 'POST', headers: admin, body: JSON.stringify('x'.repeat(5_000_000)) }, 413],
  ];
  it.each(cases)('is answered as problem+json that says what to do: %s', async (_name, path, init, status) => {
    const errors: unknown[] = [];
    const response = await fetch((await serve([failing], { errors })) + path, init);
    const problem = (await response.json()) as Record<string, unknown>;
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(problem).toMatchObject({ status, traceId: response.headers.get('x-trace-id') });
    expect(String(problem['action']).length).toBeGreaterThan(10);
    expect(JSON.stringify(problem)).not.toContain('text of a patient');
    expect(errors).toHaveLength(status === 500 ? 1 : 0);
    if (status === 503) expect(response.headers.get('retry-after')).toBe('2');
  });

  it('of form names every wrong field', async () => {
    const response = await fetch(`${await serve([failing])}/api/typed`, { method: 'POST', headers: admin, body: '{}' });
    expect(((await response.json()) as { errors: { path: string }[] }).errors).toMatchObject([{ path: '/count' }]);
  });
});

describe('the documentation', () => {
  it('lists every route, its answers and whether it needs the token, and fetches nothing from outside', async () => {
    const url = await serve(
      [
        async (app) =>
          void app.get('/api/admin/thing', { schema: { summary: 'A thing', response: { 200: z.object({ id: z.string() }) } } }, async () => ({ id: '1' })),
      ],
      { hasDocs: true },
    );
    const document = (await (await fetch(`${url}/docs/json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: object; security: object }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const route = document.paths['/api/admin/thing']?.['get'];
    expect(Object.keys(route?.responses ?? {}).sort()).toEqual(['200', '4XX', '5XX']);
    expect(route?.security).toEqual([{ bearer: [] }]);
    expect(await (await fetch(`${url}/docs`)).text()).not.toMatch(/(src|href)="https?:/);
  });
});

describe('closing', () => {
  /** A server with one route that answers when told to, and the moments of a close in which a request is in hand. */
  async function startHolding() {
    const entered = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const closing = Promise.withResolvers<void>();
    const slow: FastifyPluginAsync = async (app) => {
      app.addHook('preClose', async () => closing.resolve());
      app.get('/docs/slow', async () => {
        entered.resolve();
        await held.promise;
        return { done: true };
      });
    };
    const server = createHttpServer({ plugins: [slow], adminToken: null, log: { error: () => undefined }, clock: { now: Date.now }, docsVersion: null });
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    const close = async () => {
      await entered.promise;
      const closed = server.close();
      await closing.promise;
      return { answer: () => held.resolve(), closed };
    };
    const connections = () => new Promise<number>((resolve) => server.server.getConnections((_error, count) => resolve(count)));
    return { url, close, connections };
  }

  it('answers requests on open connections with 503 and Retry-After', async () => {
    const { url, close, connections } = await startHolding();
    const port = Number(new URL(url).port);
    const sockets = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    const texts = ['', ''];
    sockets.forEach((socket, n) => socket.on('data', (chunk) => (texts[n] += chunk.toString())));
    sockets[0]?.write('GET /docs/slow HTTP/1.1\r\nHost: x\r\n\r\n');
    sockets[1]?.write('GET /docs/slow HTTP/1.1\r\nHost: x\r\n');
    await until('both to be connected', async () => (await connections()) === 2);
    const { answer, closed } = await close();
    sockets[1]?.write('\r\n');
    await until('the second to be refused', () => /^HTTP\/1\.1 503/.test(texts[1] ?? ''));
    answer();
    await closed;
    await until('the first to be answered', () => /^HTTP\/1\.1 200/.test(texts[0] ?? ''));
    expect(texts[1]?.toLowerCase()).toContain('retry-after: 2');
    sockets.forEach((socket) => socket.destroy());
  });

  it('ends although a kept-alive connection had a request in hand', async () => {
    const { url, close } = await startHolding();
    const agent = new Agent({ keepAlive: true });
    const answered = new Promise<IncomingMessage>((resolve) => get(`${url}/docs/slow`, { agent }, (response) => resolve(response.resume())));
    const { answer, closed } = await close();
    answer();
    expect((await answered).headers.connection).toBe('close');
    await closed;
    agent.destroy();
  }, 30_000);
});
