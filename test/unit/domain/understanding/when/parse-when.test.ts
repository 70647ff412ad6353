import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../../src/domain/clinic.ts';
import type { When } from '../../../../../src/domain/understanding/understanding.ts';
import { bestWhen, parseWhen } from '../../../../../src/domain/understanding/when/parse-when.ts';
import { englishCases } from './cases/en.ts';
import { hebrewCases } from './cases/he.ts';
import { portugueseCases } from './cases/pt.ts';
import { russianCases } from './cases/ru.ts';
import { spanishCases } from './cases/es.ts';
import type { WhenCase } from './cases/when-case.ts';

const TUESDAY = '2026-03-10T10:00:00';
const CASES: Record<Language, readonly WhenCase[]> = { en: englishCases, es: spanishCases, pt: portugueseCases, ru: russianCases, he: hebrewCases };

const parse = (text: string, language: Language, reference = TUESDAY, timezone = 'Asia/Jerusalem'): When[] =>
  parseWhen(text, { language, reference, timezone });

/** Says as much of a reading as the expectation says. */
function shown(when: When | null, expected: string | null): string | null {
  if (when === null) return null;
  const short = (iso: string): string => iso.slice(0, 16).replace('T00:00', '');
  if (when.partOfDay !== undefined && !when.hasTime) return `${when.start.slice(0, 10)} ${when.partOfDay}`;
  const end = expected?.includes('..') === true && when.end !== undefined ? `..${short(when.end)}` : '';
  const open = when.open !== undefined && / (after|before)$/u.test(expected ?? '') ? ` ${when.open}` : '';
  return `${short(when.start)}${end}${open}`;
}

for (const [language, cases] of Object.entries(CASES) as [Language, readonly WhenCase[]][]) {
  describe(`what patients write in ${language} means the moment they mean`, () => {
    it.each(cases)('%s', (text, expected) => {
      expect(shown(bestWhen(parse(text, language)), expected)).toBe(expected);
    });
  });
}

describe('ambiguity is returned, not guessed away', () => {
  it('an hour without am or pm keeps its other half', () => {
    const [when] = parse('tomorrow at 9', 'en');
    expect(when?.start).toBe('2026-03-11T09:00:00');
    expect(when?.alternatives).toContainEqual({ start: '2026-03-11T21:00:00' });
  });

  it('"next Friday" keeps the coming one', () => {
    const [when] = parse('next friday', 'en');
    expect(when?.start).toBe('2026-03-20T00:00:00');
    expect(when?.alternatives).toContainEqual({ start: '2026-03-13T00:00:00' });
  });

  it('a weekday that contradicts its date keeps the day the weekday means', () => {
    const [when] = parse('в четверг 13 марта', 'ru');
    expect(when?.start).toBe('2026-03-13T00:00:00');
    expect(when?.alternatives).toEqual([{ start: '2026-03-12T00:00:00' }]);
  });

  it("today's weekday means the next one and keeps today", () => {
    const [when] = parse('el martes', 'es');
    expect(when?.start).toBe('2026-03-17T00:00:00');
    expect(when?.alternatives).toEqual([{ start: '2026-03-10T00:00:00' }]);
  });
});

describe('what the patient takes back is flagged, not lost', () => {
  it.each([
    ['en', 'tomorrow at 5, no wait, Thursday'],
    ['es', 'mañana a las 5, no, mejor el jueves'],
    ['pt', 'amanhã às 5, aliás, quinta'],
    ['ru', 'завтра в 5, нет, лучше в четверг'],
    ['he', 'מחר ב-5, בעצם ביום חמישי'],
  ] as const)('%s: the new day keeps the hour and the old day is negated', (language, text) => {
    const whens = parse(text, language);
    expect(whens.map(({ start, negated }) => [start, negated])).toEqual([
      ['2026-03-11T17:00:00', true],
      ['2026-03-12T17:00:00', false],
    ]);
  });

  it.each([
    ['en', 'not on Thursday'],
    ['es', 'el jueves no puedo'],
    ['pt', 'quinta não posso'],
    ['ru', 'только не в четверг'],
    ['he', 'ביום חמישי אני לא יכולה'],
  ] as const)('%s: a refused day is no wish', (language, text) => {
    expect(parse(text, language).map(({ start, negated }) => [start, negated])).toEqual([['2026-03-12T00:00:00', true]]);
    expect(bestWhen(parse(text, language))).toBeNull();
  });
});

describe('"instead" alone names the new wish', () => {
  it('only beside another moment does it refuse one', () => {
    expect(bestWhen(parse('תקבעי במקום ביום ראשון ב-11', 'he'))?.start).toBe('2026-03-15T11:00:00');
    expect(bestWhen(parse('ביום שני במקום ביום ראשון', 'he'))?.start).toBe('2026-03-16T00:00:00');
  });
});

describe('several expressions', () => {
  it('a choice of days is two readings that share the hour', () => {
    expect(parse('thursday or friday at 3', 'en').map(({ start }) => start)).toEqual(['2026-03-12T15:00:00', '2026-03-13T15:00:00']);
  });

  it('a choice of hours is two readings that share the day', () => {
    expect(parse('завтра в 17:00 или в 18:00', 'ru').map(({ start }) => start)).toEqual(['2026-03-11T17:00:00', '2026-03-11T18:00:00']);
  });

  it('the text and index point at the words', () => {
    const text = 'Hola, ¿puede ser el jueves a las 5?';
    const [when] = parse(text, 'es');
    expect(text.slice(when?.index, (when?.index ?? 0) + (when?.text.length ?? 0))).toBe(when?.text);
    expect(when?.text).toBe('el jueves a las 5');
  });
});

describe('the clinic’s zone', () => {
  it('an hour that daylight saving skips moves to the next existing one', () => {
    expect(bestWhen(parse('в пятницу 27 марта в 02:30', 'ru'))?.start).toBe('2026-03-27T03:30:00');
  });

  it('hours from now are counted on the real clock across the change', () => {
    expect(bestWhen(parse('in 2 hours', 'en', '2026-03-27T01:00:00'))?.start).toBe('2026-03-27T04:00:00');
  });

  it('tomorrow said before midnight is the local tomorrow', () => {
    expect(bestWhen(parse('amanhã às 9', 'pt', '2026-03-10T23:50:00', 'America/Sao_Paulo'))?.start).toBe('2026-03-11T09:00:00');
  });
});

describe('dates that do not exist', () => {
  it.each([
    ['en', 'february 30 at 5pm'],
    ['es', 'el 31 de abril a las 5'],
    ['pt', 'dia 31/02 às 15h'],
    ['ru', '31 июня в 17:00'],
    ['he', '31 ביוני ב-17:00'],
  ] as const)('%s: nothing is found, not even the hour', (language, text) => {
    expect(parse(text, language)).toEqual([]);
  });
});
