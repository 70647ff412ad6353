import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaffNotifications } from '../../src/domain/clinic.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import { type Begun, shareSystem } from '../support/shared-system.ts';
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
const patient = () => `3519300${String((nextPatient += 1)).padStart(5, '0')}`;
beforeAll(async () => {
  receiver = await startStaffReceiver();
});
afterAll(() => receiver?.close());

const tellBy = (notifications: (url: string) => StaffNotifications) =>
  shareSystem(servers, {
    env: SHORT,
    clinic: (clinic) => ({ ...clinic, settings: { ...clinic.settings, notifications: notifications(receiver.url) } }),
  });
const begin = {
  webhook: tellBy((url) => ({ webhookUrl: `${url}/frontdesk` })),
  whatsapp: tellBy(() => ({ whatsapp: { to: `+${STAFF}` } })),
};

/** The first worker is killed at the failpoint by what the patient's one message leads to. */
async function killedAt(failpoint: string, by: 'webhook' | 'whatsapp'): Promise<Begun & { earlier: Set<string> }> {
  const begun = await begin[by]({ FAILPOINT: failpoint });
  const earlier = await notified(begun.system);
  receiver.calls.splice(0);
  await begun.system.say(patient(), 'I want to speak to a human please');
  expect(await begun.worker.exited).toMatchObject({ signal: 'SIGKILL' });
  return { ...begun, earlier };
}

type View = { id: string; state: string; channel: string };
const notifications = async (system: System) => (await system.admin<View[]>('GET', `/notifications?clinicId=${system.clinic.id}`)).body;
/** The ids of what staff were told so far. */
const notified = async (system: System) => new Set((await notifications(system)).map(({ id }) => id));
/** The notifications that are not from earlier, once they are all in the state. */
const ended = (system: System, state: string, earlier: Set<string>) =>
  until(`the notification to be ${state}`, async () => {
    const views = (await notifications(system)).filter(({ id }) => !earlier.has(id));
    return views.length > 0 && views.every((view) => view.state === state) ? views : null;
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
    const { system, before, earlier } = await killedAt(failpoint, 'webhook');
    await system.startWorker();
    const [view, ...others] = await ended(system, 'delivered', earlier);
    expect(others).toEqual([]);
    expect(receiver.calls.map((call) => call.headers['idempotency-key'])).toEqual(Array(calls).fill(view?.id));
    expect(new Set(receiver.calls.map((call) => call.body)).size).toBe(1);
    const accepted = before.accepted + 1;
    expect(await system.settled({ accepted })).toMatchObject({ accepted, answered: before.answered + 1, deadLettered: 0 });
  });

  it('Redis flushed after the commit: told all the same', async () => {
    const { system, earlier } = await killedAt('turns.commit:after:kill', 'webhook');
    await servers.redis.flush();
    await system.startWorker();
    await ended(system, 'delivered', earlier);
    expect(receiver.calls).toHaveLength(1);
  });

  it('a worker that was stopped before the call and wakes up later does not make it', async () => {
    const { system, worker: zombie } = await begin.webhook({ FAILPOINT: 'staffWebhook.post:before:stop' });
    const earlier = await notified(system);
    receiver.calls.splice(0);
    await system.say(patient(), 'I want to speak to a human please');
    await until('the worker to stop', () => zombie.lines.some((line) => line.startsWith('failpoint staffWebhook.post')));
    await system.startWorker();
    await ended(system, 'delivered', earlier);
    zombie.kill('SIGCONT');
    await until('the woken worker to say what became of it', () => zombie.lines.some((line) => line.includes('"msg":"staff told"')));
    expect(zombie.lines.find((line) => line.includes('"msg":"staff told"'))).toContain('"outcome":"lost"');
    expect(receiver.calls).toHaveLength(1);
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
    const { system, earlier } = await killedAt(failpoint, 'whatsapp');
    await system.startWorker();
    await ended(system, 'delivered', earlier);
    await system.settled();
    expect(system.repliesTo(STAFF)).toHaveLength(earlier.size + 1);
  });
});
