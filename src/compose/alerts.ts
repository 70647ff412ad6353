import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type AlertReceivers, createAlertReceivers } from '../adapters/alerts/alert-receivers.ts';
import { digestNotes } from '../adapters/redis/alert-digest.ts';
import { type Alert, AlertNotice, type AlertSeverity, digestOf, RECEIVERS, type ReceiverName, receiversOf } from '../domain/alert.ts';
import { createPolicy } from '../runtime/resilience.ts';
import type { Foundation } from './foundation.ts';

/** The background job that takes a notice to one receiver. */
export const DELIVER_ALERT = 'deliver-alert';
const DeliveryJob = z.object({ v: z.literal(1), receiver: z.enum(RECEIVERS), notice: AlertNotice });

/** Tells people of trouble: a tagged log line always, the receivers in production only. */
export type Alerts = {
  /** Never throws: whoever found the trouble goes on. */
  raise(alert: Alert): Promise<void>;
  /** What was alerted under this key is no longer so. */
  over(key: string): Promise<void>;
  /** One try of a delivery job; throws when it is to be tried again. `isLast`: it will not be. */
  deliver(payload: unknown, isLast: boolean): Promise<void>;
  /** Sends what was alerted since the last digest, if anything was. */
  sendDigest(): Promise<void>;
  close(): void;
};

/** Each receiver has jobs of its own: one that is away for a quarter of an hour still gets its alerts, and holds up no other. */
const DELIVERY = { attempts: 10, backoff: { type: 'exponential', delay: 2_000 } } as const;
const BREAKER = { failures: 5, resetMs: 15_000 };

const TAGS: Record<AlertSeverity, { level: 'error' | 'warn' | 'info'; tag: string }> = {
  critical: { level: 'error', tag: '[ALERT_CRITICAL]' },
  error: { level: 'error', tag: '[ALERT_ERROR]' },
  warning: { level: 'warn', tag: '[ALERT_WARNING]' },
  info: { level: 'info', tag: '[ALERT_INFO]' },
};

type Reporting = Pick<Foundation, 'logger' | 'metrics'>;

/** The log line of an alert, and its count. */
function reportAlert({ event, severity, title, facts }: Alert, { logger, metrics }: Reporting): void {
  metrics.count('alert', { event, severity });
  const { level, tag } = TAGS[severity];
  logger.log(level, `${tag} ${title}`, { event, ...facts });
}

/** Wires alerting: log, receivers by the settings, and the notes for the digest. */
export function createAlerts(foundation: Foundation, receivers = receiversBy(foundation)): Alerts {
  const { config, logger, redis, producer, clock } = foundation;
  const notes = digestNotes(redis.producer, config.queuePrefix);
  const isSent = config.nodeEnv === 'production';
  const handOver = async (notice: AlertNotice) => {
    const wanted = isSent ? receiversOf(notice, receivers.configured) : [];
    await Promise.all(wanted.map((receiver) => producer.queues.background.add(DELIVER_ALERT, { v: 1, receiver, notice }, DELIVERY)));
  };
  const orSaid = (work: Promise<void>) => work.catch((error: unknown) => logger.warn('an alert reaches the log only', { event: 'alert_not_delivered', error }));
  return {
    async raise(alert) {
      reportAlert(alert, foundation);
      const atMs = clock.now();
      await orSaid(handOver({ type: 'alert', id: randomUUID(), atMs, alert }));
      if (isSent && receivers.configured.includes('webhook')) await orSaid(notes.note({ ...alert, atMs }));
    },
    over: (key) => orSaid(handOver({ type: 'alert_over', id: randomUUID(), atMs: clock.now(), key })),
    deliver: (payload, isLast) => deliver(payload, isLast, receivers, foundation),
    async sendDigest() {
      const { alerts, entries } = await notes.read();
      const digest = digestOf(alerts, clock.now());
      // Dropped after it is in the queue: a crash between the two repeats a digest under its id.
      if (digest) await handOver(digest);
      await notes.drop(entries);
    },
    close: () => receivers.close(),
  };
}

function receiversBy({ config, logger, metrics }: Foundation): AlertReceivers & { close(): void } {
  const policy = createPolicy({
    name: 'alert_receivers',
    timeoutMs: config.alertTimeoutMs,
    breaker: BREAKER,
    onState: ({ key, state }) => logger.log(state === 'open' ? 'warn' : 'info', 'breaker changed', { dependency: 'alert_receivers', kind: key, state }),
  });
  metrics.watchPolicy(policy);
  const settings = {
    slackUrl: config.alertSlackUrl ?? null,
    pagerDutyKey: config.alertPagerdutyKey ?? null,
    pagerDutyUrl: config.alertPagerdutyUrl,
    webhookUrl: config.alertWebhookUrl ?? null,
  };
  return { ...createAlertReceivers(settings, { fetch, guard: (key, call) => policy.run(key, call) }), close: () => policy.close() };
}

async function deliver(payload: unknown, isLast: boolean, receivers: AlertReceivers, { logger, metrics }: Reporting): Promise<void> {
  const { receiver, notice } = DeliveryJob.parse(payload);
  const delivery = await receivers.deliver(receiver, notice);
  metrics.count('alert_delivery', { receiver, outcome: delivery.kind });
  if (delivery.kind === 'delivered') return logger.info('alert delivered', { kind: receiver, event: notice.type });
  if (delivery.kind === 'refused' || isLast) return notDelivered(receiver, delivery.reason, notice, logger);
  throw new Error(`the receiver ${receiver} did not take an alert: ${delivery.reason}`);
}

function notDelivered(receiver: ReceiverName, reason: string, notice: AlertNotice, logger: Foundation['logger']): void {
  logger.error('[ALERT_ERROR] an alert was not delivered', { event: 'alert_not_delivered', kind: receiver, reason, state: notice.type });
}
