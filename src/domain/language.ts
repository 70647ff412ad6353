import { cyrillicLanguage } from './language/cyrillic-language.ts';
import { hebrewLanguage } from './language/hebrew-language.ts';
import { isOnlyNames } from './language/names.ts';
import { requestedLanguage } from './language/requested-language.ts';
import { latinLanguage } from './language/latin-language.ts';
import { foldLetters } from './understanding/fold.ts';
import type { LanguageGuess } from './understanding/understanding.ts';

type Label = LanguageGuess['label'];
type Verdict = { label: Label; confidence: number };

const UNKNOWN: Verdict = { label: 'unknown', confidence: 0 };
/** Links, addresses and handles are written the same in every language. */
const NOT_LANGUAGE = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|[@#][\p{L}\p{N}_.]+/gu;

/** No link, address or handle without one. */
const LINK_MARK = /[@#]|:\/\/|www\./u;

/**
 * The language of a message: script first, then word lists, then n-grams (eld). Pure and synchronous; never throws.
 * `other` is a language Frontdesk does not speak, `unknown` a text that tells none (names, numbers, emoji, links). Confidence is 0..1.
 */
export function detectLanguage(text: string): LanguageGuess {
  const letters = foldLetters(text.slice(0, 2000));
  const folded = LINK_MARK.test(letters) ? letters.replace(NOT_LANGUAGE, ' ') : letters;
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
    if (latin.length === 0 && isOnlyNames(nonLatin, original)) return UNKNOWN;
    return nonLatin === hebrew ? hebrewLanguage(hebrew, original) : cyrillicLanguage(cyrillic, original);
  }
  return latin.length === 0 ? UNKNOWN : latinLanguage(latin, original);
}
