import { type Job, Worker } from 'bullmq';
import type { AlertBook } from '../adapters/postgres/alerts/alert-book.ts';
import { QUEUES } from '../queues/catalog.ts';
import type { Foundation } from './foundation.ts';

/** What has waited for too long: counts, and since when (ms since the epoch, null when nothing has). `newlyUncertain` is told once. */
export type Reconcile = () => Promise<{
  overduePending: number;
  overdueUnsent: number;
  oldestOverdueAtMs: number | null;
  newlyUncertain: number;
  openDeadLetters: number;
}>;

/** An alert that stays true is told again this often. */
const REMIND_MS = 30 * 60_000;

/**
 * Runs the jobs that belong to no message, by job schedulers, so that one of the workers does each: clinics are read again before their
 * copies in Redis expire, the reconciler alerts on messages without an outcome and on sends nobody reported, and lines are watched.
 */
export function startBackground(
  foundation: Foundation,
  { reconcile, alerts, watchLines }: { reconcile: Reconcile; alerts: AlertBook; watchLines: () => Promise<void> },
): { close(): Promise<void> } {
  const { config, logger, redis, clinics } = foundation;
  const jobs: Record<string, { everyMs: number; run: () => Promise<void> }> = {
    'refresh-clinics': {
      everyMs: config.clinicRefreshMinutes * 60_000,
      run: async () => {
        const refreshed = await clinics.refresh();
        logger.info('clinics refreshed', { queue: QUEUES.background.name, count: refreshed.clinics });
      },
    },
    reconcile: { everyMs: config.reconcileEveryMs, run: createGapAlerts(foundation, reconcile, alerts) },
    'watch-lines': { everyMs: config.lineWatchEveryMs, run: watchLines },
  };
  schedule(foundation, jobs);
  const worker = new Worker(QUEUES.background.name, (job: Job) => jobs[job.name]?.run() ?? Promise.resolve(), {
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

/** Made again on every connection: a flushed Redis forgets schedulers. */
function schedule({ producer, redis, logger }: Foundation, jobs: Record<string, { everyMs: number }>): void {
  const upsert = () => {
    for (const [name, { everyMs }] of Object.entries(jobs)) {
      producer.queues.background
        .upsertJobScheduler(name, { every: everyMs }, { name })
        .catch((error: unknown) => logger.warn('scheduling failed', { kind: name, error }));
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
  { clock, logger, metrics }: Pick<Foundation, 'clock' | 'logger' | 'metrics'>,
  reconcile: Reconcile,
  alerts: AlertBook,
): () => Promise<void> {
  const isNews = async (key: string, count: number, rule: { remindMs: number | null; whenMore: boolean }) => {
    if (count > 0) return alerts.tell({ key, count, nowMs: clock.now(), ...rule });
    await alerts.end(key);
    return false;
  };
  return async () => {
    const found = await reconcile();
    const nowMs = clock.now();
    const overdue = found.overduePending + found.overdueUnsent;
    metrics.ledgerGap(overdue);
    if (await isNews('ledger_gap', overdue, { remindMs: REMIND_MS, whenMore: false })) {
      const ageMs = nowMs - (found.oldestOverdueAtMs ?? nowMs);
      logger.error('[ALERT_ERROR] accepted messages are overdue', { event: 'ledger_gap', count: overdue, ageMs });
    }
    if (found.newlyUncertain > 0) logger.error('[ALERT_ERROR] sends of unknown outcome', { event: 'uncertain_sends', count: found.newlyUncertain });
    if (await isNews('dead_letters', found.openDeadLetters, { remindMs: null, whenMore: true }))
      logger.error('[ALERT_ERROR] dead letters are open', { event: 'dead_letters', count: found.openDeadLetters });
  };
}
