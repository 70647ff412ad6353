import type { WebhookItem } from './message.ts';

export type WebhookItemView = Pick<WebhookItem, 'kind' | 'from' | 'replyTo' | 'chat' | 'text' | 'messageId' | 'instance' | 'reason'> & Record<string, unknown>;

/** Shown in another form, or only under its part's own names. */
const NOT_SHOWN = new Set(['sentAtMs', 'media', 'details', 'aliases', 'pushName']);

/**
 * An item as `data.items` of a trace's inbound event shows it: the common fields, then what else was understood (mediaType,
 * payload, status, ...) under the providers' own names. Holds text and identities: for the trace only, never for a log.
 */
export function webhookItemView(item: WebhookItem): WebhookItemView {
  const { kind, from, replyTo, chat, text, messageId, instance, reason, pushName, aliases, details } = item;
  const typed = Object.entries(item).filter(([name, value]) => !NOT_SHOWN.has(name) && value !== null);
  return {
    ...Object.fromEntries(typed),
    ...details,
    ...(pushName === null ? {} : { pushName }),
    ...(aliases.length === 0 ? {} : { aliases }),
    ...{ kind, from, replyTo, chat, text, messageId, instance, reason },
  };
}
