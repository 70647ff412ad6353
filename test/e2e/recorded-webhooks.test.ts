import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/process-under-test.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

type Recorded = {
  body: { instance?: string; apikey?: string; entry?: unknown[] };
  bodyBase64?: string;
  headers?: Record<string, string>;
  appSecret?: string;
  expect: Record<string, unknown> & { kind: string; items?: unknown };
};
const FOLDER = join(ROOT, '../shared/webhooks');
const FIELDS = ['kind', 'from', 'replyTo', 'chat', 'text', 'messageId', 'instance', 'reason'];

function recorded(folder: string): [string, Recorded][] {
  if (!existsSync(join(FOLDER, folder))) return [];
  const files = readdirSync(join(FOLDER, folder)).filter((file) => file.endsWith('.json'));
  return files
    .map((file): [string, Recorded] => [file, JSON.parse(readFileSync(join(FOLDER, folder, file), 'utf8')) as Recorded])
    .filter(([, { expect: wanted }]) => !['sequence', 'either', 'rejected'].includes(wanted.kind));
}
const evolution = recorded('evolution');
const meta = recorded('meta');
const SECRET = 'the-default-secret';

const servers = useServers();
let system: System;

describeOnServers('recorded webhooks, posted as they were sent', () => {
  describe.skipIf(evolution.length === 0)('(skipped where the recordings are absent)', () => {
    beforeAll(async () => {
      const secrets = [...new Set(meta.map(([, { appSecret }]) => appSecret).filter((secret) => secret !== undefined))];
      system = await servers.start({ env: { META_APP_SECRET: secrets.slice(0, 2).join(','), EVOLUTION_WEBHOOK_SECRET: SECRET, STALE_AFTER_MINUTES: '1' } });
      const instances = [...new Set(evolution.flatMap(([, { body }]) => (body.instance ? [body.instance] : [])))];
      const channels = instances.map((instance) => ({ provider: 'evolution', instance, baseUrl: system.simulator.url, apiKey: 'key' }));
      const stored = await system.admin('PUT', `/clinics/${system.clinic.id}`, { ...system.clinic, channels: [...system.clinic.channels, ...channels] });
      expect(stored.status, JSON.stringify(stored.body)).toBeLessThan(300);
    });

    const items = async (traceId: string) =>
      until(
        `the story of ${traceId}\n${system
          .lines()
          .filter((line) => /warn|error/.test(line))
          .slice(-3)
          .join('\n')}`,
        async () => {
          const { body } = await system.admin<{ events?: { stage: string; data: { items?: Record<string, unknown>[] } }[] }>('GET', `/traces/${traceId}`);
          return body.events?.find((event) => event.stage === 'inbound')?.data.items;
        },
        30_000,
      );

    const check = async (provider: string, { body, bodyBase64, headers, expect: wanted }: Recorded) => {
      const traceId = `recorded-${randomUUID()}`;
      const signed = Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => /^x-hub/i.test(name)));
      const response = await fetch(`${system.ingress.url}/webhooks/${provider}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-trace-id': traceId, 'x-webhook-secret': SECRET, ...signed },
        body: bodyBase64 === undefined ? JSON.stringify(body) : Buffer.from(bodyBase64, 'base64'),
      });
      expect(response.status).toBe(200);
      const { traceId: accepted } = (await response.json()) as { traceId: string };
      const found = await items(accepted);
      const expected = Array.isArray(wanted.items) ? (wanted.items as Record<string, unknown>[]) : [wanted];
      expect(found).toHaveLength(expected.length);
      for (const [n, one] of expected.entries()) {
        for (const field of FIELDS) if (field in one) expect(found[n]?.[field], `${field} of item ${n}`).toEqual(one[field]);
      }
    };

    it.each(evolution)('evolution/%s', async (_file, webhook) => check('evolution', webhook));
    it.each(meta)('meta/%s', async (_file, webhook) => check('meta', webhook));
  });
});
