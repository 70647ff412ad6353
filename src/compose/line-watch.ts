import { randomUUID } from 'node:crypto';
import { lineWatch } from '../adapters/postgres/alerts/line-watch.ts';
import { clinicSource } from '../adapters/postgres/clinic-source.ts';
import type { Alert } from '../domain/alert.ts';
import { type LineAlert, watchLines } from '../pipeline/watch-lines.ts';
import { asHints } from '../queues/producer.ts';
import type { Alerts } from './alerts.ts';
import type { Foundation } from './foundation.ts';

/** Watching the lines as the background job does it: an alert for each that fails, a line when it is over. */
export function createLineWatch({ config, sql, producer, clock, logger, metrics }: Foundation, alerts: Pick<Alerts, 'raise' | 'over'>): () => Promise<void> {
  const ports = {
    lines: lineWatch(sql),
    clinics: clinicSource(sql),
    wakeUps: asHints(producer.wakeUps),
    clock,
    newTraceId: () => randomUUID().replaceAll('-', ''),
  };
  const policy = { disconnectedAfterMs: config.lineDisconnectedAfterMs, silentHours: config.lineSilentHours };
  const about = ({ clinicId, line, sinceMs, traceId }: LineAlert) => ({
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
      await alerts.raise(lineAlert(alert, about(alert)));
    }
    for (const alert of over) {
      logger.info('a line is back', { event: alert.kind, ...about(alert) });
      await alerts.over(keyOf(alert));
    }
  };
}

function lineAlert(alert: LineAlert, facts: Alert['facts'] & { ageMs: number }): Alert {
  const { kind, line, clinicId } = alert;
  const isDisconnected = kind === 'line_disconnected';
  const title = isDisconnected ? 'a line is disconnected' : 'a line is unusually silent';
  const text = `Line ${line.instance} (${line.provider}) of clinic ${clinicId ?? 'unknown'}, for ${Math.round(facts.ageMs / 60_000)} minutes.`;
  return { event: kind, key: keyOf(alert), severity: isDisconnected ? 'error' : 'warning', title, text, facts };
}

function keyOf({ kind, line }: LineAlert): string {
  return `${kind}:${line.provider}:${line.instance}`;
}
