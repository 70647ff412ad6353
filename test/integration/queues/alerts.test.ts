import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRedisConnections, type RedisConnections } from '../../../src/adapters/redis/connections.ts';
import { type Alerts, createAlerts } from '../../../src/compose/alerts.ts';
import { startBackground } from '../../../src/compose/background.ts';
import type { Foundation } from '../../../src/compose/foundation.ts';
import { type Alert, AlertNotice } from '../../../src/domain/alert.ts';
import { createProducer } from '../../../src/queues/producer.ts';
import { loadConfig } from '../../../src/runtime/config.ts';
import { createLogger } from '../../../src/runtime/logger.ts';
import { createMemoryMetrics } from '../../../src/runtime/memory-metrics.ts';
import { createMetrics } from '../../../src/runtime/metrics.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startStaffReceiver, type StaffReceiver } from '../../support/staff-receiver.ts';
import { until } from '../../support/until.ts';

type LogLine = { level: string; msg: string; event?: string; kind?: string; percent?: number; reason?: string };
type Running = { alerts: Alerts; foundation: Foundation; lines: LogLine[]; close(): Promise<void> };

const WARNING: Alert = {
  event: 'line_silent',
  key: 'line_silent:a',
  severity: 'warning',
  title: 'a line is unusually silent',
  text: 'Line a.',
  facts: { line: 'a' },
};

describe('alerts on their way to their receivers', () => {
  let redis: TestRedis;
  let server: StaffReceiver;
  const opened: Running[] = [];
  beforeAll(async () => void (redis = await startTestRedis()));
  afterAll(() => redis.stop());
  beforeEach(async () => {
    await redis.flush();
    server = await startStaffReceiver();
  });
  afterEach(async () => {
    for (const running of opened.splice(0)) await running.close();
    await server.close();
  });

  /** The background side of a worker, with receivers that are all at `server`; `settings` change its environment. */
  const start = async (settings: Record<string, string> = {}): Promise<Running> => {
    const config = loadConfig({
      NODE_ENV: 'production',
      ALERT_SLACK_URL: `${server.url}/slack`,
      ALERT_PAGERDUTY_KEY: 'key',
      ALERT_PAGERDUTY_URL: `${server.url}/pagerduty`,
      ALERT_WEBHOOK_URL: `${server.url}/hook`,
      MEMORY_ALERTS_EVERY_MS: '1000',
      ...settings,
    });
    const lines: LogLine[] = [];
    const logger = createLogger({ process: 'worker', destination: { write: (line) => lines.push(JSON.parse(line) as LogLine) } });
    const connections: RedisConnections = createRedisConnections({ url: redis.url, commandTimeoutMs: 5000, name: 'test' });
    await until('Redis', () => connections.isReady());
    const clock = { now: () => Date.now() };
    const producer = createProducer({ connection: connections.producer, prefix: config.queuePrefix, clock });
    const foundation = {
      config,
      logger,
      metrics: createMetrics({ process: 'worker' }),
      memoryMetrics: createMemoryMetrics(clock),
      clock,
      redis: connections,
      producer,
      clinics: { refresh: async () => ({ clinics: 0 }) },
    } as unknown as Foundation;
    const alerts = createAlerts(foundation);
    const told = new Set<string>();
    const book = {
      tell: async ({ key }: { key: string }) => !told.has(key) && Boolean(told.add(key)),
      end: async () => undefined,
      endOthers: async () => [],
    };
    const nothing = { overduePending: 0, overdueUnsent: 0, oldestOverdueAtMs: null, newlyUncertain: 0, openDeadLetters: 0 };
    const background = startBackground(foundation, { reconcile: async () => nothing, book, alerts, watchLines: async () => undefined, more: {} });
    const running = {
      alerts,
      foundation,
      lines,
      async close() {
        await background.close();
        alerts.close();
        await producer.close();
        await connections.close();
      },
    };
    opened.push(running);
    return running;
  };
  const received = (path: string) => server.calls.filter((call) => call.path === path).map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  it('a memory whose provider fails is found at the next look, said in the log, and told to who it is for', async () => {
    const { foundation, lines } = await start();
    for (let n = 0; n < 20; n += 1) foundation.memoryMetrics.snippets.record({ operation: 'retrieve', outcome: 'fallback', ms: 1200, error: 'timeout' });
    await until('PagerDuty was told', () => received('/pagerduty').length > 0);
    await until('Slack was told of all warnings', () => received('/slack').length === 3);
    await until('the webhook was told of everything', () => received('/hook').length === 4);
    expect(received('/pagerduty')).toMatchObject([{ event_action: 'trigger', payload: { class: 'memory_error_rate', severity: 'critical' } }]);
    const events = received('/hook').map((notice) => (AlertNotice.parse(notice) as { alert: Alert }).alert.event);
    expect(events.sort()).toEqual(['memory_error_rate', 'memory_fallback_rate', 'memory_one_error_type', 'memory_slow']);
    expect(lines.filter(({ msg }) => msg.startsWith('[ALERT')).map(({ level, msg, kind }) => [level, msg, kind])).toEqual([
      ['error', '[ALERT_CRITICAL] many requests of a memory fail', 'snippets'],
      ['warn', '[ALERT_WARNING] a memory answers from its fallback', 'snippets'],
      ['warn', '[ALERT_WARNING] a memory is slow', 'snippets'],
      ['warn', '[ALERT_WARNING] the errors of a memory have one cause', 'snippets'],
    ]);
  });

  it('a receiver that is away holds up no other, and gets its alert once it is back', async () => {
    let isAway = true;
    server.answer = (response, { path }) => response.writeHead(path === '/slack' && isAway ? 503 : 200).end();
    const { alerts } = await start();
    await alerts.raise(WARNING);
    await until('the webhook was told', () => received('/hook').length === 1);
    await until('Slack was tried', () => received('/slack').length > 0);
    isAway = false;
    const before = received('/slack').length;
    await until('Slack was told', () => received('/slack').length > before);
    expect(received('/hook')).toHaveLength(1);
  });

  it('an alert that is in the queue survives the worker that raised it', async () => {
    server.answer = (response) => response.writeHead(503).end();
    const first = await start();
    await first.alerts.raise(WARNING);
    await until('both were tried', () => received('/slack').length > 0 && received('/hook').length > 0);
    await opened.splice(0)[0]?.close();
    server.answer = (response) => response.writeHead(200).end();
    const before = server.calls.length;
    await start();
    await until('both were told by the next one', () => server.calls.length >= before + 2);
  });

  it('a receiver that refuses is not tried again, and the log says so', async () => {
    server.answer = (response) => response.writeHead(404).end();
    const { alerts, lines } = await start({ ALERT_WEBHOOK_URL: '' });
    await alerts.raise(WARNING);
    const line = await until('the log says it', () => lines.find(({ event }) => event === 'alert_not_delivered'));
    expect(line).toMatchObject({ level: 'error', kind: 'slack', reason: 'http:404' });
    expect(received('/slack')).toHaveLength(1);
  });

  it('what was tried for the last time is given up, and the log says so', async () => {
    server.answer = (response) => response.writeHead(503).end();
    const { alerts, lines } = await start();
    const job = { v: 1, receiver: 'slack', notice: { type: 'alert', id: '1', atMs: 0, alert: WARNING } };
    await expect(alerts.deliver(job, false)).rejects.toThrow('http:503');
    await alerts.deliver(job, true);
    expect(lines.filter(({ event }) => event === 'alert_not_delivered')).toMatchObject([{ level: 'error', kind: 'slack', reason: 'http:503' }]);
  });

  it('outside production nothing is sent and memories are not judged', async () => {
    const { alerts, foundation, lines } = await start({ NODE_ENV: 'test' });
    await alerts.raise(WARNING);
    expect(lines.some(({ msg }) => msg === '[ALERT_WARNING] a line is unusually silent')).toBe(true);
    const schedulers = await foundation.producer.queues.background.getJobSchedulers();
    expect(schedulers.map(({ key }) => key).sort()).toEqual(['reconcile', 'refresh-clinics', 'watch-lines']);
    expect(server.calls).toEqual([]);
  });

  it('a look is made a minute after a start, also after the next one, then every five minutes; the digest goes once a day', async () => {
    const startedAtMs = Date.now();
    const { foundation } = await start({ MEMORY_ALERTS_EVERY_MS: '300000' });
    const queue = foundation.producer.queues.background;
    const looks = async () => (await queue.getDelayed()).filter(({ name, repeatJobKey }) => name === 'watch-memory' && !repeatJobKey);
    const [first] = await until('the first look is planned', async () => (await looks()).length === 1 && looks());
    expect(first?.delay).toBe(60_000);
    const schedulers = await until('both are scheduled', async () => {
      const all = await queue.getJobSchedulers();
      const found = ['watch-memory', 'alert-digest'].map((name) => all.find(({ key }) => key === name));
      return found.every(Boolean) && found;
    });
    expect(schedulers).toMatchObject([{ every: 300_000 }, { pattern: '0 6 * * *', tz: 'UTC' }]);
    expect((schedulers[0]?.next ?? 0) - startedAtMs).toBeGreaterThanOrEqual(300_000);

    await start({ MEMORY_ALERTS_EVERY_MS: '300000' });
    expect(await looks()).toHaveLength(1); // one for all that start together
    await first?.remove();
    await queue.removeDeduplicationKey('first:watch-memory'); // as after its minute
    await start({ MEMORY_ALERTS_EVERY_MS: '300000' });
    await until('the next start plans one too', async () => (await looks()).length === 1);
  });

  it('the digest holds what was alerted since the one before, once', async () => {
    const { alerts } = await start({ ALERT_SLACK_URL: '' });
    await alerts.raise(WARNING);
    await alerts.raise({ ...WARNING, severity: 'info' });
    await alerts.sendDigest();
    await alerts.sendDigest();
    const digests = () => received('/hook').filter(({ type }) => type === 'alert_digest');
    await until('the digest came', () => received('/hook').length >= 3 && digests().length > 0);
    expect(digests()).toMatchObject([{ alerts: [{ severity: 'warning' }, { severity: 'info' }] }]);
  });
});
