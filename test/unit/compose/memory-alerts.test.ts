import { expect, test } from 'vitest';
import type { AlertBook } from '../../../src/adapters/postgres/alerts/alert-book.ts';
import { createMemoryAlerts } from '../../../src/compose/memory-alerts.ts';
import { createMemoryMetrics } from '../../../src/runtime/memory-metrics.ts';

const MINUTE_MS = 60_000;

/** The book as Postgres keeps it (test/integration/postgres/alerts.test.ts holds the real one to the same). */
function bookInMemory(): Pick<AlertBook, 'tell' | 'endOthers'> {
  const toldAtMs = new Map<string, number>();
  return {
    async tell({ key, nowMs, remindMs }) {
      const before = toldAtMs.get(key);
      const isTold = before === undefined || (remindMs !== null && nowMs - before >= remindMs);
      if (isTold) toldAtMs.set(key, nowMs);
      return isTold;
    },
    async endOthers({ prefix, keep, toldBeforeMs }) {
      const ended = [...toldAtMs].filter(([key, at]) => key.startsWith(prefix) && !keep.includes(key) && at <= toldBeforeMs).map(([key]) => key);
      ended.forEach((key) => toldAtMs.delete(key));
      return ended;
    },
  };
}

/** Looks every five minutes; `during` says what each of ten requests of each minute did. Returns what was told, and what was over, by minute. */
async function lookFor(minutes: number, during: (minute: number) => 'ok' | 'failing' | 'none', workers = 1) {
  const clock = { nowMs: 1_800_000_000_000, now: () => clock.nowMs };
  const told: string[] = [];
  let minute = 0;
  const memoryMetrics = createMemoryMetrics(clock);
  const book = bookInMemory();
  const away = { hgetall: () => Promise.reject(new Error('away')) };
  const looks = Array.from({ length: workers }, () =>
    createMemoryAlerts(
      {
        config: { alertCoolDownMinutes: 15, queuePrefix: '{t}' },
        redis: { producer: away },
        memoryMetrics,
        clock,
        logger: { info: () => undefined },
      } as unknown as Parameters<typeof createMemoryAlerts>[0],
      book,
      { raise: async ({ key }) => void told.push(`${minute} ${key}`), over: async (key) => void told.push(`${minute} over ${key}`) },
    ),
  );
  for (; minute <= minutes; minute += 1) {
    if (minute % 5 === 1) await looks[minute % workers]?.();
    const what = during(minute);
    const errors = ['network', 'timeout'] as const;
    for (let n = 0; n < 10 && what !== 'none'; n += 1)
      memoryMetrics.snippets.record({ operation: 'retrieve', outcome: 'ok', ms: 5, ...(what === 'failing' ? { error: errors[n % 2] ?? 'network' } : {}) });
    clock.nowMs += MINUTE_MS;
  }
  return told;
}

const CRITICAL = 'memory_error_rate:snippets:critical';
const ERROR = 'memory_error_rate:snippets:error';

test.each([1, 3])('what stays true is told once in the cool-down, whichever of %i workers looks, and is over when it is over', async (workers) => {
  const told = await lookFor(90, (minute) => (minute < 40 ? 'failing' : 'ok'), workers);
  // The last failing minute leaves the window at 55; the look at 51 still finds it critical, within the cool-down.
  expect(told.filter((line) => line.endsWith(CRITICAL))).toEqual([
    `1 ${CRITICAL}`,
    `16 ${CRITICAL}`,
    `31 ${CRITICAL}`,
    `46 ${CRITICAL}`,
    `61 over ${CRITICAL}`,
  ]);
  expect(told.some((line) => line.startsWith('71'))).toBe(false);
});

test('what comes and goes at every look is not told at every look', async () => {
  const told = await lookFor(120, (minute) => (Math.floor(minute / 20) % 2 === 0 ? 'failing' : 'ok'));
  const moments = told.filter((line) => line.endsWith(` ${CRITICAL}`) && !line.includes('over')).map((line) => Number(line.split(' ')[0]));
  for (const [index, moment] of moments.entries()) if (index > 0) expect(moment - (moments[index - 1] ?? 0)).toBeGreaterThanOrEqual(15);
  expect(moments.length).toBeGreaterThan(2);
});

test('what gets worse is told at once, cool-down or not', async () => {
  const told = await lookFor(20, (minute) => (minute === 8 || minute === 9 || minute > 10 ? 'failing' : 'ok'));
  expect(told.filter((line) => line.includes('error_rate'))).toEqual([`11 ${ERROR}`, `16 ${CRITICAL}`]);
});

test('silence is told once, however long it lasts, and again after it was broken', async () => {
  const told = await lookFor(200, (minute) => (minute < 5 || minute === 100 ? 'ok' : 'none'));
  expect(told).toEqual(['36 memory_inactive:all:info', '101 over memory_inactive:all:info', '131 memory_inactive:all:info']);
});
