import fc from '../../support/seeded.ts';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { addDays, atTimeOfDay, fromLocal, isPlainTime, toLocal, weekdayOf } from '../../../src/domain/local-time.ts';

const ZONES = [
  'Europe/Lisbon',
  'America/Sao_Paulo',
  'Asia/Jerusalem',
  'Europe/Moscow',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
/** From when on appointments are made; in Samoa's last summer time (to 2021) luxon itself takes a midnight for one o'clock. */
const instant = fc.integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2035, 0, 1) });
const zone = fc.constantFrom(...ZONES);

describe('local times', () => {
  it('an instant is the same local time as luxon says, on any day of any zone', () => {
    fc.assert(
      fc.property(instant, zone, (atMs, timezone) => {
        expect(toLocal(atMs, timezone)).toBe(DateTime.fromMillis(atMs, { zone: timezone }).toFormat("yyyy-MM-dd'T'HH:mm"));
      }),
      { numRuns: 2_000 },
    );
  });

  it('a local time is the instant luxon says, and none where the clocks skip it', () => {
    fc.assert(
      fc.property(instant, zone, (atMs, timezone) => {
        const local = new Date(atMs).toISOString().slice(0, 16);
        const parsed = DateTime.fromISO(local, { zone: timezone });
        const possible = parsed.getPossibleOffsets().map((one) => one.toMillis());
        expect(fromLocal(local, timezone)).toBe(parsed.toFormat("yyyy-MM-dd'T'HH:mm") === local ? Math.min(...possible) : null);
        const day = DateTime.fromISO(local.slice(0, 10), { zone: timezone });
        expect(fromLocal(local.slice(0, 10), timezone)).toBe(day.toMillis());
        expect(atTimeOfDay(local.slice(0, 10), '24:00', timezone)).toBe(day.plus({ days: 1 }).toMillis());
        expect(atTimeOfDay(local.slice(0, 10), '09:30', timezone)).toBe(day.set({ hour: 9, minute: 30 }).toMillis());
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['2026-03-29T01:30', 'Europe/Lisbon', null],
    ['2026-02-31', 'Europe/Lisbon', null],
    ['2026-02-31T10:00', 'Europe/Lisbon', null],
    ['2026-05-01T24:00', 'Europe/Lisbon', null],
    ['tomorrow', 'Europe/Lisbon', null],
    ['2026-10-25T01:30', 'Europe/Lisbon', Date.UTC(2026, 9, 25, 0, 30)],
  ])('%s in %s', (local, timezone, atMs) => {
    expect(fromLocal(local, timezone)).toBe(atMs);
  });

  it('the calendar goes on over months, leap days and weeks', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29'), weekdayOf('1969-12-29')]).toEqual([0, 6, 0]);
  });

  it('a time near a change of the clocks is not plain', () => {
    expect(isPlainTime('2026-03-29T01:30:00', 'Europe/Lisbon')).toBe(false);
    expect(isPlainTime('2026-05-01T01:30:00', 'Europe/Lisbon')).toBe(true);
    expect(isPlainTime('2026-05-01', 'Europe/Lisbon')).toBe(false);
  });
});
