import type { Clinic } from '../../src/domain/clinic.ts';
import { judgeRelevance } from '../../src/domain/relevance.ts';
import { understand } from '../../src/domain/understanding/understand.ts';
import { EVAL_REFERENCE } from './eval-clinic.ts';
import { languageOrGuess } from './language-or-guess.ts';
import type { RelevanceCase } from './records.ts';
import { type Mistake, mistakesOf, shareOf, tally, type Tally, tallyBy } from './tally.ts';

type RelevanceFigures = Tally & {
  dropPendingAccuracy: number | null;
  /** Share of the cases that have nothing to do with what is pending, yet got it injected. */
  confusionRate: number | null;
};

/** How well relevance was judged, beside what would be without judging. */
export type RelevanceScore = RelevanceFigures & {
  byLang: Record<string, Tally>;
  /** What the same cases give when everything pending is injected always and dropped never, as it was before there was a check. */
  baseline: { alwaysInject: RelevanceFigures };
  failures: Mistake[];
  dropPendingFailures: Mistake[];
};

type Verdict = { relevant: boolean; dropPending: boolean };
const ALWAYS_INJECT: Verdict = { relevant: true, dropPending: false };

/** Is it told whether what is pending may go into the answer of a message, and whether it is to be forgotten? */
export function scoreRelevance(cases: readonly RelevanceCase[], clinic: Clinic): RelevanceScore {
  const verdicts = cases.map((each) => judge(each, clinic));
  const judged = judgedCases(cases, verdicts);
  const drops = judgedDrops(cases, verdicts);
  return {
    ...figuresOf(cases, verdicts),
    byLang: tallyBy(judged, (one) => one.lang),
    baseline: { alwaysInject: figuresOf(cases, cases.map(() => ALWAYS_INJECT)) }, // prettier-ignore
    failures: mistakesOf(judged),
    dropPendingFailures: mistakesOf(drops),
  };
}

function judge({ lang, message, history, pending_action: pendingAction }: RelevanceCase, clinic: Clinic): Verdict {
  const language = languageOrGuess(lang, message);
  const understanding = understand(message, { language, clinic, reference: EVAL_REFERENCE, timezone: clinic.timezone });
  return judgeRelevance({ message, language, understanding, pendingAction, history, clinic });
}

function figuresOf(cases: readonly RelevanceCase[], verdicts: readonly Verdict[]): RelevanceFigures {
  // Where injecting is accepted as well, nobody would be confused by it.
  const confusing = verdicts.filter((_, index) => cases[index]?.relevant === false && !cases[index].accept.includes(true));
  return {
    ...tally(judgedCases(cases, verdicts)),
    dropPendingAccuracy: tally(judgedDrops(cases, verdicts)).accuracy,
    confusionRate: shareOf(confusing.filter((verdict) => verdict.relevant).length, confusing.length),
  };
}

function judgedCases(cases: readonly RelevanceCase[], verdicts: readonly Verdict[]) {
  return cases.map(({ id, lang, message, relevant, accept }, index) => {
    const got = verdicts[index]?.relevant ?? false;
    return { id, lang, text: message, expected: nameOf(relevant), got: nameOf(got), isRight: [relevant, ...accept].includes(got) };
  });
}

function judgedDrops(cases: readonly RelevanceCase[], verdicts: readonly Verdict[]) {
  return cases.map(({ id, lang, message, drop_pending: wanted }, index) => {
    const got = verdicts[index]?.dropPending ?? false;
    return { id, lang, text: message, expected: wanted ? 'dropped' : 'kept', got: got ? 'dropped' : 'kept', isRight: got === wanted };
  });
}

function nameOf(relevant: boolean): string {
  return relevant ? 'relevant' : 'not relevant';
}
