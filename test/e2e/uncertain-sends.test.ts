import { expect, it } from 'vitest';
import { describeOnServers, useServers } from '../support/servers.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

/** The times of production divided by about twenty: a provider that is away for longer than UNCERTAIN_HOLDS_MS is away for a second or two. */
const SHORT = {
  JOB_LOCK_MS: '1000',
  SEND_WITHIN_MS: '500',
  EVOLUTION_TIMEOUT_MS: '500',
  SEND_MARGIN_MS: '200',
  PROBE_EVERY_MS: '200',
  CLEAR_NO_AFTER_MS: '500',
  UNCERTAIN_HOLDS_MS: '2000',
  OVERDUE_AFTER_MS: '3000',
  RECONCILE_EVERY_MS: '1000',
};

const servers = useServers();
let nextPatient = 0;
const patient = () => `3519400${String((nextPatient += 1)).padStart(5, '0')}`;

/** Nobody reports what was sent: neither echoes nor statuses. */
const start = () => servers.start({ env: SHORT, simulator: { followUps: { echoes: [], statuses: [] } } });

/** The next send gets no answer, and nobody can be asked about it, until `clearRules`. `accept`: WhatsApp had it all the same. */
function providerGoesAway(system: System, accept: boolean): void {
  system.simulator.failNext({ kind: 'hang', accept });
  system.simulator.failNext({ kind: 'status', status: 503, match: { call: 'find' }, times: Infinity });
}

/** What became of looking an uncertain send up, and of sending, as logged in order. */
const sends = (system: System) =>
  system.workers.flatMap((worker) =>
    worker
      .events()
      .filter((event) => event['msg'] === 'send')
      .map((event) => event['outcome']),
  );
const uncertainAlerts = (system: System) => system.lines().filter((line) => line.includes('[ALERT_ERROR] sends of unknown outcome'));

describeOnServers('a provider takes a send without an answer and then is away for longer than a send may hold up its conversation', () => {
  it('the conversation goes on after that; once a later answer was sent the uncertain one is never resent, and it is alerted', async () => {
    const system = await start();
    const from = patient();
    providerGoesAway(system, false);
    await system.say(from, 'How much is whitening?');
    await until('the send to be uncertain', async () => (await system.ledger()).outbox['uncertain'] === 1);
    await system.say(from, 'And a filling?');
    await until('the second answer to wait behind it', async () => (await system.ledger()).outbox['queued'] === 1);
    expect(system.repliesTo(from)).toEqual([]);
    expect(await system.reply(from)).toMatch(/90/);
    await until('the first to be left behind', () => sends(system).includes('left_uncertain'));

    system.simulator.clearRules();
    await until('the provider, back again, to know nothing of it', () => sends(system).includes('probed_not_sent'));
    await until('somebody to be told', () => uncertainAlerts(system).length > 0);
    await system.say(from, 'What are your hours?');
    await system.reply(from, 2);
    expect(system.repliesTo(from).filter((text) => text.includes('250'))).toEqual([]);
    expect((await system.ledger()).outbox).toMatchObject({ uncertain: 1, queued: 0, sent: 2 });
    expect(uncertainAlerts(system)).toHaveLength(1);
    await system.stop();
  });

  it('an answer that nothing followed is sent once, when the provider is back and plainly has it not', async () => {
    const system = await start();
    const from = patient();
    providerGoesAway(system, false);
    await system.say(from, 'How much is whitening?');
    await until('the send to be given up for now', () => sends(system).includes('left_uncertain'));
    expect(system.repliesTo(from)).toEqual([]);
    system.simulator.clearRules();
    expect(await system.reply(from)).toMatch(/250/);
    expect(await system.settled({ accepted: 1 })).toMatchObject({ answered: 1, outbox: { sent: 1, uncertain: 0 } });
    expect(system.repliesTo(from)).toHaveLength(1);
    await system.stop();
  });

  it('an answer that WhatsApp had is found when the provider is back, and not sent again', async () => {
    const system = await start();
    const from = patient();
    providerGoesAway(system, true);
    await system.say(from, 'How much is whitening?');
    await until('the send to be given up for now', () => sends(system).includes('left_uncertain'));
    system.simulator.clearRules();
    await until('it to be found', () => sends(system).includes('probed_sent'));
    expect(await system.settled({ accepted: 1 })).toMatchObject({ answered: 1, outbox: { sent: 1, uncertain: 0 } });
    expect(system.repliesTo(from)).toHaveLength(1);
    await system.stop();
  });
});
