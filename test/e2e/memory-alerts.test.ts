import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnServers, useServers } from '../support/servers.ts';
import { startStaffReceiver, type StaffReceiver } from '../support/staff-receiver.ts';
import { ADMIN_TOKEN, type System } from '../support/system.ts';
import { until } from '../support/until.ts';

type Figures = { context7Requests: number; context7Errors: number; errorRate: number; patientMemory: { cacheHits: number; cacheMisses: number } };
type Notice = { type: string; alert?: { key: string; severity: string } };

const servers = useServers();
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:1';

describeOnServers('a snippet provider that is away all day, in production', () => {
  let receiver: StaffReceiver;
  let system: System;
  let patients = 0;
  beforeAll(async () => {
    receiver = await startStaffReceiver();
    system = await servers.start({
      workers: 2,
      env: {
        NODE_ENV: 'production',
        CONTEXT7_BASE_URL: NOWHERE,
        MEMORY_ALERTS_EVERY_MS: '1000',
        ALERT_SLACK_URL: `${receiver.url}/slack`,
        ALERT_WEBHOOK_URL: `${receiver.url}/hook`,
        ALERT_PAGERDUTY_KEY: 'key',
        ALERT_PAGERDUTY_URL: `${NOWHERE}/pagerduty`,
      },
    });
  });
  afterAll(() => receiver?.close());

  const write = async (count: number) => {
    const from = Array.from({ length: count }, () => `3519400${String((patients += 1)).padStart(5, '0')}`);
    await Promise.all(from.map((patient) => system.say(patient, 'Do you have parking?')));
    await Promise.all(from.map((patient) => system.reply(patient)));
  };
  const figures = async (): Promise<Figures> => {
    const response = await fetch(`${system.ingress.url}/api/metrics/memory`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
    expect(response.status).toBe(200);
    return (await response.json()) as Figures;
  };
  const told = (path: string) => receiver.calls.filter((call) => call.path === path).map(({ body }) => JSON.parse(body) as Notice);
  const CRITICAL = 'memory_error_rate:snippets:critical';

  it('costs no patient an answer, and the web process shows what the memories of the workers did', async () => {
    const shown = await until('enough calls to be judged, and the workers to have told them', async () => {
      await write(5); // turns at the same moment share a call
      const now = await figures();
      return now.context7Errors >= 10 && now.patientMemory.cacheHits + now.patientMemory.cacheMisses >= 10 ? now : null;
    });
    expect(shown.errorRate).toBe(1);
    const ofThisProcess = await (await fetch(`${system.ingress.url}/metrics`)).text();
    expect(ofThisProcess).toContain('frontdesk_memory_requests_total{memory="snippets",operation="retrieve",process="web"} 0');
  });

  it('is told to the receivers that can be reached, once, whichever worker looks, without a word of a patient', async () => {
    const critical = () => told('/hook').filter(({ alert }) => alert?.key === CRITICAL);
    await until('the webhook was told', () => critical().length > 0);
    await until('Slack was told', () => told('/slack').length > 0);
    await write(10);
    await system.settled({ accepted: patients });
    expect(critical()).toHaveLength(1);
    expect(receiver.calls.map(({ body }) => body).join('\n')).not.toMatch(/3519400|parking/);
    expect(system.lines().filter((line) => line.includes('[ALERT_CRITICAL] many requests of a memory fail'))).toHaveLength(1);
  });
});
