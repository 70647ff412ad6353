import type { Language } from '../../clinic.ts';
import { ENGLISH } from './english.ts';
import { HEBREW } from './hebrew.ts';
import type { Lexicon } from './lexicon.ts';
import { PORTUGUESE } from './portuguese.ts';
import { RUSSIAN } from './russian.ts';
import { SPANISH } from './spanish.ts';
import { WILL_IT_HURT } from './will-it-hurt.ts';

/** The weight of "will it hurt?": more than the yes or the book beside it. */
const HURT_QUESTION = 72;

/** The table of each language. */
export const LEXICONS: Record<Language, Lexicon> = {
  en: withHurtQuestion(ENGLISH, WILL_IT_HURT.en),
  es: withHurtQuestion(SPANISH, WILL_IT_HURT.es),
  he: withHurtQuestion(HEBREW, WILL_IT_HURT.he),
  pt: withHurtQuestion(PORTUGUESE, WILL_IT_HURT.pt),
  ru: withHurtQuestion(RUSSIAN, WILL_IT_HURT.ru),
};

function withHurtQuestion(table: Lexicon, list: string): Lexicon {
  return { ...table, painQuestion: `${table.painQuestion}; ${list}`, topics: [...table.topics, ['service_info', HURT_QUESTION, list]] };
}
