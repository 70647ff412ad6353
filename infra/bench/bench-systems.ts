import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { benchClinic } from './bench-clinic.ts';
import type { BenchServers } from './bench-servers.ts';
import { type Child, type ChildOptions, NO_LOG, runChild, startChild } from './start-child.ts';

/** A system under load: where its webhooks go. Its workers run only from `startWorkers` on. */
export type BenchSystem = { name: 'frontdesk' | 'reference'; url: string; startWorkers(): Promise<void>; stop(): Promise<void> };

const ADMIN_TOKEN = 'bench-admin-token';
/** As deployed; the reference gets the same room for what is young. */
const YOUNG_SPACE = '--max-semi-space-size=32';
const NODE_OPTIONS = [YOUNG_SPACE, '--import', './src/runtime/telemetry.ts'];

/** A worker has one thread for its work: a machine is filled by one per core, on both sides. */
const WORKERS = availableParallelism();

/** Where the log of Frontdesk's workers is, below the folder of the bench. */
export const WORKER_LOG = 'worker.log';

/** Frontdesk as deployed, with its defaults but for the quiet window (none) and the rate of a line (high). Its ingress runs. */
export async function startFrontdesk(servers: BenchServers, providerUrl: string): Promise<BenchSystem> {
  const databaseUrl = await servers.createDatabase();
  const workerLog = join(servers.folder, WORKER_LOG);
  const environment = {
    HOST: '127.0.0.1',
    REDIS_URL: servers.redisUrl,
    ADMIN_TOKEN,
    DEBOUNCE_MS: '0',
    LINE_RATE_PER_SECOND: '100000',
    LINE_RATE_BURST: '1000000',
    DATA_DIR: join(servers.folder, 'frontdesk'),
    WHATSAPP_SIMULATOR: 'off',
    QUEUE_PREFIX: '{frontdesk}',
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  if (databaseUrl !== null) await runChild('workers/migrate.ts', environment);
  const port = await freePort();
  // Without Postgres everything is in one process, as with `npm start`.
  const entry = databaseUrl === null ? 'infra/local/start.ts' : 'workers/ingress.ts';
  const children = [
    await startChild({
      entry,
      nodeOptions: NODE_OPTIONS,
      port,
      environment: { ...environment, PORT: String(port) },
      log: databaseUrl === null ? workerLog : NO_LOG,
      readyPath: '/health',
    }),
  ];
  const url = `http://127.0.0.1:${port}`;
  await putClinic(url, providerUrl);
  return {
    name: 'frontdesk',
    url,
    async startWorkers() {
      if (databaseUrl === null) return;
      const common = { entry: 'workers/worker.ts', nodeOptions: NODE_OPTIONS, log: workerLog, readyPath: '/ready?fresh=1' };
      for (let worker = 0; worker < WORKERS; worker += 1) children.push(await startWorker(common, environment));
    },
    stop: () => stopAll(children),
  };
}

/** The same hops with empty logic (reference-process.ts), laid out as Frontdesk is and with the same concurrency. Its web process runs. */
export async function startReference(servers: BenchServers, providerUrl: string): Promise<BenchSystem> {
  const databaseUrl = await servers.createDatabase();
  const environment = {
    HOST: '127.0.0.1',
    REDIS_URL: servers.redisUrl,
    PROVIDER_URL: providerUrl,
    QUEUE_PREFIX: '{reference}',
    DATA_DIR: join(servers.folder, 'reference'),
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  const entry = 'infra/bench/reference-process.ts';
  const port = await freePort();
  const role = databaseUrl === null ? 'all' : 'web';
  const children = [
    await startChild({
      entry,
      nodeOptions: [YOUNG_SPACE],
      args: [role],
      port,
      environment: { ...environment, PORT: String(port) },
      log: NO_LOG,
      readyPath: '/ready',
    }),
  ];
  return {
    name: 'reference',
    url: `http://127.0.0.1:${port}`,
    async startWorkers() {
      if (databaseUrl === null) return;
      const common = { entry, nodeOptions: [YOUNG_SPACE], args: ['worker'], log: NO_LOG, readyPath: '/ready' };
      for (let worker = 0; worker < WORKERS; worker += 1) children.push(await startWorker(common, environment));
    },
    stop: () => stopAll(children),
  };
}

async function startWorker(options: Omit<ChildOptions, 'port' | 'environment'>, environment: Record<string, string>): Promise<Child> {
  const port = await freePort();
  return startChild({ ...options, port, environment: { ...environment, WORKER_PORT: String(port) } });
}

async function putClinic(url: string, providerUrl: string): Promise<void> {
  const clinic = benchClinic(providerUrl);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` };
  const response = await fetch(`${url}/api/admin/clinics/${clinic.id}`, { method: 'PUT', headers, body: JSON.stringify(clinic) });
  if (!response.ok) throw new Error(`the clinic of the bench was refused: ${response.status} ${await response.text()}`);
}

function freePort(): Promise<number> {
  return getPort({ host: '127.0.0.1' });
}

async function stopAll(children: Child[]): Promise<void> {
  await Promise.all(children.map((child) => child.stop()));
}
