import type { TestProject } from 'vitest/node';
import { findOrInstallRedisServer } from '../../infra/local/embedded-redis.ts';
import type {} from './databases.ts';
import { prepareTemplate } from './fresh-database.ts';
import { startTestPostgres } from './postgres.ts';

/** Sees to it, once and before any test, that there is a Redis to start, and starts one Postgres for the whole run; tells the tests where it is, or why there is none. */
export default async function setUpServers(project: TestProject): Promise<() => Promise<void>> {
  await findOrInstallRedisServer(process.env['PATH'], (line) => void process.stderr.write(`${line}\n`));
  const started = await startTestPostgres();
  if ('reason' in started) {
    project.provide('postgres', started);
    return async () => undefined;
  }
  await prepareTemplate(started.url);
  project.provide('postgres', { url: started.url });
  return () => started.stop();
}
