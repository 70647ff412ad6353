import { LRUCache } from 'lru-cache';
import type { Sentence } from './read-sentences.ts';
import type { CompiledWords } from './words-of.ts';

/** Of the sentences judged lately; what a receptionist says is said to many. */
const MAX_SENTENCES = 1_000;

/**
 * A judgement on one sentence by the table of its language, remembered: it depends on what the sentence reads and on whether it asks, on
 * nothing else of the reply, and most of what goes out is the same few hundred sentences.
 */
export function perSentence<Verdict extends object>(judge: (sentence: Sentence, words: CompiledWords) => Verdict) {
  const tables = new WeakMap<CompiledWords, LRUCache<string, Verdict>>();
  return (sentence: Sentence, words: CompiledWords): Verdict => {
    const known = tables.get(words) ?? new LRUCache<string, Verdict>({ max: MAX_SENTENCES });
    tables.set(words, known);
    const key = `${sentence.isQuestion ? '?' : '.'}${sentence.text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const verdict = judge(sentence, words);
    known.set(key, verdict);
    return verdict;
  };
}
