import { Worker } from 'node:worker_threads';
import type { WatchedLoop } from './event-loop-watch.ts';
import type { Logger } from './logger.ts';

/** What a worker sees of one of its queues: the job that is next in line (null: nothing is due) and what it is doing itself. `progressHere` is any number that changes when it starts or finishes a job. */
export type QueueSight = { nextJobId: string | null; activeHere: number; progressHere: number; paused: boolean };

export type WedgeWatchdogOptions = {
  /** By queue name; a look that fails (Redis away) is no sign of a wedge. */
  queues: Record<string, () => Promise<QueueSight>>;
  wedgeAfterMs: number;
  logger: Logger;
  onWedged: (queue: string) => void;
  /** For tests. */
  now?: () => number;
  everyMs?: number;
};

export type WedgeWatchdog = { check(): Promise<void>; stop(): void };

type Sighting = { nextJobId: string; progressHere: number; sinceMs: number };

/**
 * Calls `onWedged` once when the same due job of a queue stays next in line for `wedgeAfterMs` while this worker does and finishes nothing: in every
 * known wedge of BullMQ the worker says it is running, and failing health checks restart no machine, so the process has to end by itself.
 * It goes by what it saw itself and not by the age of the job, which is also high after an outage. `stop` ends the timer.
 */
export function startWedgeWatchdog(options: WedgeWatchdogOptions): WedgeWatchdog {
  const now = options.now ?? (() => performance.now());
  const sightings = new Map<string, Sighting>();
  let told = false;
  let checking = false;

  const look = async (queue: string, see: () => Promise<QueueSight>) => {
    const sight = await see().catch(() => null);
    const before = sightings.get(queue);
    if (!sight?.nextJobId || sight.activeHere > 0 || sight.paused) return void sightings.delete(queue);
    if (before?.nextJobId !== sight.nextJobId || before.progressHere !== sight.progressHere) {
      return void sightings.set(queue, { nextJobId: sight.nextJobId, progressHere: sight.progressHere, sinceMs: now() });
    }
    const ageMs = now() - before.sinceMs;
    if (ageMs < options.wedgeAfterMs || told) return;
    told = true;
    options.logger.log('fatal', 'worker is wedged: a due job waits and nothing is active', { queue, ageMs });
    options.onWedged(queue);
  };
  const check = async () => {
    if (checking) return;
    checking = true;
    await Promise.all(Object.entries(options.queues).map(([queue, see]) => look(queue, see)));
    checking = false;
  };
  const timer = setInterval(() => void check(), options.everyMs ?? Math.max(1000, options.wedgeAfterMs / 10));
  timer.unref();
  return { check, stop: () => clearInterval(timer) };
}

const BEAT_MS = 250;

/**
 * Kills this process (SIGKILL, after one line on stderr) when its event loop stands still for `stallMs`: nothing in the stuck thread itself could.
 * Time in which the whole process was stopped does not count. Returns how to end the watch.
 */
export function startEventLoopWatch({ stallMs }: { stallMs: number }): { stop(): Promise<void> } {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const timer = setInterval(() => Atomics.add(beats, 0, 1), BEAT_MS);
  timer.unref();
  const workerData: WatchedLoop = { beats, stallMs, pid: process.pid };
  const watcher = new Worker(new URL('event-loop-watch.ts', import.meta.url), { workerData, execArgv: [], stdout: false, stderr: false });
  watcher.unref();
  return {
    async stop() {
      clearInterval(timer);
      await watcher.terminate();
    },
  };
}
