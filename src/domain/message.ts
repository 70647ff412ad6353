/**
 * What a webhook says, provider-neutral. One webhook body gives one or more items, in the order of the body.
 * Field meanings: `from` is the patient (phone digits, else `<id>@lid`, else BSUID); `replyTo` what a send call takes as
 * its number; `chat` the other side of an echo or a status; `instance` the Evolution instance name or Meta's phone-number id;
 * `text` null when there is no text to answer; `messageId` the provider's id; `reason` why an item is ignored.
 */
export type Provider = 'evolution' | 'meta';

/** The kinds of items that are a patient's message and go to the inbox. */
export const PATIENT_MESSAGE_KINDS = [
  'inbound_text',
  'inbound_media',
  'inbound_interactive',
  'inbound_location',
  'inbound_contacts',
  'inbound_order',
  'reaction',
  'reaction_removed',
  'unsupported',
] as const;
export type PatientMessageKind = (typeof PATIENT_MESSAGE_KINDS)[number];

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'deleted';

type ItemBase = {
  instance: string | null;
  from: string | null;
  replyTo: string | null;
  chat: string | null;
  text: string | null;
  messageId: string | null;
  reason: string | null;
  /** Other ids of the same person (phone digits, `<id>@lid`, BSUID) seen in the same item; never contains `from`. */
  aliases: string[];
  pushName: string | null;
  /** The provider's own time of the message in ms since the epoch (providers give whole seconds); null when absent. */
  sentAtMs: number | null;
  /** Everything else that was understood (mediaType, payload, quotedMessageId, latitude, errorCode, ...), for traces and agents. */
  details: Record<string, unknown>;
};

export type Media = {
  mediaType: 'image' | 'video' | 'audio' | 'document' | 'sticker';
  mimeType?: string;
  voice?: boolean;
  transcript?: string;
  url?: string;
  id?: string;
  fileName?: string;
};

export type WebhookItem =
  | (ItemBase & { kind: Exclude<PatientMessageKind, 'inbound_media' | 'reaction' | 'reaction_removed'> })
  | (ItemBase & { kind: 'inbound_media'; media: Media })
  | (ItemBase & { kind: 'reaction' | 'reaction_removed'; targetMessageId: string | null })
  | (ItemBase & { kind: 'edit'; targetMessageId: string })
  | (ItemBase & { kind: 'revoke'; targetMessageId: string })
  | (ItemBase & { kind: 'status'; status: DeliveryStatus; callbackData: string | null; errorCode: number | null })
  /** `written`: the patient reads it as a message. False for what acts on one that is there already (a reaction, a vote, an edit) and for what shows nothing. */
  | (ItemBase & { kind: 'own_echo'; group: string | null; written: boolean })
  | (ItemBase & { kind: 'group'; contentKind: string; group: string })
  | (ItemBase & { kind: 'presence'; presence: string; group: string | null })
  | (ItemBase & { kind: 'connection'; state: string; statusReason: number | null })
  | (ItemBase & { kind: 'system'; systemType: string; newWaId: string | null })
  | (ItemBase & { kind: 'qrcode' | 'call' | 'template' | 'account' | 'user_preferences' | 'error' | 'ignored' });

/** True when the item is a message of a patient, to be taken into the inbox. */
export function isPatientMessage(item: WebhookItem): item is Extract<WebhookItem, { kind: PatientMessageKind }> {
  return (PATIENT_MESSAGE_KINDS as readonly string[]).includes(item.kind);
}

/**
 * The text as compared between our outbox and an echo of it: NFC, white space collapsed, trimmed.
 * WhatsApp servers normalise white space, so equality of raw strings would miss our own echoes.
 */
export function comparableText(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
