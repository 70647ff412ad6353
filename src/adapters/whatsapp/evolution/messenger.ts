import type { Clinic, EvolutionChannel } from '../../../domain/clinic.ts';
import type { Line } from '../../../pipeline/ports.ts';
import type { ClaimedSend, Messenger, SendResult } from '../../../pipeline/sending-ports.ts';
import type { MessengerDeps, Request } from '../call-provider.ts';
import { callProvider, joinUrl } from '../call-provider.ts';
import { findSent, listsMessage } from './find-sent.ts';
import { readJid } from './jid.ts';
import { resultOfEvolution } from './send-result.ts';

/** How long Evolution shows "typing" for one call; it holds the request open as long. */
const TYPING_MS = 1_000;
const TYPING_TIMEOUT_MS = 3_000;

/** Sends through Evolution API v2. Its `guard` key is the line: one clinic's broken line must not open the breaker of another's. */
export function createEvolutionMessenger(deps: Omit<MessengerDeps, 'rateLimiter'>): Messenger {
  async function send(message: ClaimedSend, clinic: Clinic, mayStillCall: () => boolean): Promise<SendResult> {
    const channel = channelOf(clinic, message.line);
    if (!channel) return { kind: 'failed', reason: 'line_refused:line_gone', alert: true };
    // Evolution would send to "@s.whatsapp.net" and call it a success.
    if (!isRecipient(message.to)) return { kind: 'failed', reason: 'recipient:not_a_number', alert: true };
    const request = post(channel, ['message', 'sendText'], { number: message.to, text: message.text });
    return resultOfEvolution(await callProvider(guardKey(message.line), request, deps, mayStillCall));
  }

  async function probe(message: ClaimedSend, clinic: Clinic, sinceMs: number): Promise<Awaited<ReturnType<Messenger['probe']>>> {
    const channel = channelOf(clinic, message.line);
    if (!channel) return { result: 'unknown' };
    const found = findSent(await findMessages(message.line, channel, { fromMe: true }), { to: message.to, text: message.text, sinceMs });
    if (found.result !== 'not_sent') return found;
    // Nothing found proves nothing where nothing is kept: the store must know a message that this chat plainly had.
    for (const control of controlsOf(message, sinceMs)) {
      if (listsMessage(await findMessages(message.line, channel, { id: control }), control)) return found;
    }
    return { result: 'unknown' };
  }

  /** The body of the answer, null when there was none. */
  async function findMessages(line: Line, channel: EvolutionChannel, key: Record<string, unknown>): Promise<unknown> {
    const request = post(channel, ['chat', 'findMessages'], { where: { key }, page: 1, offset: PROBE_RECORDS });
    const outcome = await callProvider(guardKey(line), request, deps, () => true);
    return outcome.kind === 'answered' && outcome.answer.status < 300 ? outcome.answer.body : null;
  }

  /** Past the breaker on purpose: a courtesy must neither open it nor wait for it. */
  async function showTyping({ clinic, line, to, lastInboundId }: Parameters<Messenger['showTyping']>[0]): Promise<void> {
    const channel = channelOf(clinic, line);
    if (!channel || !isRecipient(to) || deps.isAway(guardKey(line))) return;
    const courtesies = [post(channel, ['chat', 'sendPresence'], { number: to, presence: 'composing', delay: TYPING_MS })];
    if (lastInboundId !== null) {
      const remoteJid = to.includes('@') ? to : `${to}@s.whatsapp.net`;
      courtesies.push(post(channel, ['chat', 'markMessageAsRead'], { readMessages: [{ remoteJid, fromMe: false, id: lastInboundId }] }));
    }
    const bypass = {
      ...deps,
      timeoutMs: TYPING_TIMEOUT_MS,
      guard: <T>(_key: string, call: (signal: AbortSignal) => Promise<T>) => call(AbortSignal.timeout(TYPING_TIMEOUT_MS)),
    };
    await Promise.all(courtesies.map((request) => callProvider(guardKey(line), request, bypass, () => true)));
  }

  return { send, probe, showTyping };
}

/** More than a line sends in the half minute that a row may stay uncertain. */
const PROBE_RECORDS = 200;
/** What an older message shows of the store may be over: it may keep no messages since. */
const CONTROL_MAX_AGE_MS = 6 * 3_600_000;

/** The ids of messages of this chat that a server which keeps messages has: what the patient wrote last, what we last sent. */
function controlsOf({ lastInbound, lastSent }: ClaimedSend, sinceMs: number): string[] {
  return [lastInbound, lastSent].flatMap((known) => (known && known.sentAtMs >= sinceMs - CONTROL_MAX_AGE_MS ? [known.providerMessageId] : []));
}

function guardKey(line: Line): string {
  return `evolution:${line.instance}`;
}

function channelOf(clinic: Clinic, line: Line): EvolutionChannel | undefined {
  return clinic.channels.find((channel): channel is EvolutionChannel => channel.provider === 'evolution' && channel.instance === line.instance);
}

function isRecipient(to: string): boolean {
  const jid = readJid(to);
  return (jid.kind === 'phone' && /^\d+$/.test(jid.id)) || (jid.kind === 'lid' && jid.id !== '@lid');
}

function post(channel: EvolutionChannel, path: string[], body: unknown): Request {
  return { method: 'POST', url: joinUrl(channel.baseUrl, ...path, channel.instance), headers: { apikey: channel.apiKey }, body };
}
