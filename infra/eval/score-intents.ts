import type { Clinic } from '../../src/domain/clinic.ts';
import { understand } from '../../src/domain/understanding/understand.ts';
import { EVAL_REFERENCE } from './eval-clinic.ts';
import { languageOrGuess } from './language-or-guess.ts';
import type { IntentCase } from './records.ts';
import { type Mistake, mistakesOf, shareOf, tally, type Tally, tallyBy } from './tally.ts';

/** How well wants and urgency were told, wants by language and by label. */
export type IntentScore = Tally & {
  byLang: Record<string, Tally>;
  byLabel: Record<string, Tally>;
  /** Share of the cases whose urgency was told. */
  urgencyAccuracy: number | null;
  failures: Mistake[];
  urgencyFailures: Mistake[];
};

/** Is it told what a message wants, without any conversation around it, and how urgent it is? */
export function scoreIntents(cases: readonly IntentCase[], clinic: Clinic): IntentScore {
  const read = cases.map((each) => {
    const { id, lang, text, label, accept } = each;
    const { intents, urgency } = understand(text, { language: languageOrGuess(lang, text), clinic, reference: EVAL_REFERENCE, timezone: clinic.timezone });
    const got = intents[0]?.intent ?? 'other';
    const urgencyRight = [each.urgency, ...each.urgency_accept].includes(urgency);
    return {
      intent: { id, lang, label, text, expected: label, got, isRight: [label, ...accept].includes(got) },
      urgency: { id, lang, text, expected: each.urgency, got: urgency, isRight: urgencyRight },
    };
  });
  const judged = read.map(({ intent }) => intent);
  const urgencies = read.map(({ urgency }) => urgency);
  return {
    ...tally(judged),
    byLang: tallyBy(judged, (one) => one.lang),
    byLabel: tallyBy(judged, (one) => one.label),
    urgencyAccuracy: shareOf(tally(urgencies).correct, urgencies.length),
    failures: mistakesOf(judged),
    urgencyFailures: mistakesOf(urgencies),
  };
}
