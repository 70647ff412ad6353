import type { Clinic } from '../domain/clinic.ts';
import type { WebhookItem } from '../domain/message.ts';
import { isStaffNumber } from '../domain/staff-notification/staff-number.ts';
import type { ChangeOutcome, ChangeToApply, Line, TraceEvent } from './ports.ts';
import type { TakeInOutcome, TakeInPolicy, TakeInPorts, Webhook } from './take-in.ts';

/** A status or a change whose message is unknown is tried again this long after the attempt before it: webhooks overtake each other. */
export const RETRY_DELAYS_MS = [2_000, 10_000] as const;

/** What every item of a webhook is taken in with. */
export type ItemContext = { webhook: Webhook; line: Line; part: number; policy: TakeInPolicy; ports: TakeInPorts };

/** A patient message goes to the inbox: to be answered, held for a human, or kept as ignored with its reason. */
export async function takeInMessage(
  item: Extract<WebhookItem, { kind: Parameters<typeof ignoredReason>[0]['kind'] }>,
  clinic: Clinic | null,
  context: ItemContext,
  events: TraceEvent[],
  outcome: TakeInOutcome,
): Promise<void> {
  const { webhook, line, part, policy, ports } = context;
  const sentAtMs = item.sentAtMs ?? webhook.receivedAtMs;
  if (item.messageId === null || item.messageId === '' || item.from === null) {
    if (events.length > 0) await ports.inbox.recordStory(events);
    outcome.ignored += 1;
    return;
  }
  const common = {
    line,
    providerMessageId: item.messageId,
    kind: item.kind,
    text: item.text,
    sentAtMs,
    receivedAtMs: webhook.receivedAtMs,
    part,
    trace: webhook.trace,
  };
  if (!clinic) {
    await ports.inbox.takeInUnrouted({ ...common, reason: 'unknown_line' }, events);
    outcome.ignored += 1;
    return;
  }
  const taken = await ports.inbox.takeIn(
    {
      ...common,
      clinicId: clinic.id,
      patientKey: item.from,
      aliases: item.aliases,
      replyTo: item.replyTo ?? item.from,
      nowMs: ports.clock.now(),
      pushName: item.pushName,
      media: item.kind === 'inbound_media' ? item.media : null,
      details: item.details,
      ignoredReason: whoOrWhenToIgnore(item, clinic, webhook.receivedAtMs - sentAtMs > policy.staleAfterMs) ?? ignoredReason(item),
      debounceMs: policy.debounceMs,
      burstMaxWaitMs: policy.burstMaxWaitMs,
    },
    events,
  );
  if (!taken.isNew) outcome.duplicates += 1;
  else if (taken.state === 'pending') outcome.messages += 1;
  else if (taken.state === 'held') outcome.held += 1;
  else outcome.ignored += 1;
  // What is remembered is on its way while the quiet window runs: the turn finds it there. Without a window it asks at the same moment.
  if (taken.dueAtMs !== null && taken.dueAtMs > ports.clock.now()) ports.memory.warm({ clinicId: clinic.id, patientKey: item.from });
  if (taken.dueAtMs !== null) await ports.wakeUps.conversation(taken.conversationId, taken.dueAtMs, { reschedule: true });
}

/** A message of the line's own: settles the row it echoes, else a human took over. What shows the patient nothing new takes nothing over, and groups are none of ours. */
export async function takeInEcho(
  item: Extract<WebhookItem, { kind: 'own_echo' }>,
  clinic: Clinic,
  context: ItemContext,
  outcome: TakeInOutcome,
): Promise<void> {
  const { webhook, line, ports } = context;
  outcome.echoes += 1;
  if (item.group !== null || !item.written || !item.chat || !item.messageId) return;
  const now = ports.clock.now();
  // Colleagues who write to each other take nothing over: nobody is answered in that chat, and what we tell them must go on.
  const isStaff = isStaffNumber(clinic, [item.chat, ...item.aliases]);
  const applied = await ports.inbox.applyEcho({
    clinicId: clinic.id,
    line,
    providerMessageId: item.messageId,
    chat: item.chat,
    aliases: item.aliases,
    isLid: item.chat.endsWith('@lid'),
    text: item.text,
    sentAtMs: item.sentAtMs ?? webhook.receivedAtMs,
    receivedAtMs: webhook.receivedAtMs,
    nowMs: now,
    holdUntilMs: isStaff ? 0 : now + clinic.settings.takeoverQuietMinutes * 60_000,
    trace: webhook.trace,
    fromApi: item.details['event'] === 'send.message',
  });
  if (applied.outcome === 'takeover') outcome.takeovers += 1;
  if (applied.outcome === 'own' && applied.conversationId) await ports.wakeUps.sender(applied.conversationId, now, { reschedule: true });
}

/** An edit replaces what is still pending, a deletion supersedes it. */
export async function takeInChange(
  item: Extract<WebhookItem, { kind: 'edit' | 'revoke' }>,
  clinic: Clinic,
  context: ItemContext,
  outcome: TakeInOutcome,
): Promise<void> {
  const { webhook, line, policy, ports } = context;
  outcome.changes += 1;
  const change: ChangeToApply = {
    clinicId: clinic.id,
    line,
    targetMessageId: item.targetMessageId,
    change: item.kind === 'edit' ? { kind: 'edit', text: item.text } : { kind: 'delete' },
    atMs: webhook.receivedAtMs,
    nowMs: ports.clock.now(),
    trace: webhook.trace,
    debounceMs: policy.debounceMs,
    burstMaxWaitMs: policy.burstMaxWaitMs,
  };
  await applyChange(change, 0, ports);
}

/** Applies an edit or a deletion and wakes its conversation; one that overtook its message is tried again. */
export async function applyChange(change: ChangeToApply, attempt: number, ports: Pick<TakeInPorts, 'inbox' | 'wakeUps'>): Promise<ChangeOutcome['outcome']> {
  const { outcome, conversationId, dueAtMs } = await ports.inbox.changeMessage(change);
  if (conversationId && dueAtMs !== null) await ports.wakeUps.conversation(conversationId, dueAtMs, { reschedule: true });
  if (outcome === 'unknown' && attempt < RETRY_DELAYS_MS.length) await ports.wakeUps.retryChange(change, attempt);
  return outcome;
}

/** While the patient types, the bot waits for the rest of the thought. */
export async function takeInPresence(
  item: Extract<WebhookItem, { kind: 'presence' }>,
  clinic: Clinic,
  context: ItemContext,
  outcome: TakeInOutcome,
): Promise<void> {
  outcome.others += 1;
  if (item.group !== null || item.from === null || (item.presence !== 'composing' && item.presence !== 'recording')) return;
  const { policy, ports } = context;
  const quiet = await ports.inbox.extendQuiet({
    clinicId: clinic.id,
    patientKey: item.from,
    nowMs: ports.clock.now(),
    debounceMs: policy.debounceMs,
    burstMaxWaitMs: policy.burstMaxWaitMs,
  });
  if (quiet) await ports.wakeUps.conversation(quiet.conversationId, quiet.dueAtMs, { reschedule: true });
}

/** A patient who changed the number stays the same patient. */
export async function takeInNewNumber(
  item: Extract<WebhookItem, { kind: 'system' }>,
  clinic: Clinic,
  ports: TakeInPorts,
  outcome: TakeInOutcome,
): Promise<void> {
  outcome.others += 1;
  if (item.from && item.newWaId && item.systemType.endsWith('changed_number'))
    await ports.inbox.mergeIdentity({ clinicId: clinic.id, oldKey: item.from, newKey: item.newWaId, nowMs: ports.clock.now() });
}

/** Notes whether a line is connected. */
export async function takeInConnection(
  item: Extract<WebhookItem, { kind: 'connection' }>,
  line: Line,
  ports: TakeInPorts,
  outcome: TakeInOutcome,
): Promise<void> {
  outcome.others += 1;
  await ports.inbox.recordConnection(line, item.state, ports.clock.now());
}

/** A message of staff is no patient's, and an old one is history. */
function whoOrWhenToIgnore(item: WebhookItem, clinic: Clinic, isStale: boolean): string | null {
  if (isStaffNumber(clinic, [item.from, ...item.aliases])) return 'staff_number';
  return isStale ? 'stale' : null;
}

/** Why a patient's message needs no answer, or null: a reaction or a sticker is no question. */
function ignoredReason(
  item: Extract<
    WebhookItem,
    {
      kind:
        | 'inbound_text'
        | 'inbound_media'
        | 'inbound_interactive'
        | 'inbound_location'
        | 'inbound_contacts'
        | 'inbound_order'
        | 'unsupported'
        | 'reaction'
        | 'reaction_removed';
    }
  >,
): string | null {
  if (item.kind === 'reaction' || item.kind === 'reaction_removed' || item.kind === 'unsupported') return item.kind;
  if (item.kind === 'inbound_media' && item.media.mediaType === 'sticker') return 'sticker';
  return null;
}
