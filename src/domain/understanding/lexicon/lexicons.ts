import type { Language } from '../../clinic.ts';
import { ENGLISH } from './english.ts';
import { HEBREW } from './hebrew.ts';
import type { Lexicon } from './lexicon.ts';
import { PORTUGUESE } from './portuguese.ts';
import { RUSSIAN } from './russian.ts';
import { SPANISH } from './spanish.ts';

/** The table of each language. */
export const LEXICONS: Record<Language, Lexicon> = { en: ENGLISH, es: SPANISH, he: HEBREW, pt: PORTUGUESE, ru: RUSSIAN };
