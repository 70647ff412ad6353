import { type Comparison, rounded } from './figures.ts';
import type { IngressFigures } from './measure-ingress.ts';
import type { MemoryFigures } from './measure-memory.ts';
import type { ProcessingFigures } from './measure-path.ts';

/** What one run found: the keys of `npm run bench -- --json`. */
export type BenchFigures = {
  ingress: IngressFigures;
  path: Comparison & ProcessingFigures;
  understanding: { medianMs: number };
  memory: MemoryFigures;
  /** On what it ran, in words. */
  stores: string;
  seconds: number;
};

/** The figures as a table for a person at a terminal. */
export function reportText({ ingress, path, understanding, memory, stores, seconds }: BenchFigures): string {
  const row = (name: string, { perSecond, referencePerSecond, ratio }: Comparison, goal: string) =>
    `${name.padEnd(28)}${`${perSecond.toFixed(0)}/s`.padStart(10)}${`${referencePerSecond.toFixed(0)}/s`.padStart(12)}${ratio.toFixed(2).padStart(8)}   ${goal}`;
  const lines = [
    '',
    `${''.padEnd(28)}${'Frontdesk'.padStart(10)}${'reference'.padStart(12)}${'ratio'.padStart(8)}   goal`,
    row('ingress, webhooks accepted', ingress, '0.80'),
    row('whole path, webhook -> sent', path, '0.50'),
    '',
    `ingress p99 under full load:  ${ingress.p99Ms} ms`,
    `picked up -> committed:       average ${path.avgMs} ms, p50 ${path.p50Ms} ms, p95 ${path.p95Ms} ms, p99 ${path.p99Ms} ms (${path.messages} messages; goal: average < 10 ms, p95 < 25 ms)`,
    `understanding one message:    median ${understanding.medianMs} ms`,
    `patient memory:               ${rounded(memory.hitRate * 100, 2)} % hits of ${memory.lookUps} look-ups (goal: > 95 %); median in process ${memory.processHitMedianUs} us (goal: < 50 us), from Redis ${memory.redisHitMedianMs} ms (goal: < 1 ms; a bare GET: ${memory.redisGetMedianMs} ms)`,
    '',
    `${stores}; ${seconds} s.`,
    '',
  ];
  return lines.join('\n');
}
