import { randomUUID } from 'node:crypto';
import getPort from 'get-port';
import { evolutionText } from '../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import {
  startWhatsappSimulator,
  type WhatsappSimulator,
  type WhatsappSimulatorOptions,
} from '../../infra/local/whatsapp-simulator/start-whatsapp-simulator.ts';
import type { Clinic } from '../../src/domain/clinic.ts';
import { type ProcessUnderTest, ROOT, startProcess } from './process-under-test.ts';
import { sampleClinic } from './sample-clinic.ts';
import { until } from './until.ts';

export const ADMIN_TOKEN = 'test-admin-token';
export const APP_SECRET = 'test-app-secret';

export type Ledger = {
  accepted: number;
  answered: number;
  merged: number;
  superseded: number;
  ignored: Record<string, number>;
  held: number;
  deadLettered: number;
  pending: number;
  outbox: Record<string, number>;
};
type Json = Record<string, unknown>;

/** Frontdesk as deployed (ingress and workers as processes) between a simulated WhatsApp and real servers. */
export type System = {
  simulator: WhatsappSimulator;
  clinic: Clinic;
  instance: string;
  ingress: ProcessUnderTest;
  workers: ProcessUnderTest[];
  /** The settings that all processes share. */
  env: Record<string, string>;
  /** `root`: the sources of another version. */
  startWorker(env?: Record<string, string>, root?: string): Promise<ProcessUnderTest>;
  restartIngress(env?: Record<string, string>, root?: string): Promise<ProcessUnderTest>;
  /** Kills all workers, so that there are none; resolves when they are gone. */
  endWorkers(): Promise<void>;
  /** Posts a raw webhook as an Evolution server would. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; json: Json; traceId: string }>;
  /** A text of a patient of the test clinic, through the real webhook. */
  say(
    from: string,
    text: string,
    options?: { id?: string; traceId?: string; timestampSeconds?: number; instance?: string },
  ): Promise<{ status: number; traceId: string; id: string }>;
  admin<T = unknown>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  ledger(): Promise<Ledger>;
  /** What WhatsApp was given for a patient, in order. */
  repliesTo(from: string): string[];
  reply(from: string, count?: number): Promise<string>;
  /** Every message taken in has an outcome and nothing waits to be sent; with `accepted`, also that many messages have been taken in by then. */
  settled(options?: { accepted?: number; timeoutMs?: number }): Promise<Ledger>;
  /** All log lines of all processes. */
  lines(): string[];
  stop(): Promise<void>;
};

export type SystemOptions = {
  redisUrl: string;
  databaseUrl: string;
  env?: Record<string, string>;
  workers?: number;
  simulator?: WhatsappSimulatorOptions;
  clinic?: (base: Clinic) => Clinic;
};

const QUICK = {
  DEBOUNCE_MS: '150',
  BURST_MAX_WAIT_MS: '2000',
  SWEEP_INTERVAL_MS: '500',
  WARM_UP: 'off',
  LOG_LEVEL: 'debug',
  LINE_RATE_PER_SECOND: '100000',
  LINE_RATE_BURST: '100000',
};

/** Starts the system with a short quiet window and a fast sweeper; everything else as deployed. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const port = await getPort({ host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}`;
  const instance = `line-${randomUUID().slice(0, 8)}`;
  const simulator = await startWhatsappSimulator({ webhookUrl: url, apikeys: { [instance]: 'line-key' }, appSecret: APP_SECRET, ...options.simulator });
  const env = {
    REDIS_URL: options.redisUrl,
    DATABASE_URL: options.databaseUrl,
    ADMIN_TOKEN,
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'test-verify-token',
    META_BASE_URL: simulator.url,
    HOST: '127.0.0.1',
    ...QUICK,
    ...options.env,
  };
  const processes: ProcessUnderTest[] = [];
  const workers: ProcessUnderTest[] = [];

  const startIngress = async (extra: Record<string, string> = {}, root = ROOT) => {
    const started = await startProcess({ entry: 'workers/ingress.ts', port, env: { ...env, PORT: String(port), ...extra }, root });
    processes.push(started);
    return started;
  };
  const startWorker = async (extra: Record<string, string> = {}, root = ROOT) => {
    const workerPort = await getPort({ host: '127.0.0.1' });
    const worker = await startProcess({
      entry: 'workers/worker.ts',
      port: workerPort,
      env: { ...env, WORKER_PORT: String(workerPort), ...extra },
      root,
      mayDie: 'FAILPOINT' in extra,
    });
    processes.push(worker);
    workers.push(worker);
    return worker;
  };
  const [ingress] = await Promise.all([startIngress(), ...Array.from({ length: options.workers ?? 1 }, () => startWorker())]);
  const system: System = {
    simulator,
    clinic: sampleClinic(),
    instance,
    ingress,
    workers,
    env,
    startWorker,
    async restartIngress(extra = {}, root = ROOT) {
      system.ingress = await startIngress(extra, root);
      return system.ingress;
    },
    async endWorkers() {
      const ended = workers.splice(0);
      ended.forEach((worker) => worker.kill('SIGKILL'));
      await Promise.all(ended.map((worker) => worker.exited));
    },
    async post(body, headers = {}) {
      const response = await fetch(`${url}/webhooks/evolution`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, json: (await response.json()) as Json, traceId: response.headers.get('x-trace-id') ?? '' };
    },
    async say(from, text, { id = `3EB0${randomUUID().replaceAll('-', '').toUpperCase()}`, traceId, timestampSeconds, instance: other } = {}) {
      const body = evolutionText({
        instance: other ?? instance,
        apikey: 'line-key',
        from,
        text,
        id,
        ...(timestampSeconds === undefined ? {} : { timestampSeconds }),
      });
      simulator.noteReceived(body);
      const answer = await system.post(body, traceId === undefined ? {} : { 'x-trace-id': traceId });
      return { status: answer.status, traceId: answer.traceId, id };
    },
    async admin(method, path, body) {
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      const response = await fetch(`${url}/api/admin${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as never };
    },
    ledger: async () => (await system.admin<Ledger>('GET', '/ledger')).body,
    repliesTo: (from) => simulator.sent.filter((message) => message.to.replace(/@.*/, '') === from).map((message) => message.text),
    reply: (from, count = 1) => until(`reply ${count} to ${from}\n${system.lines().slice(-15).join('\n')}`, () => system.repliesTo(from)[count - 1]),
    settled: ({ accepted = 0, timeoutMs = 30_000 } = {}) =>
      until(
        'every message to have its outcome',
        async () => {
          const ledger = await system.ledger();
          return ledger.accepted >= accepted && ledger.pending === 0 && (ledger.outbox['queued'] ?? 0) === 0 && (ledger.outbox['uncertain'] ?? 0) === 0
            ? ledger
            : null;
        },
        timeoutMs,
      ),
    lines: () => processes.flatMap((process) => process.lines),
    async stop() {
      processes.forEach((process) => process.kill('SIGKILL'));
      await Promise.all(processes.map((process) => process.exited));
      await simulator.close();
    },
  };
  system.clinic = (options.clinic ?? ((base) => base))({
    ...sampleClinic(),
    id: randomUUID(),
    channels: [{ provider: 'evolution', instance, baseUrl: simulator.url, apiKey: 'line-key' }],
  });
  const put = await system.admin('PUT', `/clinics/${system.clinic.id}`, system.clinic);
  if (put.status >= 300) throw new Error(`the test clinic was refused: ${put.status} ${JSON.stringify(put.body)}`);
  return system;
}
