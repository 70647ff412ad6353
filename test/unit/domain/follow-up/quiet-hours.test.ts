import fc from '../../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { afterQuietHours, beforeQuietHours, isQuiet, nextQuietStart, type QuietHours } from '../../../../src/domain/follow-up/quiet-hours.ts';
import { toLocal } from '../../../../src/domain/local-time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const night = (timezone: string, from = '21:00', to = '08:00'): QuietHours => ({ quietHours: { from, to }, timezone });
const utc = (iso: string) => Date.parse(`${iso}:00Z`);

describe('quiet hours', () => {
  it.each([
    ['before midnight', 'America/Sao_Paulo', '2027-03-02T02:30', '2027-03-02T08:00'],
    ['after midnight', 'America/Sao_Paulo', '2027-03-02T06:00', '2027-03-02T08:00'],
    ['at their first minute', 'America/Sao_Paulo', '2027-03-02T00:00', '2027-03-02T08:00'],
    ['at their end, when they are over', 'America/Sao_Paulo', '2027-03-02T11:00', '2027-03-02T08:00'],
    ['in the day', 'America/Sao_Paulo', '2027-03-02T15:30', '2027-03-02T12:30'],
    ['in the night in which clocks go forward', 'Europe/Lisbon', '2027-03-28T00:30', '2027-03-28T08:00'],
    ['in the night in which clocks go back', 'Europe/Lisbon', '2027-10-31T00:30', '2027-10-31T08:00'],
    ['where clocks go back by half an hour', 'Australia/Lord_Howe', '2027-04-03T14:00', '2027-04-04T08:00'],
    ['where the clock has odd minutes', 'Asia/Kathmandu', '2027-03-01T16:00', '2027-03-02T08:00'],
  ])('what falls due %s waits for their end', (_when, timezone, at, local) => {
    expect(toLocal(afterQuietHours(utc(at), night(timezone)), timezone)).toBe(local);
  });

  it.each([
    ['before midnight', 'America/Sao_Paulo', '2027-03-02T02:30', '2027-03-01T20:45'],
    ['after midnight', 'America/Sao_Paulo', '2027-03-02T06:00', '2027-03-01T20:45'],
    ['in the day', 'America/Sao_Paulo', '2027-03-02T15:30', '2027-03-02T12:30'],
    ['in the night in which clocks go forward', 'Europe/Lisbon', '2027-03-28T06:30', '2027-03-27T19:45'],
    ['in the night in which clocks go back', 'Europe/Lisbon', '2027-10-31T06:30', '2027-10-30T20:45'],
  ])('what would fall %s can be moved to the evening before', (_when, timezone, at, local) => {
    expect(toLocal(beforeQuietHours(utc(at), night(timezone)) ?? 0, timezone)).toBe(local);
  });

  it('may lie within one day, begin at midnight, or not be there at all', () => {
    const siesta = night('Europe/Madrid', '13:30', '16:00');
    expect(toLocal(afterQuietHours(utc('2027-03-02T13:00'), siesta), 'Europe/Madrid')).toBe('2027-03-02T16:00');
    expect(isQuiet(utc('2027-03-02T23:30'), night('Europe/Madrid', '24:00', '07:00'))).toBe(true);
    for (const quietHours of [undefined, { from: '08:00', to: '08:00' }, { from: '00:00', to: '24:00' }]) {
      expect(isQuiet(utc('2027-03-02T03:00'), { quietHours, timezone: 'Europe/Madrid' })).toBe(false);
      expect(nextQuietStart(utc('2027-03-02T03:00'), { quietHours, timezone: 'Europe/Madrid' })).toBeNull();
    }
  });

  const zone = fc.constantFrom(
    'America/Sao_Paulo',
    'Europe/Lisbon',
    'Asia/Jerusalem',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Cairo',
  );
  const clockTime = fc
    .integer({ min: 0, max: 24 * 12 - 1 })
    .map((step) => `${String(Math.floor(step / 12)).padStart(2, '0')}:${String((step % 12) * 5).padStart(2, '0')}`);
  // The days around the changes of the clocks in most of these zones, and any other time of two years.
  const instant = fc.oneof(
    fc.integer({ min: utc('2027-01-01T00:00'), max: utc('2029-01-01T00:00') }),
    ...['2027-03-12T00:00', '2027-03-26T00:00', '2027-04-02T00:00', '2027-04-28T00:00', '2027-10-02T00:00', '2027-10-28T00:00', '2027-11-06T00:00'].map((day) =>
      fc.integer({ min: utc(day), max: utc(day) + 4 * DAY_MS }),
    ),
  );

  it('never keep anything for the quiet hours, and never move it the wrong way or for long', () => {
    fc.assert(
      fc.property(zone, clockTime, clockTime, instant, (timezone, from, to, atMs) => {
        const quiet = night(timezone, from, to);
        const later = afterQuietHours(atMs, quiet);
        expect(isQuiet(later, quiet)).toBe(false);
        expect(later).toBeGreaterThanOrEqual(atMs);
        // A day whose only loud minutes are skipped by the clocks makes it two.
        expect(later - atMs).toBeLessThanOrEqual(2 * DAY_MS + 2 * HOUR_MS);
        const earlier = beforeQuietHours(atMs, quiet);
        if (earlier !== null) {
          expect(isQuiet(earlier, quiet)).toBe(false);
          expect(earlier).toBeLessThanOrEqual(atMs);
        }
        const start = nextQuietStart(atMs, quiet);
        // Until then it is not quiet, unless it is so already.
        if (start !== null && !isQuiet(atMs, quiet)) expect(isQuiet(Math.max(atMs, start - 1), quiet)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });
});
