import { failHeadNotification } from '../adapters/postgres/staff/settle-notification.ts';
import { notificationStore } from '../adapters/postgres/staff/notification-store.ts';
import { createStaffWebhook } from '../adapters/staff-webhook/staff-webhook.ts';
import { notifyStaff, type ToldOutcome } from '../pipeline/notify-staff.ts';
import type { StaffWebhook } from '../pipeline/notifying-ports.ts';
import { asHints } from '../queues/producer.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import { createPolicy } from '../runtime/resilience.ts';
import { withSpan } from '../runtime/span.ts';
import type { Foundation } from './foundation.ts';
import { throughOutages } from './through-outages.ts';

/** Telling staff as workers do it: each run with one log line for each notification, its metrics and spans. */
export type StaffWork = {
  notifyStaff(clinicId: string): Promise<void>;
  failHead(clinicId: string, reason: string): Promise<number>;
  close(): void;
};

/** A receiver that failed this often in a row is left alone for a while: staff are told late rather than everybody else. */
const BREAKER = { failures: 3, resetMs: 15_000 };

/** Wires the story of telling staff; every clinic's webhook has a breaker of its own. */
export function createStaffWork(foundation: Foundation): StaffWork {
  const { config, sql, clinics, producer, clock, logger, metrics } = foundation;
  const failing = <Port extends object>(name: string, port: Port) => withFailpoints(name, port, config.failpoint);
  const guard = createPolicy({
    name: 'staff_webhook',
    timeoutMs: config.staffWebhookTimeoutMs,
    breaker: BREAKER,
    onState: ({ key, state }) => logger.log(state === 'open' ? 'warn' : 'info', 'breaker changed', { dependency: 'staff_webhook', clinicId: key, state }),
  });
  metrics.watchPolicy(guard);
  const store = failing('notifications', notificationStore(sql));
  const ports = {
    clinics,
    // What their system answered is known here only: an outage of Postgres must not make it be told again.
    notifications: { ...store, settle: throughOutages(store.settle) },
    webhook: inSpan(failing('staffWebhook', createStaffWebhook({ fetch, guard: (key, call) => guard.run(key, call), now: () => clock.now() }))),
    wakeUps: asHints(producer.wakeUps),
    clock,
    monotonicMs: () => performance.now(),
  };
  const policy = {
    callWithinMs: config.sendWithinMs,
    leaseMs: config.sendWithinMs + config.staffWebhookTimeoutMs + config.sendMarginMs,
    giveUpAfterMs: config.staffGiveUpHours * 3_600_000,
  };
  return {
    async notifyStaff(clinicId) {
      const outcome = await notifyStaff(clinicId, policy, ports);
      for (const told of outcome.results) report(told, foundation);
    },
    failHead: (clinicId, reason) => failHeadNotification(sql, { clinicId, reason, nowMs: clock.now() }),
    close: () => guard.close(),
  };
}

function inSpan(webhook: StaffWebhook): StaffWebhook {
  return {
    post: (call, mayStillCall) =>
      withSpan(
        'staff webhook',
        { kind: 'client', parent: call.trace.traceparent, attributes: { 'frontdesk.trace_id': call.trace.traceId, 'frontdesk.clinic_id': call.clinicId } },
        async (span) => {
          const result = await webhook.post(call, mayStillCall);
          span.set({ 'frontdesk.outcome': result.kind });
          return result;
        },
      ),
  };
}

function report(told: ToldOutcome, { logger, metrics }: Foundation): void {
  const { notificationId, traceId, requestId, clinicId, conversationId, channel, event, result, reason, attempt, callMs, alert } = told;
  metrics.count('staff_notification', { event, channel, result });
  const about = { stage: 'outbound', traceId, requestId, clinicId, conversationId, notificationId, kind: channel, reason } as const;
  if (alert) logger.error('[ALERT_ERROR] staff can not be told', { ...about, event: 'staff_not_told' });
  logger.info('staff told', { ...about, event, outcome: result, attempt, durationMs: callMs });
}
