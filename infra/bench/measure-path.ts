import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { BenchSystem } from './bench-systems.ts';
import { type Comparison, compare, distribution } from './figures.ts';
import { loadFully, loadSteadily } from './load.ts';
import { processedMessages } from './processed-messages.ts';
import type { ProviderSink } from './provider-sink.ts';
import { webhookOf } from './webhook-bodies.ts';

const PATH = '/webhooks/evolution';
const CONNECTIONS = 32;
const ROUND_LIMIT_MS = 60_000;
const LOG_LOOK_MS = 250;
/** Until the compiler has settled on both sides; a deployed process is warm nearly all of its life. */
const WARM_UP_ROUNDS = 8;
const RETURNING_PATIENTS = 300;
/** Far from those of the path. */
const FIRST_RETURNING = 50_000_000;

/** Messages per second from the first webhook posted to the last reply sent, each of a new patient, beside the reference, in turns, both warm. */
export async function measurePath(
  ours: BenchSystem,
  reference: BenchSystem,
  sink: ProviderSink,
  options: { rounds: number; messages: number },
): Promise<Comparison> {
  const { messages } = options;
  const perSecond = { frontdesk: [] as number[], reference: [] as number[] };
  let patients = 0;
  const nextBody = () => webhookOf(patients++);
  const play = async (system: BenchSystem): Promise<number> => {
    const allSent = sink.expect(messages, ROUND_LIMIT_MS);
    const startedAt = performance.now();
    const [lastAt] = await Promise.all([allSent, loadFully({ url: system.url, path: PATH, connections: CONNECTIONS, amount: messages, nextBody })]);
    return messages / ((lastAt - startedAt) / 1_000);
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const system of [ours, reference]) await play(system);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const system of round % 2 === 0 ? [ours, reference] : [reference, ours]) perSecond[system.name].push(await play(system));
  }
  return compare(perSecond.frontdesk, perSecond.reference);
}

export type ProcessingFigures = ReturnType<typeof distribution> & { messages: number };

/**
 * How long Frontdesk's worker takes from picking a message up to the commit of its reply at a moderate load, told by the worker's own log
 * (processed-messages.ts). The quiet window is switched off, so there is nothing to subtract.
 */
export async function measureProcessing(ours: BenchSystem, options: { perSecond: number; seconds: number; workerLog: string }): Promise<ProcessingFigures> {
  let posted = 0;
  const next = () => webhookOf(FIRST_RETURNING + (posted % RETURNING_PATIENTS), Math.floor(posted++ / RETURNING_PATIENTS));
  await loadSteadily({ url: ours.url, path: PATH, perSecond: options.perSecond, seconds: 2, nextBody: next });
  const { size } = await stat(options.workerLog);
  const { accepted } = await loadSteadily({ url: ours.url, path: PATH, perSecond: options.perSecond, seconds: options.seconds, nextBody: next });
  const untilMs = performance.now() + ROUND_LIMIT_MS;
  let durationsMs: number[] = [];
  while (durationsMs.length < accepted) {
    if (performance.now() > untilMs) throw new Error(`only ${durationsMs.length} of ${accepted} messages are in the worker's log`);
    await new Promise((resolve) => setTimeout(resolve, LOG_LOOK_MS));
    durationsMs = processedMessages(await readLines(options.workerLog, size));
  }
  return { ...distribution(durationsMs), messages: durationsMs.length };
}

async function readLines(path: string, fromByte: number): Promise<string[]> {
  const lines: string[] = [];
  const reader = createInterface({ input: createReadStream(path, { start: fromByte }) });
  reader.on('line', (line) => lines.push(line));
  await once(reader, 'close');
  return lines;
}
