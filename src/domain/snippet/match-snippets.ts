import type { Language } from '../clinic.ts';
import { detectLanguage } from '../language.ts';
import { findSideMatters } from '../rules-agent/side-matters.ts';
import type { Snippet } from '../snippet.ts';
import type { UnknownMatter } from '../texts/unknown-matters.ts';
import { stem, withoutPrefixes } from '../understanding/stem.ts';
import { tokensOf } from '../understanding/tokens.ts';
import { within } from '../understanding/typos.ts';
import { isSmallWord } from './small-words.ts';
import { isStandingAnswer } from './standing-answer.ts';

/**
 * A snippet that fits a message and stands: it is true on every day and for everybody. `matters`: what a clinic's data does not tell and this does.
 * `says`: it may be given as the answer as it is, in the language of its content; without it, it is something for a model to read at most.
 */
export type MatchedSnippet = Pick<Snippet, 'id' | 'trigger' | 'content'> & { language: Language | null; matters: readonly UnknownMatter[]; says: boolean };

const MOST_MATCHES = 8;
const MAX_CHARACTERS = 2_000;
/** A word this long is still known with one letter wrong, the first one apart. */
const TYPO_FROM_LENGTH = 6;
/** Of a trigger with several words so many suffice to show it to a model. */
const NEAR_SHARE = 2 / 3;
/** A trigger that is a smaller part of what was written was not what the message is about. */
const LEAST_COVERAGE = 1 / 4;
const MATTERS = ['insurance', 'payment', 'parking', 'children', 'discount'] as const satisfies readonly UnknownMatter[];
type Matter = (typeof MATTERS)[number];

/** A trigger that names one of the matters and nothing more means the whole matter, whatever words a patient has for it, in whatever language. */
const GENERIC: Record<Matter, RegExp> = {
  insurance:
    /^(?:insur\p{L}*|dental|health|plans?|seguros?|aseguradoras?|medicos?|mutuas?|convenios?|planos?|saude|страхов\p{L}*|полис\p{L}*|[והבלמש]*ביטוח(?:ים)?|בריאות|שיניים)$/u,
  payment:
    /^(?:pay|paying|payments?|methods?|options?|ways?|pagar|pagos?|pagamentos?|metodos?|medios?|formas?|оплат\p{L}*|платить|заплатить|способ\p{L}*|варианты|ל?תשלום|לשלם|אמצעי|אמצעים)$/u,
  parking:
    /^(?:park|parking|car|cars|lot|spaces?|aparcamientos?|aparcar|estacionamientos?|estacionar|estacionamentos?|coches?|carros?|vagas?|парков\p{L}*|припарков\p{L}*|стоянк\p{L}*|паркинг\p{L}*|машин\p{L}*|[והבלמש]*חני?יה|[והבלמש]*חניון|לחנות|רכב)$/u,
  children: /^(?:kids?|children|child|treat\p{L}*|see|ninos?|ninas?|criancas?|infantil|дет\p{L}*|ребенк\p{L}*|лечите|[והבלמש]*ילדים|מטפלים)$/u,
  discount: /^(?:discounts?|offers?|special|promo\p{L}*|descuentos?|ofertas?|descontos?|скидк\p{L}*|акци\p{L}*|[והבלמש]*הנחות|[והבלמש]*הנחה|מבצעים?)$/u,
};

/** The words that name a matter by themselves. */
const CORE: Record<Matter, RegExp> = {
  insurance: /^(?:insur|segur|asegur|mutua|convenio|plano|страхов|полис|[והבלמש]*ביטוח)/u,
  payment: /^(?:pay|pag|оплат|плат|заплат|[והבל]*תשלום|לשלם)/u,
  parking: /^(?:park|aparc|estacion|парков|припарк|стоян|паркинг|[והבלמש]*חני|לחנות)/u,
  children: /^(?:kid|child|nin|crianc|infantil|дет|ребен|[והבלמש]*ילד)/u,
  discount: /^(?:discount|descuent|descont|скид|акци|promo|[והבלמש]*הנח)/u,
};

/** Wi-Fi is written in one word and in two. */
function plain(text: string): string {
  return text.slice(0, MAX_CHARACTERS).replace(/(?<!\p{L})(wi|вай|ווי|וי)[ -]?(fi|фай|פיי|פי)(?!\p{L})/giu, '$1$2');
}

type Trigger = {
  words: { word: string; stems: readonly string[] }[];
  /** The matter that is all the trigger names. */
  whole: Matter | null;
  matters: readonly Matter[];
  language: Language | null;
  stands: boolean;
};

/** Snippets are read once as long as they are cached. */
const read = new WeakMap<Snippet, Trigger>();

/**
 * The snippets whose trigger a message brings up, those that say more first, then the newest; never one that does not stand. The same message and snippets give the same answer.
 * A trigger is found by the stems of its telling words in any order (one letter wrong in a long one), or, when it names no more than one of the
 * matters every clinic is asked about, by any words for that matter in the five languages.
 */
export function matchSnippets(text: string, snippets: readonly Snippet[]): MatchedSnippet[] {
  const words = tellingWords(plain(text));
  const said = new Set(words.flatMap((one) => one.stems));
  const matters = findSideMatters(text).filter(isMatter);
  const found = snippets.flatMap((snippet) => {
    const grade = gradeOf(triggerOf(snippet), { words, said, matters });
    return grade === null ? [] : [{ snippet, ...grade }];
  });
  return found
    .sort(
      (a, b) => Number(b.says) - Number(a.says) || b.hits - a.hits || b.snippet.updatedAtMs - a.snippet.updatedAtMs || (a.snippet.id < b.snippet.id ? -1 : 1),
    )
    .slice(0, MOST_MATCHES)
    .map(({ snippet: one, says }) => {
      const trigger = triggerOf(one);
      return { id: one.id, trigger: one.trigger, content: one.content, language: trigger.language, matters: trigger.matters, says };
    });
}

type Message = { words: Trigger['words']; said: ReadonlySet<string>; matters: readonly Matter[] };

function gradeOf(trigger: Trigger, { words, said, matters }: Message): { hits: number; says: boolean } | null {
  if (!trigger.stands) return null;
  if (trigger.whole !== null && matters.includes(trigger.whole)) return { hits: 1, says: true };
  const hits = trigger.words.filter(({ word, stems }) => stems.some((one) => said.has(one)) || isMisspelt(word, words)).length;
  if (hits === 0 || hits < trigger.words.length * (trigger.words.length > 2 ? NEAR_SHARE : 1)) return null;
  const isElse = matters.length > 0 && trigger.matters.length > 0 && !trigger.matters.some((one) => matters.includes(one));
  return { hits, says: hits === trigger.words.length && !isElse && hits >= words.length * LEAST_COVERAGE };
}

/** The one matter these words name when they name nothing more. */
function wholeMatter(words: Trigger['words']): Matter | null {
  const named = MATTERS.filter((matter) => words.some(({ word }) => CORE[matter].test(word)) && words.every(({ word }) => GENERIC[matter].test(word)));
  return named.length === 1 ? (named[0] ?? null) : null;
}

function isMisspelt(word: string, words: Trigger['words']): boolean {
  return (
    word.length >= TYPO_FROM_LENGTH &&
    words.some((one) => one.word.length >= TYPO_FROM_LENGTH && one.word.charCodeAt(0) === word.charCodeAt(0) && within(word, one.word, 1))
  );
}

function isMatter(matter: string): matter is Matter {
  return (MATTERS as readonly string[]).includes(matter);
}

function triggerOf(snippet: Snippet): Trigger {
  const known = read.get(snippet);
  if (known !== undefined) return known;
  const { label } = detectLanguage(snippet.content);
  const words = tellingWords(plain(snippet.trigger));
  const whole = wholeMatter(words);
  const fresh: Trigger = {
    words,
    whole,
    matters: [...new Set([...findSideMatters(snippet.trigger).filter(isMatter), ...(whole === null ? [] : [whole])])],
    language: label === 'other' || label === 'unknown' ? null : label,
    stands: isStandingAnswer(snippet),
  };
  read.set(snippet, fresh);
  return fresh;
}

/** The words of a text that tell what it is about, each with its stems (in Hebrew also without the letters written onto it). */
export function tellingWords(text: string): Trigger['words'] {
  const words = [...new Set(tokensOf(text).map((token) => token.text))];
  return words.filter((word) => !isSmallWord(word)).map((word) => ({ word, stems: withoutPrefixes(word).map(stem) }));
}
