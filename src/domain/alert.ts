import { z } from 'zod';

export const AlertSeverity = z.enum(['critical', 'error', 'warning', 'info']);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

/** What an alert is about, in ids, codes and numbers: never names, numbers or words of people. */
export const AlertFacts = z.object({
  kind: z.string().optional(),
  reason: z.string().optional(),
  clinicId: z.string().nullable().optional(),
  provider: z.string().optional(),
  line: z.string().optional(),
  traceId: z.string().optional(),
  count: z.number().optional(),
  percent: z.number().optional(),
  durationMs: z.number().optional(),
  ageMs: z.number().optional(),
});
export type AlertFacts = z.infer<typeof AlertFacts>;

/** Something people should know. `key`: the same trouble has the same key; `title` is a constant of the program, `text` says it with its figures. */
export const Alert = z.object({
  event: z.string(),
  key: z.string(),
  severity: AlertSeverity,
  title: z.string(),
  text: z.string(),
  facts: AlertFacts,
});
export type Alert = z.infer<typeof Alert>;

const Told = { id: z.string(), atMs: z.number() };

/** What a receiver gets; `id` stays the same when it is told again. */
export const AlertNotice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('alert'), ...Told, alert: Alert }),
  z.object({ type: z.literal('alert_over'), ...Told, key: z.string() }),
  /** What was alerted since the digest before, ready to be mailed. */
  z.object({ type: z.literal('alert_digest'), ...Told, subject: z.string(), text: z.string(), alerts: z.array(Alert.extend({ atMs: z.number() })) }),
]);
export type AlertNotice = z.infer<typeof AlertNotice>;

export const RECEIVERS = ['pagerduty', 'slack', 'webhook'] as const;
export type ReceiverName = (typeof RECEIVERS)[number];

/**
 * Who is to get a notice, of the receivers that are set up: PagerDuty what wakes people (and its end), Slack errors and warnings, the
 * webhook everything. What is critical goes to Slack when there is no PagerDuty: better there than to nobody.
 */
export function receiversOf(notice: AlertNotice, configured: readonly ReceiverName[]): ReceiverName[] {
  const wants: Record<ReceiverName, boolean> = { pagerduty: false, slack: false, webhook: true };
  if (notice.type === 'alert') {
    const { severity } = notice.alert;
    wants.pagerduty = severity === 'critical';
    wants.slack = severity === 'error' || severity === 'warning' || (severity === 'critical' && !configured.includes('pagerduty'));
  }
  if (notice.type === 'alert_over') wants.pagerduty = notice.key.endsWith(CRITICAL_END);
  return configured.filter((receiver) => wants[receiver]);
}

const CRITICAL_END = ':critical';

/** The key of an alert: what it is, what it is about, and how bad, so that what gets worse is told at once. */
export function alertKey(event: string, about: string, severity: AlertSeverity): string {
  return `${event}:${about}:${severity}`;
}

/** The digest of what was alerted, oldest first; null when nothing was. */
export function digestOf(alerts: readonly (Alert & { atMs: number })[], nowMs: number): (AlertNotice & { type: 'alert_digest' }) | null {
  if (alerts.length === 0) return null;
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const lines = alerts.map(({ atMs, severity, title, text }) => `${new Date(atMs).toISOString()} ${severity.toUpperCase()} ${title}. ${text}`);
  const subject = `Frontdesk: ${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'} until ${day}`;
  return { type: 'alert_digest', id: `digest-${day}`, atMs: nowMs, subject, text: lines.join('\n'), alerts: [...alerts] };
}
