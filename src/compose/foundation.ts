import { migrationsPending } from '../adapters/postgres/migrate.ts';
import { clinicSource } from '../adapters/postgres/clinic-source.ts';
import { openPgSql } from '../adapters/postgres/pg-sql.ts';
import type { Sql } from '../adapters/postgres/sql.ts';
import { createClinicDirectory, type CachedClinicDirectory } from '../adapters/redis/clinic-directory.ts';
import { createRedisConnections, type RedisConnections } from '../adapters/redis/connections.ts';
import { readQueueDepth } from '../adapters/redis/queue-depth.ts';
import type { Check } from '../api/health-routes.ts';
import { Fault } from '../errors.ts';
import type { Clock } from '../pipeline/ports.ts';
import { QUEUES } from '../queues/catalog.ts';
import { createProducer, type Producer } from '../queues/producer.ts';
import type { Config } from '../runtime/config.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import { createLogger, type Logger } from '../runtime/logger.ts';
import { createMemoryMetrics, type MemoryMetrics } from '../runtime/memory-metrics.ts';
import { createMetrics, type Metrics } from '../runtime/metrics.ts';
import type { ProcessScope } from '../runtime/process.ts';
import { createSnippetMemory, type SnippetMemory } from './snippets.ts';

/** What every process of Frontdesk stands on: settings, log, metrics, Postgres, Redis, the prewarmed clinics and the queues' producing side. */
export type Foundation = {
  config: Config;
  logger: Logger;
  metrics: Metrics;
  /** What the memories do in this process. */
  memoryMetrics: MemoryMetrics;
  clock: Clock;
  sql: Sql;
  redis: RedisConnections;
  clinics: CachedClinicDirectory;
  producer: Producer;
  snippets: SnippetMemory;
  checks: { redis: Check; database: Check };
};

const PING_LIMIT_MS = 1_000;

/** The logger of a process, by its settings. */
export function loggerOf(config: Config, processName: string): Logger {
  return createLogger({ process: processName, level: config.logLevel, format: config.logFormat });
}

/** Postgres as `DATABASE_URL` names it. Throws a Fault `invalid_input` that says what to do when it or `REDIS_URL` is missing. */
export function openDatabase(config: Config, metrics: Metrics, name: string): Sql {
  if (!config.databaseUrl)
    throw new Fault('invalid_input', 'DATABASE_URL is needed for a process of its own; `npm start` runs everything in one process without it');
  const sql = openPgSql({
    url: config.databaseUrl,
    poolSize: config.pgPoolMax,
    connectTimeoutMs: config.pgConnectTimeoutMs,
    statementTimeoutMs: config.pgQueryTimeoutMs,
    behindPooler: !config.pgNamedStatements,
    applicationName: `frontdesk-${name}`,
    onQuery: (statement) => metrics.count('postgres_query', { statement }),
  });
  metrics.watchPool(() => sql.pool());
  return sql;
}

/**
 * Opens the foundation. Never fails because Redis, Postgres, a table or a row is missing: readiness says what is (SPEC C2). Clean-ups
 * close what was opened, in reverse.
 */
export async function openFoundation(input: {
  config: Config;
  name: string;
  logger: Logger;
  metrics?: Metrics;
  sql?: Sql;
  redisUrl?: string;
  scope: Pick<ProcessScope, 'cleanups' | 'stopping'>;
}): Promise<Foundation> {
  const { config, name, logger } = input;
  const { cleanups, stopping } = input.scope;
  const redisUrl = input.redisUrl ?? config.redisUrl;
  if (!redisUrl) throw new Fault('invalid_input', 'REDIS_URL is needed for a process of its own; `npm start` runs everything in one process without it');
  const metrics = input.metrics ?? createMetrics({ process: name, nodeMetrics: true });
  const clock = { now: () => Date.now() };
  const memoryMetrics = createMemoryMetrics(clock);
  metrics.watchMemory(() => memoryMetrics.figures());
  const sql = input.sql ?? openDatabase(config, metrics, name);
  cleanups.defer('postgres', () => sql.close());

  const redis = createRedisConnections({
    url: redisUrl,
    commandTimeoutMs: config.redisCommandTimeoutMs,
    name,
    onState: (connection, state) => {
      if (stopping.aborted) return; // it is us who close them
      logger.log(state === 'ready' ? 'info' : 'warn', 'redis connection changed', { dependency: 'redis', kind: connection, state });
    },
  });
  metrics.watchRedis('producer', () => redis.isReady());
  cleanups.defer('redis', () => redis.close());

  const clinics = createClinicDirectory({
    redis: redis.producer,
    subscriber: redis.subscriber(),
    loader: clinicSource(sql),
    clock,
    ttlSeconds: config.clinicTtlSeconds,
    onLookUp: (result) => metrics.cache({ cache: 'clinics', result }),
  });
  cleanups.defer('clinics', () => clinics.close());
  const warm = await clinics.prewarm();
  logger.info(warm ? 'clinics are warm' : 'clinics are not warm yet', { dependency: 'clinics', count: warm?.clinics ?? 0 });

  const producer = createProducer({ connection: redis.producer, prefix: config.queuePrefix, clock });
  cleanups.defer('producer', () => producer.close());
  for (const queue of [QUEUES.inbound, QUEUES.turns, QUEUES.outbound, QUEUES.followUps, QUEUES.notifications]) {
    metrics.watchQueue(queue.name, () => readQueueDepth(redis.producer, { prefix: config.queuePrefix, queue: queue.name, nowMs: clock.now() }));
  }
  const snippets = createSnippetMemory({ config, logger, metrics, memoryMetrics, clock, sql, redis, producer });
  cleanups.defer('snippets', () => snippets.close());
  await snippets.switches.reload();
  return {
    config,
    logger,
    metrics,
    memoryMetrics,
    clock,
    sql,
    redis,
    clinics,
    snippets,
    producer: { ...producer, wakeUps: withFailpoints('wakeUps', producer.wakeUps, config.failpoint) },
    checks: { redis: async () => ({ state: (await redis.ping()) ? 'ok' : 'away' }), database: () => lookAtDatabase(sql, clinics) },
  };
}

async function lookAtDatabase(sql: Sql, clinics: CachedClinicDirectory): ReturnType<Check> {
  await sql.ping(PING_LIMIT_MS);
  const pending = await migrationsPending(sql);
  if (pending.length > 0) return { state: 'incomplete', missing: [`migrations (run npm run migrate): ${pending.join(', ')}`] };
  return clinics.stats().clinics > 0 || (await clinics.prewarm())?.clinics
    ? { state: 'ok' }
    : { state: 'incomplete', missing: ['a clinic (PUT /api/admin/clinics/:id)'] };
}
