import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { Fault, isFault } from '../../errors.ts';
import { connectionFault } from './connection-fault.ts';
import { sqlState, type OnQuery, type Sql, type Statement } from './sql.ts';

export type PgSqlOptions = {
  url: string;
  poolSize: number;
  /** How long to wait for a connection, new or from the pool. */
  connectTimeoutMs: number;
  statementTimeoutMs: number;
  /** Behind pgBouncer in transaction mode: statements stay unnamed and no start-up parameter is sent. */
  behindPooler: boolean;
  applicationName?: string;
  onQuery?: OnQuery;
};

/** Postgres through a pool of connections, with the pool's figures for metrics. */
export type PgSql = Sql & { pool(): { total: number; idle: number; waiting: number } };

const INT8 = 20;
/** Deadlock and serialization failures were undone by Postgres: a single statement can simply run again. */
const UNDONE = new Set(['40P01', '40001']);
const MAX_RUNS = 4;

/** Opens a pool; connects on first use, so it never fails here. Errors as described at Sql. */
export function openPgSql(options: PgSqlOptions): PgSql {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: options.connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // The client's own limit works behind any pooler. It comes second, so that the server's cancel is normally what ends a slow statement.
    query_timeout: options.statementTimeoutMs + 1_000,
    // Planned once for each connection: after an ANALYZE Postgres may find planning anew for every run cheaper, which doubles what a message costs it.
    ...(options.behindPooler ? {} : { statement_timeout: options.statementTimeoutMs, options: '-c plan_cache_mode=force_generic_plan' }),
    ...(options.applicationName === undefined ? {} : { application_name: options.applicationName }),
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as never },
  });
  // A connection that dies while idle leaves the pool by itself; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that dies while it is lent out: its query fails, which is how we learn of it.
  pool.on('connect', (client) => client.on('error', () => undefined));

  const run = async <R>(client: pg.PoolClient, statement: Statement, values: readonly unknown[]): Promise<R[]> => {
    const startedAt = performance.now();
    try {
      const named = options.behindPooler ? {} : { name: statement.name };
      const result = await client.query({ ...named, text: statement.text, values: values as unknown[] });
      return result.rows as R[];
    } finally {
      options.onQuery?.(statement.name, performance.now() - startedAt);
    }
  };

  return {
    query: (statement, values = []) => again(() => withClient(pool, (client) => run(client, statement, values))),
    script: (text) => withClient(pool, async (client) => void (await client.query(text))),
    transaction: (work) => withClient(pool, (client) => inTransaction(client, run, work)),
    ping: (timeoutMs) => withinTime(timeoutMs, () => withClient(pool, async (client) => void (await client.query('select 1')))),
    close: () => pool.end(),
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  };
}

type Run = <R>(client: pg.PoolClient, statement: Statement, values: readonly unknown[]) => Promise<R[]>;

async function inTransaction<T>(client: pg.PoolClient, run: Run, work: (sql: Sql) => Promise<T>): Promise<T> {
  const inner: Sql = {
    query: (statement, values = []) => run(client, statement, values),
    script: async (text) => void (await client.query(text)),
    transaction: (nested) => nested(inner),
    ping: async () => undefined,
    close: async () => undefined,
  };
  await client.query('begin');
  try {
    const result = await work(inner);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Gives the connection back afterwards; a broken one is thrown away instead. */
async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let broken = false;
  let client: pg.PoolClient | null = null;
  try {
    client = await pool.connect();
    return await work(client);
  } catch (error) {
    const fault = connectionFault(error);
    broken = fault !== null || isFault(error, 'dependency_away');
    throw fault ?? error;
  } finally {
    client?.release(broken);
  }
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let runs = 1; ; runs += 1) {
    try {
      return await work();
    } catch (error) {
      if (runs >= MAX_RUNS || !UNDONE.has(sqlState(error) ?? '')) throw error;
    }
  }
}

async function withinTime(timeoutMs: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Fault('dependency_away', 'Postgres did not answer in time')), timeoutMs);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
