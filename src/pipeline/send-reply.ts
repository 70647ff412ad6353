import type { Clinic } from '../domain/clinic.ts';
import type { ClinicDirectory, Clock, WakeUps } from './ports.ts';
import type { Claim, ClaimedSend, Messenger, OutboxStore, SendResult } from './sending-ports.ts';

export type SendReplyPorts = {
  clinics: ClinicDirectory;
  outbox: OutboxStore;
  messenger: Messenger;
  wakeUps: WakeUps;
  clock: Clock;
  /** Monotonic ms: a wall clock may jump while a process is stopped. */
  monotonicMs: () => number;
};

export type SendReplyPolicy = {
  /** A sender refuses to make the call later than this after its claim. */
  sendWithinMs: number;
  /** A row that has been `sending` longer than this is uncertain: sendWithin + HTTP timeout + margin. */
  staleSendingMs: number;
  maxAttempts: number;
  probeEveryMs: number;
  /** A probe that finds nothing is a clear no only after the provider had time to record the message, and never before `staleSendingMs`: a slow call may still arrive. */
  clearNoAfterMs: number;
  /** An uncertain row holds up its conversation at most this long [30 s]. */
  uncertainHoldsMs: number;
};

/** Every way a run of the sender can end; the log field and the metric label. `results` has one entry per row it handled. */
export type SendOutcome = { kind: 'drained' | 'waiting'; results: RowOutcome[] };
type RowResult = SendResult['kind'] | 'probed_sent' | 'probed_not_sent' | 'still_uncertain' | 'left_uncertain' | 'lost';
type RowOutcome = {
  outboxId: string;
  traceId: string;
  requestId: string;
  traceIds: string[];
  provider: 'evolution' | 'meta';
  result: RowResult;
  reason: string | null;
  callMs: number;
  /** Somebody must act: told when it fails, and at the first attempt of what is tried on for hours. */
  alert: boolean;
};

const MAX_ROWS_PER_RUN = 50;
const CLINIC_RETRY_MS = 5_000;

/**
 * A row that no longer holds up its conversation is still looked up, by so many times the gap of those that do [5 s]: each minute while it
 * is young, then each five minutes, for six hours.
 */
const SLOW_PROBE = { first: 12, young: 60, later: 60, for: 4_320 };

/**
 * Sends what is due of one conversation, in order. Each row is claimed (which re-checks takeover in the same statement), sent, and
 * settled under its attempt number, so a sender that was stopped and woke up changes nothing. A send whose outcome is unknown is
 * probed, never blindly repeated.
 */
export async function sendReply(conversationId: string, policy: SendReplyPolicy, ports: SendReplyPorts): Promise<SendOutcome> {
  const outcome: SendOutcome = { kind: 'drained', results: [] };
  for (let row = 0; row < MAX_ROWS_PER_RUN; row += 1) {
    const claim = await ports.outbox.claim({ conversationId, nowMs: ports.clock.now(), staleSendingMs: policy.staleSendingMs });
    switch (claim.kind) {
      case 'none':
        return outcome;
      case 'withdrawn':
        continue;
      case 'not_due':
        return wait(outcome, conversationId, claim.dueAtMs, ports);
      case 'in_flight':
        return wait(outcome, conversationId, claim.untilMs, ports);
      case 'claimed': {
        const { row: result, isDrained } = await sendRow(claim.send, policy, ports);
        outcome.results.push(result);
        if (isDrained) return outcome;
        if (result.result === 'uncertain') return wait(outcome, conversationId, ports.clock.now() + policy.probeEveryMs, ports);
        continue;
      }
      case 'uncertain': {
        const probed = await probeRow(claim, policy, ports);
        outcome.results.push(probed);
        if (probed.result === 'still_uncertain' && claim.holdsUp) return wait(outcome, conversationId, ports.clock.now() + policy.probeEveryMs, ports);
        continue;
      }
    }
  }
  return wait(outcome, conversationId, ports.clock.now(), ports);
}

/** `isDrained`: nothing else of the conversation waits, so there is no need to ask again. */
async function sendRow(send: ClaimedSend, policy: SendReplyPolicy, ports: SendReplyPorts): Promise<{ row: RowOutcome; isDrained: boolean }> {
  const claimedAt = ports.monotonicMs();
  const mayStillCall = () => ports.monotonicMs() - claimedAt < policy.sendWithinMs;
  const result = await callProvider(send, mayStillCall, ports);
  const callMs = ports.monotonicMs() - claimedAt;
  const counted = send.attempts - (send.uncounted ?? 0);
  const nowMs = ports.clock.now();
  const final: SendResult =
    result.kind === 'retry' && isOver(result, send, counted, nowMs, policy) ? { kind: 'failed', reason: `gave_up:${result.reason}`, alert: true } : result;
  const settled = await ports.outbox.settle({
    outboxId: send.outboxId,
    attempts: send.attempts,
    result: final,
    nowMs,
    retryAtMs: final.kind === 'retry' ? nowMs + (final.afterMs ?? backoffMs(counted)) : null,
    trace: send.trace,
    callMs,
    event: {
      traceId: send.trace.traceId,
      atMs: nowMs,
      stage: 'outbound',
      name: final.kind,
      ms: callMs,
      data: { outboxId: send.outboxId, reason: 'reason' in final ? final.reason : null },
    },
  });
  const alert = (final.kind === 'failed' && final.alert) || (final.kind === 'retry' && final.alert === true && send.attempts === 1);
  const row = rowOutcome(send, settled.kind === 'lost' ? 'lost' : final.kind, 'reason' in final ? final.reason : null, callMs, alert);
  return { row, isDrained: settled.kind === 'settled' && settled.isDrained };
}

function isOver(result: SendResult & { kind: 'retry' }, send: ClaimedSend, counted: number, nowMs: number, policy: SendReplyPolicy): boolean {
  return (result.countsAsAttempt && counted >= policy.maxAttempts) || (result.forMs !== undefined && nowMs - send.queuedAtMs >= result.forMs);
}

/** The clinic of a claimed row. `unavailable`: it could not be looked up; the row must not stay claimed because of that. */
async function clinicOf(send: ClaimedSend, ports: SendReplyPorts): Promise<Clinic | 'gone' | 'unavailable'> {
  try {
    return (await ports.clinics.byId(send.clinicId)) ?? 'gone';
  } catch {
    return 'unavailable';
  }
}

async function callProvider(send: ClaimedSend, mayStillCall: () => boolean, ports: SendReplyPorts): Promise<SendResult> {
  const clinic = await clinicOf(send, ports);
  if (clinic === 'gone') return { kind: 'failed', reason: 'clinic_gone', alert: true };
  if (clinic === 'unavailable') return { kind: 'retry', reason: 'clinic_unavailable', afterMs: CLINIC_RETRY_MS, countsAsAttempt: false };
  // Not awaited: it is a courtesy, it never throws, and the answer must not wait for it.
  if (send.attempts === 1)
    void ports.messenger.showTyping({ clinic, line: send.line, to: send.to, lastInboundId: send.lastInbound?.providerMessageId ?? null });
  return ports.messenger.send(send, clinic, mayStillCall);
}

async function probeRow(claim: Claim & { kind: 'uncertain' }, policy: SendReplyPolicy, ports: SendReplyPorts): Promise<RowOutcome> {
  const { send, sinceMs, holdsUp } = claim;
  const startedAt = ports.monotonicMs();
  const clinic = await clinicOf(send, ports);
  const probe = typeof clinic === 'string' ? { result: 'unknown' as const } : await ports.messenger.probe(send, clinic, sinceMs);
  const nowMs = ports.clock.now();
  const ageMs = nowMs - sinceMs;
  const clearNo = probe.result === 'not_sent' && ageMs >= Math.max(policy.clearNoAfterMs, policy.staleSendingMs);
  const giveUp = probe.result !== 'sent' && !clearNo && (ageMs >= policy.uncertainHoldsMs || !holdsUp);
  await ports.outbox.recordProbe({
    outboxId: send.outboxId,
    attempts: send.attempts,
    result: probe.result,
    providerMessageId: 'providerMessageId' in probe ? (probe.providerMessageId ?? null) : null,
    nowMs,
    resend: clearNo,
    giveUp,
    nextProbeAtMs: nextSlowProbeAtMs(nowMs, ageMs, policy.probeEveryMs),
  });
  const result = probe.result === 'sent' ? 'probed_sent' : clearNo ? 'probed_not_sent' : giveUp && holdsUp ? 'left_uncertain' : 'still_uncertain';
  return rowOutcome(send, result, null, ports.monotonicMs() - startedAt, false);
}

function nextSlowProbeAtMs(nowMs: number, ageMs: number, probeEveryMs: number): number | null {
  const age = ageMs / probeEveryMs;
  return age >= SLOW_PROBE.for ? null : nowMs + (age < SLOW_PROBE.young ? SLOW_PROBE.first : SLOW_PROBE.later) * probeEveryMs;
}

function rowOutcome(send: ClaimedSend, result: RowResult, reason: string | null, callMs: number, alert: boolean): RowOutcome {
  return {
    outboxId: send.outboxId,
    traceId: send.trace.traceId,
    requestId: send.trace.requestId,
    traceIds: send.traceIds,
    provider: send.line.provider,
    result,
    reason,
    callMs,
    alert,
  };
}

/** Waits 1 s, 2 s, 4 s ... at most 5 min between attempts of one row. */
function backoffMs(attempts: number): number {
  return Math.min(1_000 * 2 ** Math.max(0, attempts - 1), 300_000);
}

async function wait(outcome: SendOutcome, conversationId: string, dueAtMs: number, ports: SendReplyPorts): Promise<SendOutcome> {
  await ports.wakeUps.sender(conversationId, dueAtMs, { reschedule: true });
  return { ...outcome, kind: 'waiting' };
}
