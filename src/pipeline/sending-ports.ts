/** What sending needs from the world: the outbox, and one messenger per provider. The words are those of ports.ts. */
import type { Clinic } from '../domain/clinic.ts';
import type { Line, Trace, TraceEvent } from './ports.ts';

export type ClaimedSend = {
  outboxId: string;
  conversationId: string;
  clinicId: string;
  line: Line;
  to: string;
  text: string;
  /** How often it was claimed: fences a sender, never goes back. */
  attempts: number;
  /** How many of those don't count against the limit (outages, rate limits). */
  uncounted?: number;
  seq: number;
  /** For Meta's window and typing indicator: the latest message of the patient. */
  lastInbound: { providerMessageId: string; sentAtMs: number } | null;
  /** Our latest message of this conversation that the provider took; read only for a row to be probed. With `lastInbound` it shows whether the provider keeps messages. */
  lastSent: { providerMessageId: string; sentAtMs: number } | null;
  /** When the row was written. */
  queuedAtMs: number;
  origin: 'bot' | 'staff' | 'follow_up';
  language: string | null;
  trace: Trace;
  traceIds: string[];
};

export type Claim =
  | { kind: 'claimed'; send: ClaimedSend }
  | { kind: 'none' }
  | { kind: 'not_due'; dueAtMs: number }
  | { kind: 'withdrawn'; count: number }
  | { kind: 'uncertain'; send: ClaimedSend; sinceMs: number; probes: number; holdsUp: boolean } // must be probed; first, when it holds up the others
  | { kind: 'in_flight'; untilMs: number }; // another sender holds it

/** What the provider said. `uncertain`: it may or may not have been sent. `alert`: somebody must act. `forMs`: how long after the row was written it is worth trying. */
export type SendResult =
  | { kind: 'sent'; providerMessageId: string }
  | { kind: 'retry'; reason: string; afterMs: number | null; countsAsAttempt: boolean; alert?: boolean; forMs?: number }
  | { kind: 'failed'; reason: string; alert: boolean } // never
  | { kind: 'window_closed'; reason: string }
  | { kind: 'uncertain'; reason: string };

export type ProbeResult = 'sent' | 'not_sent' | 'unknown';

/** One provider's sending side; `deadline` is checked in the same tick as the call is made. */
export interface Messenger {
  send(send: ClaimedSend, clinic: Clinic, mayStillCall: () => boolean): Promise<SendResult>;
  /** Was it sent? `providerMessageId` when the probe found it. */
  probe(send: ClaimedSend, clinic: Clinic, sinceMs: number): Promise<{ result: ProbeResult; providerMessageId?: string }>;
  /** Shows "typing" and marks read; best effort, never throws. */
  showTyping(input: { clinic: Clinic; line: Line; to: string; lastInboundId: string | null }): Promise<void>;
}

/** `isDrained`: nothing else of the conversation waited to be sent when the row was settled; what is queued later comes with its own wake-up. */
export type SettleOutcome = { kind: 'settled'; isDrained: boolean } | { kind: 'lost' };

export interface OutboxStore {
  claim(input: { conversationId: string; nowMs: number; staleSendingMs: number }): Promise<Claim>;
  settle(input: {
    outboxId: string;
    attempts: number;
    result: SendResult;
    nowMs: number;
    retryAtMs: number | null;
    trace: Trace;
    callMs: number;
    event: TraceEvent;
  }): Promise<SettleOutcome>;
  recordProbe(input: {
    outboxId: string;
    attempts: number;
    result: ProbeResult;
    providerMessageId: string | null;
    nowMs: number;
    resend: boolean;
    /** Lets the conversation go on; the row is still probed. */
    giveUp: boolean;
    /** When a row that was given up is probed again; null: never by itself. */
    nextProbeAtMs: number | null;
  }): Promise<void>;
}
