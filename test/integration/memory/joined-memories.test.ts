import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMem0Provider } from '../../../src/adapters/memory/mem0/mem0-provider.ts';
import { createMemoryStore } from '../../../src/adapters/postgres/memory/memory-store.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import type { Foundation } from '../../../src/compose/foundation.ts';
import { createMemoryProviders, type MemoryProviders } from '../../../src/compose/memory-providers.ts';
import { databaseKinds } from '../../support/databases.ts';
import { type Mem0Server, startMem0Server } from '../../support/mem0-server.ts';
import { memoryItem } from '../../support/memory-items.ts';

const LEARNED_AT_MS = Date.UTC(2027, 2, 1, 12);
const USER_KEY = 'a key of the test';
const signal = new AbortController().signal;

describe.each(await databaseKinds())('mem0 that was switched on, with $name', ({ skip, open }) => {
  let mem0: Mem0Server;
  let sql: Sql;
  let providers: MemoryProviders;
  beforeAll(async () => {
    if (skip) return;
    mem0 = await startMem0Server();
    sql = await open();
    const config = { mem0BaseUrl: mem0.url, mem0ApiKey: mem0.apiKey, mem0Flavor: 'server', mem0UserKey: USER_KEY, memoryTimeoutMs: 20_000 };
    const foundation = { config, sql, clock: { now: () => LEARNED_AT_MS + 5_000 }, logger: console, metrics: { watchPolicy: () => undefined } };
    providers = createMemoryProviders(foundation as unknown as Foundation, () => undefined);
  }, 60_000);
  afterAll(async () => {
    providers?.close();
    await sql?.close();
    await mem0?.stop();
  });
  const atMem0 = () => createMem0Provider({ flavor: 'server', baseUrl: mem0.url, apiKey: mem0.apiKey, userKey: USER_KEY });
  const here = () => createMemoryStore(sql, { now: () => LEARNED_AT_MS + 5_000, tellsProvider: false });

  it.skipIf(skip)('is joined by what was remembered before: nothing is out of sight because the provider was not told of it', async () => {
    const scope = { clinicId: randomUUID(), patientKey: '351910000001' };
    await here().remember(scope, [memoryItem('I am allergic to latex', { learnedAtMs: LEARNED_AT_MS })], 'one', signal);
    await atMem0().remember(scope, [memoryItem('I have a pacemaker', { learnedAtMs: LEARNED_AT_MS + 1_000 })], 'two', signal);
    expect((await providers.load(scope)).map((item) => item.text)).toEqual(['I have a pacemaker', 'I am allergic to latex']);
  });

  it.skipIf(skip)('brings nothing back of whom it was not yet told to forget', async () => {
    const scope = { clinicId: randomUUID(), patientKey: '351910000002' };
    await atMem0().remember(scope, [memoryItem('I have a pacemaker', { learnedAtMs: LEARNED_AT_MS })], 'one', signal);
    expect(await providers.load(scope)).toHaveLength(1);
    await here().forget(scope, signal);
    expect(await providers.load(scope)).toEqual([]);
  });
});
