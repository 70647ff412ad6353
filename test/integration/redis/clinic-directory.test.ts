import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClinicDirectory } from '../../../src/adapters/redis/clinic-directory.ts';
import type { CachedClinicDirectory } from '../../../src/adapters/redis/clinic-directory.ts';
import { createRedisConnections } from '../../../src/adapters/redis/connections.ts';
import type { RedisConnections } from '../../../src/adapters/redis/connections.ts';
import { Clinic } from '../../../src/domain/clinic.ts';
import { Fault } from '../../../src/errors.ts';
import type { Line } from '../../../src/pipeline/ports.ts';
import { startTestRedis } from '../../support/redis.ts';
import type { TestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

const SECRETS = { apiKey: 'k3y-of-evolution', webhookSecret: 'h00k-secret', accessToken: 't0ken-of-meta' };
const TTL_SECONDS = 3600;

function clinicWith(instance: string, phoneNumberId: string, name = 'Clinica do Teste'): Clinic {
  return Clinic.parse({
    id: randomUUID(),
    organizationId: randomUUID(),
    name,
    timezone: 'America/Sao_Paulo',
    defaultLanguage: 'pt',
    languages: ['pt'],
    channels: [
      {
        provider: 'evolution',
        instance,
        baseUrl: 'http://evolution:8080',
        apiKey: SECRETS.apiKey,
        webhookSecret: SECRETS.webhookSecret,
        number: '+5511000000001',
      },
      { provider: 'meta', phoneNumberId, accessToken: SECRETS.accessToken },
    ],
  });
}

/** Postgres with a counter, that can be away or slow. */
function postgresWith(...clinics: Clinic[]) {
  const postgres = { clinics: new Map(clinics.map((clinic) => [clinic.id, clinic])), reads: 0, away: false, gate: Promise.resolve() };
  const read = async <T>(find: () => T): Promise<T> => {
    postgres.reads += 1;
    if (postgres.away) throw new Fault('dependency_away', 'Postgres is away');
    const found = find();
    await postgres.gate;
    return found;
  };
  const has = (clinic: Clinic, line: Line) =>
    clinic.channels.some(
      (channel) => channel.provider === line.provider && (channel.provider === 'evolution' ? channel.instance : channel.phoneNumberId) === line.instance,
    );
  const loader = {
    byId: (id: string) => read(() => postgres.clinics.get(id) ?? null),
    byLine: (line: Line) => read(() => [...postgres.clinics.values()].find((clinic) => has(clinic, line)) ?? null),
    all: () => read(() => [...postgres.clinics.values()]),
  };
  return { postgres, loader };
}

let server: TestRedis;
const opened: { directory: CachedClinicDirectory; connections: RedisConnections }[] = [];
const clock = { nowMs: 1_000_000, now: () => clock.nowMs };
beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(() => server.stop());
beforeEach(() => server.flush());
afterEach(async () => {
  for (const { directory, connections } of opened.splice(0)) {
    directory.close();
    await connections.close();
  }
});

/** The directory of one process, listening to changes. */
async function processWith(loader: ReturnType<typeof postgresWith>['loader']) {
  const connections = createRedisConnections({ url: server.url, commandTimeoutMs: 500, name: 'test' });
  const listening = { gaps: 0 };
  const counted = { ...loader, all: () => ((listening.gaps += 1), loader.all()) };
  const directory = createClinicDirectory({
    redis: connections.producer,
    subscriber: connections.subscriber(),
    loader: counted,
    clock,
    ttlSeconds: TTL_SECONDS,
  });
  opened.push({ directory, connections });
  await until('it to listen', () => listening.gaps > 0);
  await until('Redis', () => connections.ping());
  await directory.prewarm();
  return { directory, redis: connections.producer, connections, listening };
}

const evolution = (instance: string): Line => ({ provider: 'evolution', instance });
const meta = (instance: string): Line => ({ provider: 'meta', instance });

describe('a warm directory', () => {
  it('finds clinics by line and id without reading Postgres, in less than a millisecond', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith(clinic, clinicWith('outra', '2066'));
    const { directory } = await processWith(loader);
    postgres.reads = 0;
    const start = performance.now();
    for (let count = 0; count < 1000; count += 1) {
      expect(await directory.byLine(evolution('sorriso'))).toBe(await directory.byId(clinic.id));
      expect((await directory.byLine(meta('1055')))?.id).toBe(clinic.id);
    }
    expect((performance.now() - start) / 3000).toBeLessThan(1);
    expect(await directory.findEvolutionChannel('sorriso')).toMatchObject({ instance: 'sorriso', apiKey: SECRETS.apiKey });
    expect(postgres.reads).toBe(0);
    expect(directory.stats()).toMatchObject({ hit: 3001, miss: 0, clinics: 2 });
  });

  it('has stored every line in Redis for an hour, without credentials', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { redis } = await processWith(postgresWith(clinic).loader);
    expect(JSON.parse((await redis.get('whatsapp:instance:sorriso')) ?? '')).toEqual({
      clinic_id: clinic.id,
      organization_id: clinic.organizationId,
      name: clinic.name,
      whatsapp_number: '+5511000000001',
      provider: 'evolution',
    });
    expect(await redis.ttl('whatsapp:instance:1055')).toBeGreaterThan(TTL_SECONDS - 10);
    const values = await Promise.all((await redis.keys('*')).map((key) => redis.get(key)));
    for (const secret of Object.values(SECRETS)) expect(values.join('')).not.toContain(secret);
  });

  it('serves what it has while Redis and Postgres are away, also when it is old, and loads again when they are back', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith(clinic);
    const { directory } = await processWith(loader);
    await server.kill();
    postgres.away = true;
    expect((await directory.byLine(evolution('sorriso')))?.id).toBe(clinic.id);
    clock.nowMs += (TTL_SECONDS + 1) * 1000;
    expect((await directory.byLine(evolution('sorriso')))?.id).toBe(clinic.id);
    expect(directory.stats().stale).toBe(1);
    postgres.away = false;
    postgres.clinics.set(clinic.id, { ...clinic, name: 'Novo nome' });
    expect((await directory.byId(clinic.id))?.name).toBe('Novo nome');
    await server.restart();
  });
});

describe('the refresh', () => {
  it('done by one process keeps all of them warm past the life of what is cached', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith(clinic);
    const here = await processWith(loader);
    const there = await processWith(loader);
    clock.nowMs += (TTL_SECONDS - 600) * 1000;
    const reads = postgres.reads;
    expect(await here.directory.refresh()).toEqual({ clinics: 1, lines: 2 });
    await until('the other process to read too', () => postgres.reads === reads + 2);
    clock.nowMs += (TTL_SECONDS - 600) * 1000;
    for (const { directory } of [here, there]) expect((await directory.byLine(evolution('sorriso')))?.id).toBe(clinic.id);
    expect(postgres.reads).toBe(reads + 2);
  });

  it('that fails keeps what there is', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith(clinic);
    const { directory } = await processWith(loader);
    postgres.away = true;
    await expect(directory.refresh()).rejects.toMatchObject({ code: 'dependency_away' });
    expect((await directory.byId(clinic.id))?.id).toBe(clinic.id);
  });
});

describe('a cold directory', () => {
  it('asks Postgres once for many at the same time, also while Redis is away', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith();
    const { directory } = await processWith(loader);
    await server.kill();
    postgres.clinics.set(clinic.id, clinic);
    postgres.reads = 0;
    const found = await Promise.all(Array.from({ length: 100 }, () => directory.byLine(evolution('sorriso'))));
    expect(new Set(found.map((one) => one?.id))).toEqual(new Set([clinic.id]));
    expect(postgres.reads).toBe(1);
    await server.restart();
  });

  it('a start with Postgres away fails nothing; a line is then not unknown but a Fault, and found once Postgres is back', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith(clinic);
    postgres.away = true;
    const { directory } = await processWith(loader);
    expect(await directory.prewarm()).toBeNull();
    await expect(directory.findEvolutionChannel('sorriso')).rejects.toMatchObject({ code: 'dependency_away' });
    postgres.away = false;
    expect(await directory.findEvolutionChannel('sorriso')).toMatchObject({ instance: 'sorriso' });
  });

  it('an unknown line is asked of Postgres once in five seconds, and by another process not for thirty', async () => {
    const { postgres, loader } = postgresWith();
    const first = await processWith(loader);
    const second = await processWith(loader);
    postgres.reads = 0;
    for (let count = 0; count < 10; count += 1) expect(await first.directory.byLine(evolution('nobody'))).toBeNull();
    expect(await second.directory.byLine(evolution('nobody'))).toBeNull();
    expect(postgres.reads).toBe(1);
    expect(await first.redis.ttl('whatsapp:instance:nobody')).toBeLessThanOrEqual(30);
    await first.redis.del('whatsapp:instance:nobody');
    clock.nowMs += 5001;
    await first.directory.byLine(evolution('nobody'));
    expect(postgres.reads).toBe(2);
  });

  it('what Redis says is checked: an entry of another clinic, another provider or no sense does not mislead', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith();
    const { directory, redis } = await processWith(loader);
    postgres.clinics.set(clinic.id, clinic);
    await redis.set(
      'whatsapp:instance:sorriso',
      JSON.stringify({ clinic_id: randomUUID(), organization_id: 'o', name: 'n', whatsapp_number: null, provider: 'evolution' }),
    );
    expect((await directory.byLine(evolution('sorriso')))?.id).toBe(clinic.id);
    await redis.set('whatsapp:instance:1055', '{"unknown":true,"provider":"evolution"}');
    expect((await directory.byLine(meta('1055')))?.id).toBe(clinic.id);
    await redis.set('whatsapp:instance:other', 'no JSON');
    expect(await directory.byLine(evolution('other'))).toBeNull();
  });

  it('an Evolution instance and a Meta number of the same name are two lines', async () => {
    const one = clinicWith('777', '1');
    const other = clinicWith('x', '777');
    const { directory } = await processWith(postgresWith(one, other).loader);
    expect((await directory.byLine(evolution('777')))?.id).toBe(one.id);
    expect((await directory.byLine(meta('777')))?.id).toBe(other.id);
  });
});

describe('a change', () => {
  it('of a clinic is seen at once where it was made and soon in every other process', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith(clinic);
    const here = await processWith(loader);
    const there = await processWith(loader);
    postgres.clinics.set(clinic.id, { ...clinic, name: 'Novo nome' });
    await here.directory.changed(clinic.id, [evolution('sorriso'), meta('1055')]);
    expect((await here.directory.byId(clinic.id))?.name).toBe('Novo nome');
    await until('the other process', async () => (await there.directory.byId(clinic.id))?.name === 'Novo nome');
    expect(JSON.parse((await here.redis.get('whatsapp:instance:sorriso')) ?? '')).toMatchObject({ name: 'Novo nome' });
  });

  it('that makes an unknown line known ends its being unknown everywhere', async () => {
    const { postgres, loader } = postgresWith();
    const here = await processWith(loader);
    const there = await processWith(loader);
    expect(await here.directory.byLine(evolution('sorriso'))).toBeNull();
    expect(await there.directory.byLine(evolution('sorriso'))).toBeNull();
    const clinic = clinicWith('sorriso', '1055');
    postgres.clinics.set(clinic.id, clinic);
    await here.directory.changed(clinic.id, [evolution('sorriso'), meta('1055')]);
    expect((await here.directory.byLine(evolution('sorriso')))?.id).toBe(clinic.id);
    await until('the other process', async () => (await there.directory.byLine(evolution('sorriso')))?.id === clinic.id);
  });

  it('that removes a clinic or moves a line is seen by line', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith(clinic);
    const { directory } = await processWith(loader);
    postgres.clinics.delete(clinic.id);
    await directory.changed(clinic.id, [evolution('sorriso'), meta('1055')]);
    expect(await directory.byLine(evolution('sorriso'))).toBeNull();
    expect(await directory.byId(clinic.id)).toBeNull();
  });

  it('during a load does not leave the old clinic behind', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith();
    const { directory } = await processWith(loader);
    postgres.clinics.set(clinic.id, clinic);
    let open: () => void = () => undefined;
    postgres.gate = new Promise<void>((resolve) => (open = resolve));
    const before = postgres.reads;
    const loading = directory.byId(clinic.id);
    await until('the old row to be read', () => postgres.reads > before);
    postgres.clinics.set(clinic.id, { ...clinic, name: 'Novo nome' });
    const changing = directory.changed(clinic.id, []);
    open();
    await changing;
    expect((await loading)?.name).toBe('Novo nome');
    expect((await directory.byId(clinic.id))?.name).toBe('Novo nome');
  });

  it('made while Redis is away reaches the others when it is back', async () => {
    const clinic = clinicWith('sorriso', '1055');
    const { postgres, loader } = postgresWith(clinic);
    const here = await processWith(loader);
    const there = await processWith(loader);
    await server.kill();
    postgres.clinics.set(clinic.id, { ...clinic, name: 'Novo nome' });
    await here.directory.changed(clinic.id, [evolution('sorriso'), meta('1055')]);
    expect((await here.directory.byId(clinic.id))?.name).toBe('Novo nome');
    await server.restart();
    await until('the other process', async () => (await there.directory.byId(clinic.id))?.name === 'Novo nome');
    await until('Redis to be told', async () => (await here.redis.get('whatsapp:instance:sorriso').catch(() => null))?.includes('Novo nome'));
  });
});
