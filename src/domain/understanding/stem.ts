const RUSSIAN_ENDING =
  /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ией|ов|ев|ей|ах|ях|ам|ям|ом|ем|ой|ий|ый|ая|яя|ое|ее|ую|юю|ые|ие|ых|их|ою|ею|ию|ия|ии|а|я|о|е|у|ю|ы|и|ь|й)$/u;
const HEBREW_ENDING = /(?:יות|ים|ות|יי|ה|ת|י)$/u;
const FINAL_LETTERS: Record<string, string> = { ם: 'מ', ן: 'נ', ץ: 'צ', ף: 'פ', ך: 'כ' };

/** The stem of a folded word, good enough to bring the forms of one word together; script decides the rules. Never shorter than two letters. */
export function stem(word: string): string {
  if (/[а-я]/u.test(word)) return word.length > 3 ? shorten(word, RUSSIAN_ENDING, 3) : word;
  if (/[א-ת]/u.test(word)) return (word.length > 3 ? shorten(word, HEBREW_ENDING, 3) : word).replace(/[םןץףך]/gu, (letter) => FINAL_LETTERS[letter] ?? letter);
  return latinStem(word);
}

function latinStem(word: string): string {
  if (word.length <= 3) return word;
  const singular = word.endsWith('s') ? singularOf(word) : word;
  return singular.length > 4 ? singular.replace(/[aeo]$/u, '') : singular;
}

function singularOf(plural: string): string {
  return plural
    .replace(/(?:coes|caos)$/u, 'cao')
    .replace(/(?:ciones)$/u, 'cion')
    .replace(/ies$/u, 'y')
    .replace(/([^s])s$/u, '$1');
}

function shorten(word: string, ending: RegExp, least: number): string {
  const short = word.replace(ending, '');
  return short.length >= least ? short : word;
}

/** The word, and for Hebrew also what is left when one to three prefix letters (ה, ו, ב, ל, מ, ש, כ) are taken off. */
export function withoutPrefixes(word: string): string[] {
  if (!/^[א-ת]/u.test(word)) return [word];
  const forms = [word];
  for (let length = 1; length <= 3 && word.length - length >= 2; length += 1) {
    if (!/^[והבלמשכ]+$/u.test(word.slice(0, length))) break;
    forms.push(word.slice(length));
  }
  return forms;
}
