import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { type AdminWorld, type Json, onEveryDatabase, openAdmin } from './admin-world.ts';
import { turnStore } from '../../../src/adapters/postgres/turns/turn-store.ts';
import { rowsOf, seedDeadLetter, seedInbound, seedThread } from './seed.ts';

onEveryDatabase(await databaseKinds(), 'dead letters over the admin API', (open) => {
  let admin: AdminWorld;
  beforeAll(async () => {
    admin = openAdmin(await open());
  });
  afterAll(async () => {
    await admin.close();
    await admin.sql.close();
  });
  const ids = async (query = ''): Promise<string[]> => (await admin.call('GET', `/api/admin/dead-letters${query}`)).body.map((letter: Json) => letter.id);

  it('lists open ones without payload, shows one with it', async () => {
    const id = await seedDeadLetter(admin.sql, {
      queue: 'inbound',
      payload: { v: 1, body: { a: 'raw' } },
      traceId: 'trace-of-a-letter',
      atMs: admin.clock.nowMs,
    });
    const { body } = await admin.call('GET', '/api/admin/dead-letters');
    const listed = body.find((letter: Json) => letter.id === id);
    const fields = {
      id,
      queue: 'inbound',
      reason: 'a bug of the tests',
      traceId: 'trace-of-a-letter',
      clinicId: null,
      conversationId: null,
      status: 'open',
      createdAt: new Date(admin.clock.nowMs).toISOString(),
    };
    expect(listed).toEqual(fields);
    expect((await admin.call('GET', `/api/admin/dead-letters/${id}`)).body).toEqual({ ...fields, payload: { v: 1, body: { a: 'raw' } } });
    expect(await ids('?queue=inbound')).toContain(id);
    expect(await ids('?queue=turns')).not.toContain(id);
  });

  it('replays a payload on its queue once', async () => {
    const payload = { v: 1, kind: 'webhook', body: { b: 2 } };
    const id = await seedDeadLetter(admin.sql, { queue: 'inbound', payload, atMs: admin.clock.nowMs });
    expect((await admin.call('POST', `/api/admin/dead-letters/${id}/replay`)).body).toEqual({ id, status: 'replayed' });
    expect(admin.requeued.at(-1)).toMatchObject({ id, queue: 'inbound', payload });
    const before = admin.requeued.length;
    expect((await admin.call('POST', `/api/admin/dead-letters/${id}/replay`)).status).toBe(409);
    expect((await admin.call('DELETE', `/api/admin/dead-letters/${id}`)).status).toBe(409);
    expect(admin.requeued).toHaveLength(before);
    expect(await ids()).not.toContain(id);
    expect(await ids('?status=replayed')).toContain(id);
  });

  it("replays a turn: its conversation's dead messages wait again, no others, and it is woken", async () => {
    const thread = await seedThread(admin.sql, randomUUID(), '5511940000001', admin.clock.nowMs);
    const dead = await seedInbound(admin.sql, thread, { text: 'x', atMs: admin.clock.nowMs, seq: 1, state: 'dead_lettered', reason: 'bug' });
    const done = await seedInbound(admin.sql, thread, { text: 'y', atMs: admin.clock.nowMs, seq: 2, state: 'answered' });
    const other = await seedThread(admin.sql, thread.clinicId, '5511940000002', admin.clock.nowMs);
    const theirs = await seedInbound(admin.sql, other, { text: 'z', atMs: admin.clock.nowMs, seq: 1, state: 'dead_lettered' });
    const id = await seedDeadLetter(admin.sql, {
      queue: 'turns',
      payload: { v: 1, conversationId: thread.conversationId },
      conversationId: thread.conversationId,
      atMs: admin.clock.nowMs,
    });
    const requeued = admin.requeued.length;
    expect((await admin.call('POST', `/api/admin/dead-letters/${id}/replay`)).status).toBe(200);
    const rows = await rowsOf<{ id: string; state: string; reason: string | null }>(admin.sql, 'select id, state, reason from core.inbox where id = any($1)', [
      [dead.id, done.id, theirs.id],
    ]);
    expect(Object.fromEntries(rows.map((row) => [row.id, row.state]))).toEqual({ [dead.id]: 'pending', [done.id]: 'answered', [theirs.id]: 'dead_lettered' });
    expect(rows.find((row) => row.id === dead.id)?.reason).toBeNull();
    expect(admin.wokenConversations.at(-1)).toBe(thread.conversationId);
    expect(admin.requeued).toHaveLength(requeued);
  });

  it('replays a turn that the path of a message gave up, each letter its own messages', async () => {
    const thread = await seedThread(admin.sql, randomUUID(), '5511940000003', admin.clock.nowMs);
    const turns = turnStore(admin.sql);
    const first = await seedInbound(admin.sql, thread, { text: 'x', atMs: admin.clock.nowMs, seq: 1, state: 'pending' });
    expect(await turns.deadLetter(thread.conversationId, 'bug', admin.clock.nowMs)).toBe(1);
    const second = await seedInbound(admin.sql, thread, { text: 'y', atMs: admin.clock.nowMs, seq: 2, state: 'pending' });
    expect(await turns.deadLetter(thread.conversationId, 'bug', admin.clock.nowMs + 1)).toBe(1);
    const letters = (await admin.call('GET', '/api/admin/dead-letters?queue=turns')).body.filter(
      (letter: Json) => letter.conversationId === thread.conversationId,
    );
    expect(letters.map((letter: Json) => letter.traceId)).toEqual([first.traceId, second.traceId]);
    expect((await admin.call('POST', `/api/admin/dead-letters/${letters[0].id}/replay`)).status).toBe(200);
    const rows = await rowsOf<{ id: string; state: string }>(admin.sql, 'select id, state from core.inbox where conversation_id = $1 order by seq', [
      thread.conversationId,
    ]);
    expect(rows.map((row) => row.state)).toEqual(['pending', 'dead_lettered']);
    expect(await turns.open({ conversationId: thread.conversationId, nowMs: admin.clock.nowMs + 2 })).toMatchObject({
      kind: 'opened',
      snapshot: { messages: [{ id: first.id }] },
    });
  });

  it('says so when none of its messages waits for a replay any more, and stays open to be discarded', async () => {
    const thread = await seedThread(admin.sql, randomUUID(), '5511940000004', admin.clock.nowMs);
    await seedInbound(admin.sql, thread, { text: 'x', atMs: admin.clock.nowMs, seq: 1, state: 'answered' });
    const id = await seedDeadLetter(admin.sql, { queue: 'turns', payload: {}, conversationId: thread.conversationId, atMs: admin.clock.nowMs });
    const woken = admin.wokenConversations.length;
    const { status, body } = await admin.call('POST', `/api/admin/dead-letters/${id}/replay`);
    expect(status).toBe(409);
    expect(JSON.stringify(body)).toContain('discard it');
    expect(admin.wokenConversations).toHaveLength(woken);
    expect(await ids()).toContain(id);
  });

  it('stays open when its queue can not take it', async () => {
    const id = await seedDeadLetter(admin.sql, { queue: 'inbound', payload: {}, atMs: admin.clock.nowMs });
    const push = admin.requeued.push;
    admin.requeued.push = () => {
      throw new Error('the queue is away');
    };
    await expect(admin.call('POST', `/api/admin/dead-letters/${id}/replay`)).rejects.toThrow('the API failed');
    admin.requeued.push = push;
    expect(await ids()).toContain(id);
  });

  it('discards: no payload stays', async () => {
    const id = await seedDeadLetter(admin.sql, { queue: 'inbound', payload: { body: 'canary' }, atMs: admin.clock.nowMs });
    expect((await admin.call('DELETE', `/api/admin/dead-letters/${id}`)).body).toEqual({ id, status: 'discarded' });
    expect(await rowsOf(admin.sql, 'select status, payload from core.dead_letters where id = $1', [id])).toEqual([{ status: 'discarded', payload: {} }]);
    expect(await ids()).not.toContain(id);
  });

  it('is discarded once by two calls at a time', async () => {
    const id = await seedDeadLetter(admin.sql, { queue: 'inbound', payload: {}, atMs: admin.clock.nowMs });
    const answers = await Promise.all([admin.call('DELETE', `/api/admin/dead-letters/${id}`), admin.call('DELETE', `/api/admin/dead-letters/${id}`)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('answers 404 for an unknown one and 400 for no id', async () => {
    const unknown = `/api/admin/dead-letters/${randomUUID()}`;
    expect([
      (await admin.call('GET', unknown)).status,
      (await admin.call('POST', `${unknown}/replay`)).status,
      (await admin.call('DELETE', unknown)).status,
    ]).toEqual([404, 404, 404]);
    expect((await admin.call('POST', '/api/admin/dead-letters/1/replay')).status).toBe(400);
    expect((await admin.call('GET', '/api/admin/dead-letters?status=lost')).status).toBe(400);
  });
});
