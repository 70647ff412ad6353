import { Language } from '../../src/domain/clinic.ts';
import { detectLanguage } from '../../src/domain/language.ts';

/** The language a case names when Frontdesk speaks it, else the one its text seems to be in, else English. */
export function languageOrGuess(named: string, text: string): Language {
  const language = Language.safeParse(named);
  if (language.success) return language.data;
  const guess = Language.safeParse(detectLanguage(text).label);
  return guess.success ? guess.data : 'en';
}
