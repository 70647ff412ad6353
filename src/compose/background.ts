import { type Job, Worker } from 'bullmq';
import type { AlertBook } from '../adapters/postgres/alerts/alert-book.ts';
import type { Alert } from '../domain/alert.ts';
import { QUEUES } from '../queues/catalog.ts';
import { type Alerts, DELIVER_ALERT } from './alerts.ts';
import type { Foundation } from './foundation.ts';
import { createMemoryAlerts } from './memory-alerts.ts';

/** What has waited for too long: counts, and since when (ms since the epoch, null when nothing has). `newlyUncertain` is told once. */
export type Reconcile = () => Promise<{
  overduePending: number;
  overdueUnsent: number;
  oldestOverdueAtMs: number | null;
  newlyUncertain: number;
  openDeadLetters: number;
}>;

/** When a job is run by one of the workers: every so many ms, and so long after a worker started (`firstAfterMs`; not given: at once), or daily at an hour (UTC). */
type Schedule = { everyMs: number; firstAfterMs?: number } | { dailyAtHourUtc: number };

/**
 * Background jobs by their name: run at their times, and whenever somebody adds a job of that name, with its data. `isLast`: a job that
 * fails now is not tried again.
 */
export type BackgroundJobs = Record<string, (Schedule | { onDemand: true }) & { run: (data: unknown, isLast: boolean) => Promise<void> }>;

export type BackgroundPorts = { reconcile: Reconcile; book: AlertBook; alerts: Alerts; watchLines: () => Promise<void>; more: BackgroundJobs };

/** An alert that stays true is told again this often. */
const REMIND_MS = 30 * 60_000;
/** Before it there is little to judge. */
const FIRST_MEMORY_LOOK_MS = 60_000;

/**
 * Runs the jobs that belong to no message, by job schedulers, so that one of the workers does each: clinics are read again before their
 * copies in Redis expire, the reconciler alerts on messages without an outcome and on sends nobody reported, lines and memories are
 * watched. Alerts are delivered to their receivers by jobs beside them.
 */
export function startBackground(foundation: Foundation, ports: BackgroundPorts): { close(): Promise<void> } {
  const { config, logger, redis } = foundation;
  const jobs = jobsOf(foundation, ports);
  schedule(foundation, jobs);
  const run = (job: Job) => jobs[job.name]?.run(job.data, job.attemptsMade + 1 >= (job.opts.attempts ?? 1)) ?? Promise.resolve();
  const worker = new Worker(QUEUES.background.name, run, {
    connection: redis.worker(),
    prefix: config.queuePrefix,
    concurrency: config.backgroundConcurrency,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on('error', () => undefined);
  worker.on('failed', (job, error) => logger.warn('background job failed', { queue: QUEUES.background.name, kind: job?.name, error }));
  return { close: () => worker.close(!redis.isReady()) };
}

function jobsOf(foundation: Foundation, { reconcile, book, alerts, watchLines, more }: BackgroundPorts): BackgroundJobs {
  const { config, logger, clinics } = foundation;
  const jobs: BackgroundJobs = {
    'refresh-clinics': {
      everyMs: config.clinicRefreshMinutes * 60_000,
      run: async () => {
        const refreshed = await clinics.refresh();
        logger.info('clinics refreshed', { queue: QUEUES.background.name, count: refreshed.clinics });
      },
    },
    reconcile: { everyMs: config.reconcileEveryMs, run: createGapAlerts(foundation, reconcile, book, alerts) },
    'watch-lines': { everyMs: config.lineWatchEveryMs, run: watchLines },
    [DELIVER_ALERT]: { onDemand: true, run: (data, isLast) => alerts.deliver(data, isLast) },
    ...more,
  };
  if (config.nodeEnv !== 'production') return jobs;
  const everyMs = config.memoryAlertsEveryMs;
  return {
    ...jobs,
    'watch-memory': { everyMs, firstAfterMs: Math.min(everyMs, FIRST_MEMORY_LOOK_MS), run: createMemoryAlerts(foundation, book, alerts) },
    'alert-digest': { dailyAtHourUtc: config.alertDigestHour, run: () => alerts.sendDigest() },
  };
}

/** Made again on every connection: a flushed Redis forgets schedulers. */
function schedule({ producer, redis, clock, logger }: Foundation, jobs: BackgroundJobs): void {
  const repeatOf = (when: Schedule) => {
    if ('dailyAtHourUtc' in when) return { pattern: `0 ${when.dailyAtHourUtc} * * *`, tz: 'UTC' };
    return { every: when.everyMs, ...(when.firstAfterMs === undefined ? {} : { startDate: clock.now() + when.everyMs }) };
  };
  const begun = new Set<string>();
  // A scheduler that is there keeps its slots: the first look of a worker that starts is a job of its own, one for all that start together.
  const begin = async (name: string, firstAfterMs: number) => {
    if (begun.has(name)) return;
    await producer.queues.background.add(name, {}, { delay: firstAfterMs, attempts: 1, deduplication: { id: `first:${name}`, ttl: firstAfterMs } });
    begun.add(name);
  };
  const upsert = () => {
    for (const [name, job] of Object.entries(jobs)) {
      if ('onDemand' in job) continue;
      const scheduled = producer.queues.background.upsertJobScheduler(name, repeatOf(job), { name });
      const first = 'firstAfterMs' in job ? begin(name, job.firstAfterMs ?? 0) : null;
      Promise.all([scheduled, first]).catch((error: unknown) => logger.warn('scheduling failed', { kind: name, error }));
    }
  };
  redis.producer.on('ready', upsert);
  if (redis.isReady()) upsert();
}

/**
 * Alerts when something becomes overdue or is added to the dead letters, and again only after a while: an alert each minute is read by
 * nobody. What was told is known to all workers, so that the next one to look does not tell it again.
 */
export function createGapAlerts(
  { clock, metrics }: Pick<Foundation, 'clock' | 'metrics'>,
  reconcile: Reconcile,
  book: Pick<AlertBook, 'tell' | 'end'>,
  alerts: Pick<Alerts, 'raise'>,
): () => Promise<void> {
  const isNews = async (key: string, count: number, rule: { remindMs: number | null; whenMore: boolean }) => {
    if (count > 0) return book.tell({ key, count, nowMs: clock.now(), ...rule });
    await book.end(key);
    return false;
  };
  return async () => {
    const found = await reconcile();
    const nowMs = clock.now();
    const overdue = found.overduePending + found.overdueUnsent;
    metrics.ledgerGap(overdue);
    if (await isNews('ledger_gap', overdue, { remindMs: REMIND_MS, whenMore: false })) {
      const ageMs = nowMs - (found.oldestOverdueAtMs ?? nowMs);
      await alerts.raise(gapAlert('ledger_gap', 'accepted messages are overdue', { count: overdue, ageMs }));
    }
    if (found.newlyUncertain > 0) await alerts.raise(gapAlert('uncertain_sends', 'sends of unknown outcome', { count: found.newlyUncertain }));
    if (await isNews('dead_letters', found.openDeadLetters, { remindMs: null, whenMore: true }))
      await alerts.raise(gapAlert('dead_letters', 'dead letters are open', { count: found.openDeadLetters }));
  };
}

function gapAlert(event: string, title: string, facts: { count: number; ageMs?: number }): Alert {
  const age = facts.ageMs === undefined ? '' : `, the oldest for ${Math.round(facts.ageMs / 60_000)} minutes`;
  return { event, key: event, severity: 'error', title, text: `There are ${facts.count}${age}.`, facts };
}
