import { afterAll, beforeAll, describe, inject } from 'vitest';
import { freshDatabase, prepareTemplate } from './fresh-database.ts';
import type {} from './databases.ts';
import { startTestPostgres } from './postgres.ts';
import { startTestRedis, type TestRedis } from './redis.ts';
import { startSystem, type System, type SystemOptions } from './system.ts';

export type Servers = {
  redis: TestRedis;
  /** Kills and restarts the Postgres of this file; null where it is not ours to stop. Only with `ownPostgres`. */
  restartPostgres: (() => Promise<void>) | null;
  /** Starts a system on a fresh, migrated database and its own queues. */
  start(options?: Partial<SystemOptions>): Promise<System>;
};

const postgres = inject('postgres');
const noPostgres = 'reason' in postgres ? postgres.reason : null;

/** `describe` for what needs real servers in several processes: reported as skipped, with the reason, where the machine has no real Postgres. */
export function describeOnServers(name: string, tests: () => void, timeout = 240_000): void {
  if (noPostgres === null) describe(name, { timeout }, tests);
  else describe.skip(`${name} (skipped: ${noPostgres})`, tests);
}

/** A Redis of this test file's own and the run's Postgres (its own to restart with `ownPostgres`); what was started on them ends with the file. */
export function useServers({ ownPostgres = false } = {}): Servers {
  const systems: System[] = [];
  const endings: (() => Promise<unknown>)[] = [];
  const servers = { restartPostgres: null } as Partial<Servers> as Servers;
  beforeAll(async () => {
    servers.redis = await startTestRedis();
    endings.push(() => servers.redis.stop());
    const own = ownPostgres ? await startTestPostgres() : null;
    const server = own ?? postgres;
    if ('reason' in server) throw new Error(server.reason);
    if (own && !('reason' in own)) {
      endings.push(() => own.stop());
      await prepareTemplate(own.url);
      servers.restartPostgres = own.restart;
    }
    servers.start = async ({ env, ...options } = {}) => {
      const databaseUrl = await freshDatabase(server.url);
      const system = await startSystem({ redisUrl: servers.redis.url, databaseUrl, env: { QUEUE_PREFIX: `{test-${systems.length}}`, ...env }, ...options });
      systems.push(system);
      return system;
    };
  });
  afterAll(async () => {
    await Promise.all(systems.map((system) => system.stop()));
    await Promise.all(endings.map((end) => end()));
  });
  return servers;
}
