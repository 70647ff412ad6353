/**
 * `npm run bench [-- --json] [--quick]`: the performance figures, each beside its reference, measured in one run on stores of its own. Needs Redis on
 * the machine, and takes Postgres where there is one. Everything it starts ends with it. `--quick` only shows that it works: its figures are noise.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBenchServers } from './bench-servers.ts';
import { type BenchSystem, startFrontdesk, startReference, WORKER_LOG } from './bench-systems.ts';
import { measureIngress } from './measure-ingress.ts';
import { measureMemory } from './measure-memory.ts';
import { measurePath, measureProcessing } from './measure-path.ts';
import { measureUnderstanding } from './measure-understanding.ts';
import { startProviderSink } from './provider-sink.ts';
import { type BenchFigures, reportText } from './report.ts';

const FULL = {
  ingress: { rounds: 8, seconds: 2 },
  path: { rounds: 6, messages: 1_000 },
  processing: { perSecond: 60, seconds: 12 },
  memory: { lookUps: 10_000 },
};
const QUICK = { ingress: { rounds: 1, seconds: 1 }, path: { rounds: 1, messages: 100 }, processing: { perSecond: 50, seconds: 2 }, memory: { lookUps: 1_000 } };

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' } } });
const say = (line: string) => void process.stderr.write(options.json ? '' : `${line}\n`);
const endings: (() => Promise<void>)[] = [];
const stopAll = async () => {
  for (const end of endings.splice(0).reverse()) await end().catch((error: unknown) => process.stderr.write(`cleaning up failed: ${String(error)}\n`));
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopAll().then(() => process.exit(1)));

try {
  const figures = await measure(options.quick ? QUICK : FULL);
  process.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : reportText(figures));
} finally {
  await stopAll();
}

async function measure(size: typeof FULL): Promise<BenchFigures> {
  const startedAt = performance.now();
  say('Starting Redis and Postgres ...');
  const servers = await startBenchServers();
  endings.push(() => servers.stop());
  const sink = await startProviderSink();
  endings.push(() => sink.stop());
  const ours = await started(startFrontdesk(servers, sink.url));
  const reference = await started(startReference(servers, sink.url));

  say('Measuring how a message is understood ...');
  const understanding = measureUnderstanding();
  say('Measuring patient memory ...');
  const memory = await measureMemory(servers, size.memory);
  await servers.emptyRedis();
  say('Measuring ingress ...');
  const ingress = await measureIngress(ours, reference, { ...size.ingress, afterRound: () => servers.emptyRedis() });
  say('Measuring the whole path ...');
  await Promise.all([ours.startWorkers(), reference.startWorkers()]);
  const path = await measurePath(ours, reference, sink, size.path);
  say('Measuring the time of one message at a moderate load ...');
  const processing = await measureProcessing(ours, { ...size.processing, workerLog: join(servers.folder, WORKER_LOG) });
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  return { ingress, path: { ...path, ...processing }, understanding, memory, stores: servers.description, seconds };
}

async function started(starting: Promise<BenchSystem>): Promise<BenchSystem> {
  const system = await starting;
  endings.push(() => system.stop());
  return system;
}
