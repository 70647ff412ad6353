import fc from '../../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { isQuiet, quietHoursOf } from '../../../../src/domain/follow-up/quiet-hours.ts';
import { isReminder, reminderTimes } from '../../../../src/domain/follow-up/reminder-times.ts';
import { fromLocal, toLocal } from '../../../../src/domain/local-time.ts';
import { sampleClinic } from '../../../support/sample-clinic.ts';

const base = sampleClinic();
const clinic = (settings: object = {}, timezone = base.timezone) => ({
  ...base,
  timezone,
  settings: { ...base.settings, quietHours: { from: '21:00', to: '08:00' }, ...settings },
});
const at = (local: string, timezone = base.timezone) => fromLocal(local, timezone) ?? Number.NaN;
const plan = (start: string, booked: string, settings: object = {}, now = booked) =>
  reminderTimes({ startMs: at(start), bookedAtMs: at(booked) }, clinic(settings), at(now)).map(({ kind, dueAtMs }) => [kind, toLocal(dueAtMs, base.timezone)]);

describe('reminders of an appointment', () => {
  it('go out a day and two hours before', () => {
    expect(plan('2027-03-10T15:00', '2027-03-01T10:00')).toEqual([
      ['reminder_24h', '2027-03-09T15:00'],
      ['reminder_2h', '2027-03-10T13:00'],
    ]);
  });

  it('go out the evening before rather than in the quiet hours or later', () => {
    expect(plan('2027-03-10T09:00', '2027-03-01T10:00')).toEqual([
      ['reminder_24h', '2027-03-09T09:00'],
      ['reminder_2h', '2027-03-09T20:45'],
    ]);
    expect(plan('2027-03-10T07:30', '2027-03-01T10:00')[0]).toEqual(['reminder_24h', '2027-03-08T20:45']);
  });

  it('are left out when the appointment was booked or moved later than that', () => {
    expect(plan('2027-03-10T15:00', '2027-03-09T16:00')).toEqual([['reminder_2h', '2027-03-10T13:00']]);
    expect(plan('2027-03-10T15:00', '2027-03-10T13:30')).toEqual([]);
    expect(plan('2027-03-10T09:00', '2027-03-09T20:50')).toEqual([]);
  });

  it('are not news when they were due long before they could be planned', () => {
    expect(plan('2027-03-10T15:00', '2027-03-01T10:00', {}, '2027-03-09T15:30')).toHaveLength(2);
    expect(plan('2027-03-10T15:00', '2027-03-01T10:00', {}, '2027-03-09T20:00')).toEqual([['reminder_2h', '2027-03-10T13:00']]);
  });

  it('are as many as the clinic wants, one of two that would come together', () => {
    expect(plan('2027-03-10T15:00', '2027-03-01T10:00', { reminders: { hoursBefore: [] } })).toEqual([]);
    expect(plan('2027-03-10T15:00', '2027-03-01T10:00', { reminders: { hoursBefore: [48, 0.5] } }).map(([kind]) => kind)).toEqual([
      'reminder_48h',
      'reminder_30min',
    ]);
    expect(plan('2027-03-10T09:00', '2027-03-01T10:00', { reminders: { hoursBefore: [2, 4, 24] } })).toEqual([
      ['reminder_24h', '2027-03-09T09:00'],
      ['reminder_2h', '2027-03-09T20:45'],
    ]);
    expect(isReminder('reminder_48h')).toBe(true);
    expect(isReminder('unfinished_booking')).toBe(false);
  });

  it('are never in the quiet hours, never after the appointment, never before it was made', () => {
    const zone = fc.constantFrom('America/Sao_Paulo', 'Europe/Lisbon', 'Asia/Jerusalem', 'America/New_York');
    const hours = fc.array(fc.double({ min: 0.1, max: 100, noNaN: true }), { maxLength: 4 });
    const from = Date.UTC(2027, 0, 1);
    fc.assert(
      fc.property(zone, hours, fc.integer({ min: 0, max: 800 * 86_400 }), fc.integer({ min: 0, max: 40 * 86_400 }), (timezone, hoursBefore, start, ahead) => {
        const there = clinic({ reminders: { hoursBefore } }, timezone);
        const startMs = from + start * 1000;
        const bookedAtMs = startMs - ahead * 1000;
        const planned = reminderTimes({ startMs, bookedAtMs }, there, bookedAtMs);
        for (const { dueAtMs } of planned) {
          expect(isQuiet(dueAtMs, quietHoursOf(there))).toBe(false);
          expect(dueAtMs).toBeLessThan(startMs);
          expect(dueAtMs).toBeGreaterThan(bookedAtMs);
        }
        expect(planned.map(({ dueAtMs }) => dueAtMs)).toEqual(planned.map(({ dueAtMs }) => dueAtMs).sort((a, b) => a - b));
      }),
      { numRuns: 1_000 },
    );
  });
});
