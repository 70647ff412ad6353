import type { GuardProblem } from './guard-input.ts';
import { isAsserted } from './is-asserted.ts';
import type { Sentence } from './read-sentences.ts';
import { wordsOf } from './words-of.ts';
import type { CompiledWords } from './words-of.ts';
import type { Language } from '../clinic.ts';

/**
 * A diagnosis ("you have an infection", "it looks like pulpitis") or advice on medicines (a dose, how often, "take" and a drug). What the
 * clinic wrote itself, what is asked, denied or general ("a root canal is done when the nerve is inflamed"), and what gives back the patient's
 * own words is none. Drugs are known by name, so a rare one slips through without a dose.
 */
export function checkMedical(sentences: readonly Sentence[], language: Language): GuardProblem[] {
  const words = wordsOf(language);
  const problems: GuardProblem[] = [];
  if (sentences.some((sentence) => isDiagnosis(sentence, words))) problems.push('gives_a_diagnosis');
  if (sentences.some((sentence) => isMedication(sentence, words))) problems.push('gives_medication_advice');
  return problems;
}

function isDiagnosis(sentence: Sentence, words: CompiledWords): boolean {
  const { text } = sentence;
  if (words.disease.test(text)) {
    const match = words.diagnosis.exec(text);
    if (match !== null && isOurs(sentence, match, words)) return true;
  }
  const statement = words.statement.exec(text);
  return statement !== null && isOurs(sentence, statement, words);
}

/** Said by us, not given back from the patient. */
function isOurs(sentence: Sentence, match: RegExpExecArray, words: CompiledWords): boolean {
  return !words.reported.test(sentence.text.slice(0, match.index + match[0].length)) && isAsserted(sentence, match.index, match.index + match[0].length, words);
}

function isMedication(sentence: Sentence, words: CompiledWords): boolean {
  const { text, isQuestion } = sentence;
  const [drug, dose, units, often] = [words.drug.exec(text), words.dose.exec(text), words.units.exec(text), words.often.exec(text)];
  if (drug === null && dose === null && units === null) return false;
  if (isQuestion || words.reported.test(text)) return false;
  const take = words.take.exec(text);
  if (drug !== null && (dose !== null || units !== null || often !== null)) return true;
  if (take === null) return false;
  if (dose !== null || (units !== null && often !== null)) return true;
  // "take ibuprofen"; not "don't take", "before you take"
  return drug !== null && !words.negation.test(text) && !words.opensCondition.test(text) && take.index < drug.index;
}
