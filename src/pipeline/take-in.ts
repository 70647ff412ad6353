import type { Clinic } from '../domain/clinic.ts';
import { isPatientMessage, type Provider, type WebhookItem } from '../domain/message.ts';
import { finishAll } from './finish-all.ts';
import type { PatientMemory } from './memory-ports.ts';
import type { ClinicDirectory, Clock, Delivery, InboxStore, StatusToApply, Trace, TraceEvent, WakeUps } from './ports.ts';
import { RETRY_DELAYS_MS, takeInChange, takeInConnection, takeInEcho, takeInMessage, takeInNewNumber, takeInPresence } from './take-in-item.ts';

export type TakeInPorts = { clinics: ClinicDirectory; inbox: InboxStore; wakeUps: WakeUps; memory: Pick<PatientMemory, 'warm'>; clock: Clock };

/** A webhook as understood: its items in the order of the body, and how each is shown in its trace. */
export type Webhook = { provider: Provider; items: WebhookItem[]; views: Record<string, unknown>[]; receivedAtMs: number; ingressMs: number; trace: Trace };

export type TakeInPolicy = { staleAfterMs: number; debounceMs: number; burstMaxWaitMs: number };

/** How many items went where; the log field and the metric label of the inbound worker. */
export type TakeInOutcome = {
  messages: number;
  duplicates: number;
  ignored: number;
  held: number;
  statuses: number;
  /** What the statuses moved on. */
  deliveries: Delivery[];
  echoes: number;
  takeovers: number;
  changes: number;
  others: number;
};

/**
 * Writes the items of one webhook to their places and wakes the conversations they concern: patient messages to the inbox,
 * delivery statuses to the outbox rows, a human's own messages to takeover, edits and deletions to the message they change.
 * Repeatable: the same webhook again changes nothing, and wakes again what is still waiting. A bad item fails the webhook only after the others are done.
 */
export async function takeIn(webhook: Webhook, policy: TakeInPolicy, ports: TakeInPorts): Promise<TakeInOutcome> {
  const outcome: TakeInOutcome = {
    messages: 0,
    duplicates: 0,
    ignored: 0,
    held: 0,
    statuses: 0,
    deliveries: [],
    echoes: 0,
    takeovers: 0,
    changes: 0,
    others: 0,
  };
  const events = storyOf(webhook, ports.clock.now());
  // With a message the story goes into its statement; otherwise it is told first, so that what follows from it comes after.
  if (!webhook.items.some(isPatientMessage)) await ports.inbox.recordStory(events.splice(0));

  const takeInItem = async (item: WebhookItem, part: number) => {
    const line = item.instance === null ? null : { provider: webhook.provider, instance: item.instance };
    const clinic = line && (await ports.clinics.byLine(line));
    if (!line || item.kind === 'status') return;
    const context = { webhook, line, part, policy: timingFor(clinic, policy), ports };

    if (isPatientMessage(item)) {
      await takeInMessage(item, clinic, context, events, outcome);
      events.length = 0; // told: a message that failed leaves it to the next
    } else if (!clinic) outcome.others += 1;
    else if (item.kind === 'own_echo') await takeInEcho(item, clinic, context, outcome);
    else if (item.kind === 'edit' || item.kind === 'revoke') await takeInChange(item, clinic, context, outcome);
    else if (item.kind === 'presence') await takeInPresence(item, clinic, context, outcome);
    else if (item.kind === 'system') await takeInNewNumber(item, clinic, ports, outcome);
    else if (item.kind === 'connection') await takeInConnection(item, line, ports, outcome);
    else outcome.others += 1;
  };
  const statuses = webhook.items.flatMap((item) => statusToApply(item, webhook));
  await finishAll([
    ...webhook.items.map((item, part) => () => takeInItem(item, part)),
    async () => {
      if (statuses.length > 0) outcome.deliveries = (await takeInStatuses(statuses, 0, ports)).delivered;
    },
    async () => void (events.length > 0 && (await ports.inbox.recordStory(events))),
  ]);
  outcome.statuses = statuses.length;
  return outcome;
}

/** Applies delivery statuses in one statement; what is unknown is tried again, then given up with a reason in its trace. */
export async function takeInStatuses(
  statuses: StatusToApply[],
  attempt: number,
  ports: Pick<TakeInPorts, 'inbox' | 'wakeUps' | 'clock'>,
): Promise<{ delivered: Delivery[]; unknown: number }> {
  const { delivered, unknown, wokenConversations } = await ports.inbox.applyStatuses(statuses);
  for (const conversationId of wokenConversations) await ports.wakeUps.sender(conversationId, ports.clock.now(), { reschedule: true });
  if (unknown.length > 0 && attempt < RETRY_DELAYS_MS.length) await ports.wakeUps.retryStatuses(unknown, attempt);
  else if (unknown.length > 0) await ports.inbox.recordEvents(unknown.map((status) => ignoredStatus(status, ports.clock.now())));
  return { delivered, unknown: unknown.length };
}

function timingFor(clinic: Clinic | null, policy: TakeInPolicy): TakeInPolicy {
  return { ...policy, debounceMs: clinic?.settings.debounceMs ?? policy.debounceMs, burstMaxWaitMs: clinic?.settings.burstMaxWaitMs ?? policy.burstMaxWaitMs };
}

function statusToApply(item: WebhookItem, webhook: Webhook): StatusToApply[] {
  if (item.kind !== 'status' || item.instance === null || item.messageId === null) return [];
  return [
    {
      line: { provider: webhook.provider, instance: item.instance },
      providerMessageId: item.messageId,
      outboxId: item.callbackData,
      status: item.status,
      errorCode: item.errorCode,
      atMs: item.sentAtMs ?? webhook.receivedAtMs,
      trace: webhook.trace,
    },
  ];
}

function storyOf(webhook: Webhook, nowMs: number): TraceEvent[] {
  const { traceId } = webhook.trace;
  return [
    { traceId, atMs: webhook.receivedAtMs, stage: 'ingress', name: 'webhook accepted', ms: webhook.ingressMs, data: { provider: webhook.provider } },
    { traceId, atMs: nowMs, stage: 'inbound', name: 'taken in', ms: nowMs - webhook.receivedAtMs, data: { items: webhook.views } },
  ];
}

function ignoredStatus(status: StatusToApply, nowMs: number): TraceEvent {
  return {
    traceId: status.trace.traceId,
    atMs: nowMs,
    stage: 'status',
    name: 'ignored',
    ms: null,
    data: { reason: 'unknown_message', messageId: status.providerMessageId, status: status.status },
  };
}
