import type { Language } from '../clinic.ts';
import { LATIN_WORDS } from '../language/word-lists.ts';
import { isCommonWord } from '../understanding/common-words.ts';
import { foldLetters } from '../understanding/fold.ts';
import { isHebrewGivenName, isTimeAndName } from '../understanding/name-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { timeWords } from '../understanding/when/parse-when.ts';
import { FULL_NAME } from './turn.ts';
import type { Memo, RulesInput } from './turn.ts';

/** Capitals, and no word that only tells times: "Marco" is no March. */
const NAME = /^\p{Lu}[\p{L}\p{M}'’-]*(?: \p{L}[\p{L}\p{M}'’.-]*){0,3}$/u;
/** What opens an answer, a greeting or a wish, however it is written: "Sí Gracias", "With Anna", "Next Week". */
const NO_FIRST_NAME =
  /^(?:yes|yep|yeah|no|nope|not|ok|okay|sure|hi|hey|hello|good|thanks|thank|please|dr|dra|doctor|doctora|with|for|my|the|a|next|this|any|what|which|how|when|where|who|why|is|are|do|does|can|could|never|cancel|change|book|si|vale|hola|buenos|buenas|gracias|con|para|mi|el|la|un|una|cancelar|cambiar|nao|sim|oi|ola|bom|boa|obrigad[oa]|com|pra|meu|minha|o|um|uma|да|нет|не|привет|здравствуйте|добрый|спасибо|доктор|к|для|на|в|отмена)$/u;
const HEBREW_NAME = /^[א-ת'׳]+(?: [א-ת'׳"״-]+){1,2}$/u;

/** The answer to "what name?" is a name, though it resembles a day, or is a month as April is, or a word as Price, Cuesta and Шалом are. */
export function withPlainName(understanding: Understanding, { question }: Memo, input: RulesInput): Understanding {
  const { text, language } = input;
  const name = text.trim();
  const corrected = question === 'confirm_booking' && understanding.statedName === null ? correctedName(input) : null;
  if (corrected !== null)
    return { ...understanding, intents: [{ intent: 'other', confidence: 0.3 }], topics: [], whens: [], doctors: [], statedName: corrected };
  if (question !== 'name' || understanding.statedName !== null) return understanding;
  if (understanding.whens.length > 0) {
    if (!NAME.test(name) && !isHebrewGivenName(name)) return understanding;
    const isMonth = understanding.whens.every((when) => when.grain === 'month');
    // "Tom" writes tomorrow short and Domingo is a Sunday: with a capital, and nothing else of time beside them, they answer the question
    const isTime = foldLetters(name).split(' ').some((word, at) => timeWords(language).has(word) && !(at === 0 && isTimeAndName(word))); // prettier-ignore
    return isTime && !isMonth ? understanding : { ...understanding, whens: [], ordinal: null, statedName: name };
  }
  if (!isFullName(name, language) || understanding.services.length > 0 || understanding.doctors.some((one) => one.text.split(' ').length > 1))
    return understanding;
  return { ...understanding, intents: [{ intent: 'other', confidence: 0.3 }], topics: [], urgency: 'low', doctors: [], ordinal: null, statedName: name };
}

const CORRECTS =
  /^(?:(?:sorry|oh|oops|no|actually|perd[oó]n|disculpe|ay|uy|desculpa|desculpe|ops|n[aã]o|ой|извините|простите|нет|סליחה|אופס|לא)[,.!\s]+)*(?:(?:it['’]?s|it should be|es|era|[eé]|seria|это|правильно|זה)\s+)?/iu;

/** "Sorry, Eva Ruiz": the name the appointment was to be under, spelt anew; null when it has no word in common with that. */
function correctedName({ snapshot, text, language }: RulesInput): string | null {
  const before = foldLetters(snapshot.conversation.context.patientName ?? '').split(' ');
  const name = text
    .trim()
    .replace(CORRECTS, '')
    .replace(/[.!]+$/u, '');
  const isSame = foldLetters(name) === before.join(' ');
  return isFullName(name, language) && !isSame && foldLetters(name).split(' ').some((word) => before.includes(word)) ? name : null; // prettier-ignore
}

/** True for a name written as one, first and last; what only opens a sentence, or is made of everyday words alone, is none. */
function isFullName(name: string, language: Language): boolean {
  const [first = '', ...others] = foldLetters(name).split(' ');
  if (HEBREW_NAME.test(name)) return isHebrewGivenName(first) && others.length > 0;
  const isEveryday = (word: string) => (language === 'ru' || language === 'he' ? isCommonWord(word) : LATIN_WORDS[language].split(/\s+/u).includes(word));
  return FULL_NAME.test(name) && !NO_FIRST_NAME.test(first) && ![first, ...others].every(isEveryday);
}

/** True when the message is nothing but the answer to "what name?": its words bring up no matter. */
export function isOnlyName({ snapshot, text, language }: RulesInput): boolean {
  return ((snapshot.conversation.context.memo ?? {}) as Memo).question === 'name' && isFullName(text.trim(), language);
}

/** Introductions of the writer, right before the name. */
const OF_ONESELF =
  /(?<!\p{L})(?:my name(?:['’]?s| is)?|this is|i['’]?m|i am|it['’]?s|me llamo|mi nombre(?: es)?|soy|(?:le|les|te)? ?(?:habla|escribe)|meu nome(?: [eé])?|me chamo|sou|aqui (?:quem fala )?[eé]|quem fala [eé]|aqui fala|меня зовут|мо[её] имя|это|беспокоит|пишет|я|שמי|קוראים לי|השם שלי|אני|זו|זה|זאת|מדבר|מדברת|כאן)(?: (?:la|el|a|o|הוא))?[\s:,—-]*$/iu;

/** "Hello, this is Rachel Stone": the name by which the writer introduces themself; null when none is given, or the name asked for is given. */
export function introducedName({ understanding, text, snapshot }: RulesInput): string | null {
  const { statedName } = understanding;
  const { question } = (snapshot.conversation.context.memo ?? {}) as Memo;
  const at = statedName === null ? -1 : text.toLowerCase().lastIndexOf(statedName.toLowerCase());
  return at > 0 && question !== 'name' && OF_ONESELF.test(text.slice(0, at)) ? statedName : null;
}

/** "This is Rachel. A cleaning for my mother": the appointment is not in Rachel's name. */
export function withoutWritersName(understanding: Understanding, input: RulesInput): Understanding {
  const isWriters = understanding.statedName !== null && understanding.statedName === introducedName(input);
  return understanding.forSomeoneElse && isWriters ? { ...understanding, statedName: null } : understanding;
}
