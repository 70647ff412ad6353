import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
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

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts an entry of workers/ and resolves when its HTTP port answers `/health`; `ready` waits for `/ready` instead. */
export async function startProcess(options: {
  entry: string;
  args?: string[];
  port: number;
  env: Record<string, string>;
  waitFor?: 'health' | 'ready' | 'nothing';
}): Promise<ProcessUnderTest> {
  const child = spawn(process.execPath, ['--import', './src/runtime/telemetry.ts', options.entry, ...(options.args ?? [])], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const exited = once(child, 'exit').then(([code, signal]) => {
    running.delete(child);
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
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
    await until(
      `${options.entry} to answer /${waitFor}\n${lines.slice(-20).join('\n')}`,
      async () => {
        if (child.exitCode !== null) throw new Error(`${options.entry} exited with ${child.exitCode}:\n${lines.slice(-20).join('\n')}`);
        const response = await fetch(`${url}/${waitFor}`);
        return response.status === 200;
      },
      30_000,
    );
  }
  return under;
}
