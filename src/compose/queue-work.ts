import { z } from 'zod';
import { readQueueDepth } from '../adapters/redis/queue-depth.ts';
import type { Check } from '../api/health-routes.ts';
import { ChangeRetry, ClinicWake, ConversationWake, FollowUpWake, InboundEnvelope, QUEUES, StatusRetry } from '../queues/catalog.ts';
import { type Consumer, type ConsumerOptions, startConsumer } from '../queues/consumer.ts';
import { type DueWork, startSweeper } from '../queues/sweeper.ts';
import { startWedgeWatchdog } from '../runtime/wedge-watchdog.ts';
import { startBackground } from './background.ts';
import type { FollowUpWork } from './follow-up-work.ts';
import type { Foundation } from './foundation.ts';
import type { Stories } from './stories.ts';

export const QUEUE_NAMES = ['inbound', 'turns', 'outbound', 'follow-ups', 'notifications', 'background'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

export type QueueWorkPorts = {
  stories: Stories;
  due: DueWork['due'];
  background: Parameters<typeof startBackground>[1];
  deadLetterTurn(conversationId: string, reason: string): Promise<unknown>;
  failHeadSend(conversationId: string, reason: string): Promise<unknown>;
  notifyStaff(clinicId: string): Promise<void>;
  followUps: FollowUpWork;
  failHeadNotification(clinicId: string, reason: string): Promise<unknown>;
  /** Called first: long jobs that can go on elsewhere stop where they are. */
  beginDrain(): void;
  keepDeadLetter(letter: { queue: string; traceId: string | null; reason: string; payload: unknown }): Promise<void>;
  /** Resolves when what runs beside the jobs is done. */
  idle(): Promise<void>;
  close(): void;
};

/** The running consumers and the sweeper of a process. */
export type QueueWork = {
  check: Check;
  /** Takes no more jobs and resolves when those in hand are done. */
  drain(): Promise<void>;
  /** Tells that a queue is wedged (its worker runs and takes nothing); the process should end to be restarted. */
  onWedged(listener: (queue: string) => void): void;
};

const PING_EVERY_MS = 250;
const PING_LIMIT_MS = 1_000;

/** Starts the consumers of the named queues, the sweeper beside them, and the watchdog over them. */
export function createQueueWork(foundation: Foundation, names: readonly QueueName[], ports: QueueWorkPorts): QueueWork {
  const { config, logger, redis } = foundation;
  const consumers = names.filter((name) => name !== 'background').map((name) => startQueue(name, foundation, ports));
  const background = names.includes('background') ? startBackground(foundation, ports.background) : null;
  const sweeper = startSweeper({
    work: { due: ports.due },
    wakeUps: foundation.producer.wakeUps,
    runTurn: ports.stories.runTurn,
    sendReply: ports.stories.sendReply,
    notifyStaff: ports.notifyStaff,
    armFollowUp: (followUpId, dueAtMs) => foundation.producer.armFollowUp(followUpId, dueAtMs),
    fireFollowUp: ports.followUps.fire,
    planReminders: ports.followUps.planReminders,
    clock: foundation.clock,
    intervalMs: config.sweepIntervalMs,
    onSwept: ({ turns, sends, staff, followUps, appointments, direct, ms }) => {
      const count = turns + sends + staff + followUps + appointments;
      if (count > 0) logger.info('swept', { event: 'sweep', count, outcome: direct ? 'done_directly' : 'woken', durationMs: ms });
    },
    onError: (error) => logger.warn('sweep failed; the next one tries again', { event: 'sweep', error }),
  });
  const listeners: ((queue: string) => void)[] = [];
  const watchdog = startWedgeWatchdog({
    queues: Object.fromEntries(consumers.map((consumer) => [consumer.queue, () => sightOf(consumer, foundation)])),
    wedgeAfterMs: config.wedgeAfterMs,
    logger,
    onWedged: (queue) => listeners.forEach((listener) => listener(queue)),
  });
  let draining = false;
  return {
    check: async () => ({ state: !draining && redis.isReady() ? 'ok' : 'away' }),
    onWedged: (listener) => void listeners.push(listener),
    async drain() {
      draining = true;
      ports.beginDrain();
      watchdog.stop();
      await Promise.all([...consumers.map((consumer) => consumer.close()), sweeper.close(), background?.close()]);
      await ports.idle();
      ports.close();
    },
  };
}

function startQueue(name: Exclude<QueueName, 'background'>, foundation: Foundation, ports: QueueWorkPorts): Consumer {
  const { config, producer } = foundation;
  const { stories } = ports;
  const wake = { ...commonOf(foundation), schema: ConversationWake, kinds: null, requeue: null };
  switch (name) {
    case 'inbound':
      return startConsumer<InboundEnvelope | StatusRetry | ChangeRetry>({
        ...commonOf(foundation),
        queue: QUEUES.inbound.name,
        concurrency: config.inboundConcurrency,
        schema: z.discriminatedUnion('kind', [InboundEnvelope, StatusRetry, ChangeRetry]),
        kinds: ['webhook', 'statuses', 'change'],
        handle: (job) => (job.kind === 'webhook' ? stories.takeIn(job) : job.kind === 'statuses' ? stories.takeInStatuses(job) : stories.applyChange(job)),
        deadLetter: (payload, reason) => ports.keepDeadLetter({ queue: QUEUES.inbound.name, traceId: idsOf(payload).traceId ?? null, reason, payload }),
        requeue: (payload, delayMs) => producer.requeueInbound(payload, delayMs),
      });
    case 'turns':
      return startConsumer({
        ...wake,
        queue: QUEUES.turns.name,
        concurrency: config.turnsConcurrency,
        handle: ({ conversationId }) => stories.runTurn(conversationId),
        deadLetter: async (payload, reason) => {
          const { conversationId } = ConversationWake.parse(payload);
          await ports.deadLetterTurn(conversationId, reason);
        },
      });
    case 'outbound':
      return startConsumer({
        ...wake,
        queue: QUEUES.outbound.name,
        concurrency: config.outboundConcurrency,
        handle: ({ conversationId }) => stories.sendReply(conversationId),
        // The row that can't be sent fails with the reason, or it would be woken again without end.
        deadLetter: async (payload, reason) => {
          await ports.failHeadSend(ConversationWake.parse(payload).conversationId, reason);
          await ports.keepDeadLetter({ queue: QUEUES.outbound.name, traceId: null, reason, payload });
        },
      });
    case 'follow-ups':
      return startConsumer({
        ...commonOf(foundation),
        queue: QUEUES.followUps.name,
        concurrency: config.followUpsConcurrency,
        schema: FollowUpWake,
        kinds: null,
        requeue: null,
        handle: ({ followUpId }) => ports.followUps.fire(followUpId),
        // Ended with the reason, or it would be woken again without end.
        deadLetter: async (payload, reason) => {
          await ports.followUps.giveUp(FollowUpWake.parse(payload).followUpId);
          await ports.keepDeadLetter({ queue: QUEUES.followUps.name, traceId: null, reason, payload });
        },
      });
    case 'notifications':
      return startConsumer({
        ...commonOf(foundation),
        queue: QUEUES.notifications.name,
        concurrency: config.notificationsConcurrency,
        schema: ClinicWake,
        kinds: null,
        requeue: null,
        handle: ({ clinicId }) => ports.notifyStaff(clinicId),
        // What can't be told stays in Postgres as failed, with the reason.
        deadLetter: async (payload, reason) => void (await ports.failHeadNotification(ClinicWake.parse(payload).clinicId, reason)),
      });
  }
}

function commonOf({
  config,
  logger,
  metrics,
  redis,
  sql,
}: Foundation): Pick<ConsumerOptions<never>, 'connection' | 'prefix' | 'lockMs' | 'untilBack' | 'isConnected' | 'onFailure'> {
  return {
    connection: redis.worker(),
    prefix: config.queuePrefix,
    lockMs: config.jobLockMs,
    isConnected: () => redis.isReady(),
    untilBack: (signal) => answersAgain(async () => (await redis.ping()) && sql.ping(PING_LIMIT_MS).then(() => true), signal),
    onFailure: ({ queue, jobId, disposition, error, payload }) => {
      if (disposition === 'dead_letter') metrics.deadLetter(queue);
      logger.log(disposition === 'dead_letter' ? 'error' : 'warn', 'job failed', { ...idsOf(payload), queue, jobId, outcome: disposition, error });
    },
  };
}

/** Waits until Redis and Postgres both answer (no job can end without either); false when the process ends first. */
async function answersAgain(ping: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, PING_EVERY_MS));
    try {
      if (await ping()) return true;
    } catch {
      // still away
    }
  }
  return false;
}

async function sightOf(consumer: Consumer, { config, redis, clock }: Foundation) {
  const { nextJobId, paused } = await readQueueDepth(redis.producer, { prefix: config.queuePrefix, queue: consumer.queue, nowMs: clock.now() });
  return { nextJobId, paused, activeHere: consumer.active(), progressHere: consumer.finished() };
}

/** What a payload says of its origin: webhooks carry both, wake-ups a conversation or a clinic. */
function idsOf(payload: unknown): { traceId?: string; requestId?: string; conversationId?: string; clinicId?: string } {
  const ids = ['traceId', 'requestId', 'conversationId', 'clinicId'] as const;
  const given = (payload ?? {}) as Record<string, unknown>;
  return Object.fromEntries(ids.flatMap((id) => (typeof given[id] === 'string' ? [[id, given[id]]] : [])));
}
