import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAlertReceivers, type ReceiverSettings } from '../../../../src/adapters/alerts/alert-receivers.ts';
import type { Alert, AlertNotice } from '../../../../src/domain/alert.ts';
import { createPolicy, type Policy } from '../../../../src/runtime/resilience.ts';
import { startStaffReceiver, type StaffReceiver } from '../../../support/staff-receiver.ts';

const AT_MS = Date.parse('2026-03-10T08:00:00Z');
const ALERT: Alert = {
  event: 'memory_error_rate',
  key: 'memory_error_rate:snippets:critical',
  severity: 'critical',
  title: 'many requests of a memory fail',
  text: '31 % of 120 requests failed (limit <25 %> & more).',
  facts: { kind: 'snippets', count: 37, percent: 31 },
};
const NOTICE: AlertNotice = { type: 'alert', id: 'notice-1', atMs: AT_MS, alert: ALERT };
const OVER: AlertNotice = { type: 'alert_over', id: 'notice-2', atMs: AT_MS, key: ALERT.key };

describe('receivers of alerts', () => {
  let server: StaffReceiver;
  const policies: Policy[] = [];
  beforeAll(async () => {
    server = await startStaffReceiver();
  });
  afterEach(() => {
    server.calls.length = 0;
    server.answer = (response) => response.writeHead(204).end();
    policies.splice(0).forEach((policy) => policy.close());
  });
  afterAll(() => server.close());

  const receivers = (changes: Partial<ReceiverSettings> = {}, timeoutMs = 20_000) => {
    const policy = createPolicy({ name: 'alert_receivers', timeoutMs, breaker: { failures: 3, resetMs: 60_000 } });
    policies.push(policy);
    const settings = {
      slackUrl: `${server.url}/slack`,
      pagerDutyKey: 'routing-key',
      pagerDutyUrl: `${server.url}/v2/enqueue`,
      webhookUrl: `${server.url}/hook`,
    };
    return createAlertReceivers({ ...settings, ...changes }, { fetch, guard: (key, call) => policy.run(key, call) });
  };
  const bodies = () => server.calls.map(({ path, body }) => ({ path, body: JSON.parse(body) as unknown }));

  it('PagerDuty gets an event of its Events API v2, and its end under the same key', async () => {
    const { deliver } = receivers();
    expect(await deliver('pagerduty', NOTICE)).toEqual({ kind: 'delivered' });
    expect(await deliver('pagerduty', OVER)).toEqual({ kind: 'delivered' });
    expect(bodies()).toEqual([
      {
        path: '/v2/enqueue',
        body: {
          routing_key: 'routing-key',
          event_action: 'trigger',
          dedup_key: 'frontdesk:memory_error_rate:snippets:critical',
          payload: {
            summary: 'Frontdesk: many requests of a memory fail. 31 % of 120 requests failed (limit <25 %> & more).',
            source: 'frontdesk',
            severity: 'critical',
            timestamp: '2026-03-10T08:00:00.000Z',
            class: 'memory_error_rate',
            custom_details: { kind: 'snippets', count: 37, percent: 31 },
          },
        },
      },
      { path: '/v2/enqueue', body: { routing_key: 'routing-key', event_action: 'resolve', dedup_key: 'frontdesk:memory_error_rate:snippets:critical' } },
    ]);
  });

  it('Slack gets a text in which nothing has a meaning it should not have', async () => {
    await receivers().deliver('slack', NOTICE);
    expect(bodies()).toEqual([
      {
        path: '/slack',
        body: { text: '*[CRITICAL] Frontdesk: many requests of a memory fail*\n31 % of 120 requests failed (limit &lt;25 %&gt; &amp; more).' },
      },
    ]);
  });

  it('the webhook gets the notice as it is, under an id that stays the same when it is told again', async () => {
    const { deliver } = receivers();
    await deliver('webhook', NOTICE);
    await deliver('webhook', NOTICE);
    expect(bodies()[0]).toEqual({ path: '/hook', body: { source: 'frontdesk', ...NOTICE } });
    expect(server.calls.map(({ headers }) => headers['idempotency-key'])).toEqual(['notice-1', 'notice-1']);
  });

  it.each([
    [500, { kind: 'retry', reason: 'http:500' }],
    [429, { kind: 'retry', reason: 'http:429' }],
    [408, { kind: 'retry', reason: 'http:408' }],
    [404, { kind: 'refused', reason: 'http:404' }],
    [400, { kind: 'refused', reason: 'http:400' }],
    [302, { kind: 'refused', reason: 'http:302' }],
  ])('an answer %i says whether to try again', async (status, delivery) => {
    server.answer = (response) => response.writeHead(status, { location: `${server.url}/elsewhere` }).end('x'.repeat(1000));
    expect(await receivers().deliver('slack', NOTICE)).toEqual(delivery);
    expect(server.calls).toHaveLength(1);
  });

  it('one that hangs or is not there is tried again, and left alone after a few failures, without harm to the others', async () => {
    server.answer = (response, { path }) => void (path === '/hook' && response.writeHead(200).end());
    const { deliver } = receivers({ pagerDutyUrl: 'http://127.0.0.1:1/' }, 300);
    expect(await deliver('slack', NOTICE)).toEqual({ kind: 'retry', reason: 'timeout' });
    for (let n = 0; n < 3; n += 1) expect(await deliver('pagerduty', NOTICE)).toEqual({ kind: 'retry', reason: 'not_connected' });
    expect(await deliver('pagerduty', NOTICE)).toEqual({ kind: 'retry', reason: 'breaker_open' });
    expect(await deliver('webhook', NOTICE)).toMatchObject({ kind: 'delivered' });
  });

  it('what is not set up gets nothing', async () => {
    const none = receivers({ slackUrl: null, pagerDutyKey: null, webhookUrl: null });
    expect(none.configured).toEqual([]);
    for (const receiver of ['slack', 'pagerduty', 'webhook'] as const) expect(await none.deliver(receiver, NOTICE)).toMatchObject({ kind: 'refused' });
    expect(server.calls).toEqual([]);
    expect(receivers().configured).toEqual(['pagerduty', 'slack', 'webhook']);
  });
});
