import { randomUUID } from 'node:crypto';
import fc from '../../support/seeded.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { personOf } from '../../../src/adapters/memory/person-of.ts';
import { type CachedMemory, type CachedMemoryOptions, createCachedMemory } from '../../../src/adapters/redis/cached-memory.ts';
import { createRedisConnections, type RedisConnections } from '../../../src/adapters/redis/connections.ts';
import { createMemoryChanges } from '../../../src/adapters/redis/memory-changes.ts';
import { createMemoryCopies } from '../../../src/adapters/redis/memory-copies.ts';
import { createMemoryTier } from '../../../src/adapters/redis/memory-tier.ts';
import type { TurnSnapshot } from '../../../src/domain/conversation.ts';
import type { MemoryItem } from '../../../src/domain/memory.ts';
import type { PatientScope } from '../../../src/domain/memory/patient-scope.ts';
import { gatherContext } from '../../../src/pipeline/gather-context.ts';
import type { MemoryEvent } from '../../../src/pipeline/memory-ports.ts';
import { memoryItem } from '../../support/memory-items.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

const LIVES = { processMs: 75_000, redisMs: 3_600_000, negativeMs: 300_000, fallbackMs: 10_000 };
const DEADLINE_MS = 10_000;
/** For a recall that has nothing to wait for. */
const SHORT_MS = 60;

let server: TestRedis;
let nowMs = Date.UTC(2027, 2, 1);
const clock = { now: () => nowMs };
beforeAll(async () => {
  server = await startTestRedis();
}, 60_000);
afterAll(() => server.stop());

const someone = (): PatientScope => ({ clinicId: randomUUID(), patientKey: randomUUID() });

/** Where memories are kept, with a counter; can be away or wait. */
function makeProvider() {
  const provider = { kept: new Map<string, MemoryItem[]>(), reads: 0, away: false, gate: Promise.resolve() };
  const load = async (scope: PatientScope): Promise<MemoryItem[]> => {
    provider.reads += 1;
    const items = provider.kept.get(personOf(scope)) ?? [];
    await provider.gate;
    if (provider.away) throw new Error('the provider is away');
    return items;
  };
  return {
    provider,
    load,
    keep: (scope: PatientScope, ...texts: string[]) =>
      void provider.kept.set(
        personOf(scope),
        texts.map((text) => memoryItem(text)),
      ),
  };
}

/** What a turn of this patient is decided with, as far as memories are chosen by it. */
const snapshotOf = (patientKey: string) =>
  ({
    conversation: { patientKey },
    messages: [{ kind: 'inbound_text', text: 'hello', media: null }],
    appointments: [],
    patient: { language: null, languageIsExplicit: false },
  }) as unknown as TurnSnapshot;

/** Held until the test opens it. */
function gate() {
  let open: () => void = () => undefined;
  return { closed: new Promise<void>((resolve) => (open = resolve)), open: () => open() };
}

type Worker = { memory: CachedMemory; events: MemoryEvent[]; redis: RedisConnections; close(): Promise<void> };
const running: Worker[] = [];
async function startWorker(load: CachedMemoryOptions['load'], { url, ...changes }: Partial<CachedMemoryOptions> & { url?: string } = {}): Promise<Worker> {
  const redis = createRedisConnections({ url: url ?? server.url, commandTimeoutMs: 5_000, name: 'test' });
  const subscriber = redis.subscriber();
  if (url === undefined) await until('redis is ready', () => redis.isReady() && subscriber.status === 'ready');
  const events: MemoryEvent[] = [];
  const heard: { memory?: CachedMemory; gaps: number } = { gaps: 0 };
  const told = createMemoryChanges({
    redis: redis.producer,
    subscriber,
    onChange: (person) => heard.memory?.onChange(person),
    onGap: () => {
      heard.gaps += 1;
      heard.memory?.onGap();
    },
  });
  const copies = createMemoryCopies({ most: 1_000, keptMs: 86_400_000, now: () => nowMs });
  const tier = createMemoryTier(redis.producer, { keptMs: 86_400_000, lockMs: 5_000, answerWithinMs: 5_000 });
  const memory = createCachedMemory({
    copies,
    tier,
    changes: told,
    isOn: true,
    load,
    loadedFrom: 'provider',
    loadInstead: null,
    isNear: false,
    personOf,
    lives: LIVES,
    lockWaitMs: 20,
    clock,
    onEvent: (event) => events.push(event),
    ...changes,
  });
  heard.memory = memory;
  if (url === undefined) await until('it listens', () => heard.gaps > 0);
  const worker = {
    memory,
    events,
    redis,
    async close() {
      memory.close();
      told.close();
      await redis.close();
    },
  };
  running.push(worker);
  return worker;
}
afterEach(async () => {
  for (const worker of running.splice(0)) await worker.close();
});
beforeEach(() => {
  nowMs += 100_000_000;
});

describe('a recall', () => {
  it('asks the provider once, then this process answers, then Redis when the process forgot, then the provider when Redis is old', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory } = await startWorker(load);
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'provider', ageMs: 0, items: [{ text: 'I am allergic to latex' }] });
    nowMs += 5_000;
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'process', ageMs: 5_000 });
    nowMs += LIVES.processMs;
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'redis', ageMs: 80_000, items: [{ text: 'I am allergic to latex' }] });
    expect(provider.reads).toBe(1);
    nowMs += LIVES.redisMs;
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'provider', ageMs: 0 });
    expect(provider.reads).toBe(2);
  });

  it('finds what another worker, or this one before a restart, has read', async () => {
    const { provider, load, keep } = makeProvider();
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    const first = await startWorker(load);
    await first.memory.recall(scope, DEADLINE_MS);
    await until('it is in Redis', () => first.redis.producer.exists(`memory:{${personOf(scope)}}:value`));
    await first.close();
    const second = await startWorker(load);
    provider.away = true;
    expect(await second.memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'redis', items: [{ text: 'I am allergic to latex' }] });
    expect(provider.reads).toBe(1);
  });

  it('that finds nothing is remembered as well, for a while', async () => {
    const { provider, load } = makeProvider();
    const { memory, redis } = await startWorker(load);
    const scope = someone();
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'provider', items: [] });
    await until('it is in Redis', () => redis.producer.exists(`memory:{${personOf(scope)}}:value`));
    nowMs += LIVES.processMs;
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'redis', items: [] });
    expect(provider.reads).toBe(1);
    nowMs += LIVES.negativeMs;
    await memory.recall(scope, DEADLINE_MS);
    expect(provider.reads).toBe(2);
  });

  it('by many at once, in two workers, is one call of the provider', async () => {
    const { provider, load, keep } = makeProvider();
    const held = gate();
    provider.gate = held.closed;
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    const [one, two] = [await startWorker(load), await startWorker(load, { lockWaitMs: DEADLINE_MS })];
    const looks = vi.spyOn(two.redis.producer, 'evalsha');
    const recalls = Array.from({ length: 20 }, () => one.memory.recall(scope, DEADLINE_MS));
    await until('the provider is asked', () => provider.reads === 1);
    recalls.push(...Array.from({ length: 20 }, () => two.memory.recall(scope, DEADLINE_MS)));
    await until('the other worker found the lock taken, and looked again and again', () => looks.mock.calls.length > 3);
    held.open();
    for (const recalled of await Promise.all(recalls)) expect(recalled.items).toHaveLength(1);
    expect(provider.reads).toBe(1);
  });

  it('of a provider that is near takes no lock, and of a patient nobody knows Redis keeps nothing', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory, redis } = await startWorker(load, { isNear: true, loadedFrom: 'local' });
    const [known, stranger] = [someone(), someone()];
    keep(known, 'I am allergic to latex');
    await redis.producer.set(`memory:{${personOf(known)}}:lock`, 'another worker', 'PX', 600_000);
    expect(await memory.recall(known, DEADLINE_MS)).toMatchObject({ source: 'local', items: [{}] });
    await until('it is in Redis', () => redis.producer.exists(`memory:{${personOf(known)}}:value`));
    expect(await memory.recall(stranger, DEADLINE_MS)).toMatchObject({ source: 'local', items: [] });
    expect(await memory.recall(stranger, DEADLINE_MS)).toMatchObject({ source: 'process', items: [] });
    expect(await redis.producer.keys(`memory:{${personOf(stranger)}}:*`)).toEqual([]);
    nowMs += LIVES.redisMs + 1;
    expect(await memory.recall(known, DEADLINE_MS)).toMatchObject({ source: 'local' });
    expect(provider.reads).toBe(3);
  });

  it.each([
    ['nobody is asked when Postgres is all there is', 'local', 0, { source: 'local', ageMs: 0, items: [] }, 'snapshot'],
    ['a provider outside is asked all the same', 'provider', 1, { source: 'provider', items: [{}] }, 'provider'],
  ] as const)('of a patient of whom Postgres remembers nothing, %s', async (_who, loadedFrom, reads, found, told) => {
    const { provider, load, keep } = makeProvider();
    const { memory, events } = await startWorker(load, { loadedFrom });
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    expect(await memory.recall(scope, DEADLINE_MS, false)).toMatchObject(found);
    expect(provider.reads).toBe(reads);
    expect(events).toContainEqual({ kind: 'look_up', source: told, ms: expect.any(Number) as number });
  });

  it('does not wait for a worker that died while it was reading', async () => {
    const { load, keep } = makeProvider();
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    const { memory, redis } = await startWorker(load);
    await redis.producer.set(`memory:{${personOf(scope)}}:lock`, 'a dead worker', 'PX', 600_000);
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'provider', items: [{}] });
  });

  it('of a provider that hangs ends at the deadline: with the older copy and its age, or with nothing', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory, redis } = await startWorker(load);
    const [known, stranger] = [someone(), someone()];
    keep(known, 'I am allergic to latex');
    await memory.recall(known, DEADLINE_MS);
    await until('it is in Redis', () => redis.producer.exists(`memory:{${personOf(known)}}:value`));
    const held = gate();
    provider.gate = held.closed;
    nowMs += LIVES.redisMs + 1;
    expect(await memory.recall(known, SHORT_MS)).toMatchObject({ source: 'stale', ageMs: LIVES.redisMs + 1, items: [{ text: 'I am allergic to latex' }] });
    expect(await memory.recall(stranger, SHORT_MS)).toEqual({ source: 'none', ageMs: null, items: [] });
    const other = await startWorker(load); // which has nothing in process: the stale one is in Redis
    expect(await other.memory.recall(known, DEADLINE_MS)).toMatchObject({ source: 'stale', items: [{ text: 'I am allergic to latex' }] });
    held.open();
  });

  it('of a provider that fails is answered at once by the older copy', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory } = await startWorker(load);
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    await memory.recall(scope, DEADLINE_MS);
    provider.away = true;
    nowMs += LIVES.redisMs + 1;
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'stale', items: [{ text: 'I am allergic to latex' }] });
    expect(await memory.recall(someone(), SHORT_MS)).toMatchObject({ source: 'none' });
  });

  it('is answered by the local store while the provider is away and there is no copy', async () => {
    const { provider, load } = makeProvider();
    const local = async () => [memoryItem('I am allergic to penicillin')];
    const { memory } = await startWorker(load, { loadInstead: local });
    provider.away = true;
    expect(await memory.recall(someone(), DEADLINE_MS)).toMatchObject({ source: 'local', items: [{ text: 'I am allergic to penicillin' }] });
    provider.away = false;
    const held = gate();
    provider.gate = held.closed;
    expect(await memory.recall(someone(), 3_000)).toMatchObject({ source: 'local' });
    held.open();
  });

  it('by a turn, of a provider that hangs, brings the older copy, or what the local store knows: the turn does not give up first', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory, redis } = await startWorker(load, { loadInstead: async () => [memoryItem('I am allergic to penicillin')] });
    const [known, stranger] = [someone(), someone()];
    keep(known, 'I am allergic to latex');
    await memory.recall(known, DEADLINE_MS);
    await until('it is in Redis', () => redis.producer.exists(`memory:{${personOf(known)}}:value`));
    const held = gate();
    provider.gate = held.closed;
    nowMs += LIVES.redisMs + 1;
    const gather = ({ clinicId, patientKey }: PatientScope) =>
      gatherContext(
        { clinic: { ...sampleClinic(), id: clinicId }, snapshot: snapshotOf(patientKey), nowMs },
        { memoryDeadlineMs: 1_500 },
        { memory, snippets: { matching: async () => ({ scopeId: null, snippets: [], providerAway: false }) } },
      );
    expect(await gather(known)).toMatchObject({ memory: { source: 'stale', ageMs: LIVES.redisMs + 1, items: 1 } });
    expect(await gather(stranger)).toMatchObject({ memory: { source: 'local', items: 1 }, memories: [{ text: 'I am allergic to penicillin' }] });
    held.open();
  });

  it('goes on without Redis', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory } = await startWorker(load, { url: 'redis://127.0.0.1:1' });
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'provider', items: [{}] });
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'process' });
    await memory.changed(scope); // told when Redis is back
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'provider' });
    expect(provider.reads).toBe(2);
  });

  it('with the cache switched off asks the provider every time', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory } = await startWorker(load, { isOn: false });
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    memory.warm(scope);
    for (let n = 1; n <= 3; n += 1) expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'provider', items: [{}] });
    expect(provider.reads).toBe(3);
    expect(memory.size()).toBe(0);
  });

  it('with the cache switched off still drops what is changed: switched on again, nothing old comes back', async () => {
    const { load, keep } = makeProvider();
    const [on, off] = [await startWorker(load), await startWorker(load, { isOn: false })];
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    await on.memory.recall(scope, DEADLINE_MS);
    await until('it is in Redis', () => on.redis.producer.exists(`memory:{${personOf(scope)}}:value`));
    keep(scope); // erased
    await off.memory.changed(scope);
    expect(await on.redis.producer.exists(`memory:{${personOf(scope)}}:value`)).toBe(0);
    await until('the other worker knows', async () => (await on.memory.recall(scope, DEADLINE_MS)).items.length === 0);
  });

  it('without a patient or a clinic is refused, and begun early by nobody', async () => {
    const { provider, load } = makeProvider();
    const { memory } = await startWorker(load);
    for (const wrong of [{ clinicId: randomUUID(), patientKey: '' }, { clinicId: '*', patientKey: '1' }, {}] as PatientScope[]) {
      await expect(memory.recall(wrong, DEADLINE_MS)).rejects.toMatchObject({ code: 'invalid_input' });
      memory.warm(wrong);
    }
    expect(provider.reads).toBe(0);
  });

  it('that was begun early is found by the turn', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory } = await startWorker(load);
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    memory.warm(scope);
    memory.warm(scope);
    await until('it is at hand', () => memory.size() === 1);
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'process', items: [{}] });
    expect(provider.reads).toBe(1);
  });
});

describe('a change', () => {
  it('is seen at once by the worker that made it and soon by the others', async () => {
    const { load, keep } = makeProvider();
    const [one, two] = [await startWorker(load), await startWorker(load)];
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    for (const { memory } of [one, two]) await memory.recall(scope, DEADLINE_MS);
    keep(scope, 'I am allergic to latex', 'I have a pacemaker');
    await one.memory.changed(scope);
    expect((await one.memory.recall(scope, DEADLINE_MS)).items).toHaveLength(2);
    await until('the other worker knows', async () => (await two.memory.recall(scope, DEADLINE_MS)).items.length === 2);
  });

  it('that overtakes a reading wins: what was read before it is kept nowhere', async () => {
    const { provider, load, keep } = makeProvider();
    const { memory, redis } = await startWorker(load);
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    const held = gate();
    provider.gate = held.closed;
    const before = memory.recall(scope, DEADLINE_MS);
    await until('it is being read', () => provider.reads === 1);
    keep(scope); // erased
    await memory.changed(scope);
    provider.gate = Promise.resolve();
    held.open();
    await before;
    expect(await redis.producer.exists(`memory:{${personOf(scope)}}:value`)).toBe(0);
    expect((await memory.recall(scope, DEADLINE_MS)).items).toEqual([]);
  });

  it('in another worker than the one that reads wins as well', async () => {
    const { provider, load, keep } = makeProvider();
    const [reads, changes] = [await startWorker(load, { isNear: true }), await startWorker(load)];
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    const held = gate();
    provider.gate = held.closed;
    const before = reads.memory.recall(scope, DEADLINE_MS);
    await until('it is being read', () => provider.reads === 1);
    keep(scope); // erased
    await changes.memory.changed(scope);
    provider.gate = Promise.resolve();
    held.open();
    await before;
    await reads.redis.ping(); // whatever it wrote is written by now
    expect(await reads.redis.producer.exists(`memory:{${personOf(scope)}}:value`)).toBe(0);
  });

  it('that was missed while nobody listened is not served: nothing that was held is known to be right', async () => {
    const { load, keep } = makeProvider();
    const { memory } = await startWorker(load);
    const scope = someone();
    keep(scope, 'I am allergic to latex');
    await memory.recall(scope, DEADLINE_MS);
    memory.onGap();
    expect(memory.size()).toBe(0);
    expect((await memory.recall(scope, DEADLINE_MS)).source).not.toBe('process');
  });
});

describe('copies', () => {
  it('in Redis name nobody, expire, and large ones are compressed', async () => {
    const { provider, load } = makeProvider();
    const { memory, redis } = await startWorker(load);
    const scope = someone();
    provider.kept.set(
      personOf(scope),
      Array.from({ length: 50 }, (_, n) => memoryItem(`I am allergic to substance number ${n}, and that since I was a child of ${n} years`)),
    );
    await memory.recall(scope, DEADLINE_MS);
    const key = `memory:{${personOf(scope)}}:value`;
    const value = await until('it is in Redis', () => redis.producer.get(key));
    expect(key).not.toContain(scope.patientKey);
    expect(value.length).toBeLessThan(JSON.stringify(provider.kept.get(personOf(scope))).length / 3);
    expect(await redis.producer.pttl(key)).toBeGreaterThan(0);
    nowMs += LIVES.processMs;
    expect(await memory.recall(scope, DEADLINE_MS)).toMatchObject({ source: 'redis' });
    expect((await memory.recall(scope, DEADLINE_MS)).items).toEqual(provider.kept.get(personOf(scope)));
  });

  it('that are broken, or somebody else’s under this key, are read anew', async () => {
    const { load, keep } = makeProvider();
    const { memory, redis } = await startWorker(load);
    const [mine, other] = [someone(), someone()];
    keep(mine, 'I am allergic to latex');
    keep(other, 'I have a pacemaker');
    await memory.recall(other, DEADLINE_MS);
    const theirs = await until('it is in Redis', () => redis.producer.get(`memory:{${personOf(other)}}:value`));
    for (const wrong of [theirs, '9999999999999:jnot json', '9999999999999:zAAAA', '9999999999999:', 'junk']) {
      await redis.producer.set(`memory:{${personOf(mine)}}:value`, wrong);
      memory.onGap();
      expect((await memory.recall(mine, DEADLINE_MS)).items.map((item) => item.text)).toEqual(['I am allergic to latex']);
    }
  });

  it('are never another patient’s or another clinic’s, whoever asks in whatever order, whatever changes, expires or is forgotten', async () => {
    const { provider, load } = makeProvider();
    const [one, two] = [await startWorker(load), await startWorker(load)];
    const clinics = [randomUUID(), randomUUID()];
    const keys = ['351910000001', '3519100000011', '351910000001@lid', 'US.351910000001', '1', '11'];
    const step = fc.record({
      clinic: fc.integer({ min: 0, max: 1 }),
      key: fc.integer({ min: 0, max: keys.length - 1 }),
      worker: fc.boolean(),
      does: fc.constantFrom('recall', 'recall', 'recall', 'warm', 'write', 'forget', 'age', 'gap', 'outage' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        for (const { clinic, key, worker, does } of steps) {
          const scope = { clinicId: clinics[clinic]!, patientKey: keys[key]! };
          const { memory } = worker ? one : two;
          const whose = `${clinic} and ${key}`;
          if (does === 'warm') memory.warm(scope);
          if (does === 'write') provider.kept.set(personOf(scope), [memoryItem(`known of clinic and patient ${whose}`)]);
          if (does === 'forget') provider.kept.delete(personOf(scope));
          if (does === 'write' || does === 'forget') await memory.changed(scope);
          if (does === 'age') nowMs += LIVES.processMs + 1;
          if (does === 'gap') memory.onGap();
          if (does === 'outage') provider.away = !provider.away;
          const { items } = await memory.recall(scope, DEADLINE_MS);
          for (const item of items) expect(item.text).toBe(`known of clinic and patient ${whose}`);
        }
        provider.away = false;
      }),
      { numRuns: 40 },
    );
  });
});
