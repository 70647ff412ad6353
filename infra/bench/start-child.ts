import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READY_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 10_000;

/** For processes whose log nobody reads. */
export const NO_LOG = '/dev/null';

/** A process under load. */
export type Child = { url: string; stop(): Promise<void> };

export type ChildOptions = {
  entry: string;
  args?: string[];
  /** Options of Node itself, such as `--import`. */
  nodeOptions?: string[];
  port: number;
  environment: Record<string, string>;
  /** Where its log goes: a file, or /dev/null. */
  log: string;
  /** The path that answers 200 once it is ready. */
  readyPath: string;
};

/** Starts a TypeScript entry of the repository as a process of its own and resolves when it is ready. Its environment is `environment` alone. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const log = await open(options.log, 'a');
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), options.entry, ...(options.args ?? [])], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.environment },
    stdio: ['ignore', log.fd, 'inherit'],
  });
  await log.close();
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  let isStopping = false;
  const exited = once(child, 'exit').then(([code]) => {
    process.removeListener('exit', killWithUs);
    if (!isStopping) process.stderr.write(`${options.entry} ended by itself with ${code}; the end of its log:\n${endOfLog(options.log)}\n`);
  });
  const url = `http://127.0.0.1:${options.port}`;
  await whenReady(`${url}${options.readyPath}`, () => child.exitCode, options.entry);
  return {
    url,
    async stop() {
      isStopping = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

function endOfLog(path: string): string {
  return path === NO_LOG ? '(it wrote none)' : readFileSync(path, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}

/** Runs an entry to its end; throws when it fails. */
export async function runChild(entry: string, environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [entry], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${entry} ended with ${code}`);
}

async function whenReady(url: string, exitCode: () => number | null, name: string): Promise<void> {
  for (const until = performance.now() + READY_LIMIT_MS; performance.now() < until;) {
    const isReady = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    if (exitCode() !== null) throw new Error(`${name} ended with ${exitCode()} before it was ready`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} was not ready after ${READY_LIMIT_MS / 1000} s`);
}
