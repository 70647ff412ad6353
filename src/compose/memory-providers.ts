import { createMem0Provider } from '../adapters/memory/mem0/mem0-provider.ts';
import { erasedAtMs } from '../adapters/postgres/memory/forgetting-store.ts';
import { createMemoryStore } from '../adapters/postgres/memory/memory-store.ts';
import type { MemoryItem } from '../domain/memory.ts';
import { joinMemories } from '../domain/memory/join-memories.ts';
import type { PatientScope } from '../domain/memory/patient-scope.ts';
import type { ToForget } from '../pipeline/forget-memories.ts';
import type { MemoryEvent } from '../pipeline/memory-ports.ts';
import { createPolicy, type Policy, type PolicyOptions } from '../runtime/resilience.ts';
import type { Foundation } from './foundation.ts';
import { watchCalls } from './watched-provider.ts';

/** Writes at mem0 run a language model: seconds to minutes, in the background. */
const WRITE_TIMEOUT_MS = 60_000;
/** Postgres, where it is the provider, has long been wanted elsewhere by then. */
const LOCAL_TIMEOUT_MS = 2_000;
/** A provider that has failed for this long without one success is left alone, however few calls that were. */
const FAILING_MS = 2_000;

type Recall = (scope: PatientScope) => Promise<MemoryItem[]>;

/** The provider that recalls are made of, what stands in for it, and what is done there in the background. Null where there is only Postgres. */
export type MemoryProviders = {
  load: Recall;
  loadedFrom: 'provider' | 'local';
  loadInstead: Recall | null;
  remember: ((scope: PatientScope, items: readonly MemoryItem[], idempotencyKey: string) => Promise<void>) | null;
  forget: ((whom: ToForget) => Promise<void>) | null;
  close(): void;
};

/** mem0 when the settings name it, else Postgres; every call under a policy with a breaker for each clinic, and told to the figures. */
export function createMemoryProviders(foundation: Foundation, onEvent: (event: MemoryEvent) => void): MemoryProviders {
  const { config, sql } = foundation;
  const local = createMemoryStore(sql, { now: () => foundation.clock.now(), tellsProvider: config.mem0BaseUrl !== undefined });
  if (config.mem0BaseUrl === undefined) {
    const policy = policyOf(foundation, { name: 'memory', timeoutMs: Math.min(config.memoryTimeoutMs, LOCAL_TIMEOUT_MS) });
    const call = watchCalls(local, policy, onEvent);
    const load: Recall = (scope) => call('recall', scope.clinicId, (signal) => local.recall(scope, signal));
    return { load, loadedFrom: 'local', loadInstead: null, remember: null, forget: null, close: () => policy.close() };
  }
  if (config.mem0UserKey === undefined)
    foundation.logger.warn('[MEMORY] MEM0_USER_KEY is not set: whoever knows a number and the clinic’s id can tell a patient at the provider', {
      event: 'settings',
    });
  const mem0 = createMem0Provider({
    flavor: config.mem0Flavor,
    baseUrl: config.mem0BaseUrl,
    apiKey: config.mem0ApiKey ?? null,
    userKey: config.mem0UserKey ?? null,
  });
  const reading = policyOf(foundation, { name: 'memory', timeoutMs: config.memoryTimeoutMs, retries: 1 });
  const writing = policyOf(foundation, { name: 'memory_writes', timeoutMs: WRITE_TIMEOUT_MS });
  const read = watchCalls(mem0, reading, onEvent);
  const write = watchCalls(mem0, writing, onEvent);
  const never = new AbortController().signal;
  // Only once the provider has answered, which no turn waits for: what it was not told yet, and not what it was to forget.
  const joined = async (scope: PatientScope, theirs: MemoryItem[]) => {
    const [own, erasedAt] = await Promise.all([local.recall(scope, never), erasedAtMs(scope, sql)]);
    return joinMemories(
      own,
      theirs.filter((item) => item.learnedAtMs > (erasedAt ?? -1)),
    );
  };
  return {
    load: async (scope) => joined(scope, await read('recall', scope.clinicId, (signal) => mem0.recall(scope, signal))),
    loadedFrom: 'provider',
    loadInstead: (scope) => local.recall(scope, never),
    remember: (scope, items, key) => write('remember', scope.clinicId, (signal) => mem0.remember(scope, items, key, signal)),
    forget: ({ clinicId, person }) => write('forget', clinicId, (signal) => mem0.forgetPerson(person, signal)),
    close() {
      reading.close();
      writing.close();
    },
  };
}

function policyOf({ logger, metrics }: Foundation, options: Pick<PolicyOptions, 'name' | 'timeoutMs' | 'retries'>): Policy {
  const policy = createPolicy({
    ...options,
    breaker: { failingMs: FAILING_MS },
    onState: ({ name, key, state }) => {
      const fields = { dependency: name, clinicId: key, state };
      if (state === 'open') logger.warn('[MEMORY_ERROR] breaker changed', fields);
      else logger.info('[MEMORY] breaker changed', fields);
    },
  });
  metrics.watchPolicy(policy);
  return policy;
}
