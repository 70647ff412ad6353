import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../../src/errors.ts';

/** What `run.json` tells `trace` and `chat` of the process that runs on a data directory. */
export type RunInfo = { url: string; pid: number; startedAt: string } & Record<string, unknown>;

export type DataDir = {
  /** Absolute. */
  path: string;
  /** The token kept in the directory; `isNew` when it was made just now and a person has to be told. */
  adminToken(): Promise<{ token: string; isNew: boolean }>;
  /** Writes run.json so that a reader sees the old or the new one, never half of it. */
  writeRun(run: RunInfo): Promise<void>;
  /** Removes run.json and lets others use the directory. */
  release(): Promise<void>;
};

/**
 * Takes a data directory, made when absent, for this process alone. Throws a Fault `conflict` that names the running one when another process has it.
 * The lock is the kernel's (through SQLite), so that it ends with the process, also after SIGKILL; a lock file with a process id would not.
 */
export async function openDataDir(folder: string): Promise<DataDir> {
  const path = resolve(folder);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = await takeLock(path);
  return {
    path,
    adminToken: () => keptToken(path),
    writeRun: (run) => writeWhole(join(path, 'run.json'), `${JSON.stringify(run, null, 2)}\n`),
    async release() {
      await rm(join(path, 'run.json'), { force: true });
      lock.close();
    },
  };
}

/** What runs, or last ran and crashed, on the directory; null when nothing does. */
export async function readRun(folder: string): Promise<RunInfo | null> {
  const text = await readFile(join(resolve(folder), 'run.json'), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as RunInfo);
}

/** The admin token kept in the directory, null when none was made. */
export async function readAdminToken(folder: string): Promise<string | null> {
  const text = await readFile(join(resolve(folder), 'admin-token'), 'utf8').catch(() => null);
  return text?.trim() || null;
}

async function takeLock(path: string): Promise<DatabaseSync> {
  const lock = new DatabaseSync(join(path, 'lock'));
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const run = await readRun(path).catch(() => null);
    const who = run ? `a Frontdesk that runs at ${run.url} (process ${run.pid})` : 'another Frontdesk that is starting';
    throw new Fault('conflict', `${path} is used by ${who}. Stop it first, or set DATA_DIR to another directory.`, { cause: error });
  }
}

async function keptToken(path: string): Promise<{ token: string; isNew: boolean }> {
  const kept = await readAdminToken(path);
  if (kept) return { token: kept, isNew: false };
  const token = randomBytes(24).toString('base64url');
  await writeWhole(join(path, 'admin-token'), `${token}\n`);
  return { token, isNew: true };
}

async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}
