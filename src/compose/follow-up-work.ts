import { randomUUID } from 'node:crypto';
import { followUpStore } from '../adapters/postgres/follow-ups/follow-up-store.ts';
import { reminderStore } from '../adapters/postgres/follow-ups/reminder-store.ts';
import { isReminder } from '../domain/follow-up/reminder-times.ts';
import { fireFollowUp, type FireFollowUpPorts, type FollowUpOutcome } from '../pipeline/fire-follow-up.ts';
import { planReminders, type RemindersOutcome } from '../pipeline/plan-reminders.ts';
import { asHints } from '../queues/producer.ts';
import { withFailpoints } from '../runtime/failpoint.ts';
import { openSpan, type OpenSpan } from '../runtime/span.ts';
import type { Foundation } from './foundation.ts';

/** Follow-ups and reminders as workers do them: each inside its span, with one log line and its metrics. */
export type FollowUpWork = {
  fire(followUpId: string): Promise<void>;
  planReminders(appointmentId: string): Promise<void>;
  /** Ends one that can't be done. */
  giveUp(followUpId: string): Promise<void>;
};

/** An urgent follow-up that nobody may send is for people: the bot is silent while they have the conversation. */
const FOR_PEOPLE = 'urgent_pain';
const KINDS = new Set(['unfinished_booking', 'unfinished_move', 'unfinished_cancellation', 'inquiry', 'pain', 'asked', FOR_PEOPLE]);

/** Wires the stories of follow-ups and reminders. */
export function createFollowUpWork(foundation: Foundation): FollowUpWork {
  const { config, sql, clinics, producer, clock } = foundation;
  const followUps = withFailpoints('followUps', followUpStore(sql), config.failpoint);
  const reminders = withFailpoints('reminders', reminderStore(sql), config.failpoint);
  const wakeUps = asHints(producer.wakeUps);
  const policy = { hasTemplate: Boolean(config.metaTemplateName) };
  return {
    async fire(followUpId) {
      const startedAt = performance.now();
      const spans = followUpSpans(followUpId, followUps);
      try {
        const outcome = await fireFollowUp(followUpId, policy, { clinics, followUps: spans.followUps, wakeUps, clock });
        spans.end(outcome);
        reportFired(outcome, performance.now() - startedAt, foundation);
      } catch (error) {
        spans.end(null, error);
        throw error;
      }
    },
    async planReminders(appointmentId) {
      const startedAt = performance.now();
      const outcome = await planReminders(appointmentId, { clinics, reminders, clock, newId: randomUUID });
      reportPlanned(outcome, performance.now() - startedAt, foundation);
    },
    giveUp: (followUpId) => followUps.cancel({ followUpId, reason: 'dead_lettered', nowMs: clock.now() }),
  };
}

/** Its cause is known only once it is open: the span starts then, as a child of the turn that planned it. */
function followUpSpans(followUpId: string, followUps: FireFollowUpPorts['followUps']) {
  let span: OpenSpan | null = null;
  return {
    followUps: {
      ...followUps,
      open: async (input: Parameters<FireFollowUpPorts['followUps']['open']>[0]) => {
        const opened = await followUps.open(input);
        if (opened.kind !== 'opened' || span) return opened;
        const attributes = { 'messaging.destination.name': 'follow-ups', 'frontdesk.trace_id': opened.trace.traceId, 'frontdesk.follow_up_id': followUpId };
        span = openSpan('follow-up process', { kind: 'consumer', parent: opened.trace.traceparent, links: [], attributes });
        return opened;
      },
    },
    end(outcome: FollowUpOutcome | null, error?: unknown) {
      span?.set({ 'frontdesk.outcome': outcome?.kind });
      span?.end(error);
    },
  };
}

function reportFired(outcome: FollowUpOutcome, durationMs: number, { logger, metrics }: Foundation): void {
  const { followUpId } = outcome;
  if (!('trace' in outcome)) {
    metrics.count('follow_up', { outcome: outcome.kind });
    return logger.debug('follow-up', { stage: 'turn', followUpId, outcome: outcome.kind, durationMs });
  }
  const { kind, clinicId, conversationId, trace, lateMs, variant } = outcome;
  // What a model called it is its own words.
  const followUpKind = KINDS.has(outcome.followUpKind) || isReminder(outcome.followUpKind) ? outcome.followUpKind : 'other';
  const reason = 'reason' in outcome ? outcome.reason : null;
  metrics.count('follow_up', { kind: followUpKind, outcome: kind, ...(reason === null ? {} : { reason }) });
  const { traceId, requestId } = trace;
  const about = { stage: 'turn', traceId, requestId, clinicId, conversationId, followUpId, reason } as const;
  if (followUpKind === FOR_PEOPLE && reason === 'held')
    logger.warn('[ALERT_WARNING] urgent pain and nobody answered yet', { ...about, event: 'urgent_unanswered' });
  logger.info('follow-up', { ...about, kind: followUpKind, outcome: kind, variant, ageMs: lateMs, durationMs });
}

function reportPlanned(outcome: RemindersOutcome, durationMs: number, { logger, metrics }: Foundation): void {
  metrics.count('reminders', { outcome: outcome.kind });
  if (!('trace' in outcome)) return;
  const { kind, clinicId, count, trace } = outcome;
  logger.info('reminders', { stage: 'turn', traceId: trace.traceId, requestId: trace.requestId, clinicId, outcome: kind, count, durationMs });
}
