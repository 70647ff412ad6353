import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PgSql } from '../../../src/adapters/postgres/pg-sql.ts';
import { testPostgres } from '../../support/databases.ts';
import { freshDatabase, openTestPg } from '../../support/fresh-database.ts';
import { MessageWorld, T0 } from '../../support/message-world.ts';

const server = await testPostgres();
const away = 'reason' in server;
const LATER = T0 + 3_600_000;

/** Numbers from a seed, so that a failing run can be told from another. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const times = <T>(count: number, work: (n: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, n) => work(n)));

describe.skipIf(away)(`many at once on Postgres${away ? ` (skipped: ${server.reason})` : ''}`, () => {
  let url: string;
  let sql: PgSql;
  const newWorld = () => new MessageWorld(sql);
  beforeAll(async () => {
    if (away) return;
    url = await freshDatabase(server.url);
    sql = openTestPg(url, { poolSize: 16 });
  });
  afterAll(() => sql?.close());

  test('first messages of one new patient make one conversation, copies of one message one row', async () => {
    const world = newWorld();
    const copy = world.message();
    const taken = await times(40, (n) => (n % 2 === 0 ? world.takeIn({ pushName: `name ${n}`, aliases: ['1@lid'] }) : world.inbox.takeIn(copy, [])));
    expect(new Set(taken.map((one) => one.conversationId)).size).toBe(1);
    expect(taken.filter((one) => one.isNew)).toHaveLength(21);
    expect(await world.states(taken[0]!.conversationId)).toEqual({ pending: 21 });
  });

  test('no message is marked answered unread, none is lost, none answered twice: take-ins, turns, takeovers and resumes of one conversation at once', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn({ debounceMs: 0 });
    const opened = new Map<string, string[]>();
    const wrote = new Set<string>();
    let writers = 6;

    const patientWrites = async (n: number) => {
      for (let k = 0; k < 40; k += 1) await world.takeIn({ receivedAtMs: T0 + k, part: n, debounceMs: 0 });
      writers -= 1;
    };
    const turn = async (random: () => number) => {
      const attempt = await world.open(conversationId, LATER);
      if (attempt.kind !== 'opened') return attempt.kind;
      const turnId = randomUUID();
      opened.set(turnId, attempt.snapshot.messages.map((message) => message.id).sort());
      const committed = await world.commit(attempt.snapshot, { turnId, nowMs: LATER, mayNotBeSuperseded: random() < 0.7 });
      if (committed.kind === 'committed') wrote.add(turnId);
      return committed.kind;
    };
    const worker = async (n: number) => {
      const random = numbers(n);
      while (writers > 0) await turn(random);
    };
    const staff = async () => {
      while (writers > 0) {
        await world.echo({ receivedAtMs: T0 + 50, sentAtMs: T0 + 50, holdUntilMs: LATER * 2 });
        await world.rows('update core.whatsapp_conversations set version = version + 1, held_until = null where id = $1', [conversationId]);
      }
    };
    await turn(() => 0); // one message is answered before the crowd comes and one after it, so that at least two turns commit
    await Promise.all([times(6, patientWrites), times(4, worker), staff()]);
    await world.takeIn({ receivedAtMs: T0 + 60, debounceMs: 0 });
    while ((await turn(() => 0)) !== 'nothing_pending');

    const marked = await world.rows(
      "select turn_id, array_agg(id::text order by id::text) as ids from core.inbox where conversation_id = $1 and state in ('answered', 'merged') group by turn_id",
      [conversationId],
    );
    expect(Object.fromEntries(marked.map((row) => [row['turn_id'], row['ids']]))).toEqual(
      Object.fromEntries([...wrote].map((turnId) => [turnId, opened.get(turnId)])),
    );
    const states = await world.states(conversationId);
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(242);
    expect(states['pending']).toBeUndefined();
    expect(states['answered']).toBe(wrote.size);
    expect(await world.outboxStates(conversationId)).toHaveLength(wrote.size);
    expect(wrote.size).toBeGreaterThan(1);
  });

  test('of several workers with one snapshot exactly one commits', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const snapshot = await world.snapshot(conversationId);
    const results = await times(12, () => world.commit(snapshot));
    expect(results.filter((result) => result.kind === 'committed')).toHaveLength(1);
    expect(await world.outboxStates(conversationId)).toEqual(['queued']);
  });

  test('each row is claimed once and in order, however many senders there are', async () => {
    const world = newWorld();
    const conversationId = await world.answered(Array.from({ length: 30 }, (_, n) => `part ${n}`));
    const claimed: number[] = [];
    const sender = async () => {
      for (;;) {
        const claim = await world.claim(conversationId);
        if (claim.kind === 'none') return;
        if (claim.kind !== 'claimed') continue;
        claimed.push(claim.send.seq);
        await world.settle(claim.send, { kind: 'sent', providerMessageId: randomUUID() });
      }
    };
    await times(8, sender);
    expect(claimed).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  });

  test('nothing of the bot is claimed after a takeover, also not a reply that was committed at the same moment', async () => {
    await times(60, async () => {
      const world = newWorld();
      const { conversationId } = await world.takeIn();
      const snapshot = await world.snapshot(conversationId);
      await Promise.all([world.commit(snapshot), world.echo(), world.claim(conversationId)]);
      expect(['none', 'withdrawn', 'in_flight']).toContain((await world.claim(conversationId)).kind);
      expect((await world.outboxStates(conversationId)).filter((state) => state === 'queued')).toEqual([]);
    });
  });

  test('an echo at the same moment as the answer of the call is never a takeover', async () => {
    await times(80, async () => {
      const world = newWorld();
      const send = await world.claimed(await world.answered());
      const providerMessageId = randomUUID();
      const [settled, echo] = await Promise.all([world.settle(send, { kind: 'sent', providerMessageId }), world.echo({ providerMessageId, text: send.text })]);
      expect(settled).toMatchObject({ kind: 'settled' });
      expect(echo.outcome).toBe('own');
      expect(await world.outboxStates(send.conversationId)).toEqual(['sent']);
    });
  });

  test('one of several patients who want the same time gets it, the others are told that it is taken', async () => {
    const world = newWorld();
    const patients = await times(10, (n) => world.takeIn({ patientKey: `55${n}` }));
    const book = async (conversationId: string) => {
      for (;;) {
        const result = await world.commit(await world.snapshot(conversationId), { effects: [world.booking(T0 + 86_400_000)] });
        if (result.kind !== 'lost') return result.kind;
      }
    };
    const results = await Promise.all(patients.map((patient) => book(patient.conversationId)));
    expect(results.filter((kind) => kind === 'committed')).toHaveLength(1);
    expect(results.filter((kind) => kind === 'conflict')).toHaveLength(9);
  });

  test('nothing deadlocks: messages, statuses in every order, echoes, claims and changes of many conversations at once', async () => {
    if (away) return;
    const own = openTestPg(await freshDatabase(server.url), { poolSize: 16 });
    const world = new MessageWorld(own);
    const keys = Array.from({ length: 12 }, (_, n) => `99${n}`);
    const conversations = await Promise.all(keys.map((patientKey) => world.answered(['one', 'two', 'three'], { patientKey, replyTo: patientKey })));
    const sends = await Promise.all(conversations.map((conversationId) => world.claimed(conversationId)));
    await times(10, async (n) => {
      const random = numbers(n + 1);
      const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)]!;
      for (let k = 0; k < 25; k += 1) {
        const patientKey = pick(keys);
        const send = pick(sends);
        const statuses = [...sends]
          .sort(() => random() - 0.5)
          .map((one) => world.status(one.outboxId, pick(['sent', 'delivered', 'read']), { outboxId: one.outboxId }));
        const work = [
          () => world.takeIn({ patientKey, replyTo: patientKey, aliases: ['a@lid', 'b@lid'].map((alias) => patientKey + alias), pushName: String(k) }),
          () => world.inbox.applyStatuses(statuses),
          () => world.settle(send, { kind: 'retry', reason: 'busy', afterMs: null, countsAsAttempt: true }, T0 + 12_000, T0 + 12_000),
          () => world.claim(send.conversationId, T0 + 13_000),
          () => world.echo({ chat: patientKey, text: pick(['one', 'two', 'by hand']), holdUntilMs: T0 + 12_500 }),
          () => world.turns.deadLetter(send.conversationId, 'test', T0),
          async () => {
            const opened = await world.open(send.conversationId, LATER);
            if (opened.kind === 'opened')
              await world.commit(opened.snapshot, { nowMs: LATER, mayNotBeSuperseded: true, decided: { patient: { name: String(k) } } });
          },
        ];
        await pick<() => Promise<unknown>>(work)();
      }
    });
    const name = String((await world.rows('select current_database() as name'))[0]?.['name']);
    // A backend reports its figures when it ends.
    await own.close();
    const [row] = await newWorld().rows('select deadlocks from pg_stat_database where datname = $1', [name]);
    expect(row).toEqual({ deadlocks: 0 });
  });
});
