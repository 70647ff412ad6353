import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, migrationsPending, readMigrations, type Migration } from '../../../src/adapters/postgres/migrate.ts';
import { openPgliteSql } from '../../../src/adapters/postgres/pglite-sql.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { testPostgres } from '../../support/databases.ts';
import { emptyDatabase, openTestPg } from '../../support/fresh-database.ts';

const server = await testPostgres();
const migration = (name: string, text: string): Migration => ({ name, text, checksum: `checksum of ${text}` });

describe('migrations on PGlite', () => {
  let sql: Sql;
  beforeAll(async () => {
    sql = await openPgliteSql({ dataDir: null });
  });
  afterAll(() => sql.close());

  test('are pending until they were applied, and applied once', async () => {
    const names = (await readMigrations()).map((one) => one.name);
    expect(names.length).toBeGreaterThan(0);
    expect(await migrationsPending(sql)).toEqual(names);
    expect(await migrate(sql)).toEqual(names);
    expect(await migrationsPending(sql)).toEqual([]);
    expect(await migrate(sql)).toEqual([]);
  });

  test('a changed one is refused with its name', async () => {
    await migrate(sql, [migration('9001-a.sql', 'create table core.a (id int)')]);
    const changed = migrate(sql, [migration('9001-a.sql', 'create table core.a (id bigint)')]);
    await expect(changed).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('9001-a.sql') });
  });

  test('one that fails leaves nothing behind', async () => {
    await expect(migrate(sql, [migration('9002-b.sql', 'create table core.b (id int); select 1 / 0')])).rejects.toMatchObject({ code: '22012' });
    expect(await sql.query({ name: 'test_b', text: "select to_regclass('core.b') as b" })).toEqual([{ b: null }]);
  });
});

describe.skipIf('reason' in server)(`migrations on Postgres${'reason' in server ? ` (skipped: ${server.reason})` : ''}`, () => {
  test('processes that migrate at once apply each one exactly once', async () => {
    if ('reason' in server) return;
    const url = await emptyDatabase(server.url);
    const pools = Array.from({ length: 6 }, () => openTestPg(url, { poolSize: 1 }));
    const applied = await Promise.all(pools.map((sql) => migrate(sql)));
    expect(applied.flat().sort()).toEqual((await readMigrations()).map((one) => one.name));
    await Promise.all(pools.map((sql) => sql.close()));
  });
});
