import type { Language } from '../../clinic.ts';
import { normalise, tokenise } from './tokenise.ts';

/** What a word can be for the grammar; one word may be several things. */
export type Category =
  | 'number' | 'ordinal' | 'weekday' | 'month' | 'unit' | 'relday' | 'part' | 'tonight' | 'noon' | 'midnight' | 'am' | 'pm' | 'letterAm' | 'letterPm' | 'oclock' | 'h'
  | 'half' | 'halfOf' | 'quarter' | 'plus' | 'minus' | 'minutesTo' | 'past' | 'zero' | 'hourOne'
  | 'at' | 'on' | 'in' | 'of' | 'the' | 'theDay' | 'a' | 'dayWord' | 'dateWord' | 'ordSuffix' | 'year'
  | 'from' | 'to' | 'between' | 'and' | 'until' | 'after' | 'before' | 'onwards' | 'for'
  | 'this' | 'next' | 'last' | 'afterNext' | 'few' | 'inFuture' | 'fromNow' | 'ago' | 'later' | 'now' | 'weekend' | 'start' | 'mid' | 'end' | 'amount' | 'thisWeek' | 'early'
  | 'holiday' | 'weekOn' | 'nextWeek' | 'starting' | 'not' | 'cannot' | 'but' | 'or' | 'correction' | 'filler' | 'noTime' | 'noun' | 'money'; // prettier-ignore

/**
 * The words of one language. Key: `category` or `category.value`; value: words separated by spaces, `_` joins the words of a phrase,
 * `{a,b}` expands endings, a trailing `~` marks a word that needs company to count (an abbreviation, a homonym).
 */
export type Lexicon = {
  language: Language;
  /** Day before month in "12/3". */
  dayFirst: boolean;
  /** The first day of the week: 1 = Monday, 7 = Sunday. */
  weekStart: 1 | 7;
  /** Whether "next Friday" is the Friday of next week or simply the coming one. */
  nextWeekday: 'ofNextWeek' | 'coming';
  /** "пол пятого", "четверть пятого" are before five. */
  halfBefore: boolean;
  words: Partial<Record<Category | `${Category}.${string}`, string>>;
};

export type Phrase = { words: string[]; category: Category; value: string; weak: boolean };
/** `dayNames`: the names of weekdays that are homonyms; misspelt they count after the word for "day" only. */
export type CompiledLexicon = {
  lexicon: Lexicon;
  phrases: ReadonlyMap<string, Phrase[]>;
  known: ReadonlySet<string>;
  fuzzy: ReadonlyMap<number, string[]>;
  dayNames: readonly string[];
};

const FUZZY = new Set<Category>(['weekday', 'month', 'relday', 'part', 'unit', 'next', 'weekend', 'noon', 'midnight']);
const FUZZY_FROM_LENGTH = 5;

function expand(pattern: string): string[] {
  const match = /^(.*?)\{([^}]*)\}(.*)$/u.exec(pattern);
  if (match === null) return [pattern];
  return (match[2] ?? '').split(',').flatMap((ending) => expand(`${match[1] ?? ''}${ending}${match[3] ?? ''}`));
}

/** Compiles a table once into lookups by first word. */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  const phrases = new Map<string, Phrase[]>();
  const known = new Set<string>();
  const fuzzy = new Map<number, string[]>();
  const dayNames: string[] = [];
  for (const [key, list = ''] of Object.entries(lexicon.words)) {
    const [category, value = ''] = key.split('.') as [Category, string?];
    for (const entry of list
      .split(/\s+/u)
      .filter((word) => word !== '')
      .flatMap(expand)) {
      const weak = entry.endsWith('~');
      const words = (weak ? entry.slice(0, -1) : entry)
        .split('_')
        .flatMap((word) => tokenise(word, 'en', new Set([normalise(word)])).map((token) => token.norm));
      const first = words[0] ?? '';
      phrases.set(first, [...(phrases.get(first) ?? []), { words, category, value, weak }]);
      for (const word of words) known.add(word);
      if (category === 'weekday' && weak && words.length === 1 && first.length >= 4) dayNames.push(first);
      if (words.length === 1 && !weak && FUZZY.has(category) && first.length >= FUZZY_FROM_LENGTH)
        fuzzy.set(first.length, [...(fuzzy.get(first.length) ?? []), first]);
    }
  }
  return { lexicon, phrases, known, fuzzy, dayNames };
}

/** Optimal string alignment distance (a swap of neighbours counts one), or more than `max` as soon as that is certain. */
function distance(a: string, b: string, max: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, (before[j - 2] ?? 0) + 1);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > max) return max + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? max + 1;
}

/** The weekday that a misspelt word after the word for "day" stands for ("יום רבעי"), or null: one slip, a letter left out rather than one too many. */
export function correctWeekday(word: string, compiled: CompiledLexicon): string | null {
  if (word.length < 3 || compiled.phrases.get(word)?.some(({ category }) => category === 'weekday' || category === 'number') === true) return null;
  const near = compiled.dayNames.filter((name) => distance(word, name, 1) <= 1);
  return near.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** "באוקטבר": a misspelt word behind one Hebrew prefix letter. */
export function correctPrefixed(word: string, compiled: CompiledLexicon): string | null {
  return /^[בלמהוכש][א-ת]/u.test(word) && !compiled.known.has(word) ? correctSpelling(word.slice(1), compiled) : null;
}

/**
 * The known word a misspelt one stands for, or null: one slip from 6 letters on (of either word), two from 8 on, and the first letter must be right.
 * What is written like a name ("Martina, ...") stands for no more than a weekday or a month.
 */
export function correctSpelling(word: string, compiled: CompiledLexicon, isLikeName = false): string | null {
  if (word.length < FUZZY_FROM_LENGTH || compiled.known.has(word)) return null;
  const max = word.length >= 8 ? 2 : 1;
  let best: string | null = null;
  let bestDistance = max + 1;
  for (let length = word.length - max; length <= word.length + max; length += 1) {
    for (const candidate of compiled.fuzzy.get(length) ?? []) {
      if (candidate[0] !== word[0] || Math.max(candidate.length, word.length) <= FUZZY_FROM_LENGTH) continue;
      const found = distance(word, candidate, max);
      if (found < bestDistance) [best, bestDistance] = [candidate, found];
    }
  }
  const isCalendar = best !== null && compiled.phrases.get(best)?.some(({ category }) => category === 'weekday' || category === 'month');
  return isLikeName && !isCalendar ? null : best;
}
