import type { AlertNotice } from '../../domain/alert.ts';

const MOST_SUMMARY_CHARACTERS = 1024;

/** An event of PagerDuty's Events API v2; null for a notice it has no event for. The same key is the same incident, however often it is told. */
export function pagerDutyEvent(notice: AlertNotice, routingKey: string): object | null {
  if (notice.type === 'alert_over') return { routing_key: routingKey, event_action: 'resolve', dedup_key: dedupKey(notice.key) };
  if (notice.type !== 'alert') return null;
  const { alert, atMs } = notice;
  return {
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: dedupKey(alert.key),
    payload: {
      summary: `Frontdesk: ${alert.title}. ${alert.text}`.slice(0, MOST_SUMMARY_CHARACTERS),
      source: 'frontdesk',
      severity: alert.severity,
      timestamp: new Date(atMs).toISOString(),
      class: alert.event,
      custom_details: alert.facts,
    },
  };
}

/** At most 255 characters are taken. */
function dedupKey(key: string): string {
  return `frontdesk:${key}`.slice(0, 255);
}
