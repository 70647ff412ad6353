import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../../src/runtime/config.ts';
import { readAdminToken, readRun } from '../data-dir.ts';

/** A Frontdesk of its own, as `npm start` runs it, in a directory that goes with it. */
type ChildFrontdesk = {
  url: string;
  token: string | null;
  /** Ends it as SIGTERM does, removes the directory, resolves with its exit code. */
  stop(): Promise<number | null>;
};

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const START_LIMIT_MS = 120_000;
/** Whatever the surroundings set: the demo neither touches other data nor costs money. */
const ALONE = [
  'REDIS_URL',
  'DATABASE_URL',
  'ADMIN_TOKEN',
  'OPENAI_API_KEY',
  'MEM0_BASE_URL',
  'CONTEXT7_BASE_URL',
  'EVOLUTION_WEBHOOK_SECRET',
  'WHATSAPP_SIMULATOR_PORT',
];

/** Starts `npm start`'s program in a temporary directory on free ports, with `settings` on top, and resolves when it is ready. What takes long is told to `onLine`. */
export async function startChildFrontdesk(settings: Record<string, string>, onLine: (line: string) => void): Promise<ChildFrontdesk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'frontdesk-demo-'));
  const alone = Object.fromEntries(ALONE.map((name) => [name, undefined]));
  const env = childEnvironment({
    ...alone,
    AGENT: 'rules',
    WHATSAPP_SIMULATOR: 'on',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'warn',
    ...settings,
  });
  const child = spawn(process.execPath, ['--import', './src/runtime/telemetry.ts', 'infra/local/start.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.splice(0, lastLines.length - 20);
      lastLines.push(line);
      if (line.endsWith(' ...')) onLine(line);
    });
  }
  const stop = async () => {
    child.kill('SIGTERM');
    const code = await exited;
    await rm(dataDir, { recursive: true, force: true });
    return code;
  };
  for (const until = performance.now() + START_LIMIT_MS; ; await pause(50)) {
    const run = await readRun(dataDir);
    if (run) return { url: run.url, token: await readAdminToken(dataDir), stop };
    if (child.exitCode === null && performance.now() < until) continue;
    await stop();
    throw new Error(`Frontdesk did not start:\n${lastLines.join('\n')}`);
  }
}
