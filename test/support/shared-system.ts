import { onTestFailed } from 'vitest';
import type { ProcessUnderTest } from './process-under-test.ts';
import type { Servers } from './servers.ts';
import type { Ledger, System, SystemOptions } from './system.ts';

/** What a test begins with: a system that has the one worker just started. `before`: what had been counted by then. */
export type Begun = { system: System; worker: ProcessUnderTest; before: Ledger };

/**
 * One system for several tests that each start workers of their own, since starting an ingress takes longer than most of them. Every test begins
 * with nothing of an earlier one: no worker, no webhook on its way, an empty Redis and no message without its outcome in Postgres, so that
 * what a worker dies of is what its own test does. A test that fails takes the system with it.
 */
export function shareSystem(servers: Servers, options: Partial<SystemOptions>): (workerEnv?: Record<string, string>) => Promise<Begun> {
  let shared: System | null = null;
  const forget = async () => {
    const failed = shared;
    shared = null;
    await failed?.stop();
  };
  return async (workerEnv = {}) => {
    const system = (shared ??= await servers.start({ ...options, workers: 0 }));
    onTestFailed(forget);
    await system.endWorkers();
    await system.simulator.settled();
    await servers.redis.flush();
    const before = await system.settled();
    const worker = await system.startWorker(workerEnv);
    if (worker.lines.some((line) => line.startsWith('failpoint '))) throw new Error('the worker met its failpoint before the test did anything');
    return { system, worker, before };
  };
}
