import { eld } from 'eld/medium';
import type { LanguageGuess } from '../understanding/understanding.ts';
import { type CyrillicLanguage, CYRILLIC_WORDS } from './cyrillic-words.ts';
import { RUSSIAN_WORDS } from './russian-words.ts';

type Verdict = { label: LanguageGuess['label']; confidence: number };
type Scores = Map<CyrillicLanguage, number>;

/** Letters that no Russian word has (Ukrainian, Belarusian, Serbian, Macedonian, Kazakh, Kyrgyz, Tatar, Mongolian, ...). */
const NOT_RUSSIAN_LETTERS = /[іїєґўђјљњћџѓќѕәғқңөұүһӣӯҷҳҝҹ]/u;

/** Letters that a language does not have: one of them in the text rules it out. */
const MISSING_LETTERS: [RegExp, CyrillicLanguage[]][] = [
  [/[ыэё]/u, ['uk', 'bg', 'sr', 'mk']],
  [/[йьъюящ]/u, ['sr', 'mk']],
  [/[ищъ]/u, ['be']],
  [/ъ/u, ['uk']],
];

/** Spellings by the languages that have them, with their weight; only words that no list has are looked at. */
const SPELLINGS: [RegExp, CyrillicLanguage[], number][] = [
  [/[аеиуя](?:ти|тися|лися)$/u, ['uk', 'sr'], 0.5],
  [/[аеиуя]вся$|[иуюяа]ться$|(?:ння|ття|лля|ззя|мось|тесь)$|[сц]ьк(?:ий|а|е|ого|ому|им|их|у)$|ува(?:ти|в|ла|ли|ння)$/u, ['uk'], 1.1],
  [/[бвдзлмрст]ий$|[аиу]ють$|^[йщ]о/u, ['uk'], 0.7],
  [/.[аияу]в$/u, ['uk', 'mk', 'bg'], 0.4],
  [/.{2}[еи]ш$/u, ['uk', 'bg', 'sr', 'mk'], 0.8],
  [/.[аеи]мо$/u, ['uk', 'sr'], 0.6],
  [/[аеуыэюя]ц(?:ь|ца)$|дз[еяьюё]|[жшч]ы|рэ|[дт]э|[аеыэуюя]ц[еёяю]|[ая]шся$/u, ['be'], 1],
  [/ъ(?![еёюя])/u, ['bg'], 1.5],
  [/.(?:ата|ята|ите|ето|ът|ят)$/u, ['bg', 'mk'], 0.35],
  [/.{2}(?:аме|яме|ихме|ахме|иха|аха|еше)$/u, ['bg', 'mk'], 0.6],
  [/.[ая]м$/u, ['bg', 'mk', 'sr'], 0.3],
  [/.[бвгджзклмнпрстфхцчш]от$|.ува(?:м|ш|т|ат|ше|ме)?$/u, ['mk'], 0.5],
  [/.(?:ао|уо|ио)$|.{2}ише$/u, ['sr'], 0.8],
  [/.(?:[лдт][ае]р|мы[нз]|сы[нз]|[дт][ыі]м?|ппен|ймын|ғы)$|^.*(?:тт|лл)[аеы]/u, ['kk'], 0.3],
  [/[аеиуюя]ешь$|[еи]шь(?:ся)?$|[ыоеи]го$|[ыи]ми$|[ая]я$|[ыи]е$|[ыо]й$|ть(?:ся)?$|л(?:ся|ась|ось|ись)$|ение$|ость$|щ(?:ий|ая|ее|ие)$/u, ['ru'], 0.5],
  [/ы/u, ['ru', 'be'], 0.6],
];

/** How much the n-grams' distance between languages counts beside the words. */
const NGRAM_WEIGHT = 14;

/** What speaks for Russian before anything is read: most patients who write in Cyrillic write it. Less for every word more. */
const RUSSIAN_HEAD_START = 0.4;

let index: Map<string, CyrillicLanguage[]> | null = null;

/** word -> the languages that have it. Built on first use. */
function wordIndex(): Map<string, CyrillicLanguage[]> {
  if (index !== null) return index;
  index = new Map();
  for (const [languages, list] of Object.entries(CYRILLIC_WORDS))
    for (const word of list.split(/\s+/u)) index.set(word, languages.split(' ') as CyrillicLanguage[]);
  for (const word of RUSSIAN_WORDS) {
    const known = index.get(word) ?? [];
    if (!known.includes('ru')) index.set(word, ['ru', ...known]);
  }
  return index;
}

/**
 * Russian or one of its neighbours, from the folded words and the text as it was written: letters first (one foreign letter decides), then words, spellings and n-grams together.
 * A neighbour comes out as `other`; without any evidence it is Russian, with little confidence.
 */
export function cyrillicLanguage(words: string[], original: string): Verdict {
  const text = original.normalize('NFC').toLowerCase();
  if (NOT_RUSSIAN_LETTERS.test(text)) return { label: 'other', confidence: 0.95 };
  if (words.every((word) => wordIndex().get(word)?.includes('ru') === true)) return { label: 'ru', confidence: words.length === 1 ? 0.75 : 0.95 };
  const possible = (Object.keys(NGRAM_NAMES) as CyrillicLanguage[]).filter(
    (language) => !MISSING_LETTERS.some(([letters, without]) => without.includes(language) && letters.test(text)),
  );
  const scores: Scores = new Map(possible.map((language) => [language, 0]));
  const add = (languages: readonly CyrillicLanguage[], weight: number): void => {
    const still = languages.filter((language) => scores.has(language));
    for (const language of still) scores.set(language, scores.get(language)! + weight / Math.sqrt(languages.length));
  };
  for (const word of words) addWord(word, words.length, add);
  addNgrams(words.join(' '), words.length, scores);
  scores.set('ru', scores.get('ru')! + RUSSIAN_HEAD_START / Math.sqrt(words.length));
  const russian = scores.get('ru')!;
  const rival = Math.max(-1, ...[...scores].filter(([language]) => language !== 'ru').map(([, score]) => score));
  const confidence = Math.max(0.5, Math.min(0.98, 0.6 + Math.abs(russian - rival) / 2));
  return { label: rival > russian ? 'other' : 'ru', confidence };
}

function addWord(word: string, length: number, add: (languages: readonly CyrillicLanguage[], weight: number) => void): void {
  const share = 1 / Math.max(1, length ** 0.7);
  const known = wordIndex().get(word) ?? wordIndex().get(word.replace(/(\p{L})\1{2,}/gu, '$1'));
  if (known !== undefined) return add(known, 1.4 * share * (word.length === 1 ? 0.5 : 1));
  for (const [pattern, languages, weight] of SPELLINGS) if (pattern.test(word)) add(languages, weight * share);
}

/** eld's names of them; it knows no Macedonian and no Kazakh. */
const NGRAM_NAMES: Record<CyrillicLanguage, string | null> = { ru: 'ru', uk: 'uk', be: 'be', bg: 'bg', sr: 'sr', mk: null, kk: null };

function addNgrams(text: string, words: number, scores: Scores): void {
  const guesses = eld.detect(text).getScores();
  const russian = guesses['ru'] ?? 0.7;
  const trust = words <= 1 ? 0.3 : words <= 3 ? 0.7 : 1;
  for (const language of scores.keys()) {
    const name = NGRAM_NAMES[language];
    // Macedonian lies between Bulgarian and Serbian.
    const guess = name === null ? (language === 'mk' ? Math.min(guesses['bg'] ?? 0.7, guesses['sr'] ?? 0.7) : 0.7) : (guesses[name] ?? 0.7);
    scores.set(language, scores.get(language)! + Math.max(-1, Math.min(1, (guess - russian) * NGRAM_WEIGHT)) * trust);
  }
}
