import { randomUUID } from 'node:crypto';
import { Clinic, type HoursEntry, type Language, LANGUAGES, WEEKDAYS, type Weekday } from '../../../src/domain/clinic.ts';
import { Fault } from '../../../src/errors.ts';
import type { DialogFixture } from '../records.ts';
import { NAME_FORMS, TREATMENT_WORDS, type TreatmentWords } from '../treatment-words.ts';

/** A copy of the fixture's clinic, and the ids its keys stand for. */
export type DialogClinic = { clinic: Clinic; serviceIds: Map<string, string>; doctorIds: Map<string, string> };

/** Makes a copy of the clinic with ids and a line of its own, so that what one dialog books is in nobody else's way. Throws Fault('invalid_input') on hours it can't read. */
export function dialogClinic(fixture: DialogFixture, instance: string): DialogClinic {
  const serviceIds = new Map(Object.keys(fixture.services).map((key) => [key, randomUUID() as string]));
  const doctorIds = new Map(Object.keys(fixture.doctors).map((key) => [key, randomUUID() as string]));
  const clinic = Clinic.parse({
    id: randomUUID(),
    organizationId: randomUUID(),
    name: 'Clover Dental',
    timezone: fixture.timezone,
    defaultLanguage: 'en',
    languages: LANGUAGES,
    currency: fixture.currency,
    channels: [{ provider: 'evolution', instance, baseUrl: 'http://127.0.0.1:1', apiKey: 'none' }],
    hours: Object.entries(fixture.hours).flatMap(([days, span]) => readHours(`${days} ${span}`)),
    services: Object.entries(fixture.services).map(([key, { min, price, note }]) => {
      const words = TREATMENT_WORDS[key] ?? { name: everyLanguage(() => key.replaceAll('_', ' ')) };
      const info = infoOf(words, note, fixture.currency);
      return {
        id: serviceIds.get(key),
        name: words.name,
        ...(words.aliases ? { aliases: words.aliases } : {}),
        minutes: min,
        price,
        ...(info ? { info } : {}),
      };
    }),
    doctors: Object.entries(fixture.doctors).map(([key, { name, works, services }]) => ({
      id: doctorIds.get(key),
      name,
      aliases: name.split(' ').flatMap((word) => NAME_FORMS[word] ?? []),
      services: services.map((service) => serviceIds.get(service) ?? service),
      hours: readHours(works),
    })),
  });
  return { clinic, serviceIds, doctorIds };
}

const SPAN = /([a-z]{3}(?:\s*[-,]\s*[a-z]{3})*)\s+(\d\d:\d\d)-(\d\d:\d\d)/gi;

/** "Sun-Thu 09:00-15:00, Fri 09:00-13:00" as hours; what is written as closed gives none. */
function readHours(text: string): HoursEntry[] {
  const hours = [...text.matchAll(SPAN)].map(([, days = '', open = '', close = '']) => ({ days: readDays(days), open, close }));
  if (hours.length === 0 && !/closed/i.test(text)) throw new Fault('invalid_input', `hours that can't be read: ${text}`);
  return hours;
}

/** "Mon,Wed" or "Sun-Thu", also round the end of the week. */
function readDays(text: string): Weekday[] {
  return text.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map((day) => WEEKDAYS.findIndex((weekday) => weekday === day.trim().toLowerCase()));
    if (first === undefined || last === undefined || first < 0 || last < 0) throw new Fault('invalid_input', `weekdays that can't be read: ${text}`);
    const count = ((last - first + WEEKDAYS.length) % WEEKDAYS.length) + 1;
    return Array.from({ length: count }, (_, step) => WEEKDAYS[(first + step) % WEEKDAYS.length] ?? 'mon');
  });
}

/** The note's amount in the words of each language; a note in one language alone would make replies in two. */
function infoOf(words: TreatmentWords, note: string | undefined, currency: string): Record<Language, string> | null {
  const { info } = words;
  if (note === undefined || info === undefined) return null;
  const amount = /\d+/.exec(note)?.[0];
  const money = (language: Language) =>
    new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0, useGrouping: false }).format(
      Number(amount),
    );
  return everyLanguage((language) => (amount === undefined ? info[language] : info[language].replace('{amount}', money(language))));
}

function everyLanguage(text: (language: Language) => string): Record<Language, string> {
  return { ru: text('ru'), es: text('es'), en: text('en'), he: text('he'), pt: text('pt') };
}
