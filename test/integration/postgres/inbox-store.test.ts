import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { databaseKinds } from '../../support/databases.ts';
import { BURST_MAX_WAIT_MS, DEBOUNCE_MS, MessageWorld, T0 } from '../../support/message-world.ts';

describe.each(await databaseKinds())('the inbox on $name', ({ open, skip }) => {
  let sql: Sql;
  const newWorld = () => new MessageWorld(sql);
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  guarantee('a message of a new patient makes patient and conversation, and waits for the quiet window', async () => {
    const world = newWorld();
    const taken = await world.takeIn({ pushName: 'Olga' });
    expect(taken).toMatchObject({ isNew: true, state: 'pending', dueAtMs: T0 + DEBOUNCE_MS });
    const { patient, messages } = await world.snapshot(taken.conversationId);
    expect(patient).toMatchObject({ key: world.patientKey, pushName: 'Olga' });
    expect(messages).toHaveLength(1);
  });

  guarantee('the same message again changes nothing and wakes the conversation again while it is pending', async () => {
    const world = newWorld();
    const message = world.message();
    const first = await world.inbox.takeIn(message, []);
    const second = await world.inbox.takeIn({ ...message, receivedAtMs: T0 + 500 }, []);
    expect(second).toEqual({ ...first, isNew: false });
    expect(await world.states(first.conversationId)).toEqual({ pending: 1 });
  });

  guarantee('the same message again after its answer wakes nothing', async () => {
    const world = newWorld();
    const message = world.message();
    const { conversationId } = await world.inbox.takeIn(message, []);
    await world.commit(await world.snapshot(conversationId));
    expect(await world.inbox.takeIn(message, [])).toEqual({ conversationId, isNew: false, state: 'finished', dueAtMs: null });
  });

  guarantee('the same message id on another line is another message', async () => {
    const world = newWorld();
    const providerMessageId = randomUUID();
    await world.takeIn({ providerMessageId });
    expect((await world.takeIn({ providerMessageId, line: { provider: 'evolution', instance: randomUUID() } })).isNew).toBe(true);
  });

  guarantee('each message moves the quiet window, at most to the longest wait of the burst', async () => {
    const world = newWorld();
    await world.takeIn();
    expect((await world.takeIn({ receivedAtMs: T0 + 1_000 })).dueAtMs).toBe(T0 + 1_000 + DEBOUNCE_MS);
    expect((await world.takeIn({ receivedAtMs: T0 + 7_500 })).dueAtMs).toBe(T0 + BURST_MAX_WAIT_MS);
  });

  guarantee('after an answer a new burst has its own longest wait', async () => {
    const world = newWorld();
    await world.answered();
    expect((await world.takeIn({ receivedAtMs: T0 + 60_000 })).dueAtMs).toBe(T0 + 60_000 + DEBOUNCE_MS);
  });

  guarantee('an ignored message is counted, but neither waits nor supersedes a turn that is being made', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    const snapshot = await world.snapshot(conversationId);
    expect(await world.takeIn({ kind: 'reaction', ignoredReason: 'reaction', receivedAtMs: T0 + 500 })).toMatchObject({
      isNew: true,
      state: 'ignored',
      dueAtMs: null,
    });
    expect(await world.commit(snapshot)).toMatchObject({ kind: 'committed', marked: 1 });
    expect(await world.states(conversationId)).toEqual({ answered: 1, ignored: 1 });
  });

  guarantee('messages are answered in the order of the provider second, then ingress, then place in the body', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn({ text: 'third', receivedAtMs: T0 + 300, sentAtMs: T0 + 1_000 });
    await world.takeIn({ text: 'second', part: 1, receivedAtMs: T0 + 200, sentAtMs: T0 });
    await world.takeIn({ text: 'first', part: 0, receivedAtMs: T0 + 200, sentAtMs: T0 });
    expect((await world.snapshot(conversationId)).messages.map((message) => message.text)).toEqual(['first', 'second', 'third']);
  });

  guarantee('the answer goes to the line of the latest message, not of one that came late', async () => {
    const world = newWorld();
    const other = { provider: 'meta', instance: randomUUID() } as const;
    const { conversationId } = await world.takeIn({ line: other, receivedAtMs: T0 + 3_000 });
    await world.takeIn({ receivedAtMs: T0 + 4_000, sentAtMs: T0 });
    expect((await world.snapshot(conversationId, T0 + 20_000)).conversation).toMatchObject({ line: other, lastInboundAtMs: T0 + 3_000 });
  });

  guarantee('a text with NUL characters and half emoji is kept readable', async () => {
    const world = newWorld();
    const { conversationId } = await world.inbox.takeIn(world.message({ text: 'a\u0000b', details: { raw: 'x\u0000\ud83d', path: 'c:\\u0000' } }), [
      { traceId: 'trace-of-odd-text', atMs: T0, stage: 'inbound', name: 'taken in', ms: null, data: { text: 'a\u0000\udc00' } },
    ]);
    expect((await world.snapshot(conversationId)).messages[0]?.text).toBe('a\ufffdb');
    const [row] = await world.rows('select details from core.inbox where conversation_id = $1', [conversationId]);
    expect(row?.['details']).toEqual({ raw: 'x\ufffd\ufffd', path: 'c:\\u0000' });
  });

  guarantee('a message taken in after the hold is over is not held, however long ago it was received', async () => {
    const world = newWorld();
    await world.echo({ receivedAtMs: T0, holdUntilMs: T0 + 60_000 });
    expect(await world.takeIn({ receivedAtMs: T0 + 30_000, nowMs: T0 + 31_000 })).toMatchObject({ state: 'held' });
    expect(await world.takeIn({ receivedAtMs: T0 + 30_000, nowMs: T0 + 61_000 })).toMatchObject({ state: 'pending' });
  });

  guarantee('a job that runs again tells its story once', async () => {
    const world = newWorld();
    const message = world.message();
    const { traceId } = message.trace;
    const story = (nowMs: number) => [
      { traceId, atMs: T0, stage: 'ingress' as const, name: 'webhook accepted', ms: 1, data: {} },
      { traceId, atMs: nowMs, stage: 'inbound' as const, name: 'taken in', ms: nowMs - T0, data: {} },
    ];
    const told = async () => (await world.rows('select name from core.trace_events where trace_id = $1 order by id', [traceId])).map((row) => row['name']);
    await world.inbox.takeIn(message, story(T0 + 5));
    await world.inbox.takeIn(message, story(T0 + 9_000));
    await world.inbox.recordStory(story(T0 + 9_000));
    await world.inbox.takeInUnrouted({ ...world.message({ trace: message.trace }), reason: 'unknown_line' }, story(T0 + 9_000));
    expect(await told()).toEqual(['webhook accepted', 'taken in']);
    // Another webhook of the same trace has a story of its own.
    await world.inbox.recordStory(story(T0 + 9_000).map((event) => ({ ...event, atMs: event.atMs + 1 })));
    expect(await told()).toHaveLength(4);
  });

  guarantee('clinics never share a conversation, even of one phone number', async () => {
    const [one, other] = [newWorld(), newWorld()];
    const { conversationId } = await one.takeIn({ patientKey: '5500' });
    expect((await other.takeIn({ patientKey: '5500' })).conversationId).not.toBe(conversationId);
  });

  guarantee('a message on a line that no clinic has is ignored and counted once', async () => {
    const world = newWorld();
    const message = { ...world.message(), line: { provider: 'meta', instance: randomUUID() } as const, reason: 'unknown_line' };
    await world.inbox.takeInUnrouted(message, []);
    await world.inbox.takeInUnrouted(message, []);
    expect(await world.rows('select state, reason from core.inbox where instance_name = $1', [message.line.instance])).toEqual([
      { state: 'ignored', reason: 'unknown_line' },
    ]);
  });

  guarantee('an edit replaces the pending text and makes a turn that read the old one give up', async () => {
    const world = newWorld();
    const message = world.message({ text: 'on monday' });
    const { conversationId } = await world.inbox.takeIn(message, []);
    const snapshot = await world.snapshot(conversationId);
    const change = {
      clinicId: world.clinicId,
      line: world.line,
      targetMessageId: message.providerMessageId,
      atMs: T0 + 2_000,
      nowMs: T0 + 2_000,
      trace: message.trace,
      debounceMs: DEBOUNCE_MS,
      burstMaxWaitMs: BURST_MAX_WAIT_MS,
    };
    expect(await world.inbox.changeMessage({ ...change, change: { kind: 'edit', text: 'on tuesday' } })).toEqual({
      outcome: 'changed',
      conversationId,
      dueAtMs: T0 + 2_000 + DEBOUNCE_MS,
    });
    expect(await world.commit(snapshot, { mayNotBeSuperseded: true })).toEqual({ kind: 'lost' });
    expect((await world.snapshot(conversationId)).messages[0]?.text).toBe('on tuesday');
  });

  guarantee('an edit that takes the caption away leaves the picture to be answered; one without readable text leaves the text', async () => {
    const world = newWorld();
    const picture = world.message({ kind: 'inbound_media', media: { mediaType: 'image' }, text: 'my tooth' });
    const text = world.message({ receivedAtMs: T0 + 100 });
    const { conversationId } = await world.inbox.takeIn(picture, []);
    await world.inbox.takeIn(text, []);
    for (const { providerMessageId, trace } of [picture, text]) {
      const change = { clinicId: world.clinicId, line: world.line, targetMessageId: providerMessageId, change: { kind: 'edit' as const, text: null } };
      const timing = { atMs: T0, nowMs: T0, debounceMs: DEBOUNCE_MS, burstMaxWaitMs: BURST_MAX_WAIT_MS };
      expect(await world.inbox.changeMessage({ ...change, ...timing, trace })).toMatchObject({ outcome: 'changed' });
    }
    expect((await world.snapshot(conversationId)).messages).toMatchObject([
      { kind: 'inbound_media', text: null },
      { kind: 'inbound_text', text: 'good morning' },
    ]);
  });

  guarantee('a deleted message is superseded and never answered; after the answer it is too late', async () => {
    const world = newWorld();
    const message = world.message();
    const { conversationId } = await world.inbox.takeIn(message, []);
    const snapshot = await world.snapshot(conversationId);
    const change = {
      clinicId: world.clinicId,
      line: world.line,
      targetMessageId: message.providerMessageId,
      change: { kind: 'delete' as const },
      atMs: T0,
      nowMs: T0,
      trace: message.trace,
      debounceMs: 1,
      burstMaxWaitMs: 1,
    };
    expect(await world.inbox.changeMessage(change)).toMatchObject({ outcome: 'changed' });
    expect(await world.commit(snapshot)).toEqual({ kind: 'lost' });
    expect(await world.open(conversationId)).toEqual({ kind: 'nothing_pending' });
    expect(await world.states(conversationId)).toEqual({ superseded: 1 });
    expect(await world.inbox.changeMessage(change)).toMatchObject({ outcome: 'late', dueAtMs: null });
    expect(await world.inbox.changeMessage({ ...change, targetMessageId: randomUUID() })).toEqual({ outcome: 'unknown', conversationId: null, dueAtMs: null });
  });

  guarantee('typing moves the quiet window of what waits, within the longest wait, and of nothing else', async () => {
    const world = newWorld();
    const typing = { clinicId: world.clinicId, patientKey: world.patientKey, debounceMs: DEBOUNCE_MS, burstMaxWaitMs: BURST_MAX_WAIT_MS };
    expect(await world.inbox.extendQuiet({ ...typing, nowMs: T0 })).toBeNull();
    const { conversationId } = await world.takeIn();
    expect(await world.inbox.extendQuiet({ ...typing, nowMs: T0 + 1_000 })).toEqual({ conversationId, dueAtMs: T0 + 1_000 + DEBOUNCE_MS });
    expect(await world.open(conversationId, T0 + 1_500)).toEqual({ kind: 'not_yet', dueAtMs: T0 + 1_000 + DEBOUNCE_MS });
    expect(await world.inbox.extendQuiet({ ...typing, nowMs: T0 + 7_900 })).toMatchObject({ dueAtMs: T0 + BURST_MAX_WAIT_MS });
  });

  guarantee('a connection report that was overtaken does not replace a newer one', async () => {
    const world = newWorld();
    await world.rows("insert into healthcare.clinics (id, organization_id, name, profile) values ($1, $1, 'x', '{}')", [world.clinicId]);
    await world.rows("insert into healthcare.whatsapp_instances (provider, instance_name, clinic_id, channel) values ('evolution', $1, $2, '{}')", [
      world.line.instance,
      world.clinicId,
    ]);
    await world.inbox.recordConnection(world.line, 'open', T0 + 1_000);
    await world.inbox.recordConnection(world.line, 'close', T0);
    expect(await world.rows('select connection_state from healthcare.whatsapp_instances where instance_name = $1', [world.line.instance])).toEqual([
      { connection_state: 'open' },
    ]);
  });
});
