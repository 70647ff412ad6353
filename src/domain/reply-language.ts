import type { Language } from './clinic.ts';
import type { LanguageGuess } from './understanding/understanding.ts';

/** Why this language: the first of these that decides, in this order of rank. */
export type ReplyLanguageSource = 'requested' | 'explicit' | 'switched' | 'session' | 'history' | 'message' | 'default';

/** `explicit` is set when the patient chose the language in words: keep it with the patient. */
export type ReplyLanguage = { language: Language; source: ReplyLanguageSource; explicit?: boolean };

export type ReplyLanguageInput = {
  guess: LanguageGuess;
  /** The message itself: its length tells whether it is clear enough to switch a session. */
  text: string;
  sessionLanguage: Language | null;
  patientLanguage: Language | null;
  /** The patient's language was chosen in words, not observed. */
  patientLanguageIsExplicit: boolean;
  clinicLanguages: readonly Language[];
  defaultLanguage: Language;
};

const CLEAR_CONFIDENCE = 0.7;
const CLEAR_WORDS = 3;

/**
 * The one language of the next reply (SPEC K4): the patient's explicit choice, then session, then history, then the message, then the clinic's default.
 * Only a clear message in another language the clinic serves switches a session; the result is always one the clinic serves.
 */
export function chooseReplyLanguage(input: ReplyLanguageInput): ReplyLanguage {
  const { guess, clinicLanguages, defaultLanguage } = input;
  const serves = (language: Language | null): language is Language => language !== null && clinicLanguages.includes(language);
  const fallback: ReplyLanguage = { language: defaultLanguage, source: 'default' };
  if (guess.requested !== null)
    return serves(guess.requested) ? { language: guess.requested, source: 'requested', explicit: true } : (keptLanguage(input, serves) ?? fallback);
  if (input.patientLanguageIsExplicit && serves(input.patientLanguage)) return { language: input.patientLanguage, source: 'explicit', explicit: true };
  const written = guess.label === 'unknown' ? null : guess.label;
  const clear = written !== null && isClear(input);
  const kept = keptLanguage(input, serves);
  if (kept !== null) {
    // Another language the clinic does not serve gets the default; a word of it inside a running session does not.
    if (clear && written === 'other' && countWords(input.text) > CLEAR_WORDS) return fallback;
    if (clear && written !== 'other' && written !== kept.language) return serves(written) ? { language: written, source: 'switched' } : fallback;
    return kept;
  }
  if (written !== null && written !== 'other' && serves(written)) return { language: written, source: 'message' };
  return fallback;
}

function keptLanguage(input: ReplyLanguageInput, serves: (language: Language | null) => language is Language): ReplyLanguage | null {
  if (input.patientLanguageIsExplicit && serves(input.patientLanguage)) return { language: input.patientLanguage, source: 'explicit', explicit: true };
  if (serves(input.sessionLanguage)) return { language: input.sessionLanguage, source: 'session' };
  if (serves(input.patientLanguage)) return { language: input.patientLanguage, source: 'history' };
  return null;
}

/** Clear: enough words and no doubt; in a script of its own (Hebrew, Cyrillic) two words are enough, one borrowed word never is. */
function isClear({ guess, text }: ReplyLanguageInput): boolean {
  const words = countWords(text);
  const ownScript = guess.label === 'he' ? /\p{Script=Hebrew}/u.test(text) : guess.label === 'ru' && /\p{Script=Cyrillic}/u.test(text);
  const mixed = /\p{Script=Latin}{2}/u.test(text) && /[\p{Script=Hebrew}\p{Script=Cyrillic}]{2}/u.test(text);
  if (mixed) return words > CLEAR_WORDS + 1 && guess.confidence >= 0.9;
  return guess.confidence >= CLEAR_CONFIDENCE && words >= (ownScript ? 2 : CLEAR_WORDS);
}

function countWords(text: string): number {
  return text.match(/\p{L}{2,}/gu)?.length ?? 0;
}
