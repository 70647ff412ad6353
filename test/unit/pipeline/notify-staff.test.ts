import { describe, expect, it } from 'vitest';
import type { Clinic } from '../../../src/domain/clinic.ts';
import type { StaffNotice } from '../../../src/domain/staff-notification.ts';
import type { ClaimedNotification, NotificationClaim, StaffMessage, TellResult, WebhookCall } from '../../../src/pipeline/notifying-ports.ts';
import { notifyStaff, type NotifyStaffPorts } from '../../../src/pipeline/notify-staff.ts';
import type { TraceEvent } from '../../../src/pipeline/ports.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const NOW = Date.UTC(2027, 2, 10, 12);
const HOUR_MS = 3_600_000;
const policy = { callWithinMs: 5_000, leaseMs: 15_000, giveUpAfterMs: 24 * HOUR_MS };
const line = (instance: string): Clinic['channels'][number] => ({ provider: 'evolution', instance, baseUrl: 'http://evolution.test', apiKey: 'key' });

const base = sampleClinic({ channels: [line('one'), line('two')] });
const clinic: Clinic = {
  ...base,
  settings: { ...base.settings, notifications: { webhookUrl: 'https://staff.test/hook', webhookSecret: 'secret', whatsapp: { to: '+351910000077' } } },
};
const withNotifications = (notifications: Clinic['settings']['notifications']): Clinic => ({
  ...clinic,
  settings: { ...base.settings, ...(notifications ? { notifications } : {}) },
});

const escalated: StaffNotice = { event: 'escalated', reason: 'asked for a person' };
const claimed = (changes: Partial<ClaimedNotification> & { notice?: StaffNotice; atMs?: number } = {}): ClaimedNotification => {
  const { notice = escalated, atMs = NOW - 1_000, ...rest } = changes;
  return {
    notification: { id: 'n1', clinicId: clinic.id, conversationId: 'c1', atMs, traceId: 'trace-one', patient: { from: '351910000002', name: null }, notice },
    channel: 'webhook',
    attempts: 1,
    trace: { traceId: 'trace-one', requestId: 'request-one', traceparent: null },
    isMoot: false,
    ...rest,
  };
};

function world(script: {
  claims?: NotificationClaim[];
  result?: Exclude<TellResult, { kind: 'dropped' }>;
  clinic?: Clinic | null;
  isSettled?: boolean;
  handedOver?: { conversationId: string } | null;
  callTakesMs?: number;
}) {
  const seen = {
    calls: [] as WebhookCall[],
    mayStillCall: [] as boolean[],
    settled: [] as { result: TellResult; retryAtMs: number | null; attempts: number }[],
    messages: [] as StaffMessage[],
    events: [] as TraceEvent[],
    wokenStaffAtMs: [] as number[],
    wokenSenders: [] as string[],
  };
  const claims = [...(script.claims ?? [{ kind: 'claimed' as const, claimed: claimed() }])];
  let monotonicMs = 0;
  const ports: NotifyStaffPorts = {
    clinics: { byId: async () => (script.clinic === undefined ? clinic : script.clinic), byLine: async () => null },
    notifications: {
      claim: async () => claims.shift() ?? { kind: 'none' },
      settle: async ({ result, retryAtMs, attempts, event }) => {
        seen.settled.push({ result, retryAtMs, attempts });
        seen.events.push(event);
        return script.isSettled ?? true;
      },
      handOver: async (message, event) => {
        seen.messages.push(message);
        seen.events.push(event);
        return script.handedOver === undefined ? { conversationId: 'staff-thread' } : script.handedOver;
      },
    },
    webhook: {
      post: async (call, mayStillCall) => {
        seen.calls.push(call);
        monotonicMs += script.callTakesMs ?? 0;
        seen.mayStillCall.push(mayStillCall());
        return script.result ?? { kind: 'delivered' };
      },
    },
    wakeUps: {
      conversation: async () => undefined,
      sender: async (id) => void seen.wokenSenders.push(id),
      staff: async (_id, dueAtMs) => void seen.wokenStaffAtMs.push(dueAtMs),
      retryStatuses: async () => undefined,
      retryChange: async () => undefined,
    },
    clock: { now: () => NOW },
    monotonicMs: () => monotonicMs,
  };
  return { seen, run: () => notifyStaff(clinic.id, policy, ports) };
}

const one = (changes: Parameters<typeof claimed>[0]): NotificationClaim[] => [{ kind: 'claimed', claimed: claimed(changes) }];

describe('telling a clinic’s staff', () => {
  it('drained: everything that is due is told, one after the other', async () => {
    const { seen, run } = world({ claims: [...one({}), ...one({}), { kind: 'none' }] });
    const outcome = await run();
    expect(outcome.kind).toBe('drained');
    expect(outcome.results).toHaveLength(2);
    expect(seen.wokenStaffAtMs).toEqual([]);
  });

  it('waiting: what is due later wakes again then', async () => {
    const { seen, run } = world({ claims: [...one({}), { kind: 'not_due', dueAtMs: NOW + 7_000 }] });
    expect((await run()).kind).toBe('waiting');
    expect(seen.wokenStaffAtMs).toEqual([NOW + 7_000]);
  });

  it('waiting: a run ends after so many, and goes on in a fresh one', async () => {
    const { seen, run } = world({ claims: Array.from({ length: 60 }, () => one({})).flat() });
    const outcome = await run();
    expect(outcome).toMatchObject({ kind: 'waiting' });
    expect(outcome.results).toHaveLength(50);
    expect(seen.wokenStaffAtMs).toEqual([NOW]);
  });

  it('delivered: the webhook gets the JSON under the notification’s id, signed with the clinic’s secret', async () => {
    const { seen, run } = world({});
    const { results } = await run();
    expect(results).toEqual([
      {
        notificationId: 'n1',
        clinicId: clinic.id,
        conversationId: 'c1',
        traceId: 'trace-one',
        requestId: 'request-one',
        channel: 'webhook',
        event: 'escalated',
        result: 'delivered',
        reason: null,
        attempt: 1,
        callMs: 0,
        alert: false,
      },
    ]);
    expect(seen.calls[0]).toMatchObject({ clinicId: clinic.id, url: 'https://staff.test/hook', secret: 'secret', notificationId: 'n1' });
    expect(JSON.parse(seen.calls[0]?.body ?? '')).toMatchObject({ id: 'n1', event: 'escalated', patient: { from: '351910000002' } });
    expect(seen.settled).toEqual([{ result: { kind: 'delivered' }, retryAtMs: null, attempts: 1 }]);
    expect(seen.events[0]).toMatchObject({ traceId: 'trace-one', name: 'staff delivered', data: { event: 'escalated', channel: 'webhook', reason: null } });
    expect(JSON.stringify(seen.events)).not.toContain('351910000002');
  });

  it.each([
    [1, 5_000],
    [2, 10_000],
    [4, 40_000],
    [40, 900_000],
  ])('retry: attempt %i is tried again after %i ms', async (attempts, waitMs) => {
    const { seen, run } = world({ claims: one({ attempts }), result: { kind: 'retry', reason: 'http:503', afterMs: null, alert: false } });
    expect((await run()).results).toMatchObject([{ result: 'retry', reason: 'http:503', alert: false }]);
    expect(seen.settled[0]?.retryAtMs).toBe(NOW + waitMs);
  });

  it('retry: their own time is kept, and what only people can mend is alerted at the first attempt only', async () => {
    const refused: TellResult & { kind: 'retry' } = { kind: 'retry', reason: 'refused:http:401', afterMs: 300_000, alert: true };
    const first = world({ result: refused });
    expect((await first.run()).results).toMatchObject([{ result: 'retry', alert: true }]);
    expect(first.seen.settled[0]?.retryAtMs).toBe(NOW + 300_000);
    expect((await world({ claims: one({ attempts: 2 }), result: refused }).run()).results).toMatchObject([{ result: 'retry', alert: false }]);
  });

  it('failed: given up a day after it happened, and alerted', async () => {
    const result: TellResult & { kind: 'retry' } = { kind: 'retry', reason: 'timeout', afterMs: null, alert: false };
    const { seen, run } = world({ claims: one({ atMs: NOW - 24 * HOUR_MS, attempts: 90 }), result });
    expect((await run()).results).toMatchObject([{ result: 'failed', reason: 'gave_up:timeout', alert: true }]);
    expect(seen.settled).toEqual([{ result: { kind: 'failed', reason: 'gave_up:timeout' }, retryAtMs: null, attempts: 90 }]);
  });

  it('failed: what will never be taken is alerted', async () => {
    const { run } = world({ result: { kind: 'failed', reason: 'http:400' } });
    expect((await run()).results).toMatchObject([{ result: 'failed', reason: 'http:400', alert: true }]);
  });

  it('lost: somebody else has it by now, and nothing is claimed of it', async () => {
    expect((await world({ isSettled: false }).run()).results).toMatchObject([{ result: 'lost' }]);
    const whatsapp = world({ claims: one({ channel: 'whatsapp' }), handedOver: null });
    expect((await whatsapp.run()).results).toMatchObject([{ result: 'lost' }]);
    expect(whatsapp.seen.wokenSenders).toEqual([]);
  });

  it('the call may not be made later than so long after the claim', async () => {
    const late = world({ callTakesMs: 5_000 });
    await late.run();
    expect(late.seen.mayStillCall).toEqual([false]);
    const inTime = world({ callTakesMs: 4_999 });
    await inTime.run();
    expect(inTime.seen.mayStillCall).toEqual([true]);
  });

  it.each([
    ['the clinic was removed', { clinic: null }, 'clinic_gone'],
    ['the webhook was removed', { clinic: withNotifications({ whatsapp: { to: '+351910000077' } }) }, 'not_wanted'],
    ['the setting was removed', { clinic: withNotifications(undefined) }, 'not_wanted'],
    ['the event is no longer wanted', { clinic: withNotifications({ webhookUrl: 'https://staff.test', events: ['booked'] }) }, 'not_wanted'],
    ['the message arrived after all', { claims: one({ isMoot: true }) }, 'delivered_after_all'],
  ])('dropped: %s', async (_why, script, reason) => {
    const { seen, run } = world(script);
    expect((await run()).results).toMatchObject([{ result: 'dropped', reason, alert: false }]);
    expect(seen.calls).toEqual([]);
    expect(seen.settled).toEqual([{ result: { kind: 'dropped', reason }, retryAtMs: null, attempts: 1 }]);
  });

  it('handed over: a WhatsApp message goes to the outbox in the clinic’s language, on its first line, and the sender is woken', async () => {
    const { seen, run } = world({ claims: one({ channel: 'whatsapp', attempts: 3 }) });
    expect((await run()).results).toMatchObject([{ result: 'handed_over', channel: 'whatsapp' }]);
    expect(seen.messages).toEqual([
      {
        id: 'n1',
        attempts: 3,
        clinicId: clinic.id,
        line: { provider: 'evolution', instance: 'one' },
        to: '351910000077',
        text: 'Bluebell\nA patient is waiting for a person of the team.\nPatient: +351910000002',
        language: 'en',
        nowMs: NOW,
      },
    ]);
    expect(seen.wokenSenders).toEqual(['staff-thread']);
    expect(seen.calls).toEqual([]);
  });

  describe('a WhatsApp message about a line', () => {
    const about = (instance: string): StaffNotice => ({ event: 'line_disconnected', line: { provider: 'evolution', instance }, sinceMs: NOW - HOUR_MS });
    it.each([
      ['goes out on the line that was chosen', { to: '+351910000077', channel: 'two' }, 'one', 'two'],
      ['goes out on another one when it is about that line', { to: '+351910000077', channel: 'two' }, 'two', 'one'],
      ['goes out on the first one when nothing was chosen', { to: '+351910000077' }, 'two', 'one'],
    ])('%s', async (_what, whatsapp, disconnected, expected) => {
      const { seen, run } = world({ clinic: withNotifications({ whatsapp }), claims: one({ channel: 'whatsapp', notice: about(disconnected) }) });
      await run();
      expect(seen.messages.map((message) => message.line.instance)).toEqual([expected]);
    });

    it('is dropped when there is no other line', async () => {
      const single = { ...withNotifications({ whatsapp: { to: '+351910000077' } }), channels: [line('one')] };
      const { run } = world({ clinic: single, claims: one({ channel: 'whatsapp', notice: about('one') }) });
      expect((await run()).results).toMatchObject([{ result: 'dropped', reason: 'its_own_line' }]);
    });
  });
});
