import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createHttpProvider } from '../../../src/adapters/snippets/http-provider.ts';
import type { ScopeId } from '../../../src/domain/scope-id.ts';
import { snippetIdOf } from '../../../src/domain/snippet.ts';
import { createPolicy, type Policy, wasRefused } from '../../../src/runtime/resilience.ts';
import { loadConfig } from '../../../src/runtime/config.ts';
import { startSnippetProvider, type SnippetProviderServer } from '../../support/snippet-provider.ts';
import { newScope } from '../../support/snippet-world.ts';
import { until } from '../../support/until.ts';

const pair = { trigger: 'parking', content: 'Behind the house.' };
const SNIPPET = { ...pair, id: snippetIdOf(pair), metadata: { by: 'ana' } };

let server: SnippetProviderServer;
let policy: Policy;
let clockMs = 1_000_000;
const { context7SearchPath, context7SnippetPath, context7HealthPath } = loadConfig({});
const PATHS = { search: context7SearchPath, snippet: context7SnippetPath, health: context7HealthPath };
const providerWith = (changes: Partial<Parameters<typeof createHttpProvider>[0]> = {}, limits: { timeoutMs?: number; resetMs?: number } = {}) => {
  policy = createPolicy({ name: 'context7', timeoutMs: limits.timeoutMs ?? 2_000, breaker: { resetMs: limits.resetMs ?? 60_000 } });
  return createHttpProvider({
    baseUrl: server.url,
    apiKey: server.key,
    paths: PATHS,
    guard: (key, call) => policy.run(key, call),
    wasRefused,
    now: () => clockMs,
    ...changes,
  });
};
beforeEach(async () => {
  server = await startSnippetProvider();
});
afterEach(async () => {
  policy?.close();
  await server.stop();
});

describe('the snippet provider over HTTP', () => {
  test('keeps a snippet and finds it again, with the key on every call', async () => {
    const provider = providerWith();
    const scopeId = newScope();
    expect(await provider.put(scopeId, SNIPPET)).toEqual({ ok: true });
    expect(await provider.put(scopeId, SNIPPET)).toEqual({ ok: true });
    expect(await provider.search(scopeId, 10)).toEqual({ ok: true, snippets: [{ ...SNIPPET, updatedAtMs: expect.any(Number) }] });
    expect(await provider.search(newScope(), 10)).toEqual({ ok: true, snippets: [] });
    expect(await provider.look()).toEqual({ ok: true });
    expect(server.calls.every((call) => call.authorization === `Bearer ${server.key}`)).toBe(true);
  });

  test('is found below a base with a path, and at other paths', async () => {
    const provider = providerWith({ baseUrl: `${server.url}/api/`, paths: { search: '/v2/find', snippet: '/v2/{id}/of', health: '/up' } });
    await provider.search(newScope(), 1);
    await provider.put(newScope(), SNIPPET);
    await provider.look();
    expect(server.calls.map((call) => `${call.method} ${call.path}`)).toEqual(['POST /api/v2/find', `PUT /api/v2/${SNIPPET.id}/of`, 'GET /api/up']);
  });

  test.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'unknown'],
    [409, 'conflict'],
    [413, 'too_large'],
    [418, 'http:418'],
    [429, 'rate_limited'],
    [500, 'http:500'],
    [502, 'http:502'],
    [503, 'http:503'],
    [301, 'http:301'],
  ])('answers %i: that is told as %s and nothing is thrown', async (status, code) => {
    server.fail({ kind: 'status', status });
    expect(await providerWith().put(newScope(), SNIPPET)).toMatchObject({ ok: false, trouble: 'api_error', code });
  });

  test('a wrong key is told as such', async () => {
    expect(await providerWith({ apiKey: 'another' }).search(newScope(), 1)).toMatchObject({ ok: false, code: 'unauthorized' });
    expect(await providerWith({ apiKey: null }).search(newScope(), 1)).toMatchObject({ ok: false, code: 'unauthorized' });
  });

  test.each([
    ['hangs', { kind: 'hang' } as const, 'timeout'],
    ['breaks off', { kind: 'close' } as const, 'network'],
    ['answers no JSON', { kind: 'body', text: 'hello' } as const, 'api_error'],
    ['answers another shape', { kind: 'body', text: '[]' } as const, 'api_error'],
    ['answers with nothing', { kind: 'body', text: '' } as const, 'api_error'],
  ])('one that %s is told as such, within the deadline', async (_what, fault, trouble) => {
    server.fail(fault);
    expect(await providerWith({}, { timeoutMs: 300 }).search(newScope(), 1)).toMatchObject({ ok: false, trouble });
  });

  test.each([
    ['without a trigger', { id: '1', content: 'x' }],
    ['with an empty content', { id: '2', trigger: 'x', content: ' ' }],
    ['that is too long', { id: '3', trigger: 'x', content: 'y'.repeat(5_000) }],
    ['that is none', 7],
  ])('a snippet %s is left out, the others are taken', async (_what, bad) => {
    server.fail({
      kind: 'body',
      text: JSON.stringify({ snippets: [bad, { id: '9', trigger: ' Wi-Fi ', content: 'Ask.', updatedAt: '2026-01-02T00:00:00Z' }] }),
    });
    expect(await providerWith().search(newScope(), 10)).toEqual({
      ok: true,
      snippets: [{ id: '9', trigger: 'wi-fi', content: 'Ask.', metadata: null, updatedAtMs: Date.parse('2026-01-02T00:00:00Z') }],
    });
  });

  test('an answer for another scope is refused as a whole', async () => {
    for (const body of [{ scopeId: newScope(), snippets: [] }, { snippets: [{ id: '1', scopeId: newScope(), trigger: 'a', content: 'b' }] }]) {
      server.fail({ kind: 'body', text: JSON.stringify(body) });
      expect(await providerWith().search(newScope(), 10)).toMatchObject({ ok: false, code: 'unreadable' });
    }
  });

  test('a malformed scope is never sent', async () => {
    const provider = providerWith();
    const malformed = 'scope:everything:*:x' as ScopeId;
    expect(() => provider.search(malformed, 1)).toThrow('malformed');
    expect(() => provider.put(malformed, SNIPPET)).toThrow('malformed');
    expect(server.calls).toEqual([]);
  });

  test('one that asks to be left alone is left alone until then', async () => {
    const provider = providerWith();
    server.fail({ kind: 'status', status: 429, headers: { 'retry-after': '30' } });
    expect(await provider.put(newScope(), SNIPPET)).toEqual({ ok: false, trouble: 'api_error', code: 'rate_limited', retryAfterMs: 30_000 });
    server.fail(null);
    clockMs += 29_000;
    expect(await provider.put(newScope(), SNIPPET)).toEqual({ ok: false, trouble: 'refused', code: 'paused', retryAfterMs: 1_000 });
    expect(server.calls).toHaveLength(1);
    clockMs += 1_001;
    expect(await provider.put(newScope(), SNIPPET)).toEqual({ ok: true });
  });

  test('one that asks to be left alone without saying how long gets a moment, and its breaker stays closed however often it asks', async () => {
    const provider = providerWith();
    const scopeId = newScope();
    server.fail({ kind: 'status', status: 429 });
    for (let n = 0; n < 30; n += 1) {
      expect(await provider.put(scopeId, SNIPPET)).toMatchObject({ code: 'rate_limited', retryAfterMs: 1_000 });
      clockMs += 1_001;
    }
    server.fail(null);
    expect(await provider.put(scopeId, SNIPPET)).toEqual({ ok: true });
  });

  test('one that asks to be left alone may still be looked at, unless it was the looking', async () => {
    const provider = providerWith();
    server.fail({ kind: 'status', status: 429, headers: { 'retry-after': '30' } }, 'PUT');
    expect(await provider.put(newScope(), SNIPPET)).toMatchObject({ code: 'rate_limited' });
    expect(await provider.look()).toEqual({ ok: true });
    clockMs += 31_000;
    server.fail({ kind: 'status', status: 429, headers: { 'retry-after': '30' } }, 'GET');
    expect(await provider.look()).toMatchObject({ code: 'rate_limited' });
    expect(await provider.look()).toMatchObject({ code: 'paused' });
    expect(await provider.put(newScope(), SNIPPET)).toEqual({ ok: true });
  });

  test('ten failures in a row open the breaker of the clinic alone; a probe closes it when the provider is back', async () => {
    const provider = providerWith({}, { resetMs: 100 });
    const [mine, other] = [newScope(), newScope()];
    server.fail({ kind: 'status', status: 500 });
    for (let n = 0; n < 9; n += 1) await provider.search(mine, 1);
    server.fail(null);
    expect(await provider.search(mine, 1)).toMatchObject({ ok: true }); // nine are not ten
    server.fail({ kind: 'status', status: 500 });
    for (let n = 0; n < 10; n += 1) expect(await provider.search(mine, 1)).toMatchObject({ trouble: 'api_error' });
    const calls = server.calls.length;
    expect(await provider.search(mine, 1)).toEqual({ ok: false, trouble: 'refused', code: 'breaker_open' });
    expect(server.calls).toHaveLength(calls);
    server.fail(null);
    expect(await provider.search(other, 1)).toMatchObject({ ok: true });
    await until('the breaker probes and closes', async () => (await provider.search(mine, 1)).ok);
  });

  test('refusals of a snippet do not open it', async () => {
    const provider = providerWith();
    const scopeId = newScope();
    server.fail({ kind: 'status', status: 409 });
    for (let n = 0; n < 30; n += 1) await provider.put(scopeId, SNIPPET);
    server.fail(null);
    expect(await provider.put(scopeId, SNIPPET)).toEqual({ ok: true });
  });
});

type Operation = {
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
};
type Contract = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown> } };
const contract = JSON.parse(readFileSync(new URL('../../../infra/snippet-provider.openapi.json', import.meta.url), 'utf8')) as Contract;

/** A schema of the contract as one that checks. */
function schemaOf(schema: unknown): z.ZodType {
  const whole = JSON.stringify({ ...(schema as object), $defs: contract.components.schemas }).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(whole) as Parameters<typeof z.fromJSONSchema>[0]);
}

describe('the contract of the snippet provider', () => {
  const operationOf = (method: string, path: string): Operation => {
    const known = Object.entries(contract.paths).find(([one]) => new RegExp(`^${one.replace('{id}', '(?!search$)[^/]+')}$`).test(path))?.[1];
    const operation = known?.[method.toLowerCase()];
    if (!operation) throw new Error(`the contract has no ${method} ${path}`);
    return operation;
  };

  test('has the paths that are the defaults of the settings', () => {
    expect(Object.keys(contract.paths).sort()).toEqual(Object.values(PATHS).sort());
  });

  test('is kept by every call that Frontdesk makes', async () => {
    const provider = providerWith();
    const scopeId = newScope();
    await provider.put(scopeId, SNIPPET);
    await provider.put(scopeId, { ...SNIPPET, metadata: null });
    await provider.search(scopeId, 1_000);
    await provider.look();
    expect(server.calls).toHaveLength(4);
    for (const call of server.calls) {
      const body = operationOf(call.method, call.path).requestBody;
      if (body === undefined) expect(call.body).toBeNull();
      else expect(schemaOf(body.content['application/json']!.schema).safeParse(call.body)).toMatchObject({ success: true });
    }
  });

  test('is kept by the simulator, in every answer it gives', async () => {
    const scopeId = newScope();
    const ask = async (method: string, path: string, body?: unknown, key = server.key) => {
      const response = await fetch(server.url + path, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const operation = operationOf(method, path.split('?')[0]!);
      const described = operation.responses[String(response.status)];
      expect(described, `${method} ${path} may not answer ${response.status}`).toBeDefined();
      const schema = described?.content?.['application/json']?.schema;
      if (schema === undefined) expect(text).toBe('');
      else expect(schemaOf(schema).safeParse(JSON.parse(text)), text).toMatchObject({ success: true });
      return response.status;
    };
    const path = `/v1/memory/snippets/${SNIPPET.id}`;
    const put = { scopeId, ...pair, metadata: {} };
    expect(await ask('GET', '/v1/health')).toBe(200);
    expect(await ask('PUT', path, put)).toBe(201);
    expect(await ask('PUT', path, put)).toBe(200);
    expect(await ask('PUT', path, { ...put, content: 'Something else.' })).toBe(409);
    expect(await ask('PUT', path, { ...put, metadata: { large: 'x'.repeat(70_000) } })).toBe(413);
    expect(await ask('POST', '/v1/memory/snippets/search', { scopeId, limit: 10 })).toBe(200);
    expect(await ask('POST', '/v1/memory/snippets/search', { scopeId, limit: 10 }, 'wrong')).toBe(401);
    expect(await ask('DELETE', `${path}?scopeId=${encodeURIComponent(scopeId)}`)).toBe(204);
    expect(await ask('DELETE', `${path}?scopeId=${encodeURIComponent(scopeId)}`)).toBe(404);
    server.fail({ kind: 'status', status: 429, headers: { 'retry-after': '1' } });
    expect(await ask('PUT', path, put)).toBe(429);
  });
});
