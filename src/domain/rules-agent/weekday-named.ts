import type { Language } from '../clinic.ts';
import { weekdayFormat } from '../intl-formats.ts';

/** True when a text names the weekday of a local date, in full or shortened. */
export function namesWeekday(text: string, date: string, language: Language): boolean {
  const name = weekdayFormat(language)
    .format(new Date(`${date}T00:00:00Z`))
    .replace(/^יום /u, '')
    .toLowerCase();
  const start = name.slice(0, 3);
  const consonants = [...name].filter((letter) => !'аеиоуыэюяёь'.includes(letter)).slice(0, 2);
  const short = language === 'ru' ? `(?:${start}|${consonants.join('')}(?!\\p{L}))` : start;
  return new RegExp(`(?<!\\p{L})[בהל]?${short}`, 'iu').test(text);
}
