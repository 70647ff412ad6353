import { randomUUID } from 'node:crypto';
import { snippetStore } from '../adapters/postgres/snippets/snippet-store.ts';
import { switchStore } from '../adapters/postgres/snippets/switch-store.ts';
import { syncBook } from '../adapters/postgres/snippets/sync-book.ts';
import type { Sql } from '../adapters/postgres/sql.ts';
import type { RedisConnections } from '../adapters/redis/connections.ts';
import { createSnippetChanges } from '../adapters/redis/snippet-changes.ts';
import { createHttpProvider } from '../adapters/snippets/http-provider.ts';
import { createSnippetCache, type OwnSnippetCache } from '../adapters/snippets/snippet-cache.ts';
import type { ScopeId } from '../domain/scope-id.ts';
import type { TaughtPair } from '../domain/snippet.ts';
import { createSnippetFinder, type SnippetFinder } from '../pipeline/find-snippets.ts';
import type { LearnOutcome } from '../pipeline/learn-patterns.ts';
import type { Clock } from '../pipeline/ports.ts';
import { createProviderHealth, type ProviderHealth } from '../pipeline/provider-health.ts';
import { saveSnippet, type SaveOutcome, type SaveSnippetPorts } from '../pipeline/save-snippet.ts';
import type { SnippetProvider, SnippetRecorder, SyncReport } from '../pipeline/snippet-ports.ts';
import { createSwitchboard, type Switchboard } from '../pipeline/switchboard.ts';
import type { Producer } from '../queues/producer.ts';
import type { Config } from '../runtime/config.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MemoryMetrics } from '../runtime/memory-metrics.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { createPolicy, type Policy, wasRefused } from '../runtime/resilience.ts';

export type SnippetWorld = {
  config: Config;
  logger: Logger;
  metrics: Metrics;
  memoryMetrics: MemoryMetrics;
  clock: Clock;
  sql: Sql;
  redis: RedisConnections;
  producer: Pick<Producer, 'queues'>;
};

/** The job that runs the syncs that were asked for. */
export const RUN_SNIPPET_SYNCS = 'run-snippet-syncs';

/** The snippets of one process: one cache, one provider with its breakers, one idea of the switches, for the routes and for the turns. */
export type SnippetMemory = SaveSnippetPorts & {
  store: ReturnType<typeof snippetStore>;
  syncs: ReturnType<typeof syncBook>;
  provider: SnippetProvider | null;
  cache: OwnSnippetCache;
  finder: SnippetFinder;
  health: ProviderHealth | null;
  switches: Switchboard;
  save(input: { scopeId: ScopeId; pair: TaughtPair }): Promise<SaveOutcome>;
  learn(input: { scopeId: ScopeId; patterns: readonly unknown[] }): Promise<LearnOutcome>;
  askForSync(scopeId: ScopeId | null): Promise<string>;
  reportSync(id: string): Promise<SyncReport | null>;
  close(): void;
};

const MOST_CLINICS = 5_000;
/** A provider that hangs fails slowly: it is left alone before ten calls have failed. */
const FAILING_MS = 2_000;

/** Wires the snippets of a process. Without `CONTEXT7_BASE_URL`, or switched off by `ENABLE_CONTEXT7_MEMORY`, there is no provider and everything stays local. */
export function createSnippetMemory(world: SnippetWorld): SnippetMemory {
  const { config, sql, redis, clock, memoryMetrics } = world;
  const store = withFailpoints('snippets', snippetStore(sql), config.failpoint);
  const policy = config.enableContext7Memory && config.context7BaseUrl !== undefined ? policyOf(world) : null;
  const provider = policy === null ? null : withFailpoints('snippetProvider', providerOf(config, policy, clock), config.failpoint);
  const changes = createSnippetChanges({
    redis: redis.producer,
    subscriber: redis.subscriber(),
    onScope: (scopeId) => cache.onScope(scopeId),
    onSwitches: () => void switches.reload(),
    onGap: () => {
      cache.onGap();
      void switches.reload();
    },
  });
  const cache = createSnippetCache({ tell: (scopeId) => changes.tell(scopeId) });
  const switches = createSwitchboard({ store: switchStore(sql), tell: () => changes.tell(null), clock });
  memoryMetrics.snippets.watchCacheSize(() => cache.size());
  const ports = { store, provider, cache, recorder: recorderOf(world), clock, elapsed: () => performance.now() };
  return {
    ...ports,
    finder: createSnippetFinder(ports),
    health: provider === null ? null : createProviderHealth(provider, clock),
    switches,
    save: ({ scopeId, pair }) => saveSnippet({ scopeId, pair, origin: 'saved' }, ports),
    // The gate reads languages, which takes a while to load and is needed for nothing else here.
    learn: async (input) => (await import('../pipeline/learn-patterns.ts')).learnPatterns(input, ports),
    ...syncsOf(world),
    close() {
      cache.close();
      changes.close();
      policy?.close();
    },
  };
}

function syncsOf({ sql, clock, producer, logger }: SnippetWorld): Pick<SnippetMemory, 'syncs' | 'askForSync' | 'reportSync'> {
  const syncs = syncBook(sql);
  return {
    syncs,
    async askForSync(scopeId) {
      const id = randomUUID();
      await syncs.ask({ id, name: null, scopeId, nowMs: clock.now() });
      // A hint: without it the sync is found within a minute.
      await producer.queues.background
        .add(RUN_SNIPPET_SYNCS, {})
        .catch((error: unknown) => logger.warn('[SYNC] a sync waits to be found', { kind: RUN_SNIPPET_SYNCS, error }));
      return id;
    },
    reportSync: (id) => syncs.report(id, clock.now()),
  };
}

function policyOf({ config, logger, metrics }: SnippetWorld): Policy {
  const policy = createPolicy({
    name: 'context7',
    timeoutMs: config.context7TimeoutMs,
    maxKeys: MOST_CLINICS,
    breaker: { failingMs: FAILING_MS },
    onState: ({ key, state }) => {
      const fields = { dependency: 'context7', clinicId: key, state };
      if (state === 'open') logger.warn('[MEMORY_ERROR] breaker changed', fields);
      else logger.info('[MEMORY] breaker changed', fields);
    },
  });
  metrics.watchPolicy(policy);
  return policy;
}

function providerOf(config: Config, policy: Policy, clock: Clock): SnippetProvider {
  return createHttpProvider({
    baseUrl: config.context7BaseUrl ?? '',
    apiKey: config.context7ApiKey ?? null,
    paths: { search: config.context7SearchPath, snippet: config.context7SnippetPath, health: config.context7HealthPath },
    guard: (key, call) => policy.run(key, call),
    wasRefused,
    now: () => clock.now(),
  });
}

function recorderOf({ memoryMetrics, metrics, logger }: SnippetWorld): SnippetRecorder {
  return {
    record(call) {
      memoryMetrics.snippets.record(call);
      metrics.count('snippets', { operation: call.operation, result: call.error ?? 'ok' });
      if (call.error !== undefined && call.error !== 'refused')
        logger.warn('[MEMORY_ERROR] the snippet provider failed', { dependency: 'context7', kind: call.operation, reason: call.error, durationMs: call.ms });
    },
    cache(result) {
      memoryMetrics.snippets.cache(result);
      metrics.cache({ cache: 'snippets', result });
    },
  };
}
