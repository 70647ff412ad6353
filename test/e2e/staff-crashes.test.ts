import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnServers, useServers } from '../support/servers.ts';
import { startStaffReceiver, type StaffReceiver } from '../support/staff-receiver.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

/** A worker dies around what staff are told: nothing is lost, a webhook is repeated under the same id only, a WhatsApp message is sent once. */
const servers = useServers({ ownPostgres: true });
const STAFF = '351910000077';
const SHORT = {
  JOB_LOCK_MS: '1000',
  SEND_WITHIN_MS: '700',
  EVOLUTION_TIMEOUT_MS: '700',
  META_TIMEOUT_MS: '700',
  STAFF_WEBHOOK_TIMEOUT_MS: '5000', // a busy machine must not make one call two
  SEND_MARGIN_MS: '300',
  PROBE_EVERY_MS: '500',
  CLEAR_NO_AFTER_MS: '1500',
};
let receiver: StaffReceiver;
let nextPatient = 0;
beforeAll(async () => {
  receiver = await startStaffReceiver();
});
beforeEach(() => void receiver.calls.splice(0));
afterAll(() => receiver?.close());

/** A system without workers; the first one to be started is killed at the failpoint by what the patient's one message leads to. */
async function killedAt(failpoint: string, by: 'webhook' | 'whatsapp'): Promise<System> {
  const notifications = by === 'webhook' ? { webhookUrl: `${receiver.url}/frontdesk` } : { whatsapp: { to: `+${STAFF}` } };
  const system = await servers.start({
    workers: 0,
    env: SHORT,
    clinic: (clinic) => ({ ...clinic, settings: { ...clinic.settings, notifications } }),
  });
  const dying = await system.startWorker({ FAILPOINT: failpoint });
  await system.say(`3519300${String((nextPatient += 1)).padStart(5, '0')}`, 'I want to speak to a human please');
  expect(await dying.exited).toMatchObject({ signal: 'SIGKILL' });
  return system;
}

type View = { id: string; state: string; channel: string };
const ended = (system: System, state: string) =>
  until(`the notification to be ${state}`, async () => {
    const { body } = await system.admin<View[]>('GET', `/notifications?clinicId=${system.clinic.id}`);
    return body.length > 0 && body.every((view) => view.state === state) ? body : null;
  });

describeOnServers('the clinic’s webhook', () => {
  it.each([
    ['just before the commit', 'turns.commit:before:kill', 1],
    ['just after the commit, before the wake-up', 'turns.commit:after:kill', 1],
    ['just after the wake-up', 'wakeUps.staff:after:kill', 1],
    ['just before claiming', 'notifications.claim:before:kill', 1],
    ['just after claiming', 'notifications.claim:after:kill', 1],
    ['just before the call', 'staffWebhook.post:before:kill', 1],
    ['just after the call', 'staffWebhook.post:after:kill', 2],
    ['just before settling', 'notifications.settle:before:kill', 2],
    ['just after settling', 'notifications.settle:after:kill', 1],
  ])('%s: told, and never under two ids', async (_where, failpoint, calls) => {
    const system = await killedAt(failpoint, 'webhook');
    await system.startWorker();
    const [view, ...others] = await ended(system, 'delivered');
    expect(others).toEqual([]);
    expect(receiver.calls.map((call) => call.headers['idempotency-key'])).toEqual(Array(calls).fill(view?.id));
    expect(new Set(receiver.calls.map((call) => call.body)).size).toBe(1);
    expect(await system.settled()).toMatchObject({ accepted: 1, answered: 1, deadLettered: 0 });
    await system.stop();
  });

  it('Redis flushed after the commit: told all the same', async () => {
    const system = await killedAt('turns.commit:after:kill', 'webhook');
    await servers.redis.flush();
    await system.startWorker();
    await ended(system, 'delivered');
    expect(receiver.calls).toHaveLength(1);
    await system.stop();
  });

  it('a worker that was stopped before the call and wakes up later does not make it', async () => {
    const system = await servers.start({
      workers: 0,
      env: SHORT,
      clinic: (clinic) => ({ ...clinic, settings: { ...clinic.settings, notifications: { webhookUrl: `${receiver.url}/frontdesk` } } }),
    });
    const zombie = await system.startWorker({ FAILPOINT: 'staffWebhook.post:before:stop' });
    await system.say('351930099999', 'I want to speak to a human please');
    await until('the worker to stop', () => zombie.lines.some((line) => line.startsWith('failpoint staffWebhook.post')));
    await system.startWorker();
    await ended(system, 'delivered');
    zombie.kill('SIGCONT');
    await until('the woken worker to say what became of it', () => zombie.lines.some((line) => line.includes('"msg":"staff told"')));
    expect(zombie.lines.find((line) => line.includes('"msg":"staff told"'))).toContain('"outcome":"lost"');
    expect(receiver.calls).toHaveLength(1);
    await system.stop();
  });
});

describeOnServers('a WhatsApp message to staff', () => {
  it.each([
    ['just before it is handed over', 'notifications.handOver:before:kill'],
    ['just after it was handed over', 'notifications.handOver:after:kill'],
    // The second send: the first is the reply to the patient.
    ['around the provider’s call', 'messenger.send:after:kill:2'],
    ['just before it is settled', 'outbox.settle:before:kill:2'],
  ])('%s: sent exactly once', async (_where, failpoint) => {
    const system = await killedAt(failpoint, 'whatsapp');
    await system.startWorker();
    await ended(system, 'delivered');
    await system.settled();
    expect(system.repliesTo(STAFF)).toHaveLength(1);
    await system.stop();
  });
});
