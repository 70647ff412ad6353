import { LANGUAGES } from '../../src/domain/clinic.ts';
import { detectLanguage } from '../../src/domain/language.ts';
import type { LanguageCase } from './records.ts';
import { type Mistake, mistakesOf, tally, type Tally, tallyBy } from './tally.ts';

/** How well the language of messages was told, by the kind of case and by language. */
export type LanguageScore = Tally & { bySubset: Record<string, Tally>; byLabel: Record<string, Tally>; failures: Mistake[] };

const KNOWN = new Set<string>([...LANGUAGES, 'other', 'unknown']);

/** Is the language of a message told? A label of a language that Frontdesk does not speak means `other`. */
export function scoreLanguage(cases: readonly LanguageCase[]): LanguageScore {
  const judged = cases.map(({ id, text, label, accept, subset }) => {
    const got = detectLanguage(text).label;
    return { id, lang: label, subset, text, expected: label, got, isRight: [label, ...accept].map(inOurWords).includes(got) };
  });
  return { ...tally(judged), bySubset: tallyBy(judged, (one) => one.subset), byLabel: tallyBy(judged, (one) => one.lang), failures: mistakesOf(judged) };
}

function inOurWords(label: string): string {
  return KNOWN.has(label) ? label : 'other';
}
