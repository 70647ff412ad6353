import { randomUUID } from 'node:crypto';
import { createAuditLog } from '../../src/adapters/postgres/admin/audit-log.ts';
import { createRedisConnections } from '../../src/adapters/redis/connections.ts';
import type { Sql } from '../../src/adapters/postgres/sql.ts';
import { memoryRoutes } from '../../src/api/memory/memory-routes.ts';
import { createHttpServer } from '../../src/api/server.ts';
import { createSnippetMemory, type SnippetMemory } from '../../src/compose/snippets.ts';
import { scopeIdOf, type ScopeId } from '../../src/domain/scope-id.ts';
import { createProducer } from '../../src/queues/producer.ts';
import { loadConfig } from '../../src/runtime/config.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { createMemoryMetrics, type MemoryMetrics } from '../../src/runtime/memory-metrics.ts';
import { createMetrics } from '../../src/runtime/metrics.ts';
import { sampleClinic } from './sample-clinic.ts';

const TOKEN = 'a-token-of-the-tests';

// What a JSON API answers; each test says what it expects of it.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;
export type Answer = { status: number; type: string; body: Json };

/** One process with snippets as composed for real: routes injected, Redis and Postgres real. */
export type SnippetProcess = {
  memory: SnippetMemory;
  metrics: MemoryMetrics;
  logged: string[];
  call(method: 'GET' | 'PUT' | 'POST' | 'PATCH', url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
};

/** Opens a process on these servers with these settings. */
export async function openSnippetProcess(sql: Sql, redisUrl: string, environment: Record<string, string> = {}): Promise<SnippetProcess> {
  const config = loadConfig({ NODE_ENV: 'test', ...environment });
  const clock = { now: () => Date.now() };
  const logged: string[] = [];
  const logger = createLogger({ process: 'test', destination: { write: (line) => void logged.push(line) } });
  const redis = createRedisConnections({ url: redisUrl, commandTimeoutMs: 5_000, name: 'test' });
  const producer = createProducer({ connection: redis.producer, prefix: config.queuePrefix, clock });
  const metrics = createMemoryMetrics(clock);
  const memory = createSnippetMemory({ config, logger, metrics: createMetrics({ process: 'test' }), memoryMetrics: metrics, clock, sql, redis, producer });
  await memory.switches.reload();
  const server = createHttpServer({
    plugins: [
      memoryRoutes({
        providerMode: !config.enableContext7Memory ? 'off' : config.context7BaseUrl === undefined ? 'local' : 'on',
        health: memory.health,
        environment: config.nodeEnv,
        find: (scopeId) => memory.finder.find(scopeId),
        save: memory.save,
        learn: memory.learn,
        snippetsOn: () => memory.switches.isOn('SNIPPETS'),
        askForSync: memory.askForSync,
        reportSync: memory.reportSync,
        switches: memory.switches,
        audit: createAuditLog(sql),
        clock,
      }),
    ],
    adminToken: TOKEN,
    log: { error: (message) => void logged.push(message) },
    clock,
    docsVersion: 'test',
  });
  return {
    memory,
    metrics,
    logged,
    async call(method, url, body, headers = {}) {
      const response = await server.inject({
        method,
        url,
        headers: { authorization: `Bearer ${TOKEN}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const text = response.body;
      return { status: response.statusCode, type: String(response.headers['content-type'] ?? ''), body: text === '' ? null : JSON.parse(text) };
    },
    async close() {
      await server.close();
      memory.close();
      await producer.close();
      await redis.close();
    },
  };
}

/** A scope that nobody else uses. */
export function newScope(systemPrompt = 'Be kind.'): ScopeId {
  return scopeIdOf({ ...sampleClinic(), id: randomUUID(), assistant: { agentId: 'reception', name: 'Iris', systemPrompt } })!;
}
