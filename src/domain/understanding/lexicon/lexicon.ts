import type { Intent, Topic, Urgency } from '../understanding.ts';
import { openersOf } from './openers.ts';
import { createPhrasePlaces } from './phrase-places.ts';

/**
 * What a language needs to be understood, as data. Phrases are folded words (no diacritics, lower case, apostrophes dropped) separated by `;`:
 * `*` ends a stem ("cancel*"), ` ~ ` stands for up to four words, ` ~~ ` for up to fourteen, `(a|b)` and `( x)?` as in regular expressions, `^` and `$` tie a phrase to the message's start and end, `?` alone is a question mark.
 */
export type Lexicon = {
  /** Weight 0..100: of two intents in one message the heavier wins (a price question with a greeting is a price question). */
  intents: readonly (readonly [Intent, number, string])[];
  /** What an inquiry is about; weight as above, for the intent the topic implies. */
  topics: readonly (readonly [Topic, number, string])[];
  urgency: readonly (readonly [Exclude<Urgency, 'low'>, string])[];
  /** Strong pain and, beside it, the word that it can't wait: together an emergency, each alone not. */
  strongPain: string;
  pressing: string;
  /** Pain and bleeding that is not there, or not the patient's: taken out before urgency is judged. */
  painless: string;
  /** "does it hurt?" about a treatment: no emergency. */
  painQuestion: string;
  /** "I have", "my tooth hurts": said of the patient now, so that a question beside it ("anything free today?") is not about a treatment. */
  painOfMine: string;
  yes: string;
  no: string;
  /** A name follows. */
  nameIntroductions: string;
  anyDoctor: string;
  anyTime: string;
  sameAsLast: string;
  forSomeoneElse: string;
  /** Position in a list -> words. -1 is the last. */
  ordinals: readonly (readonly [number, string])[];
};

/** A list of phrases as an expression over `plainWords` text. */
export type Phrases = {
  /** Whether a text holds one of them. */
  test(words: string): boolean;
  /** The first of them in a text. */
  exec(words: string): RegExpExecArray | null;
  /** All of them as one expression. */
  readonly pattern: RegExp;
};

/** `plainWords` of a message without a letter or digit. */
const WORDLESS = '  ';
const CACHE = new Map<string, Phrases>();
const places = createPhrasePlaces();

/**
 * Compiles phrases for `plainWords` text; the same phrases give the same object.
 * Throws on a malformed table, and on a phrase that a message without any word would match.
 */
export function phrases(list: string): Phrases {
  const cached = CACHE.get(list);
  if (cached !== undefined) return cached;
  const alternatives = list
    .split(';')
    .map((phrase) => phrase.trim().replace(/\s+/gu, ' '))
    .filter(Boolean)
    .map(compilePhrase);
  const source = alternatives.length === 0 ? '(?!)' : alternatives.join('|');
  const pattern = new RegExp(source, 'u');
  const here = new RegExp(source, 'uy');
  const holdsAt = (words: string, at: number) => {
    here.lastIndex = at;
    return here.test(words);
  };
  if (holdsAt(WORDLESS, 0) || holdsAt(WORDLESS, 1)) throw new Error(`a phrase matches a message without words: ${list.slice(0, 80)}`);
  const openers = openersOf(source);
  const number = openers === null ? null : places.add(openers);
  const compiled: Phrases = {
    test: (words) => (number === null ? pattern.test(words) : places.of(number, words).some((at) => holdsAt(words, at))),
    exec: (words) => pattern.exec(words),
    pattern,
  };
  CACHE.set(list, compiled);
  return compiled;
}

function compilePhrase(phrase: string): string {
  const fromStart = phrase.startsWith('^');
  const toEnd = phrase.endsWith('$');
  const body = phrase
    .slice(fromStart ? 1 : 0, toEnd ? -1 : undefined)
    .trim()
    .replace(/(?<=^| )\?(?=$| )/gu, '\\?')
    // A repeated group takes its leading gap along, so that it may be absent.
    // Words that bring the gap behind them along, "(is |was )*", already stand as they should.
    .replace(/ ~ \(([^()]*[^() ])\)\*/gu, '(?: (?:[^ ]+ ){0,4}?(?:$1))?')
    .replace(/ \(([^()]*[^() ])\)\*/gu, '(?: (?:$1))*')
    .replace(/(?<=^| )\+(?=$| )/gu, '\\+')
    // Words stand between spaces, so what is no space is part of the word: far cheaper to compile than the class of all letters.
    .replace(/(?<![)\]])\*/gu, '[^ ]*')
    // A gap may also stand in an optional group, or right behind one.
    .replace(/(?<=[ ?(])~~ /gu, '(?:[^ ]+ ){0,14}?')
    .replace(/(?<=[ ?(])~ /gu, '(?:[^ ]+ ){0,4}?')
    .replace(/ ?~$/u, '')
    .replace(/\$(?=[|)])/gu, '(?= $)');
  return `${fromStart ? '^' : ''} ${HEBREW.test(body) ? withAnd(body) : body}${toEnd ? ' $' : '(?= )'}`;
}

const HEBREW = /[א-ת]/u;

/** Hebrew writes "and" onto the next word: wherever a word or a group of words begins, also behind a gap, it may stand before it. */
function withAnd(body: string): string {
  return body.replace(/(?<=^| |\{0,1?4\}\?)(?=[א-ת]|\[(?!\^)|\((?!\?))/gu, 'ו?');
}
