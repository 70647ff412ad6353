import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { Redis } from 'ioredis';
import { findRedisServer, launchRedis } from '../../infra/local/redis-server.ts';
import type { RedisServer } from '../../infra/local/redis-server.ts';

/** A private, durable Redis of one test file, on a port that stays the same over restarts. It ends with the process that started it. */
export type TestRedis = {
  url: string;
  port: number;
  /** The process id of the server, for signals (SIGSTOP). */
  pid(): number;
  /** SIGKILL: connections break, what was acknowledged is on disk. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data (after `kill`, or kills it first) and resolves when it answers. */
  restart(): Promise<void>;
  /** FLUSHALL. */
  flush(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
};

/** Starts a Redis for tests; throws when the machine has no server (the global set-up of the suite installs one where it can). */
export async function startTestRedis(): Promise<TestRedis> {
  const binary = findRedisServer(process.env['PATH']);
  if (!binary) throw new Error('no valkey-server or redis-server on PATH');
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'frontdesk-redis-')));
  const port = await getPort({ host: '127.0.0.1' });
  let server: RedisServer | null = await launchRedis({ binary, folder, port });
  const kill = async () => {
    await server?.kill();
    server = null;
  };
  return {
    url: server.url,
    port,
    pid: () => server?.pid ?? 0,
    kill,
    async restart() {
      await kill();
      server = await launchRedis({ binary, folder, port });
    },
    async flush() {
      const client = new Redis(port, '127.0.0.1');
      await client.flushall();
      client.disconnect();
    },
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
