import { z } from 'zod';

/** Payload schemas carry `v`; changes are additive, and an unknown `v` is put back for a newer worker (versions run side by side). */
const TraceFields = { traceId: z.string(), requestId: z.string(), traceparent: z.string().nullable() };

/** A webhook as received, without credentials and inline base64, waiting to be taken in. */
export const InboundEnvelope = z.object({
  v: z.literal(1),
  kind: z.literal('webhook'),
  provider: z.enum(['evolution', 'meta']),
  ...TraceFields,
  /** When ingress received it and how long ingress took, ms. */
  receivedAtMs: z.number(),
  ingressMs: z.number(),
  body: z.unknown(),
});
export type InboundEnvelope = z.infer<typeof InboundEnvelope>;

/** Delivery statuses whose message was not known yet, tried again at 2 s and 10 s. */
export const StatusRetry = z.object({
  v: z.literal(1),
  kind: z.literal('statuses'),
  ...TraceFields,
  attempt: z.int(),
  statuses: z.array(z.record(z.string(), z.unknown())),
});
export type StatusRetry = z.infer<typeof StatusRetry>;

/** An edit or a deletion that overtook its message, tried again at 2 s and 10 s. */
export const ChangeRetry = z.object({
  v: z.literal(1),
  kind: z.literal('change'),
  ...TraceFields,
  attempt: z.int(),
  change: z.record(z.string(), z.unknown()),
});
export type ChangeRetry = z.infer<typeof ChangeRetry>;

/** A wake-up: something may be due for this conversation. Ids only; Postgres holds the rest. */
export const ConversationWake = z.object({ v: z.literal(1), conversationId: z.guid(), traceparent: z.string().nullable().optional() });
export type ConversationWake = z.infer<typeof ConversationWake>;

/** A wake-up: something may be due to be told to the staff of this clinic. */
export const ClinicWake = z.object({ v: z.literal(1), clinicId: z.guid() });
export type ClinicWake = z.infer<typeof ClinicWake>;

/** A hint that a follow-up or a reminder becomes due; whether it is sent is judged then. */
export const FollowUpWake = z.object({ v: z.literal(1), followUpId: z.guid() });
export type FollowUpWake = z.infer<typeof FollowUpWake>;

export const QUEUES = {
  inbound: { name: 'inbound', concurrency: 16 },
  turns: { name: 'turns', concurrency: 16 },
  outbound: { name: 'outbound', concurrency: 32 },
  followUps: { name: 'follow-ups', concurrency: 4 },
  notifications: { name: 'notifications', concurrency: 8 },
  background: { name: 'background', concurrency: 2 },
} as const;

/** Attempts and back-off of every job (exponential from 200 ms: 0.2, 0.4, ... 12.8 s). */
export const JOB_ATTEMPTS = 8;
/** A job that was started more often than this is poison: dead-letter it. */
export const MAX_STARTS = 6;
export const BACKOFF = { type: 'exponential', delay: 200 } as const;
