import { describe, expect, it } from 'vitest';
import type { Clinic } from '../../../src/domain/clinic.ts';
import type { Line } from '../../../src/pipeline/ports.ts';
import { watchLines, type LineAlert, type SilentLine } from '../../../src/pipeline/watch-lines.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const NOW = Date.UTC(2027, 2, 10, 14); // a Wednesday afternoon, the clinic is open
const HOUR_MS = 3_600_000;
const policy = { disconnectedAfterMs: 600_000, silentHours: 3 };
const lineOf = (instance: string): Line => ({ provider: 'evolution', instance });
const clinicWith = (...instances: string[]): Clinic =>
  sampleClinic({ channels: instances.map((instance) => ({ provider: 'evolution', instance, baseUrl: 'http://evolution.test', apiKey: 'key' })) });
const alert = (kind: LineAlert['kind'], instance: string): LineAlert => ({ kind, clinicId: 'k1', line: lineOf(instance), sinceMs: 1, traceId: 't' });

function world(script: { clinics?: Clinic[]; raised?: LineAlert[]; over?: LineAlert[]; notOpen?: Line[]; heard?: Line[]; traffic?: number[]; nowMs?: number }) {
  const seen = { notOpenSinceMs: 0, heardSinceMs: 0, asked: [] as Line[], silent: [] as SilentLine[], ended: [] as Line[], woken: [] as string[] };
  let traces = 0;
  const run = () =>
    watchLines(policy, {
      lines: {
        async watchConnections({ notOpenSinceMs }) {
          seen.notOpenSinceMs = notOpenSinceMs;
          return { raised: script.raised ?? [], over: script.over ?? [], notOpen: script.notOpen ?? [] };
        },
        async heardSince(sinceMs) {
          seen.heardSinceMs = sinceMs;
          return script.heard ?? [];
        },
        async traffic(lines) {
          seen.asked.push(...lines.map(({ line }) => line));
          return lines.map(() => script.traffic ?? [20, 20, 20, 20]);
        },
        async raiseSilence(lines) {
          seen.silent.push(...lines);
          return lines.map(({ line, clinicId, sinceMs, traceId }) => ({ kind: 'line_silent' as const, line, clinicId, sinceMs, traceId }));
        },
        async endSilence(heard) {
          seen.ended.push(...heard);
          return heard.map((line) => ({ ...alert('line_silent', line.instance) }));
        },
      },
      clinics: { all: async () => script.clinics ?? [clinicWith('one')] },
      wakeUps: { staff: async (clinicId) => void seen.woken.push(clinicId) },
      clock: { now: () => script.nowMs ?? NOW },
      newTraceId: () => `trace-${(traces += 1)}`,
    });
  return { seen, run };
}

describe('looking at the lines', () => {
  it('raises what has not been connected for so long, and wakes the clinic’s notifications once', async () => {
    const raised = [alert('line_disconnected', 'one'), alert('line_disconnected', 'two')];
    const { seen, run } = world({ raised, notOpen: [lineOf('one')], heard: [] });
    expect((await run()).raised).toEqual(raised);
    expect(seen.notOpenSinceMs).toBe(NOW - 600_000);
    expect(seen.woken).toEqual(['k1']);
  });

  it('raises a line on which nothing came in, though it usually does, with a trace of its own', async () => {
    const { seen, run } = world({ clinics: [clinicWith('one', 'two')], heard: [lineOf('two')] });
    const { raised } = await run();
    expect(raised).toEqual([{ kind: 'line_silent', clinicId: clinicWith().id, line: lineOf('one'), sinceMs: NOW - 3 * HOUR_MS, traceId: 'trace-2' }]);
    expect(seen.heardSinceMs).toBe(NOW - 3 * HOUR_MS);
    expect(seen.asked).toEqual([lineOf('one')]);
    expect(seen.woken).toEqual([clinicWith().id]);
  });

  it.each([
    ['a line that usually is quiet then', { traffic: [1, 0, 2, 1] }],
    ['a line that is not connected: that is told already', { notOpen: [lineOf('one')] }],
    ['a line outside the opening hours', { nowMs: Date.UTC(2027, 2, 10, 23) }],
    ['a clinic without lines', { clinics: [clinicWith()] }],
  ])('does not call silent: %s', async (_what, script) => {
    const { seen, run } = world(script);
    expect(await run()).toEqual({ raised: [], over: [] });
    expect(seen.silent).toEqual([]);
    expect(seen.woken).toEqual([]);
  });

  it('says what is over: connected again, heard again', async () => {
    const { run } = world({ over: [alert('line_disconnected', 'two')], heard: [lineOf('one')] });
    expect((await run()).over.map(({ kind, line }) => [kind, line.instance])).toEqual([
      ['line_disconnected', 'two'],
      ['line_silent', 'one'],
    ]);
  });
});
