/** `npm start`: the whole of Frontdesk in this process, on its own Redis and Postgres when no others are named. */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPgliteSql } from '../../src/adapters/postgres/pglite-sql.ts';
import { type Foundation, loggerOf } from '../../src/compose/foundation.ts';
import { QUEUE_NAMES } from '../../src/compose/queue-work.ts';
import { runFrontdesk } from '../../src/compose/run-frontdesk.ts';
import { Fault } from '../../src/errors.ts';
import { childEnvironment, type Config, loadConfig } from '../../src/runtime/config.ts';
import type { Logger } from '../../src/runtime/logger.ts';
import { createMetrics } from '../../src/runtime/metrics.ts';
import { type ProcessScope, runProcess, type RunningProcess } from '../../src/runtime/process.ts';
import { telemetry } from '../../src/runtime/telemetry.ts';
import { type DataDir, openDataDir } from './data-dir.ts';
import { DEMO_CLINIC_ID } from './demo-lines.ts';
import { startEmbeddedRedis } from './embedded-redis.ts';
import { startLocalSimulator } from './local-simulator.ts';
import { prepareClinic } from './prepare-clinic.ts';

/** Where Evolution listens by default: what the demo clinic's lines lead to when the stand-in is switched off. */
const EVOLUTION_URL = 'http://127.0.0.1:8080';
const READY_LIMIT_MS = 60_000;

type Local = { config: Config; logger: Logger; dataDir: DataDir; scope: ProcessScope };

await start();

async function start(): Promise<void> {
  const { config, dataDir } = await takePlaceOrExit();
  const logger = loggerOf(config, 'all');
  await runProcess({
    name: 'all',
    logger,
    shutdownTimeoutMs: config.shutdownTimeoutMs,
    start: async (scope) => {
      scope.cleanups.defer('telemetry', () => telemetry?.stop());
      scope.cleanups.defer('data directory', () => dataDir.release());
      try {
        return await startEverything({ config, logger, dataDir, scope });
      } catch (error) {
        explain(error);
        throw error;
      }
    },
  });
}

/** What is wrong with the settings, the directory or the port is told in words, before anything is started. */
async function takePlaceOrExit(): Promise<{ config: Config; dataDir: DataDir }> {
  try {
    const config = loadConfig();
    const dataDir = await openDataDir(config.dataDir);
    await refuseTakenPort(config);
    return { config, dataDir };
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

async function startEverything({ config, logger, dataDir, scope }: Local): Promise<RunningProcess> {
  const redisUrl = config.redisUrl ?? (await ownRedis(dataDir, scope));
  const metrics = createMetrics({ process: 'all', nodeMetrics: true });
  const sql = config.databaseUrl ? null : await ownPostgres(dataDir, (statement) => metrics.count('postgres_query', { statement }));
  const { token, isNew } = config.adminToken ? { token: config.adminToken, isNew: false } : await dataDir.adminToken();
  const simulator = createSimulator({ config, dataDir, scope });
  const running = await runFrontdesk(
    {
      role: 'all',
      config,
      logger,
      queues: QUEUE_NAMES,
      port: config.port,
      adminToken: token,
      embedded: { redisUrl, metrics, ...(sql === null ? {} : { sql }) },
      prepare: async (foundation) => {
        if (config.whatsappSimulator === 'on') await simulator.url();
        await prepareUnlessAway(foundation, simulator.url, scope);
      },
    },
    scope,
  );
  simulator.reportTo(running.url);
  if (!(await whenReady(running.url, scope.stopping))) return running;
  await dataDir.writeRun({ url: running.url, pid: process.pid, startedAt: new Date().toISOString(), clinicId: DEMO_CLINIC_ID });
  if (isNew) say(`Admin token, kept in ${join(dataDir.path, 'admin-token')}: ${token}`);
  say(`Frontdesk is ready at ${running.url} (write to it as a patient: npm run chat)`);
  return running;
}

/** A Postgres that is away keeps nobody from taking webhooks, as in the deployed processes: the clinic is then prepared when it is back. */
async function prepareUnlessAway(foundation: Foundation, simulatorUrl: () => Promise<string>, scope: ProcessScope): Promise<void> {
  const away = Promise.withResolvers<void>();
  const onAway = () => {
    say('Postgres (DATABASE_URL) does not answer: webhooks are taken and answered once it does.');
    away.resolve();
  };
  const prepared = prepareClinic(foundation, { simulatorUrl, onAway, stopping: scope.stopping });
  prepared.catch((error: unknown) => scope.stopping.aborted || scope.fail('clinic_not_prepared', error));
  await Promise.race([prepared, away.promise]);
}

async function ownRedis(dataDir: DataDir, scope: ProcessScope): Promise<string> {
  const redis = await startEmbeddedRedis({ dataDir: dataDir.path, path: childEnvironment({})['PATH'] ?? '', say });
  scope.cleanups.defer('own redis', () => redis.close());
  void redis.lost.then(() => scope.fail('redis_lost'));
  return redis.url;
}

async function ownPostgres(dataDir: DataDir, onQuery: (statement: string) => void) {
  say('Opening Postgres (the first time its files are made) ...');
  return openPgliteSql({ dataDir: join(dataDir.path, 'postgres'), onQuery });
}

/** The stand-in for WhatsApp, started when the demo clinic asks for its URL. */
function createSimulator({ config, dataDir, scope }: Pick<Local, 'config' | 'dataDir' | 'scope'>) {
  let started: ReturnType<typeof startLocalSimulator> | null = null;
  return {
    async url(): Promise<string> {
      if (config.whatsappSimulator === 'off') return EVOLUTION_URL;
      if (started) return (await started).url;
      const webhookUrl = config.port === 0 ? null : `http://127.0.0.1:${config.port}`;
      started = startLocalSimulator({ dataDir: dataDir.path, port: config.whatsappSimulatorPort, webhookUrl, appSecret: config.metaAppSecret[0] ?? '' });
      const simulator = await started;
      scope.cleanups.defer('whatsapp simulator', () => simulator.close());
      return simulator.url;
    },
    reportTo: (url: string) => void started?.then((simulator) => simulator.setWebhookUrl(url)),
  };
}

/** False when the process is told to end before it is ready. */
async function whenReady(url: string, stopping: AbortSignal): Promise<boolean> {
  for (const until = performance.now() + READY_LIMIT_MS; !stopping.aborted;) {
    const answer = await fetch(`${url}/ready?fresh=1`).then(
      (response) => ({ isReady: response.ok, text: response.text() }),
      () => null,
    );
    if (answer?.isReady) return true;
    if (performance.now() > until) throw new Error(`not ready after ${READY_LIMIT_MS / 1000} s: ${(await answer?.text) ?? 'no answer'}`);
    await pause(50);
  }
  return false;
}

/** Asked first, because starting Redis and Postgres only to fail would take seconds. */
async function refuseTakenPort({ port, host }: Config): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => resolve(null));
  });
  if (problem?.code === 'EADDRINUSE')
    throw new Fault('conflict', `Port ${port} is in use by another program. Stop it, or set PORT to another one (0: any free one).`);
  if (problem) throw new Fault('invalid_input', `Frontdesk can't listen at HOST ${host}, PORT ${port}: ${problem.code}.`);
  await new Promise((resolve) => server.close(resolve));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function explain(error: unknown): void {
  process.stderr.write(`\nFrontdesk did not start. ${error instanceof Error ? error.message : String(error)}\n`);
}
