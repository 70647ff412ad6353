import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { Fault } from '../../src/errors.ts';
import { isDockerThere, launchRedisInDocker } from './docker-redis.ts';
import { findRedisServer, launchRedis, redisPidAt, signal } from './redis-server.ts';
import type { RedisServer } from './redis-server.ts';

export type EmbeddedRedis = {
  url: string;
  /** Resolves when the server ended although nobody closed it: the process that needs it should end too. */
  lost: Promise<void>;
  /** Stops the server; what it accepted stays on disk. */
  close(): Promise<void>;
};

export type EmbeddedRedisOptions = {
  dataDir: string;
  /** Where to look for a server: PATH. */
  path: string;
  /** Tells a person at the terminal what takes long. */
  say?: (line: string) => void;
};

const INSTALL = process.platform === 'darwin' ? 'brew install valkey' : 'sudo apt-get install -y redis-server';

/**
 * Starts Redis for one machine, private and durable, on the data in `dataDir/redis`: a valkey-server or redis-server that is there, else one installed
 * with apt-get (Debian or Ubuntu, as root), else one in Docker, else a Fault `not_found` that names the one command to run.
 * A server left over from a crash on the same data is stopped first. Only one process may use a `dataDir` at a time (data-dir.ts).
 */
export async function startEmbeddedRedis({ dataDir, path, say = () => undefined }: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  await mkdir(join(dataDir, 'redis'), { recursive: true, mode: 0o700 });
  const folder = await realpath(join(dataDir, 'redis'));
  await stopLeftover(folder, say);
  const password = randomBytes(24).toString('hex');
  const server = await launch(folder, path, password, say);
  await writeFile(join(folder, 'server.json'), JSON.stringify({ url: server.url, pid: server.pid }), { mode: 0o600 });
  let isClosing = false;
  return {
    url: server.url,
    lost: server.exited.then(() => (isClosing ? new Promise<void>(() => undefined) : undefined)),
    async close() {
      isClosing = true;
      await server.stop();
    },
  };
}

/** The path of a valkey-server or redis-server: one that is there, else one installed with apt-get (Debian or Ubuntu, as root), else null. */
export async function findOrInstallRedisServer(path = '', say: (line: string) => void = () => undefined): Promise<string | null> {
  return findRedisServer(path) ?? ((await installWithApt(say)) ? findRedisServer(path) : null);
}

async function launch(folder: string, path: string, password: string, say: (line: string) => void): Promise<RedisServer> {
  const binary = await findOrInstallRedisServer(path, say);
  if (binary) return retryingPorts((port) => launchRedis({ binary, folder, port, password }));
  if (await isDockerThere()) {
    say('Starting Redis in Docker (the first time its image is downloaded) ...');
    return retryingPorts((port) => launchRedisInDocker({ folder, port, password }));
  }
  throw new Fault('not_found', `Redis is needed and not installed. Install it with:\n\n  ${INSTALL}\n\nor set REDIS_URL to a Redis or Valkey that is running.`);
}

/** A free port can be taken by somebody else before the server has it. */
async function retryingPorts(start: (port: number) => Promise<RedisServer>): Promise<RedisServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await getPort({ host: '127.0.0.1' }));
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

/** The guard of redis-server.ts stops the server when we crash; this is for a guard that was killed with us. */
async function stopLeftover(folder: string, say: (line: string) => void): Promise<void> {
  const noted = await readFile(join(folder, 'server.json'), 'utf8').catch(() => null);
  if (noted === null) return;
  const { url } = JSON.parse(noted) as { url: string };
  const pid = await redisPidAt(url, folder);
  if (pid === null) return;
  say('Stopping the Redis that a crash left over ...');
  signal(pid, 'SIGTERM');
  for (const until = performance.now() + 10_000; signal(pid, 0) && performance.now() < until;) await new Promise((resolve) => setTimeout(resolve, 50));
  signal(pid, 'SIGKILL');
}

async function installWithApt(say: (line: string) => void): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  say('Redis is not installed: installing redis-server with apt-get (once) ...');
  if ((await apt(['update', '-qq'])) === null) return false;
  return (await apt(['install', '-y', '-qq', '--no-install-recommends', 'redis-server'])) === 0;
}

/** RUNLEVEL=1 keeps the package from starting a server of its own on the usual port. Null: no apt-get here. */
function apt(args: string[]): Promise<number | null> {
  const child = spawn('/usr/bin/env', ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve) => {
    child.on('error', () => resolve(null));
    child.on('exit', (code) => resolve(code === 127 ? null : code));
  });
}
