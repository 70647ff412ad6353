import { expect } from 'vitest';
import type { System } from './system.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Patients who write one after the other, each one question; `accepted`: who got a 200. */
export type Load = { accepted: string[]; stop(): Promise<void> };

/** Keeps new patients (their numbers begin with `prefix`) writing until told to stop. Whoever gets no 200 writes again, as a webhook sender does. */
export function startLoad(system: System, prefix: string): Load {
  const accepted: string[] = [];
  let going = true;
  let next = 0;
  const writers = Array.from({ length: 2 }, async () => {
    while (going) {
      const from = `${prefix}${String((next += 1)).padStart(5, '0')}`;
      const id = `3EB0${from}`;
      await pause(40); // a steady load, not a flood: what is tested is the change-over
      for (let isAccepted = false; !isAccepted;) {
        const status = await system.say(from, 'How much is whitening?', { id }).then(
          (answer) => answer.status,
          () => 0,
        );
        isAccepted = status === 200;
        if (isAccepted) accepted.push(from);
        else await pause(50);
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

/** Everybody got one answer, and the ledger (of a system that nobody else wrote to) says the same. */
export async function expectAllAnsweredOnce(system: System, people: string[]): Promise<void> {
  const ledger = await system.settled({ accepted: people.length, timeoutMs: 60_000 });
  expect(ledger).toMatchObject({ accepted: people.length, answered: people.length, deadLettered: 0, pending: 0 });
  for (const from of people) expect(system.repliesTo(from), from).toHaveLength(1);
}
