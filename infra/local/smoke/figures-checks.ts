import type { Ask } from './ask.ts';
import { type Check, expect, expectStatus, SCOPE } from './check.ts';

const RATES = ['errorRate', 'fallbackRate', 'cacheHitRate'] as const;
const COUNTS = ['context7Requests', 'context7Errors', 'fallbacksToLocalStorage', 'cacheHits', 'cacheMisses'] as const;
const LATENCIES = ['avgLatency', 'medianLatency', 'p95Latency', 'p99Latency'] as const;
/** A process tells the others its figures every 5 s. */
const TOLD_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 500;

type Figures = Record<(typeof RATES)[number] | (typeof COUNTS)[number] | (typeof LATENCIES)[number], number> & Record<string, unknown>;

async function readFigures(ask: Ask): Promise<Figures> {
  const answer = await ask('GET', '/api/metrics/memory');
  expectStatus(answer, [200], 'GET /api/metrics/memory');
  for (const [where, part] of [['', answer.body] as const, ['patientMemory.', (answer.body['patientMemory'] ?? {}) as Record<string, unknown>] as const]) {
    const isNumber = (key: string) => typeof part[key] === 'number' && Number.isFinite(part[key]) && part[key] >= 0;
    for (const key of [...RATES, ...COUNTS, ...LATENCIES]) expect(isNumber(key), `${where}${key} is no number`);
    for (const key of RATES) {
      expect((part[key] as number) <= 1, `${where}${key} is above 1`);
      expect(/^\d+\.\d\d%$/.test(String(part[`${key}Percent`])), `${where}${key}Percent is "${String(part[`${key}Percent`])}"`);
    }
  }
  return answer.body as Figures;
}

const metrics: Check = {
  name: 'metrics',
  async run({ ask, wait }) {
    const lookUps = ({ cacheHits, cacheMisses }: Figures) => cacheHits + cacheMisses;
    const before = await readFigures(ask);
    const read = await ask('POST', '/api/memory/snippets', { scopeId: SCOPE });
    let after = await readFigures(ask);
    if (read.body['source'] !== 'disabled') {
      // Another process may have answered: it tells its figures in a moment.
      for (let waitedMs = 0; lookUps(after) <= lookUps(before) && waitedMs < TOLD_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
        await wait(LOOK_EVERY_MS);
        after = await readFigures(ask);
      }
      expect(lookUps(after) > lookUps(before), 'a look-up was not counted');
    }
    const scrape = await ask('GET', '/metrics', undefined, { token: false });
    expectStatus(scrape, [200], 'GET /metrics');
    expect(scrape.text.includes('frontdesk_memory_requests_total'), '/metrics has nothing of the memories');
    return inWords(after);
  },
};

function inWords(figures: Figures): string {
  const { context7Requests, avgLatency, p95Latency, errorRatePercent, fallbackRatePercent, cacheHitRatePercent, uptimeFormatted } = figures;
  const rates = `errors ${String(errorRatePercent)}, fallback ${String(fallbackRatePercent)}, hits ${String(cacheHitRatePercent)}`;
  return `${context7Requests} requests in ${String(uptimeFormatted)}: ${rates}, average ${avgLatency} ms, p95 ${p95Latency} ms`;
}

/** What is looked at how many minutes after a rollout: at most so much (fractions, ms), from `under` on too much, more than so many hits. */
const ROLLOUT = {
  15: { errorRate: 0.1, fallbackRate: 0.2, avgLatency: 1000 },
  30: { errorRate: 0.05, fallbackRate: 0.1, avgLatency: 1000 },
  60: { errorRate: 0.05, fallbackRate: 0.1, avgLatency: 1000, cacheHitRate: 0.2, under: 0.05 },
} as const;
export type RolloutMinute = keyof typeof ROLLOUT;

/** Whether a text names one of the looks after a rollout. */
export function isRolloutMinute(text: string): boolean {
  return Object.hasOwn(ROLLOUT, text);
}

/** The figures of a rollout at one of its looks; patient memory is held to the same, where it was used. */
export function rolloutCheck(minutes: RolloutMinute): Check {
  const limits: { errorRate: number; fallbackRate: number; avgLatency: number; cacheHitRate?: number; under?: number } = ROLLOUT[minutes];
  return {
    name: `after ${minutes} minutes`,
    async run({ ask }) {
      const figures = await readFigures(ask);
      for (const [memory, part] of [['snippets', figures] as const, ['patient memory', figures['patientMemory'] as Figures] as const]) {
        for (const key of ['errorRate', 'fallbackRate', 'avgLatency'] as const)
          expect(part[key] <= limits[key], `${memory}: ${key} ${part[key]} is above ${limits[key]}: see infra/runbooks/memory-rollout.md`);
        if (limits.under !== undefined) expect(part.errorRate < limits.under, `${memory}: errorRate ${part.errorRate} is not under ${limits.under}`);
      }
      if (limits.cacheHitRate !== undefined) {
        const uses = figures.context7Requests + figures.cacheHits + figures.cacheMisses;
        expect(uses > 0, 'no request at all');
        expect(figures.cacheHitRate > limits.cacheHitRate, `snippets: cacheHitRate ${figures.cacheHitRate} is not above ${limits.cacheHitRate}`);
      }
      return `within its limits: ${inWords(figures)}`;
    },
  };
}

/** The figures, by the call and for Prometheus. */
export const METRICS_CHECK: Check = metrics;
