import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { testPostgres } from '../../support/databases.ts';
import { freshDatabase, openTestPg } from '../../support/fresh-database.ts';
import { MessageWorld, T0 } from '../../support/message-world.ts';

const server = await testPostgres();
const away = 'reason' in server ? server.reason : null;

/** What is worth a plan for its own values: Postgres tries five times before it decides. */
const TRIED = 5;
const RUNS = 4 * TRIED;

describe.skipIf(away !== null)(`statements of the hot path${away === null ? '' : ` (skipped: ${away})`}`, () => {
  let sql: Sql;
  beforeAll(async () => {
    if (!('reason' in server)) sql = openTestPg(await freshDatabase(server.url), { poolSize: 1 });
  });
  afterAll(() => sql?.close());

  // A prepared statement whose cost seems to depend on its values (on the length of an array) is planned again for each message: five times the time.
  test('are planned once and for all', async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const world = new MessageWorld(sql);
      const events = [{ traceId: randomUUID(), atMs: T0, stage: 'ingress' as const, name: 'webhook accepted', ms: 1, data: {} }];
      await world.inbox.takeIn(world.message({ patientKey: '5500' }), events);
      const conversationId = await world.answered(['one', 'two'], { aliases: ['7700@lid'] });
      const send = await world.claimed(conversationId);
      await world.settle(send, { kind: 'sent', providerMessageId: `sent-${run}` });
      await world.echo({ text: 'one', providerMessageId: `sent-${run}` });
      await world.inbox.applyStatuses([world.status(`sent-${run}`, 'delivered')]);
      await world.inbox.recordStory(events);
    }
    const plans = await sql.query<{ name: string; custom: number }>(
      {
        name: 'test_plans',
        text: 'select name, custom_plans::int as custom from pg_prepared_statements where generic_plans + custom_plans >= $1',
      },
      [RUNS],
    );
    expect(plans.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['take_in', 'take_in_aliased', 'open_turn', 'claim_send', 'settle_send', 'apply_echo']),
    );
    expect(plans.filter(({ custom }) => custom > TRIED)).toEqual([]);
  });
});
