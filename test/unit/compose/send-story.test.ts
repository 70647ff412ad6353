import { expect, test } from 'vitest';
import { createStories, type StoryWorld } from '../../../src/compose/stories.ts';
import type { Claim, SendResult } from '../../../src/pipeline/sending-ports.ts';
import { clinicAt, META_LINE, sendOf } from '../adapters/whatsapp/messenger-fixtures.ts';

/** Sends one row that ends with `result`; returns what was logged as an error. */
async function errorsOf(result: SendResult): Promise<unknown[]> {
  const errors: unknown[] = [];
  const claims: Claim[] = [{ kind: 'claimed', send: sendOf(META_LINE) }];
  const world = {
    sendReply: {
      clinics: { byId: async () => clinicAt('http://unused.invalid') },
      outbox: { claim: async () => claims.shift() ?? { kind: 'none' }, settle: async () => ({ kind: 'settled', isDrained: true }) },
      messenger: { send: async () => result, showTyping: async () => undefined },
      clock: { now: () => Date.now() },
      monotonicMs: () => 0,
    },
    policy: { sendWithinMs: 1, staleSendingMs: 1, maxAttempts: 8 },
    logger: { info: () => undefined, error: (message: string, fields: object) => errors.push([message, fields]) },
    metrics: { send: () => undefined, duration: () => undefined },
  } as unknown as StoryWorld;
  await createStories(world).sendReply('conversation-1');
  return errors;
}

test('a send that somebody must look after is an alert, with what leads to it and no text or number', async () => {
  const [alert, ...more] = await errorsOf({ kind: 'failed', reason: 'policy:graph:368', alert: true });
  expect(more).toEqual([]);
  expect(alert).toEqual([
    expect.stringContaining('[ALERT_ERROR]'),
    {
      event: 'send_failed',
      stage: 'outbound',
      traceId: 'trace-1',
      conversationId: 'conversation-1',
      outboxId: 'outbox-1',
      provider: 'meta',
      reason: 'policy:graph:368',
    },
  ]);
});

test('a recipient who is not on WhatsApp is no alert', async () => {
  expect(await errorsOf({ kind: 'failed', reason: 'recipient:graph:131026', alert: false })).toEqual([]);
});
