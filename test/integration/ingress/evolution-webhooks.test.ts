import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/errors.ts';
import { type Door, type DoorOptions, evolutionBody, openDoor, post } from './door.ts';

const doors: Door[] = [];
async function open(options?: DoorOptions): Promise<Door> {
  const door = await openDoor(options);
  doors.push(door);
  return door;
}
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});

const jwt = (secret: string, claims: object, header: object = { alg: 'HS256', typ: 'JWT' }) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};

describe('a webhook of an Evolution instance', () => {
  it('is accepted with its trace ID, and the queued job holds what was received', async () => {
    const door = await open();
    const answer = await post(door, '/webhooks/evolution', evolutionBody({ data: { text: 'hola' } }));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ accepted: true, traceId: answer.headers.get('x-trace-id') });
    expect(door.queued).toHaveLength(1);
    expect(door.queued[0]).toMatchObject({
      v: 1,
      kind: 'webhook',
      provider: 'evolution',
      traceId: answer.body['traceId'],
      body: { event: 'messages.upsert', instance: 'front', data: { text: 'hola' } },
    });
    expect(door.counted).toEqual(['evolution accepted']);
  });

  it('sent again byte for byte is answered as a duplicate of the first and queued once', async () => {
    const door = await open();
    const body = JSON.stringify(evolutionBody());
    const first = await post(door, '/webhooks/evolution', body);
    const again = await post(door, '/webhooks/evolution/messages-upsert', body);
    const named = await post(door, '/webhooks/evolution', body, { 'x-trace-id': 'trace-of-the-sender' });
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ accepted: true, traceId: first.body['traceId'], duplicate: true });
    expect(again.headers.get('x-trace-id')).toBe(first.body['traceId']);
    expect(named.body).toEqual({ accepted: true, traceId: first.body['traceId'], duplicate: true });
    expect(named.headers.get('x-trace-id')).toBe('trace-of-the-sender');
    expect(door.queued).toHaveLength(1);
    expect(door.counted).toEqual(['evolution accepted', 'evolution duplicate', 'evolution duplicate']);
  });

  it.each([
    '',
    '/',
    '//',
    '/messages-upsert',
    '//messages-upsert',
    '/messages-upsert/',
    '/messages-upsert/messages-upsert',
    '?token=abc/messages-upsert',
    '/какое-то событие',
  ])('arrives at the URL that Evolution builds by concatenation: "%s"', async (suffix) => {
    const door = await open();
    expect((await post(door, `/webhooks/evolution${suffix}`, evolutionBody())).status).toBe(200);
  });

  it.each([['application/json; charset=utf-8'], ['text/plain'], ['not a content type'], ['application/x-www-form-urlencoded']])(
    'is read whatever content type it claims: %s',
    async (contentType) => {
      const door = await open();
      expect((await post(door, '/webhooks/evolution', evolutionBody(), { 'content-type': contentType })).status).toBe(200);
    },
  );

  it.each(['front', 'Clínica do João', 'клиника / зал 2', 'מרפאה', 'a:b\u0000c', '__proto__', 'x'.repeat(300)])('may have any name: %s', async (instance) => {
    const door = await open({ channels: [{ instance }] });
    expect((await post(door, '/webhooks/evolution', evolutionBody({ instance }))).status).toBe(200);
  });

  it('of a kind nobody knows is accepted: the worker decides', async () => {
    const door = await open();
    expect((await post(door, '/webhooks/evolution', evolutionBody({ event: 'something.new', data: null }))).status).toBe(200);
    expect(door.queued).toHaveLength(1);
  });
});

describe('the proof of an Evolution instance', () => {
  const secret = 'line-secret';
  const nowSeconds = Math.floor(Date.now() / 1000);
  const withSecret: DoorOptions = { channels: [{ webhookSecret: secret }] };
  const withDefault: DoorOptions = { settings: { evolutionSecret: secret } };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const cases: [string, DoorOptions, string, Record<string, string>, Record<string, unknown>, number][] = [
    ['the secret in the header', withSecret, '', { 'x-webhook-secret': secret }, {}, 200],
    ['the secret in the path', withSecret, '/s/line-secret', {}, {}, 200],
    ['the secret in the path before an event', withSecret, '/s/line-secret//messages-upsert', {}, {}, 200],
    ['a secret with a slash, encoded in the path', { channels: [{ webhookSecret: 'a/b c' }] }, '/s/a%2Fb%20c', {}, {}, 200],
    [
      'a JWT signed with the secret',
      withSecret,
      '',
      bearer(jwt(secret, { iat: nowSeconds, exp: nowSeconds + 600, app: 'evolution', action: 'webhook' })),
      {},
      200,
    ],
    ['a JWT that expired 23 hours ago', withSecret, '', bearer(jwt(secret, { exp: nowSeconds - 23 * 3600 })), {}, 200],
    ['a JWT that expired 25 hours ago', withSecret, '', bearer(jwt(secret, { exp: nowSeconds - 25 * 3600 })), {}, 401],
    ['a JWT signed with another secret', withSecret, '', bearer(jwt('other', { exp: nowSeconds + 600 })), {}, 401],
    ['an unsigned JWT', withSecret, '', bearer(jwt(secret, { exp: nowSeconds + 600 }, { alg: 'none' })), {}, 401],
    ['the apikey alone, though the channel has a secret', withSecret, '', {}, {}, 401],
    ['a wrong secret in the header', withSecret, '', { 'x-webhook-secret': 'line-secreT' }, {}, 401],
    ['a wrong secret in the path', withSecret, '/s/line-secre', {}, {}, 401],
    ['the default secret', withDefault, '', { 'x-webhook-secret': secret }, {}, 200],
    ['the default secret in the path', withDefault, '/s/line-secret', {}, {}, 200],
    ['the apikey alone, though there is a default secret', withDefault, '', {}, {}, 401],
    [
      'the default secret, though the channel has its own',
      { channels: [{ webhookSecret: 'own' }], ...withDefault },
      '',
      { 'x-webhook-secret': secret },
      {},
      401,
    ],
    ["the channel's webhookToken as apikey", { channels: [{ webhookToken: 'token' }] }, '', {}, { apikey: 'token' }, 200],
    ["the channel's apiKey, though it has a webhookToken", { channels: [{ webhookToken: 'token' }] }, '', {}, {}, 401],
    ['a wrong apikey', {}, '', {}, { apikey: 'channel-api-keY' }, 401],
    ['no apikey', {}, '', {}, { apikey: undefined }, 401],
    ['a null apikey', {}, '', {}, { apikey: null }, 401],
    ['an unknown instance with the right apikey', {}, '', {}, { instance: 'unknown' }, 401],
    ['an unknown instance with the default secret', withDefault, '', { 'x-webhook-secret': secret }, { instance: 'unknown' }, 401],
    ['no instance', {}, '', {}, { instance: undefined }, 401],
    ['an instance that is no name', {}, '', {}, { instance: { name: 'front' } }, 401],
    [
      'the error hook with the default secret',
      withDefault,
      '',
      { 'x-webhook-secret': secret },
      { instance: undefined, event: 'error', api_key: 'global' },
      200,
    ],
    ['the error hook without proof', {}, '', {}, { instance: undefined, event: 'error', api_key: 'global' }, 401],
  ];
  it.each(cases)('%s', async (_name, options, suffix, headers, fields, status) => {
    const door = await open(options);
    const answer = await post(door, `/webhooks/evolution${suffix}`, evolutionBody(fields), headers);
    expect(answer.status).toBe(status);
    expect(door.queued).toHaveLength(status === 200 ? 1 : 0);
    if (status === 401) expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('that is missing is answered alike for known and unknown instances', async () => {
    const door = await open();
    const texts = await Promise.all(
      ['front', 'unknown'].map(async (instance) => (await post(door, '/webhooks/evolution', evolutionBody({ instance, apikey: 'wrong' }))).body['detail']),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(door.counted.sort()).toEqual(['evolution unknown_instance', 'evolution wrong_proof']);
  });
});

describe('our own trouble', () => {
  const away = () => Promise.reject(new Fault('dependency_away', 'away'));
  const hanging = () => new Promise<never>(() => undefined);
  it.each([
    ['Redis is away', { add: away }, 'redis_away'],
    ['Redis does not answer', { add: hanging }, 'too_slow'],
    ['Postgres is needed and away', { find: away }, 'postgres_away'],
    ['Postgres is needed and does not answer', { find: hanging }, 'too_slow'],
    ['the process shuts down', { draining: () => true }, 'draining'],
    ['there is a bug', { add: () => Promise.reject(new TypeError('text of a patient')) }, 'failed'],
  ])('is a 503 with Retry-After within a second, never a refusal: %s', async (_name, options, outcome) => {
    const door = await open(options);
    const tookMs: number[] = [];
    // The quickest of three: a machine that is busy for a moment does not tell how long ingress waits.
    for (let n = 1; n <= 3; n += 1) {
      const startedAtMs = Date.now();
      const answer = await post(door, '/webhooks/evolution', evolutionBody());
      tookMs.push(Date.now() - startedAtMs);
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(Math.min(...tookMs)).toBeLessThan(1000);
    expect(door.counted).toEqual(Array(3).fill(`evolution ${outcome}`));
    expect(door.log.join('')).not.toContain('text of a patient');
  });

  it('does not keep the server from closing at once', async () => {
    const door = await openDoor();
    await post(door, '/webhooks/evolution', evolutionBody());
    await door.close();
    await expect(fetch(door.url)).rejects.toThrow();
  });
});

describe('the rate of a line', () => {
  it('sheds with 429 and Retry-After, drops nothing silently, and leaves other lines alone', async () => {
    const door = await open({ channels: [{}, { instance: 'other' }], rate: { perSecond: 0.5, burst: 3 } });
    const statuses = [];
    for (let sent = 0; sent < 5; sent += 1) statuses.push(await post(door, '/webhooks/evolution', evolutionBody()));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(Number(statuses[4]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(door.queued).toHaveLength(3);
    expect(door.counted.filter((line) => line === 'evolution rate_limited')).toHaveLength(2);
    expect((await post(door, '/webhooks/evolution', evolutionBody({ instance: 'other' }))).status).toBe(200);
  });

  it('is not spent by senders without proof', async () => {
    const door = await open({ rate: { perSecond: 0.5, burst: 1 } });
    for (let sent = 0; sent < 3; sent += 1) expect((await post(door, '/webhooks/evolution', evolutionBody({ apikey: 'wrong' }))).status).toBe(401);
    expect((await post(door, '/webhooks/evolution', evolutionBody())).status).toBe(200);
  });
});
