import { expect, test } from 'vitest';
import { createGapAlerts } from '../../../src/compose/background.ts';

type Found = Awaited<ReturnType<Parameters<typeof createGapAlerts>[1]>>;
const NOTHING: Found = { overduePending: 0, overdueUnsent: 0, oldestOverdueAtMs: null, newlyUncertain: 0, openDeadLetters: 0 };
const MINUTE_MS = 60_000;

/** Looks once a minute at what was found; returns the events alerted in each look. */
async function alertsOf(looks: Partial<Found>[]): Promise<string[][]> {
  const told: string[][] = [];
  let minute = 0;
  const look = createGapAlerts(
    {
      clock: { now: () => minute * MINUTE_MS },
      logger: { error: (_message: string, { event }: { event: string }) => told[minute]?.push(event) },
      metrics: { ledgerGap: () => undefined },
    } as unknown as Parameters<typeof createGapAlerts>[0],
    async () => ({ ...NOTHING, ...looks[minute] }),
  );
  for (; minute < looks.length; minute += 1) {
    told.push([]);
    await look();
  }
  return told;
}

test('what stays overdue is told at once and again after half an hour; what became overdue anew is told at once', async () => {
  const overdue = { overduePending: 1, oldestOverdueAtMs: 0 };
  const told = await alertsOf([{}, ...Array.from({ length: 32 }, () => overdue), {}, overdue]);
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
