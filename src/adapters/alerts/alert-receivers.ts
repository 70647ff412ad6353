import type { AlertNotice, ReceiverName } from '../../domain/alert.ts';
import { pagerDutyEvent } from './pagerduty-event.ts';
import { type Delivery, postNotice, type PostDeps } from './post-notice.ts';
import { slackMessage } from './slack-message.ts';

export type ReceiverSettings = { slackUrl: string | null; pagerDutyKey: string | null; pagerDutyUrl: string; webhookUrl: string | null };

/** Takes a notice to one of the receivers that are set up. */
export type AlertReceivers = { configured: ReceiverName[]; deliver(receiver: ReceiverName, notice: AlertNotice): Promise<Delivery> };

/** Receivers of alerts: PagerDuty (Events API v2), Slack (incoming webhook) and a webhook that takes the notice as it is. */
export function createAlertReceivers({ slackUrl, pagerDutyKey, pagerDutyUrl, webhookUrl }: ReceiverSettings, deps: PostDeps): AlertReceivers {
  const post = (receiver: ReceiverName, url: string | null, body: unknown, headers?: Record<string, string>): Promise<Delivery> =>
    url === null || body === null
      ? Promise.resolve({ kind: 'refused', reason: 'not_set_up' }) // it was when the notice was put into the queue
      : postNotice({ receiver, url, body, ...(headers ? { headers } : {}) }, deps);
  const ways: Record<ReceiverName, (notice: AlertNotice) => Promise<Delivery>> = {
    pagerduty: (notice) => post('pagerduty', pagerDutyUrl, pagerDutyKey === null ? null : pagerDutyEvent(notice, pagerDutyKey)),
    slack: (notice) => post('slack', slackUrl, slackMessage(notice)),
    webhook: (notice) => post('webhook', webhookUrl, { source: 'frontdesk', ...notice }, { 'idempotency-key': notice.id }),
  };
  const isSetUp: Record<ReceiverName, boolean> = { pagerduty: pagerDutyKey !== null, slack: slackUrl !== null, webhook: webhookUrl !== null };
  return {
    configured: (Object.keys(ways) as ReceiverName[]).filter((receiver) => isSetUp[receiver]),
    deliver: (receiver, notice) => ways[receiver](notice),
  };
}
