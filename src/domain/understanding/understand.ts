import type { Clinic, Language } from '../clinic.ts';
import { detectLanguage } from '../language.ts';
import { findDoctors, findServices, findTreatments, SURE_MENTION } from './entities.ts';
import { plainWords } from './fold.ts';
import { findIntents, findTopics } from './intents.ts';
import { readCues } from './lexicon/cues.ts';
import { LEXICONS } from './lexicon/lexicons.ts';
import { expandShorthand } from './lexicon/shorthand.ts';
import { asksWhenVisitIs, movesVisit } from './own-visit.ts';
import { findParticulars, statedName } from './particulars.ts';
import { findShift } from './shift.ts';
import { tokensOf } from './tokens.ts';
import type { LanguageGuess, Topic, Understanding } from './understanding.ts';
import { judgeUrgency } from './urgency.ts';
import { parseWhen } from './when/parse-when.ts';

export type UnderstandOptions = {
  /** The language of the conversation: what a text without a language of its own is read in. */
  language: Language;
  clinic: Clinic;
  /** Local ISO time of the clinic, what "tomorrow" counts from. */
  reference: string;
  timezone: string;
  /** What `detectLanguage` tells of this text, when it was asked before. */
  guess?: LanguageGuess;
};

/** Longer messages are read up to here; no patient says what they want later. */
const MAX_CHARACTERS = 2000;

/**
 * What a patient wants with a message: language, intents, topics, urgency, services and doctors of the clinic, dates, and the small things that fill slots.
 * Pure and deterministic; never throws on any text.
 */
export function understand(text: string, options: UnderstandOptions): Understanding {
  const message = text.slice(0, MAX_CHARACTERS);
  const language = message.length === text.length && options.guess !== undefined ? options.guess : detectLanguage(message);
  const languages = readingLanguages(language, options.language);
  const lexicons = languages.map((each) => LEXICONS[each]);
  const words = plainWords(message);
  const tokens = tokensOf(message);
  const name = statedName(message, lexicons);
  const nameless = withoutName(message, name);
  const isNamed = ({ index }: { index: number }) => nameless.charAt(index) === MASK;
  const services = findServices(tokens, options.clinic, languages).filter((one) => !isNamed(one));
  const doctors = findDoctors(tokens, options.clinic, languages).filter((one) => !isNamed(one));
  const whens = firstFound(languages, (each) =>
    parseWhen(nameless, { language: each, reference: options.reference, timezone: options.timezone, impossible: 'keep' }),
  );
  const shift = findShift(words, languages);
  const expanded = expandShorthand(words, languages);
  const urgency = judgeUrgency(expanded, lexicons);
  const wantsService = services.some((match) => !match.negated);
  const isMove = wantsService && movesVisit(expanded);
  const asked = withoutGenericQuestion(findTopics(words, expanded, lexicons), services.length > 0);
  const topics = isMove ? asked.filter(({ topic }) => topic !== 'hours') : wantsService && asksWhenVisitIs(expanded) ? OWN_VISIT : asked;
  const entities = [...services, ...doctors];
  const hasOnlyRefused = entities.length > 0 && entities.every((match) => match.negated);
  const hasService =
    services.some((match) => !match.negated && match.confidence >= SURE_MENTION) ||
    (services.length === 0 && findTreatments(tokens, languages).some((mention) => !mention.negated));
  const intents = findIntents(
    {
      words,
      expanded,
      lexicons,
      cues: readCues(expanded, languages),
      urgency,
      hasService,
      isMove,
      hasOnlyRefused,
      hasWhen: whens.some((when) => !when.negated && (when.end ?? when.start) >= options.reference.slice(0, 10)),
    },
    topics,
  );
  return {
    language,
    intents,
    topics: topics.map(({ topic }) => topic),
    urgency,
    services,
    doctors,
    whens,
    statedName: name,
    ...findParticulars(words, lexicons),
    ...(shift === null ? {} : { shift }),
  };
}

/** As heavy as the lexicons' own phrases for it. */
const OWN_VISIT: { topic: Topic; weight: number }[] = [{ topic: 'my_appointments', weight: 84 }];

/** Stands for each letter of a name; belongs to no word of any language. */
const MASK = '_';

/** The message with the name a patient gives blanked out, letter by letter: "Martina" is no misspelt morning, and Ana Ruiz not the doctor Ana. */
function withoutName(message: string, name: string | null): string {
  const at = name === null ? -1 : message.toLowerCase().lastIndexOf(name.toLowerCase());
  return name === null || at < 0 ? message : `${message.slice(0, at)}${MASK.repeat(name.length)}${message.slice(at + name.length)}`;
}

const OF_CLINIC: readonly Topic[] = ['hours', 'address', 'contact', 'doctors', 'my_appointments'];

/** "What is your address?" has the words of a question about a treatment, but where none is named it is about the clinic alone. */
function withoutGenericQuestion<T extends { topic: Topic }>(topics: T[], namesService: boolean): T[] {
  if (namesService || !topics.some(({ topic }) => OF_CLINIC.includes(topic))) return topics;
  return topics.filter(({ topic }) => topic !== 'service_info');
}

/** The languages a message is read in, first the one it is written in; patients mix. */
function readingLanguages(guess: LanguageGuess, spoken: Language): Language[] {
  const written = guess.label === 'other' || guess.label === 'unknown' ? spoken : guess.label;
  return written === spoken ? [spoken] : [written, spoken];
}

function firstFound<T>(languages: readonly Language[], find: (language: Language) => T[]): T[] {
  for (const language of languages) {
    const found = find(language);
    if (found.length > 0) return found;
  }
  return [];
}
