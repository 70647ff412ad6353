import type { EvolutionChannel } from '../domain/clinic.ts';
import type { Provider } from '../domain/message.ts';
import type { InboundEnvelope } from '../queues/catalog.ts';

/** Accepts a webhook durably. Throws a Fault `dependency_away` when Redis can't be reached; when it resolves, the job is in Redis. */
export interface InboundQueue {
  /** `duplicate`: the same `dedupeId` was accepted before; `traceId` is then the first one's, else the envelope's. */
  add(envelope: InboundEnvelope, dedupeId: string): Promise<{ duplicate: boolean; traceId: string }>;
}

/** Finds the channel of an Evolution instance; null only when Postgres was asked too. Throws a Fault `dependency_away` when it had to be asked and can't be. */
export interface EvolutionChannels {
  find(instance: string): Promise<EvolutionChannel | null>;
}

/** What an Evolution server shows to prove itself; any of them may be missing. */
export type EvolutionProof = { header: string | null; authorization: string | null; pathSecret: string | null; apikey: string | null };

/**
 * Whether the proof fits the channel: its `webhookSecret`, else `defaultSecret`, by header, JWT or path; with neither, the body's apikey.
 * Without a channel (an event of no instance) only `defaultSecret` can prove it. Constant time, never throws.
 */
export type ProveEvolution = (input: { channel: EvolutionChannel | null; defaultSecret: string | null; proof: EvolutionProof; nowMs: number }) => boolean;

/** Whether `signature` (the `X-Hub-Signature-256` header) is that of the raw bytes under one of the secrets. Constant time, never throws. */
export type ProveMeta = (raw: Buffer, signature: string, appSecrets: readonly string[]) => boolean;

/** A copy of an Evolution body without credentials (apikey, secrets in URLs) and without inline base64 media. */
export type WithoutCredentials = (body: unknown) => unknown;

/** Takes one webhook from a line's allowance; `afterMs` says when to come back if it is used up. */
export interface LineLimiter {
  take(provider: Provider, line: string): { allowed: boolean; afterMs: number };
}

/** Counts by name; labels have few values (never ids, names or text). */
export interface Counters {
  count(name: string, labels: Record<string, string>): void;
}

/** The fields a webhook's log line may have; nothing else of a request may reach a log. */
export type WebhookLogFields = {
  traceId?: string;
  requestId?: string;
  provider?: Provider;
  line?: string | null;
  event?: string;
  outcome?: string;
  durationMs?: number;
  bytes?: number;
  error?: unknown;
};

/** Writes log lines; `error` is logged without its message unless that is known to be safe. */
export interface IngressLog {
  info(message: string, fields: WebhookLogFields): void;
  warn(message: string, fields: WebhookLogFields): void;
  error(message: string, fields: WebhookLogFields): void;
}

/** True from the moment the process shuts down: nothing more is accepted. */
export type Draining = () => boolean;

/** Runs the work of one webhook inside a telemetry span; the work is given the span's traceparent, which then goes with the job. */
export type InWebhookSpan = <T>(
  input: { traceId: string; traceparent: string | null; provider: Provider },
  work: (traceparent: string | null) => Promise<T>,
) => Promise<T>;

/** What the door needs from the world. */
export type IngressPorts = {
  queue: InboundQueue;
  channels: EvolutionChannels;
  limiter: LineLimiter;
  proveEvolution: ProveEvolution;
  proveMeta: ProveMeta;
  withoutCredentials: WithoutCredentials;
  counters: Counters;
  log: IngressLog;
  draining: Draining;
  clock: { now(): number };
  inSpan?: InWebhookSpan;
};

/** The operator's settings of the door. Secrets: null or empty means not configured. */
export type IngressSettings = {
  evolutionSecret: string | null;
  metaAppSecrets: readonly string[];
  metaVerifyToken: string | null;
  /** How long a sender may take for the body; CONTRACT.md says 10 s. */
  bodyTimeoutMs?: number;
  /** How long Redis and Postgres together may take before the sender is asked to come back. */
  acceptTimeoutMs?: number;
};
