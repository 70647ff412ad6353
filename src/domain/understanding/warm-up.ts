import { Clinic, LANGUAGES } from '../clinic.ts';
import type { Language } from '../clinic.ts';
import { detectLanguage } from '../language.ts';
import { judgeRelevance } from '../relevance.ts';
import { foldLetters } from './fold.ts';
import { phrases } from './lexicon/lexicon.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { LEXICONS } from './lexicon/lexicons.ts';
import { understand } from './understand.ts';
import { formatDayAndTime } from './when/format-when.ts';

const REFERENCE = '2027-05-04T09:00:00';
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** A sentence of each language that passes through every step: courtesy, service, doctor, day, time, refusal, pain. */
const SENTENCES: Record<Language, string> = {
  en: 'Hello, not with Dr. Brown, I want a cleaning next Thursday at half past three, it does not hurt',
  es: 'Hola, no con la doctora Brown, quiero una limpieza el jueves que viene a las tres y media, no me duele',
  pt: 'Olá, não com a doutora Brown, quero uma limpeza na próxima quinta às três e meia, não dói',
  ru: 'Здравствуйте, не к доктору Браун, хочу чистку в следующий четверг в половине четвёртого, не болит',
  he: 'שלום, לא אצל דוקטור בראון, אני רוצה ניקוי ביום חמישי הבא בשלוש וחצי, לא כואב',
};

/**
 * Loads and compiles everything that reading a message needs (language tables, lexicons, dates, relevance, formats), so that the first
 * patient does not pay for it. Takes a few hundred milliseconds once; changes nothing.
 */
export function warmUpUnderstanding(): void {
  // Two words, one misspelt: the way of short messages, which looks for what a word may stand for.
  detectLanguage('apointmnet please');
  const clinic = nobodysClinic();
  for (const language of LANGUAGES) {
    const text = SENTENCES[language];
    compileLexicon(LEXICONS[language], foldLetters(` ${text} `));
    for (let round = 0; round < 3; round += 1) {
      const understanding = understand(text, { language, clinic, reference: REFERENCE, timezone: clinic.timezone });
      judgeRelevance({
        message: text,
        language,
        understanding,
        pendingAction: {
          type: 'book',
          description: 'Booking a filling with Dr. Green; waiting for the time',
          slots: { service: 'filling', doctor: 'Dr. Green' },
        },
        history: [],
        clinic,
        reference: REFERENCE,
      });
    }
    formatDayAndTime(REFERENCE, language);
  }
}

/** An expression is compiled by its first use, and many are only tried when a lighter one has not matched. */
function compileLexicon(lexicon: Lexicon, words: string): void {
  const { intents, topics, urgency, ordinals, ...lists } = lexicon;
  const all = [...intents.map((one) => one[2]), ...topics.map((one) => one[2]), ...urgency.map((one) => one[1]), ...ordinals.map((one) => one[1])];
  for (const list of [...all, ...Object.values(lists)]) phrases(list).test(words);
}

function nobodysClinic(): Clinic {
  return Clinic.parse({
    id: NOBODY,
    organizationId: NOBODY,
    name: 'Nobody',
    timezone: 'Etc/UTC',
    defaultLanguage: 'en',
    languages: LANGUAGES,
    services: [{ id: NOBODY, name: { en: 'Cleaning' }, minutes: 30 }],
    doctors: [{ id: NOBODY, name: 'Dr. Brown', services: [NOBODY] }],
  });
}
