import type { PendingMessage } from '../conversation.ts';

/** The pending messages as one text (one line each), and what came without text. */
export type ReadMessages = {
  text: string;
  untold: 'voice' | 'picture' | 'other' | null;
  /** Set when none of them needs an answer. */
  ignoredReason: string | null;
};

/** Joins a burst; a transcript stands for its voice note. Reactions, stickers and contact cards need no answer. */
export function readMessages(messages: PendingMessage[]): ReadMessages {
  const text = messages.map(textOf).filter(Boolean).join('\n');
  const kinds = messages.filter((message) => textOf(message) === '').map(untoldKind);
  const untold = (['voice', 'picture', 'other'] as const).find((kind) => kinds.includes(kind)) ?? null;
  const ignoredReason = text === '' && untold === null ? (kinds[0] ?? 'empty') : null;
  return { text, untold, ignoredReason };
}

function textOf(message: PendingMessage): string {
  if (message.kind === 'reaction' || message.kind === 'reaction_removed' || message.kind === 'inbound_contacts') return '';
  return (message.text ?? message.media?.transcript ?? '').trim();
}

function untoldKind(message: PendingMessage): string {
  if (message.kind === 'reaction' || message.kind === 'reaction_removed') return 'reaction';
  if (message.kind === 'inbound_contacts') return 'contacts';
  if (message.kind === 'inbound_text') return 'empty';
  const type = message.media?.mediaType;
  if (type === 'sticker') return 'sticker';
  if (type === 'audio') return 'voice';
  return type === 'image' || type === 'video' ? 'picture' : 'other';
}
