import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { signal } from '../../../infra/local/redis-server.ts';
import { until } from '../../support/until.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/guarding-process.ts', import.meta.url));

it.each(['running', 'stopped'])('a %s program ends with a test run that is killed', async (state) => {
  const run = spawn(process.execPath, [FIXTURE, state], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [id, own] = String(await new Promise<Buffer>((resolve) => run.stdout.once('data', resolve)))
    .trim()
    .split(' ')
    .map(Number);
  expect(own).toBe(id);
  run.kill('SIGKILL');
  await until('the program to end', () => !signal(Number(id), 0));
});

it('a program that ends by itself is seen to end, with its own exit code', async () => {
  const run = spawn(process.execPath, [FIXTURE, 'itself'], { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(await text(run.stdout)).toMatch(/ended with 7\n$/);
});
