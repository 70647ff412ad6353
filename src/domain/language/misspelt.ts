/** The languages a word belongs to, by its folded spelling. */
export type WordIndex = ReadonlyMap<string, readonly string[]>;

/** Shorter words are one letter away from too many others. */
const FROM_LENGTH = 5;
/** Only languages patients write in are worth a guess; a neighbour's typo is a word nobody knows. */
const GUESSED = new Set(['en', 'es', 'pt']);

const INDEXES = new WeakMap<WordIndex, Map<string, Set<string>>>();

/** Every word with each of its letters left out -> its languages: two words with a common entry differ by about one letter. */
function shortened(words: WordIndex): Map<string, Set<string>> {
  let index = INDEXES.get(words);
  if (index !== undefined) return index;
  index = new Map();
  for (const [word, languages] of words) {
    const guessed = languages.filter((language) => GUESSED.has(language));
    // A word that neighbours share as well tells nothing when it is misspelt.
    if (word.length < FROM_LENGTH || guessed.length === 0 || guessed.length < languages.length) continue;
    for (const key of withoutOneLetter(word)) {
      const known = index.get(key) ?? new Set();
      guessed.forEach((language) => known.add(language));
      index.set(key, known);
    }
  }
  INDEXES.set(words, index);
  return index;
}

function withoutOneLetter(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

/** The languages of the known words that a misspelt one may stand for: one letter wrong, missing, too many or swapped. Empty when there are none. */
export function languagesOfMisspelt(word: string, words: WordIndex): string[] {
  if (word.length < FROM_LENGTH) return [];
  const index = shortened(words);
  return [...new Set(withoutOneLetter(word).flatMap((key) => [...(index.get(key) ?? [])]))];
}
