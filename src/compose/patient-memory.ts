import { personOf } from '../adapters/memory/person-of.ts';
import { forgettingStore } from '../adapters/postgres/memory/forgetting-store.ts';
import { createMemoryStore } from '../adapters/postgres/memory/memory-store.ts';
import { type CachedMemory, createCachedMemory } from '../adapters/redis/cached-memory.ts';
import { createMemoryChanges } from '../adapters/redis/memory-changes.ts';
import { createMemoryCopies } from '../adapters/redis/memory-copies.ts';
import { createMemoryTier } from '../adapters/redis/memory-tier.ts';
import { forgetMemories } from '../pipeline/forget-memories.ts';
import type { MemoryEvent } from '../pipeline/memory-ports.ts';
import { createPolicy, type Policy } from '../runtime/resilience.ts';
import type { BackgroundJobs } from './background.ts';
import type { Foundation } from './foundation.ts';
import { recordMemoryEvent, watchCalls } from './watched-provider.ts';

/** Patients of one process whose memories are at hand without a look at Redis: about 1 KB each. */
const MOST_COPIES = 10_000;
/** An old copy is worth more than none for a day. */
const KEPT_MS = 86_400_000;
const NEGATIVE_MS = 300_000;
const FALLBACK_MS = 10_000;
const REDIS_WITHIN_MS = 50;
const LOCK_WAIT_MS = 40;

/** The job that has copies and the provider forget whom a clinic erased. */
export const FORGET_MEMORIES = 'forget-memories';

export type WiredMemory = { memory: CachedMemory; jobs: BackgroundJobs; close(): void };

/** Patient memory as the settings want it: the provider under its policy, behind copies in this process and in Redis. */
export function createPatientMemory(foundation: Foundation): WiredMemory {
  const { config, sql, redis, clock, metrics, memoryMetrics } = foundation;
  const onEvent = (event: MemoryEvent) => recordMemoryEvent(event, { metrics, memoryMetrics });
  const local = createMemoryStore(sql, { now: () => clock.now(), tellsProvider: false });
  const policy = policyOf(foundation, 'memory');
  const callLocal = watchCalls(local, policy, onEvent);
  const heard: { memory?: CachedMemory } = {};
  const changes = createMemoryChanges({
    redis: redis.producer,
    subscriber: redis.subscriber(),
    onChange: (person) => heard.memory?.onChange(person),
    onGap: () => heard.memory?.onGap(),
  });
  const lives = { processMs: config.memoryProcessTtlSeconds * 1000, redisMs: config.memoryTtlSeconds * 1000, negativeMs: NEGATIVE_MS, fallbackMs: FALLBACK_MS };
  const copies = createMemoryCopies({ most: MOST_COPIES, keptMs: KEPT_MS, now: () => clock.now() });
  const tier = createMemoryTier(redis.producer, { keptMs: KEPT_MS, lockMs: config.memoryTimeoutMs + 1000, answerWithinMs: REDIS_WITHIN_MS });
  const memory = createCachedMemory({
    cache: config.memoryCache === 'on' ? { copies, tier, changes } : null,
    load: (scope) => callLocal('recall', scope.clinicId, (signal) => local.recall(scope, signal)),
    loadedFrom: 'local',
    loadInstead: null,
    personOf,
    lives,
    lockWaitMs: LOCK_WAIT_MS,
    clock,
    onEvent,
  });
  heard.memory = memory;
  memoryMetrics.patientMemory.watchCacheSize(() => memory.size());
  const forget = { store: forgettingStore(sql), forgetCopies: (person: string) => memory.dropCopies(person), forgetAtProvider: null };
  return {
    memory,
    jobs: { [FORGET_MEMORIES]: { everyMs: config.learnEveryMs, run: async () => void (await forgetMemories(forget)) } },
    close() {
      memory.close();
      changes.close();
      policy.close();
    },
  };
}

/** The one policy of memory calls, with a breaker for every clinic. */
function policyOf({ config, logger, metrics }: Foundation, name: string): Policy {
  const policy = createPolicy({
    name,
    timeoutMs: config.memoryTimeoutMs,
    onState: ({ state }) => logger.log(state === 'open' ? 'warn' : 'info', 'breaker changed', { dependency: name, state }),
  });
  metrics.watchPolicy(policy);
  return policy;
}
