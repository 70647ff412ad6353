import type { Content } from './webhook-item.ts';

/** Acts on a message that is there already, or shows nothing. */
const NOT_WRITTEN = new Set<Content['kind']>(['reaction', 'reaction_removed', 'edit', 'revoke', 'call', 'ignored']);

/**
 * Message types of WhatsApp, by their protobuf names, that put nothing into the chat to read: what devices tell each other, and votes, pins,
 * comments and the like on a message that is there already. A type that is not here (of a later version as well) is taken for a message:
 * a bot that is silent too often is mended by a word of the staff, one that talks over them is not.
 */
const SHOWS_NOTHING = new Set([
  'associatedChildMessage',
  'bcallMessage',
  'botInvokeMessage',
  'call',
  'callLogMesssage',
  'chat',
  'deviceSentMessage',
  'editedMessage',
  'encCommentMessage',
  'encEventResponseMessage',
  'encReactionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'keepInChatMessage',
  'messageContextInfo',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'pinInChatMessage',
  'placeholderMessage',
  'pollUpdateMessage',
  'protocolMessage',
  'reactionMessage',
  'scheduledCallEditMessage',
  'secretEncryptedMessage',
  'senderKeyDistributionMessage',
  'stickerSyncRmrMessage',
]);

/**
 * Whether what the line itself sent is a message that the patient reads: a text, media, a poll, a template, buttons, a contact, a location,
 * also of a type not known here. `type` is the provider's name of it when the content could not be read.
 */
export function isWritten(content: Pick<Content, 'kind' | 'details'> | null, type: string | null): boolean {
  if (content && content.kind !== 'unsupported') return !NOT_WRITTEN.has(content.kind);
  const name = content?.details['type'] ?? type;
  return !(typeof name === 'string' && SHOWS_NOTHING.has(name));
}
