import { eld } from 'eld/medium';
import type { LanguageGuess } from '../understanding/understanding.ts';
import { EVERYDAY_WORDS } from './everyday-words.ts';
import { galicianSpelling } from './galician.ts';
import { languagesOfMisspelt } from './misspelt.ts';
import { LATIN_WORDS, NEUTRAL_WORDS, TRANSLITERATED } from './word-lists.ts';

type Verdict = { label: LanguageGuess['label']; confidence: number };

/** How much a text's words weigh against its n-grams; the n-grams decide long texts, the words short ones. */
const WORD_WEIGHT = 1.1;

/** Up to so many words a misspelt one is looked up; longer texts have enough others. */
const SHORT = 4;

let index: Map<string, string[]> | null = null;

/** word -> the languages that list it. Built on first use. */
function wordIndex(): Map<string, string[]> {
  if (index !== null) return index;
  index = new Map();
  const lists = [LATIN_WORDS, { 'ru-latn': TRANSLITERATED.ru, 'he-latn': TRANSLITERATED.he }, EVERYDAY_WORDS].flatMap((each) => Object.entries(each));
  for (const [language, list] of lists) {
    for (const word of list
      .split(/\s+/u)
      .filter(Boolean)
      .map((each) => each.replace(/['-]/gu, ''))) {
      const known = index.get(word) ?? [];
      if (!known.includes(language)) index.set(word, [...known, language]);
    }
  }
  return index;
}

/** Letters that few languages have: strong evidence even in one word. Tested on the original text, lower case. */
const LETTERS: [RegExp, string[], number][] = [
  [/[¿¡]/u, ['es'], 1.5],
  [/ñ/u, ['es', 'gl'], 0.8],
  [/ã|õ/u, ['pt'], 1.2],
  [/ê|ô/u, ['pt', 'fr'], 0.5],
  [/ç/u, ['pt', 'fr', 'ca', 'tr'], 0.3],
  [/à/u, ['it', 'fr', 'ca', 'pt'], 0.3],
  [/è|ò|ù/u, ['it', 'fr', 'ca'], 0.8],
  [/ß|ä/u, ['de'], 1],
  [/[ąęłśźżćń]/u, ['pl'], 1.5],
  [/[șțăşţ]/u, ['ro', 'tr'], 1.2],
  [/[ıİğ]/u, ['tr'], 1.5],
  [/[žšđčćřěůňťď]/u, ['hr'], 1.5],
  [/[őű]/u, ['hu'], 1.5],
  [/[åøæ]/u, ['sv'], 1.2],
  [/[ạảấầẩậắằặẹẻẽếềểễệỉịọỏốồổộớờởợụủứừữựơư]/u, ['vi'], 1.5],
  [/\b(?:l|d|s|n|m|t)['’](?=\p{L}{2})/u, ['ca', 'fr', 'it'], 0.7],
  [/l·l|ix|\bamb\b|ny\b/u, ['ca'], 0.8],
  [/ção|ções|lh|nh|ões|çã/u, ['pt'], 0.6],
  [/ción|ciones|ll|ado\b|ñ/u, ['es'], 0.25],
  [/(?<!\p{L})x[aáeéoóu](?!vier\b|box\b)|\bunha\b|\bmoit[ao]s?\b/u, ['gl'], 1.6],
  [/\bnon\b/u, ['gl', 'it', 'fr'], 0.7],
  [/\p{L}(?:ou|eu|iu)(?!\p{L})/u, ['pt', 'gl', 'fr', 'ro'], 0.3],
  [/\p{L}-(?:lo|la|los|las|se|me|te|lhe|nos|o|a)(?!\p{L})/u, ['pt', 'fr', 'ca'], 0.6],
  [/(?<!\p{L})(?:o|do|ao|no|pelo) \p{Lu}/u, ['pt', 'gl'], 0.5],
  [
    /(?<!\p{L})[ao]s? (?:consulta|coroa|horas?|clínica|clinica|dentista|semana|gente|data|agenda|extração|resina|prótese|protese|ortodontia)(?!\p{L})/u,
    ['pt', 'gl'],
    0.5,
  ],
  [/\p{L}ó(?!\p{L})|\p{L}{2}é(?!\p{L})/u, ['es'], 0.4],
  [/\p{L}ía(?:s|n|mos)?(?!\p{L})/u, ['es', 'gl'], 0.4],
  [/\p{L}+(?:ing|n['’]t|['’](?:s|m|re|ve|ll|d))\b/u, ['en'], 0.7],
];

/**
 * Tells the Latin-script languages apart from folded `words` and the original text, which still has its diacritics.
 * Neighbours of es and pt (gl, ca, it, fr, ro, ...) come out as `other`; names and neutral words as `unknown`.
 */
export function latinLanguage(words: string[], original: string): Verdict {
  const plain = words.map((word) => word.replace(/['’"]/gu, ''));
  const telling = plain.filter((word) => word.length > 1 && !NEUTRAL_WORDS.has(word) && (word.length < 4 || /[aeiouy]/u.test(word) || wordIndex().has(word)));
  if (telling.length === 0 && !plain.some((word) => /^[nueoy]$/u.test(word) && plain.length > 2)) return { label: 'unknown', confidence: 0 };
  if (looksLikeNames(original, plain)) return { label: 'unknown', confidence: 0.2 };
  const scores = scoreWords(plain.filter((word) => !NEUTRAL_WORDS.has(word)));
  const lower = original.toLowerCase();
  for (const [pattern, languages, weight] of LETTERS) {
    if (pattern.test(lower))
      for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + weight / Math.max(1, Math.sqrt(telling.length)));
  }
  const galician = galicianSpelling(lower);
  if (galician !== 0) scores.set('gl', (scores.get('gl') ?? 0) + galician);
  const known = scores.size > 0;
  // Alone, a word nobody lists is a name or a typo more often than a language.
  if (!known && telling.length === 1 && telling[0]!.length <= 3) return { label: 'unknown', confidence: 0.1 };
  const guesses = eld.detect(original).getScores();
  // eld knows no Galician, which lies between its two neighbours: the words and the spelling decide between the three.
  const between = Math.min(guesses['es'] ?? 0, guesses['pt'] ?? 0);
  for (const [language, score] of Object.entries({ ...guesses, gl: between }))
    scores.set(language, (scores.get(language) ?? 0) + score * eldTrust(telling.length, known));
  return pick(scores, telling.length);
}

function eldTrust(words: number, known: boolean): number {
  if (!known) return 1;
  return words <= 2 ? 0.5 : words <= 4 ? 0.9 : 1.3;
}

function scoreWords(words: string[]): Map<string, number> {
  const scores = new Map<string, number>();
  const table = wordIndex();
  for (const word of words) {
    const listed = table.get(word) ?? table.get(word.replace(/(\p{L})\1+$/u, '$1'));
    const languages = listed ?? (words.length <= SHORT ? languagesOfMisspelt(word, table) : []);
    if (languages.length === 0) continue;
    const weight = (WORD_WEIGHT * (listed === undefined ? 0.5 : word.length <= 2 ? 0.6 : 1)) / Math.sqrt(languages.length) / Math.max(1, words.length ** 0.8);
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + weight);
  }
  return scores;
}

/** Two or three capitalised words that no list knows, or one after a title: a name ("Olga Petrova", "Dr. Keller"). */
function looksLikeNames(original: string, words: string[]): boolean {
  if (/^\s*(?:[Dd]ra?|[Mm]rs?|[Mm]s|[Ss]ra?|[Ss]rta)\.?\s+\p{Lu}\p{Ll}+[\s.]*$/u.test(original)) return true;
  if (words.length > 3 || !/^\s*(?:\p{Lu}\p{Ll}+[\s.-]*)+$/u.test(original)) return false;
  const table = wordIndex();
  return words.every((word) => !table.has(word)) && words.length >= 2;
}

/** Order in which ties fall: the languages of the clinics first, Spanish before Portuguese (it has more speakers among them). */
const PREFERENCE = ['en', 'es', 'pt'];

function pick(scores: Map<string, number>, words: number): Verdict {
  const preferred = (language: string): number => (PREFERENCE.includes(language) ? 0.03 * (4 - PREFERENCE.indexOf(language)) * (words <= 3 ? 1 : 0.3) : 0);
  const ranked = [...scores].map(([language, score]) => ({ language, score: score + preferred(language) })).sort((a, b) => b.score - a.score);
  const best = ranked[0];
  if (best === undefined) return { label: 'unknown', confidence: 0 };
  const margin = best.score - (ranked[1]?.score ?? 0);
  const confidence = Math.max(0.3, Math.min(0.99, 0.5 + margin));
  switch (best.language) {
    case 'en':
    case 'es':
    case 'pt':
      return { label: best.language, confidence };
    case 'ru-latn':
      return { label: 'ru', confidence: Math.min(confidence, 0.6) };
    case 'he-latn':
      return { label: 'he', confidence: Math.min(confidence, 0.6) };
    default:
      return { label: 'other', confidence };
  }
}
