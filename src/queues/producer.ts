import { randomUUID } from 'node:crypto';
import { type ConnectionOptions, type JobsOptions, Queue } from 'bullmq';
import { Fault, isFault } from '../errors.ts';
import { RETRY_DELAYS_MS } from '../pipeline/take-in-item.ts';
import type { Clock, WakeUps } from '../pipeline/ports.ts';
import {
  BACKOFF,
  type ChangeRetry,
  type ClinicWake,
  type ConversationWake,
  type FollowUpWake,
  type InboundEnvelope,
  JOB_ATTEMPTS,
  QUEUES,
  type StatusRetry,
} from './catalog.ts';

/** How long a byte-identical webhook is recognised at the door; Evolution retries for about 20 minutes. */
const DUPLICATE_TTL_MS = 30 * 60_000;

export type Producer = {
  /** Accepts a webhook durably. `duplicate` with the first one's trace ID when the same bytes were accepted before. */
  addInbound(envelope: InboundEnvelope, dedupeId: string): Promise<{ duplicate: boolean; traceId: string }>;
  /** Puts a job's payload back as a fresh job (dead-letter replay, a payload of a newer version, a drain during an outage). */
  requeueInbound(payload: unknown, delayMs: number): Promise<void>;
  wakeUps: WakeUps;
  /** Adds the delayed job of a follow-up that is due soon; asked again while it waits or runs, it adds nothing. */
  armFollowUp(followUpId: string, dueAtMs: number): Promise<void>;
  queues: Record<'inbound' | 'turns' | 'outbound' | 'followUps' | 'notifications' | 'background', Queue>;
  close(): Promise<void>;
};

const JOB_OPTIONS: JobsOptions = { attempts: JOB_ATTEMPTS, backoff: BACKOFF, removeOnComplete: true, removeOnFail: true };

/**
 * The producing side of all queues. `connection` must fail fast (no offline queue): every add either is in Redis when it resolves,
 * or throws a Fault `dependency_away`.
 */
export function createProducer(options: { connection: ConnectionOptions; prefix: string; clock: Clock }): Producer {
  const open = (name: string) => {
    // The version check is one INFO at the start, awaited by every later add: answered late once, no add would ever succeed again.
    const queue = new Queue(name, { connection: options.connection, prefix: options.prefix, defaultJobOptions: JOB_OPTIONS, skipVersionCheck: true });
    queue.on('error', () => undefined); // every add reports its own failure; without a listener the event would crash the process
    return queue;
  };
  const queues = {
    inbound: open(QUEUES.inbound.name),
    turns: open(QUEUES.turns.name),
    outbound: open(QUEUES.outbound.name),
    followUps: open(QUEUES.followUps.name),
    notifications: open(QUEUES.notifications.name),
    background: open(QUEUES.background.name),
  };
  const wake = (queue: Queue, id: string, payload: ConversationWake | ClinicWake, dueAtMs: number, reschedule: boolean) =>
    orAway(
      queue.add('wake', payload, {
        delay: Math.max(0, Math.ceil(dueAtMs - options.clock.now())),
        deduplication: { id, keepLastIfActive: true, ...(reschedule ? { reschedule: true } : {}) },
      }),
    );
  const wakeConversation = (queue: Queue, conversationId: string, dueAtMs: number, reschedule: boolean) =>
    wake(queue, conversationId, { v: 1, conversationId }, dueAtMs, reschedule);

  return {
    async addInbound(envelope, dedupeId) {
      // The job id carries the trace ID, so that a duplicate learns the first one's without another read.
      const jobId = `${randomUUID()}.${envelope.traceId}`;
      const job = await orAway(queues.inbound.add('webhook', envelope, { jobId, deduplication: { id: dedupeId, ttl: DUPLICATE_TTL_MS } }));
      const duplicate = job.id !== jobId;
      return { duplicate, traceId: duplicate ? (job.id?.slice(job.id.indexOf('.') + 1) ?? envelope.traceId) : envelope.traceId };
    },
    async requeueInbound(payload, delayMs) {
      await orAway(queues.inbound.add('webhook', payload, { delay: delayMs }));
    },
    wakeUps: {
      conversation: async (conversationId, dueAtMs, { reschedule }) => void (await wakeConversation(queues.turns, conversationId, dueAtMs, reschedule)),
      sender: async (conversationId, dueAtMs, { reschedule }) => void (await wakeConversation(queues.outbound, conversationId, dueAtMs, reschedule)),
      staff: async (clinicId, dueAtMs, { reschedule }) => void (await wake(queues.notifications, clinicId, { v: 1, clinicId }, dueAtMs, reschedule)),
      retryStatuses: async (statuses, attempt) => {
        const first = statuses[0];
        if (!first) return;
        const payload: StatusRetry = { v: 1, kind: 'statuses', ...first.trace, attempt: attempt + 1, statuses };
        await orAway(queues.inbound.add('statuses', payload, { delay: RETRY_DELAYS_MS[attempt] ?? 0 }));
      },
      retryChange: async (change, attempt) => {
        const payload: ChangeRetry = { v: 1, kind: 'change', ...change.trace, attempt: attempt + 1, change };
        await orAway(queues.inbound.add('change', payload, { delay: RETRY_DELAYS_MS[attempt] ?? 0 }));
      },
    },
    async armFollowUp(followUpId, dueAtMs) {
      const delay = Math.max(0, Math.ceil(dueAtMs - options.clock.now()));
      await orAway(queues.followUps.add('fire', { v: 1, followUpId } satisfies FollowUpWake, { delay, deduplication: { id: followUpId } }));
    },
    queues,
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}

/**
 * Wake-ups as the hints they are: whoever commits goes on when Redis is away, and the sweeper finds what is due. What carries more than
 * a hint (a status or a change to try again) still fails.
 */
export function asHints(wakeUps: WakeUps): WakeUps {
  const orLost = (wake: Promise<void>) =>
    wake.catch((error: unknown) => {
      if (!isFault(error, 'dependency_away')) throw error;
    });
  return {
    ...wakeUps,
    conversation: (conversationId, dueAtMs, options) => orLost(wakeUps.conversation(conversationId, dueAtMs, options)),
    sender: (conversationId, dueAtMs, options) => orLost(wakeUps.sender(conversationId, dueAtMs, options)),
    staff: (clinicId, dueAtMs, options) => orLost(wakeUps.staff(clinicId, dueAtMs, options)),
    retryStatuses: (statuses, attempt) => wakeUps.retryStatuses(statuses, attempt),
    retryChange: (change, attempt) => wakeUps.retryChange(change, attempt),
  };
}

async function orAway<T>(adding: Promise<T>): Promise<T> {
  try {
    return await adding;
  } catch (error) {
    throw new Fault('dependency_away', 'Redis did not accept the job; try again', { cause: error });
  }
}
