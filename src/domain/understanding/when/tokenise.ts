import type { Language } from '../../clinic.ts';

export type Token = {
  text: string;
  norm: string;
  index: number;
  end: number;
  spaced: boolean;
  /** The first of a line behind the first one: in a burst, of a message. */ startsLine: boolean;
  kind: 'number' | 'word' | 'mark';
};

const PIECES = /\d+|[\p{L}\p{M}]+(?:['’`´׳"״][\p{L}\p{M}]+)*['’׳]?|[^\s]/gu;
/** Letters, digits and marks that are as they are compared. */
const PLAIN = /^[\x21-\x5f\x61-\x7e]+$/u;
const ACCENTS = /\p{Mn}/gu;
const HEBREW_PREFIX = /^[ושכבלמה]$/u;
const DASHES = new Set(['-', '–', '—', '־', '−', '‑']);

/** The form in which words are compared: lower case, without accents, one kind of apostrophe and dash. Cyrillic keeps its й. */
export function normalise(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  const plain = /[\u0400-\u04ff]/u.test(lower)
    ? lower
        .normalize('NFC')
        .replaceAll('ё', 'е')
        .replace(/\u0301/gu, '')
    : lower.normalize('NFD').replace(ACCENTS, '');
  return DASHES.has(plain)
    ? '-'
    : plain
        .replace(/[’`´׳]/gu, "'")
        .replaceAll('״', '"')
        .replaceAll('ß', 'ss');
}

function piece(text: string, index: number, spaced: boolean, startsLine = false): Token {
  const kind = /^\d/u.test(text) ? 'number' : /^[\p{L}]/u.test(text) ? 'word' : 'mark';
  return { text, norm: normalise(text), index, end: index + text.length, spaced, startsLine, kind };
}

/** Hebrew writes "at", "to", "and", "the" onto the word: they become tokens of their own when what is left is a known word. */
function splitHebrew(token: Token, known: ReadonlySet<string>): Token[] {
  if (token.kind !== 'word' || known.has(token.norm)) return [token];
  for (let cut = 1; cut <= 3 && cut < token.text.length; cut += 1) {
    if (!HEBREW_PREFIX.test(token.text[cut - 1] ?? '')) return [token];
    const rest = token.text.slice(cut);
    if (!known.has(normalise(rest))) continue;
    const prefixes = [...token.text.slice(0, cut)].map((letter, i) => piece(letter, token.index + i, i === 0 && token.spaced, i === 0 && token.startsLine));
    return [...prefixes, piece(rest, token.index + cut, false)];
  }
  return [token];
}

/** "полпятого" is "пол" and "пятого". */
function splitRussianHalf(token: Token, known: ReadonlySet<string>): Token[] {
  if (token.kind !== 'word' || !token.norm.startsWith('пол') || known.has(token.norm) || !known.has(token.norm.slice(3))) return [token];
  return [piece(token.text.slice(0, 3), token.index, token.spaced, token.startsLine), piece(token.text.slice(3), token.index + 3, false)];
}

/** "ב-12": the dash belongs to the prefix and says nothing. */
function withoutPrefixDash(tokens: Token[]): Token[] {
  return tokens.filter((token, i) => {
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    return !(
      token.norm === '-' &&
      before !== undefined &&
      after !== undefined &&
      !token.spaced &&
      before.text.length <= 2 &&
      before.kind === 'word' &&
      [...before.text].every((c) => HEBREW_PREFIX.test(c))
    );
  });
}

/** Splits a text into words, numbers and marks with their places; letters and digits never share a token. `known` are the words of the lexicon. */
export function tokenise(text: string, language: Language, known: ReadonlySet<string>): Token[] {
  let tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(PIECES)) {
    tokens.push(piece(match[0], match.index, match.index > last || match.index === 0, text.slice(last, match.index).includes('\n')));
    last = match.index + match[0].length;
  }
  tokens = tokens.flatMap((token) => splitTrailingMark(token, known));
  if (language === 'ru') return tokens.flatMap((token) => splitRussianHalf(token, known));
  if (language !== 'he') return tokens;
  return withoutPrefixDash(tokens.flatMap((token) => splitHebrew(token, known)));
}

/** A closing quotation mark is no part of the word, unless the word is known with it ("יום ה'"). */
function splitTrailingMark(token: Token, known: ReadonlySet<string>): Token[] {
  if (token.kind !== 'word' || !token.norm.endsWith("'") || known.has(token.norm)) return [token];
  // "בדצמ'": the abbreviation behind a prefix letter.
  if (HEBREW_PREFIX.test(token.norm.charAt(0)) && known.has(token.norm.slice(1))) return [token];
  const cut = token.text.length - 1;
  return [piece(token.text.slice(0, cut), token.index, token.spaced, token.startsLine), piece(token.text.slice(cut), token.index + cut, false)];
}
