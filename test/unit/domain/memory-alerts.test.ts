import fc from '../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { judgeMemory, windowOf } from '../../../src/domain/memory-alerts.ts';
import { MINUTE_MS } from '../../../src/domain/memory-figures.ts';
import { createMemoryMetrics, type MemoryCall } from '../../../src/runtime/memory-metrics.ts';

const START_MS = 1_800_000_000_000;
const WINDOW = 15;

/** A process that did the calls `minutesAgo`, looked at now. */
function processAfter(calls: Partial<MemoryCall>[], { minutesAgo = 0, memory = 'snippets' as 'snippets' | 'patientMemory' } = {}) {
  const clock = { nowMs: START_MS, now: () => clock.nowMs };
  const metrics = createMemoryMetrics(clock);
  for (const call of calls) metrics[memory].record({ operation: 'retrieve', outcome: 'ok', ms: 50, ...call });
  clock.nowMs += minutesAgo * MINUTE_MS;
  return { figures: metrics.figures(), nowMs: clock.nowMs };
}

function alertsAfter(calls: Partial<MemoryCall>[], when: Parameters<typeof processAfter>[1] = {}): string[] {
  const { figures, nowMs } = processAfter(calls, when);
  return judgeMemory(windowOf([figures], nowMs, WINDOW)).map(({ key }) => key);
}

const times = (count: number, call: Partial<MemoryCall>) => Array.from({ length: count }, () => call);
const mixed = (good: number, ...bad: Partial<MemoryCall>[][]) => [...times(good, {}), ...bad.flat()];
const failed = (count: number, error: 'network' | 'timeout' | 'api_error') => times(count, { error });

describe('what is alerted of the memories', () => {
  it.each([
    ['a quarter of the requests fails: an error', mixed(75, failed(13, 'network'), failed(12, 'timeout')), ['memory_error_rate:snippets:error']],
    ['more than a quarter fails: critical', mixed(74, failed(13, 'network'), failed(13, 'timeout')), ['memory_error_rate:snippets:critical']],
    ['one in ten fails: nothing', mixed(90, failed(5, 'network'), failed(5, 'timeout')), []],
    ['more than one in ten fails: an error', mixed(89, failed(6, 'network'), failed(5, 'timeout')), ['memory_error_rate:snippets:error']],
    ['one in five by fallback: nothing', mixed(80, times(20, { outcome: 'fallback' })), []],
    ['more than one in five by fallback: a warning', mixed(79, times(21, { outcome: 'fallback' })), ['memory_fallback_rate:snippets:warning']],
    ['slow on average: a warning', times(20, { ms: 1100 }), ['memory_slow:snippets:warning']],
    ['slow for one in ten: a warning', mixed(18, times(2, { ms: 4000 })), ['memory_slow:snippets:warning']],
    ['slow for one in fifty: nothing', mixed(98, times(2, { ms: 4000 })), []],
    ['four errors of five of one type: nothing more', mixed(900, failed(16, 'timeout'), failed(4, 'network')), []],
    ['most errors of one type: it is named', mixed(900, failed(17, 'timeout'), failed(3, 'network')), ['memory_one_error_type:snippets:warning']],
    ['too few to judge: nothing', failed(9, 'network'), []],
  ])('%s', (_name, calls, expected) => {
    expect(alertsAfter(calls)).toEqual(expected);
  });

  it('each memory is judged for itself', () => {
    expect(alertsAfter(failed(5, 'network').concat(failed(5, 'timeout')), { memory: 'patientMemory' })).toEqual(['memory_error_rate:patientMemory:critical']);
  });

  it('of the last quarter of an hour only: what failed before it is over', () => {
    const calls = [...failed(10, 'network'), ...failed(10, 'timeout')];
    expect(alertsAfter(calls, { minutesAgo: 14 })).toEqual(['memory_error_rate:snippets:critical']);
    expect(alertsAfter(calls, { minutesAgo: 16 })).toEqual([]);
  });

  it('over all processes together: ten failures in five processes are ten', () => {
    const five = Array.from({ length: 5 }, () => processAfter([{ error: 'network' }, { error: 'timeout' }]).figures);
    expect(judgeMemory(windowOf(five, START_MS, WINDOW)).map(({ key }) => key)).toEqual(['memory_error_rate:snippets:critical']);
  });

  it('half an hour without any activity is told as information, also when there never was any', () => {
    expect(alertsAfter([{}], { minutesAgo: 29 })).toEqual([]);
    expect(alertsAfter([{}], { minutesAgo: 30 })).toEqual(['memory_inactive:all:info']);
    expect(alertsAfter([], { minutesAgo: 30 })).toEqual(['memory_inactive:all:info']);
  });

  it('one idle process is no silence while another one works, and neither is a process that has just started', () => {
    const idle = processAfter([], { minutesAgo: 60 });
    const busy = { ...idle.figures, process: 'other', lastActivityAtMs: idle.nowMs - 5 * MINUTE_MS };
    expect(judgeMemory(windowOf([idle.figures, busy], idle.nowMs, WINDOW))).toEqual([]);
    const ended = { ...idle.figures, ended: true };
    const started = { ...idle.figures, process: 'new', startedAtMs: idle.nowMs - MINUTE_MS };
    expect(judgeMemory(windowOf([ended, started], idle.nowMs, WINDOW))).toEqual([]);
  });

  it('an alert says how much of what, and never shows a figure that is within its limit', () => {
    const { figures, nowMs } = processAfter(mixed(749, failed(130, 'network'), failed(121, 'timeout')));
    expect(judgeMemory(windowOf([figures], nowMs, WINDOW))).toEqual([
      {
        event: 'memory_error_rate',
        key: 'memory_error_rate:snippets:critical',
        severity: 'critical',
        title: 'many requests of a memory fail',
        text: '25.1 % of 1000 requests of the snippet memory failed in 15 minutes (limit 25 %).',
        facts: { kind: 'snippets', count: 251, percent: 25.1 },
      },
    ]);
    const justAbove = processAfter(mixed(8999, failed(501, 'network'), failed(500, 'timeout')));
    expect(judgeMemory(windowOf([justAbove.figures], justAbove.nowMs, WINDOW))[0]?.facts.percent).toBe(10.1);
  });

  it('whatever happened, no alert holds a number that is none, and the same kind is never told twice', () => {
    const call = fc.record({
      operation: fc.constantFrom('retrieve', 'store', 'sync'),
      outcome: fc.constantFrom('ok', 'fallback'),
      ms: fc.oneof(fc.double({ min: 0, max: 60_000 }), fc.constantFrom(Number.NaN, -1)),
      error: fc.constantFrom(undefined, 'network', 'timeout', 'api_error', 'refused'),
    });
    fc.assert(
      fc.property(fc.array(call as fc.Arbitrary<MemoryCall>, { maxLength: 40 }), fc.nat(60), (calls, minutesAgo) => {
        const { figures, nowMs } = processAfter(calls, { minutesAgo });
        const alerts = judgeMemory(windowOf([figures], nowMs, WINDOW));
        for (const { text } of alerts) expect(text).not.toMatch(/NaN|undefined|Infinity/);
        const kinds = alerts.map(({ event, facts }) => `${event} ${facts.kind ?? ''}`);
        expect(new Set(kinds).size).toBe(kinds.length);
      }),
    );
  });
});
