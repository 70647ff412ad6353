import { LANGUAGES } from '../../src/domain/clinic.ts';
import { dialogMistakes } from './dialogs/score-dialogs.ts';
import type { EvalScores } from './evaluate.ts';
import type { Mistake } from './tally.ts';

/** The figures as a table for a person at a terminal, followed by at most `mistakes` wrong cases of each part. */
export function reportText({ lang, datetime, intents, relevance, dialogs }: EvalScores, mistakes: number): string {
  const groups = (shares: Record<string, { accuracy: number | null }>) =>
    LANGUAGES.map((language) => percent(shares[language]?.accuracy ?? null).padStart(8)).join('');
  const row = (
    name: string,
    { n, correct, accuracy }: { n: number; correct: number; accuracy: number | null },
    shares: Record<string, { accuracy: number | null }>,
  ) => `${name.padEnd(12)}${String(n).padStart(6)}${String(correct).padStart(9)}${percent(accuracy).padStart(10)}${groups(shares)}`;
  const dialogShares = Object.fromEntries(Object.entries(dialogs.byLang).map(([name, { rate }]) => [name, { accuracy: rate }]));
  const { alwaysInject } = relevance.baseline;
  return [
    '',
    `${''.padEnd(12)}${'n'.padStart(6)}${'correct'.padStart(9)}${'accuracy'.padStart(10)}${LANGUAGES.map((language) => language.padStart(8)).join('')}`,
    row('language', lang, lang.byLabel),
    row('datetime', datetime, datetime.byLang),
    row('intents', intents, intents.byLang),
    row('relevance', relevance, relevance.byLang),
    row('dialogs', { n: dialogs.n, correct: dialogs.passed, accuracy: dialogs.rate }, dialogShares),
    '',
    `language by subset: ${Object.entries(lang.bySubset).map(([name, { accuracy }]) => `${name} ${percent(accuracy)}`).join(', ') || '-'}`, // prettier-ignore
    `urgency: ${percent(intents.urgencyAccuracy)}`,
    `dropping what is pending: ${percent(relevance.dropPendingAccuracy)} (always injecting: ${percent(alwaysInject.dropPendingAccuracy)})`,
    `confusion: ${percent(relevance.confusionRate)} (always injecting: ${percent(alwaysInject.confusionRate)}, and ${percent(alwaysInject.accuracy)} relevant)`,
    '',
    ...(mistakes === 0 ? [] : mistakeLines({ lang, datetime, intents, relevance, dialogs }, mistakes)),
  ].join('\n');
}

function mistakeLines({ lang, datetime, intents, relevance, dialogs }: EvalScores, atMost: number): string[] {
  const lines = (name: string, list: Mistake[]) =>
    list.length === 0 ? [] : [`${name}:`, ...list.slice(0, atMost).map(({ id, why }) => `  ${id}  ${why}`), ''];
  return [
    ...lines('language', lang.failures),
    ...lines('datetime', datetime.failures),
    ...lines('intents', intents.failures),
    ...lines('urgency', intents.urgencyFailures),
    ...lines('relevance', relevance.failures),
    ...lines('dropping what is pending', relevance.dropPendingFailures),
    ...lines('dialogs', dialogMistakes(dialogs)),
  ];
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(1)} %`;
}
