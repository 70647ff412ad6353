import { register } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createMemoryMetrics } from '../../../src/runtime/memory-metrics.ts';
import { createMetrics } from '../../../src/runtime/metrics.ts';
import { createPolicy } from '../../../src/runtime/resilience.ts';

describe('metrics', () => {
  it('every kind of event is in the text, under the label of the process', async () => {
    const metrics = createMetrics({ process: 'worker' });
    metrics.webhook({ provider: 'meta', outcome: 'accepted' });
    metrics.inboundItem({ kind: 'text', outcome: 'pending' });
    metrics.turn('answered');
    metrics.turn('answered');
    metrics.send({ provider: 'evolution', result: 'sent' });
    metrics.deadLetter('turns');
    metrics.toolRejected({ tool: 'book_appointment', mode: 'on' });
    metrics.cache({ cache: 'clinics', result: 'hit' });
    metrics.modelCall({ purpose: 'answer', result: 'text' }, { prompt: 900, completion: 40 });
    metrics.modelCall({ purpose: 'relevance', result: 'timeout' }, null);
    metrics.agentTurn({ agent: 'rules', fellBack: 'timeout' });
    metrics.duration('picked_up_to_committed', 7);
    metrics.ledgerGap(3);
    metrics.count('takeover', { by: 'echo' });
    const text = await metrics.text();
    expect(text).toContain('frontdesk_webhooks_total{provider="meta",outcome="accepted",process="worker"} 1');
    expect(text).toContain('frontdesk_inbound_items_total{kind="text",outcome="pending",process="worker"} 1');
    expect(text).toContain('frontdesk_turns_total{outcome="answered",process="worker"} 2');
    expect(text).toContain('frontdesk_sends_total{provider="evolution",result="sent",process="worker"} 1');
    expect(text).toContain('frontdesk_dead_letters_total{queue="turns",process="worker"} 1');
    expect(text).toContain('frontdesk_tool_rejections_total{tool="book_appointment",mode="on",process="worker"} 1');
    expect(text).toContain('frontdesk_cache_total{cache="clinics",result="hit",process="worker"} 1');
    expect(text).toContain('frontdesk_model_calls_total{purpose="relevance",result="timeout",process="worker"} 1');
    expect(text).toContain('frontdesk_model_tokens_total{kind="prompt",process="worker"} 900');
    expect(text).toContain('frontdesk_model_tokens_total{kind="completion",process="worker"} 40');
    expect(text).toContain('frontdesk_agent_turns_total{agent="rules",fell_back="timeout",process="worker"} 1');
    expect(text).toContain('frontdesk_duration_seconds_bucket{le="0.01",process="worker",step="picked_up_to_committed"} 1');
    expect(text).toContain('frontdesk_duration_seconds_bucket{le="0.005",process="worker",step="picked_up_to_committed"} 0');
    expect(text).toContain('frontdesk_ledger_gap_messages{process="worker"} 3');
    expect(text).toContain('frontdesk_events_total{name="takeover",labels="echo",process="worker"} 1');
  });

  it('queues, pools, connections and breakers are looked at when scraped', async () => {
    const metrics = createMetrics({ process: 'worker' });
    let waiting = 1;
    metrics.watchQueue('inbound', () => Promise.resolve({ waiting, active: 2, delayed: 3, oldestAgeSeconds: 4.5 }));
    metrics.watchPool(() => ({ total: 10, idle: 8, waiting: 1 }));
    metrics.watchRedis('producer', () => false);
    const policy = createPolicy({ name: 'meta', timeoutMs: 1000 });
    metrics.watchPolicy(policy);
    for (let count = 0; count < 11; count += 1) await policy.run('line', () => Promise.reject(new Error('x'))).catch(() => undefined);
    await metrics.text();
    waiting = 7;
    const text = await metrics.text();
    policy.close();
    expect(text).toContain('frontdesk_queue_jobs{queue="inbound",state="waiting",process="worker"} 7');
    expect(text).toContain('frontdesk_queue_oldest_waiting_seconds{queue="inbound",process="worker"} 4.5');
    expect(text).toContain('frontdesk_postgres_pool_connections{state="idle",process="worker"} 8');
    expect(text).toContain('frontdesk_redis_ready{connection="producer",process="worker"} 0');
    expect(text).toContain('frontdesk_breakers{policy="meta",state="open",process="worker"} 1');
    expect(text).toContain('frontdesk_policy_calls_total{policy="meta",result="opened",process="worker"} 1');
    expect(text).toContain('frontdesk_policy_calls_total{policy="meta",result="refused",process="worker"} 1');
  });

  it('the memories are looked at when scraped, each under its name', async () => {
    const metrics = createMetrics({ process: 'worker' });
    const memory = createMemoryMetrics({ now: () => 1_800_000_000_000 });
    metrics.watchMemory(() => memory.figures());
    memory.snippets.record({ operation: 'store', outcome: 'fallback', ms: 250, error: 'timeout' });
    memory.patientMemory.cache('stale');
    memory.patientMemory.watchCacheSize(() => 12);
    const text = await metrics.text();
    expect(text).toContain('frontdesk_memory_requests_total{memory="snippets",operation="store",process="worker"} 1');
    expect(text).toContain('frontdesk_memory_errors_total{memory="snippets",type="timeout",process="worker"} 1');
    expect(text).toContain('frontdesk_memory_fallbacks_total{memory="snippets",process="worker"} 1');
    expect(text).toContain('frontdesk_memory_latency_seconds_sum{memory="snippets",process="worker"} 0.25');
    expect(text).toContain('frontdesk_memory_latency_seconds{memory="patientMemory",quantile="0.95",process="worker"} 0');
    expect(text).toContain('frontdesk_memory_cache_total{memory="patientMemory",result="stale",process="worker"} 1');
    expect(text).toContain('frontdesk_memory_cache_entries{memory="patientMemory",process="worker"} 12');
  });

  it('a queue that can not be looked at in time neither holds up the scrape nor shows an old number', async () => {
    const metrics = createMetrics({ process: 'worker', lookLimitMs: 20 });
    let isAway = false;
    metrics.watchQueue('turns', () => (isAway ? new Promise(() => undefined) : Promise.resolve({ waiting: 5, active: 0, delayed: 0, oldestAgeSeconds: 0 })));
    metrics.watchQueue('outbound', () => Promise.reject(new Error('away')));
    expect(await metrics.text()).toContain('frontdesk_queue_jobs{queue="turns",state="waiting",process="worker"} 5');
    isAway = true;
    const text = await metrics.text();
    expect(text).not.toContain('frontdesk_queue_jobs{queue="turns"');
    expect(text).toContain('frontdesk_queue_seen{queue="turns",process="worker"} 0');
    expect(text).toContain('frontdesk_queue_seen{queue="outbound",process="worker"} 0');
  });

  it('two processes in one do not share their numbers, and the global registry stays empty', async () => {
    const web = createMetrics({ process: 'web' });
    const worker = createMetrics({ process: 'worker' });
    web.turn('answered');
    expect(await worker.text()).not.toContain('frontdesk_turns_total{');
    expect(await register.metrics()).toBe('\n');
  });
});
