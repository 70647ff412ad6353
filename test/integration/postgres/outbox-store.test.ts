import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failHeadSend } from '../../../src/adapters/postgres/outbox/fail-head-send.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { databaseKinds } from '../../support/databases.ts';
import { MessageWorld, STALE_SENDING_MS, T0 } from '../../support/message-world.ts';

const sent = (providerMessageId: string = randomUUID()) => ({ kind: 'sent', providerMessageId }) as const;

describe.each(await databaseKinds())('the outbox on $name', ({ open, skip }) => {
  let sql: Sql;
  const newWorld = () => new MessageWorld(sql);
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  guarantee('rows are sent in order, one at a time', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    const first = await world.claimed(conversationId);
    expect(first).toMatchObject({ text: 'one', attempts: 1, to: world.patientKey, origin: 'bot', lastInbound: { sentAtMs: T0 } });
    expect(await world.claim(conversationId)).toEqual({ kind: 'in_flight', untilMs: T0 + 11_000 + STALE_SENDING_MS });
    expect(await world.settle(first, sent())).toMatchObject({ kind: 'settled' });
    expect(await world.claimed(conversationId)).toMatchObject({ text: 'two' });
  });

  guarantee('a conversation without anything to send says so', async () => {
    const world = newWorld();
    expect(await world.claim(randomUUID())).toEqual({ kind: 'none' });
  });

  guarantee('a retry waits until it is due, and outages do not count while the fence still rises', async () => {
    const world = newWorld();
    const conversationId = await world.answered();
    const first = await world.claimed(conversationId);
    await world.settle(first, { kind: 'retry', reason: 'rate_limited', afterMs: null, countsAsAttempt: false }, T0 + 12_000, T0 + 20_000);
    expect(await world.claim(conversationId, T0 + 19_000)).toEqual({ kind: 'not_due', dueAtMs: T0 + 20_000 });
    expect(await world.claimed(conversationId, T0 + 20_000)).toMatchObject({ attempts: 2, uncounted: 1 });
    expect(await world.settle(first, { kind: 'retry', reason: 'rate_limited', afterMs: null, countsAsAttempt: false }, T0 + 20_001, T0 + 20_001)).toEqual({
      kind: 'lost',
    });
  });

  guarantee('settling again after a lost connection is the same as settling once', async () => {
    const world = newWorld();
    const send = await world.claimed(await world.answered());
    const result = sent();
    expect(await world.settle(send, result)).toMatchObject({ kind: 'settled' });
    expect(await world.settle(send, result)).toMatchObject({ kind: 'settled' });
    expect(await world.settle(send, sent())).toEqual({ kind: 'lost' });
  });

  guarantee('a sender that was stopped and wakes up after another attempt changes nothing', async () => {
    const world = newWorld();
    const conversationId = await world.answered();
    const stopped = await world.claimed(conversationId);
    const later = T0 + 11_000 + STALE_SENDING_MS;
    await world.claim(conversationId, later);
    await world.outbox.recordProbe({
      outboxId: stopped.outboxId,
      attempts: 1,
      result: 'not_sent',
      providerMessageId: null,
      nowMs: later,
      resend: true,
      giveUp: false,
      nextProbeAtMs: null,
    });
    const second = await world.claimed(conversationId, later);
    expect(second.attempts).toBe(2);
    expect(await world.settle(stopped, { kind: 'failed', reason: 'late', alert: false })).toEqual({ kind: 'lost' });
    expect(await world.settle(second, sent())).toMatchObject({ kind: 'settled' });
  });

  guarantee('a row that was being sent for too long is uncertain and is probed, not sent again', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    await world.claimed(conversationId);
    const claim = await world.claim(conversationId, T0 + 11_000 + STALE_SENDING_MS);
    expect(claim).toMatchObject({ kind: 'uncertain', sinceMs: T0 + 11_000, probes: 0, send: { attempts: 1, text: 'one' } });
    expect(await world.claim(conversationId, T0 + 12_000 + STALE_SENDING_MS)).toMatchObject({ kind: 'uncertain' });
  });

  guarantee('a probe that finds the message settles the row; the next one is sent', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    const { outboxId } = await world.claimed(conversationId);
    await world.claim(conversationId, T0 + 60_000);
    await world.outbox.recordProbe({
      outboxId,
      attempts: 1,
      result: 'sent',
      providerMessageId: 'found',
      nowMs: T0 + 60_000,
      resend: false,
      giveUp: false,
      nextProbeAtMs: null,
    });
    expect(await world.outboxStates(conversationId)).toEqual(['sent', 'queued']);
    expect(await world.claimed(conversationId, T0 + 60_000)).toMatchObject({ text: 'two' });
  });

  guarantee('an uncertain row is resent at most once', async () => {
    const world = newWorld();
    const conversationId = await world.answered();
    const { outboxId } = await world.claimed(conversationId);
    const probe = { outboxId, result: 'not_sent', providerMessageId: null, resend: true, giveUp: false, nextProbeAtMs: null } as const;
    await world.claim(conversationId, T0 + 60_000);
    await world.outbox.recordProbe({ ...probe, attempts: 1, nowMs: T0 + 60_000 });
    await world.claimed(conversationId, T0 + 60_000);
    await world.claim(conversationId, T0 + 120_000);
    await world.outbox.recordProbe({ ...probe, attempts: 2, nowMs: T0 + 120_000 });
    expect(await world.outboxStates(conversationId)).toEqual(['uncertain']);
    expect(await world.claim(conversationId, T0 + 180_000)).toEqual({ kind: 'none' });
  });

  guarantee('a row given up stays uncertain, lets the next one pass, and is settled by a late status', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    const { outboxId } = await world.claimed(conversationId);
    await world.claim(conversationId, T0 + 60_000);
    await world.outbox.recordProbe({
      outboxId,
      attempts: 1,
      result: 'unknown',
      providerMessageId: null,
      nowMs: T0 + 60_000,
      resend: false,
      giveUp: true,
      nextProbeAtMs: null,
    });
    await world.settle(await world.claimed(conversationId, T0 + 60_000), sent());
    expect(await world.outboxStates(conversationId)).toEqual(['uncertain', 'sent']);
    await world.inbox.applyStatuses([world.status('late', 'delivered', { outboxId })]);
    expect(await world.outboxStates(conversationId)).toEqual(['sent', 'sent']);
  });

  guarantee('a row given up is probed again when that is due, goes on holding up nobody, and is resent once on a clear no', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    const { outboxId } = await world.claimed(conversationId);
    const probe = { outboxId, attempts: 1, result: 'unknown', providerMessageId: null, resend: false, giveUp: true } as const;
    await world.claim(conversationId, T0 + 60_000);
    await world.outbox.recordProbe({ ...probe, nowMs: T0 + 60_000, nextProbeAtMs: T0 + 120_000 });
    const second = await world.claimed(conversationId, T0 + 61_000);
    expect(second).toMatchObject({ text: 'two' });
    await world.settle(second, { kind: 'retry', reason: 'away', afterMs: null, countsAsAttempt: false }, T0 + 62_000, T0 + 300_000);
    const due = async (nowMs: number) => (await world.sweep.due({ nowMs, staleSendingMs: STALE_SENDING_MS, armAheadMs: 0, limit: 500 })).sends;
    expect(await due(T0 + 119_000)).not.toContainEqual({ conversationId });
    expect(await due(T0 + 120_000)).toContainEqual({ conversationId });
    expect(await world.claim(conversationId, T0 + 120_000)).toMatchObject({ kind: 'uncertain', holdsUp: false, sinceMs: T0 + 11_000, send: { text: 'one' } });
    await world.outbox.recordProbe({ ...probe, nowMs: T0 + 120_000, nextProbeAtMs: T0 + 180_000 });
    expect(await world.claim(conversationId, T0 + 121_000)).toEqual({ kind: 'not_due', dueAtMs: T0 + 300_000 });
    await world.outbox.recordProbe({ ...probe, result: 'not_sent', resend: true, giveUp: false, nowMs: T0 + 180_000, nextProbeAtMs: null });
    expect(await world.claimed(conversationId, T0 + 180_000)).toMatchObject({ text: 'one', attempts: 2 });
  });

  guarantee('a row given up is never resent once a later one was sent, and in the end is no longer probed', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    const { outboxId } = await world.claimed(conversationId);
    const probe = { outboxId, attempts: 1, providerMessageId: null } as const;
    await world.claim(conversationId, T0 + 60_000);
    await world.outbox.recordProbe({ ...probe, result: 'unknown', resend: false, giveUp: true, nowMs: T0 + 60_000, nextProbeAtMs: T0 + 120_000 });
    await world.settle(await world.claimed(conversationId, T0 + 61_000), sent());
    await world.outbox.recordProbe({ ...probe, result: 'not_sent', resend: true, giveUp: false, nowMs: T0 + 120_000, nextProbeAtMs: null });
    expect(await world.outboxStates(conversationId)).toEqual(['uncertain', 'sent']);
    expect(await world.claim(conversationId, T0 + 86_400_000)).toEqual({ kind: 'none' });
  });

  guarantee('the row that a sender fails on is the one it claims, also when that was given up before', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    const { outboxId } = await world.claimed(conversationId);
    await world.claim(conversationId, T0 + 60_000);
    const probe = { outboxId, attempts: 1, result: 'unknown', providerMessageId: null, resend: false, giveUp: true } as const;
    await world.outbox.recordProbe({ ...probe, nowMs: T0 + 60_000, nextProbeAtMs: T0 + 120_000 });
    expect(await world.claim(conversationId, T0 + 120_000)).toMatchObject({ kind: 'uncertain', send: { text: 'one' } });
    expect(await failHeadSend(sql, { conversationId, reason: 'test', nowMs: T0 + 120_000 })).toBe(1);
    expect(await world.outboxStates(conversationId)).toEqual(['failed', 'queued']);
  });

  guarantee('a row to be probed comes with our latest message that its line sent in this conversation', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two', 'three']);
    await world.settle(await world.claimed(conversationId), sent('first'));
    await world.settle(await world.claimed(conversationId), { kind: 'failed', reason: 'x', alert: false });
    expect(await world.claimed(conversationId)).toMatchObject({ text: 'three', lastSent: null, queuedAtMs: T0 + 10_050 });
    expect(await world.claim(conversationId, T0 + 60_000)).toMatchObject({
      kind: 'uncertain',
      send: { text: 'three', lastSent: { providerMessageId: 'first', sentAtMs: T0 + 11_500 } },
    });
  });

  guarantee('a head that a newer version wrote is left to that version, and so is what follows it', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    await world.rows('update core.outbox set schema = 2 where conversation_id = $1 and seq = 1', [conversationId]);
    expect(await world.claim(conversationId)).toEqual({ kind: 'none' });
    expect(await world.outboxStates(conversationId)).toEqual(['queued', 'queued']);
    const { sends } = await world.sweep.due({ nowMs: T0 + 60_000, staleSendingMs: STALE_SENDING_MS, armAheadMs: 0, limit: 500 });
    expect(sends).not.toContainEqual({ conversationId });
  });

  guarantee('what the bot said when it handed over is sent though the patient changes a message since, but not after a human took over', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.commit(await world.snapshot(conversationId), { holdUntilMs: T0 + 3_600_000, parts: ['a colleague will write to you', 'soon'] });
    await world.rows('update core.whatsapp_conversations set version = version + 1 where id = $1', [conversationId]);
    const first = await world.claimed(conversationId);
    expect(first).toMatchObject({ text: 'a colleague will write to you' });
    await world.echo({ receivedAtMs: T0 + 12_000 });
    await world.rows("update core.outbox set state = 'queued' where conversation_id = $1 and seq = 2", [conversationId]);
    await world.settle(first, sent(), T0 + 13_000);
    expect(await world.claim(conversationId, T0 + 14_000)).toEqual({ kind: 'withdrawn', count: 1 });
  });

  guarantee('what the bot has queued is withdrawn while a human holds the conversation; what staff wrote is sent', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    await world.rows("update core.outbox set origin = 'staff' where conversation_id = $1 and seq = 2", [conversationId]);
    await world.rows('update core.whatsapp_conversations set version = version + 1, held_until = core.at($2) where id = $1', [conversationId, T0 + 3_600_000]);
    expect(await world.claim(conversationId)).toEqual({ kind: 'withdrawn', count: 1 });
    expect(await world.claimed(conversationId)).toMatchObject({ text: 'two', origin: 'staff' });
  });

  guarantee('a failed row and a closed window end the row with the reason', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    await world.settle(await world.claimed(conversationId), { kind: 'failed', reason: 'not_on_whatsapp', alert: false });
    await world.settle(await world.claimed(conversationId), { kind: 'window_closed', reason: '24h' });
    expect(await world.rows('select state, reason from core.outbox where conversation_id = $1 order by seq', [conversationId])).toEqual([
      { state: 'failed', reason: 'not_on_whatsapp' },
      { state: 'failed', reason: 'window_closed:24h' },
    ]);
  });

  guarantee('a provider id that another row has does not keep a row from being settled', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    await world.settle(await world.claimed(conversationId), sent('same'));
    expect(await world.settle(await world.claimed(conversationId), sent('same'))).toMatchObject({ kind: 'settled' });
    expect(await world.outboxStates(conversationId)).toEqual(['sent', 'sent']);
  });
});
