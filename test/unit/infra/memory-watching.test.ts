import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeMemory, windowOf } from '../../../src/domain/memory-alerts.ts';
import { createMemoryMetrics } from '../../../src/runtime/memory-metrics.ts';
import { createMetrics } from '../../../src/runtime/metrics.ts';
import { createPolicy } from '../../../src/runtime/resilience.ts';

const read = (path: string) => readFileSync(new URL(`../../../infra/${path}`, import.meta.url), 'utf8');
const clock = { nowMs: 1_800_000_000_000, now: () => clock.nowMs };

/** Names of all metrics that a process shows once everything has happened. */
async function shownMetrics(): Promise<Set<string>> {
  const metrics = createMetrics({ process: 'worker' });
  const memory = createMemoryMetrics(clock);
  metrics.watchMemory(() => memory.figures());
  const policy = createPolicy({ name: 'context7', timeoutMs: 1000 });
  metrics.watchPolicy(policy);
  metrics.count('alert', { event: 'memory_slow', severity: 'warning' });
  const text = await metrics.text();
  policy.close();
  return new Set(text.split('\n').map((line) => /^frontdesk_\w+/.exec(line)?.[0] ?? ''));
}

describe('watching the memories from outside', () => {
  it.each(['alerts/memory.rules.yml', 'dashboards/memory.json'])('%s asks only for metrics that there are', async (path) => {
    const shown = await shownMetrics();
    const asked = new Set(read(path).match(/\bfrontdesk_\w+/g));
    expect(asked.size).toBeGreaterThan(4);
    expect([...asked].filter((name) => !shown.has(name))).toEqual([]);
  });

  it('every rule, and every alert that is told, has a place in the runbook', () => {
    const headings = new Set([...read('runbooks/memory-troubleshooting.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading));
    const named = [...read('alerts/memory.rules.yml').matchAll(/runbook: infra\/runbooks\/memory-troubleshooting\.md#(\w+)/g)].map(([, anchor]) => anchor);
    expect(named.length).toBe([...read('alerts/memory.rules.yml').matchAll(/- alert: /g)].length);
    const memory = createMemoryMetrics(clock);
    for (let n = 0; n < 10; n += 1) memory.snippets.record({ operation: 'retrieve', outcome: 'fallback', ms: 5000, error: 'timeout' });
    const failing = judgeMemory(windowOf([memory.figures()], clock.nowMs, 15));
    const silent = judgeMemory(windowOf([createMemoryMetrics(clock).figures()], clock.nowMs + 3_600_000, 15));
    const told = [...failing, ...silent].map(({ event }) => event);
    expect(told).toHaveLength(5);
    expect([...named, ...told].filter((event) => !headings.has(event ?? ''))).toEqual([]);
  });
});
