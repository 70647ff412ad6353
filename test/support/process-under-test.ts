import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { spawnGuarded } from './spawn-guarded.ts';
import { until } from './until.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A process of Frontdesk as deployed, its log lines collected. */
export type ProcessUnderTest = {
  name: string;
  pid: number;
  url: string;
  lines: string[];
  /** Log lines parsed as JSON. */
  events(): Record<string, unknown>[];
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** A third of a start is compiling, and the suite starts dozens of processes. */
const COMPILE_CACHE = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));
/** A start fills the memory it keeps: with room for new objects from the beginning it is copied less often, which is a tenth of the CPU of a start. */
const MEMORY = ['--min-semi-space-size=16', '--max-semi-space-size=32'];
/** Long: several processes may be starting at once on two cores. */
const START_LIMIT_MS = 90_000;

/**
 * Starts an entry of workers/ and resolves when its HTTP port answers `/ready`; `health` waits for `/health` instead. `root`: the version of
 * the sources it runs. It ends with us at the latest.
 */
export async function startProcess(options: {
  entry: string;
  args?: string[];
  port: number;
  env: Record<string, string>;
  root?: string;
  waitFor?: 'health' | 'ready' | 'nothing';
  /** It may die of its failpoint before it is ready. */
  mayDie?: boolean;
}): Promise<ProcessUnderTest> {
  const child = spawnGuarded(process.execPath, [...MEMORY, '--import', './src/runtime/telemetry.ts', options.entry, ...(options.args ?? [])], {
    cwd: options.root ?? ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NODE_COMPILE_CACHE: COMPILE_CACHE, ...options.env },
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const exited = once(child, 'exit').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null }));
  const url = `http://127.0.0.1:${options.port}`;
  const under: ProcessUnderTest = {
    name: options.entry,
    pid: child.pid ?? 0,
    url,
    lines,
    events: () => lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : [])),
    exited,
    kill: (signal) => void child.kill(signal),
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
  const waitFor = options.waitFor ?? 'ready';
  if (waitFor !== 'nothing') {
    const answers = until(`${options.entry} to answer /${waitFor}`, async () => (await fetch(`${url}/${waitFor}`)).status === 200, START_LIMIT_MS, exited);
    await answers.catch((error: unknown) => {
      if (options.mayDie === true && child.signalCode === 'SIGKILL') return;
      throw new Error(`${options.entry} did not start:\n${lines.slice(-20).join('\n')}`, { cause: error });
    });
  }
  return under;
}
