import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/**
 * The shell leaves a watcher behind and becomes the program itself, which so keeps the process id. The watcher sees our end of the pipe close
 * without a word, however we ended (SIGKILL too), and then kills the program, a stopped one as well.
 */
const GUARD = `( read -r _ <&3 || kill -KILL $$ ) </dev/null >/dev/null 2>&1 &
exec 3<&-
exec "$@"`;

export type GuardedProcess = ChildProcess & { stdout: Readable; stderr: Readable };

/** Starts a program that does not outlive this process. Its output is piped; its input too, when it is asked for. */
export function spawnGuarded(
  command: string,
  args: string[],
  options: { cwd: string; env: Record<string, string>; stdin?: 'ignore' | 'pipe' },
): GuardedProcess {
  const { stdin = 'ignore', ...surroundings } = options;
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', command, ...args], { ...surroundings, stdio: [stdin, 'pipe', 'pipe', 'pipe'] });
  const watch = child.stdio[3] as Writable;
  watch.on('error', () => undefined); // the watcher is gone with its program
  child.once('exit', () => watch.end('\n'));
  return child as GuardedProcess;
}
