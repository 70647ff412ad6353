import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPgliteSql } from '../../../src/adapters/postgres/pglite-sql.ts';
import { freshDatabase, openTestPg, prepareTemplate } from '../../support/fresh-database.ts';
import { MessageWorld } from '../../support/message-world.ts';
import { startTestPostgres, type TestPostgres } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';

const ONE = { name: 'test_one', text: 'select 1::bigint as one' };
// A server of its own: it is going to be killed.
const started = await startTestPostgres();
const reason = 'reason' in started ? started.reason : started.restart === null ? 'the given server is not ours to stop' : null;

describe.skipIf(reason !== null)(`a Postgres that goes away${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  const server = started as TestPostgres;
  let url: string;
  beforeAll(async () => {
    await prepareTemplate(server.url);
    url = await freshDatabase(server.url);
  });
  afterAll(() => server.stop());

  test('is a fault that says to wait, for a statement under way and for the next ones; what was committed is there when it is back', async () => {
    const sql = openTestPg(url, { poolSize: 3 });
    const world = new MessageWorld(sql);
    const { conversationId } = await world.takeIn();
    const underWay = sql.query({ name: 'test_sleep', text: 'select pg_sleep(60)' });
    const gone = expect(underWay).rejects.toMatchObject({ code: 'dependency_away', retry: 'later' });
    await until(
      'the statement to be under way',
      async () => (await world.rows("select 1 from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'")).length > 0,
    );
    await server.kill?.();
    await gone;
    await expect(world.takeIn()).rejects.toMatchObject({ code: 'dependency_away' });
    await expect(sql.transaction((transaction) => transaction.query(ONE))).rejects.toMatchObject({ code: 'dependency_away' });
    await expect(sql.ping(1_000)).rejects.toMatchObject({ code: 'dependency_away' });
    await server.restart?.();
    await sql.ping(5_000);
    expect(await world.states(conversationId)).toEqual({ pending: 1 });
    await sql.close();
  });

  test('a statement over its time is cancelled and is a fault that says to wait', async () => {
    const sql = openTestPg(url, { poolSize: 1, statementTimeoutMs: 500 });
    await expect(sql.query({ name: 'test_sleep', text: 'select pg_sleep(60)' })).rejects.toMatchObject({ code: 'dependency_away' });
    expect(await sql.query(ONE)).toEqual([{ one: 1 }]);
    await sql.close();
  });

  test('nobody waits for a connection longer than allowed', async () => {
    const sql = openTestPg(url, { poolSize: 1, connectTimeoutMs: 1_000 });
    await sql.transaction(async () => {
      await expect(sql.query(ONE)).rejects.toMatchObject({ code: 'dependency_away' });
    });
    await sql.close();
  });

  test('statements are prepared under their names, except behind a pooler', async () => {
    const names = { name: 'test_names', text: "select name from pg_prepared_statements where name = 'test_one'" };
    for (const behindPooler of [false, true]) {
      const sql = openTestPg(url, { poolSize: 1, behindPooler });
      await sql.query(ONE);
      expect(await sql.query(names)).toEqual(behindPooler ? [] : [{ name: 'test_one' }]);
      await sql.close();
    }
  });

  test('a transaction that throws leaves nothing behind', async () => {
    const sql = openTestPg(url, { poolSize: 1 });
    const undone = sql.transaction(async (transaction) => {
      await transaction.script('create table core.undone (id int)');
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await sql.query({ name: 'test_undone', text: "select to_regclass('core.undone') as undone" })).toEqual([{ undone: null }]);
    await sql.close();
  });
});

describe('a PGlite', () => {
  test('tells who listens of every statement, runs transactions one after the other, and is away once closed', async () => {
    const names: string[] = [];
    const sql = await openPgliteSql({ dataDir: null, onQuery: (name) => names.push(name) });
    await sql.script('create table counter as select 0 as n');
    const add = () =>
      sql.transaction(async (transaction) => {
        const [row] = await transaction.query<{ n: number }>({ name: 'test_read', text: 'select n from counter' });
        await transaction.query({ name: 'test_write', text: 'update counter set n = $1' }, [(row?.n ?? 0) + 1]);
      });
    await Promise.all(Array.from({ length: 10 }, add));
    expect(await sql.query({ name: 'test_read', text: 'select n from counter' })).toEqual([{ n: 10 }]);
    expect(names.filter((name) => name === 'test_write')).toHaveLength(10);
    await sql.close();
    await expect(sql.query(ONE)).rejects.toMatchObject({ code: 'dependency_away' });
  });
});
