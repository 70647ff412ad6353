import type { Language } from '../clinic.ts';

/** "An hour later", "на полчаса раньше", "something earlier": a time told by its distance from another one. */
export type Shift = {
  direction: 'later' | 'earlier';
  /** Null: how much is left open ("something later"). */
  minutes: number | null;
};

type Table = {
  /** Words for a number, beside digits. */
  numbers: Record<string, number>;
  /** Expression over an amount: units, with what is an amount on its own ("полчаса"). */
  units: Record<string, number>;
  fixed: Record<string, number>;
  later: string;
  earlier: string;
  /** Between the amount and the direction, or before the amount. */
  link: string;
  /** Whole phrases that leave the amount open. */
  vaguelyLater: string;
  vaguelyEarlier: string;
};

const HOUR = 60;
const DAY = 24 * HOUR;

/** Folded words, `|` between them. "Later" alone may mean "some day": an open amount needs "something", "a bit", "time". */
const TABLES: Record<Language, Table> = {
  en: {
    numbers: { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, 'a couple of': 2, couple: 2 },
    units: { 'minutes?|mins?': 1, 'hours?|hrs?|hr': HOUR, 'days?': DAY, 'weeks?': 7 * DAY },
    fixed: { 'half an hour|half hour|a half hour': 30, 'an hour and a half|hour and a half': 90, 'a quarter of an hour|quarter of an hour|quarter hour': 15 },
    later: 'later|after|after that|forward|afterwards|further',
    earlier: 'earlier|sooner|before|before that|prior|back',
    link: 'by|it|for|like|about|just|more',
    vaguelyLater:
      '(?:a (?:bit|little)|slightly|somewhat|something|anything|any|some|somewhat|maybe something|whats|is there a|rather|prefer) later(?: (?:time|slot|one|hour|please|that day|on|in the day|available|if possible|than that))*|later (?:that day|in the day|would be better|would be good|works better|is better)|(?:thats |its |a bit |bit |way |is )?too early',
    vaguelyEarlier:
      '(?:a (?:bit|little)|slightly|somewhat|something|anything|any|some|is there an|an|rather|prefer) (?:earlier|sooner)(?: (?:time|slot|one|hour|please|that day|on|in the day|available|if possible|than that))*|(?:earlier|sooner) (?:that day|in the day|would be better|would be good|works better|is better)|(?:thats |its |a bit |bit |way |is )?too late',
  },
  es: {
    numbers: { un: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, 'un par de': 2 },
    units: { 'minutos?|min': 1, 'horas?|h|hs': HOUR, 'horitas?': HOUR, 'dias?': DAY, 'semanas?': 7 * DAY },
    fixed: { 'media hora|media horita': 30, 'hora y media|una hora y media': 90, 'un cuarto de hora|cuarto de hora': 15 },
    later: 'mas tarde|despues|mas adelante|luego|mas tardecito',
    earlier: 'antes|mas temprano|mas pronto|mas tempranito',
    link: 'de|a|para|por|como',
    vaguelyLater:
      '(?:un poco|un poquito|algo|alguna|poquito|no hay|tienen|hay|tiene|puede ser|prefiero|mejor) mas (?:tarde|tardecito)|(?:es |muy |demasiado )(?:temprano|pronto)',
    vaguelyEarlier:
      '(?:un poco|un poquito|algo|alguna|poquito|no hay|tienen|hay|tiene|puede ser|prefiero|mejor) (?:antes|mas (?:temprano|pronto|tempranito))|(?:es |muy |demasiado )tarde',
  },
  pt: {
    numbers: { um: 1, uma: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, seis: 6, 'um par de': 2 },
    units: { 'minutos?|min|minutinhos?': 1, 'horas?|h|hs|horinhas?': HOUR, 'dias?': DAY, 'semanas?': 7 * DAY },
    fixed: { 'meia hora|meia horinha': 30, 'hora e meia|uma hora e meia': 90, 'um quarto de hora': 15 },
    later: 'mais tarde|depois|pra frente|para frente|a frente|adiante',
    earlier: 'antes|mais cedo',
    link: 'de|a|por|para|pra',
    vaguelyLater:
      '(?:um pouco|um pouquinho|algo|algum|alguma coisa|pouco|nao tem|tem|teria|pode ser|prefiro|melhor) (?:mais tarde|depois)|(?:e |muito |mt |ta |esta )cedo',
    vaguelyEarlier:
      '(?:um pouco|um pouquinho|algo|algum|alguma coisa|pouco|nao tem|tem|teria|pode ser|prefiro|melhor) (?:mais cedo|antes)|(?:e |muito |mt |ta |esta )tarde',
  },
  ru: {
    numbers: { один: 1, одну: 1, два: 2, две: 2, три: 3, четыре: 4, пять: 5, шесть: 6, пару: 2 },
    units: { 'минут[уы]?|минуток|мин': 1, 'час(?:а|ов|ик|ика)?|ч': HOUR, 'день|дня|дней|сутки': DAY, 'недел[юиья]|недель': 7 * DAY },
    fixed: { 'полчас(?:а|ика|ик)': 30, 'полтора часа|полутора часа': 90, 'четверть часа': 15, 'часом|часиком': HOUR, днем: DAY, неделей: 7 * DAY },
    later: 'позже|позднее|попозже|вперед|дальше|спустя',
    earlier: 'раньше|пораньше|ранее|назад',
    link: 'на|примерно|где то|хотя бы',
    vaguelyLater:
      '(?:чуть|немного|немножко|что нибудь|что то|можно|есть|а|время|давайте|лучше|хотелось бы|удобнее) (?:попозже|позже|позднее)|попозже|(?:слишком|очень|это|мне) рано|рановато',
    vaguelyEarlier:
      '(?:чуть|немного|немножко|что нибудь|что то|можно|есть|а|время|давайте|лучше|хотелось бы|удобнее) (?:пораньше|раньше)|пораньше|(?:слишком|очень|это|мне) поздно|поздновато',
  },
  he: {
    numbers: { אחת: 1, אחד: 1, שתי: 2, שני: 2, שלוש: 3, שלושה: 3, ארבע: 4, ארבעה: 4, כמה: 2 },
    units: { 'דקות|דקה|דק': 1, 'שעות|שעה': HOUR, 'ימים|יום': DAY, 'שבועות|שבוע': 7 * DAY },
    fixed: { 'חצי שעה': 30, 'שעה וחצי': 90, 'רבע שעה': 15, שעתיים: 120, יומיים: 2 * DAY, שבועיים: 14 * DAY, שעה: HOUR, יום: DAY, שבוע: 7 * DAY },
    later: 'אחרי|אחרי זה|מאוחר יותר|יותר מאוחר|אחר כך|קדימה|אחכ',
    earlier: 'לפני|לפני זה|קודם|מוקדם יותר|יותר מוקדם|לפני כן|אחורה',
    link: 'ב|עוד|של',
    vaguelyLater: '(?:קצת|טיפה|משהו|יש|אפשר|שעה|עדיף|מעדיף|מעדיפה) (?:יותר מאוחר|מאוחר יותר)|מאוחר יותר|(?:זה )?(?:מוקדם מדי|מוקדם לי|מוקדם מידי)',
    vaguelyEarlier: '(?:קצת|טיפה|משהו|יש|אפשר|שעה|עדיף|מעדיף|מעדיפה) (?:יותר מוקדם|מוקדם יותר)|מוקדם יותר|(?:זה )?(?:מאוחר מדי|מאוחר לי|מאוחר מידי)',
  },
};

type Compiled = { amount: RegExp; later: RegExp; vaguelyLater: RegExp; vaguelyEarlier: RegExp };
const COMPILED = new Map<Language, Compiled>();

function compiled(language: Language): Compiled {
  let found = COMPILED.get(language);
  if (found === undefined) {
    const table = TABLES[language];
    const numbers = Object.keys(table.numbers).join('|');
    const counted = `(?:(?<number>\\d{1,2}|${numbers}) )?(?<unit>${Object.keys(table.units).join('|')})`;
    found = {
      amount: new RegExp(
        ` (?:(?<fixed>${Object.keys(table.fixed).join('|')})|${counted})(?: (?:${table.link}))? (?<direction>${table.later}|${table.earlier})(?= )`,
        'u',
      ),
      later: new RegExp(`^(?:${table.later})$`, 'u'),
      vaguelyLater: new RegExp(` (?:${table.vaguelyLater})(?= )`, 'u'),
      vaguelyEarlier: new RegExp(` (?:${table.vaguelyEarlier})(?= )`, 'u'),
    };
    COMPILED.set(language, found);
  }
  return found;
}

function valueOf(table: Record<string, number>, words: string): number | undefined {
  return Object.entries(table).find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'u').test(words))?.[1];
}

/** Hebrew and Russian say the direction first as well: "later by an hour". */
const REVERSED = / (?<direction>later|earlier|позже|раньше|попозже|пораньше|מאוחר יותר|מוקדם יותר|יותר מאוחר|יותר מוקדם) (?:by|на|ב)? ?(?=\S)/u;

/** The distance a `plainWords` text tells from a time already spoken of, or null. Only the phrase itself is read; whether there is such a time is the caller's to know. */
export function findShift(words: string, languages: readonly Language[]): Shift | null {
  for (const language of languages) {
    const table = TABLES[language];
    const patterns = compiled(language);
    const groups = patterns.amount.exec(words)?.groups ?? amountAfter(words, language);
    if (groups) {
      const each = groups['fixed'] === undefined ? valueOf(table.units, groups['unit'] ?? '') : valueOf(table.fixed, groups['fixed']);
      const count = groups['number'] === undefined ? 1 : /^\d/u.test(groups['number']) ? Number(groups['number']) : (table.numbers[groups['number']] ?? 1);
      if (each !== undefined && count > 0) return { direction: patterns.later.test(groups['direction'] ?? '') ? 'later' : 'earlier', minutes: each * count };
    }
    if (patterns.vaguelyLater.test(words)) return { direction: 'later', minutes: null };
    if (patterns.vaguelyEarlier.test(words)) return { direction: 'earlier', minutes: null };
  }
  return null;
}

/** "Later by an hour" is read as "an hour later". */
function amountAfter(words: string, language: Language): Record<string, string> | undefined {
  const match = REVERSED.exec(words);
  const direction = match?.groups?.['direction'];
  if (!match || direction === undefined) return undefined;
  const turned = ` ${words
    .slice(match.index + match[0].length)
    .trim()
    .split(' ')
    .slice(0, 3)
    .join(' ')}`;
  for (const length of [3, 2, 1]) {
    const part = turned.trim().split(' ').slice(0, length).join(' ');
    const groups = compiled(language).amount.exec(` ${part} ${direction} `)?.groups;
    if (groups) return groups;
  }
  return undefined;
}
