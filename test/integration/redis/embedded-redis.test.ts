import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedRedis } from '../../../infra/local/embedded-redis.ts';
import { findRedisServer, launchRedis, signal } from '../../../infra/local/redis-server.ts';
import { startTestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

const path = process.env['PATH'] ?? '';
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'frontdesk data '));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function on<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

describe('embedded Redis', () => {
  it('is durable, refuses to evict, listens on this machine only and needs its password', async () => {
    const embedded = await startEmbeddedRedis({ dataDir, path });
    const settings = await on(embedded.url, async (redis) => ({
      fsync: await redis.config('GET', 'appendfsync'),
      policy: await redis.config('GET', 'maxmemory-policy'),
      bind: await redis.config('GET', 'bind'),
    }));
    const stranger = new Redis(embedded.url.replace(/:[0-9a-f]+@/, ''), { maxRetriesPerRequest: 0 });
    stranger.on('error', () => undefined);
    await expect(stranger.get('x')).rejects.toThrow();
    stranger.disconnect();
    await embedded.close();
    expect(settings).toEqual({ fsync: ['appendfsync', 'always'], policy: ['maxmemory-policy', 'noeviction'], bind: ['bind', '127.0.0.1'] });
  });

  it('started again, it goes on where it was, also after SIGKILL; a lost server is told', async () => {
    const first = await startEmbeddedRedis({ dataDir, path });
    await on(first.url, (redis) => redis.set('kept', '1'));
    const { pid } = JSON.parse(await readFile(join(dataDir, 'redis', 'server.json'), 'utf8')) as { pid: number };
    signal(pid, 'SIGKILL');
    await first.lost;
    const second = await startEmbeddedRedis({ dataDir, path });
    expect(await on(second.url, (redis) => redis.get('kept'))).toBe('1');
    await second.close();
  });

  it('a server that a crash left over is stopped and its data taken over', async () => {
    const binary = findRedisServer(path) ?? '';
    const leftover = await launchRedis({ binary, folder: join(dataDir, 'redis'), port: await getPort({ host: '127.0.0.1' }) });
    await on(leftover.url, (redis) => redis.set('kept', '2'));
    await writeFile(join(dataDir, 'redis', 'server.json'), JSON.stringify({ url: leftover.url, pid: leftover.pid }));
    const said: string[] = [];
    const embedded = await startEmbeddedRedis({ dataDir, path, say: (line) => said.push(line) });
    await leftover.exited;
    expect(said.join()).toContain('left over');
    expect(await on(embedded.url, (redis) => redis.get('kept'))).toBe('2');
    await embedded.close();
  });

  it('ends by itself when the process that started it is killed, and survives a Ctrl-C meant for that process', async () => {
    const fixture = fileURLToPath(new URL('fixtures/hold-embedded-redis.ts', import.meta.url));
    const holder = spawn(process.execPath, [fixture, dataDir], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    const pid = Number(await new Promise<Buffer>((resolve) => holder.stdout.once('data', resolve)));
    const interrupted = new Promise<Buffer>((resolve) => holder.stdout.once('data', resolve));
    process.kill(-(holder.pid ?? 0), 'SIGINT');
    expect(String(await interrupted)).toContain('PONG');
    holder.kill('SIGKILL');
    await until('the server to end', () => !signal(pid, 0));
  });
});

describe('Redis for tests', () => {
  it('keeps its port and what it acknowledged over a kill and restart, and can be flushed', async () => {
    const redis = await startTestRedis();
    await on(redis.url, (client) => client.set('kept', '3'));
    await redis.kill();
    await redis.restart();
    expect(await on(redis.url, (client) => client.get('kept'))).toBe('3');
    await redis.flush();
    expect(await on(redis.url, (client) => client.get('kept'))).toBeNull();
    const pid = redis.pid();
    await redis.stop();
    expect(signal(pid, 0)).toBe(false);
  });
});
