import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withFailpoints } from '../../../src/runtime/failpoint.ts';
import { until } from '../../support/until.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/failing-port.ts', import.meta.url));

function run(spec: string) {
  const { signal, status, stdout } = spawnSync(process.execPath, [FIXTURE, spec], { encoding: 'utf8', timeout: 20_000 });
  return { signal, status, steps: stdout.trim().split('\n').filter(Boolean) };
}

const counter = () => {
  let calls = 0;
  return { name: 'counter', commit: () => Promise.resolve((calls += 1)), fail: () => Promise.reject(new Error('own')) };
};

describe('failpoints', () => {
  it('unset, or set for another port, the very same object comes back', () => {
    const port = counter();
    for (const spec of [undefined, '', ' ', 'other.commit:before:kill']) expect(withFailpoints('turns', port, spec)).toBe(port);
  });

  it('kill before the call: nothing happened', () => {
    expect(run('turns.commit:before:kill')).toMatchObject({ signal: 'SIGKILL', steps: [] });
  });

  it('kill after the call: it happened and nobody learnt of it', () => {
    expect(run('turns.commit:after:kill')).toMatchObject({ signal: 'SIGKILL', steps: ['commit 1'] });
  });

  it('the nth call only', () => {
    expect(run('turns.commit:after:kill:2')).toMatchObject({ signal: 'SIGKILL', steps: ['commit 1', 'returned 1', 'commit 2'] });
    expect(run('turns.commit:after:kill:4')).toMatchObject({ status: 0, signal: null });
  });

  it.skipIf(process.platform !== 'linux')('stop freezes the process there; continued, it goes on', async () => {
    const child = spawn(process.execPath, [FIXTURE, 'turns.commit:before:stop:2']);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    await new Promise((resolve) => child.stderr.on('data', resolve));
    const isStopped = () => readFileSync(`/proc/${child.pid}/stat`, 'utf8').includes(') T ');
    await until('the process to be stopped', isStopped);
    expect(out).not.toContain('commit 2');
    child.kill('SIGCONT');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(out).toContain('returned 3');
  });

  it('throw and hang', async () => {
    const throwing = withFailpoints('turns', counter(), 'turns.commit:before:throw, turns.commit:after:throw:2');
    await expect(throwing.commit()).rejects.toMatchObject({ code: 'dependency_away' });
    await expect(throwing.commit()).rejects.toMatchObject({ code: 'dependency_away' });
    expect(await throwing.commit()).toBe(2);
    const hanging = withFailpoints('turns', counter(), 'turns.commit:after:hang');
    expect(await Promise.race([hanging.commit(), new Promise((resolve) => setImmediate(resolve, 'still waiting'))])).toBe('still waiting');
  });

  it("other members work as before, and a call's own failure is passed on", async () => {
    const port = withFailpoints('turns', counter(), 'turns.commit:before:throw:9, turns.fail:after:throw');
    expect(port.name).toBe('counter');
    await expect(port.fail()).rejects.toThrow('own');
  });

  it.each(['turns.commit', 'turns.commit:during:kill', 'turns.commit:before:explode', 'turns.commit:before:kill:0', 'commit:before:kill'])(
    'a spec that can not be read is refused: %s',
    (spec) => {
      expect(() => withFailpoints('turns', counter(), spec)).toThrow('FAILPOINT');
    },
  );

  it('a method that does not exist is refused, so that a test can not pass by a typing error', () => {
    expect(() => withFailpoints('turns', counter(), 'turns.comit:before:kill')).toThrow('no method comit');
  });
});
