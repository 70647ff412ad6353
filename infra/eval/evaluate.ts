import { type DialogScore, type PlayOptions, scoreDialogs } from './dialogs/score-dialogs.ts';
import { evalClinic } from './eval-clinic.ts';
import type { EvalRecords } from './read-records.ts';
import { type DatetimeScore, scoreDatetime } from './score-datetime.ts';
import { type IntentScore, scoreIntents } from './score-intents.ts';
import { type LanguageScore, scoreLanguage } from './score-language.ts';
import { type RelevanceScore, scoreRelevance } from './score-relevance.ts';

/** The keys of `npm run eval -- --json`. Shares are 0..1, null where there was nothing to score. */
export type EvalScores = { lang: LanguageScore; datetime: DatetimeScore; intents: IntentScore; relevance: RelevanceScore; dialogs: DialogScore };

/** Scores every part that has records; dialogs only with the clinic they are played in. */
export async function evaluate(records: EvalRecords, options: PlayOptions = {}): Promise<EvalScores> {
  const clinic = evalClinic();
  const { fixture } = records;
  const none: DialogScore = { n: 0, passed: 0, rate: null, byLang: {}, failures: [] };
  return {
    lang: scoreLanguage(records.lang),
    datetime: scoreDatetime(records.datetime),
    intents: scoreIntents(records.intents, clinic),
    relevance: scoreRelevance(records.relevance, clinic),
    dialogs: fixture === null ? none : await scoreDialogs(records.dialogs, fixture, options),
  };
}
