import type { TestProject } from 'vitest/node';
import type {} from './databases.ts';
import { prepareTemplate } from './fresh-database.ts';
import { startTestPostgres } from './postgres.ts';

/** Starts one Postgres for the whole run and tells the tests where it is, or why there is none. */
export default async function setUpPostgres(project: TestProject): Promise<() => Promise<void>> {
  const started = await startTestPostgres();
  if ('reason' in started) {
    project.provide('postgres', started);
    return async () => undefined;
  }
  await prepareTemplate(started.url);
  project.provide('postgres', { url: started.url });
  return () => started.stop();
}
