import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { RedisServer } from './redis-server.ts';
import { redisPidAt } from './redis-server.ts';

const IMAGE = 'valkey/valkey:8-alpine';
/** Downloading the image may be part of it. */
const START_LIMIT_MS = 180_000;

/** Whether a Docker daemon answers. */
export async function isDockerThere(): Promise<boolean> {
  return (await run(['version', '--format', '{{.Server.Version}}'])) === 0;
}

/** Runs the server in a container on the data in `folder`. A container left over from a crash is removed first: its name comes from the folder. */
export async function launchRedisInDocker({ folder, port, password }: { folder: string; port: number; password: string }): Promise<RedisServer> {
  const name = `frontdesk-redis-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  await run(['rm', '-f', name]);
  const settings = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction', '--requirepass', password];
  const place = ['-p', `127.0.0.1:${port}:6379`, '-v', `${folder}:/data`];
  const container = spawn('docker', ['run', '--rm', '--name', name, ...place, IMAGE, 'valkey-server', ...settings], { detached: true, stdio: 'ignore' });
  const exited = Promise.race([once(container, 'exit'), once(container, 'error')]).then(() => undefined);
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const stop = async (command: string[]) => {
    await run(command);
    await exited;
  };
  if (!(await answers(url, exited))) {
    await run(['rm', '-f', name]);
    throw new Error(`the container of ${IMAGE} did not start`);
  }
  return { url, port, pid: container.pid ?? 0, exited, stop: () => stop(['stop', '-t', '10', name]), kill: () => stop(['kill', name]) };
}

async function answers(url: string, exited: Promise<void>): Promise<boolean> {
  let isOver = false;
  void exited.then(() => (isOver = true));
  const until = performance.now() + START_LIMIT_MS;
  while (!isOver && performance.now() < until) {
    if ((await redisPidAt(url, '/data')) !== null) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

async function run(command: string[]): Promise<number | null> {
  const child = spawn('docker', command, { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.on('error', () => resolve(null));
    child.on('exit', (code) => resolve(code));
  });
}
