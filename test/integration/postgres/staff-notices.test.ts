import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClinicAdmin } from '../../../src/adapters/postgres/admin/clinic-admin.ts';
import { createConversationAdmin } from '../../../src/adapters/postgres/admin/conversation-admin.ts';
import { failHeadSend } from '../../../src/adapters/postgres/outbox/fail-head-send.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { databaseKinds } from '../../support/databases.ts';
import { T0 } from '../../support/message-world.ts';
import { BOTH, escalation, HOOK, NOW, StaffWorld } from '../../support/staff-world.ts';

describe.each(await databaseKinds())('what is written for staff to be told on $name', ({ open, skip }) => {
  let sql: Sql;
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());
  const guarantee = test.skipIf(skip);

  describe('a turn’s commit', () => {
    guarantee('writes what staff are told with the effects, with the ids to find it by', async () => {
      const world = await StaffWorld.open(sql, BOTH);
      const message = world.message();
      const { conversationId } = await world.inbox.takeIn(message, []);
      const turnId = randomUUID();
      const booking = world.booking(T0 + 86_400_000);
      const { appointmentId: id, serviceId, doctorId, startMs, endMs } = booking;
      const notice = { event: 'booked' as const, appointment: { id, serviceId, doctorId, startMs, endMs } };
      const notifications = [
        { channel: 'webhook' as const, subject: `turn:${turnId}:0`, notice },
        { channel: 'whatsapp' as const, subject: `turn:${turnId}:0`, notice },
      ];
      await world.commit(await world.snapshot(conversationId), { turnId, effects: [booking], notifications });
      expect(await world.notifications()).toMatchObject(
        ['webhook', 'whatsapp'].map((channel) => ({
          channel,
          event: 'booked',
          conversation_id: conversationId,
          turn_id: turnId,
          state: 'queued',
          attempts: 0,
          detail: { appointment: notice.appointment },
          trace_id: message.trace.traceId,
          request_id: message.trace.requestId,
        })),
      );
    });

    guarantee('writes nothing when it is lost, superseded or refused', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      const { conversationId } = await world.takeIn();
      const snapshot = await world.snapshot(conversationId);
      await world.takeIn();
      expect((await world.commit(snapshot, { notifications: [escalation()] })).kind).toBe('superseded');
      await world.rows('update core.whatsapp_conversations set version = version + 1 where id = $1', [conversationId]);
      expect((await world.commit(snapshot, { notifications: [escalation()], mayNotBeSuperseded: true })).kind).toBe('lost');
      const fresh = await world.snapshot(conversationId);
      const overlapping = [world.booking(T0 + 86_400_000), world.booking(T0 + 86_400_000)];
      expect((await world.commit(fresh, { effects: overlapping, notifications: [escalation()] })).kind).toBe('conflict');
      expect(await world.notifications()).toEqual([]);
    });
  });

  describe('a message that was not sent', () => {
    const failed = { kind: 'failed' as const, reason: 'recipient:not_on_whatsapp', alert: false };

    guarantee('is told with its reason by the statement that fails it, in every channel and once', async () => {
      const world = await StaffWorld.open(sql, BOTH);
      const conversationId = await world.answered();
      const send = await world.claimed(conversationId);
      await world.settle(send, failed);
      await world.settle(send, failed);
      const detail = { reason: failed.reason, effects: [] };
      expect(await world.told()).toEqual([
        ['send_failed', 'webhook', detail],
        ['send_failed', 'whatsapp', detail],
      ]);
      expect(await world.notifications()).toMatchObject([{ conversation_id: conversationId, outbox_id: send.outboxId, trace_id: send.trace.traceId }, {}]);
    });

    guarantee('is not told for a clinic without the setting, for one that wants other events, or when it is tried again', async () => {
      const worlds = [
        await StaffWorld.open(sql),
        await StaffWorld.open(sql, { ...HOOK, events: ['booked'] }),
        await StaffWorld.open(sql, { events: ['send_failed'] }),
      ];
      for (const world of worlds) {
        await world.settle(await world.claimed(await world.answered()), failed);
        expect(await world.notifications()).toEqual([]);
      }
      const world = await StaffWorld.open(sql, HOOK);
      const conversationId = await world.answered();
      await world.settle(await world.claimed(conversationId), { kind: 'retry', reason: 'busy', afterMs: 0, countsAsAttempt: true }, T0 + 11_500, T0 + 12_000);
      await world.settle(await world.claimed(conversationId, T0 + 13_000), { kind: 'uncertain', reason: 'timeout' });
      expect(await world.notifications()).toEqual([]);
    });

    guarantee('is told when the provider reports the failure later, and when a job gives it up', async () => {
      const reported = await StaffWorld.open(sql, HOOK);
      const send = await reported.claimed(await reported.answered());
      await reported.settle(send, { kind: 'sent', providerMessageId: 'p1' });
      await reported.inbox.applyStatuses([reported.status('p1', 'failed', { errorCode: 131026 })]);
      expect(await reported.told()).toEqual([['send_failed', 'webhook', { reason: 'provider:131026', effects: [] }]]);

      const givenUp = await StaffWorld.open(sql, HOOK);
      await failHeadSend(sql, { conversationId: await givenUp.answered(), reason: 'bug: x', nowMs: NOW });
      expect(await givenUp.told()).toEqual([['send_failed', 'webhook', { reason: 'bug: x', effects: [] }]]);
    });

    guarantee('is told when nobody knows for five minutes whether it was sent, and not again when it failed after all', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      const conversationId = await world.answered();
      const send = await world.claimed(conversationId);
      await world.settle(send, { kind: 'uncertain', reason: 'timeout' });
      await world.sweep.reconcile({ nowMs: T0 + 600_000, overdueAfterMs: 300_000 });
      expect(await world.told()).toEqual([['send_failed', 'webhook', { reason: 'unknown_outcome', effects: [] }]]);
      await world.settle(send, failed);
      expect(await world.told()).toHaveLength(1);
    });

    guarantee('says which effects the patient does not know of', async () => {
      const world = await StaffWorld.open(sql, HOOK);
      const conversationId = await world.tellingTurn([], [world.booking(T0 + 86_400_000), { kind: 'escalate', reason: 'x' }]);
      await world.settle(await world.claimed(conversationId), failed);
      expect(await world.told()).toEqual([['send_failed', 'webhook', { reason: failed.reason, effects: ['book'] }]]);
    });
  });

  describe('a withdrawn reply', () => {
    const takeover: [string, (world: StaffWorld, conversationId: string) => Promise<unknown>][] = [
      ['by a colleague’s own message', (world) => world.echo()],
      ['from the console', (_world, conversationId) => createConversationAdmin(sql).takeover(conversationId, NOW)],
      [
        'when it was to be sent',
        async (world, conversationId) => {
          await world.rows('update core.whatsapp_conversations set held_until = core.at($2) where id = $1', [conversationId, NOW + 3_600_000]);
          await world.claim(conversationId, NOW);
        },
      ],
    ];
    for (const [how, takeOver] of takeover) {
      guarantee(`is told once when it carried an effect, whatever number of parts it had: ${how}`, async () => {
        const world = await StaffWorld.open(sql, HOOK);
        const conversationId = await world.tellingTurn([], [world.booking(T0 + 86_400_000)], ['booked', 'see you']);
        await takeOver(world, conversationId);
        expect(await world.outboxStates(conversationId)).toEqual(['withdrawn', 'withdrawn']);
        expect(await world.told()).toEqual([['send_failed', 'webhook', { reason: 'withdrawn', effects: ['book'] }]]);
      });
    }

    guarantee('is nothing to tell when it said nothing was done, or when the clinic was removed', async () => {
      const plain = await StaffWorld.open(sql, HOOK);
      await plain.answered();
      await plain.echo();
      const handedOver = await StaffWorld.open(sql, HOOK);
      await handedOver.tellingTurn([], [{ kind: 'escalate', reason: 'x' }]);
      await handedOver.echo();
      const removed = await StaffWorld.open(sql, HOOK);
      await removed.tellingTurn([], [removed.booking(T0 + 86_400_000)]);
      await createClinicAdmin(sql).remove(removed.clinicId, NOW);
      for (const world of [plain, handedOver, removed]) expect(await world.notifications()).toEqual([]);
    });
  });
});
