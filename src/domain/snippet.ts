import { z } from 'zod';
import { fnv1a64 } from './snippet/fnv1a64.ts';

/** Characters, except for `metadataBytes` (of its JSON) and the two counts. */
export const SNIPPET_LIMITS = { trigger: 500, content: 4_000, metadataBytes: 4_096, perScope: 1_000, patterns: 100 } as const;

/** Line breaks and tabs are text; other control characters and halves of surrogate pairs can't be stored or sent. */
const UNFIT = /[\p{Cc}--[\n\r\t]]/v;
function isText(text: string): boolean {
  return text.isWellFormed() && !UNFIT.test(text);
}

const Trigger = z
  .string()
  .refine(isText, 'must not hold control characters')
  .transform(normaliseTrigger)
  .pipe(z.string().min(1, 'must not be empty').max(SNIPPET_LIMITS.trigger, `must have at most ${SNIPPET_LIMITS.trigger} characters`));
const Content = z
  .string()
  .refine(isText, 'must not hold control characters')
  .transform((text) => text.trim())
  .pipe(z.string().min(1, 'must not be empty').max(SNIPPET_LIMITS.content, `must have at most ${SNIPPET_LIMITS.content} characters`));
/** Of whoever saved it; kept and given back, never read. */
const Metadata = z.record(z.string(), z.json()).refine((value) => new TextEncoder().encode(JSON.stringify(value)).length <= SNIPPET_LIMITS.metadataBytes, {
  error: `must have at most ${SNIPPET_LIMITS.metadataBytes} bytes as JSON`,
});

/** What is taught: when a patient says something like the trigger, the content is the answer. The trigger comes out trimmed and in lower case. */
export const TaughtPair = z.object({ trigger: Trigger, content: Content, metadata: Metadata.optional() });
export type TaughtPair = z.infer<typeof TaughtPair>;

/** A taught pair under its id. `updatedAtMs` is the instant it was saved. */
export type Snippet = { id: string; trigger: string; content: string; metadata: Record<string, unknown> | null; updatedAtMs: number };

/** A trigger as it is stored and compared: trimmed, in lower case. */
export function normaliseTrigger(trigger: string): string {
  return trigger.trim().toLowerCase();
}

/** The id of a pair: FNV-1a of `trigger:content`, the trigger normalised. The same pair has the same id in every process and at the provider. */
export function snippetIdOf({ trigger, content }: Pick<TaughtPair, 'trigger' | 'content'>): string {
  return fnv1a64(`${normaliseTrigger(trigger)}:${content}`);
}
