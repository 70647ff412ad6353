import type { Language } from '../clinic.ts';

/** Names of the five languages as they are said in the five languages (folded: no diacritics, lower case). */
const NAMES: Record<Language, string> = {
  en: 'english|inglish|ingles|английск(?:ом|и)|по-?\\s?английски|англ|инглиш|אנגלית',
  es: 'spanish|espanol|castellano|espanhol|испанск(?:ом|и)|по-?\\s?испански|ספרדית',
  pt: 'portuguese|portugues|portugais|португальск(?:ом|и)|по-?\\s?португальски|פורטוגזית',
  ru: 'russian|ruso|russo|русск(?:ом|и)|по-?\\s?русс?ки|רוסית',
  he: 'hebrew|hebreo|hebraico|hebreu|ivrit|иврите?|по-?\\s?еврейски|עברית',
};

/** Hardly any message names a language, and the rest is only read where one does. */
const ANY_NAME = new RegExp(Object.values(NAMES).join('|'), 'u');

/** "in X", "на X", "en X", "em X", "ב-X", "speak X", "X please": what makes the name of a language a wish. */
const LEAD =
  '(?:in|to|use|speak|talk|write|reply|answer|prefer|switch to|change to|на|по|en|em|a|al|para o|ao|hablan?|hablas|hablamos|habla|hable|hablar|hableme|fala|falam|falar|fale|falas|escriba|escribe|escreve|escreva|responda|responde|говорите|говорить|говорим|пишите|писать|отвечайте|ответьте|мне|можно|давайте|לדבר|לכתוב|תכתבו|תכתוב|תכתבי|דברו|דבר|דברי|מדברים|מדבר|מדברת|אפשר|תענו|לענות)';
const PLEASE = '(?:please|pls|plz|por favor|porfa|pfv|пожалуйста|плиз|пж|בבקשה|only|solo|so|только|רק)';

/** "I study English", "an English teacher": a language as a subject of talk is no wish. */
const NOT_A_WISH =
  /\b(?:study|studying|learn|learning|learned|teach|taught|teacher|class|course|lesson|book|estudio|estudiar|aprend\p{L}*|profesora?|clase|estudo|estudar|aula|livro|understands?|invented|translated?)\b|(?:уч(?:у|ит|им|ить|ат)|изуча\p{L}*|урок\p{L}*|учител\p{L}*|кроме|знает|לומד|לומדת|ללמוד|מורה|שיעור)/u;
/** "Do any of your doctors speak English?": asked about the doctors, not for the language of the chat. */
const OF_DOCTORS =
  /(?:\b(?:doctors?|dentists?|specialists?)\s+(?:(?!do|you|can)\p{L}+\s+){0,2}(?:speak|speaks|speaking|talk|talks)\b|\b(?:doctor(?:a|es|as)?|doutor(?:a|es|as)?|dentistas?|medic[oa]s?|odontolog[oa]s?)\s+(?:(?!usted|voce)\p{L}+\s+){0,2}(?:habl[ae]n?|fal[ae]m?)\b|(?:врач|доктор|стоматолог)\p{L}*\s+(?:(?!вы)\p{L}+\s+){0,2}(?:говорит|говорят|говорящ\p{L}*)|רופא(?:ה|ים|ות)?\s+(?:[א-ת]+\s+){0,2}ש?(?:מדבר|מדברת|מדברים|מדברות|דובר|דוברת|דוברי))/u;
const NEGATED = /(?:\bdont|\bdo not|\bcant|\bcannot|\bno|\bnao|\bnot|(?:^|\s)не|(?:^|\s)לא)\s+(?:\p{L}+\s+){0,2}$/u;

const PATTERNS: [Language, RegExp][] = (Object.keys(NAMES) as Language[]).map((language) => {
  const name = `(?:${NAMES[language]})`;
  const edge = '(?![\\p{L}])';
  const alternatives = [
    `(?<![\\p{L}])${LEAD}\\s+(?:el |o |la |in |en |em |на |ב-?)?${name}${edge}`,
    `(?<![\\p{L}])ב-?${name}${edge}`,
    `(?<![\\p{L}])по-?\\s?${name}${edge}`,
    `(?<![\\p{L}])${name}\\s*,?\\s*${PLEASE}`,
    `${PLEASE}\\s*,?\\s*(?:in |en |em |на |ב-?)?${name}${edge}`,
    `^\\s*(?:in |en |em |на |ב-?)?${name}\\s*[?!.]*\\s*$`,
  ];
  return [language, new RegExp(alternatives.join('|'), 'u')];
});

/**
 * The language a patient asks for in words ("in English please", "можно на английском?"), or null.
 * `folded` is lower case without diacritics. "I don't speak English" and "I study English" are no requests; of two names the last one said counts.
 */
export function requestedLanguage(folded: string): Language | null {
  if (folded.length > 200) return null;
  const text = folded.replace(/(?<=\p{L})'(?=\p{L})/gu, '');
  if (!ANY_NAME.test(text) || NOT_A_WISH.test(folded) || OF_DOCTORS.test(folded)) return null;
  let found: { language: Language; index: number } | null = null;
  for (const [language, pattern] of PATTERNS) {
    const match = pattern.exec(text);
    if (match === null || NEGATED.test(text.slice(0, match.index))) continue;
    if (found === null || match.index > found.index) found = { language, index: match.index };
  }
  return found?.language ?? null;
}
