import { createHmac, randomBytes } from 'node:crypto';

/** Webhook bodies as the real servers write them, for whoever plays a patient. Made anew each time: fresh ids, the present time. */
type EvolutionCommon = { instance: string; apikey?: string; timestampSeconds?: number };
type EvolutionMessage = EvolutionCommon & { from: string; id?: string; pushName?: string };

export type WebhookBody = Record<string, unknown>;

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function freshId(prefix: string): string {
  return `${prefix}${randomBytes(8).toString('hex').toUpperCase()}`;
}

/** A WhatsApp JID from phone digits or `<id>@lid`. */
function jidOf(id: string): string {
  return id.includes('@') ? id : `${id}@s.whatsapp.net`;
}

/** The envelope of any Evolution event; `apikey` null as of a server that does not show it. */
export function evolutionEvent(event: string, data: unknown, { instance, apikey }: EvolutionCommon): WebhookBody {
  return {
    event,
    instance,
    data,
    destination: 'http://frontdesk.local/webhooks/evolution',
    date_time: new Date().toISOString(),
    sender: '5500000000000@s.whatsapp.net',
    server_url: 'http://evolution.local:8080',
    apikey: apikey ?? null,
  };
}

function upsert(options: EvolutionMessage, message: Record<string, unknown>, messageType: string, fromMe = false): WebhookBody {
  const data = {
    key: { remoteJid: jidOf(options.from), fromMe, id: options.id ?? freshId('3A'), participant: '' },
    pushName: fromMe ? 'Você' : (options.pushName ?? null),
    status: fromMe ? 'SERVER_ACK' : 'DELIVERY_ACK',
    message,
    contextInfo: null,
    messageType,
    messageTimestamp: options.timestampSeconds ?? nowSeconds(),
    instanceId: '00000000-0000-4000-8000-00000000e701',
    source: 'android',
  };
  return evolutionEvent('messages.upsert', data, options);
}

/** A text of a patient. `from`: phone digits or `<id>@lid`. */
export function evolutionText(options: EvolutionMessage & { text: string }): WebhookBody {
  return upsert(options, { conversation: options.text }, 'conversation');
}

/** A voice note of a patient, its file encrypted as WhatsApp sends it. */
export function evolutionVoice(options: EvolutionMessage & { speechToText?: string }): WebhookBody {
  const audioMessage = { url: 'https://mmg.whatsapp.net/v/voice', mimetype: 'audio/ogg; codecs=opus', seconds: 4, ptt: true, mediaKey: { '0': 1, '1': 2 } };
  return upsert(options, { audioMessage, ...(options.speechToText === undefined ? {} : { speechToText: `[audio] ${options.speechToText}` }) }, 'audioMessage');
}

/** A picture of a patient, with or without words. */
export function evolutionImage(options: EvolutionMessage & { caption?: string; base64?: string }): WebhookBody {
  const imageMessage = {
    url: 'https://mmg.whatsapp.net/v/image',
    mimetype: 'image/jpeg',
    ...(options.caption === undefined ? {} : { caption: options.caption }),
  };
  return upsert(options, { imageMessage, ...(options.base64 === undefined ? {} : { base64: options.base64 }) }, 'imageMessage');
}

/** What staff typed on the clinic's own phone to the patient `to`. */
export function evolutionFromMe(options: EvolutionCommon & { to: string; text: string; id?: string }): WebhookBody {
  return upsert({ ...options, from: options.to }, { conversation: options.text }, 'conversation', true);
}

/** A patient begins or stops typing. */
export function evolutionPresence(
  options: EvolutionCommon & { from: string; presence?: 'composing' | 'recording' | 'paused' | 'available' | 'unavailable' },
): WebhookBody {
  const jid = jidOf(options.from);
  return evolutionEvent('presence.update', { id: jid, presences: { [jid]: { lastKnownPresence: options.presence ?? 'composing' } } }, options);
}

/** A patient's edit: named from the editor's side (fromMe, our number), as Evolution sends it. */
export function evolutionEdit(options: EvolutionCommon & { targetId: string; text: string }): WebhookBody {
  const key = { remoteJid: '5500000000000@s.whatsapp.net', fromMe: true, id: options.targetId };
  const timestampMs = String((options.timestampSeconds ?? nowSeconds()) * 1000);
  return evolutionEvent('messages.edited', { key, type: 'MESSAGE_EDIT', editedMessage: { conversation: options.text }, timestampMs }, options);
}

/** A patient's deletion for everyone. */
export function evolutionRevoke(options: EvolutionCommon & { targetId: string; from: string }): WebhookBody {
  return evolutionEvent('messages.delete', { remoteJid: jidOf(options.from), fromMe: false, id: options.targetId }, options);
}

/** A line went up or down. */
export function evolutionConnection(options: EvolutionCommon & { state: 'open' | 'connecting' | 'close' | 'refused'; statusReason?: number }): WebhookBody {
  return evolutionEvent('connection.update', { instance: options.instance, state: options.state, statusReason: options.statusReason ?? 200 }, options);
}

type MetaMessage = { phoneNumberId: string; from: string; id?: string; timestampSeconds?: number; name?: string };

/** The envelope of one change of Meta's Cloud API. */
export function metaChange(phoneNumberId: string, value: Record<string, unknown>, field = 'messages'): WebhookBody {
  const metadata = { display_phone_number: '15550000000', phone_number_id: phoneNumberId };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '300000000000000', changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }] }],
  };
}

/** One message of any type; a `from` that is no number is a business-scoped user id. */
export function metaMessage(options: MetaMessage, type: string, content: Record<string, unknown>): WebhookBody {
  const isPhone = /^\d+$/.test(options.from);
  const contact = { profile: { name: options.name ?? 'Patient' }, ...(isPhone ? { wa_id: options.from } : { user_id: options.from }) };
  const sender = isPhone ? { from: options.from } : { from_user_id: options.from };
  const message = { ...sender, id: options.id ?? `wamid.${freshId('IN')}`, timestamp: String(options.timestampSeconds ?? nowSeconds()), type, ...content };
  return metaChange(options.phoneNumberId, { contacts: [contact], messages: [message] });
}

/** A text of a patient. */
export function metaText(options: MetaMessage & { text: string }): WebhookBody {
  return metaMessage(options, 'text', { text: { body: options.text } });
}

/** A delivery status of a message we sent. */
export function metaStatus(options: { phoneNumberId: string; to: string; id: string; status: string; callbackData?: string; errorCode?: number }): WebhookBody {
  const recipient = /^\d+$/.test(options.to) ? { recipient_id: options.to } : { recipient_user_id: options.to };
  const errors = options.errorCode === undefined ? {} : { errors: [{ code: options.errorCode, title: 'Error', message: 'Error' }] };
  const callback = options.callbackData === undefined ? {} : { biz_opaque_callback_data: options.callbackData };
  return metaChange(options.phoneNumberId, {
    statuses: [{ id: options.id, status: options.status, timestamp: String(nowSeconds()), ...recipient, ...callback, ...errors }],
  });
}

/** The bytes as Meta writes them (non-ASCII and `/` escaped) and the headers that sign exactly these bytes. */
export function metaSigned(body: unknown, appSecret: string): { headers: Record<string, string>; payload: string } {
  const payload = JSON.stringify(body)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const signature = createHmac('sha256', appSecret).update(payload).digest('hex');
  return { headers: { 'content-type': 'application/json', 'user-agent': 'facebookexternalua', 'x-hub-signature-256': `sha256=${signature}` }, payload };
}
