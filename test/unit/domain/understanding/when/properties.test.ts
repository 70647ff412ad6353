import fc from '../../../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../../src/domain/clinic.ts';
import { formatDay, formatDayAndTime, formatTime } from '../../../../../src/domain/understanding/when/format-when.ts';
import { bestWhen, parseWhen } from '../../../../../src/domain/understanding/when/parse-when.ts';

const LANGUAGES: readonly Language[] = ['en', 'es', 'pt', 'ru', 'he'];
const REFERENCE = '2026-03-10T10:00:00';
const timezone = 'UTC';
const ISO = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d$/u;

/** Words that bring texts close to dates, so that random texts reach deep into the grammar. */
const NEAR_WORDS = ['5', '12', '31', '2026', '15:30', '12/3', '-', 'to', 'a las', 'de', 'e', 'в', 'ב', 'ל', 'next', 'que viene', 'через', 'بعد', 'half', 'media', 'пол', 'חצי', 'без', 'martes', 'среда', 'שני', 'may', 'março', 'не', 'לא', 'нет', 'no', 'weeks', 'часа', 'ימים', '.', ',', '\n', '99999999', 'am']; // prettier-ignore

const anyDay = fc.integer({ min: 1, max: 360 }).map((ahead) => new Date(Date.UTC(2026, 2, 10 + ahead)).toISOString().slice(0, 10));
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`);

describe.each(LANGUAGES)('dates in %s', (language) => {
  it('what we write to patients is read back as the same day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(bestWhen(parseWhen(formatDay(day, language), { language, reference: REFERENCE, timezone }))?.start).toBe(`${day}T00:00:00`);
      }),
      { numRuns: 300 },
    );
  });

  it('what we write to patients is read back as the same minute, or keeps it among the readings', () => {
    fc.assert(
      fc.property(anyDay, anyTime, (day, time) => {
        const when = bestWhen(parseWhen(formatDayAndTime(`${day}T${time}`, language), { language, reference: REFERENCE, timezone }));
        expect([when?.start, ...(when?.alternatives ?? []).map(({ start }) => start)]).toContain(`${day}T${time}`);
      }),
      { numRuns: 300 },
    );
  });

  it('no text makes it throw, the answer is always the same, and every result is a real moment inside the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom(...NEAR_WORDS), { maxLength: 12 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (said) => {
        const options = { language, reference: REFERENCE, timezone: 'Asia/Jerusalem' };
        const whens = parseWhen(said, options);
        expect(parseWhen(said, options)).toEqual(whens);
        for (const when of whens) {
          for (const iso of [when.start, when.end ?? when.start, ...when.alternatives.map(({ start }) => start)]) {
            expect(iso).toMatch(ISO);
            expect(Number.isNaN(Date.parse(`${iso}Z`))).toBe(false);
          }
          expect(said.slice(when.index, when.index + when.text.length)).toBe(when.text);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the form of dates', () => {
  it.each([
    ['en', 'Thursday, March 12 at 13:00'],
    ['es', 'jueves 12 de marzo a las 13:00'],
    ['pt', 'quinta-feira, 12 de março às 13:00'],
    ['ru', 'четверг, 12 марта в 13:00'],
    ['he', 'יום חמישי, 12 במרץ בשעה 13:00'],
  ] as const)('%s: %s', (language, expected) => {
    expect(formatDayAndTime('2026-03-12T13:00:00', language)).toBe(expected);
  });

  it('one o’clock is singular in Spanish and Portuguese', () => {
    expect(formatDayAndTime('2026-03-12T01:15:00', 'es')).toBe('jueves 12 de marzo a la 01:15');
    expect(formatDayAndTime('2026-03-12T01:15:00', 'pt')).toBe('quinta-feira, 12 de março à 01:15');
  });

  it('a time keeps its two digits', () => {
    expect(formatTime('2026-03-12T09:05:00', 'en')).toBe('09:05');
  });
});
