import type { Language } from '../clinic.ts';
import { isCommonWord } from '../understanding/common-words.ts';
import { LEXICONS } from '../understanding/lexicon/lexicons.ts';
import { stem, withoutPrefixes } from '../understanding/stem.ts';
import type { Token } from '../understanding/tokens.ts';
import { FAMILIAR, OF_PLACES } from './familiar.ts';

type Familiar = { words: Set<string>; starts: Set<string> };
const COMPILED = new Map<Language, Familiar>();
const PLACES = new Map<Language, Familiar>();

function familiarOf(language: Language): Familiar {
  return remembered(COMPILED, language, () => [...FAMILIAR[language].split(/\s+/u), ...wordsOfLexicon(language)]);
}

function placesOf(language: Language): Familiar {
  return remembered(PLACES, language, () => OF_PLACES[language].split(/\s+/u));
}

function remembered(cache: Map<Language, Familiar>, language: Language, list: () => string[]): Familiar {
  let found = cache.get(language);
  if (found === undefined) {
    const entries = list();
    found = {
      words: new Set(entries.filter((entry) => !entry.endsWith('*'))),
      starts: new Set(entries.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1))),
    };
    cache.set(language, found);
  }
  return found;
}

const ABOUT_VISITS = new Set(['book', 'cancel', 'confirm', 'deny', 'reschedule', 'reject_pending', 'thanks', 'service_info', 'availability', 'price']);

/** What the lexicon says of booking, changing, agreeing and the course of a treatment is known as well; a fragment before an ending counts as a stem. */
function wordsOfLexicon(language: Language): string[] {
  const { intents, topics, anyDoctor, anyTime, sameAsLast, forSomeoneElse, painQuestion } = LEXICONS[language];
  const lists = [...intents, ...topics].filter(([name]) => ABOUT_VISITS.has(name)).map(([, , list]) => list);
  return [...lists, anyDoctor, anyTime, sameAsLast, forSomeoneElse, painQuestion]
    .flatMap((list) => [...list.matchAll(/([a-zа-яא-ת]{3,})([*[(])?/gu)])
    .flatMap(([, word = '', ending]) => (ending === undefined ? [word] : word.length > 3 ? [`${word}*`] : []));
}

/**
 * How many words of a message name something that neither what is pending nor any visit speaks of. `known` are stems of what has been said about
 * the pending action. Numbers, particles and words of up to three letters (two in Hebrew) never count. At most a set look-up per letter of a word.
 */
export function countNewWords(tokens: readonly Token[], languages: readonly Language[], known: ReadonlySet<string>): number {
  return tokens.filter(({ text }) => text.length > (/[א-ת]/u.test(text) ? 2 : 3) && !/\d/u.test(text) && !isKnown(text, languages, known)).length;
}

/**
 * The same for what was found elsewhere: how many words are neither of any visit nor of any place. Names of towns ("in Sebastopol", "San Jose") are no news;
 * where nothing is written with capitals, only what follows a preposition of place is taken for one.
 */
export function countWordsOfNoPlace(tokens: readonly Token[], languages: readonly Language[], known: ReadonlySet<string>): number {
  const foreign = tokens.filter(({ text, capitalised }, at) => {
    if ((capitalised && (at > 0 || tokens[1]?.capitalised)) || OF_PLACE.test(tokens[at - 1]?.text ?? '')) return false;
    return !withoutPrefixes(text).some((form) => languages.some((language) => isFamiliar(form, placesOf(language))));
  });
  const count = countNewWords(foreign, languages, known);
  // "Is the place highly rated?": beside a rating one strange word is no other matter.
  return count === 1 && tokens.some(({ text }) => OF_A_PLACE.test(text)) ? 0 : count;
}

const OF_A_PLACE =
  /^(?:address|phone|numbers?|telephone|contact\S*|rat(?:ed|ing|ings)|reviews?|located|website|unisex|cosmetic|parking|direccion|telefono|valoracion\S*|resenas?|endereco|telefone|avaliac\S*|адрес\S*|телефон\S*|рейтинг\S*|отзыв\S*|כתובת|טלפון|דירוג|ביקורות)$/u;

const OF_PLACE = /^(?:in|near|around|en|cerca|em|no|na|perto|в|около|ליד)$/u;

function isKnown(word: string, languages: readonly Language[], known: ReadonlySet<string>): boolean {
  return withoutPrefixes(word).some(
    (form) => isCommonWord(form) || known.has(stem(form)) || languages.some((language) => isFamiliar(form, familiarOf(language))),
  );
}

function isFamiliar(word: string, { words, starts }: Familiar): boolean {
  if (words.has(word)) return true;
  for (let length = 2; length <= word.length; length += 1) if (starts.has(word.slice(0, length))) return true;
  return false;
}

/** The share of a message's telling words that the bot's last words have too, 0..1. */
export function overlapWith(tokens: readonly Token[], botText: string): number {
  const telling = tokens.filter(({ text }) => stem(text).length > 2);
  if (telling.length === 0) return 0;
  const bot = new Set(botText.trim().split(' ').map(stem));
  // "do you have ..." repeats words of any question; only in a very short answer do ordinary words say something.
  return telling.filter(({ text }) => bot.has(stem(text)) && (telling.length <= 2 || !isCommonWord(text))).length / telling.length;
}
