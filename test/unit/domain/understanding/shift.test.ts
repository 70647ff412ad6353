import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { plainWords } from '../../../../src/domain/understanding/fold.ts';
import { findShift } from '../../../../src/domain/understanding/shift.ts';

const read = (language: Language, text: string) => {
  const shift = findShift(plainWords(text), [language]);
  return shift && `${shift.direction === 'later' ? '+' : '-'}${shift.minutes ?? '?'}`;
};

describe('a time told by its distance', () => {
  it.each<[Language, string, string]>([
    ['en', 'make it an hour later', '+60'],
    ['en', 'Half an hour earlier, please', '-30'],
    ['en', 'could it be 2 hours later?', '+120'],
    ['en', 'one week later', '+10080'],
    ['en', 'anything earlier?', '-?'],
    ['en', "that's too early", '+?'],
    ['es', '¿una hora más tarde?', '+60'],
    ['es', 'media hora antes', '-30'],
    ['es', 'dos días después', '+2880'],
    ['es', 'un poco más temprano', '-?'],
    ['pt', 'uma hora mais cedo', '-60'],
    ['pt', 'meia hora depois', '+30'],
    ['pt', 'tem algo mais tarde?', '+?'],
    ['ru', 'давайте на час позже', '+60'],
    ['ru', 'на полчаса раньше', '-30'],
    ['ru', 'позже на 2 часа', '+120'],
    ['ru', 'можно попозже?', '+?'],
    ['he', 'שעה אחרי', '+60'],
    ['he', 'חצי שעה קודם', '-30'],
    ['he', 'שעתיים מאוחר יותר', '+120'],
    ['he', 'משהו יותר מוקדם', '-?'],
  ])('is read with its direction and amount (%s: %s)', (language, text, expected) => {
    expect(read(language, text)).toBe(expected);
  });

  it.each<[Language, string]>([
    ['en', 'I will write later'],
    ['en', 'no thanks, maybe at a later time'],
    ['es', 'hasta luego'],
    ['es', 'buenas tardes'],
    ['pt', 'até mais tarde'],
    ['ru', 'напишу позже'],
    ['he', 'אדבר איתכם אחר כך'],
  ])('is not in talk of some other time (%s: %s)', (language, text) => {
    expect(read(language, text)).toBeNull();
  });
});
