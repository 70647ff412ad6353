import { LRUCache } from 'lru-cache';

const CYRILLIC: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't',
  у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'yu', я: 'ya',
}; // prettier-ignore

/** How a Latin sound is spelt in Hebrew; vowels may be left out. Longest first. */
const HEBREW: [string, string][] = [
  ['sh', 'ש'], ['ch', "(?:צ|ח)"], ['tz', 'צ'], ['ts', '(?:צ|טס)'], ['th', 'ת'], ['ph', '[פף]'], ['zh', 'ז'], ['gue', 'ג[וי]?א?'], ['gui', 'גו?י'], ['qu', 'ק'],
  ['ya', 'יא?'], ['yu', 'יו'], ['ie', 'יא?'], ['ia', 'י?א?ה?'], ['b', 'ב'], ['c', '[קכצס]'], ['d', 'ד'], ['f', '[פף]'], ['g', '[גה]'], ['h', 'ה?'], ['j', '[גחי]'],
  ['k', '[קכך]'], ['l', 'ל'], ['m', '[מם]'], ['n', '[נן]'], ['p', '[פף]'], ['q', 'ק'], ['r', 'ר'], ['s', '[סש]'], ['t', '[טת]'], ['v', '(?:ב|ו{1,2})'],
  ['w', 'ו{1,2}'], ['x', 'קס'], ['y', 'י'], ['z', '[זסצ]'], ['a', 'א?'], ['e', '[אי]?'], ['i', 'י?'], ['o', 'ו?'], ['u', 'ו?'],
]; // prettier-ignore

/** Cyrillic written in Latin letters; other letters stay. */
export function latinise(word: string): string {
  return word.replace(/[а-я]/gu, (letter) => CYRILLIC[letter] ?? letter);
}

/** What a name sounds like, spelling differences between languages taken out (Miguel = Migel, Sofia = Sophia = София). */
export function nameKey(word: string): string {
  const known = nameKeys.get(word);
  if (known !== undefined) return known;
  const key = soundOf(word);
  nameKeys.set(word, key);
  return key;
}

/** Every word of a message is compared with every name of the clinic, and most words come again. */
const nameKeys = new LRUCache<string, string>({ max: 5_000 });

function soundOf(word: string): string {
  return latinise(word)
    .replace(/ph/gu, 'f')
    .replace(/g[u](?=[ei])/gu, 'g')
    .replace(/kh/gu, 'h')
    .replace(/iya|ija|iia/gu, 'ia')
    .replace(/ks/gu, 'x')
    .replace(/ck|c(?=[^eih]|$)|q/gu, 'k')
    .replace(/y|j(?=[aou])/gu, 'i')
    .replace(/w/gu, 'v')
    .replace(/([a-z])\1+/gu, '$1')
    .replace(/(?<=[a-z])h(?=$|[^aeiou])/gu, (h, offset: number, whole: string) => (/[sctz]/u.test(whole.charAt(offset - 1)) ? h : ''));
}

/** An expression over Hebrew spellings of a Latin or Cyrillic name ("Dan" -> דן, "Anna" -> אנה). */
export function hebrewSpelling(name: string): RegExp {
  const latin = latinise(name).replace(/([a-z])\1+/gu, '$1');
  let rest = latin;
  let pattern = '';
  while (rest !== '') {
    const first = pattern === '';
    const last = rest.length === 1;
    const rule = HEBREW.find(([sound]) => rest.startsWith(sound));
    if (rule === undefined) {
      rest = rest.slice(1);
      continue;
    }
    if (first && /^[aeiou]/u.test(rest))
      pattern += rest.startsWith('i') || rest.startsWith('y') ? 'א?י' : rest.startsWith('o') || rest.startsWith('u') ? 'או?' : '[אע]י?';
    else if (last && rest === 'a') pattern += '[הא]';
    // an ending in -ia is always spelt out: "סוף" is no Sofia
    else if (rest === 'ia' || rest === 'ya') {
      pattern += 'י{1,2}[הא]';
      break;
    } else pattern += rule[1];
    rest = rest.slice(first && /^[aeiou]/u.test(rest) ? 1 : rule[0].length);
  }
  return new RegExp(`^${pattern === '' ? '(?!)' : pattern}$`, 'u');
}
