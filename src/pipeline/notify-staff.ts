import type { Clinic } from '../domain/clinic.ts';
import { lineOf } from '../domain/clinic.ts';
import { channelsFor, webhookBody, type StaffNotice } from '../domain/staff-notification.ts';
import { staffText } from '../domain/staff-notification/staff-text.ts';
import type { ClaimedNotification, NotificationStore, StaffWebhook, TellResult } from './notifying-ports.ts';
import type { ClinicDirectory, Clock, Line, TraceEvent, WakeUps } from './ports.ts';

export type NotifyStaffPorts = {
  clinics: ClinicDirectory;
  notifications: NotificationStore;
  webhook: StaffWebhook;
  wakeUps: WakeUps;
  clock: Clock;
  /** Monotonic ms: a wall clock may jump while a process is stopped. */
  monotonicMs: () => number;
};

export type NotifyStaffPolicy = {
  /** The call is not made later than this after the claim. */
  callWithinMs: number;
  /** How long a claim keeps others away: callWithin + call timeout + margin. */
  leaseMs: number;
  /** What could not be told for this long [24 h] fails. */
  giveUpAfterMs: number;
};

/** Every way a run can end; the log field and the metric label. `results` has one entry per notification it handled. */
export type NotifyOutcome = { kind: 'drained' | 'waiting'; results: ToldOutcome[] };
export type ToldOutcome = {
  notificationId: string;
  clinicId: string;
  conversationId: string | null;
  traceId: string;
  requestId: string;
  channel: 'webhook' | 'whatsapp';
  event: StaffNotice['event'];
  result: TellResult['kind'] | 'handed_over' | 'lost';
  reason: string | null;
  attempt: number;
  callMs: number;
  /** Somebody must act: told when it fails, and at the first attempt of what is tried on for hours. */
  alert: boolean;
};

const MAX_PER_RUN = 50;
const BACKOFF = { firstMs: 5_000, mostMs: 15 * 60_000 };

/**
 * Tells the staff of one clinic what is due to be told, oldest first. Each notification is claimed, told and settled under its attempt
 * number. A webhook is called at least once, always with the same id; a WhatsApp message is handed to the outbox, which sends it once,
 * in order, and never blindly again.
 */
export async function notifyStaff(clinicId: string, policy: NotifyStaffPolicy, ports: NotifyStaffPorts): Promise<NotifyOutcome> {
  const outcome: NotifyOutcome = { kind: 'drained', results: [] };
  for (let told = 0; told < MAX_PER_RUN; told += 1) {
    const claim = await ports.notifications.claim({ clinicId, nowMs: ports.clock.now(), leaseMs: policy.leaseMs });
    if (claim.kind === 'none') return outcome;
    if (claim.kind === 'not_due') return wait(outcome, clinicId, claim.dueAtMs, ports);
    outcome.results.push(await tell(claim.claimed, policy, ports));
  }
  return wait(outcome, clinicId, ports.clock.now(), ports);
}

async function tell(claimed: ClaimedNotification, policy: NotifyStaffPolicy, ports: NotifyStaffPorts): Promise<ToldOutcome> {
  const claimedAt = ports.monotonicMs();
  const mayStillCall = () => ports.monotonicMs() - claimedAt < policy.callWithinMs;
  const clinic = await ports.clinics.byId(claimed.notification.clinicId);
  const dropped = reasonToDrop(claimed, clinic);
  if (dropped !== null || !clinic) return settle(claimed, { kind: 'dropped', reason: dropped ?? 'clinic_gone' }, 0, policy, ports);

  if (claimed.channel === 'whatsapp') return handOver(claimed, clinic, policy, ports);
  const { notification, trace } = claimed;
  const { webhookUrl = '', webhookSecret = null } = clinic.settings.notifications ?? {};
  const body = JSON.stringify(webhookBody(notification, clinic));
  const call = { clinicId: clinic.id, url: webhookUrl, secret: webhookSecret, notificationId: notification.id, trace, body };
  const result = await ports.webhook.post(call, mayStillCall);
  return settle(claimed, result, ports.monotonicMs() - claimedAt, policy, ports);
}

/** Judged again when it is told: the clinic may have changed its mind, and a message that failed may have arrived after all. */
function reasonToDrop({ notification, channel, isMoot }: ClaimedNotification, clinic: Clinic | null): string | null {
  if (!clinic) return 'clinic_gone';
  if (!channelsFor(clinic, notification.notice.event).includes(channel)) return 'not_wanted';
  return isMoot ? 'delivered_after_all' : null;
}

async function handOver(claimed: ClaimedNotification, clinic: Clinic, policy: NotifyStaffPolicy, ports: NotifyStaffPorts): Promise<ToldOutcome> {
  const { notification, attempts } = claimed;
  const line = lineTo(clinic, notification.notice);
  const to = clinic.settings.notifications?.whatsapp?.to.slice(1) ?? '';
  if (!line) return settle(claimed, { kind: 'dropped', reason: 'its_own_line' }, 0, policy, ports);
  const nowMs = ports.clock.now();
  const handed = await ports.notifications.handOver(
    { id: notification.id, attempts, clinicId: clinic.id, line, to, text: staffText(notification, clinic), language: clinic.defaultLanguage, nowMs },
    eventOf(claimed, 'handed_over', null, nowMs, null),
  );
  if (!handed) return outcomeOf(claimed, 'lost', null, 0, false);
  await ports.wakeUps.sender(handed.conversationId, nowMs, { reschedule: true });
  return outcomeOf(claimed, 'handed_over', null, 0, false);
}

/** The line that writes to staff: the one they chose, else the clinic's first. That a line is disconnected is told by another one. */
function lineTo(clinic: Clinic, notice: StaffNotice): Line | null {
  const chosen = clinic.settings.notifications?.whatsapp?.channel;
  const lines = clinic.channels.map((channel) => ({ provider: channel.provider, instance: lineOf(channel) }));
  const inOrder = [...lines.filter((line) => line.instance === chosen), ...lines];
  const isItself = (line: Line) => notice.event === 'line_disconnected' && line.provider === notice.line.provider && line.instance === notice.line.instance;
  return inOrder.find((line) => !isItself(line)) ?? null;
}

async function settle(
  claimed: ClaimedNotification,
  told: TellResult,
  callMs: number,
  policy: NotifyStaffPolicy,
  ports: NotifyStaffPorts,
): Promise<ToldOutcome> {
  const { notification, attempts } = claimed;
  const nowMs = ports.clock.now();
  const isOver = told.kind === 'retry' && nowMs - notification.atMs >= policy.giveUpAfterMs;
  const result: TellResult = isOver ? { kind: 'failed', reason: `gave_up:${told.reason}` } : told;
  const reason = 'reason' in result ? result.reason : null;
  const isSettled = await ports.notifications.settle({
    id: notification.id,
    attempts,
    result,
    nowMs,
    retryAtMs: result.kind === 'retry' ? nowMs + (result.afterMs ?? backoffMs(attempts)) : null,
    event: eventOf(claimed, result.kind, reason, nowMs, callMs),
  });
  const alert = result.kind === 'failed' || (result.kind === 'retry' && result.alert && attempts === 1);
  return outcomeOf(claimed, isSettled ? result.kind : 'lost', reason, callMs, alert);
}

function eventOf(claimed: ClaimedNotification, result: string, reason: string | null, nowMs: number, callMs: number | null): TraceEvent {
  const { notification, channel, attempts, trace } = claimed;
  const data = { notificationId: notification.id, event: notification.notice.event, channel, attempt: attempts, reason };
  return { traceId: trace.traceId, atMs: nowMs, stage: 'outbound', name: `staff ${result}`, ms: callMs, data };
}

function outcomeOf(claimed: ClaimedNotification, result: ToldOutcome['result'], reason: string | null, callMs: number, alert: boolean): ToldOutcome {
  const { notification, channel, attempts, trace } = claimed;
  const { id: notificationId, clinicId, conversationId, notice } = notification;
  const { traceId, requestId } = trace;
  return { notificationId, clinicId, conversationId, traceId, requestId, channel, event: notice.event, result, reason, attempt: attempts, callMs, alert };
}

/** Waits 5 s, 10 s, 20 s ... at most 15 min between attempts. */
function backoffMs(attempts: number): number {
  return Math.min(BACKOFF.firstMs * 2 ** Math.max(0, attempts - 1), BACKOFF.mostMs);
}

async function wait(outcome: NotifyOutcome, clinicId: string, dueAtMs: number, ports: NotifyStaffPorts): Promise<NotifyOutcome> {
  await ports.wakeUps.staff(clinicId, dueAtMs, { reschedule: true });
  return { ...outcome, kind: 'waiting' };
}
