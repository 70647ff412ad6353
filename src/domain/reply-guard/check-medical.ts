import type { GuardProblem } from './guard-input.ts';
import { isAsserted } from './is-asserted.ts';
import { perSentence } from './per-sentence.ts';
import type { Sentence } from './read-sentences.ts';
import { wordsOf } from './words-of.ts';
import type { CompiledWords } from './words-of.ts';
import type { Language } from '../clinic.ts';

/** Not the patient's words but what is made of them. */
const CONCLUDES = /judging|based on|from what|going by|por lo que|según|a juzgar|pelo que|segundo o que|судя|исходя|по описани|по тому|לפי|על סמך|על פי/u;
/** Hedges between commas: the sentence goes on behind them. */
const HEDGED =
  /(?: ,)? (скорее всего|вероятно|наверное|похоже|возможно|видимо|кажется|probablemente|seguramente|posiblemente|provavelmente|certamente|possivelmente|probably|most likely|almost certainly|casi con seguridad|casi seguro|quase com certeza|почти наверняка|наверняка|כנראה|כמעט בוודאות)(?: ,)?(?= )/gu;

/**
 * A diagnosis ("you have an infection", "it looks like pulpitis") or advice on medicines (a dose, how often, "take" and a drug). What the
 * clinic wrote itself, what is asked, denied or general ("a root canal is done when the nerve is inflamed"), and what gives back the patient's
 * own words is none. Drugs are known by name, so a rare one slips through without a dose.
 */
export function checkMedical(sentences: readonly Sentence[], language: Language): GuardProblem[] {
  const words = wordsOf(language);
  return [...new Set(sentences.flatMap((sentence) => problemsOf(sentence, words)))];
}

const problemsOf = perSentence((sentence, words) => {
  const problems: GuardProblem[] = [];
  if (isDiagnosis(sentence, words)) problems.push('gives_a_diagnosis');
  if (isMedication(sentence, words)) problems.push('gives_medication_advice');
  return problems;
});

function isDiagnosis(written: Sentence, words: CompiledWords): boolean {
  const sentence = { ...written, text: written.text.replace(HEDGED, ' $1') };
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
  const before = sentence.text.slice(0, match.index + match[0].length);
  const isReported = words.reported.test(before) && !CONCLUDES.test(before);
  return !isReported && isAsserted(sentence, match.index, match.index + match[0].length, words);
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
