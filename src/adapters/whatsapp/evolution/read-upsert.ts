import type { WebhookItem } from '../../../domain/message.ts';
import type { JsonObject } from '../read-json.ts';
import { isWritten } from '../echo-content.ts';
import { asEpochMs, asFilled, asObject } from '../read-json.ts';
import type { Content } from '../webhook-item.ts';
import { common, ignored, itemOfContent } from '../webhook-item.ts';
import type { Jid } from './jid.ts';
import { readJid, readPerson } from './jid.ts';
import { readContextInfo, readMessage } from './message-content.ts';

/** `ownJid`: the line's own number; `event` send.message: sent through Evolution's API (by us or by another program). */
export type UpsertSource = { instance: string | null; ownJid: unknown; event: 'messages.upsert' | 'send.message' };

const NOT_A_CHAT: Partial<Record<Jid['kind'], string>> = { status: 'status_broadcast', broadcast: 'broadcast_list', newsletter: 'newsletter' };

const NO_CONTENT: Content = { kind: 'ignored', reason: 'no_content', text: null, details: {} };

/** Message types of devices talking to each other; with one of these and no content, nobody wrote anything. */
const DEVICE_TALK = new Set(['unknown', 'messageContextInfo', 'senderKeyDistributionMessage', 'protocolMessage', 'deviceSentMessage']);

/** What one message says (messages.upsert, send.message): a patient's, our own echo, a group's, or nobody's to answer. */
export function readUpsert(data: JsonObject, source: UpsertSource): WebhookItem {
  const key = asObject(data['key']);
  const { instance } = source;
  if (!key) return ignored('unknown_shape', { instance });
  const messageId = asFilled(key['id']);
  const sentAtMs = asEpochMs(data['messageTimestamp']);
  const chat = readJid(key['remoteJid']);
  const notAChat = NOT_A_CHAT[chat.kind];
  if (notAChat) return ignored(notAChat, { instance, messageId, sentAtMs });
  if (chat.kind === 'none') return ignored('unknown_chat', { instance, messageId, sentAtMs });

  const message = asObject(data['message']);
  const content = message ? readMessage(message) : null;
  if (key['fromMe'] === true) return readEcho(data, key, content, { ...source, messageId, sentAtMs });

  const part = { instance, messageId, sentAtMs, pushName: asFilled(data['pushName']), details: readContextInfo(data, message) };
  if (chat.kind === 'group') return readGroup(chat.id, key, content ?? NO_CONTENT, part);
  const person = readPerson([key['remoteJid'], key['remoteJidAlt'], key['senderPn'], key['previousRemoteJid'], key['senderLid']]);
  const patient = { ...part, from: person.id, replyTo: person.id, aliases: person.aliases };
  if (!content) return itemOfContent({ ...NO_CONTENT, reason: message ? 'no_content' : 'no_message' }, patient);
  return itemOfContent(content, patient);
}

function readGroup(group: string, key: JsonObject, content: Content, part: Parameters<typeof common>[0]): WebhookItem {
  const author = readPerson([key['participant'], key['participantAlt'], key['participantPn'], key['senderPn']]);
  const contentKind = content.kind;
  const base = common({
    ...part,
    from: author.id,
    replyTo: group,
    aliases: author.aliases,
    text: content.text,
    details: { ...part.details, ...content.details, contentKind, group },
  });
  return contentKind === 'ignored' ? { kind: 'ignored', ...base, reason: content.reason ?? 'no_content' } : { kind: 'group', ...base, contentKind, group };
}

/**
 * A message of the line itself: typed by staff on a phone, or sent through the API. In a LID chat the patient's phone may be
 * unknown; senderPn is then our own number and names nobody.
 */
function readEcho(
  data: JsonObject,
  key: JsonObject,
  content: Content | null,
  source: UpsertSource & { messageId: string | null; sentAtMs: number | null },
): WebhookItem {
  const { instance, messageId, sentAtMs } = source;
  const messageType = asFilled(data['messageType']) ?? 'unknown';
  if (!content && DEVICE_TALK.has(messageType)) return ignored('no_content', { instance, messageId, sentAtMs });
  if (content?.reason?.startsWith('protocol:')) return ignored(content.reason, { instance, messageId, sentAtMs });
  const chat = readJid(key['remoteJid']);
  const group = chat.kind === 'group' ? chat.id : null;
  const own = readJid(source.ownJid);
  const isOwn = (jid: unknown): boolean => own.kind === 'phone' && readPerson([jid]).id === own.id;
  // A clinic may write to its own number (notes to self): then the chat is what it is.
  const person = readPerson([key['remoteJid'], ...(isOwn(key['remoteJidAlt']) ? [] : [key['remoteJidAlt']])]);
  const contentKind = content?.kind ?? 'unsupported';
  const details = {
    contentKind,
    event: source.event,
    ...(contentKind === 'edit' || contentKind === 'revoke' ? { echoType: contentKind, targetMessageId: content?.targetMessageId ?? undefined } : {}),
    ...(group ? { group } : {}),
  };
  const base = common({ instance, messageId, sentAtMs, chat: group ?? person.id, text: content?.text ?? null, aliases: group ? [] : person.aliases, details });
  return { kind: 'own_echo', ...base, group, written: isWritten(content, messageType) };
}
