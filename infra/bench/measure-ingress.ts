import type { BenchSystem } from './bench-systems.ts';
import { type Comparison, compare, median, rounded } from './figures.ts';
import { loadFully } from './load.ts';
import { webhookOf } from './webhook-bodies.ts';

export type IngressFigures = Comparison & { p99Ms: number };

const PATH = '/webhooks/evolution';
const CONNECTIONS = 32;

/** Webhooks accepted per second beside the bare route, in turns: a b, b a, a b ... No workers run, the queues are emptied after each round. */
export async function measureIngress(
  ours: BenchSystem,
  reference: BenchSystem,
  options: { rounds: number; seconds: number; afterRound: () => Promise<void> },
): Promise<IngressFigures> {
  let patients = 0;
  const p99s: number[] = [];
  const perSecond = { frontdesk: [] as number[], reference: [] as number[] };
  const load = async (system: BenchSystem, seconds: number) => {
    const result = await loadFully({ url: system.url, path: PATH, connections: CONNECTIONS, seconds, nextBody: () => webhookOf(patients++) });
    await options.afterRound();
    return result;
  };
  // Long enough for the compiler to have settled on both sides; a deployed process is warm nearly all of its life.
  for (const system of [ours, reference]) await load(system, 2 * options.seconds);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const system of round % 2 === 0 ? [ours, reference] : [reference, ours]) {
      const result = await load(system, options.seconds);
      perSecond[system.name].push(result.perSecond);
      if (system === ours) p99s.push(result.p99Ms);
    }
  }
  return { ...compare(perSecond.frontdesk, perSecond.reference), p99Ms: rounded(median(p99s), 1) };
}
