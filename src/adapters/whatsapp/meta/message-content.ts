import type { Media } from '../../../domain/message.ts';
import type { JsonObject } from '../read-json.ts';
import { asFilled, asNumber, asObject, asObjects, asString, isBlank } from '../read-json.ts';
import type { Content } from '../webhook-item.ts';

const MEDIA_TYPES: Record<string, Media['mediaType']> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  voice: 'audio',
  document: 'document',
  sticker: 'sticker',
};

type Reader = (message: JsonObject, type: string) => Content;

const READERS: Record<string, Reader> = {
  text: (message) => {
    const text = asString(asObject(message['text'])?.['body']) ?? '';
    return isBlank(text) ? { kind: 'ignored', reason: 'empty_text', text: null, details: {} } : { kind: 'inbound_text', text, details: {} };
  },
  button: (message) => {
    const button = asObject(message['button']);
    return { kind: 'inbound_interactive', text: asFilled(button?.['text']), details: { payload: asFilled(button?.['payload']) ?? undefined } };
  },
  interactive: readInteractive,
  location: (message) => {
    const location = asObject(message['location']);
    const place = { latitude: asNumber(location?.['latitude']), longitude: asNumber(location?.['longitude']) };
    const named = { name: asFilled(location?.['name']) ?? undefined, address: asFilled(location?.['address']) ?? undefined };
    return { kind: 'inbound_location', text: null, details: { ...place, ...named } };
  },
  contacts: (message) => ({ kind: 'inbound_contacts', text: null, details: { count: asObjects(message['contacts']).length } }),
  order: (message) => {
    const order = asObject(message['order']);
    return { kind: 'inbound_order', text: asFilled(order?.['text']), details: { items: asObjects(order?.['product_items']).length } };
  },
  reaction: (message) => {
    const reaction = asObject(message['reaction']);
    const emoji = asFilled(reaction?.['emoji']);
    return { kind: emoji === null ? 'reaction_removed' : 'reaction', text: emoji, targetMessageId: asFilled(reaction?.['message_id']), details: {} };
  },
  edit: (message) => {
    const edit = asObject(message['edit']);
    const changed = asObject(edit?.['message']);
    return { kind: 'edit', text: changed ? readMetaContent(changed).text : null, targetMessageId: asFilled(edit?.['original_message_id']), details: {} };
  },
  revoke: (message) => ({ kind: 'revoke', text: null, targetMessageId: asFilled(asObject(message['revoke'])?.['original_message_id']), details: {} }),
};

function unsupported(type: string): Content {
  return { kind: 'unsupported', text: null, details: { type } };
}

function readInteractive(message: JsonObject): Content {
  const interactive = asObject(message['interactive']);
  const type = asFilled(interactive?.['type']) ?? 'None';
  const reply = asObject(interactive?.[type]);
  switch (reply ? type : 'None') {
    case 'button_reply':
    case 'list_reply':
      return { kind: 'inbound_interactive', text: asFilled(reply?.['title']), details: { payload: asFilled(reply?.['id']) ?? undefined } };
    case 'nfm_reply':
      // What a flow returned is the clinic's own JSON (or not JSON at all): passed on as it came.
      return { kind: 'inbound_interactive', text: asFilled(reply?.['body']), details: { flowResponseJson: asFilled(reply?.['response_json']) ?? undefined } };
    case 'call_permission_reply':
      return { kind: 'call', text: null, details: { callPermission: asFilled(reply?.['response']) ?? undefined } };
    default:
      return unsupported(`interactive:${type}`);
  }
}

function readMedia(message: JsonObject, type: string): Content {
  const mediaType = MEDIA_TYPES[type] ?? 'document';
  // Without the media object Meta could not fetch it from the sender: the error beside it says why.
  const body = asObject(message[type]);
  const mediaId = asFilled(body?.['id']);
  const mimeType = asFilled(body?.['mime_type']);
  const fileName = asFilled(body?.['filename']);
  const url = asFilled(body?.['url']);
  const voice = mediaType === 'audio' ? type === 'voice' || body?.['voice'] === true : null;
  const optional = { ...(fileName === null ? {} : { fileName }), ...(voice === null ? {} : { voice }) };
  return {
    kind: 'inbound_media',
    text: asFilled(body?.['caption']),
    media: {
      mediaType,
      ...optional,
      ...(mimeType === null ? {} : { mimeType }),
      ...(url === null ? {} : { url }),
      ...(mediaId === null ? {} : { id: mediaId }),
    },
    details: { mediaType, mediaId, mimeType, ...optional, ...(url === null ? {} : { mediaUrl: url }) },
  };
}

/** The content of one message of Meta's Cloud API; a type of the future is `unsupported` with its name, never an error. */
export function readMetaContent(message: JsonObject): Content {
  // Older payloads leave `type` out; the content then names itself.
  const type = asFilled(message['type']) ?? Object.keys(READERS).find((name) => asObject(message[name])) ?? 'unknown';
  const read = Object.hasOwn(MEDIA_TYPES, type) ? readMedia : Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  const content = read ? read(message, type) : unsupported(type);
  const context = asObject(message['context']);
  const errorCode = firstErrorCode(message);
  return {
    ...content,
    details: {
      ...content.details,
      quotedMessageId: asFilled(context?.['id']) ?? undefined,
      ...(asObject(message['referral']) ? { fromAd: true } : {}),
      ...(context?.['forwarded'] === true || context?.['frequently_forwarded'] === true ? { forwarded: true } : {}),
      ...(errorCode === null ? {} : { errorCode }),
    },
  };
}

/** The code of the first entry of `errors`, if there is one. */
export function firstErrorCode(holder: JsonObject): number | null {
  return asNumber(asObjects(holder['errors'])[0]?.['code']);
}
