import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { metaSigned, metaText } from '../../../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import { proveEvolutionWebhook } from '../../../../src/adapters/whatsapp/evolution/verify-webhook.ts';
import { proveMetaWebhook, verifyMetaSignature } from '../../../../src/adapters/whatsapp/meta/verify-webhook.ts';
import type { EvolutionChannel } from '../../../../src/domain/clinic.ts';
import type { EvolutionProof } from '../../../../src/ingress/ports.ts';

const NOW_MS = Date.UTC(2026, 10, 2, 12);
const SECRET = 'a-secret-of-this-clinic';
const channel = (extra: Partial<EvolutionChannel> = {}): EvolutionChannel => ({
  provider: 'evolution',
  instance: 'sorriso',
  baseUrl: 'http://evo',
  apiKey: 'key-1',
  ...extra,
});
const nothing: EvolutionProof = { header: null, authorization: null, pathSecret: null, apikey: null };
const prove = (proof: Partial<EvolutionProof>, of: EvolutionChannel | null = channel({ webhookSecret: SECRET }), defaultSecret: string | null = null) =>
  proveEvolutionWebhook({ channel: of, defaultSecret, proof: { ...nothing, ...proof }, nowMs: NOW_MS });

async function bearer(secret: string, expiresAtMs: number, alg: 'HS256' | 'HS512' = 'HS256'): Promise<string> {
  const claims = { app: 'evolution', action: 'webhook' };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg })
    .setIssuedAt(Math.floor(NOW_MS / 1000) + 3_600)
    .setExpirationTime(Math.floor(expiresAtMs / 1000))
    .sign(new TextEncoder().encode(secret.padEnd(64, '.')));
  return `Bearer ${token}`;
}
const JWT_SECRET = SECRET.padEnd(64, '.');
const jwtChannel = channel({ webhookSecret: JWT_SECRET });

describe('an Evolution server proves itself', () => {
  test('with the secret in the header or in the path', () => {
    expect(prove({ header: SECRET })).toBe(true);
    expect(prove({ pathSecret: SECRET })).toBe(true);
  });

  test.each(['', 'x', `${SECRET}x`, SECRET.slice(1), SECRET.toUpperCase()])('not with %j', (given) => {
    expect(prove({ header: given })).toBe(false);
    expect(prove({ pathSecret: given })).toBe(false);
    expect(prove({ authorization: `Bearer ${given}` })).toBe(false);
  });

  test('with its JWT, whose issue time may be ahead of our clock', async () => {
    expect(prove({ authorization: await bearer(SECRET, NOW_MS + 600_000) }, jwtChannel)).toBe(true);
  });

  test('with a JWT expired less than a day ago, since it signs once and retries', async () => {
    expect(prove({ authorization: await bearer(SECRET, NOW_MS - 23 * 3_600_000) }, jwtChannel)).toBe(true);
    expect(prove({ authorization: await bearer(SECRET, NOW_MS - 25 * 3_600_000) }, jwtChannel)).toBe(false);
  });

  test('not with a JWT of another secret, another algorithm or none', async () => {
    expect(prove({ authorization: await bearer('another', NOW_MS + 600_000) }, jwtChannel)).toBe(false);
    expect(prove({ authorization: await bearer(SECRET, NOW_MS + 600_000, 'HS512') }, jwtChannel)).toBe(false);
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ app: 'evolution' })}`;
    expect(prove({ authorization: `Bearer ${unsigned}.` }, jwtChannel)).toBe(false);
    const renamed = createHmac('sha256', JWT_SECRET).update(unsigned).digest('base64url');
    expect(prove({ authorization: `Bearer ${unsigned}.${renamed}` }, jwtChannel)).toBe(false);
  });

  test('with the default secret where the channel has none, and the apikey no longer counts', () => {
    expect(prove({ header: 'default' }, channel(), 'default')).toBe(true);
    expect(prove({ apikey: 'key-1' }, channel(), 'default')).toBe(false);
    expect(prove({ header: 'default' }, channel({ webhookSecret: SECRET }), 'default')).toBe(false);
  });

  test("with the body's apikey where no secret is configured: the webhook token, else the key", () => {
    expect(prove({ apikey: 'key-1' }, channel())).toBe(true);
    expect(prove({ apikey: 'key-1' }, channel({ webhookToken: 'token-1' }))).toBe(false);
    expect(prove({ apikey: 'token-1' }, channel({ webhookToken: 'token-1' }))).toBe(true);
    expect(prove({}, channel())).toBe(false);
  });

  test('an unknown instance only with the default secret', () => {
    expect(prove({ apikey: 'key-1' }, null)).toBe(false);
    expect(prove({ apikey: '' }, null, '')).toBe(false);
    expect(prove({ header: 'default' }, null, 'default')).toBe(true);
  });
});

describe('Meta proves itself by the signature of the bytes', () => {
  const { headers, payload } = metaSigned(metaText({ phoneNumberId: '1', from: '4915100000000', text: 'Grüße/שלום' }), 'secret-a');
  const raw = Buffer.from(payload);
  const signature = headers['x-hub-signature-256'] ?? '';

  test('under either secret while one is rotated', () => {
    expect(verifyMetaSignature(raw, signature, ['secret-a'])).toBe('ok');
    expect(verifyMetaSignature(raw, signature, ['secret-b', 'secret-a'])).toBe('ok');
    expect(verifyMetaSignature(raw, signature.toUpperCase().replace('SHA256', 'sha256'), ['secret-a'])).toBe('ok');
    expect(verifyMetaSignature(raw, signature, ['secret-b'])).toBe('bad_signature');
  });

  test('nothing is proved without a secret', () => {
    expect(verifyMetaSignature(raw, signature, [])).toBe('bad_signature');
    const emptyKey = `sha256=${createHmac('sha256', '').update(raw).digest('hex')}`;
    expect(verifyMetaSignature(raw, emptyKey, [''])).toBe('bad_signature');
  });

  test('other bytes of the same JSON have another signature', () => {
    expect(verifyMetaSignature(Buffer.from(JSON.stringify(JSON.parse(payload))), signature, ['secret-a'])).toBe('bad_signature');
  });

  test('no header is told apart from a wrong one', () => {
    expect(verifyMetaSignature(raw, undefined, ['secret-a'])).toBe('missing_signature');
    expect(verifyMetaSignature(raw, '', ['secret-a'])).toBe('missing_signature');
    for (const wrong of ['sha256=', 'sha256=zz', signature.slice(0, -2), signature.slice(7), `${signature}00`]) {
      expect(verifyMetaSignature(raw, wrong, ['secret-a'])).toBe('bad_signature');
    }
  });
});

const RECORDINGS = new URL('../../../../../shared/webhooks/', import.meta.url);
const why = existsSync(RECORDINGS) ? null : 'recorded webhooks are not on this machine';

describe.skipIf(why)(`recorded signatures${why ? ` (${why})` : ''}`, () => {
  type Recorded = { headers?: Record<string, string> | null; bodyBase64: string; appSecret?: string; expect: { reason?: string }; expectStatus?: number };
  const read = (folder: string) =>
    readdirSync(new URL(folder, RECORDINGS))
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ name, file: JSON.parse(readFileSync(new URL(`${folder}${name}`, RECORDINGS), 'utf8')) as Recorded }))
      .filter(({ file }) => file.appSecret !== undefined && file.bodyBase64 !== undefined);

  test.each(why ? [] : [...read('meta/'), ...read('meta/signature/')])('$name', ({ file }) => {
    const signature = file.headers?.['X-Hub-Signature-256'];
    const check = verifyMetaSignature(Buffer.from(file.bodyBase64, 'base64'), signature, [file.appSecret ?? '']);
    expect(check).toBe(file.expectStatus === 401 ? file.expect.reason : 'ok');
    expect(proveMetaWebhook(Buffer.from(file.bodyBase64, 'base64'), signature ?? '', [file.appSecret ?? ''])).toBe(check === 'ok');
  });
});
