import type { Media, WebhookItem } from '../../domain/message.ts';

type Common = Pick<WebhookItem, 'instance' | 'from' | 'replyTo' | 'chat' | 'text' | 'messageId' | 'reason' | 'aliases' | 'pushName' | 'sentAtMs' | 'details'>;
type Part = Partial<Common>;

/** What an item of any kind has, empty where nothing is given; details without a value are left out. */
export function common(part: Part): Common {
  const details = Object.fromEntries(Object.entries(part.details ?? {}).filter(([, value]) => value !== undefined));
  return {
    instance: null,
    from: null,
    replyTo: null,
    chat: null,
    text: null,
    messageId: null,
    reason: null,
    aliases: [],
    pushName: null,
    sentAtMs: null,
    ...part,
    details,
  };
}

/** An item that is not acted on, with its reason. */
export function ignored(reason: string, part: Part): WebhookItem {
  return { kind: 'ignored', ...common({ ...part, reason }) };
}

/** What a message contains, before it is known whose it is. */
export type Content = {
  kind:
    | 'inbound_text'
    | 'inbound_media'
    | 'inbound_interactive'
    | 'inbound_location'
    | 'inbound_contacts'
    | 'inbound_order'
    | 'reaction'
    | 'reaction_removed'
    | 'unsupported'
    | 'edit'
    | 'revoke'
    | 'call'
    | 'ignored';
  text: string | null;
  media?: Media;
  targetMessageId?: string | null;
  reason?: string;
  /** The time of an edit, when the content says it. */
  sentAtMs?: number | null;
  details: Record<string, unknown>;
};

/** The item of a patient's direct message with this content. */
export function itemOfContent(content: Content, part: Part): WebhookItem {
  const targetMessageId = content.targetMessageId ?? null;
  const base = common({
    ...part,
    text: content.text,
    details: { ...part.details, ...content.details, ...(content.targetMessageId === undefined ? {} : { targetMessageId }) },
  });
  switch (content.kind) {
    case 'ignored':
      return { kind: 'ignored', ...base, reason: content.reason ?? 'no_content' };
    case 'inbound_media':
      return { kind: 'inbound_media', ...base, media: content.media ?? { mediaType: 'document' } };
    case 'reaction':
    case 'reaction_removed':
      return { kind: content.kind, ...base, targetMessageId };
    case 'edit':
    case 'revoke':
      // Without the id of what it changes there is nothing to change.
      return targetMessageId ? { kind: content.kind, ...base, targetMessageId } : { kind: 'ignored', ...base, reason: 'no_target' };
    case 'inbound_text':
    case 'inbound_interactive':
    case 'inbound_location':
    case 'inbound_contacts':
    case 'inbound_order':
    case 'unsupported':
    case 'call':
      return { kind: content.kind, ...base };
  }
}
