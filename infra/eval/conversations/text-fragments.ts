import { type Language, LANGUAGES } from '../../../src/domain/clinic.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';
import type { Texts } from '../../../src/domain/texts/texts.ts';

const HOLE = '\u0001';
const TELLING_LETTERS = 10;
/** Stands for every argument a text takes. */
const anything: unknown = new Proxy(() => HOLE, {
  get: (_target, key) => (key === 'join' || key === Symbol.toPrimitive || key === 'toString' ? () => HOLE : HOLE),
});

function fragmentsOf(language: Language, name: keyof Texts): string[] {
  const make = ALL_TEXTS[language][name] as (about: unknown) => string;
  return make(anything)
    .split(/\u0001|\n/u)
    .map((part) => part.trim())
    .filter((part) => /\p{L}{3}/u.test(part));
}

/** The words by which a text is known, whatever it is about: its longest constant part. */
export function signOf(language: Language, name: keyof Texts): string {
  return fragmentsOf(language, name).sort((a, b) => b.length - a.length)[0] ?? '';
}

function allFragments(language: Language): string[] {
  return (Object.keys(ALL_TEXTS[language]) as (keyof Texts)[]).flatMap((name) => fragmentsOf(language, name));
}

const foreign = new Map<Language, string[]>();

/** Parts of the texts of the other languages that no text of this one has: none of them may be in a reply. */
export function foreignFragments(language: Language): string[] {
  const known = foreign.get(language);
  if (known) return known;
  const own = allFragments(language).join('\n');
  const others = LANGUAGES.filter((one) => one !== language).flatMap(allFragments);
  const telling = [...new Set(others)].filter((part) => (part.match(/\p{L}/gu)?.length ?? 0) >= TELLING_LETTERS && !own.includes(part));
  foreign.set(language, telling);
  return telling;
}
