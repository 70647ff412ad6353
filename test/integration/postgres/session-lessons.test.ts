import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPatientAdmin } from '../../../src/adapters/postgres/admin/patient-admin.ts';
import { mergeIdentity } from '../../../src/adapters/postgres/inbox/merge-identity.ts';
import { erasedAtMs, forgettingStore } from '../../../src/adapters/postgres/memory/forgetting-store.ts';
import { createMemoryStore } from '../../../src/adapters/postgres/memory/memory-store.ts';
import { sessionLessons } from '../../../src/adapters/postgres/memory/session-lessons.ts';
import { tellingStore } from '../../../src/adapters/postgres/memory/telling-store.ts';
import { personOf } from '../../../src/adapters/memory/person-of.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { MAX_MEMORIES_KEPT } from '../../../src/domain/memory.ts';
import { forgetMemories } from '../../../src/pipeline/forget-memories.ts';
import { learnFromSession, type LearnFromSessionPorts } from '../../../src/pipeline/learn-from-session.ts';
import { tellMemories } from '../../../src/pipeline/tell-memories.ts';
import { databaseKinds } from '../../support/databases.ts';
import { memoryItem } from '../../support/memory-items.ts';
import { MessageWorld, T0 } from '../../support/message-world.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const HOUR_MS = 3_600_000;
const LONG_AFTER_MS = T0 + 3 * HOUR_MS;
const signal = new AbortController().signal;

const kinds = await databaseKinds();

describe.each(kinds)('learning from sessions, on $name', ({ skip, open }) => {
  let sql: Sql;
  beforeAll(async () => {
    if (!skip) sql = await open();
  }, 60_000);
  afterAll(() => sql?.close());

  const changed: string[] = [];
  const portsOf = (world: MessageWorld, changes: Partial<LearnFromSessionPorts> = {}): LearnFromSessionPorts => ({
    clinics: { byId: async () => sampleClinic({ id: world.clinicId }), byLine: async () => null },
    lessons: sessionLessons(sql, { tellsProvider: false }),
    memory: { changed: async ({ patientKey }) => void changed.push(patientKey) },
    ...changes,
  });
  /** The lessons, with something that happens after one was opened and before it is kept. */
  const before = (lessons: LearnFromSessionPorts['lessons'], happens: () => Promise<void>): LearnFromSessionPorts['lessons'] => ({
    ...lessons,
    keep: async (input) => {
      await happens();
      return lessons.keep(input);
    },
  });
  const memories = (world: MessageWorld, patientKey = world.patientKey) =>
    createMemoryStore(sql, { now: () => LONG_AFTER_MS, tellsProvider: false }).recall({ clinicId: world.clinicId, patientKey }, signal);
  const sessionOf = async (world: MessageWorld): Promise<string> => {
    const text = 'select id from core.conversation_sessions where clinic_id = $1 and patient_key = $2 order by started_at desc limit 1';
    return (await sql.query<{ id: string }>({ name: 'test_session', text }, [world.clinicId, world.patientKey]))[0]?.id ?? '';
  };
  const due = async (nowMs = LONG_AFTER_MS) => sessionLessons(sql, { tellsProvider: false }).due({ nowMs, limit: 1_000 });
  const talked = async (text = 'I am allergic to latex') => {
    const world = new MessageWorld(sql);
    await world.answered(['noted'], { text });
    return { world, sessionId: await sessionOf(world) };
  };

  it.skipIf(skip)('what a patient said is remembered once the session is over, not before, and the session is closed by it', async () => {
    const { world, sessionId } = await talked();
    expect(await due(T0 + 30 * 60_000)).not.toContain(sessionId);
    expect(await due()).toContain(sessionId);
    expect(await learnFromSession(sessionId, portsOf(world))).toMatchObject({ kind: 'learned', items: 1, refused: [] });
    expect(await memories(world)).toMatchObject([{ kind: 'constraint', text: 'I am allergic to latex', provenance: { by: 'patient', sessionId } }]);
    expect(changed).toContain(world.patientKey);
    expect(await due()).not.toContain(sessionId);
  });

  it.skipIf(skip)('a session that the next one closed is learned from too', async () => {
    const { world, sessionId } = await talked();
    await world.answered(['welcome back'], { text: 'hello again', receivedAtMs: T0 + 2 * HOUR_MS });
    expect(await sessionOf(world)).not.toBe(sessionId);
    expect(await due(T0 + 2 * HOUR_MS + 60_000)).toContain(sessionId);
    await learnFromSession(sessionId, portsOf(world));
    expect(await memories(world)).toHaveLength(1);
  });

  it.skipIf(skip)('learning again, or twice at once, is learning once', async () => {
    const { world, sessionId } = await talked();
    const ends = await Promise.all([1, 2].map(() => learnFromSession(sessionId, portsOf(world))));
    expect(ends.filter((end) => end.kind === 'learned')).toHaveLength(1);
    expect(await learnFromSession(sessionId, portsOf(world))).toMatchObject({ kind: 'gone' });
    expect(await memories(world)).toHaveLength(1);
  });

  it.skipIf(skip)('a worker that dies before or after the write loses nothing and writes nothing twice', async () => {
    const { world, sessionId } = await talked();
    const ports = portsOf(world);
    const dies = (when: 'before' | 'after'): LearnFromSessionPorts => ({
      ...ports,
      lessons: {
        ...ports.lessons,
        keep: async (input) => {
          if (when === 'after') await ports.lessons.keep(input);
          throw new Error('killed');
        },
      },
    });
    await expect(learnFromSession(sessionId, dies('before'))).rejects.toThrow('killed');
    expect(await memories(world)).toEqual([]);
    expect(await due()).toContain(sessionId);
    await expect(learnFromSession(sessionId, dies('after'))).rejects.toThrow('killed');
    expect(await memories(world)).toHaveLength(1);
    expect(await due()).not.toContain(sessionId);
  });

  it.skipIf(skip)('a session that goes on while it is learned from is left to the next time', async () => {
    const { world, sessionId } = await talked();
    const ports = portsOf(world);
    const goesOn = {
      ...ports,
      lessons: before(ports.lessons, async () => {
        const { conversationId } = await world.takeIn({ text: 'I also have a pacemaker', receivedAtMs: T0 + 20_000 });
        await world.commit(await world.snapshot(conversationId, T0 + 30_000), { nowMs: T0 + 31_000 });
      }),
    };
    expect(await learnFromSession(sessionId, goesOn)).toMatchObject({ kind: 'moved_on' });
    expect(await memories(world)).toEqual([]);
    await learnFromSession(sessionId, ports);
    expect(await memories(world)).toHaveLength(2);
  });

  it.skipIf(skip)('what became of an appointment is remembered with it', async () => {
    const world = new MessageWorld(sql);
    const { conversationId } = await world.takeIn({ text: 'book me please' });
    const appointmentId = randomUUID();
    const startMs = T0 + 48 * HOUR_MS;
    const book = {
      kind: 'book' as const,
      appointmentId,
      serviceId: world.serviceId,
      doctorId: world.doctorId,
      startMs,
      endMs: startMs + HOUR_MS,
      patientName: null,
    };
    await world.commit(await world.snapshot(conversationId), { effects: [book] });
    await learnFromSession(await sessionOf(world), portsOf(world));
    expect(await memories(world)).toMatchObject([{ kind: 'appointment_outcome', detail: { appointmentId, outcome: 'booked' }, provenance: { by: 'system' } }]);
  });

  it.skipIf(skip)('what was remembered before there was a provider is told once there is one', async () => {
    const { world, sessionId } = await talked();
    await learnFromSession(sessionId, portsOf(world));
    const store = tellingStore(sql, { now: () => LONG_AFTER_MS });
    const own = {
      ...store,
      adopt: () => store.adopt(10_000),
      due: async (limit: number) => (await store.due(limit * 100)).filter((one) => one.scope.patientKey === world.patientKey),
    };
    expect(await own.due(10)).toEqual([]);
    const told: string[] = [];
    const remember = async (_: unknown, items: readonly { text: string }[]) => void told.push(...items.map((item) => item.text));
    for (let n = 0; n < 2; n += 1) await tellMemories({ store: own, memory: { changed: async () => undefined }, remember });
    expect(told).toEqual(['I am allergic to latex']);
  });

  it.skipIf(skip)('whom a provider may know is kept while none is configured, no longer due, and forgotten there by the next one', async () => {
    const [known, unknown] = [new MessageWorld(sql), new MessageWorld(sql)];
    const whose = (world: MessageWorld) => ({ clinicId: world.clinicId, patientKey: world.patientKey });
    const storeOf = (tellsProvider: boolean) => createMemoryStore(sql, { now: () => T0, tellsProvider });
    const allergy = memoryItem('I am allergic to latex');
    await storeOf(true).remember(whose(known), [allergy], 'one', signal);
    // learned anew after the provider was taken away
    await storeOf(false).remember(whose(known), [{ ...allergy, learnedAtMs: allergy.learnedAtMs + 1_000 }], 'two', signal);
    await storeOf(false).remember(whose(unknown), [allergy], 'one', signal);
    for (const world of [known, unknown]) await storeOf(false).forget(whose(world), signal);

    const people = [known, unknown].map((world) => personOf(whose(world)));
    const storeWith = (hasProvider: boolean) => {
      const store = forgettingStore(sql, { hasProvider });
      return { ...store, due: async () => (await store.due(1_000)).filter((row) => people.includes(row.person)) };
    };
    const dropped: string[] = [];
    const forgetCopies = async (person: string) => void dropped.push(person);
    await forgetMemories({ store: storeWith(false), forgetCopies, forgetAtProvider: null });
    expect(dropped.sort()).toEqual([...people].sort());
    expect(await storeWith(false).due()).toEqual([]);
    expect(await erasedAtMs(whose(known), sql)).toBe(T0);
    expect(await erasedAtMs(whose(unknown), sql)).toBeNull();
    const asked: string[] = [];
    await forgetMemories({ store: storeWith(true), forgetCopies, forgetAtProvider: async ({ person }) => void asked.push(person) });
    expect(asked).toEqual([people[0]]);
    expect(await storeWith(true).due()).toEqual([]);
  });

  it.skipIf(skip)('whoever is erased while being learned from leaves nothing, and copies are told by a hash until they have forgotten', async () => {
    const { world, sessionId } = await talked();
    const scope = { clinicId: world.clinicId, patientKey: world.patientKey };
    await createMemoryStore(sql, { now: () => T0, tellsProvider: false }).remember(scope, [memoryItem('I have a pacemaker')], 'one', signal);
    const ports = portsOf(world);
    const admin = createPatientAdmin(sql);
    const erasing = {
      ...ports,
      lessons: before(
        ports.lessons,
        async () => void expect(await admin.erase({ clinicId: world.clinicId, from: world.patientKey, nowMs: LONG_AFTER_MS })).toMatchObject({ memories: 1 }),
      ),
    };
    await admin.erase({ clinicId: randomUUID(), from: world.patientKey, nowMs: LONG_AFTER_MS }); // another clinic's
    expect(await memories(world)).toHaveLength(1);
    expect(await learnFromSession(sessionId, erasing)).toMatchObject({ kind: 'moved_on' });
    expect(await memories(world)).toEqual([]);

    const told: string[] = [];
    const forgetting = {
      store: forgettingStore(sql, { hasProvider: true }),
      forgetAtProvider: null,
      forgetCopies: async (person: string) => void told.push(person),
    };
    await expect(forgetMemories({ ...forgetting, forgetCopies: async () => Promise.reject(new Error('Redis is away')) })).rejects.toThrow('Redis is away');
    await forgetMemories(forgetting);
    expect(told).toContain(personOf(scope));
    expect((await forgettingStore(sql, { hasProvider: true }).due(1_000)).map((row) => row.person)).not.toContain(personOf(scope));
  });

  it.skipIf(skip)('of two identities that become one the later memory of a kind stays, and the old one’s copies are to be forgotten', async () => {
    const { world } = await talked();
    const [oldKey, newKey] = [world.patientKey, `${world.patientKey}9`];
    const store = createMemoryStore(sql, { now: () => T0, tellsProvider: true });
    const wish = memoryItem('I prefer mornings', { key: 'preference:part_of_day', kind: 'preference' });
    await store.remember({ clinicId: world.clinicId, patientKey: oldKey }, [wish, memoryItem('I am allergic to latex')], 'one', signal);
    await store.remember(
      { clinicId: world.clinicId, patientKey: newKey },
      [{ ...wish, text: 'I prefer evenings', learnedAtMs: wish.learnedAtMs + 1 }],
      'two',
      signal,
    );
    await mergeIdentity(sql, { clinicId: world.clinicId, oldKey, newKey, nowMs: T0 });
    expect((await memories(world, newKey)).map((item) => item.text).sort()).toEqual(['I am allergic to latex', 'I prefer evenings']);
    expect(await memories(world, oldKey)).toEqual([]);
    const toForget = await forgettingStore(sql, { hasProvider: true }).due(1_000);
    expect(toForget.map((row) => row.person)).toContain(personOf({ clinicId: world.clinicId, patientKey: oldKey }));
  });

  it.skipIf(skip)('a provider that was away is told later, once, and what was learned meanwhile too', async () => {
    const { world, sessionId } = await talked();
    await learnFromSession(sessionId, portsOf(world, { lessons: sessionLessons(sql, { tellsProvider: true }) }));
    const store = tellingStore(sql, { now: () => LONG_AFTER_MS });
    const own = { ...store, due: async (limit: number) => (await store.due(limit)).filter((one) => one.scope.patientKey === world.patientKey) };
    const memory = { changed: async () => undefined };
    await expect(tellMemories({ store: own, memory, remember: async () => Promise.reject(new Error('away')) })).rejects.toThrow('away');
    const told: string[] = [];
    const remember = async (scope: { patientKey: string }, items: readonly { text: string }[]) => {
      told.push(`${scope.patientKey}: ${items.map((item) => item.text).join()}`);
      await createMemoryStore(sql, { now: () => T0, tellsProvider: true }).remember(
        { clinicId: world.clinicId, patientKey: world.patientKey },
        [memoryItem('I have a pacemaker', { learnedAtMs: LONG_AFTER_MS })],
        'two',
        signal,
      );
    };
    await tellMemories({ store: own, memory, remember });
    expect(told).toEqual([`${world.patientKey}: I am allergic to latex`]);
    expect((await own.due(10)).flatMap((one) => one.items.map((item) => item.text))).toEqual(['I have a pacemaker']);
  });

  it.skipIf(skip)('whoever is erased while the provider is being told is to be forgotten there once more', async () => {
    const { world, sessionId } = await talked();
    await learnFromSession(sessionId, portsOf(world, { lessons: sessionLessons(sql, { tellsProvider: true }) }));
    const store = tellingStore(sql, { now: () => LONG_AFTER_MS });
    const own = { ...store, due: async (limit: number) => (await store.due(limit)).filter((one) => one.scope.patientKey === world.patientKey) };
    const person = personOf({ clinicId: world.clinicId, patientKey: world.patientKey });
    const isDue = async () => (await forgettingStore(sql, { hasProvider: true }).due(1_000)).some((row) => row.person === person);
    const remember = async () => {
      await createPatientAdmin(sql).erase({ clinicId: world.clinicId, from: world.patientKey, nowMs: LONG_AFTER_MS - 1_000 });
      await forgetMemories({ store: forgettingStore(sql, { hasProvider: true }), forgetAtProvider: null, forgetCopies: async () => undefined });
      expect(await isDue()).toBe(false); // and only now the provider writes what it was told
    };
    await tellMemories({ store: own, memory: { changed: async () => undefined }, remember });
    expect(await isDue()).toBe(true);
  });

  it.skipIf(skip)('of more than can be kept the oldest go, and constraints last of all', async () => {
    const world = new MessageWorld(sql);
    const store = createMemoryStore(sql, { now: () => T0, tellsProvider: false });
    const scope = { clinicId: world.clinicId, patientKey: world.patientKey };
    await store.remember(scope, [memoryItem('I am allergic to latex', { learnedAtMs: 1 })], 'first', signal);
    for (let n = 0; n < 8; n += 1) {
      const facts = Array.from({ length: 10 }, (_, m) =>
        memoryItem(`Told us something, number ${10 * n + m}`, { key: `fact:n${10 * n + m}`, kind: 'fact', learnedAtMs: 1_000 * (10 * n + m + 1) }),
      );
      await store.remember(scope, facts, String(n), signal);
    }
    const kept = (await store.recall(scope, signal)).map((item) => item.text);
    expect(kept.length).toBeLessThanOrEqual(MAX_MEMORIES_KEPT + 10);
    expect(kept[0]).toBe('Told us something, number 79');
    expect(kept).toContain('I am allergic to latex');
    expect(kept).not.toContain('Told us something, number 0');
  });

  it.skipIf(skip)('a scope is the whole key: no pattern, no prefix, no other clinic', async () => {
    const { world, sessionId } = await talked();
    await learnFromSession(sessionId, portsOf(world));
    expect(await memories(world, `${world.patientKey}0`)).toEqual([]);
    expect(await memories(world, world.patientKey.slice(0, -1))).toEqual([]);
    expect(await memories(world.another())).toEqual([]);
  });
});
