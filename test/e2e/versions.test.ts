import { Queue } from 'bullmq';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestPg } from '../support/fresh-database.ts';
import { expectAllAnsweredOnce, startLoad } from '../support/load.ts';
import { makeNewerVersion, type NewerVersion } from '../support/newer-version.ts';
import { type ProcessUnderTest, startProcess } from '../support/process-under-test.ts';
import { describeOnServers, useServers } from '../support/servers.ts';
import type { System } from '../support/system.ts';
import { until } from '../support/until.ts';

const servers = useServers();
let newer: NewerVersion;
beforeAll(async () => {
  newer = await makeNewerVersion();
});
afterAll(() => newer?.remove());

const SHORT = { JOB_LOCK_MS: '1000' };
const NOTES = 3;

/** Migrates while the older version runs, then replaces its ingress: what is queued from now on is the newer version's. */
async function deployWeb(system: System): Promise<void> {
  const migration = await startProcess({ entry: 'workers/migrate.ts', port: 0, env: system.env, root: newer.root, waitFor: 'nothing' });
  expect(await migration.exited, migration.lines.join('\n')).toEqual({ code: 0, signal: null });
  expect(await system.ingress.stop()).toEqual({ code: 0, signal: null });
  await system.restartIngress({}, newer.root);
}

/** Jobs of a kind that only the newer version knows. */
async function queueNotes(system: System): Promise<void> {
  const queue = new Queue('inbound', { connection: { url: servers.redis.url }, prefix: String(system.env['QUEUE_PREFIX']) });
  await Promise.all(Array.from({ length: NOTES }, () => queue.add('note', { v: 1, kind: 'note' }, { attempts: 8, removeOnComplete: true })));
  await queue.close();
}

/** How many messages taken in are of which schema. */
async function schemasTakenIn(system: System): Promise<Record<string, number>> {
  const sql = openTestPg(String(system.env['DATABASE_URL']), { poolSize: 1 });
  const rows = await sql.query<{ schema: number; count: number }>({ name: 'test_schemas', text: 'select schema, count(*) from core.inbox group by schema' });
  await sql.close();
  return Object.fromEntries(rows.map((row) => [row.schema, Number(row.count)]));
}

const count = (worker: ProcessUnderTest, fields: Record<string, unknown>) =>
  worker.events().filter((event) => Object.entries(fields).every(([name, value]) => event[name] === value)).length;
const answered = (worker: ProcessUnderTest) => count(worker, { msg: 'turn committed' });
const putBack = (worker: ProcessUnderTest) => count(worker, { msg: 'job failed', outcome: 'put_back' });

describeOnServers('two versions side by side', () => {
  it('new beside old: the old one answers what it understands, puts back the rest, and leaves; everything is answered once', async () => {
    const system = await servers.start({ workers: 1, env: SHORT });
    const [old] = system.workers;
    if (!old) throw new Error('no worker');
    const load = startLoad(system, '3519500');
    await until('the old version to answer', () => answered(old) > 0);
    await deployWeb(system);

    const answeredBefore = answered(old);
    await until('the old worker to put back webhooks of the new ingress', () => putBack(old) > 0);
    await until('and to answer those that only say more than it knows', () => answered(old) > answeredBefore + 3);
    const next = await system.startWorker({}, newer.root);
    await queueNotes(system);
    await until('both to have answered', () => answered(next) > 3);
    old.kill('SIGTERM');
    expect(await old.exited).toEqual({ code: 0, signal: null });
    await until('the jobs of a new kind to be done', () => count(next, { event: 'note' }) >= NOTES);
    await load.stop();
    await expectAllAnsweredOnce(system, load.accepted);
    // A queue hands out at least once: a job put back while its lock ran out is there twice. What a job does is done once by what it writes.
    expect(count(next, { event: 'note' })).toBeGreaterThanOrEqual(NOTES);
    expect(await schemasTakenIn(system)).toEqual({ 1: expect.any(Number), 2: expect.any(Number) });
    await system.stop();
  });

  it('old beside new: rows that the new one wrote are left to it; the old one answers its own, leaves, and everything is answered once', async () => {
    const system = await servers.start({ workers: 0, env: SHORT });
    await deployWeb(system);
    const first = '351970000001';
    const dying = await system.startWorker({ FAILPOINT: 'turns.open:before:kill' }, newer.root);
    await system.say(first, 'How much is whitening?');
    expect(await dying.exited).toMatchObject({ signal: 'SIGKILL' });
    expect(await schemasTakenIn(system)).toEqual({ 2: 1 });

    const old = await system.startWorker();
    await until('the old worker to look at a conversation whose message is not for it', () => count(old, { msg: 'turn', outcome: 'nothing_pending' }) > 0);
    const load = startLoad(system, '3519600');
    await until('the old worker to answer its own', () => answered(old) > 3);
    expect(system.repliesTo(first)).toEqual([]);

    const next = await system.startWorker({}, newer.root);
    await until('both to have answered', () => answered(next) > 3 && system.repliesTo(first).length === 1);
    old.kill('SIGTERM');
    expect(await old.exited).toEqual({ code: 0, signal: null });
    await load.stop();
    await expectAllAnsweredOnce(system, [first, ...load.accepted]);
    await system.stop();
  });
});
