import type { Media } from '../../../domain/message.ts';
import type { JsonObject } from '../read-json.ts';
import { asEpochMs, asFilled, asNumber, asObject, asObjects, asString, isBlank } from '../read-json.ts';
import type { Content } from '../webhook-item.ts';

/** What lies beside the content in a message and is not content itself. The first key of a message says nothing. */
const BESIDE_CONTENT = new Set(['messageContextInfo', 'senderKeyDistributionMessage', 'base64', 'mediaUrl', 'speechToText', 'contextInfo']);

const WRAPPERS = new Set([
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'editedMessage',
  'deviceSentMessage',
]);

const MEDIA_TYPES: Record<string, Media['mediaType']> = {
  imageMessage: 'image',
  videoMessage: 'video',
  ptvMessage: 'video',
  audioMessage: 'audio',
  documentMessage: 'document',
  stickerMessage: 'sticker',
};

/** Numbers of protobuf's ProtocolMessage.Type, which 2.3.x sends instead of names. */
const PROTOCOL_TYPES: Record<string, string> = { '0': 'REVOKE', '3': 'EPHEMERAL_SETTING', '14': 'MESSAGE_EDIT' };

/** Wrappers inside wrappers deeper than this are nobody's message. */
const MAX_WRAPPERS = 6;

type Opened = { message: JsonObject; viewOnce: boolean };

function open(message: JsonObject): Opened {
  let current = message;
  let viewOnce = false;
  for (let depth = 0; depth < MAX_WRAPPERS; depth += 1) {
    const key = contentKey(current);
    const inner = key !== null && WRAPPERS.has(key) ? asObject(asObject(current[key])?.['message']) : null;
    if (!inner) break;
    viewOnce ||= key?.startsWith('viewOnce') === true;
    current = { ...inner, ...pickBeside(current) };
  }
  return { message: current, viewOnce };
}

function pickBeside(message: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(message).filter(([key]) => BESIDE_CONTENT.has(key) && key !== 'contextInfo'));
}

function contentKey(message: JsonObject): string | null {
  return Object.keys(message).find((key) => !BESIDE_CONTENT.has(key) && message[key] !== null && message[key] !== undefined) ?? null;
}

function textContent(text: string): Content {
  return isBlank(text) ? { kind: 'ignored', reason: 'empty_text', text, details: {} } : { kind: 'inbound_text', text, details: {} };
}

function mediaContent(mediaType: Media['mediaType'], body: JsonObject, message: JsonObject): Content {
  const mimeType = asFilled(body['mimetype']) ?? asFilled(body['mime_type']);
  const fileName = asFilled(body['fileName']) ?? asFilled(body['filename']);
  const url = asFilled(message['mediaUrl']);
  // Evolution writes what its speech recognition heard as "[audio] ...".
  const transcript = asFilled(message['speechToText'])?.replace(/^\[audio\]\s*/i, '') || null;
  const graphMediaId = asFilled(body['id']);
  const voice = mediaType === 'audio' ? body['ptt'] === true || body['voice'] === true : null;
  const known = {
    ...(mimeType === null ? {} : { mimeType }),
    ...(fileName === null ? {} : { fileName }),
    ...(voice === null ? {} : { voice }),
    ...(transcript === null ? {} : { transcript }),
  };
  return {
    kind: 'inbound_media',
    text: asFilled(body['caption']),
    media: { mediaType, ...known, ...(url === null ? {} : { url }), ...(graphMediaId === null ? {} : { id: graphMediaId }) },
    details: {
      mediaType,
      ...known,
      ...(url === null ? {} : { mediaUrl: url }),
      ...(graphMediaId === null ? {} : { graphMediaId }),
      ...(asFilled(message['base64']) === null ? {} : { hasBase64: true }),
    },
  };
}

function paramsId(paramsJson: unknown): string | null {
  try {
    return typeof paramsJson === 'string' ? asFilled(asObject(JSON.parse(paramsJson))?.['id']) : null;
  } catch {
    return null; // the parameters of a flow are the clinic's own and need not be JSON
  }
}

function interactive(text: unknown, payload: unknown): Content {
  return { kind: 'inbound_interactive', text: asFilled(text), details: { payload: asFilled(payload) ?? undefined } };
}

/** What a protocol message (an edit, a deletion, a setting) means; the same shape comes as `data` of messages.edited. */
export function readProtocolMessage(protocol: JsonObject): Content {
  const raw = asString(protocol['type']) ?? 'unknown';
  const type = PROTOCOL_TYPES[raw] ?? raw;
  const targetMessageId = asFilled(asObject(protocol['key'])?.['id']);
  if (type === 'REVOKE') return { kind: 'revoke', text: null, targetMessageId, details: {} };
  const edited = asObject(protocol['editedMessage']);
  if (type === 'MESSAGE_EDIT' && edited) {
    return { kind: 'edit', text: readMessage(edited)?.text ?? null, targetMessageId, sentAtMs: asEpochMs(protocol['timestampMs']), details: {} };
  }
  return { kind: 'ignored', reason: `protocol:${type}`, text: null, details: {} };
}

type Reader = (body: JsonObject, message: JsonObject) => Content;

const READERS: Record<string, Reader> = {
  protocolMessage: readProtocolMessage,
  extendedTextMessage: (body) => textContent(asString(body['text']) ?? ''),
  reactionMessage: (body) => {
    const text = asString(body['text']) ?? '';
    return { kind: text === '' ? 'reaction_removed' : 'reaction', text, targetMessageId: asFilled(asObject(body['key'])?.['id']), details: {} };
  },
  buttonsResponseMessage: (body) => interactive(body['selectedDisplayText'], body['selectedButtonId']),
  templateButtonReplyMessage: (body) => interactive(body['selectedDisplayText'], body['selectedId']),
  listResponseMessage: (body) => interactive(body['title'], asObject(body['singleSelectReply'])?.['selectedRowId']),
  interactiveResponseMessage: (body) => interactive(asObject(body['body'])?.['text'], paramsId(asObject(body['nativeFlowResponseMessage'])?.['paramsJson'])),
  locationMessage: readLocation,
  liveLocationMessage: readLocation,
  contactMessage: () => ({ kind: 'inbound_contacts', text: null, details: { count: 1 } }),
  contactsArrayMessage: (body) => ({ kind: 'inbound_contacts', text: null, details: { count: asObjects(body['contacts']).length } }),
  orderMessage: (body) => ({ kind: 'inbound_order', text: asFilled(body['message']), details: { items: asNumber(body['itemCount']) ?? undefined } }),
};

function readLocation(body: JsonObject): Content {
  const place = { latitude: asNumber(body['degreesLatitude']), longitude: asNumber(body['degreesLongitude']) };
  return {
    kind: 'inbound_location',
    text: null,
    details: { ...place, name: asFilled(body['name']) ?? undefined, address: asFilled(body['address']) ?? undefined },
  };
}

/** What Evolution's `message` map contains, wrappers opened; null when it holds no content at all. */
export function readMessage(outer: JsonObject): Content | null {
  const { message, viewOnce } = open(outer);
  const key = contentKey(message);
  if (key === null) return null;
  if (key === 'conversation') return textContent(asString(message['conversation']) ?? '');
  const body = asObject(message[key]);
  const mediaType = MEDIA_TYPES[key];
  const content = !body ? null : mediaType ? mediaContent(mediaType, body, message) : Object.hasOwn(READERS, key) ? READERS[key]?.(body, message) : null;
  const known: Content = content ?? { kind: 'unsupported', text: null, details: { type: key } };
  return viewOnce ? { ...known, details: { ...known.details, viewOnce: true } } : known;
}

/** What the message answers and where it came from: the quoted message's id, and whether an advertisement led to it. */
export function readContextInfo(data: JsonObject, outer: JsonObject | null): Record<string, unknown> {
  const message = outer ? open(outer).message : null;
  const key = message ? contentKey(message) : null;
  const places = [data['contextInfo'], outer?.['contextInfo'], message?.['contextInfo'], key === null ? null : asObject(message?.[key])?.['contextInfo']];
  for (const place of places) {
    const info = asObject(place);
    if (!info) continue;
    const fromAd = asObject(info['externalAdReply']) !== null || asFilled(info['ctwaClid']) !== null || info['entryPointConversionSource'] === 'ctwa_ad';
    return { quotedMessageId: asFilled(info['stanzaId']) ?? undefined, ...(fromAd ? { fromAd: true } : {}) };
  }
  return {};
}
