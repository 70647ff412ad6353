import { applyMigrations } from '../src/compose/apply-migrations.ts';

await applyMigrations();
