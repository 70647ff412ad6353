import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { openPgSql, type PgSql, type PgSqlOptions } from '../../src/adapters/postgres/pg-sql.ts';

const TEMPLATE = 'frontdesk_template';

/** Makes the template database that fresh databases are copied from. Once per server. */
export async function prepareTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, `drop database if exists ${TEMPLATE}`);
  await onServer(serverUrl, `create database ${TEMPLATE}`);
  const sql = openTestPg(databaseUrl(serverUrl, TEMPLATE), { poolSize: 1 });
  await migrate(sql);
  await sql.close();
}

/** The URL of a new database without anything in it. */
export async function emptyDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name}`);
  return databaseUrl(serverUrl, name);
}

/** The URL of a new, migrated, empty database. */
export async function freshDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name} template ${TEMPLATE}`);
  return databaseUrl(serverUrl, name);
}

/** A pool on a test database. */
export function openTestPg(url: string, options: Partial<PgSqlOptions> = {}): PgSql {
  return openPgSql({ url, poolSize: 10, connectTimeoutMs: 5_000, statementTimeoutMs: 20_000, behindPooler: false, ...options });
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(serverUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
