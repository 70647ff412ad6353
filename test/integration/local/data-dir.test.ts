import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataDir, readAdminToken, readRun } from '../../../infra/local/data-dir.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'frontdesk-data-'));
  folder = join(parent, 'made', 'when absent');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

async function holder() {
  const child = spawn(process.execPath, [fileURLToPath(new URL('fixtures/hold-data-dir.ts', import.meta.url)), folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let warnings = '';
  child.stderr.on('data', (chunk: Buffer) => (warnings += chunk.toString()));
  const exited = new Promise((resolve) => child.on('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { child, exited, warnings: () => warnings };
}

describe('the data directory', () => {
  it('a second start while the first lives is refused with its URL; killed with SIGKILL, the first no longer counts', async () => {
    const { child, exited, warnings } = await holder();
    await expect(openDataDir(folder)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('http://127.0.0.1:4321') as string });
    child.kill('SIGKILL');
    await exited;
    const mine = await openDataDir(folder);
    await mine.release();
    expect(warnings()).toBe('');
  });

  it('of ten that start at the same time exactly one gets it', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => openDataDir(folder)));
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]?.value.release();
  });

  it('run.json tells who runs and is gone after the release', async () => {
    const dataDir = await openDataDir(folder);
    expect(await readRun(folder)).toBeNull();
    await dataDir.writeRun({ url: 'http://127.0.0.1:1', pid: 2, startedAt: 'now' });
    expect(await readRun(folder)).toMatchObject({ url: 'http://127.0.0.1:1', pid: 2 });
    await dataDir.release();
    expect(await readRun(folder)).toBeNull();
    await (await openDataDir(folder)).release();
  });

  it('the admin token is made once, kept, and readable by its owner only', async () => {
    const first = await openDataDir(folder);
    const made = await first.adminToken();
    expect(made).toMatchObject({ isNew: true, token: expect.stringMatching(/^[\w-]{32}$/) as string });
    await first.release();
    const second = await openDataDir(folder);
    expect(await second.adminToken()).toEqual({ token: made.token, isNew: false });
    await second.release();
    expect(await readAdminToken(folder)).toBe(made.token);
    expect((await stat(join(folder, 'admin-token'))).mode & 0o777).toBe(0o600);
  });
});
