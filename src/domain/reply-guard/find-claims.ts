import type { ClaimKind } from './guard-words.ts';
import { isAsserted } from './is-asserted.ts';
import { perSentence } from './per-sentence.ts';
import type { Sentence } from './read-sentences.ts';
import type { CompiledWords } from './words-of.ts';

/** Something a reply says is so. `text` is where its day and time are looked for: the sentence, or the details listed below it. */
export type Claim = { kind: ClaimKind; made: boolean; timed: boolean; sentence: Sentence; details: string };

const MAX_DETAILS = 8;
const MAX_DETAIL_CHARACTERS = 90;

/** The claims of a reply: at most one of a kind in a sentence, the stronger reading first. */
export function findClaims(sentences: readonly Sentence[], words: CompiledWords): Claim[] {
  return sentences.flatMap((sentence, index) => claimsOf(sentence, words).map((claim) => ({ ...claim, sentence, details: detailsBelow(sentences, index) })));
}

const claimsOf = perSentence((sentence, words) => {
  const found = new Map<ClaimKind, Pick<Claim, 'kind' | 'made' | 'timed'>>();
  for (const { kind, made, timed, pattern } of words.claims) {
    if (found.has(kind)) continue;
    const match = pattern.exec(sentence.text);
    if (match !== null && !isShielded(sentence, match, kind, words)) found.set(kind, { kind, made, timed });
  }
  return [...found.values()];
});

function isShielded(sentence: Sentence, match: RegExpExecArray, kind: ClaimKind, words: CompiledWords): boolean {
  const { text } = sentence;
  if ((kind === 'handover' || kind === 'follow_up' || kind === 'reminder') && (words.offer.test(text) || /(?<![^ ])(?:and|so|y|e|и) (?:then )?$/u.test(text.slice(0, match.index)))) return true; // prettier-ignore
  if ((kind === 'booking' || kind === 'appointment') && words.occupied.test(text) && !words.yours.test(text)) return true;
  return !isAsserted(sentence, match.index, match.index + match[0].length, words);
}

/** The lines that give the details of what was just said: short, no question, until one announces something else. */
function detailsBelow(sentences: readonly Sentence[], index: number): string {
  const lines: string[] = [];
  for (const sentence of sentences.slice(index + 1, index + 1 + MAX_DETAILS)) {
    if (!sentence.startsLine || sentence.isQuestion || sentence.text.length > MAX_DETAIL_CHARACTERS || /: $/u.test(sentence.text)) break;
    lines.push(sentence.text);
  }
  return lines.join(',');
}
