import { describe, expect, it } from 'vitest';
import { Clinic } from '../../../src/domain/clinic.ts';
import type { Claim, ClaimedSend, SendResult } from '../../../src/pipeline/sending-ports.ts';
import { sendReply, type SendReplyPorts } from '../../../src/pipeline/send-reply.ts';

const clinic = Clinic.parse({
  id: '6f3a1f5e-7c1e-4c5b-9a57-0d2b1f3b7a11',
  organizationId: '6f3a1f5e-7c1e-4c5b-9a57-0d2b1f3b7a12',
  name: 'Test clinic',
  timezone: 'Europe/Lisbon',
  defaultLanguage: 'pt',
  languages: ['pt'],
});

const send = (attempts = 1): ClaimedSend => ({
  outboxId: 'o1',
  conversationId: 'c1',
  clinicId: clinic.id,
  line: { provider: 'evolution', instance: 'line' },
  to: '1',
  text: 'Olá',
  attempts,
  seq: 1,
  lastInbound: null,
  lastSent: null,
  queuedAtMs: 90_000,
  origin: 'bot',
  language: 'pt',
  trace: { traceId: 'trace-one', requestId: 'r', traceparent: null },
  traceIds: ['trace-one'],
});

type Probe = Awaited<ReturnType<SendReplyPorts['messenger']['probe']>>;

function world(script: {
  claims: Claim[];
  result?: SendResult;
  probe?: Probe;
  nowMs?: number;
  settle?: 'lost';
  isDrained?: boolean;
  callTakesMs?: number;
  clinicFails?: boolean;
}) {
  const seen = {
    settled: [] as { result: SendResult; retryAtMs: number | null }[],
    probes: [] as { resend: boolean; giveUp: boolean; result: string }[],
    nextProbesAtMs: [] as (number | null)[],
    typings: 0,
    wokenAtMs: [] as number[],
    mayStillCall: [] as boolean[],
  };
  const claims = [...script.claims];
  let monotonic = 0;
  const ports: SendReplyPorts = {
    clinics: { byId: async () => (script.clinicFails ? Promise.reject(new Error('away')) : clinic), byLine: async () => null },
    outbox: {
      claim: async () => claims.shift() ?? { kind: 'none' },
      settle: async ({ result, retryAtMs }) => {
        seen.settled.push({ result, retryAtMs });
        return script.settle === 'lost' ? { kind: 'lost' } : { kind: 'settled', isDrained: script.isDrained ?? false };
      },
      recordProbe: async ({ resend, giveUp, result, nextProbeAtMs }) => {
        seen.probes.push({ resend, giveUp, result });
        seen.nextProbesAtMs.push(nextProbeAtMs);
      },
    },
    messenger: {
      send: async (_send, _clinic, mayStillCall) => {
        monotonic += script.callTakesMs ?? 0;
        seen.mayStillCall.push(mayStillCall());
        return script.result ?? { kind: 'sent', providerMessageId: 'p1' };
      },
      probe: async () => script.probe ?? { result: 'unknown' },
      showTyping: async () => void (seen.typings += 1),
    },
    wakeUps: {
      conversation: async () => undefined,
      sender: async (_id, dueAtMs) => void seen.wokenAtMs.push(dueAtMs),
      staff: async () => undefined,
      retryStatuses: async () => undefined,
      retryChange: async () => undefined,
    },
    clock: { now: () => script.nowMs ?? 100_000 },
    monotonicMs: () => monotonic,
  };
  return { ports, seen };
}

const policy = { sendWithinMs: 5_000, staleSendingMs: 20_000, maxAttempts: 5, probeEveryMs: 5_000, clearNoAfterMs: 10_000, uncertainHoldsMs: 30_000 };

describe('sending what is due of one conversation', () => {
  it('sends row after row in order and ends drained', async () => {
    const { ports, seen } = world({
      claims: [
        { kind: 'claimed', send: send() },
        { kind: 'claimed', send: { ...send(), outboxId: 'o2', seq: 2 } },
      ],
    });
    const outcome = await sendReply('c1', policy, ports);
    expect(outcome.kind).toBe('drained');
    expect(outcome.results.map((row) => [row.outboxId, row.result])).toEqual([
      ['o1', 'sent'],
      ['o2', 'sent'],
    ]);
    expect(seen.settled).toHaveLength(2);
  });

  it('does not ask again when the row it settled was the last', async () => {
    const { ports, seen } = world({
      claims: [
        { kind: 'claimed', send: send() },
        { kind: 'claimed', send: send() },
      ],
      isDrained: true,
    });
    expect((await sendReply('c1', policy, ports)).kind).toBe('drained');
    expect(seen.settled).toHaveLength(1);
  });

  it('refuses to call the provider later than sendWithin after its claim', async () => {
    const { ports, seen } = world({ claims: [{ kind: 'claimed', send: send() }], callTakesMs: 5_000 });
    await sendReply('c1', policy, ports);
    expect(seen.mayStillCall).toEqual([false]);
  });

  it('waits with growing gaps after a refusal that may pass', async () => {
    const { ports, seen } = world({
      claims: [{ kind: 'claimed', send: send(3) }],
      result: { kind: 'retry', reason: 'rate_limited', afterMs: null, countsAsAttempt: true },
    });
    await sendReply('c1', policy, ports);
    expect(seen.settled[0]?.retryAtMs).toBe(104_000);
  });

  it('honours the provider’s Retry-After', async () => {
    const { ports, seen } = world({
      claims: [{ kind: 'claimed', send: send() }],
      result: { kind: 'retry', reason: 'rate_limited', afterMs: 7_000, countsAsAttempt: true },
    });
    await sendReply('c1', policy, ports);
    expect(seen.settled[0]?.retryAtMs).toBe(107_000);
  });

  it('gives up after the last attempt, but never because of an outage', async () => {
    const refused = world({
      claims: [{ kind: 'claimed', send: send(5) }],
      result: { kind: 'retry', reason: 'transient', afterMs: null, countsAsAttempt: true },
    });
    await sendReply('c1', policy, refused.ports);
    expect(refused.seen.settled[0]?.result).toEqual({ kind: 'failed', reason: 'gave_up:transient', alert: true });
    const outage = world({ claims: [{ kind: 'claimed', send: send(500) }], result: { kind: 'retry', reason: 'away', afterMs: null, countsAsAttempt: false } });
    await sendReply('c1', policy, outage.ports);
    expect(outage.seen.settled[0]?.result.kind).toBe('retry');
  });

  it('stops behind a send of unknown outcome and comes back to probe it', async () => {
    const { ports, seen } = world({
      claims: [
        { kind: 'claimed', send: send() },
        { kind: 'claimed', send: send() },
      ],
      result: { kind: 'uncertain', reason: 'timeout' },
    });
    const outcome = await sendReply('c1', policy, ports);
    expect(outcome).toMatchObject({ kind: 'waiting', results: [{ result: 'uncertain' }] });
    expect(seen.wokenAtMs).toEqual([105_000]);
  });

  it('resends an uncertain row only when the probe is a clear no, and no earlier than a slow call could still arrive', async () => {
    const uncertain = (sinceMs: number): Claim => ({ kind: 'uncertain', send: send(), sinceMs, probes: 0, holdsUp: true });
    const early = world({ claims: [uncertain(80_001)], probe: { result: 'not_sent' } });
    await sendReply('c1', policy, early.ports);
    expect(early.seen.probes).toEqual([{ resend: false, giveUp: false, result: 'not_sent' }]);
    const clear = world({ claims: [uncertain(80_000)], probe: { result: 'not_sent' } });
    await sendReply('c1', policy, clear.ports);
    expect(clear.seen.probes).toEqual([{ resend: true, giveUp: false, result: 'not_sent' }]);
  });

  it('lets the conversation go on after 30 s of an unknown outcome, without resending', async () => {
    const { ports, seen } = world({ claims: [{ kind: 'uncertain', send: send(), sinceMs: 70_000, probes: 4, holdsUp: true }], probe: { result: 'unknown' } });
    expect(await sendReply('c1', policy, ports)).toMatchObject({ kind: 'drained', results: [{ result: 'left_uncertain' }] });
    expect(seen.probes).toEqual([{ resend: false, giveUp: true, result: 'unknown' }]);
    expect(seen.nextProbesAtMs).toEqual([160_000]);
  });

  it('goes on probing a row that holds up nobody: each minute, later each five, for six hours; and resends it on a clear no', async () => {
    const slow = async (ageMs: number, probe: Probe) => {
      const nowMs = 100_000_000;
      const { ports, seen } = world({ claims: [{ kind: 'uncertain', send: send(), sinceMs: nowMs - ageMs, probes: 9, holdsUp: false }], probe, nowMs });
      expect(await sendReply('c1', policy, ports)).toMatchObject({ kind: 'drained' });
      expect(seen.wokenAtMs).toEqual([]);
      return { probe: seen.probes[0], inMs: seen.nextProbesAtMs[0] === null ? null : Number(seen.nextProbesAtMs[0]) - nowMs };
    };
    const unknown = { resend: false, giveUp: true, result: 'unknown' };
    expect(await slow(120_000, { result: 'unknown' })).toEqual({ probe: unknown, inMs: 60_000 });
    expect(await slow(600_000, { result: 'unknown' })).toEqual({ probe: unknown, inMs: 300_000 });
    expect(await slow(6 * 3_600_000, { result: 'unknown' })).toEqual({ probe: unknown, inMs: null });
    expect(await slow(120_000, { result: 'not_sent' })).toMatchObject({ probe: { resend: true, giveUp: false } });
  });

  it('puts a claimed row back when its clinic can not be looked up, no attempt used up', async () => {
    const { ports, seen } = world({ claims: [{ kind: 'claimed', send: send() }], clinicFails: true });
    expect(await sendReply('c1', policy, ports)).toMatchObject({ results: [{ result: 'retry', reason: 'clinic_unavailable' }] });
    expect(seen.settled[0]).toMatchObject({ result: { kind: 'retry', countsAsAttempt: false }, retryAtMs: 105_000 });
    const probed = world({ claims: [{ kind: 'uncertain', send: send(), sinceMs: 95_000, probes: 0, holdsUp: true }], clinicFails: true });
    expect(await sendReply('c1', policy, probed.ports)).toMatchObject({ results: [{ result: 'still_uncertain' }] });
  });

  it('shows typing at the first attempt only', async () => {
    const first = world({ claims: [{ kind: 'claimed', send: send() }] });
    await sendReply('c1', policy, first.ports);
    expect(first.seen.typings).toBe(1);
    const second = world({ claims: [{ kind: 'claimed', send: send(2) }] });
    await sendReply('c1', policy, second.ports);
    expect(second.seen.typings).toBe(0);
  });

  it('says where somebody must act: when a row fails, and once where it is tried on for hours', async () => {
    const alertOf = async (result: SendResult, attempts = 1) => {
      const { ports } = world({ claims: [{ kind: 'claimed', send: send(attempts) }], result });
      return (await sendReply('c1', policy, ports)).results[0]?.alert;
    };
    expect(await alertOf({ kind: 'failed', reason: 'policy', alert: true })).toBe(true);
    expect(await alertOf({ kind: 'failed', reason: 'recipient', alert: false })).toBe(false);
    expect(await alertOf({ kind: 'retry', reason: 'line_refused', afterMs: 300_000, countsAsAttempt: false, alert: true }, 1)).toBe(true);
    expect(await alertOf({ kind: 'retry', reason: 'line_refused', afterMs: 300_000, countsAsAttempt: false, alert: true }, 2)).toBe(false);
    expect(await alertOf({ kind: 'sent', providerMessageId: 'p' })).toBe(false);
  });

  it('gives up what was tried for as long as it is worth', async () => {
    const refused = { kind: 'retry', reason: 'line_refused', afterMs: 300_000, countsAsAttempt: false, alert: true, forMs: 10_000 } as const;
    const { ports, seen } = world({ claims: [{ kind: 'claimed', send: send(7) }], result: refused });
    expect((await sendReply('c1', policy, ports)).results[0]).toMatchObject({ result: 'failed', alert: true });
    expect(seen.settled[0]?.result).toEqual({ kind: 'failed', reason: 'gave_up:line_refused', alert: true });
  });

  it('says that it lost the row when another sender settled it', async () => {
    const { ports } = world({ claims: [{ kind: 'claimed', send: send() }], settle: 'lost' });
    expect((await sendReply('c1', policy, ports)).results[0]?.result).toBe('lost');
  });

  it('waits for a row that is not due or is in another sender’s hands', async () => {
    const later = world({ claims: [{ kind: 'not_due', dueAtMs: 123_000 }] });
    expect((await sendReply('c1', policy, later.ports)).kind).toBe('waiting');
    expect(later.seen.wokenAtMs).toEqual([123_000]);
    const taken = world({ claims: [{ kind: 'in_flight', untilMs: 120_000 }] });
    await sendReply('c1', policy, taken.ports);
    expect(taken.seen.wokenAtMs).toEqual([120_000]);
  });
});
