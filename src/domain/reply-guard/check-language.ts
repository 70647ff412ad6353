import type { Language } from '../clinic.ts';
import { detectLanguage } from '../language.ts';
import { LATIN_WORDS, NEUTRAL_WORDS } from '../language/word-lists.ts';
import { foldLetters } from '../understanding/fold.ts';
import type { GuardInput, GuardProblem } from './guard-input.ts';
import { withoutNames } from './known-names.ts';

type Latin = keyof typeof LATIN_WORDS;

/** Links, addresses and handles, then codes with digits: written the same in every language. */
const LINKS = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|[@#][\p{L}\p{N}_.]+/gu;
const CODES = /\p{L}*\d[\p{L}\d]*/gu;
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;
const NOT_RUSSIAN = /[іїєґўђјљњћџѓќѕәғқңөұү]/iu;
/** What a model adds in the language it thinks in; one of these alone is a sentence in another language. */
const STOCK: Record<'en' | 'es' | 'pt', string> = {
  en: 'thanks|thank|hello|please|sorry|welcome|sure|regards|cheers|goodbye|bye|hi|dear|absolutely|great|yes',
  es: 'gracias|hola|buenos|buenas|disculpe|usted|perdón|perdon|adiós|adios|saludos|bienvenid[oa]|hasta luego|sí',
  pt: 'obrigad[oa]|olá|ola|você|voce|desculpe|tchau|bem-vind[oa]|abraços|sim|bom dia|boa tarde|boa noite',
};
/** Days, and months beside a number: what a tool's answer in another language leaves behind. */
const DATES: Record<'en' | 'es' | 'pt', RegExp> = {
  en: /(?<!\p{L})(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|april|june|july|august|september|october|november|december|may|march) \d|\d(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december))(?!\p{L})/iu,
  es: /(?<!\p{L})(?:lunes|martes|mi[ée]rcoles|jueves|viernes|\d de (?:enero|febrero|marzo|mayo|junio|julio|septiembre|octubre|noviembre|diciembre))(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:(?:segunda|ter[çc]a|quarta|quinta|sexta)-feira|\d de (?:janeiro|fevereiro|mar[çc]o|maio|junho|julho|setembro|outubro|novembro|dezembro))(?!\p{L})/iu,
};
const SURE = 0.8;

let lists: Map<Latin, Set<string>> | null = null;

function listOf(language: Latin): Set<string> {
  lists ??= new Map(Object.entries(LATIN_WORDS).map(([name, words]) => [name as Latin, new Set(words.split(/\s+/u))]));
  return lists.get(language) ?? new Set();
}

/**
 * Whether every sentence is in the language of the decision. Names as the clinic has them, the patient's own name and words, links and single
 * loan words don't count; a sentence of which nothing can be told doesn't either.
 */
export function checkLanguage(reply: string, input: GuardInput): GuardProblem[] {
  const { language } = input.decision;
  const named = withoutNames(reply.replace(LINKS, ' '), input.clinic, input.snapshot, language);
  if (datesOfOthers(language).some((dates) => dates.test(named))) return ['wrong_language'];
  const text = named.replace(CODES, ' ');
  const quoted = () => quotedWords(input);
  const isLatin = language !== 'ru' && language !== 'he';
  const foreign = text.split(/[\n.!?…¿¡]+/u).some((sentence) => {
    const words = sentence.match(WORD) ?? [];
    if (words.length === 0) return false;
    return isLatin ? isForeignToLatin(sentence, words, language, quoted) : isForeignToScript(sentence, words, language, quoted);
  });
  return foreign ? ['wrong_language'] : [];
}

function datesOfOthers(language: Language): RegExp[] {
  return Object.entries(DATES).flatMap(([one, dates]) => (one === language ? [] : [dates]));
}

/** What the patient wrote may be given back in their letters. */
function quotedWords({ snapshot }: GuardInput): Set<string> {
  const said = [...snapshot.messages.map((one) => one.text ?? ''), ...snapshot.history.filter((one) => one.role === 'patient').map((one) => one.text)];
  return new Set(said.flatMap((text) => text.toLowerCase().match(WORD) ?? []));
}

function isForeignToScript(sentence: string, words: readonly string[], language: 'ru' | 'he', quoted: () => Set<string>): boolean {
  const [own, rival] = language === 'ru' ? [/\p{Script=Cyrillic}/u, /\p{Script=Hebrew}/u] : [/\p{Script=Hebrew}/u, /\p{Script=Cyrillic}/u];
  const others = words.filter((word) => word.length > 1 && rival.test(word));
  if (others.some((word) => !quoted().has(word.toLowerCase()))) return true;
  const ofOwn = words.filter((word) => own.test(word));
  if (language === 'ru' && ofOwn.some((word) => /\p{Script=Latin}/u.test(word))) return true;
  if (language === 'ru' && ofOwn.length > 0 && NOT_RUSSIAN.test(sentence)) return true;
  if (language === 'ru' && ofOwn.length >= 4 && detectLanguage(ofOwn.join(' ')).label === 'other') return true;
  const latin = words.filter((word) => /^[\p{Script=Latin}'’]+$/u.test(word)).map((word) => ({ word, folded: foldLetters(word) }));
  const telling = latin.filter(({ folded }) => folded.length > 1 && !NEUTRAL_WORDS.has(folded) && isListed(folded));
  const small = latin.filter(({ word, folded }) => word.length > 2 && !/\p{Lu}/u.test(word) && !NEUTRAL_WORDS.has(folded));
  const suspects = ofOwn.length === 0 ? [...telling, ...small] : small.length >= 2 ? small : telling.length >= 2 ? telling : [];
  return suspects.length > 0 && !suspects.every(({ word }) => quoted().has(word.toLowerCase()));
}

function isListed(word: string): boolean {
  return listOf('en').has(word) || listOf('es').has(word) || listOf('pt').has(word);
}

function isForeignToLatin(sentence: string, words: readonly string[], language: 'en' | 'es' | 'pt', quoted: () => Set<string>): boolean {
  const strange = words.filter(
    (word) => word.length > 1 && /[\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Han}\p{Script=Greek}]/u.test(word),
  );
  if (strange.some((word) => !quoted().has(word.toLowerCase()))) return true;
  const others = (['en', 'es', 'pt'] as const).filter((one) => one !== language);
  const folded = words.map((word) => foldLetters(word).replace(/['’]/gu, '')).filter((word) => word.length > 1 && !NEUTRAL_WORDS.has(word));
  const own = listOf(language);
  if (folded.length <= 4 && !folded.some((word) => own.has(word)) && others.some((one) => new RegExp(`(?<!\\p{L})(?:${STOCK[one]})(?!\\p{L})`, 'iu').test(sentence))) return true; // prettier-ignore
  if (isForeign(folded, language)) return true;
  const clauses = sentence.split(/[,;:()—–]+/u);
  if (clauses.length > 1 && clauses.some((clause) => isForeign(clauseWords(clause), language, 3))) return true;
  const knownShare = folded.filter((word) => own.has(word)).length / Math.max(1, folded.length);
  if (folded.length < 5 || knownShare >= 0.3) return false;
  const { label, confidence } = detectLanguage(sentence);
  return label !== language && label !== 'unknown' && confidence >= SURE;
}

function clauseWords(clause: string): string[] {
  return (clause.match(WORD) ?? []).map((word) => foldLetters(word).replace(/['’]/gu, '')).filter((word) => word.length > 1 && !NEUTRAL_WORDS.has(word));
}

/** More words that only another language has than words that only this one has. */
function isForeign(words: readonly string[], language: 'en' | 'es' | 'pt', atLeast = 2): boolean {
  const own = listOf(language);
  for (const rival of Object.keys(LATIN_WORDS) as Latin[]) {
    if (rival === language || rival === 'gl' || rival === 'ca') continue;
    const list = listOf(rival);
    const theirs = words.filter((word) => list.has(word) && !own.has(word)).length;
    const ours = words.filter((word) => own.has(word) && !list.has(word)).length;
    if (theirs >= atLeast && theirs > 1.5 * ours + (rival === 'en' || rival === 'es' || rival === 'pt' ? 0 : 1)) return true;
  }
  return false;
}
