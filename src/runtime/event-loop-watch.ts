import { writeSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

/** What the watching thread is given: a counter that the watched loop raises, and how long it may stand still. */
export type WatchedLoop = { beats: Int32Array; stallMs: number; pid: number };

const LOOK_MS = 250;

/** Counts its own looks and not the time: while the process is stopped (SIGSTOP, a suspended machine) neither thread moves. */
function watch({ beats, stallMs, pid }: WatchedLoop): void {
  let last = Atomics.load(beats, 0);
  let still = 0;
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    still = now === last ? still + 1 : 0;
    last = now;
    if (still * LOOK_MS < stallMs) return;
    const line = {
      level: 'fatal',
      time: new Date().toISOString(),
      service: 'frontdesk',
      msg: 'event loop stands still: the process is killed',
      ageMs: still * LOOK_MS,
    };
    writeSync(2, `${JSON.stringify(line)}\n`);
    process.kill(pid, 'SIGKILL');
  }, LOOK_MS);
}

if (!isMainThread) watch(workerData as WatchedLoop);
