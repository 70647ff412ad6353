import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';

/** A running private server. */
export type RedisServer = {
  url: string;
  port: number;
  pid: number;
  /** Resolves when it ended, for whatever reason. */
  exited: Promise<void>;
  /** Ends it in order: what it accepted is on disk. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL, as a crash would. */
  kill(): Promise<void>;
};

const USUAL_PLACES = ['/usr/local/bin', '/usr/bin', '/usr/sbin', '/opt/homebrew/bin', '/opt/local/bin'];
const ANSWER_LIMIT_MS = 60_000;

/**
 * The server must not die with a Ctrl-C meant for us, since our drain still needs it (so it has a process group of its own), and must not outlive a
 * crash of ours: the shell in between sees our end of the pipe close, however we ended, and tells it to stop.
 */
const GUARD = `exec 3<&0
"$0" "$1" </dev/null 3<&- &
server=$!
( cat <&3 >/dev/null; kill -TERM $server 2>/dev/null ) &
exec 3<&-
wait $server`;

/** The path of valkey-server or redis-server on PATH or in the usual places, else null. */
export function findRedisServer(path = ''): string | null {
  const folders = [...path.split(delimiter).filter(Boolean), ...USUAL_PLACES];
  for (const name of ['valkey-server', 'redis-server']) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  return null;
}

/** Starts a durable, private server (`appendfsync always`, `noeviction`, 127.0.0.1) on the data in `folder` and resolves when it answers; throws with the end of its log otherwise. */
export async function launchRedis(options: { binary: string; folder: string; port: number; password?: string }): Promise<RedisServer> {
  const { binary, folder, port, password } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const config = join(folder, 'redis.conf');
  await writeFile(config, configText(folder, port, password), { mode: 0o600 });
  const guard = spawn('/bin/sh', ['-c', GUARD, binary, config], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.stdin.on('error', () => undefined);
  const exited = once(guard, 'exit').then(() => void guard.stdin.end());
  const url = `redis://${password ? `:${password}@` : ''}127.0.0.1:${port}`;
  const pid = await Promise.race([whenItAnswers(url), exited.then(() => null)]);
  if (pid === null) {
    guard.stdin.end();
    throw new Error(`${binary} did not start:\n${await endOfLog(folder)}`);
  }
  return {
    url,
    port,
    pid,
    exited,
    async stop() {
      guard.stdin.end();
      await exited;
    },
    async kill() {
      signal(pid, 'SIGKILL');
      await exited;
    },
  };
}

/** The process id of the server that answers at `url` and keeps its data in `folder`; null when none answers within a second or it is another one. */
export async function redisPidAt(url: string, folder: string): Promise<number | null> {
  const client = connect(url);
  try {
    await client.connect();
    const [, dir] = (await client.config('GET', 'dir')) as string[];
    return dir === folder ? await pidOf(client) : null;
  } catch {
    return null;
  } finally {
    client.disconnect();
  }
}

/** Sends a signal to a process; one that is gone is fine. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

function configText(folder: string, port: number, password: string | undefined): string {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir ${JSON.stringify(folder)}`,
    'appendonly yes',
    'appendfsync always',
    'save ""',
    'maxmemory-policy noeviction',
    'logfile redis.log',
    'loglevel notice',
    ...(password ? [`requirepass ${password}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

async function whenItAnswers(url: string): Promise<number | null> {
  const until = performance.now() + ANSWER_LIMIT_MS;
  while (performance.now() < until) {
    const client = connect(url);
    try {
      await client.connect();
      if ((await client.ping()) === 'PONG') return await pidOf(client);
    } catch {
      // Not listening yet, or still loading its data.
    } finally {
      client.disconnect();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return null;
}

function connect(url: string): Redis {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null as never,
    maxRetriesPerRequest: 0,
    connectTimeout: 1000,
    commandTimeout: 1000,
    enableReadyCheck: false,
  });
  client.on('error', () => undefined);
  return client;
}

async function pidOf(client: Redis): Promise<number> {
  const info = await client.info('server');
  return Number(/process_id:(\d+)/.exec(info)?.[1]);
}

async function endOfLog(folder: string): Promise<string> {
  const log = await readFile(join(folder, 'redis.log'), 'utf8').catch(() => '(it wrote no log)');
  return log.trim().split('\n').slice(-8).join('\n');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
