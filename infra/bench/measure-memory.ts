import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { personOf } from '../../src/adapters/memory/person-of.ts';
import { createMemoryStore } from '../../src/adapters/postgres/memory/memory-store.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { openPgSql } from '../../src/adapters/postgres/pg-sql.ts';
import { openPgliteSql } from '../../src/adapters/postgres/pglite-sql.ts';
import { type CachedMemory, createCachedMemory } from '../../src/adapters/redis/cached-memory.ts';
import { createMemoryChanges } from '../../src/adapters/redis/memory-changes.ts';
import { createMemoryCopies } from '../../src/adapters/redis/memory-copies.ts';
import { createMemoryTier } from '../../src/adapters/redis/memory-tier.ts';
import type { MemoryItem } from '../../src/domain/memory.ts';
import type { PatientScope } from '../../src/domain/memory/patient-scope.ts';
import type { MemoryProvider, MemorySource } from '../../src/pipeline/memory-ports.ts';
import type { BenchServers } from './bench-servers.ts';
import { median, rounded } from './figures.ts';

/** Shares of the counted look-ups, and medians; beside a look-up that Redis answered, a bare GET of the same values on the same connection. */
export type MemoryFigures = {
  lookUps: number;
  hitRate: number;
  inProcess: number;
  fromRedis: number;
  processHitMedianUs: number;
  redisHitMedianMs: number;
  redisGetMedianMs: number;
};

const PATIENTS = 1_000;
const MEMORIES_OF_A_PATIENT = 6;
/** The look-ups are half an hour of a busy clinic's day: in-process copies expire meanwhile, those in Redis do not. */
const SPAN_MS = 30 * 60_000;
/** One look-up in a hundred is followed by something learned, which makes every copy of that patient wrong. */
const LEARNS_EVERY = 100;
const LIVES = { processMs: 75_000, redisMs: 3_600_000, negativeMs: 300_000, fallbackMs: 10_000 };
const DEADLINE_MS = 5_000;

/** Patient memory on a realistic mix: Zipf over a thousand patients, two workers with copies of their own on one Redis, the local provider behind. */
export async function measureMemory(servers: BenchServers, { lookUps }: { lookUps: number }): Promise<MemoryFigures> {
  const databaseUrl = await servers.createDatabase();
  const sql = databaseUrl
    ? openPgSql({ url: databaseUrl, poolSize: 4, connectTimeoutMs: 5_000, statementTimeoutMs: 20_000, behindPooler: false })
    : await openPgliteSql({ dataDir: null });
  await migrate(sql);
  const clock = { nowMs: Date.now() };
  const store = createMemoryStore(sql, { now: () => clock.nowMs, tellsProvider: false });
  const patients = await seed(store);
  const workers = await Promise.all([startWorker(servers.redisUrl, store, clock), startWorker(servers.redisUrl, store, clock)]);
  try {
    for (const [index, patient] of patients.entries()) await workers[index % 2]!.memory.recall(patient, DEADLINE_MS);
    return await count(workers, patients, clock, lookUps);
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
    await sql.close();
  }
}

type Worker = { memory: CachedMemory; redis: Redis; close(): Promise<void> };

async function count(workers: readonly Worker[], patients: readonly PatientScope[], clock: { nowMs: number }, lookUps: number): Promise<MemoryFigures> {
  const next = zipf(patients.length);
  const times: Partial<Record<MemorySource, number[]>> = {};
  const getTimesMs: number[] = [];
  for (let n = 0; n < lookUps; n += 1) {
    clock.nowMs += SPAN_MS / lookUps;
    const patient = patients[next()]!;
    const worker = workers[Math.floor(Math.random() * workers.length)]!;
    const startedAt = performance.now();
    const { source } = await worker.memory.recall(patient, DEADLINE_MS);
    const tookMs = performance.now() - startedAt;
    (times[source] ??= []).push(tookMs);
    if (source === 'redis') getTimesMs.push(await bareGet(worker.redis, patient));
    if (n % LEARNS_EVERY === LEARNS_EVERY - 1) await worker.memory.changed(patient);
  }
  const hits = { process: times.process ?? [], redis: times.redis ?? [] };
  return {
    lookUps,
    hitRate: rounded((hits.process.length + hits.redis.length) / lookUps, 4),
    inProcess: rounded(hits.process.length / lookUps, 4),
    fromRedis: rounded(hits.redis.length / lookUps, 4),
    processHitMedianUs: rounded(median(hits.process) * 1_000, 1),
    redisHitMedianMs: rounded(median(hits.redis), 3),
    redisGetMedianMs: rounded(median(getTimesMs), 3),
  };
}

async function bareGet(redis: Redis, patient: PatientScope): Promise<number> {
  const startedAt = performance.now();
  await redis.get(`memory:{${personOf(patient)}}:value`);
  return performance.now() - startedAt;
}

async function startWorker(redisUrl: string, store: MemoryProvider, clock: { nowMs: number }): Promise<Worker> {
  const [redis, subscriber] = [new Redis(redisUrl), new Redis(redisUrl, { autoResubscribe: false })];
  const heard: { memory?: CachedMemory } = {};
  const now = () => clock.nowMs;
  const listens = new Promise<void>((resolve) => {
    const changes = createMemoryChanges({ redis, subscriber, onChange: (person) => heard.memory?.onChange(person), onGap: resolve });
    const never = new AbortController().signal;
    heard.memory = createCachedMemory({
      copies: createMemoryCopies({ most: 10_000, keptMs: 86_400_000, now }),
      tier: createMemoryTier(redis, { keptMs: 86_400_000, lockMs: 3_000, answerWithinMs: 50 }),
      changes,
      isOn: true,
      load: (scope) => store.recall(scope, never),
      loadedFrom: 'local',
      loadInstead: null,
      isNear: true,
      personOf,
      lives: LIVES,
      lockWaitMs: 40,
      clock: { now },
    });
  });
  await listens;
  return {
    memory: heard.memory!,
    redis,
    async close() {
      heard.memory?.close();
      await Promise.all([redis.quit(), subscriber.quit()]);
    },
  };
}

async function seed(store: MemoryProvider): Promise<PatientScope[]> {
  const clinicId = randomUUID();
  const never = new AbortController().signal;
  const patients = Array.from({ length: PATIENTS }, (_, n) => ({ clinicId, patientKey: `3519${String(n).padStart(8, '0')}` }));
  for (const patient of patients)
    await store.remember(
      patient,
      Array.from({ length: MEMORIES_OF_A_PATIENT }, (_, n) => itemOf(n)),
      'bench',
      never,
    );
  return patients;
}

function itemOf(n: number): MemoryItem {
  return {
    key: `fact:bench.${n}`,
    kind: 'fact',
    text: `The patient told us this of themself, in a sentence of the usual length, number ${n}`,
    language: 'en',
    detail: {},
    provenance: { by: 'patient', conversationId: null, sessionId: null, sourceId: null },
    learnedAtMs: n,
  };
}

/** Which of so many comes next: the first most often, the hundredth a hundredth as often. */
function zipf(size: number): () => number {
  const sums: number[] = [];
  for (let rank = 1; rank <= size; rank += 1) sums.push((sums.at(-1) ?? 0) + 1 / rank);
  const total = sums.at(-1) ?? 1;
  return () => {
    const at = Math.random() * total;
    const found = sums.findIndex((sum) => sum >= at);
    return found < 0 ? size - 1 : found;
  };
}
