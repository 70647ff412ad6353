import type { AlertBook } from '../adapters/postgres/alerts/alert-book.ts';
import { judgeMemory, MEMORY_ALERTS, windowOf } from '../domain/memory-alerts.ts';
import { WINDOW_MINUTES } from '../runtime/memory-metrics.ts';
import type { Alerts } from './alerts.ts';
import type { Foundation } from './foundation.ts';
import { allMemoryFigures } from './memory-figures.ts';

/**
 * Looks at the last quarter of an hour of all processes and tells what is wrong, each alert at most once in the cool-down, whichever
 * worker looks. What merely informs is told once, until it is over.
 */
export function createMemoryAlerts(
  foundation: Pick<Foundation, 'config' | 'redis' | 'memoryMetrics' | 'clock' | 'logger'>,
  book: Pick<AlertBook, 'tell' | 'endOthers'>,
  alerts: Pick<Alerts, 'raise' | 'over'>,
): () => Promise<void> {
  const coolDownMs = foundation.config.alertCoolDownMinutes * 60_000;
  return async () => {
    const nowMs = foundation.clock.now();
    const found = judgeMemory(windowOf(await allMemoryFigures(foundation), nowMs, WINDOW_MINUTES));
    for (const alert of found) {
      const remindMs = alert.severity === 'info' ? null : coolDownMs;
      if (await book.tell({ key: alert.key, count: 1, nowMs, remindMs, whenMore: false })) await alerts.raise(alert);
    }
    // Not ended before its cool-down: what comes and goes would be told at every look.
    const over = await book.endOthers({ prefix: MEMORY_ALERTS, keep: found.map(({ key }) => key), toldBeforeMs: nowMs - coolDownMs });
    for (const key of over) {
      foundation.logger.info('[MEMORY] an alert is over', { event: key });
      await alerts.over(key);
    }
  };
}
