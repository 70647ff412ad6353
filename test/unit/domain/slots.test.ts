import fc from '../../support/seeded.ts';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { fromLocal, toLocal } from '../../../src/domain/local-time.ts';
import { explainUnavailable, freeSlots, nearestSlots } from '../../../src/domain/slots.ts';
import type { Busy } from '../../../src/domain/slots.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const { dan, lea, omar } = SAMPLE_DOCTORS;
const { filling, cleaning, whitening } = SAMPLE_SERVICES;
const at = (local: string, zone = clinic.timezone) => fromLocal(local, zone) ?? Number.NaN;
// a Monday
const nowMs = at('2027-05-03T08:00');
const day = (date: string) => ({ fromMs: at(date), toMs: at(DateTime.fromISO(date).plus({ days: 1 }).toISODate()!) });
const starts = (slots: { start: string }[]) => slots.map((slot) => slot.start.slice(11));

describe('free slots', () => {
  it("lie within the doctor's hours and the clinic's", () => {
    // Lea works 11-20, the clinic closes at 18; a whitening takes 90 minutes
    const slots = freeSlots({ clinic, serviceId: whitening, ...day('2027-05-05'), busy: [], nowMs });
    expect(slots[0]?.start).toBe('2027-05-05T11:00');
    expect(slots.at(-1)?.start).toBe('2027-05-05T16:30');
  });

  it('come from everyone who does the service, in order of time', () => {
    const slots = freeSlots({ clinic, serviceId: filling, ...day('2027-05-05'), busy: [], nowMs });
    expect(slots.filter((slot) => slot.start.endsWith('09:00')).map((slot) => slot.doctorId)).toEqual([dan, omar]);
    expect(slots.at(-1)).toMatchObject({ doctorId: omar, start: '2027-05-05T17:00' });
    expect(slots.map((slot) => slot.startMs)).toEqual(slots.map((slot) => slot.startMs).sort((a, b) => a - b));
  });

  it('leave out what is busy, also when it overlaps by a minute', () => {
    const busy = [{ doctorId: dan, startMs: at('2027-05-05T09:44'), endMs: at('2027-05-05T10:30') }];
    const slots = freeSlots({ clinic, serviceId: filling, doctorIds: [dan], ...day('2027-05-05'), busy, nowMs });
    expect(starts(slots).slice(0, 2)).toEqual(['10:30', '11:00']);
  });

  it('are none on closed days, weekends and the free days of the doctor', () => {
    for (const date of ['2027-05-13', '2027-05-08']) expect(freeSlots({ clinic, serviceId: filling, ...day(date), busy: [], nowMs })).toEqual([]);
    expect(freeSlots({ clinic, serviceId: cleaning, ...day('2027-05-04'), busy: [], nowMs })).toEqual([]);
  });

  it('are never past and never beyond the horizon', () => {
    const noon = at('2027-05-05T12:10');
    expect(starts(freeSlots({ clinic, serviceId: filling, doctorIds: [dan], ...day('2027-05-05'), busy: [], nowMs: noon }))[0]).toBe('12:30');
    const short = sampleClinic({ settings: { ...clinic.settings, horizonDays: 1 } });
    expect(freeSlots({ clinic: short, serviceId: filling, ...day('2027-05-05'), busy: [], nowMs })).toEqual([]);
  });

  it('can be asked for one time of day off the grid', () => {
    expect(starts(freeSlots({ clinic, serviceId: filling, doctorIds: [dan], ...day('2027-05-05'), busy: [], nowMs, atTime: '10:20' }))).toEqual(['10:20']);
    expect(freeSlots({ clinic, serviceId: filling, doctorIds: [dan], ...day('2027-05-05'), busy: [], nowMs, atTime: '14:20' })).toEqual([]);
  });

  it('open at the same wall-clock time on both sides of a clock change', () => {
    // Lisbon: clocks go forward on Sunday 28 March 2027
    const early = at('2027-03-20T08:00');
    const before = freeSlots({ clinic, serviceId: filling, doctorIds: [dan], ...day('2027-03-25'), busy: [], nowMs: early })[0]!;
    const after = freeSlots({ clinic, serviceId: filling, doctorIds: [dan], ...day('2027-03-29'), busy: [], nowMs: early })[0]!;
    expect([before.start.slice(11), after.start.slice(11)]).toEqual(['09:00', '09:00']);
    expect(after.startMs - before.startMs).toBe((4 * 24 - 1) * 3_600_000);
  });

  it('never overlap what is busy, end within the hours, and are long enough', () => {
    const minute = fc.integer({ min: 0, max: 5 * 24 * 60 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ doctorId: fc.constantFrom(dan, lea, omar), from: minute, length: fc.integer({ min: 1, max: 300 }) }), { maxLength: 15 }),
        (list) => {
          const busy: Busy[] = list.map(({ doctorId, from, length }) => ({
            doctorId,
            startMs: nowMs + from * 60_000,
            endMs: nowMs + (from + length) * 60_000,
          }));
          for (const slot of freeSlots({ clinic, serviceId: filling, fromMs: nowMs, toMs: nowMs + 5 * 86_400_000, busy, nowMs })) {
            expect(slot.endMs - slot.startMs).toBe(45 * 60_000);
            expect(busy.some((taken) => taken.doctorId === slot.doctorId && taken.startMs < slot.endMs && slot.startMs < taken.endMs)).toBe(false);
            expect(toLocal(slot.endMs, clinic.timezone).slice(11) <= '18:00').toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('nearest slots', () => {
  it('prefer the same day, then the same time of day', () => {
    const slots = freeSlots({
      clinic,
      serviceId: filling,
      doctorIds: [dan],
      fromMs: nowMs,
      toMs: at('2027-05-08'),
      busy: [{ doctorId: dan, startMs: at('2027-05-05T09:00'), endMs: at('2027-05-05T14:00') }],
      nowMs,
    });
    expect(nearestSlots(slots, at('2027-05-05T11:00'), 3, clinic.timezone).map((slot) => slot.start)).toEqual(
      ['2027-05-04T11:00', '2027-05-05T14:00', '2027-05-06T11:00'].slice().sort(),
    );
  });
});

describe('why a time cannot be had', () => {
  const why = (local: string, changes: object = {}) =>
    explainUnavailable({ clinic, serviceId: filling, startMs: at(local), wholeDay: false, busy: [], nowMs, ...changes });
  it('tells past, horizon, closed, free day, hours and busy apart', () => {
    expect(why('2027-05-01T10:00')).toBe('past');
    expect(why('2028-05-01T10:00')).toBe('beyond_horizon');
    expect(why('2027-05-08T10:00')).toBe('closed_day');
    expect(why('2027-05-13T10:00')).toBe('closed_day');
    expect(why('2027-05-07T10:00', { doctorIds: [dan] })).toBe('doctor_off');
    expect(why('2027-05-05T14:30', { doctorIds: [dan] })).toBe('outside_hours');
    expect(why('2027-05-05T20:00')).toBe('outside_hours');
    expect(why('2027-05-05T10:00', { doctorIds: [dan], busy: [{ doctorId: dan, startMs: at('2027-05-05T10:00'), endMs: at('2027-05-05T11:00') }] })).toBe(
      'busy',
    );
    expect(why('2027-05-05T10:00')).toBeNull();
  });

  it('knows that a time skipped by the clocks does not exist', () => {
    expect(fromLocal('2027-03-28T01:30', 'Europe/Lisbon')).toBeNull();
    expect(fromLocal('nonsense', 'Europe/Lisbon')).toBeNull();
  });
});
