import { expect, it } from 'vitest';
import { describeOnServers, useServers } from '../support/servers.ts';
import type { System } from '../support/system.ts';

const servers = useServers();

/** How often each statement was run by a process, from its own metrics. */
async function statements(url: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(/^frontdesk_events_total\{name="postgres_query",labels="([^"]+)".*\} (\d+)$/gm);
  return new Map([...lines].map(([, name = '', count = '0']) => [name, Number(count)]));
}

const ask = async (system: System, people: string[], nth = 1) => {
  await Promise.all(people.map((from) => system.say(from, 'What are your hours?')));
  await Promise.all(people.map((from) => system.reply(from, nth)));
  await system.settled();
};

/** What runs by the clock and not for a message stays out of the count; once after a start it runs all the same. */
const BY_THE_CLOCK = ['sweep_due', 'sweep_reconcile', 'memories_to_forget', 'sessions_to_learn', 'claim_snippet_sync', 'all_switches'];
const SELDOM = { SWEEP_INTERVAL_MS: '10000', RECONCILE_EVERY_MS: '3600000', LINE_WATCH_EVERY_MS: '3600000', LEARN_EVERY_MS: '3600000' };

describeOnServers('a warm system', () => {
  it('reads Postgres for a message only in the turn’s snapshot; ingress not at all; clinics and memories never', async () => {
    const system = await servers.start({ env: SELDOM, simulator: { followUps: { echoes: [], statuses: [] } } });
    const worker = system.workers[0];
    if (!worker) throw new Error('no worker');
    const people = Array.from({ length: 20 }, (_, n) => `3519400001${String(n).padStart(2, '0')}`);
    await ask(system, people); // nothing is remembered of them, and that is known from now on

    const ingressBefore = await statements(system.ingress.url);
    const workerBefore = await statements(worker.url);
    await ask(system, people, 2);
    const workerAfter = await statements(worker.url);
    const more = (name: string) => (workerAfter.get(name) ?? 0) - (workerBefore.get(name) ?? 0);

    const failures = worker.lines
      .filter((line) => /job failed/.test(line))
      .slice(0, 3)
      .join('\n');
    expect(more('take_in'), failures).toBe(people.length);
    const commits = [...workerAfter.keys()].filter((name) => name.startsWith('commit_turn'));
    expect(commits.reduce((sum, name) => sum + more(name), 0)).toBe(people.length);
    // A wake-up may find its message answered already or the window not over: one more look, never one more message.
    expect(more('open_turn')).toBeLessThanOrEqual(2 * people.length);
    const known = ['take_in', 'open_turn', ...commits, 'claim_send', 'settle_send', ...BY_THE_CLOCK];
    const others = [...workerAfter.keys()].filter((name) => more(name) > 0 && !known.includes(name));
    expect(others).toEqual([]);

    const ingressAfter = await statements(system.ingress.url);
    const byIngress = [...ingressAfter.keys()].filter((name) => (ingressAfter.get(name) ?? 0) > (ingressBefore.get(name) ?? 0) && !/^admin_|ledger/.test(name));
    expect(byIngress).toEqual([]);
  });
});
