import { type ConnectionOptions, type Job, Worker } from 'bullmq';
import type { z } from 'zod';
import { Fault } from '../errors.ts';
import { type Disposition, dispositionOf, isPoison } from './failure.ts';

/** Stalled jobs are handed out again; the job's own start count, not BullMQ's, decides what is poison. */
const MAX_STALLED_COUNT = 1_000;
const PUT_BACK_DELAY_MS = 5_000;

export type ConsumerOptions<Payload> = {
  queue: string;
  connection: ConnectionOptions;
  prefix: string;
  concurrency: number;
  /** A job whose worker was not heard of for this long is handed out again. */
  lockMs: number;
  schema: z.ZodType<Payload>;
  /** The job kinds this version knows; others are a newer worker's. Null: the queue has one kind. */
  kinds: readonly string[] | null;
  handle: (payload: Payload, job: { id: string; attempt: number }) => Promise<void>;
  /** Keeps what could not be done; must be durable when it resolves. */
  deadLetter: (payload: unknown, reason: string) => Promise<void>;
  /** Resolves when the dependency that was away answers again, or when `signal` aborts (then the result is false). */
  untilBack: (signal: AbortSignal) => Promise<boolean>;
  /** Puts the payload back as a fresh job; null for hints that the sweeper makes again. */
  requeue: ((payload: unknown, delayMs: number) => Promise<void>) | null;
  /** Whether Redis can be reached: BullMQ's own close waits for it without limit. */
  isConnected: () => boolean;
  onFailure: (event: { queue: string; jobId: string; disposition: Disposition['kind']; error: unknown; payload: unknown }) => void;
};

export type Consumer = {
  queue: string;
  /** Jobs being processed now. */
  active(): number;
  /** Jobs that ended here since the start, whatever became of them. */
  finished(): number;
  /** Stops taking jobs and waits for those being processed; outage waits end at once and their jobs are put back. */
  close(): Promise<void>;
};

/**
 * Runs one queue's jobs. An outage of a dependency holds the job here until it is over: no attempt is used up and nothing is
 * dead-lettered. Anything else is retried with back-off, and kept as a dead letter after the last attempt or when a job keeps killing its worker.
 */
export function startConsumer<Payload>(options: ConsumerOptions<Payload>): Consumer {
  const closing = new AbortController();
  const underway = new Set<Promise<void>>();
  let finished = 0;
  const worker = new Worker(
    options.queue,
    async (job: Job) => {
      const processing = processJob(job, options, closing.signal);
      underway.add(processing);
      try {
        await processing;
      } finally {
        underway.delete(processing);
        finished += 1;
      }
    },
    {
      connection: options.connection,
      prefix: options.prefix,
      concurrency: options.concurrency,
      lockDuration: options.lockMs,
      stalledInterval: options.lockMs,
      maxStalledCount: MAX_STALLED_COUNT,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    },
  );
  worker.on('error', () => undefined); // connection errors are retried by the worker itself; readiness reports them
  return {
    queue: options.queue,
    active: () => underway.size,
    finished: () => finished,
    async close() {
      closing.abort();
      if (options.isConnected()) return worker.close();
      await Promise.allSettled(underway);
      await worker.close(true);
    },
  };
}

async function processJob<Payload>(job: Job, options: ConsumerOptions<Payload>, closing: AbortSignal): Promise<void> {
  if (isPoison(job.attemptsStarted)) return deadLetter(job, 'bug: the job was started too often without finishing', options, closing);
  for (;;) {
    try {
      const payload = parsePayload(job.data, options);
      return await options.handle(payload, { id: job.id ?? '', attempt: job.attemptsMade + 1 });
    } catch (error) {
      const disposition = dispositionOf(error, job.attemptsMade);
      options.onFailure({ queue: options.queue, jobId: job.id ?? '', disposition: disposition.kind, error, payload: job.data });
      if (disposition.kind === 'retry') throw error;
      if (disposition.kind === 'put_back') return options.requeue?.(job.data, PUT_BACK_DELAY_MS);
      if (disposition.kind === 'dead_letter') return deadLetter(job, disposition.reason, options, closing);
      if (!(await options.untilBack(closing))) return options.requeue?.(job.data, 0);
    }
  }
}

/** Keeping the dead letter needs Postgres as well: an outage there is waited out like any other. */
async function deadLetter<Payload>(job: Job, reason: string, options: ConsumerOptions<Payload>, closing: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await options.deadLetter(job.data, reason);
    } catch (error) {
      if (dispositionOf(error, 0).kind !== 'hold') throw error;
      if (!(await options.untilBack(closing))) return options.requeue?.(job.data, 0);
    }
  }
}

function parsePayload<Payload>(data: unknown, { schema, kinds }: ConsumerOptions<Payload>): Payload {
  const { v: version, kind } = (data ?? {}) as { v?: unknown; kind?: unknown };
  if (typeof version === 'number' && version > 1) throw new Fault('unknown_version', `payload version ${version} is newer than this worker`);
  if (kinds && typeof kind === 'string' && !kinds.includes(kind)) throw new Fault('unknown_version', 'a job of this kind is for a newer worker');
  return schema.parse(data);
}
