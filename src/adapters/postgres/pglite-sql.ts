import { performance } from 'node:perf_hooks';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { vector } from '@electric-sql/pglite-pgvector';
import { connectionFault } from './connection-fault.ts';
import type { OnQuery, Sql, Statement } from './sql.ts';

export type PgliteSqlOptions = {
  /** Null: in memory. */
  dataDir: string | null;
  onQuery?: OnQuery;
};

const INT8 = 20;

/**
 * Postgres inside this process, for this process alone: PGlite runs one statement or transaction after the other, so serving it
 * to other processes would mix their statements. Statements are unnamed. Opening takes a second or two.
 */
export async function openPgliteSql(options: PgliteSqlOptions): Promise<Sql> {
  const database = await PGlite.create({
    ...(options.dataDir === null ? {} : { dataDir: options.dataDir }),
    extensions: { vector, btree_gist },
    parsers: { [INT8]: Number },
  });

  const run = async <R>(on: PGlite | Transaction, statement: Statement, values: readonly unknown[]): Promise<R[]> => {
    const startedAt = performance.now();
    try {
      const result = await on.query<R>(statement.text, values as unknown[]);
      return result.rows;
    } finally {
      options.onQuery?.(statement.name, performance.now() - startedAt);
    }
  };

  return {
    query: (statement, values = []) => mapped(() => run(database, statement, values)),
    script: (text) => mapped(async () => void (await database.exec(text))),
    transaction: (work) =>
      mapped(() =>
        database.transaction((transaction) => {
          const inner: Sql = {
            query: (statement, values = []) => run(transaction, statement, values),
            script: async (text) => void (await transaction.exec(text)),
            transaction: (nested) => nested(inner),
            ping: async () => undefined,
            close: async () => undefined,
          };
          return work(inner);
        }),
      ),
    // It lives in this process: if it answers at all, waiting longer would not help.
    ping: () => mapped(async () => void (await database.query('select 1'))),
    close: () => database.close(),
  };
}

async function mapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw connectionFault(error) ?? error;
  }
}
