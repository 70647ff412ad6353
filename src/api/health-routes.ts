import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';

/** One dependency's state: `incomplete` when it is there but lacks something it should have (a table, a row), named in `missing`. */
export type CheckResult = { state: 'ok' } | { state: 'incomplete'; missing: string[] } | { state: 'away' };
/** Looks at one dependency now; throwing means away. */
export type Check = () => Promise<CheckResult>;

/** `web` takes webhooks, `worker` works the queues, `all` is both in one process. */
export type ProcessRole = 'web' | 'worker' | 'all';

export type HealthOptions = {
  role: ProcessRole;
  /** Null: this process does not use it. */
  checks: { redis: Check | null; database: Check | null; worker: Check | null };
  draining: () => boolean;
  clock: { now(): number };
  /** The text of `/metrics` (Prometheus) and its content type. */
  metrics: () => Promise<{ contentType: string; body: string }>;
  checkTimeoutMs?: number;
};

const State = z.enum(['ok', 'incomplete', 'away', 'unused']);
const Readiness = z.object({
  status: z.enum(['ready', 'degraded', 'not_ready']),
  database: State,
  redis: State,
  worker: State,
  draining: z.boolean(),
  /** What is absent, in words: a table, a clinic. */
  missing: z.array(z.string()),
});
type Readiness = z.infer<typeof Readiness>;

const Health = z.object({
  status: z.literal('ok'),
  uptimeSeconds: z.number(),
  eventLoopDelayMs: z.object({ mean: z.number(), p99: z.number(), max: z.number() }),
});

const READY_TTL_MS = 30_000;
/** Below the 2 s that a platform's check waits. */
const CHECK_TIMEOUT_MS = 1_500;

/**
 * `/health`: this process is alive and how late its event loop runs; touches no dependency. `/ready`: 200 for ready and degraded, 503 for
 * not_ready; only `ready` is remembered (30 s, `?fresh=1` looks again), so that recovery shows at once; draining overrides. `/metrics`.
 */
export function createHealthRoutes(options: HealthOptions): FastifyPluginAsync {
  const readiness = createReadiness(options);
  return async (app) => {
    const delay = monitorEventLoopDelay({ resolution: 20 });
    delay.enable();
    app.addHook('onClose', async () => void delay.disable());
    const startedAtMs = options.clock.now();

    app.get('/health', { schema: { tags: ['operations'], summary: 'Alive?', response: { 200: Health } } }, async (): Promise<z.infer<typeof Health>> => {
      const eventLoopDelayMs = { mean: toMs(delay.mean), p99: toMs(delay.percentile(99)), max: toMs(delay.max) };
      return { status: 'ok', uptimeSeconds: Math.round((options.clock.now() - startedAtMs) / 1000), eventLoopDelayMs };
    });
    const readySchema = {
      tags: ['operations'],
      summary: 'Ready for traffic?',
      querystring: z.object({ fresh: z.string().optional() }),
      response: { 200: Readiness, 503: Readiness },
    };
    app.get('/ready', { schema: readySchema }, async (request, reply) => {
      const state = await readiness((request.query as { fresh?: string }).fresh === '1');
      return reply
        .code(state.status === 'not_ready' ? 503 : 200)
        .header('cache-control', 'no-store')
        .send(state);
    });
    app.get('/metrics', { schema: { tags: ['operations'], summary: 'Prometheus metrics', response: { 200: z.string() } } }, async (_request, reply) => {
      const { contentType, body } = await options.metrics();
      return reply
        .header('content-type', contentType)
        .serializer((text: unknown) => String(text))
        .send(body);
    });
  };
}

function createReadiness(options: HealthOptions): (isFresh: boolean) => Promise<Readiness> {
  let remembered: { state: Readiness; untilMs: number } | null = null;
  let looking: Promise<Readiness> | null = null;
  return async (isFresh) => {
    if (options.draining()) return { ...(remembered?.state ?? UNKNOWN), status: 'not_ready', draining: true };
    if (!isFresh && remembered && options.clock.now() < remembered.untilMs) return remembered.state;
    // Callers at the same moment share one look: checks must not become a load of their own.
    looking ??= look(options).finally(() => (looking = null));
    const state = await looking;
    remembered = state.status === 'ready' ? { state, untilMs: options.clock.now() + READY_TTL_MS } : null;
    return state;
  };
}

const UNKNOWN: Readiness = { status: 'not_ready', database: 'unused', redis: 'unused', worker: 'unused', draining: false, missing: [] };

async function look({ role, checks, checkTimeoutMs }: HealthOptions): Promise<Readiness> {
  const run = (check: Check | null) => (check ? withinMs(checkTimeoutMs ?? CHECK_TIMEOUT_MS, check) : null);
  const [database, redis, worker] = await Promise.all([run(checks.database), run(checks.redis), run(checks.worker)]);
  const results = [database, redis, worker];
  const missing = results.flatMap((result) => (result?.state === 'incomplete' ? result.missing : []));
  // Ingress needs only Redis and must go on taking webhooks while Postgres is away. A process that only works the queues
  // can do nothing without any of the three, and must not replace one that can.
  const needed = role === 'worker' ? results : [redis];
  const isNotReady = needed.some((result) => result?.state === 'away');
  const isDegraded = results.some((result) => result !== null && result.state !== 'ok');
  const status = isNotReady ? 'not_ready' : isDegraded ? 'degraded' : 'ready';
  return { status, database: database?.state ?? 'unused', redis: redis?.state ?? 'unused', worker: worker?.state ?? 'unused', draining: false, missing };
}

async function withinMs(timeoutMs: number, check: Check): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'away' }), timeoutMs);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return { state: 'away' };
  } finally {
    clearTimeout(timer);
  }
}

/** The histogram counts nanoseconds; NaN before the first sample. */
function toMs(nanoseconds: number): number {
  return Number.isFinite(nanoseconds) ? Math.round(nanoseconds / 1e4) / 100 : 0;
}
