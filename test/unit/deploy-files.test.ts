import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/process-under-test.ts';

const read = (file: string) => readFileSync(`${ROOT}/${file}`, 'utf8');
const fly = read('fly.toml');
const dockerfile = read('Dockerfile');
const setting = (name: string) => new RegExp(`^${name} = "?([^"\n]+)"?$`, 'm').exec(fly)?.[1] ?? '';
const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000 };
const durationMs = (text: string) => Number.parseInt(text, 10) * (UNIT_MS[text.slice(-1)] ?? Number.NaN);
/** A table of fly.toml, as its lines. */
const table = (header: string) => fly.split(/\n(?=\[)/).find((part) => part.startsWith(header) || part.includes(`\n${header}\n`)) ?? '';

describe('fly.toml', () => {
  it('gives a process longer to end than its drain and clean-ups may take, and a deploy longer than that', () => {
    const cleanupMs = Number(/CLEANUP_LIMIT_MS = ([\d_]+)/.exec(read('src/runtime/process.ts'))?.[1]?.replaceAll('_', ''));
    expect(setting('kill_signal')).toBe('SIGTERM');
    expect(durationMs(setting('kill_timeout'))).toBeGreaterThan(Number(setting('SHUTDOWN_TIMEOUT_MS')) + cleanupMs);
    expect(durationMs(setting('kill_timeout'))).toBeLessThanOrEqual(300_000);
    expect(durationMs(setting('wait_timeout'))).toBeGreaterThan(durationMs(setting('kill_timeout')));
  });

  it.each(['web', 'worker'])('a deploy waits until %s is ready, and routes by nothing but its being alive', (process) => {
    const check = table(`[checks.${process}]`);
    expect(check).toContain(`processes = ["${process}"]`);
    expect(check).toContain(`port = ${setting(process === 'web' ? 'PORT' : 'WORKER_PORT')}`);
    expect(check).toMatch(/path = "\/ready"\ninterval = "10s"\ntimeout = "2s"/);
    expect(table('[[http_service.checks]]')).toContain('path = "/health"');
    expect(setting('strategy')).toBe('bluegreen');
  });

  it('starts what the image holds', () => {
    const commands = [setting('web'), setting('worker'), setting('release_command')];
    const files = commands.flatMap((command) => command.split(' ').filter((word) => word.endsWith('.ts')));
    expect(files.map((file) => file.replace('./', ''))).toEqual([
      'src/runtime/telemetry.ts',
      'workers/ingress.ts',
      'src/runtime/telemetry.ts',
      'workers/worker.ts',
      'workers/migrate.ts',
    ]);
    for (const file of files) expect(existsSync(`${ROOT}/${file}`), file).toBe(true);
    for (const folder of ['src', 'workers', 'infra/migrations']) expect(dockerfile).toContain(`${folder} ./${folder}`);
  });
});

it('the image runs the Node that the tests run on, without dev dependencies, as nobody special, in exec form', () => {
  const wanted = (JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }).devDependencies['node'] ?? '';
  expect(dockerfile).toMatch(new RegExp(`^FROM node:${wanted.split('.')[0]}-slim`, 'm'));
  expect(dockerfile).toContain('npm ci --omit=dev');
  expect(dockerfile).toContain('USER node');
  expect(dockerfile).toMatch(/^CMD \["node", /m);
});
