import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/runtime/logger.ts';
import { startWedgeWatchdog } from '../../../src/runtime/wedge-watchdog.ts';
import type { QueueSight } from '../../../src/runtime/wedge-watchdog.ts';

const STALLING = fileURLToPath(new URL('fixtures/stalling-process.ts', import.meta.url));

function watched(first: Partial<QueueSight>) {
  const sight: QueueSight = { nextJobId: 'job-1', activeHere: 0, progressHere: 0, paused: false, ...first };
  const state = { sight, away: false, nowMs: 0, wedged: [] as string[], lines: [] as string[] };
  const watchdog = startWedgeWatchdog({
    queues: { turns: () => (state.away ? Promise.reject(new Error('away')) : Promise.resolve({ ...state.sight })) },
    wedgeAfterMs: 60_000,
    logger: createLogger({ process: 'test', destination: { write: (line: string) => state.lines.push(line) } }),
    onWedged: (queue) => state.wedged.push(queue),
    now: () => state.nowMs,
    everyMs: 1_000_000,
  });
  const after = async (ms: number, change: () => void = () => undefined) => {
    state.nowMs += ms;
    change();
    await watchdog.check();
    return state.wedged.length;
  };
  return { state, after, stop: () => watchdog.stop() };
}

describe('the wedge watchdog', () => {
  it('tells once when the same due job stays next in line with nothing active', async () => {
    const { state, after, stop } = watched({});
    expect(await after(0)).toBe(0);
    expect(await after(59_999)).toBe(0);
    expect(await after(1)).toBe(1);
    expect(await after(60_000)).toBe(1);
    expect(JSON.parse(state.lines[0] ?? '{}')).toMatchObject({ level: 'fatal', queue: 'turns', ageMs: 60_000 });
    stop();
  });

  it.each<[string, Partial<QueueSight>]>([
    ['nothing is due', { nextJobId: null }],
    ['something is active here', { activeHere: 1 }],
    ['the queue is paused', { paused: true }],
  ])('is silent while %s', async (_, sight) => {
    const { after, stop } = watched(sight);
    for (let minute = 0; minute < 5; minute += 1) expect(await after(60_000)).toBe(0);
    stop();
  });

  it('any progress starts the time anew: another job next, or one finished here', async () => {
    const { state, after, stop } = watched({});
    await after(0);
    expect(await after(59_000, () => (state.sight.nextJobId = 'job-2'))).toBe(0);
    expect(await after(59_000, () => (state.sight.progressHere = 1))).toBe(0);
    expect(await after(59_000)).toBe(0);
    expect(await after(1000)).toBe(1);
    stop();
  });

  it('Redis away is no wedge, and what was seen before it does not count', async () => {
    const { state, after, stop } = watched({});
    await after(0);
    expect(await after(600_000, () => (state.away = true))).toBe(0);
    expect(await after(1, () => (state.away = false))).toBe(0);
    stop();
  });
});

describe('the event loop watch', () => {
  it('kills a process whose event loop stands still', () => {
    const run = spawnSync(process.execPath, [STALLING, 'block'], { encoding: 'utf8', timeout: 20_000 });
    expect(run.signal).toBe('SIGKILL');
    expect(run.stderr).toContain('event loop stands still');
  });

  it('leaves a process alone that is only busy for a moment, and does not keep it alive', () => {
    expect(spawnSync(process.execPath, [STALLING, 'pass'], { encoding: 'utf8', timeout: 20_000 })).toMatchObject({ status: 0, signal: null });
  });

  it.skipIf(process.platform === 'win32')('the time in which the process was stopped does not count', async () => {
    const child = spawn(process.execPath, [STALLING, 'wait']);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 2500)); // the passing of real time is what is tested
    child.kill('SIGCONT');
    child.stdin.write('end\n');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });
});
