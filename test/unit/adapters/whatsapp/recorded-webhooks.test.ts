import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseEvolutionWebhook } from '../../../../src/adapters/whatsapp/evolution/parse-webhook.ts';
import { withoutCredentials } from '../../../../src/adapters/whatsapp/evolution/without-credentials.ts';
import { parseMetaWebhook } from '../../../../src/adapters/whatsapp/meta/parse-webhook.ts';
import type { WebhookItem } from '../../../../src/domain/message.ts';
import { webhookItemView } from '../../../../src/domain/webhook-item-view.ts';

const RECORDINGS = new URL('../../../../../shared/webhooks/', import.meta.url);
const why = existsSync(RECORDINGS) ? null : 'recorded webhooks are not on this machine';

type Expected = Record<string, unknown> & { kind: string; items?: Record<string, unknown>[] };

function recordings(folder: string): { name: string; body: unknown; expected: Expected }[] {
  if (why) return [];
  return readdirSync(new URL(folder, RECORDINGS))
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const file = JSON.parse(readFileSync(new URL(`${folder}${name}`, RECORDINGS), 'utf8')) as { body?: unknown; bodyBase64?: string; expect: Expected };
      const body = file.bodyBase64 === undefined ? file.body : JSON.parse(Buffer.from(file.bodyBase64, 'base64').toString('utf8'));
      return { name, body, expected: file.expect };
    });
}

/** Every field of `expect` (but `warning`, a note to people) must be in the view of the item, item by item, in order. */
function check(items: WebhookItem[], { warning: _warning, ...expected }: Expected): void {
  const { items: batch, kind, ...shared } = expected;
  const wanted = kind === 'batch' ? (batch ?? []).map((item) => ({ ...shared, ...item })) : [{ kind, ...shared }];
  expect(items.map(webhookItemView)).toMatchObject(wanted);
  expect(items).toHaveLength(wanted.length);
}

describe.skipIf(why)(`recorded webhooks are understood as expected${why ? ` (${why})` : ''}`, () => {
  describe('of Evolution, as received and as queued', () => {
    test.each(recordings('evolution/'))('$name', ({ body, expected }) => {
      check(parseEvolutionWebhook(body), expected);
      check(parseEvolutionWebhook(withoutCredentials(body)), expected);
    });
  });

  describe('of Meta', () => {
    test.each([...recordings('meta/'), ...recordings('meta/signature/').filter(({ expected }) => expected.kind !== 'rejected')])(
      '$name',
      ({ body, expected }) => {
        check(parseMetaWebhook(body), expected);
      },
    );
  });
});
