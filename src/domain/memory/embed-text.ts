import { foldLetters } from '../understanding/fold.ts';
import { stem } from '../understanding/stem.ts';
import { tokensOf } from '../understanding/tokens.ts';

const DIMENSIONS = 128;
/** A message is short; of a long one the beginning decides. */
const MAX_WORDS = 80;
const WORD_WEIGHT = 3;

/**
 * A text as a vector of unit length: the stems of its words and their runs of three letters, each hashed to a place and a sign. The same text gives the
 * same vector everywhere and for ever, without a model: texts that share words, or parts of them, are near each other. All zeros for a text without words.
 */
export function embedText(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const { text: word } of tokensOf(foldLetters(text)).slice(0, MAX_WORDS)) {
    if (word.length < 3) continue;
    const root = stem(word);
    add(vector, root, WORD_WEIGHT);
    const framed = `^${root}$`;
    for (let start = 0; start + 3 <= framed.length; start += 1) add(vector, framed.slice(start, start + 3), 1);
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** How near two embedded texts are: 1 the same, 0 nothing in common. */
export function nearness(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < DIMENSIONS; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** FNV-1a, 32 bit: its low bits choose the place, a high one the sign. */
function add(vector: Float32Array, feature: string, weight: number): void {
  let hash = 0x811c9dc5;
  for (let index = 0; index < feature.length; index += 1) hash = Math.imul(hash ^ feature.charCodeAt(index), 0x01000193) >>> 0;
  const place = hash % DIMENSIONS;
  vector[place] = (vector[place] ?? 0) + (hash & 0x40000000 ? weight : -weight);
}
