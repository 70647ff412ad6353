import type { Language } from '../../clinic.ts';

const LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-ES', pt: 'pt-BR', ru: 'ru-RU', he: 'he-IL' };
/** The word between day and time; Spanish and Portuguese say it by the number of hours. */
const AT: Record<Language, (hour: number) => string> = {
  en: () => 'at ',
  es: (hour) => (hour === 1 ? 'a la ' : 'a las '),
  pt: (hour) => (hour === 1 ? 'à ' : 'às '),
  ru: () => 'в ',
  he: () => 'בשעה ',
};

const formats = new Map<Language, Intl.DateTimeFormat>();

function formatOf(language: Language): Intl.DateTimeFormat {
  const known = formats.get(language) ?? new Intl.DateTimeFormat(LOCALES[language], { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  formats.set(language, known);
  return known;
}

/**
 * A day as the patient would write it, without the year: "Thursday, March 12", "jueves 12 de marzo", "четверг, 12 марта", "יום חמישי, 12 במרץ".
 * Takes a local ISO date or time; what is no date is given back as it came.
 */
export function formatDay(localIsoDate: string, language: Language): string {
  const date = new Date(`${localIsoDate.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return localIsoDate;
  const day = formatOf(language).format(date);
  return language === 'es' ? day.replace(',', '') : day;
}

/** The clock time of a local ISO time on the 24-hour clock, "09:05"; what has no time is given back as it came. */
export function formatTime(localIso: string, _language: Language): string {
  return /T(\d\d:\d\d)/u.exec(localIso)?.[1] ?? localIso;
}

/** Day and time in one phrase: "Thursday, March 12 at 13:00", "jueves 12 de marzo a las 13:00", "quinta-feira, 12 de março às 13:00". */
export function formatDayAndTime(localIso: string, language: Language): string {
  const time = formatTime(localIso, language);
  return `${formatDay(localIso, language)} ${AT[language](Number(time.slice(0, 2)))}${time}`;
}
