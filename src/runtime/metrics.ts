import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { ProcessFigures } from '../domain/memory-figures.ts';
import { createMemoryGauges } from './memory-gauges.ts';
import type { PolicyNumbers } from './resilience.ts';

/** Depth of one queue; `oldestAgeSeconds` is the age of the oldest job that is due (0: none). */
export type QueueDepth = { waiting: number; active: number; delayed: number; oldestAgeSeconds: number };
export type PoolNumbers = { total: number; idle: number; waiting: number };

/** What happened, counted under names with few label values: never ids, names, numbers or text. */
export interface Metrics {
  webhook(labels: { provider: string; outcome: string }): void;
  inboundItem(labels: { kind: string; outcome: string }): void;
  turn(outcome: string): void;
  send(labels: { provider: string; result: string }): void;
  deadLetter(queue: string): void;
  toolRejected(labels: { tool: string; mode: string }): void;
  cache(labels: { cache: string; result: 'hit' | 'miss' | 'stale' }): void;
  /** One call of the language model, with what it cost in tokens (null: nothing that is known). */
  modelCall(labels: { purpose: string; result: string }, tokens: { prompt: number; completion: number } | null): void;
  /** Who answered a turn where a model is there; `fellBack` is the reason why it was not the model, `none` when it was. */
  agentTurn(labels: { agent: string; fellBack: string }): void;
  /** Durations in ms; `picked_up_to_committed` is SPEC's figure: a message picked up by inbound until its reply is committed. */
  duration(step: DurationStep, ms: number): void;
  /** Accepted messages without an outcome that the reconciler could not explain; 0 is right. */
  ledgerGap(messages: number): void;
  /** Anything else that is worth a counter: `name` becomes `frontdesk_events_total{name, ...}`. */
  count(name: string, labels?: Record<string, string>): void;
  /** Looked at when scraped; a look that fails or takes longer than the limit leaves the queue out of that scrape. */
  watchQueue(queue: string, look: () => Promise<QueueDepth>): void;
  watchPool(look: () => PoolNumbers): void;
  watchRedis(connection: string, isReady: () => boolean): void;
  watchPolicy(policy: { name: string; numbers(): PolicyNumbers }): void;
  watchMemory(look: () => ProcessFigures): void;
  readonly contentType: string;
  /** The text of `/metrics`. */
  text(): Promise<string>;
}

export type DurationStep = 'ingress' | 'inbound' | 'turn' | 'model' | 'send' | 'picked_up_to_committed' | 'webhook_to_sent';

export type MetricsOptions = {
  process: string;
  /** Memory, event loop and garbage collection of Node. */
  nodeMetrics?: boolean;
  /** For all looks of one scrape together. */
  lookLimitMs?: number;
};

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Makes the metrics of a process in a registry of their own. */
export function createMetrics({ process, nodeMetrics = false, lookLimitMs = 1000 }: MetricsOptions): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  if (nodeMetrics) collectDefaultMetrics({ register: registry });
  const counters = createCounters(registry);
  const durations = new Histogram({
    name: 'frontdesk_duration_seconds',
    help: 'Durations by step.',
    labelNames: ['step'],
    buckets: SECONDS,
    registers: [registry],
  });
  const gap = new Gauge({ name: 'frontdesk_ledger_gap_messages', help: 'Accepted messages without an outcome; 0 is right.', registers: [registry] });
  const looks = createLooks(registry);

  return {
    webhook: (labels) => counters.webhooks.inc(labels),
    inboundItem: (labels) => counters.items.inc(labels),
    turn: (outcome) => counters.turns.inc({ outcome }),
    send: (labels) => counters.sends.inc(labels),
    deadLetter: (queue) => counters.deadLetters.inc({ queue }),
    toolRejected: (labels) => counters.toolRejections.inc(labels),
    cache: (labels) => counters.cache.inc(labels),
    modelCall(labels, tokens) {
      counters.modelCalls.inc(labels);
      counters.modelTokens.inc({ kind: 'prompt' }, tokens?.prompt ?? 0);
      counters.modelTokens.inc({ kind: 'completion' }, tokens?.completion ?? 0);
    },
    agentTurn: ({ agent, fellBack }) => counters.agentTurns.inc({ agent, fell_back: fellBack }),
    duration: (step, ms) => durations.observe({ step }, ms / 1000),
    ledgerGap: (messages) => gap.set(messages),
    count: (name, labels = {}) => counters.events.inc({ name, labels: Object.values(labels).join(',') }),
    watchQueue: (queue, look) => void looks.queues.set(queue, look),
    watchPool: (look) => void looks.pools.push(look),
    watchRedis: (connection, isReady) => void looks.redis.set(connection, isReady),
    watchPolicy: (policy) => void looks.policies.push(policy),
    watchMemory: (look) => void looks.memories.push(look),
    contentType: registry.contentType,
    async text() {
      await looks.take(lookLimitMs);
      return registry.metrics();
    },
  };
}

function createCounters(registry: Registry) {
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `frontdesk_${name}_total`, help, labelNames, registers: [registry] });
  return {
    webhooks: counter('webhooks', 'Webhooks by provider and answer.', ['provider', 'outcome']),
    items: counter('inbound_items', 'Items found in webhooks by kind and what became of them.', ['kind', 'outcome']),
    turns: counter('turns', 'Turns by outcome.', ['outcome']),
    sends: counter('sends', 'Calls to send by result.', ['provider', 'result']),
    deadLetters: counter('dead_letters', 'Dead letters by queue.', ['queue']),
    toolRejections: counter('tool_rejections', 'Tool calls the validator refused (mode on) or would have (mode log).', ['tool', 'mode']),
    cache: counter('cache', 'Look-ups in caches.', ['cache', 'result']),
    modelCalls: counter('model_calls', 'Calls of the language model by purpose and result.', ['purpose', 'result']),
    modelTokens: counter('model_tokens', 'Tokens given to the language model and taken from it.', ['kind']),
    agentTurns: counter('agent_turns', 'Turns decided where a language model is there, by who answered, and why it was not the model.', ['agent', 'fell_back']),
    events: counter('events', 'Other things worth counting.', ['name', 'labels']),
  };
}

/** What is looked at on every scrape. */
function createLooks(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `frontdesk_${name}`, help, labelNames, registers: [registry] });
  const jobs = gauge('queue_jobs', 'Jobs by queue and state.', ['queue', 'state']);
  const oldest = gauge('queue_oldest_waiting_seconds', 'Age of the oldest due job.', ['queue']);
  const queueSeen = gauge('queue_seen', '1 when the queue could be looked at.', ['queue']);
  const pool = gauge('postgres_pool_connections', 'Connections by state; waiting are callers without one.', ['state']);
  const redisReady = gauge('redis_ready', '1 when the connection is ready.', ['connection']);
  const breakers = gauge('breakers', 'Breakers by policy and state.', ['policy', 'state']);
  const policyCalls = gauge('policy_calls_total', 'Calls by policy and what became of them; refused ones were answered by a fallback or put off.', [
    'policy',
    'result',
  ]);
  const queues = new Map<string, () => Promise<QueueDepth>>();
  const redis = new Map<string, () => boolean>();
  const pools: (() => PoolNumbers)[] = [];
  const policies: { name: string; numbers(): PolicyNumbers }[] = [];
  const memories: (() => ProcessFigures)[] = [];
  const memoryGauges = createMemoryGauges(registry);

  const lookAtQueue = async (queue: string, look: () => Promise<QueueDepth>, limitMs: number) => {
    const depth = await withinMs(look(), limitMs);
    queueSeen.set({ queue }, depth ? 1 : 0);
    if (!depth) {
      // An old number would look like a live one.
      for (const state of ['waiting', 'active', 'delayed']) jobs.remove({ queue, state });
      return oldest.remove({ queue });
    }
    jobs.set({ queue, state: 'waiting' }, depth.waiting);
    jobs.set({ queue, state: 'active' }, depth.active);
    jobs.set({ queue, state: 'delayed' }, depth.delayed);
    oldest.set({ queue }, depth.oldestAgeSeconds);
  };
  const lookAtPolicies = () => {
    breakers.reset();
    for (const { name: policy, numbers } of policies) {
      const { states, ...results } = numbers();
      for (const [state, count] of Object.entries(states)) breakers.inc({ policy, state }, count);
      for (const [result, count] of Object.entries(results)) policyCalls.set({ policy, result }, count);
    }
  };
  const take = async (limitMs: number) => {
    const sum = { total: 0, idle: 0, waiting: 0 };
    for (const look of pools) for (const [state, count] of Object.entries(look())) sum[state as keyof PoolNumbers] += count;
    for (const [state, count] of Object.entries(sum)) if (pools.length > 0) pool.set({ state }, count);
    for (const [connection, isReady] of redis) redisReady.set({ connection }, isReady() ? 1 : 0);
    lookAtPolicies();
    for (const look of memories) memoryGauges.set(look());
    await Promise.all([...queues].map(([queue, look]) => lookAtQueue(queue, look, limitMs)));
  };
  return { queues, redis, pools, policies, memories, take };
}

async function withinMs<T>(work: Promise<T>, limitMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), limitMs)));
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
