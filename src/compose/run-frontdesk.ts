import { type Config, settingDoubts } from '../runtime/config.ts';
import type { Logger } from '../runtime/logger.ts';
import { type ProcessScope, type RunningProcess } from '../runtime/process.ts';
import { startEventLoopWatch } from '../runtime/wedge-watchdog.ts';
import { openFoundation, type Foundation } from './foundation.ts';
import { tellMemoryFigures } from './memory-figures.ts';
import type { QueueName } from './queue-work.ts';
import { startWeb, startWorkerHttp } from './web.ts';

export type FrontdeskOptions = {
  role: 'web' | 'worker' | 'all';
  config: Config;
  logger: Logger;
  /** Which queues a worker runs. */
  queues: readonly QueueName[];
  port: number;
  adminToken: string | null;
  /** Given by `npm start`: its own Redis and the Postgres inside its process. */
  embedded?: Pick<Parameters<typeof openFoundation>[0], 'sql' | 'redisUrl' | 'metrics'>;
  /** Called once the foundation stands, before anything is taken in. */
  prepare?: (foundation: Foundation) => Promise<void>;
};

/** Starts one process of Frontdesk in its role and tells how to end it: not ready, no intake, drain, and then the clean-ups. */
export async function runFrontdesk(options: FrontdeskOptions, scope: ProcessScope): Promise<RunningProcess & { url: string }> {
  const { config, logger, role } = options;
  for (const doubt of settingDoubts()) logger.warn(doubt, { event: 'settings' });
  const foundation = await openFoundation({ config, name: role, logger, scope, ...options.embedded });
  await options.prepare?.(foundation);
  const figures = tellMemoryFigures(foundation);
  scope.cleanups.defer('memory figures', () => figures.stop());
  let draining = false;

  // Loaded only where it works: the language tables behind it are large, and ingress stays thin.
  const work = role === 'web' ? null : await (await import('./worker.ts')).startWork(foundation, options.queues);
  work?.onWedged((queue) => scope.fail(`wedged:${queue}`));
  const http = { role, port: options.port, draining: () => draining, workerCheck: work?.check ?? null, adminToken: options.adminToken };
  const server = role === 'worker' ? await startWorkerHttp(foundation, http) : await startWeb(foundation, http);
  scope.cleanups.defer('http', () => server.close());
  const loop = startEventLoopWatch({ stallMs: config.eventLoopStallMs });
  scope.cleanups.defer('event loop watch', () => loop.stop());

  return {
    url: server.url,
    setNotReady: () => void (draining = true),
    stopIntake: () => undefined, // webhooks are answered 503 from now on; workers stop taking jobs in drain
    drain: async () => {
      await work?.drain();
    },
  };
}
