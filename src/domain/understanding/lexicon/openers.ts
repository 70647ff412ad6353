/** So many characters tell most beginnings apart: the space before a word, and four of its letters. */
export const OPENER_CHARACTERS = 5;
/** A pattern that can begin in more ways is not worth knowing them. */
const MOST = 600;

/** A beginning of what a pattern matches; `open` while what follows in the pattern may still make it longer. */
type Opener = { text: string; open: boolean };
type Reader = { readonly source: string; at: number };

const NOTHING: Opener = { text: '', open: true };
const ANYTHING: Opener = { text: '', open: false };
const QUANTIFIER = /(?:[?*+]|\{\d+(?:,\d*)?\})\??/uy;
const GROUP = /\((?:\?(?:[:=!]|<[=!]))?/uy;
const TOKEN = /\[(?:\\.|[^\]])*\]|\\[pP]\{[^}]*\}|\\.|./suy;
/** What neither groups nor stands for anything else. */
const PLAIN = /[^()|[\\]*/uy;
/** A word ends here: the space behind it belongs to what a match begins with, though not to the match. */
const WORD_END = '(?= )';

/**
 * What a match of a pattern (of the kind that phrases compile to: no names, no references) can begin with: strings of at most OPENER_CHARACTERS,
 * one of which stands wherever it matches. Null when that can't be told.
 */
export function openersOf(source: string): string[] | null {
  const texts = [...new Set(readAlternatives({ source, at: 0 }).map((opener) => opener.text))];
  return texts.includes('') || texts.length > MOST ? null : texts;
}

function readAlternatives(reader: Reader): Opener[] {
  const all = readSequence(reader);
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    all.push(...readSequence(reader));
  }
  return all;
}

function readSequence(reader: Reader): Opener[] {
  let openers = [NOTHING];
  while (isInside(reader)) {
    if (!openers.some((opener) => opener.open)) {
      passBy(reader);
      break;
    }
    const next = quantified(reader, readAtom(reader));
    openers = distinct(openers.flatMap((opener) => (opener.open ? next.map((each) => joined(opener, each)) : [opener])));
  }
  return openers;
}

function isInside({ source, at }: Reader): boolean {
  return at < source.length && source[at] !== '|' && source[at] !== ')';
}

function joined(first: Opener, next: Opener): Opener {
  const text = first.text + next.text;
  return { text: text.slice(0, OPENER_CHARACTERS), open: next.open && text.length < OPENER_CHARACTERS };
}

function distinct(openers: readonly Opener[]): Opener[] {
  if (openers.length === 1) return [...openers];
  const found = new Map(openers.map((opener) => [opener.open ? `${opener.text}+` : opener.text, opener]));
  return found.size > MOST ? [ANYTHING] : [...found.values()];
}

/** What may come again may go on with itself: beyond its first time nothing is known. */
function quantified(reader: Reader, openers: Opener[]): Opener[] {
  const quantifier = take(reader, QUANTIFIER);
  if (quantifier === '') return openers;
  const once = quantifier.startsWith('?') ? openers : openers.map(({ text }) => ({ text, open: false }));
  return quantifier.startsWith('+') ? once : [NOTHING, ...once];
}

function readAtom(reader: Reader): Opener[] {
  if (reader.source.startsWith(WORD_END, reader.at)) {
    reader.at += WORD_END.length;
    return [{ text: ' ', open: false }];
  }
  const group = take(reader, GROUP);
  if (group !== '') {
    const inside = readAlternatives(reader);
    reader.at += 1;
    return group === '(' || group === '(?:' ? inside : [NOTHING];
  }
  const token = take(reader, TOKEN);
  if (token === '^' || token === '$') return [NOTHING];
  if (token.length === 1) return [token === '.' ? ANYTHING : { text: token, open: true }];
  if (/^\[[^\]^\\-]+\]$/u.test(token)) return [...token.slice(1, -1)].map((text) => ({ text, open: true }));
  return [/^\\[^\p{L}\d]$/u.test(token) ? { text: token.slice(1), open: true } : ANYTHING];
}

/** Leaves the rest of an alternative unread. */
function passBy(reader: Reader): void {
  for (let depth = 0; ;) {
    take(reader, PLAIN);
    const mark = reader.source[reader.at];
    if (mark === undefined || (depth === 0 && (mark === '|' || mark === ')'))) return;
    if (mark === '(') depth += 1;
    if (mark === ')') depth -= 1;
    if (mark === '[' || mark === '\\') take(reader, TOKEN);
    else reader.at += 1;
  }
}

function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source)?.[0] ?? '';
  reader.at += found.length;
  return found;
}
