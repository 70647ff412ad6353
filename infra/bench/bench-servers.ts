import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { Redis } from 'ioredis';
import pg from 'pg';
import { findOrInstallRedisServer } from '../local/embedded-redis.ts';
import { launchRedis } from '../local/redis-server.ts';
import { startPrivatePostgres } from './private-postgres.ts';

/** The stores of one bench run, its own and new, gone when it ends. */
export type BenchServers = {
  folder: string;
  redisUrl: string;
  /** A fresh database's URL; null: no Postgres on this machine, use PGlite inside one process. */
  createDatabase(): Promise<string | null>;
  /** In words, for the report. */
  description: string;
  emptyRedis(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts Redis (`appendfsync always`) and Postgres, both private. Throws when there is no Redis on this machine. */
export async function startBenchServers(): Promise<BenchServers> {
  const binary = await findOrInstallRedisServer(process.env['PATH'], (line) => console.error(line));
  if (!binary) throw new Error('the bench needs redis-server or valkey-server (Debian: apt-get install redis-server; macOS: brew install valkey)');
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'frontdesk-bench-')));
  await chmod(folder, 0o711); // Postgres may run as another user and has to pass through
  const redis = await launchRedis({ binary, folder: join(folder, 'redis'), port: await getPort({ host: '127.0.0.1' }) });
  const postgres = await startPrivatePostgres(join(folder, 'postgres'));
  return {
    folder,
    redisUrl: redis.url,
    createDatabase: () => (postgres ? createDatabase(postgres.url) : Promise.resolve(null)),
    description: postgres
      ? `PostgreSQL ${postgres.version} (fsync on), Redis (appendfsync always); ingress and a worker per core as processes`
      : 'PGlite inside one process for want of Postgres, Redis (appendfsync always); not the figures of a deployment',
    async emptyRedis() {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    },
    async stop() {
      await Promise.all([redis.stop(), postgres?.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(url: string): Promise<string> {
  const name = `bench_${randomUUID().slice(0, 8)}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
}
