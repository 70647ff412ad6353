import { expect, test } from 'vitest';
import type { AlertBook } from '../../../src/adapters/postgres/alerts/alert-book.ts';
import { createGapAlerts } from '../../../src/compose/background.ts';

type Found = Awaited<ReturnType<Parameters<typeof createGapAlerts>[1]>>;
const NOTHING: Found = { overduePending: 0, overdueUnsent: 0, oldestOverdueAtMs: null, newlyUncertain: 0, openDeadLetters: 0 };
const MINUTE_MS = 60_000;

/** The book as Postgres keeps it (test/integration/postgres/alerts.test.ts holds the real one to the same). */
function bookInMemory(): Pick<AlertBook, 'tell' | 'end'> {
  const open = new Map<string, { count: number; toldAtMs: number }>();
  return {
    async tell({ key, count, nowMs, remindMs, whenMore }) {
      const before = open.get(key);
      const isTold = !before || (remindMs !== null && nowMs - before.toldAtMs >= remindMs) || (whenMore && count > before.count);
      open.set(key, isTold ? { count, toldAtMs: nowMs } : { ...before, count: Math.min(before.count, count) });
      return isTold;
    },
    end: async (key) => void open.delete(key),
  };
}

/** Looks once a minute at what was found, each time by another one of `workers`; returns the events alerted in each look. */
async function alertsOf(looks: Partial<Found>[], workers = 1): Promise<string[][]> {
  const told: string[][] = [];
  const book = bookInMemory();
  let minute = 0;
  const newWorker = () =>
    createGapAlerts(
      { clock: { now: () => minute * MINUTE_MS }, metrics: { ledgerGap: () => undefined } } as unknown as Parameters<typeof createGapAlerts>[0],
      async () => ({ ...NOTHING, ...looks[minute] }),
      book,
      { raise: async ({ event }) => void told[minute]?.push(event) },
    );
  const looksOf = Array.from({ length: workers }, newWorker);
  for (; minute < looks.length; minute += 1) {
    told.push([]);
    await looksOf[minute % workers]?.();
  }
  return told;
}

test.each([1, 3])('what stays overdue is told at once and again after half an hour; what became overdue anew is told at once (%i workers)', async (workers) => {
  const overdue = { overduePending: 1, oldestOverdueAtMs: 0 };
  const told = await alertsOf([{}, ...Array.from({ length: 32 }, () => overdue), {}, overdue], workers);
  expect(told.flatMap((events, minute) => events.map(() => minute))).toEqual([1, 31, 34]);
});

test('sends of unknown outcome and dead letters are told when there are new ones', async () => {
  expect(await alertsOf([{ newlyUncertain: 2 }, {}, { openDeadLetters: 1 }, { openDeadLetters: 1 }, { openDeadLetters: 2 }])).toEqual([
    ['uncertain_sends'],
    [],
    ['dead_letters'],
    [],
    ['dead_letters'],
  ]);
});
