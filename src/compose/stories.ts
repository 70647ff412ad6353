import { webhookItemView } from '../domain/webhook-item-view.ts';
import type { WebhookItem } from '../domain/message.ts';
import type { ChangeToApply, Delivery, StatusToApply, TurnCommit, TurnStore } from '../pipeline/ports.ts';
import { runTurn, type RunTurnPolicy, type RunTurnPorts, type TurnOutcome } from '../pipeline/run-turn.ts';
import { sendReply, type SendOutcome, type SendReplyPolicy, type SendReplyPorts } from '../pipeline/send-reply.ts';
import { applyChange } from '../pipeline/take-in-item.ts';
import { takeIn, type TakeInPolicy, type TakeInPorts, takeInStatuses } from '../pipeline/take-in.ts';
import type { ChangeRetry, InboundEnvelope, StatusRetry } from '../queues/catalog.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { openSpan, type OpenSpan, withSpan } from '../runtime/span.ts';

export type StoryWorld = {
  takeIn: TakeInPorts;
  runTurn: RunTurnPorts;
  sendReply: SendReplyPorts;
  parse: Record<'evolution' | 'meta', (body: unknown) => WebhookItem[]>;
  policy: TakeInPolicy & RunTurnPolicy & SendReplyPolicy;
  logger: Logger;
  metrics: Metrics;
};

/** The stories as workers run them: each inside its span, with one wide log line and its metrics from the returned outcome. */
export type Stories = {
  takeIn(envelope: InboundEnvelope): Promise<void>;
  takeInStatuses(job: StatusRetry): Promise<void>;
  applyChange(job: ChangeRetry): Promise<void>;
  runTurn(conversationId: string): Promise<void>;
  sendReply(conversationId: string): Promise<void>;
};

export function createStories(world: StoryWorld): Stories {
  return {
    takeIn: (envelope) => takeInWebhook(envelope, world),
    takeInStatuses: (job) => retryStatuses(job, world),
    applyChange: (job) => retryChange(job, world),
    runTurn: (conversationId) => answer(conversationId, world),
    sendReply: (conversationId) => send(conversationId, world),
  };
}

async function takeInWebhook(envelope: InboundEnvelope, { takeIn: ports, parse, policy, logger, metrics }: StoryWorld): Promise<void> {
  const startedAt = performance.now();
  const { traceId, requestId, provider } = envelope;
  const attributes = {
    'messaging.system': 'bullmq',
    'messaging.operation.name': 'process',
    'messaging.destination.name': 'inbound',
    'frontdesk.trace_id': traceId,
    'frontdesk.provider': provider,
  } as const;
  await withSpan('inbound process', { kind: 'consumer', parent: envelope.traceparent, attributes }, async (span) => {
    const items = parse[provider](envelope.body);
    const trace = { traceId, requestId, traceparent: span.traceparent };
    const outcome = await takeIn(
      { provider, items, views: items.map(webhookItemView), receivedAtMs: envelope.receivedAtMs, ingressMs: envelope.ingressMs, trace },
      policy,
      ports,
    );
    span.set({ 'frontdesk.items': items.length });
    const durationMs = performance.now() - startedAt;
    metrics.duration('inbound', durationMs);
    for (const item of items) metrics.inboundItem({ kind: item.kind, outcome: 'taken' });
    for (const [name, count] of [
      ['duplicate_messages', outcome.duplicates],
      ['takeovers', outcome.takeovers],
      ['held_messages', outcome.held],
      ['ignored_messages', outcome.ignored],
    ] as const) {
      for (let n = 0; n < count; n += 1) metrics.count(name);
    }
    logger.info('inbound taken in', {
      traceId,
      requestId,
      stage: 'inbound',
      provider,
      kinds: [...new Set(items.map((item) => item.kind))],
      items: items.length,
      messages: outcome.messages,
      duplicates: outcome.duplicates,
      outcome: outcome.takeovers > 0 ? 'takeover' : 'taken_in',
      durationMs,
      waitedMs: Date.now() - envelope.receivedAtMs,
    });
    for (const item of items) {
      if (item.kind === 'connection')
        logger.log(item.state === 'open' ? 'info' : 'warn', 'line connection changed', { traceId, requestId, line: item.instance, state: item.state });
    }
    logDeliveries(outcome.deliveries, logger);
  });
}

/** Under the trace of the message that was sent, so that one look for it finds its delivery as well. */
function logDeliveries(deliveries: Delivery[], logger: Logger): void {
  for (const { outboxId, traceId, requestId, status } of deliveries)
    logger.info('delivery status', { traceId, requestId, stage: 'status', outboxId, state: status });
}

async function retryStatuses(job: StatusRetry, { takeIn: ports, logger }: StoryWorld): Promise<void> {
  const { traceId, requestId, attempt } = job;
  await withSpan('inbound process', { kind: 'consumer', parent: job.traceparent, attributes: { 'frontdesk.trace_id': traceId } }, async () => {
    const outcome = await takeInStatuses(job.statuses as StatusToApply[], attempt, ports);
    logDeliveries(outcome.delivered, logger);
    logger.info('delivery statuses tried again', { traceId, requestId, stage: 'status', attempt, count: outcome.delivered.length, items: outcome.unknown });
  });
}

async function retryChange(job: ChangeRetry, { takeIn: ports, logger }: StoryWorld): Promise<void> {
  const { traceId, requestId, attempt } = job;
  await withSpan('inbound process', { kind: 'consumer', parent: job.traceparent, attributes: { 'frontdesk.trace_id': traceId } }, async () => {
    const outcome = await applyChange(job.change as ChangeToApply, attempt, ports);
    logger.info('change tried again', { traceId, requestId, stage: 'inbound', attempt, outcome });
  });
}

async function answer(conversationId: string, { runTurn: ports, policy, logger, metrics }: StoryWorld): Promise<void> {
  const startedAt = performance.now();
  const spans = turnSpans(conversationId, ports.turns);
  try {
    const outcome = await runTurn(conversationId, policy, { ...ports, turns: spans.turns });
    const durationMs = performance.now() - startedAt;
    spans.end(outcome);
    metrics.turn(outcome.kind);
    metrics.duration('turn', durationMs);
    if ('pickedUpToCommittedMs' in outcome) metrics.duration('picked_up_to_committed', outcome.pickedUpToCommittedMs);
    logTurn(outcome, durationMs, logger);
  } catch (error) {
    spans.end(null, error);
    throw error;
  }
}

/**
 * A turn's causes are known only once it is open: the span starts then, as a child of its last message's webhook, linked to the other
 * messages of the burst, and its own traceparent goes with the reply.
 */
function turnSpans(conversationId: string, turns: TurnStore) {
  let span: OpenSpan | null = null;
  return {
    turns: {
      ...turns,
      open: async (input: Parameters<TurnStore['open']>[0]) => {
        const opened = await turns.open(input);
        if (opened.kind !== 'opened' || span) return opened;
        const { messages } = opened.snapshot;
        const attributes = {
          'messaging.destination.name': 'turns',
          'messaging.message.conversation_id': conversationId,
          'messaging.batch.message_count': messages.length,
          'frontdesk.trace_id': messages.at(-1)?.traceId,
        } as const;
        span = openSpan('turn process', {
          kind: 'consumer',
          parent: messages.at(-1)?.traceparent ?? null,
          links: messages.slice(0, -1).map((message) => message.traceparent),
          attributes,
        });
        return opened;
      },
      commit: (commit: TurnCommit) => turns.commit({ ...commit, traceparent: span?.traceparent ?? commit.traceparent }),
    },
    end(outcome: TurnOutcome | null, error?: unknown) {
      span?.set({ 'frontdesk.outcome': outcome?.kind, ...(outcome && 'turnId' in outcome ? { 'frontdesk.turn_id': outcome.turnId } : {}) });
      span?.end(error);
    },
  };
}

function logTurn(outcome: TurnOutcome, durationMs: number, logger: Logger): void {
  const common = { stage: 'turn', outcome: outcome.kind, conversationId: outcome.conversationId, durationMs };
  if (!('turnId' in outcome)) return logger.log('debug', 'turn', common);
  const { traceId, requestId } = outcome;
  logger.info('turn committed', {
    ...common,
    traceId,
    requestId,
    traceIds: outcome.traceIds,
    turnId: outcome.turnId,
    clinicId: outcome.clinicId,
    messages: outcome.messages,
    attempt: outcome.reopened + 1,
  });
}

async function send(conversationId: string, { sendReply: ports, policy, logger, metrics }: StoryWorld): Promise<void> {
  const outcome: SendOutcome = await sendReply(conversationId, policy, ports);
  for (const row of outcome.results) {
    metrics.send({ provider: row.provider, result: row.result });
    metrics.duration('send', row.callMs);
    if (row.alert) {
      const { traceId, outboxId, provider, reason } = row;
      logger.error('[ALERT_ERROR] a reply can not be sent', { event: 'send_failed', stage: 'outbound', traceId, conversationId, outboxId, provider, reason });
    }
    logger.info('send', {
      stage: 'outbound',
      traceId: row.traceId,
      requestId: row.requestId,
      traceIds: row.traceIds,
      conversationId,
      outboxId: row.outboxId,
      provider: row.provider,
      outcome: row.result,
      reason: row.reason,
      durationMs: row.callMs,
    });
  }
}
