import { describe, expect, it } from 'vitest';
import { type Alert, AlertNotice, type AlertSeverity, alertKey, digestOf, type ReceiverName, receiversOf } from '../../../src/domain/alert.ts';

const ALL: ReceiverName[] = ['pagerduty', 'slack', 'webhook'];
const alertOf = (severity: AlertSeverity): Alert => ({
  event: 'x',
  key: alertKey('x', 'y', severity),
  severity,
  title: 'it happens',
  text: 'There are 3.',
  facts: { count: 3 },
});
const notice = (severity: AlertSeverity): AlertNotice => ({ type: 'alert', id: '1', atMs: 0, alert: alertOf(severity) });

describe('who gets an alert', () => {
  it.each([
    ['critical', ['pagerduty', 'webhook']],
    ['error', ['slack', 'webhook']],
    ['warning', ['slack', 'webhook']],
    ['info', ['webhook']],
  ] as const)('%s', (severity, receivers) => {
    expect(receiversOf(notice(severity), ALL)).toEqual(receivers);
  });

  it('critical ones go to Slack where there is no PagerDuty, and nobody gets what is not set up for them', () => {
    expect(receiversOf(notice('critical'), ['slack'])).toEqual(['slack']);
    expect(receiversOf(notice('warning'), ['pagerduty'])).toEqual([]);
  });

  it('the end of an alert closes the incident at PagerDuty, if there was one', () => {
    const over = (severity: AlertSeverity): AlertNotice => ({ type: 'alert_over', id: '2', atMs: 0, key: alertOf(severity).key });
    expect(receiversOf(over('critical'), ALL)).toEqual(['pagerduty', 'webhook']);
    expect(receiversOf(over('error'), ALL)).toEqual(['webhook']);
  });
});

describe('the digest', () => {
  const nowMs = Date.parse('2026-03-10T06:00:00Z');

  it('holds what was alerted, ready to be mailed, and goes to the webhook', () => {
    const alerts = [
      { ...alertOf('error'), atMs: Date.parse('2026-03-09T22:15:00Z') },
      { ...alertOf('info'), atMs: Date.parse('2026-03-10T01:00:00Z') },
    ];
    const digest = digestOf(alerts, nowMs);
    expect(digest).toMatchObject({
      type: 'alert_digest',
      id: 'digest-2026-03-10',
      subject: 'Frontdesk: 2 alerts until 2026-03-10',
      text: '2026-03-09T22:15:00.000Z ERROR it happens. There are 3.\n2026-03-10T01:00:00.000Z INFO it happens. There are 3.',
    });
    expect(AlertNotice.parse(digest)).toEqual(digest);
    expect(digest && receiversOf(digest, ALL)).toEqual(['webhook']);
  });

  it('is none when nothing was alerted', () => {
    expect(digestOf([], nowMs)).toBeNull();
  });
});
