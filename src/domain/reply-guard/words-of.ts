import type { Language } from '../clinic.ts';
import type { ClaimKind, GuardWords } from './guard-words.ts';
import { english } from './languages/en.ts';
import { hebrew } from './languages/he.ts';
import { portuguese } from './languages/pt.ts';
import { russian } from './languages/ru.ts';
import { spanish } from './languages/es.ts';

const TABLES: Record<Language, GuardWords> = { en: english, es: spanish, pt: portuguese, ru: russian, he: hebrew };

export type CompiledClaim = { kind: ClaimKind; made: boolean; timed: boolean; pattern: RegExp };

/** A language's table as regular expressions over readable text. */
export type CompiledWords = {
  claims: readonly CompiledClaim[];
  negation: RegExp;
  condition: RegExp;
  conditionBehind: RegExp;
  opensCondition: RegExp;
  offer: RegExp;
  contrast: RegExp;
  asks: RegExp;
  tag: RegExp;
  occupied: RegExp;
  yours: RegExp;
  availability: RegExp;
  closing: RegExp;
  /** One a day, Monday first. */
  weekdays: readonly RegExp[];
  day: RegExp;
  disease: RegExp;
  diagnosis: RegExp;
  statement: RegExp;
  reported: RegExp;
  drug: RegExp;
  dose: RegExp;
  units: RegExp;
  take: RegExp;
  often: RegExp;
  modelTalk: RegExp;
};

/** Any word; a mark that ends a clause is none. */
const WORD = '(?![,;:()—–!?.-] )[^ ]+';
const EDGES = ['(?<![^ ])', '(?![^ ])'] as const;
/** Words that may stand between "you have" and the disease; a negation may not. */
const BETWEEN = String.raw`(?: (?!not\b|no\b|nada|sin|sem|не|нет|без|לא|אין)${WORD}){0,4}?`;

/** "To see if you need help" makes nothing depend on it. */
const NOT_WHETHER = '(?<!(?:saber|ver|preguntar|comprobar|see|know|check|ask|find out|perguntar|узнать|спросить|проверить|לבדוק|לשאול|לדעת) )';

const compiledTables = new Map<Language, CompiledWords>();

/** The table of a language, compiled on first use. */
export function wordsOf(language: Language): CompiledWords {
  const known = compiledTables.get(language);
  if (known !== undefined) return known;
  const fresh = compileWords(TABLES[language]);
  compiledTables.set(language, fresh);
  return fresh;
}

function compileWords(words: GuardWords): CompiledWords {
  const day = [...words.weekdays, words.dayWords].map((one) => `(?:${one})`).join('|');
  const parts: Record<string, string> = { W: WORD, day: `(?:${day})`, ...words.parts };
  const whole = (...sources: string[]) => new RegExp(`${EDGES[0]}(?:${sources.map((source) => filled(source, parts)).join('|')})${EDGES[1]}`, 'u');
  const { medical } = words;
  return {
    claims: words.claims.map(({ kind, made, timed, patterns }) => ({ kind, made: made === true, timed: timed === true, pattern: whole(...patterns) })),
    negation: whole(words.negation),
    condition: whole(words.condition),
    conditionBehind: new RegExp(`^(?:(?! [,;:(—–] ).)*? ${NOT_WHETHER}(?:${words.onlyIf})${EDGES[1]}`, 'u'),
    opensCondition: new RegExp(`^\\P{L}*(?:${words.opensCondition})${EDGES[1]}`, 'u'),
    offer: whole(words.offer),
    contrast: new RegExp(`${EDGES[0]}(?:${words.contrast})${EDGES[1]}`, 'gu'),
    asks: new RegExp(`^\\P{L}*(?:${words.asks})${EDGES[1]}`, 'u'),
    tag: new RegExp(`^\\P{L}*(?:${words.tag})\\P{L}*$`, 'u'),
    occupied: whole(words.occupied),
    yours: whole(words.yours),
    availability: whole(words.availability),
    closing: whole(words.closing),
    weekdays: words.weekdays.map((one) => whole(one)),
    day: whole(day),
    disease: whole(medical.diseases),
    diagnosis: new RegExp(`${EDGES[0]}(?:${medical.youHave.map((one) => filled(one, parts)).join('|')})${BETWEEN} ?(?:${medical.diseases})${EDGES[1]}`, 'u'),
    statement: whole(...medical.statements),
    reported: whole(medical.reported),
    drug: whole(medical.drugs),
    dose: whole(medical.doses),
    units: whole(medical.units),
    take: whole(medical.take),
    often: whole(medical.often),
    modelTalk: whole(...words.modelTalk),
  };
}

/** The parts of a table put in their places; a part may hold parts. */
function filled(source: string, parts: Readonly<Record<string, string>>): string {
  let result = source;
  for (let depth = 0; depth < 4 && /\{[a-z]\w*\}/iu.test(result); depth += 1) result = result.replace(/\{([a-z]\w*)\}/giu, (whole, name: string) => parts[name] ?? whole); // prettier-ignore
  return result;
}
