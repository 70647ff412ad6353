import { randomBytes } from 'node:crypto';
import type { WebhookBody } from './inbound-bodies.ts';
import { evolutionEvent, metaStatus } from './inbound-bodies.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** One message that WhatsApp has. `callbackData`: what the sender asked to get back (Meta). */
export type SentMessage = {
  provider: 'evolution' | 'meta';
  instance: string;
  to: string;
  text: string;
  kind: 'text' | 'template';
  atMs: number;
  providerMessageId: string;
  callbackData: string | null;
};

/** What a patient wrote, as findMessages lists it. */
export type ReceivedMessage = { instance: string; record: Record<string, unknown> };

/** The messages that an Evolution webhook reports; none for any other event. */
export function receivedIn(body: WebhookBody): ReceivedMessage[] {
  const record = body['data'];
  const isMessage = body['event'] === 'messages.upsert' && typeof record === 'object' && record !== null && 'key' in record;
  return isMessage ? [{ instance: String(body['instance']), record: record as Record<string, unknown> }] : [];
}

/** Which webhooks follow a message: Evolution's echoes (as `send.message`, as `messages.upsert`), and delivery statuses. */
export type FollowUps = { echoes: ('send.message' | 'messages.upsert')[]; statuses: ('sent' | 'delivered' | 'read')[] };

const EVOLUTION_STATUS = { sent: 'SERVER_ACK', delivered: 'DELIVERY_ACK', read: 'READ' } as const;

/** The message as Evolution's send call answers it, `send.message` reports it and findMessages lists it. */
export function evolutionRecord(message: SentMessage): Record<string, unknown> {
  return {
    key: { remoteJid: message.to.includes('@') ? message.to : `${message.to}@s.whatsapp.net`, fromMe: true, id: message.providerMessageId },
    pushName: 'Você',
    status: 'PENDING',
    message: { conversation: message.text },
    contextInfo: null,
    messageType: 'conversation',
    messageTimestamp: Math.floor(message.atMs / 1000),
    instanceId: '00000000-0000-4000-8000-00000000e701',
    source: 'web',
  };
}

/** A provider's id for a new message. */
export function newMessageId(provider: SentMessage['provider']): string {
  return provider === 'evolution' ? `3EB0${randomBytes(9).toString('hex').toUpperCase()}` : `wamid.${randomBytes(18).toString('base64url')}`;
}

/** Reports a message back as the real servers do: the echo at once (it may overtake the answer), then the statuses in order. */
export async function reportMessage(message: SentMessage, { echoes, statuses }: FollowUps, apikey: string | null, sender: WebhookSender): Promise<void> {
  const origin = { instance: message.instance, ...(apikey === null ? {} : { apikey }) };
  if (message.provider === 'evolution')
    await Promise.all(echoes.map((event) => sender.deliver('evolution', evolutionEvent(event, evolutionRecord(message), origin))));
  for (const status of statuses) {
    await sender.deliver(
      message.provider,
      message.provider === 'evolution' ? evolutionStatus(message, EVOLUTION_STATUS[status], origin) : metaStatusOf(message, status),
    );
  }
}

function evolutionStatus(message: SentMessage, status: string, origin: { instance: string; apikey?: string }): WebhookBody {
  const remoteJid = message.to.includes('@') ? message.to : `${message.to}@s.whatsapp.net`;
  return evolutionEvent(
    'messages.update',
    { keyId: message.providerMessageId, remoteJid, fromMe: true, status, messageId: `db-${message.providerMessageId}` },
    origin,
  );
}

function metaStatusOf(message: SentMessage, status: string): WebhookBody {
  const callback = message.callbackData === null ? {} : { callbackData: message.callbackData };
  return metaStatus({ phoneNumberId: message.instance, to: message.to, id: message.providerMessageId, status, ...callback });
}
