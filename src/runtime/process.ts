import { flushCompileCache } from 'node:module';
import { createCleanups } from './cleanups.ts';
import type { Cleanups } from './cleanups.ts';
import type { Logger } from './logger.ts';

export { createCleanups } from './cleanups.ts';
export type { Cleanups } from './cleanups.ts';

/** What a started process can do when it is told to end. Each step is called once, in this order. */
export type RunningProcess = {
  /** Readiness turns red; must not throw. */
  setNotReady(): void;
  /** Takes no new work: refuses webhooks, pauses workers without waiting for their jobs. */
  stopIntake(): void | Promise<void>;
  /** Resolves when the work in hand is done. `deadline` is aborted when it may take no longer. */
  drain(deadline: AbortSignal): Promise<void>;
};

/** What `start` is given: clean-ups to register, a way to end in order with exit code 1, and a signal that is aborted when the end begins. */
export type ProcessScope = { cleanups: Cleanups; fail(reason: string, error?: unknown): void; stopping: AbortSignal };

export type ProcessOptions = {
  name: string;
  logger: Logger;
  shutdownTimeoutMs: number;
  start(scope: ProcessScope): Promise<RunningProcess>;
};

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** Closing connections and servers of our own takes moments; what hangs is left to the operating system. Drain and this stay below Fly's kill_timeout. */
const CLEANUP_LIMIT_MS = 10_000;

/**
 * Runs a process from start to exit. On SIGTERM, SIGINT or SIGHUP: not ready, no new work, drain for at most `shutdownTimeoutMs`, clean-ups
 * last-in-first-out, exit code 0 when everything ended in time and 1 otherwise. Further signals change nothing: Fly and terminals send two, and
 * cutting the drain would leave jobs half done. An error nobody caught ends the process the same way with exit code 1.
 */
export async function runProcess({ name, logger, shutdownTimeoutMs, start }: ProcessOptions): Promise<void> {
  const cleanups = createCleanups();
  const stopping = new AbortController();
  let running: Promise<RunningProcess> | null = null;
  let exitCode = 0;
  let ending = false;

  const end = (why: string, code: number) => {
    exitCode = Math.max(exitCode, code);
    if (ending) return;
    ending = true;
    stopping.abort();
    logger.info('shutting down', { reason: why });
    void shutDown({ running, cleanups, logger, shutdownTimeoutMs }).then((inTime) => {
      exitCode = inTime ? exitCode : 1;
      logger.log(exitCode === 0 ? 'info' : 'error', 'process ends', { exitCode });
      logger.flush();
      process.exit(exitCode);
    });
  };
  const fail = (reason: string, error?: unknown) => {
    logger.error('process fails', { reason, error });
    end(reason, 1);
  };

  for (const signal of SIGNALS) {
    process.on(signal, () => {
      logger.info(ending ? 'signal received again: the drain goes on' : 'signal received', { signal });
      end(signal, 0);
    });
  }
  process.on('uncaughtException', (error) => fail('uncaught_exception', error));
  process.on('unhandledRejection', (error) => fail('unhandled_rejection', error));

  try {
    running = start({ cleanups, fail, stopping: stopping.signal });
    await running;
    logger.info('process started', { kind: name, pid: process.pid });
    // For the next start, also after a kill: only where NODE_COMPILE_CACHE names a folder.
    flushCompileCache();
  } catch (error) {
    fail('start_failed', error);
  }
}

type Ending = { running: Promise<RunningProcess> | null; cleanups: Cleanups; logger: Logger; shutdownTimeoutMs: number };

/** True when the work in hand ended within the time limit and every clean-up succeeded. A process that is still starting is let finish its start first. */
async function shutDown({ running, cleanups, logger, shutdownTimeoutMs }: Ending): Promise<boolean> {
  const deadline = AbortSignal.timeout(shutdownTimeoutMs);
  const drained = await within(deadline, () => stopWork(running, deadline), logger);
  const cleanedUp = await within(
    AbortSignal.timeout(CLEANUP_LIMIT_MS),
    async () => {
      const failures = await cleanups.runAll();
      for (const { name, error } of failures) logger.error('clean-up failed', { kind: name, error });
      return failures.length === 0;
    },
    logger,
  );
  return drained && cleanedUp;
}

async function stopWork(running: Promise<RunningProcess> | null, deadline: AbortSignal): Promise<boolean> {
  // A start that failed was logged by whoever called it; what it opened is closed by the clean-ups.
  const started = await running?.catch(() => null);
  if (!started) return true;
  started.setNotReady();
  await started.stopIntake();
  await started.drain(deadline);
  return true;
}

async function within(limit: AbortSignal, work: () => Promise<boolean>, logger: Logger): Promise<boolean> {
  const outOfTime = new Promise<false>((resolve) => {
    limit.addEventListener('abort', () => {
      logger.error('not finished in time', {});
      resolve(false);
    });
  });
  // AbortSignal.timeout does not keep the process alive by itself: without this a hanging drain would end it silently with code 0.
  const keepAlive = setInterval(() => undefined, 1000);
  try {
    return await Promise.race([work(), outOfTime]);
  } catch (error) {
    logger.error('shutdown step failed', { error });
    return false;
  } finally {
    clearInterval(keepAlive);
  }
}
