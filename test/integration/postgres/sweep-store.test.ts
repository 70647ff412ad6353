import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLedgerReader } from '../../../src/adapters/postgres/admin/ledger-reader.ts';
import { clinicSource } from '../../../src/adapters/postgres/clinic-source.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { databaseKinds } from '../../support/databases.ts';
import { MessageWorld, OVERDUE_AFTER_MS, STALE_SENDING_MS, T0 } from '../../support/message-world.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

describe.each(await databaseKinds())('the sweep on $name', ({ open, skip }) => {
  let sql: Sql;
  const newWorld = () => new MessageWorld(sql);
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);
  const due = (world: MessageWorld, nowMs: number, limit = 500) => world.sweep.due({ nowMs, staleSendingMs: STALE_SENDING_MS, armAheadMs: 0, limit });

  guarantee('finds what is due without any queue: pending past its quiet window, held ones too, and not before', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    expect((await due(world, T0 + 100)).turns).not.toContainEqual({ conversationId });
    expect((await due(world, T0 + 10_000)).turns).toContainEqual({ conversationId });
    await world.rows('update core.whatsapp_conversations set held_until = core.at($2) where id = $1', [conversationId, T0 + 3_600_000]);
    expect((await due(world, T0 + 10_000)).turns).toContainEqual({ conversationId });
    await world.open(conversationId);
    expect((await due(world, T0 + 10_000)).turns).not.toContainEqual({ conversationId });
  });

  guarantee('finds sends by the head of their conversation: queued when due, sending when stale, uncertain at once', async () => {
    const world = newWorld();
    const conversationId = await world.answered(['one', 'two']);
    expect((await due(world, T0 + 11_000)).sends).toContainEqual({ conversationId });
    const send = await world.claimed(conversationId);
    expect((await due(world, T0 + 12_000)).sends).not.toContainEqual({ conversationId });
    expect((await due(world, T0 + 11_000 + STALE_SENDING_MS)).sends).toContainEqual({ conversationId });
    await world.settle(send, { kind: 'retry', reason: 'busy', afterMs: null, countsAsAttempt: true }, T0 + 12_000, T0 + 100_000);
    expect((await due(world, T0 + 90_000)).sends).not.toContainEqual({ conversationId });
    await world.settle(await world.claimed(conversationId, T0 + 100_000), { kind: 'uncertain', reason: 'timeout' });
    expect((await due(world, T0 + 100_001)).sends).toContainEqual({ conversationId });
  });

  guarantee('a pass takes at most its limit, the oldest first', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn({ receivedAtMs: T0 - 86_400_000 });
    await world.takeIn({ patientKey: '6600' });
    expect((await due(world, T0 + 10_000, 1)).turns).toEqual([{ conversationId }]);
  });

  guarantee('every accepted message is in exactly one state, and the ledger adds up', async () => {
    const world = newWorld();
    const ledger = () => createLedgerReader(sql).read(world.clinicId);
    await world.answered(['one', 'two']);
    await world.takeIn({ receivedAtMs: T0 + 60_000 });
    await world.echo({ receivedAtMs: T0 + 61_000 });
    await world.takeIn({ receivedAtMs: T0 + 62_000, ignoredReason: 'stale' });
    await world.takeIn({ patientKey: '6600' });
    const { answered, held, pending, ignored, merged, superseded, deadLettered, outbox } = await ledger();
    expect({ answered, held, pending, ignored, merged, superseded, deadLettered }).toEqual({
      answered: 1,
      held: 1,
      pending: 1,
      ignored: { stale: 1 },
      merged: 0,
      superseded: 0,
      deadLettered: 0,
    });
    expect(outbox.withdrawn).toBe(2);
  });

  guarantee('messages that a newer version wrote are left to it', async () => {
    const world = newWorld();
    const { conversationId } = await world.takeIn();
    await world.rows('update core.inbox set schema = 2 where conversation_id = $1', [conversationId]);
    expect((await due(world, T0 + 10_000)).turns).not.toContainEqual({ conversationId });
  });

  guarantee('what is overdue is counted from five minutes on, and since when', async () => {
    const world = newWorld();
    await world.rows("update core.inbox set state = 'ignored' where state = 'pending'");
    await world.rows("update core.outbox set state = 'failed' where state in ('queued', 'sending', 'uncertain')");
    await world.takeIn({ patientKey: '6601', receivedAtMs: T0 + 20_000 });
    await world.answered(['one', 'two']);
    expect(await world.sweep.reconcile({ nowMs: T0 + 60_000, overdueAfterMs: OVERDUE_AFTER_MS })).toMatchObject({
      overduePending: 0,
      overdueUnsent: 0,
      oldestOverdueAtMs: null,
    });
    expect(await world.sweep.reconcile({ nowMs: T0 + 600_000, overdueAfterMs: OVERDUE_AFTER_MS })).toMatchObject({
      overduePending: 1,
      overdueUnsent: 2,
      oldestOverdueAtMs: T0 + 10_050,
    });
  });

  guarantee('a send of unknown outcome is told once, after five minutes', async () => {
    const world = newWorld();
    await world.settle(await world.claimed(await world.answered()), { kind: 'uncertain', reason: 'timeout' });
    await world.sweep.reconcile({ nowMs: T0 + 100_000, overdueAfterMs: OVERDUE_AFTER_MS });
    expect(await world.sweep.reconcile({ nowMs: T0 + 311_000, overdueAfterMs: OVERDUE_AFTER_MS })).toMatchObject({ newlyUncertain: 1 });
    expect(await world.sweep.reconcile({ nowMs: T0 + 371_000, overdueAfterMs: OVERDUE_AFTER_MS })).toMatchObject({ newlyUncertain: 0 });
  });

  guarantee('open dead letters are counted', async () => {
    const world = newWorld();
    const { openDeadLetters } = await world.sweep.reconcile({ nowMs: T0, overdueAfterMs: OVERDUE_AFTER_MS });
    const { conversationId } = await world.takeIn();
    await world.turns.deadLetter(conversationId, 'test', T0);
    expect((await world.sweep.reconcile({ nowMs: T0, overdueAfterMs: OVERDUE_AFTER_MS })).openDeadLetters - openDeadLetters).toBe(1);
  });

  guarantee('a clinic is found by its id and by each of its lines, channels in order', async () => {
    const clinic = sampleClinic({
      id: randomUUID(),
      channels: [
        { provider: 'meta', phoneNumberId: `line-${randomUUID()}`, accessToken: 'token' },
        { provider: 'evolution', instance: `line-${randomUUID()}`, baseUrl: 'http://localhost:9', apiKey: 'key' },
      ],
    });
    const { channels, ...profile } = clinic;
    const world = newWorld();
    await world.rows('insert into healthcare.clinics (id, organization_id, name, profile) values ($1, $2, $3, $4::jsonb)', [
      clinic.id,
      clinic.organizationId,
      clinic.name,
      JSON.stringify(profile),
    ]);
    for (const [position, channel] of channels.entries()) {
      const instance = channel.provider === 'evolution' ? channel.instance : channel.phoneNumberId;
      const values = [channel.provider, instance, clinic.id, JSON.stringify(channel), position];
      await world.rows(
        'insert into healthcare.whatsapp_instances (provider, instance_name, clinic_id, channel, position) values ($1, $2, $3, $4::jsonb, $5)',
        values,
      );
      expect(await clinicSource(sql).byLine({ provider: channel.provider, instance })).toMatchObject({ id: clinic.id });
    }
    expect(await clinicSource(sql).byId(clinic.id)).toEqual(clinic);
    expect((await clinicSource(sql).all()).map((one) => one.id)).toContain(clinic.id);
    expect(await clinicSource(sql).byLine({ provider: 'meta', instance: randomUUID() })).toBeNull();
  });
});
