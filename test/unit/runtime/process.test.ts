import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createCleanups } from '../../../src/runtime/process.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function run(...behaviour: string[]) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('fixtures/scripted-process.ts', import.meta.url)), ...behaviour]);
  children.push(child);
  let out = '';
  let log = '';
  const waiting: { word: string; resolve: () => void }[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const { word, resolve } of waiting) if (out.includes(word)) resolve();
  });
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const said = (word: string) =>
    new Promise<void>((resolve) => {
      if (out.includes(word)) resolve();
      else waiting.push({ word, resolve });
    });
  const ended = new Promise<{ code: number | null; steps: string[]; log: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, steps: out.trim().split('\n'), log }));
  });
  return { child, said, ended };
}

const ORDERLY = ['started', 'not-ready', 'intake-stopped', 'draining', 'drained', 'cleanup-second', 'cleanup-first'];

describe('the end of a process', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s: not ready, no intake, drained, clean-ups newest first, exit 0', async (signal) => {
    const { child, said, ended } = run();
    await said('started');
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, steps: ORDERLY });
  });

  it('a second and a third signal neither cut the drain nor repeat it', async () => {
    const { child, said, ended } = run();
    await said('started');
    child.kill('SIGTERM');
    await said('draining');
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, steps: ORDERLY });
  });

  it('a drain that does not end is told so at its deadline, cleaned up after and exits 1', async () => {
    const { child, said, ended } = run('never-drains');
    await said('started');
    child.kill('SIGTERM');
    const { code, steps } = await ended;
    expect(code).toBe(1);
    expect(steps).toEqual(['started', 'not-ready', 'intake-stopped', 'draining', 'deadline', 'cleanup-second', 'cleanup-first']);
  });

  it('a clean-up that throws does not keep the others from running, and exits 1', async () => {
    const { child, said, ended } = run('cleanup-throws');
    await said('started');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 1, steps: ORDERLY });
  });

  it.each(['reject', 'throw', 'fail'])('an error nobody caught (%s) is logged and ends the process in order with exit 1', async (how) => {
    const { code, steps, log } = await run(how).ended;
    expect(code).toBe(1);
    expect(steps).toEqual(ORDERLY);
    expect(log).toContain('process fails');
    expect(log).not.toContain('nobody caught me');
  });

  it('a start that fails cleans up what it had opened and exits 1', async () => {
    expect(await run('start-throws').ended).toMatchObject({ code: 1, steps: ['cleanup-second', 'cleanup-first'] });
  });

  it('a signal during the start lets it finish and then ends in order', async () => {
    const { child, said, ended } = run('slow-start');
    await said('starting');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, steps: ['starting', ...ORDERLY] });
  });
});

describe('clean-ups', () => {
  it('run newest first, each once, also when asked twice', async () => {
    const order: number[] = [];
    const cleanups = createCleanups();
    for (const step of [1, 2, 3]) cleanups.defer(`step ${step}`, () => order.push(step));
    await Promise.all([cleanups.runAll(), cleanups.runAll()]);
    expect(order).toEqual([3, 2, 1]);
  });

  it('one registered too late is run at once', async () => {
    const cleanups = createCleanups();
    await cleanups.runAll();
    await new Promise<void>((resolve) => cleanups.defer('late', () => resolve()));
  });

  it('tell which of them failed', async () => {
    const cleanups = createCleanups();
    cleanups.defer('bad', () => Promise.reject(new Error('x')));
    expect(await cleanups.runAll()).toMatchObject([{ name: 'bad' }]);
  });
});
