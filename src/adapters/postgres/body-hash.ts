import { createHash } from 'node:crypto';
import { comparableText } from '../../domain/message.ts';

/** The hash by which an echo of a message is recognised: sha256 hex of its comparable text. */
export function bodyHash(text: string): string {
  return createHash('sha256').update(comparableText(text)).digest('hex');
}
