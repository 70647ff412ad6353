import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClinicAdmin } from '../../../src/adapters/postgres/admin/clinic-admin.ts';
import { createConversationAdmin } from '../../../src/adapters/postgres/admin/conversation-admin.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { failHeadNotification } from '../../../src/adapters/postgres/staff/settle-notification.ts';
import { databaseKinds } from '../../support/databases.ts';
import { STALE_SENDING_MS, T0 } from '../../support/message-world.ts';
import { BOTH, escalation, HOOK, LEASE_MS, NOW, STAFF_NUMBER, StaffWorld } from '../../support/staff-world.ts';

describe.each(await databaseKinds())('telling staff on $name', ({ open, skip }) => {
  let sql: Sql;
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);
  const due = (world: StaffWorld, nowMs: number) => world.sweep.due({ nowMs, staleSendingMs: STALE_SENDING_MS, armAheadMs: 0, limit: 500 });

  describe('telling', () => {
    guarantee('takes the oldest first, with who the patient is by now', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      const conversationId = await world.tellingTurn();
      await world.rows("update core.patients set push_name = 'Push', name = 'Maria' where clinic_id = $1", [world.clinicId]);
      const { notification, ...rest } = await world.claimedNotice();
      expect(notification).toEqual({
        id: expect.any(String),
        clinicId: world.clinicId,
        conversationId,
        atMs: T0 + 10_050,
        traceId: rest.trace.traceId,
        patient: { from: world.patientKey, name: 'Maria' },
        notice: { event: 'escalated', reason: 'asked for a person' },
      });
      expect(rest).toMatchObject({ channel: 'webhook', attempts: 1, isMoot: false });
    });

    guarantee('names the person an appointment is for', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      const booking = world.booking(T0 + 86_400_000, { patientName: 'Little Tom' });
      const { appointmentId: id, serviceId, doctorId, startMs, endMs } = booking;
      const notice = { event: 'booked' as const, appointment: { id, serviceId, doctorId, startMs, endMs } };
      await world.tellingTurn([{ channel: 'webhook', subject: randomUUID(), notice }], [booking]);
      expect((await world.claimedNotice()).notification).toMatchObject({ patient: { name: 'Little Tom' }, notice });
    });

    guarantee('is one worker’s until the lease is over, then another one’s, and the first changes nothing any more', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      await world.tellingTurn();
      const first = await world.claimedNotice();
      expect(await world.claimNotice(NOW + 1)).toEqual({ kind: 'not_due', dueAtMs: NOW + LEASE_MS });
      const second = await world.claimedNotice(NOW + LEASE_MS);
      expect(second.attempts).toBe(2);
      expect(await world.settleNotice(first, { kind: 'failed', reason: 'x' })).toBe(false);
      expect(await world.settleNotice(second, { kind: 'delivered' })).toBe(true);
      expect(await world.settleNotice(second, { kind: 'delivered' })).toBe(true); // the answer to the first was lost on the way
      expect(await world.settleNotice(first, { kind: 'retry', reason: 'x', afterMs: null, alert: false }, NOW)).toBe(false);
      expect(await world.claimNotice(NOW + 1e9)).toEqual({ kind: 'none' });
      expect(await world.notifications()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
    });

    guarantee('workers of one clinic take different ones', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      await world.tellingTurn([escalation(), escalation(), escalation()]);
      const taken = await Promise.all(Array.from({ length: 6 }, () => world.claimNotice()));
      const ids = taken.flatMap((one) => (one.kind === 'claimed' ? [one.claimed.notification.id] : []));
      expect(new Set(ids).size).toBe(ids.length);
      for (let left = ids.length; left < 3; left += 1) ids.push((await world.claimedNotice()).notification.id);
      expect(new Set(ids).size).toBe(3);
    });

    guarantee('again when it is due, and what cannot be told leaves the way free', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      await world.tellingTurn();
      await world.settleNotice(await world.claimedNotice(), { kind: 'retry', reason: 'http:503', afterMs: null, alert: false }, NOW + 60_000);
      expect(await world.claimNotice(NOW + 59_999)).toEqual({ kind: 'not_due', dueAtMs: NOW + 60_000 });
      expect(await due(world, NOW + 59_999)).not.toMatchObject({
        staff: expect.arrayContaining([{ clinicId: world.clinicId }]),
      });
      expect((await due(world, NOW + 60_000)).staff).toContainEqual({ clinicId: world.clinicId });
      await world.tellingTurn([escalation('webhook', 'a later one')]);
      expect(await failHeadNotification(sql, { clinicId: world.clinicId, reason: 'bug: x', nowMs: NOW })).toBe(1);
      expect((await world.notifications()).map((row) => row['state']).sort()).toEqual(['failed', 'queued']);
    });

    guarantee('is moot when the message reached the patient after all', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      const send = await world.claimed(await world.answered());
      await world.settle(send, { kind: 'sent', providerMessageId: 'p1' });
      await world.inbox.applyStatuses([world.status('p1', 'failed')]);
      await world.inbox.applyStatuses([world.status('p1', 'delivered')]);
      expect((await world.claimedNotice()).isMoot).toBe(true);
    });

    guarantee('is left to a newer worker when that wrote it', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      await world.tellingTurn();
      await world.rows('update core.staff_notifications set schema = 2 where clinic_id = $1', [world.clinicId]);
      expect(await world.claimNotice()).toEqual({ kind: 'none' });
      expect(await failHeadNotification(sql, { clinicId: world.clinicId, reason: 'x', nowMs: NOW })).toBe(0);
      expect((await due(world, NOW + 1e9)).staff).not.toContainEqual({ clinicId: world.clinicId });
    });

    guarantee('never crosses clinics', async () => {
      const [world, other] = [await StaffWorld.open(sql, HOOK), await StaffWorld.open(sql, HOOK)];
      await world.tellingTurn();
      expect(await other.claimNotice()).toEqual({ kind: 'none' });
    });
  });

  describe('a WhatsApp message to staff', () => {
    guarantee('is put into the outbox once, under the notification’s id, and sent like any other', async () => {
      const world = await StaffWorld.open(sql, BOTH);
      const patients = await world.tellingTurn([escalation('whatsapp')]);
      const taken = await world.claimedNotice();
      const handed = await world.handOver(taken);
      expect(await world.handOver(taken)).toEqual(handed); // the answer to the first was lost on the way
      const thread = await world.staffThread();
      expect(handed).toEqual({ conversationId: thread?.['id'] });
      expect(handed?.conversationId).not.toBe(patients);
      const send = await world.claimed(String(thread?.['id']), NOW);
      expect(send).toMatchObject({ outboxId: taken.notification.id, to: STAFF_NUMBER, line: world.line, origin: 'notification', seq: 1, trace: taken.trace });
      await world.settle(send, { kind: 'sent', providerMessageId: 'p1' });
      expect(await world.claim(String(thread?.['id']), NOW)).toEqual({ kind: 'none' });
      expect(await world.claimNotice(NOW + 1e9)).toEqual({ kind: 'none' });
    });

    guarantee('is not put there by one whose lease is over', async () => {
      const world = await StaffWorld.open(sql, BOTH);
      await world.tellingTurn([escalation('whatsapp')]);
      const first = await world.claimedNotice();
      const second = await world.claimedNotice(NOW + LEASE_MS);
      expect(await world.handOver(first)).toBeNull();
      expect(await world.handOver(second)).not.toBeNull();
      expect(await world.outboxStates(String((await world.staffThread())?.['id']))).toEqual(['queued']);
    });

    guarantee('its echo is our own, with and without a known id; what colleagues write there holds and withdraws nothing', async () => {
      const world = await StaffWorld.open(sql, BOTH);
      await world.tellingTurn([escalation('whatsapp'), escalation('whatsapp'), escalation('whatsapp')]);
      await world.handOver(await world.claimedNotice(), 'first');
      await world.handOver(await world.claimedNotice(), 'second');
      const threadId = String((await world.staffThread())?.['id']);
      const send = await world.claimed(threadId, NOW);
      expect(await world.echo({ chat: STAFF_NUMBER, text: 'first', holdUntilMs: 0, receivedAtMs: NOW })).toEqual({ outcome: 'own', conversationId: threadId });
      await world.settle(send, { kind: 'uncertain', reason: 'timeout' });
      expect(await world.outboxStates(threadId)).toEqual(['sent', 'queued']);
      expect((await world.echo({ chat: STAFF_NUMBER, text: 'lunch?', holdUntilMs: 0, receivedAtMs: NOW })).outcome).toBe('ignored');
      expect(await world.outboxStates(threadId)).toEqual(['sent', 'queued']);
      expect((await world.conversation(threadId))['held_until']).toBeNull();
      await world.handOver(await world.claimedNotice(), 'third');
      expect(await world.outboxStates(threadId)).toEqual(['sent', 'queued', 'queued']);
    });

    guarantee('goes out although a person held that chat when it was a patient’s', async () => {
      const world = await StaffWorld.open(sql, BOTH);
      const { conversationId } = await world.takeIn({ patientKey: STAFF_NUMBER });
      await createConversationAdmin(sql).takeover(conversationId, NOW);
      await world.tellingTurn([escalation('whatsapp')]);
      expect(await world.handOver(await world.claimedNotice())).toEqual({ conversationId });
      expect(await world.claim(conversationId, NOW)).toMatchObject({ kind: 'claimed' });
    });

    guarantee('is found by an alias of the number', async () => {
      const world = await StaffWorld.open(sql, BOTH);
      const { conversationId } = await world.takeIn({ patientKey: '77@lid', aliases: [STAFF_NUMBER], ignoredReason: 'staff_number' });
      await world.tellingTurn([escalation('whatsapp')]);
      expect(await world.handOver(await world.claimedNotice())).toEqual({ conversationId });
    });

    guarantee('is told to nobody when it fails: there would be no end', async () => {
      const world = await StaffWorld.open(sql, BOTH);
      await world.tellingTurn([escalation('whatsapp')]);
      const handed = await world.handOver(await world.claimedNotice());
      await world.settle(await world.claimed(handed?.conversationId ?? '', NOW), { kind: 'failed', reason: 'recipient', alert: false });
      expect(await world.notifications()).toHaveLength(1);
    });
  });

  guarantee('follows a patient whose two ids turn out to be one person', async () => {
    const world = await StaffWorld.open(sql, HOOK);
    await world.tellingTurn();
    const { conversationId: into } = await world.takeIn({ patientKey: '5511900000009' });
    await world.inbox.mergeIdentity({ clinicId: world.clinicId, oldKey: world.patientKey, newKey: '5511900000009', nowMs: NOW });
    expect((await world.claimedNotice()).notification).toMatchObject({ conversationId: into, patient: { from: '5511900000009' } });
  });

  guarantee('is dropped with the clinic', async () => {
    const world = await StaffWorld.open(sql, HOOK);
    await world.tellingTurn();
    await createClinicAdmin(sql).remove(world.clinicId, NOW);
    expect(await world.notifications()).toMatchObject([{ state: 'dropped', reason: 'clinic_removed' }]);
  });
});
