import type { DeliveryStatus, WebhookItem } from '../../../domain/message.ts';
import { Fault } from '../../../errors.ts';
import { isWritten } from '../echo-content.ts';
import type { JsonObject } from '../read-json.ts';
import { asEpochMs, asFilled, asNumber, asObject, asObjects, asString } from '../read-json.ts';
import { common, ignored, itemOfContent } from '../webhook-item.ts';
import { readSender } from './read-sender.ts';
import { firstErrorCode, readMetaContent } from './message-content.ts';

const STATUSES = new Set<string>(['sent', 'delivered', 'read', 'played', 'failed'] satisfies DeliveryStatus[]);

/**
 * What one webhook of Meta's Cloud API says: the items of all entries, changes, messages and statuses, in the order of the body
 * (one body may carry several lines). Throws Fault('invalid_input') for a shape that can't be understood, to be kept as a dead letter.
 */
export function parseMetaWebhook(body: unknown): WebhookItem[] {
  const root = asObject(body);
  const object = asFilled(root?.['object']);
  if (!root || object === null) throw unknownShape('no object');
  if (object !== 'whatsapp_business_account') return [ignored('not_whatsapp', {})];
  const items = objectsOrFault(root['entry'], 'entry').flatMap((entry) => objectsOrFault(entry['changes'], 'changes').flatMap(readChange));
  return items.length === 0 ? [ignored('empty', {})] : items;
}

function unknownShape(what: string): Fault {
  return new Fault('invalid_input', `a webhook of Meta with an unknown shape: ${what}`);
}

/** Every member must be an object: reading around a broken one would lose it. */
function objectsOrFault(value: unknown, name: string): JsonObject[] {
  if (!Array.isArray(value)) throw unknownShape(`${name} is no array`);
  return value.map((member) => {
    const object = asObject(member);
    if (!object) throw unknownShape(`${name} holds something else than objects`);
    return object;
  });
}

function optional(value: JsonObject, name: string): JsonObject[] {
  return value[name] === undefined || value[name] === null ? [] : objectsOrFault(value[name], name);
}

function readChange(change: JsonObject): WebhookItem[] {
  const field = asFilled(change['field']);
  const value = asObject(change['value']);
  if (!field || !value) throw unknownShape('a change without field or value');
  const instance = asFilled(asObject(value['metadata'])?.['phone_number_id']);
  switch (field) {
    case 'messages':
      return readMessages(value, instance);
    case 'smb_message_echoes':
      return optional(value, 'message_echoes').map((echo) => readPhoneEcho(echo, instance));
    case 'calls':
      return readCalls(value, instance);
    case 'user_preferences':
      return optional(value, 'user_preferences').map((preference) => readPreference(preference, instance));
    case 'message_template_status_update':
      return [{ kind: 'template', ...common({ instance, details: { event: asFilled(value['event']) } }) }];
    default:
      // Account events, and `history` of Coexistence numbers: old messages that must never be answered.
      return [{ kind: 'account', ...common({ instance, details: { field, event: asFilled(value['event']) } }) }];
  }
}

function readMessages(value: JsonObject, instance: string | null): WebhookItem[] {
  const contacts = asObjects(value['contacts']);
  const items = [
    ...optional(value, 'messages').map((message) => readMessage(message, contacts, instance)),
    ...optional(value, 'statuses').map((status) => readStatus(status, instance)),
    ...optional(value, 'errors').map((error): WebhookItem => ({
      kind: 'error',
      ...common({ instance, details: { errorCode: asNumber(error['code']) ?? undefined } }),
    })),
  ];
  return items.length === 0 ? [ignored('empty', { instance })] : items;
}

function readMessage(message: JsonObject, contacts: JsonObject[], instance: string | null): WebhookItem {
  const sender = readSender(message, contacts);
  const part = {
    instance,
    from: sender.from,
    replyTo: sender.from,
    aliases: sender.aliases,
    pushName: sender.pushName,
    messageId: asFilled(message['id']),
    sentAtMs: asEpochMs(message['timestamp']),
    details: { ...(sender.userId === null ? {} : { userId: sender.userId }) },
  };
  if (message['type'] === 'system') return readSystem(message, part);
  const content = readMetaContent(message);
  const details = { ...part.details, ...content.details };
  if (instance !== null && sender.from === instance) {
    const chat = sender.waId === instance ? null : sender.waId;
    const text = content.kind === 'inbound_order' ? null : content.text;
    return {
      kind: 'own_echo',
      ...common({ ...part, replyTo: null, aliases: [], chat, text, details: { ...details, contentKind: content.kind } }),
      group: null,
      written: isWritten(content, null),
    };
  }
  const group = asFilled(message['group_id']);
  if (group === null) return itemOfContent(content, part);
  const base = common({ ...part, replyTo: group, text: content.text, details: { ...details, group, contentKind: content.kind } });
  return content.kind === 'ignored'
    ? { kind: 'ignored', ...base, reason: content.reason ?? 'no_content' }
    : { kind: 'group', ...base, contentKind: content.kind, group };
}

/** A changed number or identity; `from` is the old number. */
function readSystem(message: JsonObject, part: Parameters<typeof common>[0]): WebhookItem {
  const system = asObject(message['system']);
  const systemType = asFilled(system?.['type']) ?? 'unknown';
  const newWaId = asFilled(system?.['wa_id']) ?? asFilled(system?.['new_wa_id']);
  return { kind: 'system', ...common({ ...part, details: { ...part.details, systemType, newWaId } }), systemType, newWaId };
}

function readStatus(status: JsonObject, instance: string | null): WebhookItem {
  const name = asFilled(status['status']);
  const chat = asFilled(status['recipient_id']) ?? asFilled(status['recipient_user_id']);
  const errorCode = firstErrorCode(status);
  const callbackData = asFilled(status['biz_opaque_callback_data']);
  const timestamp = asString(status['timestamp']);
  const details = {
    status: name ?? undefined,
    timestamp: timestamp ?? undefined,
    ...(errorCode === null ? {} : { errorCode }),
    ...(status['recipient_type'] === 'group' ? { group: chat } : {}),
  };
  const base = common({ instance, chat, messageId: asFilled(status['id']), sentAtMs: asEpochMs(timestamp), details });
  if (name === null || !STATUSES.has(name)) return { kind: 'ignored', ...base, reason: 'unknown_status' };
  return { kind: 'status', ...base, status: name as DeliveryStatus, callbackData, errorCode };
}

/** What staff wrote in the WhatsApp Business app of a Coexistence number. */
function readPhoneEcho(echo: JsonObject, instance: string | null): WebhookItem {
  const content = readMetaContent(echo);
  const chat = asFilled(echo['to']) ?? asFilled(echo['to_user_id']);
  const userId = asFilled(echo['to_user_id']);
  const details = {
    ...content.details,
    echoType: asFilled(echo['type']) ?? undefined,
    contentKind: content.kind,
    targetMessageId: content.targetMessageId ?? undefined,
  };
  const aliases = userId !== null && userId !== chat ? [userId] : [];
  const base = common({ instance, chat, aliases, text: content.text, messageId: asFilled(echo['id']), sentAtMs: asEpochMs(echo['timestamp']), details });
  return { kind: 'own_echo', ...base, group: null, written: isWritten(content, null) };
}

function readCalls(value: JsonObject, instance: string | null): WebhookItem[] {
  const calls = optional(value, 'calls').map((call): WebhookItem => {
    const from = asFilled(call['from']);
    const details = { callStatus: asFilled(call['event']) ?? undefined, callId: asFilled(call['id']) ?? undefined };
    return { kind: 'call', ...common({ instance, from, replyTo: from, sentAtMs: asEpochMs(call['timestamp']), details }) };
  });
  const statuses = optional(value, 'statuses').map((status): WebhookItem => {
    const details = { callStatus: asFilled(status['status']) ?? undefined, callId: asFilled(status['id']) ?? undefined };
    return { kind: 'call', ...common({ instance, chat: asFilled(status['recipient_id']), sentAtMs: asEpochMs(status['timestamp']), details }) };
  });
  return [...calls, ...statuses];
}

function readPreference(preference: JsonObject, instance: string | null): WebhookItem {
  const from = asFilled(preference['wa_id']) ?? asFilled(preference['user_id']);
  const details = { value: asFilled(preference['value']) ?? undefined, category: asFilled(preference['category']) ?? undefined };
  return { kind: 'user_preferences', ...common({ instance, from, replyTo: from, sentAtMs: asEpochMs(preference['timestamp']), details }) };
}
