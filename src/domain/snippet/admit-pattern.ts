import { isFallbackText } from '../fallback-texts.ts';
import { holdsSecret } from '../memory/holds-secret.ts';
import { isInstruction } from '../memory/is-instruction.ts';
import { detectLanguage } from '../language.ts';
import { checkMedical } from '../reply-guard/check-medical.ts';
import { EMAIL, linksIn, phonesIn } from '../reply-guard/known-facts.ts';
import { readSentences } from '../reply-guard/read-sentences.ts';
import { TaughtPair } from '../snippet.ts';
import { foldLetters } from '../understanding/fold.ts';
import { tellingWords } from './match-snippets.ts';
import { PASSING, passingOf } from './standing-answer.ts';

/**
 * Why something is not learned. `shape`: fields missing or too long; `junk`: says nothing; `no_answer`: says that it does not know, or only asks
 * back; `contact`: a number, an address or a link, which must come from the clinic's own data; the others are what they say.
 */
export const PATTERN_REFUSALS = ['shape', 'junk', 'no_answer', 'instruction', 'secret', 'contact', 'medical', 'language', ...PASSING] as const;
export type PatternRefusal = (typeof PATTERN_REFUSALS)[number];

export type PatternAdmission = { ok: true; pair: TaughtPair } | { ok: false; reason: PatternRefusal };

const NO_ANSWER =
  /(?<!\p{L})(?:(?:i|we) (?:do not|dont|don't) know|not sure|no idea|(?:i|we)(?:'ll| will) (?:check|ask|find out|get back)|no (?:lo )?se(?! (?:puede|acepta|necesita|cobra|permite|atiende|aceptan|requiere))|no sabemos|no estoy segur[oa]|voy a (?:preguntar|consultar)|(?:nao|n) sei|nao sabemos|nao tenho certeza|vou (?:verificar|perguntar|checar)|не знаю|не знаем|не увере[нм]\p{L}*|уточню|уточним|узнаю и|לא יודע(?:ת|ים)?|לא בטוח(?:ה)?|אבדוק|נבדוק)(?!\p{L})/u;
/** A telling word of a trigger has so many letters, an answer so many words. */
const LEAST_LETTERS = 3;
const LEAST_ANSWER_WORDS = 3;

/**
 * The gate for what is learned from conversations: only an answer that anybody may be given on any day passes. What is refused can still be saved
 * by staff on purpose. Errs towards refusing: what is not learned is asked again, what is learned wrongly is told to everybody.
 */
export function admitPattern(candidate: unknown): PatternAdmission {
  const parsed = TaughtPair.pick({ trigger: true, content: true }).safeParse(candidate);
  if (!parsed.success) return { ok: false, reason: 'shape' };
  const pair = parsed.data;
  const reason = refusalOf(pair);
  return reason === null ? { ok: true, pair } : { ok: false, reason };
}

function refusalOf({ trigger, content }: TaughtPair): PatternRefusal | null {
  const both = `${trigger}\n${content}`;
  if (holdsSecret(both)) return 'secret';
  if (linksIn(both).length > 0 || phonesIn(both).length > 0 || (both.match(EMAIL) ?? []).length > 0) return 'contact';
  // "free of charge" is an answer about parking, and to the gate of patients' memories a claim
  if (isInstruction(trigger) || isInstruction(content.replace(/free of charge/giu, 'free'))) return 'instruction';
  const { label } = detectLanguage(content);
  if (label === 'other') return 'language';
  const sentences = readSentences(content);
  if (label !== 'unknown' && checkMedical(sentences, label).length > 0) return 'medical';
  if (isJunk(trigger, content)) return 'junk';
  if (isFallbackText(content) || sentences.every((sentence) => sentence.isQuestion) || NO_ANSWER.test(foldLetters(content))) return 'no_answer';
  return passingOf(content) ?? passingOfTrigger(trigger);
}

/** A trigger about one patient or one booking has no answer for everybody; one that names a day or a price may. */
function passingOfTrigger(trigger: string): PatternRefusal | null {
  const passing = passingOf(trigger);
  return passing === 'patient_specific' || passing === 'booking' ? passing : null;
}

function isJunk(trigger: string, content: string): boolean {
  const asked = tellingWords(trigger);
  if (asked.every(({ word }) => word.length < LEAST_LETTERS || /^\d+$/u.test(word) || /^(.{1,3})\1+$/u.test(word))) return true;
  const words = foldLetters(content).match(/\p{L}{2,}/gu) ?? [];
  return new Set(words).size < LEAST_ANSWER_WORDS || foldLetters(content) === foldLetters(trigger);
}
