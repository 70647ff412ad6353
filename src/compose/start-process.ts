import { Fault } from '../errors.ts';
import { type Config, loadConfig } from '../runtime/config.ts';
import { runProcess } from '../runtime/process.ts';
import { telemetry } from '../runtime/telemetry.ts';
import { loggerOf } from './foundation.ts';
import { QUEUE_NAMES, type QueueName } from './queue-work.ts';
import { runFrontdesk } from './run-frontdesk.ts';

/** Runs one deployed process until it is told to end. `queueList`: comma separated queue names of a worker; all when absent. */
export async function startProcessOf(role: 'web' | 'worker', queueList?: string): Promise<void> {
  const { config, queues } = settingsOrExit(queueList);
  const logger = loggerOf(config, role);
  await runProcess({
    name: role,
    logger,
    shutdownTimeoutMs: config.shutdownTimeoutMs,
    start: (scope) => {
      scope.cleanups.defer('telemetry', () => telemetry?.stop());
      return runFrontdesk(
        { role, config, logger, queues, port: role === 'web' ? config.port : config.workerPort, adminToken: config.adminToken ?? null },
        scope,
      );
    },
  });
}

function settingsOrExit(queueList?: string): { config: Config; queues: readonly QueueName[] } {
  try {
    return { config: loadConfig(), queues: queuesOf(queueList) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function queuesOf(list?: string): readonly QueueName[] {
  if (!list) return QUEUE_NAMES;
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(QUEUE_NAMES as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Fault('invalid_input', `no queue is called ${unknown.join(', ')}; there are: ${QUEUE_NAMES.join(', ')}`);
  return names as QueueName[];
}
