import { foldLetters } from './fold.ts';
import { stem } from './stem.ts';
import { hebrewSpelling, latinise, nameKey } from './transliterate.ts';
import { within } from './typos.ts';

/** A name in the forms it is heard in; `stripped` is the key without the ending that changes, `hebrew` null for a name in Hebrew letters. */
export type KnownName = { doctorId: string; folded: string; key: string; stripped: string; hebrew: RegExp | null };

/** A name prepared for hearing it in a message. */
export function knownName(doctorId: string, word: string): KnownName {
  const folded = foldLetters(word);
  const key = nameKey(word);
  const stripped = folded.length > 3 ? key.replace(/(?:ia|[aei])$/u, '') : key;
  return { doctorId, folded, key, stripped, hebrew: /[א-ת]/u.test(word) ? null : hebrewSpelling(word) };
}

/** A word as names are compared with it: what it sounds like, with and without an ending. */
export type Heard = { form: string; script: 'hebrew' | 'cyrillic' | 'other'; key: string; stemmed: string; stemmedKey: string };

/** Prepares a folded word of a message, once for all names. */
export function hear(form: string): Heard {
  if (/[א-ת]/u.test(form)) return { form, script: 'hebrew', key: '', stemmed: '', stemmedKey: '' };
  const key = nameKey(form);
  if (!/[а-я]/u.test(form)) return { form, script: 'other', key, stemmed: '', stemmedKey: '' };
  const stemmed = stem(form);
  return { form, script: 'cyrillic', key, stemmed, stemmedKey: nameKey(stemmed) };
}

/** How surely a word is a name, 0..1. */
export function nameConfidence({ form, script, key, stemmed, stemmedKey }: Heard, name: KnownName): number {
  if (form === name.folded) return 0.95;
  if (script === 'hebrew') return name.hebrew !== null && form.length >= 2 && name.hebrew.test(form) ? 0.85 : 0;
  if (key === name.key && key.length >= 3) return 0.92;
  if (script === 'cyrillic') {
    if (/^[а-я]{2}[ая]$/u.test(name.folded)) return form.length === 3 && form.startsWith(name.folded.slice(0, 2)) && /[аяеиоуюы]$/u.test(form) ? 0.85 : 0;
    // of a short name every letter counts: "данные" is no Dan
    if (name.folded.length <= 3 && latinise(stemmed) !== latinise(name.folded)) return 0;
    if (stemmedKey.length >= 2 && stemmedKey.replace(/i$/u, '') === name.stripped && Math.abs(key.length - name.key.length) <= 3) return 0.88;
    return name.key.length >= 5 && stemmedKey.length >= 4 && stemmedKey.charAt(0) === name.stripped.charAt(0) && within(stemmedKey, name.stripped, 1)
      ? 0.75
      : 0;
  }
  return name.key.length >= 5 && key.length >= 5 && key.charAt(0) === name.key.charAt(0) && within(key, name.key, 1) ? 0.78 : 0;
}
