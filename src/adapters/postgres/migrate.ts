import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Fault } from '../../errors.ts';
import { sqlState, type Sql } from './sql.ts';

/** One file of infra/migrations; `checksum` is the sha256 hex of its text. */
export type Migration = { name: string; checksum: string; text: string };

const FOLDER = new URL('../../../infra/migrations/', import.meta.url);
const LEDGER = `
create schema if not exists core;
create table if not exists core.schema_migrations (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`;
const APPLIED = { name: 'migrations_applied', text: 'select name, checksum from core.schema_migrations' };
const LOCK = { name: 'migrations_lock', text: 'lock table core.schema_migrations in exclusive mode' };
const RECORD = { name: 'migrations_record', text: 'insert into core.schema_migrations (name, checksum) values ($1, $2)' };
const LEDGER_THERE = { name: 'migrations_there', text: "select to_regclass('core.schema_migrations') is not null as there" };
/** Two processes creating the same schema or table at once: one of them gets one of these. */
const CREATED_MEANWHILE = new Set(['23505', '42P06', '42P07', 'XX000']);

/** The migrations of the repository in the order they are applied. */
export async function readMigrations(folder: URL = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, each file in a transaction of its own, and returns the names it applied. Safe beside other processes
 * that migrate: the ledger table is locked inside each transaction, so no advisory lock is needed. Migrations of a newer version
 * are left alone. Throws Fault('invalid_input') when a file was changed after it had been applied.
 */
export async function migrate(sql: Sql, migrations?: Migration[]): Promise<string[]> {
  await createLedger(sql);
  const applied: string[] = [];
  for (const migration of migrations ?? (await readMigrations())) {
    if (await apply(sql, migration)) applied.push(migration.name);
  }
  return applied;
}

/** The names of migrations not applied yet, oldest first; empty when the database is up to date. Errors as migrate. */
export async function migrationsPending(sql: Sql, migrations?: Migration[]): Promise<string[]> {
  const all = migrations ?? (await readMigrations());
  const [ledger] = await sql.query<{ there: boolean }>(LEDGER_THERE);
  if (!ledger?.there) return all.map((migration) => migration.name);
  const checksums = await appliedChecksums(sql);
  return all.filter((migration) => !isApplied(migration, checksums)).map((migration) => migration.name);
}

async function apply(sql: Sql, migration: Migration): Promise<boolean> {
  return sql.transaction(async (transaction) => {
    await transaction.query(LOCK);
    if (isApplied(migration, await appliedChecksums(transaction))) return false;
    await transaction.script(migration.text);
    await transaction.query(RECORD, [migration.name, migration.checksum]);
    return true;
  });
}

function isApplied(migration: Migration, checksums: Map<string, string>): boolean {
  const checksum = checksums.get(migration.name);
  if (checksum === undefined) return false;
  if (checksum !== migration.checksum) {
    throw new Fault('invalid_input', `migration ${migration.name} was changed after it had been applied: restore it and add a new one`);
  }
  return true;
}

async function appliedChecksums(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.query<{ name: string; checksum: string }>(APPLIED);
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

async function createLedger(sql: Sql): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await sql.script(LEDGER);
    } catch (error) {
      if (tries >= 5 || !CREATED_MEANWHILE.has(sqlState(error) ?? '')) throw error;
    }
  }
}
