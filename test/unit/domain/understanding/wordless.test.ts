import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/domain/clinic.ts';
import { phrases } from '../../../../src/domain/understanding/lexicon/lexicon.ts';
import { LEXICONS } from '../../../../src/domain/understanding/lexicon/lexicons.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { sampleClinic } from '../../../support/sample-clinic.ts';

const clinic = sampleClinic();

/** Every phrase of a table, however deep it lies. */
function listsIn(table: unknown): string[] {
  if (typeof table === 'string') return [table];
  return typeof table === 'object' && table !== null ? Object.values(table).flatMap(listsIn) : [];
}

describe('a message without words', () => {
  it.each(LANGUAGES)('matches no phrase of the table (%s)', (language) => {
    const matching = listsIn(LEXICONS[language])
      .flatMap((list) => list.split(';'))
      .filter((phrase) => phrase.trim() !== '' && !/^[a-z_]+$/u.test(phrase))
      .filter((phrase) => phrases(phrase).test('  '));
    expect(matching).toEqual([]);
  });

  it.each(LANGUAGES.flatMap((language) => ['😊', '🦷😭', '😡', '...', '!!', '🎉🎉🎉', '', '—'].map((text) => ({ language, text }))))(
    'wants nothing and is no emergency ($language: $text)',
    ({ language, text }) => {
      const read = understand(text, { language, clinic, reference: '2027-05-04T09:00:00', timezone: clinic.timezone });
      expect(read.intents.map((one) => one.intent)).toEqual(['other']);
      expect(read.urgency).toBe('low');
      expect(read.topics).toEqual([]);
    },
  );

  it('is refused as a phrase', () => {
    expect(() => phrases('fine words; (stem|other)*')).toThrow(/without words/u);
  });
});

describe('stems in a group', () => {
  it.each([
    ['en', 'cxld', 'cancel'],
    ['en', 'canseled', 'cancel'],
    ['he', 'הלחי התנפחה לי', 'urgent_pain'],
    ['ru', 'вывихнул челюсть', 'urgent_pain'],
    ['ru', 'погодите', 'other'],
  ] as const)('reach the words they begin (%s: %s)', (language, text, intent) => {
    const { intents } = understand(text, { language, clinic, reference: '2027-05-04T09:00:00', timezone: clinic.timezone });
    expect(intents[0]?.intent).toBe(intent);
  });
});
