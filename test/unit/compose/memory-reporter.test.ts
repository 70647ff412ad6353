import { expect, it } from 'vitest';
import { createMemoryReporter } from '../../../src/compose/watched-provider.ts';
import { createMemoryMetrics } from '../../../src/runtime/memory-metrics.ts';
import { createMetrics } from '../../../src/runtime/metrics.ts';

function reporting() {
  const lines: string[] = [];
  const clock = { nowMs: 1_800_000_000_000, now: () => clock.nowMs };
  const memoryMetrics = createMemoryMetrics(clock);
  const logger = { log: (_level: string, message: string) => void lines.push(message), warn: (message: string) => void lines.push(message) };
  const tell = createMemoryReporter({ metrics: createMetrics({ process: 'test' }), memoryMetrics, logger }, () => clock.nowMs);
  return { lines, clock, memoryMetrics, tell };
}

it('a call that failed is said, one that was refused or went well is only counted', () => {
  const { lines, memoryMetrics, tell } = reporting();
  const call = { kind: 'call', provider: 'mem0_platform', operation: 'recall', ms: 10 } as const;
  for (const outcome of ['ok', 'timeout', 'refused'] as const) tell({ ...call, outcome });
  expect(lines).toEqual(['[MEMORY_ERROR] a call of patient memory failed']);
  expect(memoryMetrics.figures().totals.patientMemory).toMatchObject({ requests: 3, errors: 2, fallbacks: 2 });
});

it('the copies in Redis are said to be away, and to be back, at most once a minute', () => {
  const { lines, clock, tell } = reporting();
  const look = (result: 'hit' | 'miss' | 'away', afterMs: number) => {
    clock.nowMs += afterMs;
    tell({ kind: 'redis', result });
  };
  for (const result of ['hit', 'away', 'hit', 'away', 'miss', 'away'] as const) look(result, 1000);
  look('hit', 60_000);
  look('away', 1000);
  expect(lines).toEqual(['[CACHE] Redis does not answer in time: memories are copied in this process only', '[CACHE] Redis has copies of memories again']);
});
