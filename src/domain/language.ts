import { eld } from 'eld/medium';
import type { Language } from './clinic.ts';
import {
  BULGARIAN_HARD_SIGN,
  NON_LATIN_NAMES,
  NOT_RUSSIAN_LETTERS,
  NOT_RUSSIAN_WORDS,
  RUSSIAN_LETTERS,
  RUSSIAN_WORDS,
  SHARED_CYRILLIC_WORDS,
  UKRAINIAN_ENDING,
  YIDDISH_WORDS,
} from './language/neighbours.ts';
import { requestedLanguage } from './language/requested-language.ts';
import { latinLanguage } from './language/latin-language.ts';
import { foldLetters } from './understanding/fold.ts';
import type { LanguageGuess } from './understanding/understanding.ts';

type Label = LanguageGuess['label'];
type Verdict = { label: Label; confidence: number };

const UNKNOWN: Verdict = { label: 'unknown', confidence: 0 };
/** Links, addresses and handles are written the same in every language. */
const NOT_LANGUAGE = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|[@#][\p{L}\p{N}_.]+/gu;

/**
 * The language of a message: script first, then word lists, then n-grams (eld). Pure and synchronous; never throws.
 * `other` is a language Frontdesk does not speak, `unknown` a text that tells none (names, numbers, emoji, links). Confidence is 0..1.
 */
export function detectLanguage(text: string): LanguageGuess {
  const folded = foldLetters(text.slice(0, 2000)).replace(NOT_LANGUAGE, ' ');
  const requested = requestedLanguage(folded);
  const verdict = judge(folded, text);
  return { ...verdict, requested };
}

function judge(folded: string, original: string): Verdict {
  const words = folded.match(/\p{L}[\p{L}\p{M}'’"״׳]*/gu) ?? [];
  const byScript = { hebrew: [] as string[], cyrillic: [] as string[], latin: [] as string[], other: [] as string[] };
  for (const word of words) {
    if (/\p{Script=Hebrew}/u.test(word)) byScript.hebrew.push(word);
    else if (/\p{Script=Cyrillic}/u.test(word)) byScript.cyrillic.push(word);
    else if (/\p{Script=Latin}/u.test(word)) byScript.latin.push(word);
    else byScript.other.push(word);
  }
  const { hebrew, cyrillic, latin, other } = byScript;
  if (other.length > Math.max(hebrew.length, cyrillic.length, latin.length)) return { label: 'other', confidence: 0.95 };
  // A foreign word or a brand inside a Hebrew or Russian message is usual; a single foreign name inside an English one is too.
  const nonLatin = hebrew.length >= cyrillic.length ? hebrew : cyrillic;
  if (nonLatin.length > 0 && (nonLatin.length * 2 > latin.length || latin.length < 2)) {
    if (nonLatin.every((word) => NON_LATIN_NAMES.has(word)) && latin.length === 0) return UNKNOWN;
    return nonLatin === hebrew ? judgeHebrew(hebrew) : judgeCyrillic(cyrillic);
  }
  return latin.length === 0 ? UNKNOWN : latinLanguage(latin, original);
}

function judgeHebrew(words: string[]): Verdict {
  if (words.length === 1 && words[0]!.length === 1) return UNKNOWN;
  const yiddish = words.filter((word) => YIDDISH_WORDS.has(word) || /[װױײ]|^וו|^גע.{3,}[טן]$/u.test(word)).length;
  if (yiddish >= 2 && yiddish / words.length >= 0.34) return { label: 'other', confidence: 0.85 };
  return { label: 'he', confidence: 0.98 };
}

function judgeCyrillic(words: string[]): Verdict {
  const text = words.join(' ');
  if (NOT_RUSSIAN_LETTERS.test(text)) return { label: 'other', confidence: 0.95 };
  const russian = words.filter((word) => RUSSIAN_WORDS.has(word) && !NOT_RUSSIAN_WORDS.has(word) && !SHARED_CYRILLIC_WORDS.has(word)).length;
  const foreign = words.filter((word) => (NOT_RUSSIAN_WORDS.has(word) && !RUSSIAN_WORDS.has(word)) || UKRAINIAN_ENDING.test(word)).length;
  if (BULGARIAN_HARD_SIGN.test(text) && !RUSSIAN_LETTERS.test(text)) return { label: 'other', confidence: 0.9 };
  if (foreign > russian && (!RUSSIAN_LETTERS.test(text) || russian === 0)) return { label: 'other', confidence: 0.8 };
  if (RUSSIAN_LETTERS.test(text) || russian > 0) return { label: 'ru', confidence: 0.95 };
  const scores = eld.detect(text).getScores();
  const ru = scores['ru'] ?? 0;
  const rival = Math.max(scores['uk'] ?? 0, scores['bg'] ?? 0, scores['sr'] ?? 0, scores['be'] ?? 0);
  // Russian is what patients of these clinics write; a neighbour must win clearly, and on more than one word.
  return rival > ru + (words.length === 1 ? 0.2 : 0.05) ? { label: 'other', confidence: 0.6 } : { label: 'ru' satisfies Language, confidence: 0.75 };
}
