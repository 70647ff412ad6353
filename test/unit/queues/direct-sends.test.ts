import { expect, it } from 'vitest';
import type { WakeUps } from '../../../src/pipeline/ports.ts';
import { createDirectSends } from '../../../src/queues/direct-sends.ts';

const NOW = 1_000;
const LATER = { reschedule: true };

/** Direct sends over a queue that records what it was given; a send ends when `finish` is called, with an error when `fails`. */
function world({ limit = 2, redis = true, fails = false } = {}) {
  const queued: [string, number][] = [];
  const sent: string[] = [];
  const ends: (() => void)[] = [];
  const wakeUps = {
    sender: async (conversationId: string, dueAtMs: number) => {
      if (!redis) throw new Error('away');
      queued.push([conversationId, dueAtMs]);
    },
  } as unknown as WakeUps;
  const direct = createDirectSends({
    wakeUps,
    send: (conversationId) =>
      new Promise((resolve, reject) => {
        sent.push(conversationId);
        ends.push(() => (fails ? reject(new Error('trouble')) : resolve()));
      }),
    limit,
    clock: { now: () => NOW },
  });
  return { direct, queued, sent, finish: () => ends.splice(0).forEach((end) => end()) };
}

it('what is due is sent at once, without a job and without waiting for it', async () => {
  const { direct, queued, sent } = world();
  await direct.wakeUps.sender('one', NOW, LATER);
  expect({ sent, queued }).toEqual({ sent: ['one'], queued: [] });
});

it('what is due later goes through Redis', async () => {
  const { direct, queued, sent } = world();
  await direct.wakeUps.sender('one', NOW + 1, LATER);
  expect({ sent, queued }).toEqual({ sent: [], queued: [['one', NOW + 1]] });
});

it('beyond the limit the rest goes through Redis, until there is room again', async () => {
  const { direct, queued, sent, finish } = world({ limit: 1 });
  await direct.wakeUps.sender('one', NOW, LATER);
  await direct.wakeUps.sender('two', NOW, LATER);
  expect({ sent, queued }).toEqual({ sent: ['one'], queued: [['two', NOW]] });
  finish();
  await direct.idle();
  await direct.wakeUps.sender('three', NOW, LATER);
  expect(sent).toEqual(['one', 'three']);
});

it('a worker that does not run the queue of sends sends nothing itself', async () => {
  const { direct, queued, sent } = world({ limit: 0 });
  await direct.wakeUps.sender('one', NOW, LATER);
  expect({ sent, queued }).toEqual({ sent: [], queued: [['one', NOW]] });
});

it('a send that fails is left to a job', async () => {
  const { direct, queued, finish } = world({ fails: true });
  await direct.wakeUps.sender('one', NOW, LATER);
  finish();
  await direct.idle();
  expect(queued).toEqual([['one', NOW]]);
});

it('a send that fails while Redis is away ends quietly: the sweeper finds the row', async () => {
  const { direct, finish } = world({ fails: true, redis: false });
  await direct.wakeUps.sender('one', NOW, LATER);
  finish();
  await expect(direct.idle()).resolves.toBeUndefined();
});

it('idle waits for every send, also those that begin meanwhile', async () => {
  const { direct, sent, finish } = world();
  await direct.wakeUps.sender('one', NOW, LATER);
  let isIdle = false;
  const idle = direct.idle().then(() => (isIdle = true));
  await direct.wakeUps.sender('two', NOW, LATER);
  await Promise.resolve();
  expect(isIdle).toBe(false);
  finish();
  await idle;
  expect(sent).toEqual(['one', 'two']);
});
