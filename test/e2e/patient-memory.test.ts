import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attestation } from '../../src/domain/conversation.ts';
import { openTestPg } from '../support/fresh-database.ts';
import { type Mem0Server, startMem0Server } from '../support/mem0-server.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

const servers = useServers();
let mem0: Mem0Server;
beforeAll(async () => {
  mem0 = await startMem0Server();
});
afterAll(() => mem0.stop());

const envOf = (flavor: string) => ({
  MEM0_BASE_URL: mem0.url,
  MEM0_API_KEY: mem0.apiKey,
  MEM0_FLAVOR: flavor,
  MEMORY_TIMEOUT_MS: '600',
  LEARN_EVERY_MS: '300',
});

/** All that was said becomes history, at once: a worker that looks meanwhile sees all of it or nothing. */
const LONG_AGO = {
  name: 'test_long_ago',
  text: `with turns as (update core.turns set committed_at = committed_at - interval '3 hours')
    update core.conversation_sessions set started_at = started_at - interval '3 hours', last_activity_at = last_activity_at - interval '3 hours'`,
};

let people = 0;
const someone = () => `35197${String((people += 1)).padStart(7, '0')}`;

async function ask(system: System, from: string, text = 'What are your hours?'): Promise<Attestation> {
  const before = system.repliesTo(from).length;
  const { traceId } = await system.say(from, text);
  await system.reply(from, before + 1);
  const { body } = await system.admin<{ turns: { attestation: Attestation }[] }>('GET', `/traces/${traceId}`);
  return body.turns[0]!.attestation;
}

/** Of a patient nobody knows something is at hand by the turn only when the provider answered what was begun at take-in; what stands in for it is local. */
async function providerAnswers(system: System): Promise<boolean> {
  return ['provider', 'process'].includes((await ask(system, someone())).memory.source);
}

const askMany = (system: System, count: number) => Promise.all(Array.from({ length: count }, () => ask(system, someone())));

/** The number a metric of a worker stands at. */
async function metric(system: System, pattern: RegExp): Promise<number> {
  const pages = await Promise.all(system.workers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  return Number(pattern.exec(pages.join('\n'))?.[1] ?? 0);
}
const OPENED = /frontdesk_policy_calls_total\{policy="memory",result="opened".*\} (\d+)/;
const OPEN_NOW = /frontdesk_breakers\{policy="memory",state="open".*\} (\d+)/;

describeOnServers('a memory provider that dies in the middle of the day', () => {
  let system: System;
  beforeAll(async () => {
    system = await servers.start({ env: envOf('platform') });
  });

  it('is missed by none of 1,000 turns', async () => {
    const patients = Array.from({ length: 1_000 }, someone);
    for (let said = 0; said < patients.length; said += 50) {
      if (said === 500) await mem0.kill();
      await Promise.all(patients.slice(said, said + 50).map((from) => system.say(from, 'What are your hours?')));
    }
    expect(await system.settled({ accepted: 1_000, timeoutMs: 150_000 })).toMatchObject({ accepted: 1_000, answered: 1_000, deadLettered: 0 });
    expect(patients.filter((from) => system.repliesTo(from).length !== 1)).toEqual([]);
    expect(await metric(system, OPENED)).toBeGreaterThan(0);
    await mem0.revive();
    await until('a probe closed the breaker', () => providerAnswers(system), 60_000);
  });

  it('costs no patient an answer: while it hangs, while it is gone, and when it is back its breaker closes again', async () => {
    const before = (await system.settled()).answered;
    const sources = (await askMany(system, 15)).map(({ memory }) => memory.source);
    // what the provider said at take-in is at hand by the turn; on a busy machine Postgres may stand in for what is not
    expect(sources.some((source) => source !== 'local')).toBe(true);
    for (const source of sources) expect(['provider', 'process', 'redis', 'local']).toContain(source);
    const known = someone();
    await ask(system, known);

    mem0.trouble = 'hang';
    const hanging = await askMany(system, 40);
    for (const { memory } of hanging) expect(['local', 'process', 'none']).toContain(memory.source);
    await mem0.kill();
    for (const { memory } of await askMany(system, 40)) expect(['local', 'process', 'none']).toContain(memory.source);
    expect(await metric(system, OPENED)).toBeGreaterThan(0);
    expect(await ask(system, known)).toMatchObject({ memory: { source: 'process' } });
    expect((await system.settled()).answered).toBe(before + 97);

    mem0.trouble = 'none';
    await mem0.revive();
    await until('a probe closed the breaker', () => providerAnswers(system), 60_000);
    expect(await metric(system, OPEN_NOW)).toBe(0);
    const figures = await fetch(`${system.ingress.url}/api/metrics/memory`, { headers: { authorization: `Bearer ${String(system.env['ADMIN_TOKEN'])}` } });
    expect(((await figures.json()) as { patientMemory: { cacheMisses: number } }).patientMemory.cacheMisses).toBeGreaterThan(0);
  });

  it('is not needed by a worker that was restarted: Redis knows', async () => {
    const known = someone();
    await ask(system, known);
    await mem0.kill();
    await system.workers[0]?.stop();
    await system.startWorker();
    const { memory } = await ask(system, known);
    expect(['redis', 'process']).toContain(memory.source); // begun at take-in, it may be at hand by the turn
    expect(memory.ageMs).toBeGreaterThan(0);
    await mem0.revive();
  });

  it.each(['500', '429', 'garbage', 'not_json', 'slow'] as const)('and one in trouble (%s) holds up no answer', async (trouble) => {
    mem0.trouble = trouble;
    for (const { memory } of await askMany(system, 5)) expect(['local', 'process', 'none', 'redis']).toContain(memory.source);
    mem0.trouble = 'none';
  });
});

describeOnServers('what a patient said', () => {
  it('is learned when the session is over, told to the provider, known to the next turn, and forgotten everywhere with the patient', async () => {
    const system = await servers.start({ env: envOf('server') });
    const sql = openTestPg(String(system.env['DATABASE_URL']), { poolSize: 1 });
    mem0.memories = [];
    const from = someone();
    await ask(system, from, 'I am allergic to Featherstone resin. What are your hours?');
    await system.settled({ accepted: 1 });
    await sql.query(LONG_AGO);

    await until('the provider was told', () => mem0.memories.length === 1);
    expect(mem0.memories[0]?.memory).toContain('Featherstone');
    expect(JSON.stringify(mem0.calls)).not.toContain(from);
    const { memory } = await ask(system, from);
    expect(memory.items).toBe(1);

    await system.settled({ accepted: 2 });
    expect((await system.admin('DELETE', `/patients?clinicId=${system.clinic.id}&from=${from}`)).status).toBe(200);
    await until('the provider has forgotten', () => mem0.memories.length === 0);
    await until('the copies have', async () => (await sql.query({ name: 'test_to_forget', text: 'select 1 from core.memories_to_forget' })).length === 0);
    expect(await ask(system, from)).toMatchObject({ memory: { items: 0 } });
    expect(system.lines().join('\n')).not.toMatch(/Featherstone/);
    await sql.close();
  });
});

describeOnServers('a worker that is killed while it learns', () => {
  it.each(['before', 'after'] as const)('%s it wrote what it learned: nothing is lost and nothing there twice', async (when) => {
    const system = await servers.start({ workers: 0, env: { LEARN_EVERY_MS: '300', JOB_LOCK_MS: '1000' } });
    const sql = openTestPg(String(system.env['DATABASE_URL']), { poolSize: 1 });
    const dying = await system.startWorker({ FAILPOINT: `lessons.keep:${when}:kill` });
    const from = someone();
    await system.say(from, 'I am allergic to Featherstone resin. What are your hours?');
    await system.reply(from);
    await sql.query(LONG_AGO);
    expect(await dying.exited).toMatchObject({ signal: 'SIGKILL' });
    const remembered = async () => sql.query({ name: 'test_remembered', text: 'select key from core.patient_memories' });
    expect(await remembered()).toHaveLength(when === 'before' ? 0 : 1);
    await system.startWorker();
    const learned = { name: 'test_learned', text: 'select 1 from core.conversation_sessions where learned_at = last_activity_at' };
    await until('it was learned from', async () => (await sql.query(learned)).length === 1);
    expect(await remembered()).toHaveLength(1);
    await sql.close();
    await system.stop();
  });
});

describeOnServers('without Redis', () => {
  it('the turn goes on, with what is remembered', async () => {
    const system = await servers.start({ env: { DEBOUNCE_MS: '1500' } });
    const from = someone();
    await system.say(from, 'What are your hours?');
    const sql = openTestPg(String(system.env['DATABASE_URL']), { poolSize: 1 });
    await until('it was taken in', async () => (await sql.query({ name: 'test_taken_in', text: 'select 1 from core.inbox' })).length === 1);
    await servers.redis.kill();
    await until('it is answered', async () => (await sql.query({ name: 'test_turn', text: 'select 1 from core.turns' })).length === 1);
    const [turn] = await sql.query<{ attestation: Attestation }>({ name: 'test_attested', text: 'select attestation from core.turns' });
    expect(['process', 'local']).toContain(turn?.attestation.memory.source);
    await servers.redis.restart();
    await system.reply(from);
    await sql.close();
  });
});
