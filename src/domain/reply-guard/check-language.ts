import type { Language } from '../clinic.ts';
import { detectLanguage } from '../language.ts';
import { LATIN_WORDS, NEUTRAL_WORDS } from '../language/word-lists.ts';
import { foldLetters } from '../understanding/fold.ts';
import type { GuardInput, GuardProblem } from './guard-input.ts';
import { withoutNames } from './known-names.ts';

type Latin = keyof typeof LATIN_WORDS;
type Spoken = 'en' | 'es' | 'pt';

/** Links, addresses and handles are written the same in every language. */
const LINKS = /(?:https?:\/\/|www\.)\S+|[^\s@]+@[^\s@]+|[@#][\p{L}\p{N}_.]+/gu;
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const HEBREW = /\p{Script=Hebrew}/u;
const NOT_LATIN = /[\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Han}\p{Script=Greek}]/u;
const NOT_RUSSIAN = /[іїєґўђјљњћџѓќѕәғқңөұү]/iu;
/** What a model adds in the language it thinks in; one of these alone is a sentence in another language. */
const STOCK: Record<Spoken, RegExp> = {
  en: /(?<!\p{L})(?:thanks|thank|hello|please|sorry|welcome|sure|regards|cheers|goodbye|bye|hi|dear|absolutely|great|yes|our|your)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:gracias|hola|buenos|buenas|disculpe|usted|perdón|adiós|saludos|bienvenid[oa]|hasta luego|sí|nuestr[oa]s?|acuerdo|escríbanos|servicio|desea)(?!\p{L})|[¿¡]/iu,
  pt: /(?<!\p{L})(?:obrigad[oa]|olá|você|desculpe|tchau|bem-vind[oa]|abraços|sim|bom dia|boa tarde|boa noite|noss[oa]s?|não|endereço|serviços?)(?!\p{L})/iu,
};
/** Days, and months beside a number: what a tool's answer in another language leaves behind. */
const DATES: Record<Spoken, RegExp> = {
  en: /(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|april|june|july|august|september|october|november|december|may|march) \d|\d(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?![a-z])/i,
  es: /\b(?:lunes|martes|mi[ée]rcoles|jueves|viernes)\b|\d de (?:enero|febrero|marzo|mayo|junio|julio|septiembre|octubre|noviembre|diciembre)\b/i,
  pt: /(?:segunda|ter[çc]a|quarta|quinta|sexta)-feira|\d de (?:janeiro|fevereiro|mar[çc]o|maio|junho|julho|setembro|outubro|novembro|dezembro)\b/i,
};
const SPOKEN = ['en', 'es', 'pt'] as const;
/** Neighbours whose lists are too near to Spanish and Portuguese to tell anything. */
const TOO_NEAR = new Set<Latin>(['gl', 'ca']);
const SURE = 0.8;

let lists: Map<Latin, Set<string>> | null = null;

function listsOf(): Map<Latin, Set<string>> {
  lists ??= new Map(Object.entries(LATIN_WORDS).map(([name, words]) => [name as Latin, new Set(words.split(/\s+/u))]));
  return lists;
}

function isListed(word: string, language: Latin): boolean {
  return listsOf().get(language)?.has(word) ?? false;
}

/**
 * Whether every sentence is in the language of the decision. Names as the clinic has them, the patient's own name and words, links and single
 * loan words don't count; a sentence of which nothing can be told doesn't either.
 */
export function checkLanguage(reply: string, input: GuardInput): GuardProblem[] {
  const { language } = input.decision;
  const linkless = /[@#]|:\/\/|www\./u.test(reply) ? reply.replace(LINKS, ' ') : reply;
  const text = withoutNames(linkless, input.clinic, input.snapshot, language);
  if (SPOKEN.some((one) => one !== language && DATES[one].test(text))) return ['wrong_language'];
  if (language === 'ru' && isOfNeighbour(text)) return ['wrong_language'];
  const quoted = () => quotedWords(input);
  const foreign = text.split(/[\n.!?…]+/u).some((sentence) => {
    const words = sentence.match(WORD) ?? [];
    if (words.length === 0) return false;
    return language === 'ru' || language === 'he' ? isForeignToScript(words, language, quoted) : isForeignToLatin(sentence, words, language, quoted);
  });
  return foreign ? ['wrong_language'] : [];
}

/** Ukrainian, Bulgarian and the like: by their letters, and by n-grams only where none of ы, э, ё is found, which they don't have. */
function isOfNeighbour(text: string): boolean {
  if (NOT_RUSSIAN.test(text)) return true;
  if (/[ыэё]/iu.test(text)) return false;
  const cyrillic = (text.match(WORD) ?? []).filter((word) => CYRILLIC.test(word));
  return cyrillic.length >= 4 && detectLanguage(cyrillic.join(' ')).label === 'other';
}

/** What the patient wrote may be given back in their letters. */
function quotedWords({ snapshot }: GuardInput): Set<string> {
  const said = [...snapshot.messages.map((one) => one.text ?? ''), ...snapshot.history.filter((one) => one.role === 'patient').map((one) => one.text)];
  return new Set(said.flatMap((text) => text.toLowerCase().match(WORD) ?? []));
}

function isForeignToScript(words: readonly string[], language: Extract<Language, 'ru' | 'he'>, quoted: () => Set<string>): boolean {
  const [own, rival] = language === 'ru' ? [CYRILLIC, HEBREW] : [HEBREW, CYRILLIC];
  const notOwn = words.filter((word) => !own.test(word));
  // letters of two alphabets in one word are a slip of the model; Hebrew writes its small words onto names
  if (language === 'ru' && words.some((word) => CYRILLIC.test(word) && /[a-z]/iu.test(word))) return true;
  if (notOwn.length === 0) return false;
  if (notOwn.some((word) => word.length > 1 && rival.test(word) && !quoted().has(word.toLowerCase()))) return true;
  const latin = notOwn.map((word) => ({ word, folded: foldLetters(word) })).filter(({ folded }) => folded.length > 1 && !NEUTRAL_WORDS.has(folded));
  const telling = latin.filter(({ folded }) => SPOKEN.some((one) => isListed(folded, one)));
  const small = latin.filter(({ word }) => word.length > 2 && !/\p{Lu}/u.test(word));
  const suspects = notOwn.length === words.length ? [...telling, ...small] : small.length >= 2 ? small : telling.length >= 2 ? telling : [];
  return suspects.length > 0 && !suspects.every(({ word }) => quoted().has(word.toLowerCase()));
}

function isForeignToLatin(sentence: string, words: readonly string[], language: Spoken, quoted: () => Set<string>): boolean {
  if (NOT_LATIN.test(sentence) && words.some((word) => word.length > 1 && NOT_LATIN.test(word) && !quoted().has(word.toLowerCase()))) return true;
  const folded = foldedWords(words);
  const known = folded.filter((word) => isListed(word, language)).length;
  if (folded.length <= 4 && known === 0 && SPOKEN.some((one) => one !== language && STOCK[one].test(sentence))) return true;
  // Spanish alone opens its questions
  if (language !== 'es' && /[¿¡]/u.test(sentence)) return true;
  if (isForeign(folded, language, 2)) return true;
  const clauses = folded.length > 5 ? sentence.split(/[,;:()—–]+/u) : [];
  if (clauses.length > 1 && clauses.some((clause) => isForeign(foldedWords(clause.match(WORD) ?? []), language, 3))) return true;
  if (folded.length < 5 || known / folded.length >= 0.3) return false;
  const { label, confidence } = detectLanguage(sentence);
  return label !== language && label !== 'unknown' && confidence >= SURE;
}

/** The words that can tell a language: folded, without letters, names of drugs and devices, and the like. */
function foldedWords(words: readonly string[]): string[] {
  return words.map((word) => foldLetters(word).replaceAll("'", '')).filter((word) => word.length > 1 && !NEUTRAL_WORDS.has(word));
}

/** Clearly more words that only another language has than words that only this one has. */
function isForeign(words: readonly string[], language: Spoken, atLeast: number): boolean {
  if (words.length < atLeast) return false;
  const isOwn = words.map((word) => isListed(word, language));
  for (const [rival, list] of listsOf()) {
    if (rival === language || TOO_NEAR.has(rival)) continue;
    let theirs = 0;
    let ours = 0;
    words.forEach((word, index) => {
      const has = list.has(word);
      if (has && !isOwn[index]) theirs += 1;
      if (!has && isOwn[index]) ours += 1;
    });
    if (theirs >= atLeast && theirs > 1.5 * ours + (rival === 'en' || rival === 'es' || rival === 'pt' ? 0 : 1)) return true;
  }
  return false;
}
