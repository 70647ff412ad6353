import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { evaluate } from '../../infra/eval/evaluate.ts';
import { readRecords } from '../../infra/eval/read-records.ts';

const DATA = fileURLToPath(new URL('data', import.meta.url));
/** Lower than what the sets give today: a change may lose a case for a better reason, but not a language or a kind. */
const FLOORS = { lang: 0.95, datetime: 0.95, intents: 0.9, urgency: 0.9, relevance: 0.9, dropPending: 0.95, confusion: 0.12, dialogs: 0.9 };
const LANGUAGES = ['en', 'es', 'he', 'pt', 'ru'];

const records = await readRecords(DATA);
const scores = await evaluate(records);

it('the sets of the project are read whole and speak all five languages', () => {
  expect(records.problems).toEqual([]);
  for (const part of [records.datetime, records.intents, records.relevance, records.dialogs])
    expect([...new Set(part.map(({ lang }) => lang))].sort()).toEqual(LANGUAGES);
});

it('the language of a message is told', () => {
  expect(scores.lang.accuracy, JSON.stringify(scores.lang.failures)).toBeGreaterThanOrEqual(FLOORS.lang);
});

it('the time a message speaks of is found', () => {
  expect(scores.datetime.accuracy, JSON.stringify(scores.datetime.failures)).toBeGreaterThanOrEqual(FLOORS.datetime);
});

it('what a message wants and how urgent it is are told', () => {
  expect(scores.intents.accuracy, JSON.stringify(scores.intents.failures)).toBeGreaterThanOrEqual(FLOORS.intents);
  expect(scores.intents.urgencyAccuracy, JSON.stringify(scores.intents.urgencyFailures)).toBeGreaterThanOrEqual(FLOORS.urgency);
});

it('what is pending enters an answer only when the message has to do with it', () => {
  const { relevance } = scores;
  expect(relevance.accuracy, JSON.stringify(relevance.failures)).toBeGreaterThanOrEqual(FLOORS.relevance);
  expect(relevance.dropPendingAccuracy, JSON.stringify(relevance.dropPendingFailures)).toBeGreaterThanOrEqual(FLOORS.dropPending);
  expect(relevance.confusionRate).toBeLessThanOrEqual(FLOORS.confusion);
  expect(relevance.baseline.alwaysInject.confusionRate).toBe(1);
});

it('conversations in each language come to what was wanted, through the pipeline that serves patients', () => {
  const { rate, failures } = scores.dialogs;
  expect(rate, JSON.stringify(failures)).toBeGreaterThanOrEqual(FLOORS.dialogs);
});
