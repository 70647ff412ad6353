import type { Language } from '../../clinic.ts';
import type { When } from '../understanding.ts';
import { openChart, runRules } from './chart.ts';
import type { Chart, Edge } from './chart.ts';
import { chooseFacts, composeMoments, saysOnlyWhen } from './compose.ts';
import type { Moment } from './compose.ts';
import { english } from './languages/en.ts';
import { hebrew } from './languages/he.ts';
import { portuguese } from './languages/pt.ts';
import { russian } from './languages/ru.ts';
import { spanish } from './languages/es.ts';
import { compileLexicon } from './lexicon.ts';
import type { CompiledLexicon, Lexicon } from './lexicon.ts';
import { blockOtherNumbers, composeNumbers } from './numbers.ts';
import type { Part } from './part.ts';
import { resolve } from './resolve.ts';
import type { Resolved } from './resolve.ts';
import { CALENDAR_RULES } from './rules-calendar.ts';
import { DATE_RULES } from './rules-date.ts';
import { QUANTITY_RULES, SPAN_RULES } from './rules-span.ts';
import { TIME_RULES } from './rules-time.ts';
import { tokenise } from './tokenise.ts';

const LEXICONS: Record<Language, Lexicon> = { en: english, es: spanish, pt: portuguese, ru: russian, he: hebrew };
const compiled = new Map<Language, CompiledLexicon>();

/** A message longer than this is read up to here: dates come early, and the work stays bounded. */
const MAX_CHARACTERS = 1000;

function lexiconOf(language: Language): CompiledLexicon {
  const known = compiled.get(language);
  if (known !== undefined) return known;
  const fresh = compileLexicon(LEXICONS[language]);
  compiled.set(language, fresh);
  return fresh;
}

/** The words of a language's date table, folded; its phrases word by word. */
export function timeWords(language: Language): ReadonlySet<string> {
  return lexiconOf(language).known;
}

/**
 * Every date and time a text speaks of, in the order of the text, as local ISO times of the given zone; dates without a year lie ahead
 * of the reference. Impossible ones ("31 June") are left out, or with `impossible: 'keep'` returned marked `invalid`. Same input, same
 * output; never throws on any text.
 */
export function parseWhen(text: string, options: { language: Language; reference: string; timezone: string; impossible?: 'keep' }): When[] {
  const lexicon = lexiconOf(options.language);
  const tokens = tokenise(text.slice(0, MAX_CHARACTERS), options.language, lexicon.known);
  const chart = openChart(tokens, lexicon);
  blockOtherNumbers(chart);
  composeNumbers(chart);
  for (const rules of [QUANTITY_RULES, TIME_RULES, DATE_RULES, CALENDAR_RULES, SPAN_RULES]) runRules(chart, rules);
  const facts = chooseFacts(chart);
  const alone = saysOnlyWhen(chart, facts);
  const frame = { reference: options.reference, timezone: options.timezone, lexicon: lexicon.lexicon };
  return composeMoments(chart, facts, options.reference).flatMap((moment): When[] => {
    const { part, from, to, negated } = moment;
    if (part.bare === true || (part.weak === true && !alone && !isOwnClause(chart, facts, moment))) return [];
    const resolved = resolve(part, frame) ?? (options.impossible === 'keep' ? impossibleDay(part, options.reference) : null);
    const [first, last] = [tokens[from], tokens[to - 1]];
    if (resolved === null || first === undefined || last === undefined) return [];
    return [{ text: text.slice(first.index, last.end), index: first.index, ...resolved, negated }];
  });
}

const ENDS_CLAUSE = /[.!?;,\n]/u;

/** "No, Thursday, same time": whether a weekday stands in a clause of its own, so that even a homonym or an abbreviation is meant as a day. */
function isOwnClause(chart: Chart, facts: readonly Edge[], { part, from, to }: Moment): boolean {
  if (part.weekday === undefined) return false;
  const ends = (at: number): boolean => chart.tokens[at] === undefined || ENDS_CLAUSE.test(chart.tokens[at].norm) || chart.tokens[at].startsLine;
  let [first, end] = [from, to];
  while (first > 0 && !chart.tokens[first]?.startsLine && !ENDS_CLAUSE.test(chart.tokens[first - 1]?.norm ?? '')) first -= 1;
  while (end > from + 1 && ENDS_CLAUSE.test(chart.tokens[end - 1]?.norm ?? '')) end -= 1;
  while (!ends(end)) end += 1;
  return saysOnlyWhen(chart, facts, first, end);
}

/** A day that no calendar has but a patient may mean: the 29th to 31st of a month too short for it. Anything further off is no date at all. */
function impossibleDay({ day, month, year, until }: Part, reference: string): Resolved | null {
  if (day === undefined || month === undefined || until !== undefined || day < 29 || day > 31 || month < 1 || month > 12) return null;
  const [thisYear, thisMonth] = [Number(reference.slice(0, 4)), Number(reference.slice(5, 7))];
  const number = (value: number): string => String(value).padStart(2, '0');
  const start = `${year ?? (month < thisMonth ? thisYear + 1 : thisYear)}-${number(month)}-${number(day)}T00:00:00`;
  return { start, grain: 'day', hasDate: true, hasTime: false, alternatives: [], invalid: true };
}

/** The one reading to act on: the most complete that is not refused, the first of equals; null when there is none. */
export function bestWhen(whens: readonly When[]): When | null {
  const weight = (when: When): number => (when.hasDate ? 2 : 0) + (when.hasTime ? 2 : 0) + (when.partOfDay === undefined ? 0 : 1) + (when.grain === 'month' || when.grain === 'year' ? -1 : 0) - (when.grain === 'second' ? 4 : 0) - (when.open !== undefined && !when.hasTime ? 0.5 : 0); // prettier-ignore
  return whens
    .filter((when) => !when.negated && !when.invalid)
    .reduce<When | null>((best, when) => (best === null || weight(when) > weight(best) ? when : best), null);
}
