import { personOf } from '../adapters/memory/person-of.ts';
import { forgettingStore } from '../adapters/postgres/memory/forgetting-store.ts';
import { tellingStore } from '../adapters/postgres/memory/telling-store.ts';
import { type CachedMemory, createCachedMemory } from '../adapters/redis/cached-memory.ts';
import { createMemoryChanges } from '../adapters/redis/memory-changes.ts';
import { createMemoryCopies } from '../adapters/redis/memory-copies.ts';
import { createMemoryTier } from '../adapters/redis/memory-tier.ts';
import { FORGET_MEMORIES, forgetMemories } from '../pipeline/forget-memories.ts';
import type { MemoryEvent } from '../pipeline/memory-ports.ts';
import { tellMemories } from '../pipeline/tell-memories.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import type { BackgroundJobs } from './background.ts';
import type { Foundation } from './foundation.ts';
import { createMemoryProviders, type MemoryProviders } from './memory-providers.ts';
import { createMemoryReporter } from './watched-provider.ts';

/** Patients of one process whose memories are at hand without a look at Redis: about 1 KB each. */
const MOST_COPIES = 10_000;
/** An old copy is worth more than none for a day. */
const KEPT_MS = 86_400_000;
const NEGATIVE_MS = 300_000;
const FALLBACK_MS = 10_000;
const REDIS_WITHIN_MS = 50;

/** The job that tells the provider what was learned. */
const TELL_MEMORIES = 'tell-memories';

export type WiredMemory = {
  memory: CachedMemory;
  /** Whether what is learned is to be told to a provider beside Postgres. */
  tellsProvider: boolean;
  jobs: BackgroundJobs;
  close(): void;
};

/** Patient memory as the settings want it, behind copies in this process and in Redis. What mem0 does not answer in time, Postgres does: all is kept there first. */
export function createPatientMemory(foundation: Foundation): WiredMemory {
  const { memoryMetrics } = foundation;
  const onEvent = createMemoryReporter(foundation);
  const providers = createMemoryProviders(foundation, onEvent);
  const { memory, close } = createCopies(foundation, providers, onEvent);
  memoryMetrics.patientMemory.watchCacheSize(() => memory.size());
  return {
    memory,
    tellsProvider: providers.remember !== null,
    jobs: jobsOf(foundation, providers, memory),
    close() {
      close();
      providers.close();
    },
  };
}

function createCopies({ config, redis, clock }: Foundation, { load, loadedFrom, loadInstead }: MemoryProviders, onEvent: (event: MemoryEvent) => void) {
  const heard: { memory?: CachedMemory } = {};
  const changes = createMemoryChanges({
    redis: redis.producer,
    subscriber: redis.subscriber(),
    onChange: (person) => heard.memory?.onChange(person),
    onGap: () => heard.memory?.onGap(),
  });
  const copies = createMemoryCopies({ most: MOST_COPIES, keptMs: KEPT_MS, now: () => clock.now() });
  const tier = createMemoryTier(redis.producer, { keptMs: KEPT_MS, lockMs: config.memoryTimeoutMs + 1000, answerWithinMs: REDIS_WITHIN_MS });
  const memory = createCachedMemory({
    copies,
    tier,
    changes,
    isOn: config.memoryCache === 'on',
    load,
    loadedFrom,
    loadInstead,
    isNear: loadedFrom === 'local',
    personOf,
    lives: { processMs: config.memoryProcessTtlSeconds * 1000, redisMs: config.memoryTtlSeconds * 1000, negativeMs: NEGATIVE_MS, fallbackMs: FALLBACK_MS },
    lockWaitMs: config.memoryTimeoutMs,
    clock,
    onEvent,
  });
  heard.memory = memory;
  return {
    memory,
    close() {
      memory.close();
      changes.close();
    },
  };
}

function jobsOf({ config, sql, clock }: Foundation, { remember, forget }: MemoryProviders, memory: CachedMemory): BackgroundJobs {
  const everyMs = config.learnEveryMs;
  const forgetting = {
    store: withFailpoints('forgetting', forgettingStore(sql, { hasProvider: forget !== null }), config.failpoint),
    forgetCopies: memory.dropCopies,
    forgetAtProvider: forget,
  };
  const jobs: BackgroundJobs = { [FORGET_MEMORIES]: { everyMs, run: async () => void (await forgetMemories(forgetting)) } };
  if (remember === null) return jobs;
  const telling = { store: withFailpoints('telling', tellingStore(sql, { now: () => clock.now() }), config.failpoint), remember, memory };
  return {
    ...jobs,
    [TELL_MEMORIES]: {
      everyMs,
      run: async () => {
        await forgetMemories(forgetting); // whoever was erased is forgotten before anything new is told
        await tellMemories(telling);
      },
    },
  };
}
