import { inject } from 'vitest';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { openPgliteSql } from '../../src/adapters/postgres/pglite-sql.ts';
import type { OnQuery, Sql } from '../../src/adapters/postgres/sql.ts';
import { freshDatabase, openTestPg, prepareTemplate } from './fresh-database.ts';
import { startTestPostgres, type NoPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Set by the global set-up: the server of this run, with a migrated template database. */
    postgres: { url: string } | NoPostgres;
  }
}

let own: Promise<{ url: string } | NoPostgres> | undefined;

/** The Postgres server of this run; one of its own for a test file that runs without the global set-up. */
export async function testPostgres(): Promise<{ url: string } | NoPostgres> {
  const provided = inject('postgres') as { url: string } | NoPostgres | undefined;
  if (provided) return provided;
  own ??= startTestPostgres().then(async (started) => {
    if (!('reason' in started)) await prepareTemplate(started.url);
    return started;
  });
  return own;
}

export type DatabaseKind = { name: string; skip: boolean; open(onQuery?: OnQuery): Promise<Sql> };

/** The kinds of database an adapter's contract is tested on; each `open` gives a migrated, empty one. The name says why one is skipped. */
export async function databaseKinds(): Promise<DatabaseKind[]> {
  const server = await testPostgres();
  const away = 'reason' in server;
  return [
    {
      name: 'PGlite',
      skip: false,
      async open(onQuery) {
        const sql = await openPgliteSql({ dataDir: null, ...(onQuery ? { onQuery } : {}) });
        await migrate(sql);
        return sql;
      },
    },
    {
      name: away ? `Postgres (skipped: ${server.reason})` : 'Postgres',
      skip: away,
      async open(onQuery) {
        if (away) throw new Error(server.reason);
        return openTestPg(await freshDatabase(server.url), onQuery ? { onQuery } : {});
      },
    },
  ];
}
