import { randomUUID } from 'node:crypto';
import { alertBook } from '../adapters/postgres/alerts/alert-book.ts';
import { calendar } from '../adapters/postgres/calendar.ts';
import { inboxStore } from '../adapters/postgres/inbox/inbox-store.ts';
import { keepDeadLetter } from '../adapters/postgres/keep-dead-letter.ts';
import { failHeadSend } from '../adapters/postgres/outbox/fail-head-send.ts';
import { outboxStore } from '../adapters/postgres/outbox/outbox-store.ts';
import { sweepStore } from '../adapters/postgres/sweep/sweep-store.ts';
import { turnStore } from '../adapters/postgres/turns/turn-store.ts';
import { parseEvolutionWebhook } from '../adapters/whatsapp/evolution/parse-webhook.ts';
import { parseMetaWebhook } from '../adapters/whatsapp/meta/parse-webhook.ts';
import { gatherContext } from '../pipeline/gather-context.ts';
import type { PatientScope } from '../domain/memory/patient-scope.ts';
import { splitReply } from '../domain/split-reply.ts';
import { warmUpUnderstanding } from '../domain/understanding/warm-up.ts';
import type { SendReplyPolicy } from '../pipeline/send-reply.ts';
import type { TurnStore } from '../pipeline/ports.ts';
import type { OutboxStore } from '../pipeline/sending-ports.ts';
import { createDirectSends } from '../queues/direct-sends.ts';
import { asHints } from '../queues/producer.ts';
import type { Config } from '../runtime/config.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import { createAgent } from './agent.ts';
import { createAlerts } from './alerts.ts';
import { createFollowUpWork } from './follow-up-work.ts';
import { createQueueWork, type QueueName, type QueueWork } from './queue-work.ts';
import type { Foundation } from './foundation.ts';
import { createLearning } from './learning.ts';
import { createLineWatch } from './line-watch.ts';
import { createPatientMemory } from './patient-memory.ts';
import { createSnippetWork } from './snippet-work.ts';
import { createStaffWork } from './staff.ts';
import { createStories, type Stories } from './stories.ts';
import { throughOutages } from './through-outages.ts';
import { createMessengers } from './whatsapp.ts';

const MAX_MESSAGE_CHARACTERS = { evolution: 4096, meta: 4096 };

/** Starts the working side: the consumers of the named queues, the sweeper, and what keeps both honest. */
export async function startWork(foundation: Foundation, queues: readonly QueueName[]): Promise<QueueWork> {
  const { config, sql, clinics, producer, clock, logger, metrics } = foundation;
  const failing = <Port extends object>(name: string, port: Port) => withFailpoints(name, port, config.failpoint);
  const messengers = createMessengers(foundation);
  const turns: TurnStore = failing('turns', turnStore(sql));
  const outbox = settlingThroughOutages(failing('outbox', outboxStore(sql)));
  const inbox = failing('inbox', inboxStore(failing('sql', sql)));
  if (config.warmUp) warmUpUnderstanding();
  const { agent, close: closeAgent } = await createAgent({ config, calendar: calendar(sql), logger, metrics });
  const { memory, tellsProvider, jobs: memoryJobs, close: closeMemory } = createPatientMemory(foundation);
  const { book: snippets, warm: warmSnippets, jobs: snippetJobs, stop: stopSnippets } = createSnippetWork(foundation);
  const warm = (scope: PatientScope) => {
    if (memory.isOutside) memory.warm(scope); // what is in Postgres is there as soon as it is asked for
    warmSnippets(scope.clinicId);
  };
  const hints = asHints(producer.wakeUps);
  const direct = createDirectSends({
    wakeUps: hints,
    send: (conversationId) => stories.sendReply(conversationId),
    limit: queues.includes('outbound') ? config.outboundConcurrency : 0,
    clock,
  });
  const sending = sendingPolicy(config);
  const stories: Stories = createStories({
    takeIn: { clinics, inbox, wakeUps: hints, memory: { warm }, clock },
    runTurn: {
      clinics,
      turns,
      gatherContext: (input) => gatherContext(input, { memoryDeadlineMs: config.memoryDeadlineMs }, { memory, snippets }),
      agent,
      wakeUps: failing('wakeUps', direct.wakeUps),
      clock,
      newId: randomUUID,
      onFailed: (error) => logger.error('deciding failed', { stage: 'turn', error }),
      splitReply: (reply, provider) => splitReply(reply, MAX_MESSAGE_CHARACTERS[provider]),
    },
    sendReply: { clinics, outbox, messenger: failing('messenger', messengers.messenger), wakeUps: hints, clock, monotonicMs: () => performance.now() },
    parse: { evolution: parseEvolutionWebhook, meta: parseMetaWebhook },
    policy: { staleAfterMs: config.staleAfterMinutes * 60_000, debounceMs: config.debounceMs, burstMaxWaitMs: config.burstMaxWaitMs, ...sending },
    logger,
    metrics,
  });
  const sweep = sweepStore(sql);
  const staff = createStaffWork(foundation);
  const alerts = createAlerts(foundation);
  return createQueueWork(foundation, queues, {
    stories,
    due: (input) => sweep.due({ ...input, staleSendingMs: sending.staleSendingMs }),
    background: {
      reconcile: () => sweep.reconcile({ nowMs: clock.now(), overdueAfterMs: config.overdueAfterMs }),
      book: alertBook(sql),
      alerts,
      watchLines: createLineWatch(foundation, alerts),
      more: { ...memoryJobs, ...snippetJobs, ...createLearning(foundation, { memory, tellsProvider }) },
    },
    deadLetterTurn: (conversationId, reason) => turns.deadLetter(conversationId, reason, clock.now()),
    followUps: createFollowUpWork(foundation),
    notifyStaff: staff.notifyStaff,
    failHeadNotification: staff.failHead,
    failHeadSend: (conversationId, reason) => failHeadSend(sql, { conversationId, reason, nowMs: clock.now() }),
    keepDeadLetter: (letter) => keepDeadLetter(sql, { ...letter, nowMs: clock.now() }),
    beginDrain: stopSnippets,
    idle: direct.idle,
    close: () => {
      messengers.close();
      staff.close();
      alerts.close();
      closeAgent();
      closeMemory();
    },
  });
}

/** What a provider answered is known here only: a settle that an outage of Postgres interrupts is made again, never assumed (it fences itself by the attempt number). */
function settlingThroughOutages(outbox: OutboxStore): OutboxStore {
  return { ...outbox, settle: throughOutages((input) => outbox.settle(input)) };
}

/** A row is uncertain once it has been `sending` for longer than any live sender could take. */
function sendingPolicy(config: Config): SendReplyPolicy {
  return {
    sendWithinMs: config.sendWithinMs,
    staleSendingMs: config.sendWithinMs + Math.max(config.evolutionTimeoutMs, config.metaTimeoutMs) + config.sendMarginMs,
    maxAttempts: config.sendAttempts,
    probeEveryMs: config.probeEveryMs,
    clearNoAfterMs: config.clearNoAfterMs,
    uncertainHoldsMs: config.uncertainHoldsMs,
  };
}
