import type { Sentence } from './read-sentences.ts';
import type { CompiledWords } from './words-of.ts';

const CLAUSE_END = / [,;:()—–-](?= )/gu;

/**
 * Whether a sentence really says what was found in it at [from, to): not when it is denied, asked, made to depend on something, said as a
 * rule, or offered. A statement with a tag question ("I've booked it, is that ok?") still says it.
 */
export function isAsserted(sentence: Sentence, from: number, to: number, words: CompiledWords): boolean {
  const { text } = sentence;
  const start = clauseStart(text, from, words);
  const before = text.slice(start, from);
  const clause = text.slice(start, to);
  if (words.negation.test(clause)) return false;
  if (words.condition.test(before) || words.opensCondition.test(clause.trimStart()) || words.opensCondition.test(text)) return false;
  if (words.conditionBehind.test(text.slice(to))) return false;
  return !asks(sentence, start, to, words);
}

/** Where the clause of a place begins: behind the last punctuation or word of contrast before it. */
function clauseStart(text: string, at: number, words: CompiledWords): number {
  let start = 0;
  const before = text.slice(0, at);
  for (const pattern of [CLAUSE_END, words.contrast]) {
    for (const match of before.matchAll(pattern)) {
      start = Math.max(start, match.index + match[0].length);
    }
  }
  return start;
}

function asks({ text, isQuestion }: Sentence, start: number, to: number, words: CompiledWords): boolean {
  if (!isQuestion) return false;
  // Spanish marks where the question begins: what stands before it is said
  const opening = text.indexOf('¿');
  if (opening !== -1) return to > opening;
  if (words.asks.test(text) || words.asks.test(text.slice(start))) return true;
  const lastClause = text.slice(Math.max(text.lastIndexOf(' , '), text.lastIndexOf(' — '), text.lastIndexOf(' – ')) + 1);
  return !(lastClause.length < text.length - to + 1 && words.tag.test(lastClause));
}
