import type { Clinic, Language } from '../clinic.ts';
import { foldLetters } from '../understanding/fold.ts';
import { hebrewSpelling, nameKey } from '../understanding/transliterate.ts';

const NAME = String.raw`\p{Lu}\p{L}*[\p{Ll}][\p{L}'’-]*`;
/** A title and the names behind it. Only an abbreviated title may end with a full stop, or a new sentence would look like a name. */
const TITLED: Record<'latin' | 'ru' | 'he', RegExp> = {
  latin: new RegExp(String.raw`(?<!\p{L})(?:(?:Dr|Dra|Prof|Drs)\.?|[Dd]octora?|[Dd]outora?) (${NAME}(?: ${NAME}){0,2})`, 'gu'),
  ru: new RegExp(String.raw`(?<!\p{L})(?:[Дд]октор\p{L}{0,2}|[Вв]рач\p{L}{0,2}|д-р\p{L}?|[Сс]томатолог\p{L}{0,2}) (${NAME}(?: ${NAME}){0,2})`, 'gu'),
  he: /(?<!\p{L})[ולבהמשכ]{0,2}(?:ד["״']{1,2}ר|דוקטור|ד״ר) ([\p{Script=Hebrew}'"׳״]{2,})/gu,
};
const NO_NAME = /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Today|Tomorrow|Google|House)$/u;

type Names = { words: { key: string; hebrew: RegExp; folded: string }[] };
const known = new WeakMap<Clinic, Names>();

/** Names that a reply gives to doctors, by their title. */
export function namedDoctors(reply: string, language: Language): string[][] {
  const patterns = language === 'ru' || language === 'he' ? [TITLED[language], TITLED.latin] : [TITLED.latin];
  return patterns.flatMap((pattern) => [...reply.matchAll(pattern)].map((match) => (match[1] ?? '').split(' ').filter((word) => !NO_NAME.test(word)))).filter((words) => words.length > 0); // prettier-ignore
}

/**
 * Whether one of these names is a doctor's of the clinic, in any spelling and with any ending (names are declined in Russian), or stands in
 * what is known of the conversation. Lenient: a near name counts as known.
 */
export function isKnownDoctor(names: readonly string[], clinic: Clinic, texts: () => string): boolean {
  const { words } = namesOf(clinic);
  return names.some((name) => {
    const folded = foldLetters(name).replace(/['’]s$/u, '');
    const key = nameKey(folded.replace(/['"]/gu, ''));
    if (words.some((one) => one.folded === folded || isNear(one.key, key) || (/\p{Script=Hebrew}/u.test(name) && (one.hebrew.test(folded) || isNear(one.folded, folded))))) return true; // prettier-ignore
    return foldLetters(texts()).includes(folded);
  });
}

/** The same start, but for an ending. */
function isNear(known: string, said: string): boolean {
  if (known.length < 2 || said.length < 2) return false;
  const shared = Math.max(2, Math.min(known.length, said.length, known.length <= 4 ? known.length - 1 : known.length - 2));
  return known.slice(0, shared) === said.slice(0, shared) && Math.abs(known.length - said.length) <= 4;
}

function namesOf(clinic: Clinic): Names {
  const found = known.get(clinic);
  if (found !== undefined) return found;
  const words = clinic.doctors
    .flatMap((doctor) => [doctor.name, ...(doctor.aliases ?? [])])
    .flatMap((name) => name.split(/[\s.]+/u))
    .map((word) => foldLetters(word))
    .filter((word) => word.length > 1 && !/^(?:dra?|prof|doctora?|доктор|врач)$/u.test(word))
    .map((folded) => ({ folded, key: nameKey(folded), hebrew: hebrewSpelling(folded) }));
  const fresh = { words };
  known.set(clinic, fresh);
  return fresh;
}
