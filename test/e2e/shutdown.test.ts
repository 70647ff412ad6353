import { expect, it } from 'vitest';
import { describeOnServers, useServers } from '../support/servers.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

const servers = useServers();
let nextPatient = 0;
const patient = () => `3519200${String((nextPatient += 1)).padStart(5, '0')}`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Keeps patients writing until told to stop; returns who got a 200. Whoever got none writes again, as a webhook sender does. */
function load(system: System) {
  const accepted: string[] = [];
  let going = true;
  const writers = Array.from({ length: 2 }, async () => {
    while (going) {
      const from = patient();
      const id = `3EB0${from}`;
      await pause(40); // a steady load, not a flood: what is tested is the change-over
      for (let tries = 0; tries < 200; tries += 1) {
        const status = await system.say(from, 'How much is whitening?', { id }).then(
          (answer) => answer.status,
          () => 0,
        );
        if (status === 200) {
          accepted.push(from);
          break;
        }
        await pause(50);
      }
    }
  });
  return {
    accepted,
    async stop() {
      going = false;
      await Promise.all(writers);
    },
  };
}

async function expectAllAnsweredOnce(system: System, people: string[]): Promise<void> {
  const ledger = await system.settled({ accepted: people.length, timeoutMs: 60_000 });
  expect(ledger).toMatchObject({ accepted: people.length, answered: people.length, deadLettered: 0, pending: 0 });
  for (const from of people) expect(system.repliesTo(from), from).toHaveLength(1);
}

describeOnServers('a deploy under load', () => {
  it('replaces workers by SIGTERM, also twice: nothing lost, nothing twice, exit 0', async () => {
    const system = await servers.start({ workers: 1 });
    const writers = load(system);
    for (const signals of [1, 2]) {
      await system.startWorker();
      const old = system.workers.at(-2);
      if (!old) throw new Error('no worker');
      old.kill('SIGTERM');
      if (signals === 2) old.kill('SIGTERM');
      expect(await old.exited).toEqual({ code: 0, signal: null });
    }
    await writers.stop();
    expect(writers.accepted.length).toBeGreaterThan(10);
    await expectAllAnsweredOnce(system, writers.accepted);
    await system.stop();
  });

  it('replaces ingress by SIGTERM: no accepted message is lost, exit 0', async () => {
    const system = await servers.start({ workers: 1 });
    const writers = load(system);
    const old = system.ingress;
    await until('some messages before it', () => writers.accepted.length > 5);
    old.kill('SIGTERM');
    old.kill('SIGTERM');
    expect(await old.exited).toEqual({ code: 0, signal: null });
    await system.restartIngress();
    const before = writers.accepted.length;
    await until('some messages after it', () => writers.accepted.length > before + 5);
    await writers.stop();
    await expectAllAnsweredOnce(system, writers.accepted);
    await system.stop();
  });
});
