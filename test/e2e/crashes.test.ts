import { beforeAll, expect, it } from 'vitest';
import { evolutionText } from '../../infra/local/whatsapp-simulator/inbound-bodies.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import { shareSystem } from '../support/shared-system.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

/**
 * One test per row of the crash table: a failpoint kills (or stops) a process exactly there, another one takes over, and the patient
 * gets exactly one answer.
 */
const servers = useServers({ ownPostgres: true });
const SHORT = {
  JOB_LOCK_MS: '1000',
  SEND_WITHIN_MS: '700',
  EVOLUTION_TIMEOUT_MS: '700',
  META_TIMEOUT_MS: '700',
  SEND_MARGIN_MS: '300',
  PROBE_EVERY_MS: '500',
  CLEAR_NO_AFTER_MS: '1500',
  UNCERTAIN_HOLDS_MS: '20000',
};
let nextPatient = 0;
const patient = () => `3519100${String((nextPatient += 1)).padStart(5, '0')}`;

/** For the tests that can share one; its first worker in a test may have a failpoint, the others are whole. */
const begin = shareSystem(servers, { env: SHORT });

/** A system of a test's own whose first worker has a failpoint. */
async function systemWith(failpoint: string, simulator: object = {}): Promise<System> {
  const system = await servers.start({ workers: 0, env: SHORT, simulator });
  await system.startWorker({ FAILPOINT: failpoint });
  return system;
}

/** `before`: what others had sent to the same system. */
async function expectOneAnswer(system: System, from: string, before = { accepted: 0, answered: 0 }): Promise<void> {
  expect(await system.reply(from)).toMatch(/250/);
  const accepted = before.accepted + 1;
  const ledger = await system.settled({ accepted });
  expect(ledger).toMatchObject({ accepted, answered: before.answered + 1, pending: 0, deadLettered: 0 });
  expect(system.repliesTo(from)).toHaveLength(1);
}

describeOnServers('a worker dies', () => {
  it.each([
    ['just before the inbox', 'inbox.takeIn:before:kill'],
    ['just after the inbox, before the wake-up', 'inbox.takeIn:after:kill'],
    ['just after the wake-up', 'wakeUps.conversation:after:kill'],
    ['just after opening the turn', 'turns.open:after:kill'],
    ['just before the commit', 'turns.commit:before:kill'],
    ['just after the commit, before the outbound job', 'turns.commit:after:kill'],
    ['just after waking the sender', 'wakeUps.sender:after:kill'],
    ['just before claiming the row', 'outbox.claim:before:kill'],
    ['just after claiming the row', 'outbox.claim:after:kill'],
    ['just before the provider’s call', 'messenger.send:before:kill'],
    ['just after the provider’s call', 'messenger.send:after:kill'],
    ['just before settling the row', 'outbox.settle:before:kill'],
    ['just after settling the row', 'outbox.settle:after:kill'],
  ])('%s: the patient gets exactly one answer', async (_where, failpoint) => {
    const { system, worker, before } = await begin({ FAILPOINT: failpoint });
    const from = patient();
    await system.say(from, 'How much is whitening?');
    expect(await worker.exited).toMatchObject({ signal: 'SIGKILL' });
    await system.startWorker();
    await expectOneAnswer(system, from, before);
  });

  it('just before the two ids of one person become one: they become one all the same', async () => {
    const system = await systemWith('sql.transaction:before:kill');
    const [number, hidden] = [patient(), '770010001@lid'];
    for (const from of [hidden, number]) {
      await system.say(from, 'How much is whitening?');
      await system.reply(from.replace('@lid', ''));
    }
    const body = evolutionText({ instance: system.instance, apikey: 'line-key', from: number, text: 'And a filling?' });
    Object.assign((body['data'] as { key: object }).key, { remoteJidAlt: hidden });
    await system.post(body);
    expect(await system.workers[0]?.exited).toMatchObject({ signal: 'SIGKILL' });
    await system.startWorker();
    expect(await system.reply(number, 2)).toMatch(/90/);
    expect(await system.settled({ accepted: 3 })).toMatchObject({ accepted: 3, answered: 3 });
    type Conversation = { id: string; from: string; messages: { direction: string }[] };
    const conversations = async (from: string) => (await system.admin<Conversation[]>('GET', `/conversations?clinicId=${system.clinic.id}${from}`)).body;
    // The sweeper may answer before the webhook's job is handed out again, which makes them one.
    await until('the two to become one', async () => (await conversations('')).length === 1);
    const [left] = await conversations('');
    expect(left).toMatchObject({ from: number });
    expect(left?.messages.filter((message) => message.direction === 'in')).toHaveLength(3);
    expect((await conversations(`&from=${encodeURIComponent(hidden)}`)).map(({ id }) => id)).toEqual([left?.id]);
    await system.stop();
  });

  it('after the provider’s call, and no echo or status ever comes: the probe finds what was sent', async () => {
    const system = await systemWith('outbox.settle:before:kill', { followUps: { echoes: [], statuses: [] } });
    const from = patient();
    await system.say(from, 'How much is whitening?');
    await system.workers[0]?.exited;
    await system.startWorker();
    await expectOneAnswer(system, from);
    await system.stop();
  });
});

describeOnServers('a worker is stopped and wakes up after another finished its work', () => {
  it.each([
    ['before the commit', 'turns.commit:before:stop'],
    ['before the provider’s call', 'messenger.send:before:stop'],
    ['before settling', 'outbox.settle:before:stop'],
  ])('%s: it changes nothing', async (_where, failpoint) => {
    const { system, worker: zombie, before } = await begin({ FAILPOINT: failpoint });
    const from = patient();
    await system.say(from, 'How much is whitening?');
    await until('the worker to stop', () => stopped(zombie.pid));
    await system.startWorker();
    expect(await system.reply(from)).toMatch(/250/);
    await system.settled({ accepted: before.accepted + 1 });
    zombie.kill('SIGCONT');
    await until('the woken worker to go on', async () => (await fetch(`${zombie.url}/health`)).ok);
    await system.say(from, 'And a filling?');
    expect(await system.reply(from, 2)).toMatch(/90/);
    const accepted = before.accepted + 2;
    expect(await system.settled({ accepted })).toMatchObject({ accepted, answered: before.answered + 2 });
    expect(system.repliesTo(from)).toHaveLength(2);
  });
});

describeOnServers('ingress dies', () => {
  it.each([
    ['just before Redis accepted', 'inboundQueue.add:before:kill'],
    ['just after Redis accepted, before its answer', 'inboundQueue.add:after:kill'],
  ])('%s: the sender gets no 2xx, sends again, and the message is answered once', async (_where, failpoint) => {
    const { system, before } = await begin();
    await system.ingress.stop();
    const dying = await system.restartIngress({ FAILPOINT: failpoint });
    const from = patient();
    const id = `3EB0${from}`;
    await expect(system.say(from, 'How much is whitening?', { id })).rejects.toThrow();
    expect(await dying.exited).toMatchObject({ signal: 'SIGKILL' });
    await system.restartIngress();
    expect((await system.say(from, 'How much is whitening?', { id })).status).toBe(200);
    await expectOneAnswer(system, from, before);
  });
});

describeOnServers('a server goes away', () => {
  let system: System;
  beforeAll(async () => {
    system = await servers.start({ workers: 2, env: SHORT });
  });

  it('Redis killed: webhooks get 503 with Retry-After within a second; after its restart everything goes on', async () => {
    const from = patient();
    await system.say(from, 'How much is whitening?');
    await servers.redis.kill();
    const tookMs: number[] = [];
    // The quickest of three: a machine that is busy for a moment does not tell how long ingress waits.
    for (let n = 1; n <= 3; n += 1) {
      const startedAt = performance.now();
      const refused = await fetch(`${system.ingress.url}/webhooks/evolution`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event: 'messages.upsert', instance: system.instance, apikey: 'line-key', data: {} }),
      });
      tookMs.push(performance.now() - startedAt);
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect(Math.min(...tookMs)).toBeLessThan(1_000);
    await servers.redis.restart();
    await until('webhooks to be accepted again', async () => (await system.say(from, 'And a filling?', { id: `3EB0BACK${Date.now()}` })).status === 200);
    await until('an answer about whitening', () => system.repliesTo(from).some((text) => text.includes('250')));
    await until('an answer about fillings', () => system.repliesTo(from).some((text) => text.includes('90')));
    const ledger = await system.settled();
    expect(ledger).toMatchObject({ deadLettered: 0, pending: 0 });
    expect(system.repliesTo(from).filter((text) => text.includes('250'))).toHaveLength(1);
  });

  it('Redis flushed while messages are in the inbox: they are answered all the same', async () => {
    const people = Array.from({ length: 10 }, patient);
    const accepted = (await system.ledger()).accepted + people.length;
    await Promise.all(people.map((from) => system.say(from, 'How much is whitening?')));
    await until('the messages to be in the inbox', async () => (await system.ledger()).accepted >= accepted);
    await servers.redis.flush();
    for (const from of people) expect(await system.reply(from)).toMatch(/250/);
    await system.settled({ accepted });
    for (const from of people) expect(system.repliesTo(from)).toHaveLength(1);
  });

  it('Postgres restarted: nothing is dead-lettered, every message is answered once', async (context) => {
    const people = Array.from({ length: 10 }, patient);
    const before = await system.ledger();
    await Promise.all(people.slice(0, 5).map((from) => system.say(from, 'How much is whitening?')));
    if (!servers.restartPostgres) return context.skip('this Postgres is not ours to restart');
    const restarting = servers.restartPostgres();
    await Promise.all(people.slice(5).map((from) => system.say(from, 'How much is whitening?')));
    await restarting;
    for (const from of people) expect(await system.reply(from)).toMatch(/250/);
    const after = await system.settled({ accepted: before.accepted + people.length });
    expect(after.deadLettered).toBe(before.deadLettered);
    expect(after.answered - before.answered).toBe(people.length);
    for (const from of people) expect(system.repliesTo(from)).toHaveLength(1);
  });

  it('WhatsApp away: the answer waits and is sent once it is back', async () => {
    const from = patient();
    system.simulator.setDisconnected(system.instance, true);
    await system.say(from, 'How much is whitening?');
    await until('a committed answer', async () => ((await system.ledger()).outbox['queued'] ?? 0) > 0);
    system.simulator.setDisconnected(system.instance, false);
    expect(await system.reply(from)).toMatch(/250/);
    await system.settled();
    expect(system.repliesTo(from)).toHaveLength(1);
  });
});

async function stopped(pid: number): Promise<boolean> {
  const { readFile } = await import('node:fs/promises');
  return /\) T /.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
}
