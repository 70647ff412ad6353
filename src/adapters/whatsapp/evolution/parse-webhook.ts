import type { DeliveryStatus, WebhookItem } from '../../../domain/message.ts';
import type { JsonObject } from '../read-json.ts';
import { asEpochMs, asFilled, asNumber, asObject, asString } from '../read-json.ts';
import { common, ignored, itemOfContent } from '../webhook-item.ts';
import { readChatId, readJid, readPerson } from './jid.ts';
import { readProtocolMessage } from './message-content.ts';
import { readUpsert } from './read-upsert.ts';

const STATUSES: Record<string, DeliveryStatus> = {
  SERVER_ACK: 'sent',
  SENT: 'sent',
  DELIVERY_ACK: 'delivered',
  DELIVERED: 'delivered',
  READ: 'read',
  PLAYED: 'played',
  ERROR: 'failed',
  FAILED: 'failed',
};

type EventReader = (data: JsonObject, instance: string | null, body: JsonObject) => WebhookItem[];

const EVENTS: Record<string, EventReader> = {
  'messages.upsert': (data, instance, body) => [readUpsert(data, { instance, ownJid: body['sender'], event: 'messages.upsert' })],
  'send.message': (data, instance, body) => [readUpsert(data, { instance, ownJid: body['sender'], event: 'send.message' })],
  'send.message.update': (data, instance, body) => [readUpsert(data, { instance, ownJid: body['sender'], event: 'send.message' })],
  'messages.edited': (data, instance) => [readEdited(data, instance)],
  'messages.update': (data, instance) => [readStatus(data, instance)],
  'messages.delete': (data, instance) => [readDelete(data, instance)],
  'presence.update': readPresence,
  'connection.update': (data, instance) => [connection(asString(data['state']) ?? 'unknown', asNumber(data['statusReason']), instance)],
  call: (data, instance) => [readCall(data, instance)],
};

/** Events whose `data` may be null or without meaning. */
const STATES_OF_NULL: Record<string, string> = { 'logout.instance': 'logout', 'remove.instance': 'removed' };

/**
 * What one webhook of Evolution API v2 says, one item or (for `data` as an array) more, in the order of the body.
 * Never throws: an event we do not act on is `ignored` with its name as reason, a body that is not Evolution's `unknown_shape`.
 */
export function parseEvolutionWebhook(body: unknown): WebhookItem[] {
  const envelope = asObject(body);
  const event = eventName(envelope?.['event']);
  const instance = asFilled(envelope?.['instance']);
  if (!envelope || !event) return [ignored('unknown_shape', { instance })];
  const state = Object.hasOwn(STATES_OF_NULL, event) ? STATES_OF_NULL[event] : undefined;
  if (state) return [connection(state, null, instance)];
  if (event === 'error')
    return [{ kind: 'error', ...common({ instance, details: { errorCode: asNumber(asObject(envelope['data'])?.['status']) ?? undefined } }) }];
  if (event === 'qrcode.updated') return [{ kind: 'qrcode', ...common({ instance }) }];
  const read = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
  if (!read) return [ignored(event, { instance })];
  const parts = Array.isArray(envelope['data']) ? envelope['data'] : [envelope['data']];
  const items = parts.flatMap((part) => {
    const data = asObject(part);
    return data ? read(data, instance, envelope) : [ignored('unknown_shape', { instance })];
  });
  return items.length === 0 ? [ignored('empty_batch', { instance })] : items;
}

/** The dotted name; relays write MESSAGES_UPSERT. A few names have a dash of their own. */
function eventName(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value
    .toLowerCase()
    .replaceAll('_', '.')
    .replace(/^group\.participants/, 'group-participants')
    .replace(/^typebot\.change\.status$/, 'typebot.change-status');
}

function connection(state: string, statusReason: number | null, instance: string | null): WebhookItem {
  const details = { state, ...(statusReason === null ? {} : { statusReason }) };
  return { kind: 'connection', ...common({ instance, details }), state, statusReason };
}

/** The key is from the editor's point of view (our number, fromMe): only its id is of use. */
function readEdited(data: JsonObject, instance: string | null): WebhookItem {
  const content = readProtocolMessage(data);
  // An edit that empties the text, or of media without caption, still replaces what was written.
  return itemOfContent(content, { instance, messageId: asFilled(asObject(data['key'])?.['id']), sentAtMs: content.sentAtMs ?? null });
}

function readStatus(data: JsonObject, instance: string | null): WebhookItem {
  const rawStatus = asFilled(data['status']);
  const chat = readChatId(data['remoteJid']);
  const details = { rawStatus: rawStatus ?? undefined, ...(readJid(data['remoteJid']).kind === 'group' ? { group: chat } : {}) };
  const base = common({ instance, chat, messageId: asFilled(data['keyId']) ?? asFilled(asObject(data['key'])?.['id']), details });
  if (rawStatus === null) return { kind: 'ignored', ...base, reason: 'no_status' };
  const name = rawStatus.toUpperCase();
  const status = Object.hasOwn(STATUSES, name) ? STATUSES[name] : undefined;
  if (!status) return { kind: 'ignored', ...base, reason: 'unknown_status' };
  return { kind: 'status', ...base, details: { ...base.details, status }, status, callbackData: null, errorCode: null };
}

/** A patient's deletion has the id at the top; a deletion through the API is the stored row with the id in its key. */
function readDelete(data: JsonObject, instance: string | null): WebhookItem {
  const messageId = asFilled(asObject(data['key'])?.['id']) ?? asFilled(data['id']);
  return itemOfContent({ kind: 'revoke', text: null, targetMessageId: messageId, details: {} }, { instance, messageId });
}

function readPresence(data: JsonObject, instance: string | null): WebhookItem[] {
  const chat = readJid(data['id']);
  const group = chat.kind === 'group' ? chat.id : null;
  const items = Object.entries(asObject(data['presences']) ?? {}).map(([jid, value]): WebhookItem => {
    const presence = asFilled(asObject(value)?.['lastKnownPresence']) ?? 'unavailable';
    // In a direct chat the chat itself names the patient, and may do so by phone where the key is a LID.
    const person = group ? readPerson([jid]) : readPerson([data['id'], jid]);
    const details = { presence, ...(group ? { group } : {}) };
    return { kind: 'presence', ...common({ instance, from: person.id, replyTo: group ?? person.id, aliases: person.aliases, details }), presence, group };
  });
  return items.length === 0 ? [ignored('no_presence', { instance })] : items;
}

function readCall(data: JsonObject, instance: string | null): WebhookItem {
  const person = readPerson([data['from'], data['chatId']]);
  const details = {
    callStatus: asFilled(data['status']) ?? undefined,
    callId: asFilled(data['id']) ?? undefined,
    isVideo: data['isVideo'] === true || undefined,
  };
  return {
    kind: 'call',
    ...common({
      instance,
      from: person.id,
      replyTo: person.id,
      aliases: person.aliases,
      sentAtMs: asEpochMs(Date.parse(asString(data['date']) ?? '')),
      details,
    }),
  };
}
