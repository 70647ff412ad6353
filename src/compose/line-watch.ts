import { randomUUID } from 'node:crypto';
import { lineWatch } from '../adapters/postgres/alerts/line-watch.ts';
import { clinicSource } from '../adapters/postgres/clinic-source.ts';
import { type LineAlert, watchLines } from '../pipeline/watch-lines.ts';
import { asHints } from '../queues/producer.ts';
import type { Foundation } from './foundation.ts';

/** Watching the lines as the background job does it: an alert for each that fails, a line when it is over. */
export function createLineWatch({ config, sql, producer, clock, logger, metrics }: Foundation): () => Promise<void> {
  const ports = {
    lines: lineWatch(sql),
    clinics: clinicSource(sql),
    wakeUps: asHints(producer.wakeUps),
    clock,
    newTraceId: () => randomUUID().replaceAll('-', ''),
  };
  const policy = { disconnectedAfterMs: config.lineDisconnectedAfterMs, silentHours: config.lineSilentHours };
  const about = ({ kind, clinicId, line, sinceMs, traceId }: LineAlert) => ({
    event: kind,
    traceId,
    clinicId,
    provider: line.provider,
    line: line.instance,
    ageMs: clock.now() - sinceMs,
  });
  return async () => {
    const { raised, over } = await watchLines(policy, ports);
    for (const alert of raised) {
      metrics.count(alert.kind);
      if (alert.kind === 'line_disconnected') logger.error('[ALERT_ERROR] a line is disconnected', about(alert));
      else logger.warn('[ALERT_WARNING] a line is unusually silent', about(alert));
    }
    for (const alert of over) logger.info('a line is back', about(alert));
  };
}
