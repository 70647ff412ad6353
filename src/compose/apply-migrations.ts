import { migrate } from '../adapters/postgres/migrate.ts';
import { loadConfig } from '../runtime/config.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { reasonOf } from '../queues/failure.ts';
import { openDatabase } from './foundation.ts';

/** Applies the migrations to the Postgres that `DATABASE_URL` names, says what it did, and sets the exit code. */
export async function applyMigrations(): Promise<void> {
  try {
    const sql = openDatabase(loadConfig(), createMetrics({ process: 'migrate' }), 'migrate');
    try {
      const applied = await migrate(sql);
      process.stdout.write(applied.length === 0 ? 'The schema is up to date.\n' : `Applied: ${applied.join(', ')}\n`);
    } finally {
      await sql.close();
    }
  } catch (error) {
    process.stderr.write(`The migrations were not applied: ${reasonOf(error)}\n`);
    process.exitCode = 1;
  }
}
