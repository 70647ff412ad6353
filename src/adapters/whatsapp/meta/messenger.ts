import { createHash } from 'node:crypto';
import type { Clinic, MetaChannel } from '../../../domain/clinic.ts';
import type { Line } from '../../../pipeline/ports.ts';
import type { ClaimedSend, Messenger, SendResult } from '../../../pipeline/sending-ports.ts';
import type { MessengerDeps, Request } from '../call-provider.ts';
import { callProvider, joinUrl } from '../call-provider.ts';
import { resultOfMeta } from './send-result.ts';

/** `templateName`: an approved template with one body parameter, sent where the window is closed; null: such a message is not sent. */
export type MetaMessengerDeps = MessengerDeps & { baseUrl: string; apiVersion: string; templateName?: string | null };

const WINDOW_MS = 24 * 3_600_000;
/** Graph counts from its own clock when the message arrives: don't start a call it would refuse. */
const WINDOW_MARGIN_MS = 30_000;
const TYPING_TIMEOUT_MS = 3_000;

/** One message in six seconds to one recipient, with credit for a burst; eighty a second for a line (Meta's defaults). */
const PAIR_RATE = { capacity: 45, refillPerSecond: 1 / 6 };
const LINE_RATE = { capacity: 80, refillPerSecond: 80 };

/** A parameter of a template may hold no line breaks or runs of spaces, and the whole body 1024 characters. */
const TEMPLATE_PARAMETER_CHARACTERS = 900;
const TEMPLATE_LANGUAGES: Record<string, string> = { pt: 'pt_BR' };

/** Sends through Meta's Cloud API. Free text only within 24 hours of the patient's last message, judged when the call is made. */
export function createMetaMessenger(deps: MetaMessengerDeps): Messenger {
  async function send(message: ClaimedSend, clinic: Clinic, mayStillCall: () => boolean): Promise<SendResult> {
    const channel = channelOf(clinic, message.line);
    if (!channel) return { kind: 'failed', reason: 'line_refused:line_gone', alert: true };
    if (message.to.trim() === '') return { kind: 'failed', reason: 'recipient:not_a_number', alert: true };
    const isOpen = message.lastInbound !== null && deps.now() - message.lastInbound.sentAtMs < WINDOW_MS - WINDOW_MARGIN_MS;
    const content = isOpen ? textContent(message) : templateContent(message, deps.templateName ?? null, clinic);
    if (!content) return { kind: 'window_closed', reason: message.lastInbound === null ? 'never_written' : 'older_than_24h' };
    const wait = await rateLimit(message);
    if (wait) return wait;
    const body = { messaging_product: 'whatsapp', ...recipient(message.to), ...content, biz_opaque_callback_data: message.outboxId };
    return resultOfMeta(await callProvider(guardKey(message.line), post(channel, body), deps, mayStillCall));
  }

  async function rateLimit(message: ClaimedSend): Promise<SendResult | null> {
    const pair = createHash('sha256').update(message.to).digest('hex').slice(0, 16); // keys are seen by people; numbers need not be
    const buckets = [
      { reason: 'pair_rate', key: `meta:pair:${message.line.instance}:${pair}`, rate: PAIR_RATE },
      { reason: 'line_rate', key: `meta:line:${message.line.instance}`, rate: LINE_RATE },
    ];
    for (const { reason, key, rate } of buckets) {
      // With Redis away nobody counts; Graph then says 131056 or 130429 itself, which costs a delay and no message.
      const taken = await deps.rateLimiter.take(key, rate).catch(() => ({ allowed: true }) as const);
      if (!taken.allowed) return { kind: 'retry', reason, afterMs: taken.afterMs, countsAsAttempt: false };
    }
    return null;
  }

  /** Graph can't be asked about a message; the status webhook, which carries our outbox id, settles it. */
  async function probe(): Promise<{ result: 'unknown' }> {
    return { result: 'unknown' };
  }

  async function showTyping({ clinic, line, lastInboundId }: Parameters<Messenger['showTyping']>[0]): Promise<void> {
    const channel = channelOf(clinic, line);
    if (!channel || lastInboundId === null || deps.isAway(guardKey(line))) return;
    const body = { messaging_product: 'whatsapp', status: 'read', message_id: lastInboundId, typing_indicator: { type: 'text' } };
    // Past the breaker on purpose: a courtesy must neither open it nor wait for it.
    const bypass = {
      ...deps,
      timeoutMs: TYPING_TIMEOUT_MS,
      guard: <T>(_key: string, call: (signal: AbortSignal) => Promise<T>) => call(AbortSignal.timeout(TYPING_TIMEOUT_MS)),
    };
    await callProvider(guardKey(line), post(channel, body), bypass, () => true);
  }

  function post(channel: MetaChannel, body: unknown): Request {
    const url = joinUrl(channel.baseUrl ?? deps.baseUrl, deps.apiVersion, channel.phoneNumberId, 'messages');
    return { method: 'POST', url, headers: { authorization: `Bearer ${channel.accessToken}` }, body };
  }

  return { send, probe, showTyping };
}

function guardKey(line: Line): string {
  return `meta:${line.instance}`;
}

function channelOf(clinic: Clinic, line: Line): MetaChannel | undefined {
  return clinic.channels.find((channel): channel is MetaChannel => channel.provider === 'meta' && channel.phoneNumberId === line.instance);
}

/** A user without a visible number is addressed by `recipient` (business-scoped user id) instead of `to`. */
function recipient(to: string): Record<string, string> {
  return /^\+?\d+$/.test(to) ? { recipient_type: 'individual', to } : { recipient: to };
}

function textContent(message: ClaimedSend): Record<string, unknown> {
  return { type: 'text', text: { preview_url: false, body: message.text } };
}

function templateContent(message: ClaimedSend, name: string | null, clinic: Clinic): Record<string, unknown> | null {
  if (name === null || name === '') return null;
  const language = message.language ?? clinic.defaultLanguage;
  const text = message.text.replace(/\s+/gu, ' ').trim();
  if (text.length > TEMPLATE_PARAMETER_CHARACTERS) return null; // half a message would be worse than none
  const components = [{ type: 'body', parameters: [{ type: 'text', text }] }];
  return { type: 'template', template: { name, language: { code: TEMPLATE_LANGUAGES[language] ?? language }, components } };
}
