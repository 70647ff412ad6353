import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDoor, post } from './door.ts';

const RECORDED = join(import.meta.dirname, '../../../../shared/webhooks');
const isThere = existsSync(RECORDED);

type Recorded = { file: string; headers: Record<string, string> | null; raw: Buffer; body: Record<string, unknown>; appSecret?: string; expectStatus?: number };

function read(folder: string): Recorded[] {
  if (!isThere) return [];
  return readdirSync(join(RECORDED, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const recorded = JSON.parse(readFileSync(join(RECORDED, folder, file), 'utf8')) as Omit<Recorded, 'raw' | 'file'> & { bodyBase64?: string };
      return { ...recorded, file, raw: recorded.bodyBase64 ? Buffer.from(recorded.bodyBase64, 'base64') : Buffer.from(JSON.stringify(recorded.body)) };
    });
}

const signatureOf = (recorded: Recorded) => Object.entries(recorded.headers ?? {}).find(([name]) => name.toLowerCase() === 'x-hub-signature-256')?.[1];

describe.skipIf(!isThere)('webhooks recorded from real servers (skipped where the recordings are absent)', () => {
  it('of Evolution are accepted with the right proof and refused with a wrong one', async () => {
    const recordings = read('evolution').filter(({ body }) => typeof body['instance'] === 'string');
    expect(recordings.length).toBeGreaterThan(100);
    const instances = [...new Set(recordings.map(({ body }) => String(body['instance'])))];
    const door = await openDoor({ channels: instances.map((instance) => ({ instance, webhookSecret: 'right' })) });
    for (const { file, raw } of recordings) {
      expect((await post(door, '/webhooks/evolution', raw, { 'x-webhook-secret': 'wrong' })).status, file).toBe(401);
      expect((await post(door, '/webhooks/evolution', raw, { 'x-webhook-secret': 'right' })).status, file).toBe(200);
    }
    const queued = JSON.stringify(door.queued);
    for (const { body } of recordings) if (typeof body['apikey'] === 'string') expect(queued).not.toContain(body['apikey']);
    await door.close();
  });

  it('of Evolution without a secret are proved by their apikey', async () => {
    const recordings = read('evolution').filter(
      ({ body }) => typeof body['instance'] === 'string' && typeof body['apikey'] === 'string' && body['apikey'] !== '',
    );
    expect(recordings.length).toBeGreaterThan(50);
    const tokens = new Map(recordings.map(({ body }) => [String(body['instance']), String(body['apikey'])]));
    const door = await openDoor({ channels: [...tokens].map(([instance, webhookToken]) => ({ instance, webhookToken })) });
    for (const { file, raw, body } of recordings) {
      const isRight = tokens.get(String(body['instance'])) === body['apikey'];
      expect((await post(door, '/webhooks/evolution', raw)).status, file).toBe(isRight ? 200 : 401);
    }
    await door.close();
  });

  it('of Meta are accepted with their own signature and refused with that of another secret', async () => {
    for (const recorded of read('meta').filter(({ appSecret }) => appSecret)) {
      const door = await openDoor({ settings: { metaAppSecrets: [recorded.appSecret ?? ''] } });
      const wrong = `sha256=${createHmac('sha256', 'another').update(recorded.raw).digest('hex')}`;
      expect((await post(door, '/webhooks/meta', recorded.raw, { 'x-hub-signature-256': wrong })).status, recorded.file).toBe(401);
      expect((await post(door, '/webhooks/meta', recorded.raw, { 'x-hub-signature-256': signatureOf(recorded) ?? '' })).status, recorded.file).toBe(200);
      await door.close();
    }
  });

  it.each(read('meta/signature').map((recorded) => [recorded.file, recorded] as const))('signature case %s', async (_file, recorded) => {
    const door = await openDoor({ settings: { metaAppSecrets: [recorded.appSecret ?? ''] } });
    const signature = signatureOf(recorded);
    const answer = await post(door, '/webhooks/meta', recorded.raw, signature === undefined ? {} : { 'x-hub-signature-256': signature });
    expect(answer.status).toBe(recorded.expectStatus);
    await door.close();
  });
});
