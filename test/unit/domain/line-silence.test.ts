import { describe, expect, it } from 'vitest';
import { comparedHours, isUnusuallySilent } from '../../../src/domain/line-silence.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic({ timezone: 'Europe/Lisbon' }); // Monday to Friday, 09:00 to 18:00, closed on 2027-05-13
const at = (iso: string) => Date.parse(iso);

describe('the hours a line is judged by', () => {
  it.each([
    ['in the middle of a working day', '2027-03-10T14:00:00Z', true],
    ['as soon as the clinic has been open so long', '2027-03-10T12:00:00Z', true],
    ['before that, the night counts for nothing', '2027-03-10T11:59:00Z', false],
    ['until it closes', '2027-03-10T18:00:00Z', true],
    ['after that, nothing is expected', '2027-03-10T18:01:00Z', false],
    ['at night', '2027-03-10T02:00:00Z', false],
    ['on a Sunday', '2027-03-14T14:00:00Z', false],
    ['on a day it is closed', '2027-05-13T13:00:00Z', false],
  ])('%s', (_when, now, isJudged) => {
    expect(comparedHours(clinic, at(now), 3) !== null).toBe(isJudged);
  });

  it('are the same hours of the same weekday on the clinic’s clock, also across a change of the clocks', () => {
    // Lisbon goes forward on 2027-03-28: noon is 11:00Z afterwards and 12:00Z before.
    const hours = comparedHours(clinic, at('2027-03-31T11:00:00Z'), 3);
    expect(hours?.now).toEqual({ fromMs: at('2027-03-31T08:00:00Z'), toMs: at('2027-03-31T11:00:00Z') });
    expect(hours?.before.map(({ fromMs, toMs }) => [new Date(fromMs).toISOString(), new Date(toMs).toISOString()])).toEqual([
      ['2027-03-24T09:00:00.000Z', '2027-03-24T12:00:00.000Z'],
      ['2027-03-17T09:00:00.000Z', '2027-03-17T12:00:00.000Z'],
      ['2027-03-10T09:00:00.000Z', '2027-03-10T12:00:00.000Z'],
      ['2027-03-03T09:00:00.000Z', '2027-03-03T12:00:00.000Z'],
    ]);
  });

  it('leave out the weeks in which the clinic was closed on that day', () => {
    const hours = comparedHours(clinic, at('2027-05-20T13:00:00Z'), 3);
    expect(hours?.before.map(({ fromMs }) => new Date(fromMs).toISOString().slice(0, 10))).toEqual(['2027-05-06', '2027-04-29', '2027-04-22']);
  });

  it('may run over two entries that meet, and not over a break', () => {
    const days = ['wed' as const];
    const meeting = sampleClinic({
      hours: [
        { days, open: '13:00', close: '18:00' },
        { days, open: '09:00', close: '13:00' },
      ],
    });
    const withBreak = sampleClinic({
      hours: [
        { days, open: '09:00', close: '13:00' },
        { days, open: '14:00', close: '18:00' },
      ],
    });
    expect(comparedHours(meeting, at('2027-03-10T14:30:00Z'), 3)).not.toBeNull();
    expect(comparedHours(withBreak, at('2027-03-10T14:30:00Z'), 3)).toBeNull();
    expect(comparedHours(withBreak, at('2027-03-10T17:30:00Z'), 3)).not.toBeNull();
  });

  it('are unknown for a clinic that gives no hours', () => {
    expect(comparedHours(sampleClinic({ hours: [] }), at('2027-03-10T14:00:00Z'), 3)).toBeNull();
  });
});

describe('silence is unusual', () => {
  it.each([
    ['on a busy line', [20, 18, 25, 21], true],
    ['with one quiet week among four', [20, 0, 25, 21], true],
    ['not with two quiet weeks among four', [0, 0, 25, 21], false],
    ['on a line in its third week', [12, 9, 0, 0], true],
    ['not on a line in its second week', [30, 0, 0, 0], false],
    ['not when one of two weeks was quiet', [0, 30, 0, 0], false],
    ['not where few write', [7, 7, 7, 7], false],
    ['from eight messages on', [8, 8, 8, 8], true],
    ['not on a line nobody ever wrote to', [0, 0, 0, 0], false],
    ['not without weeks to compare with', [], false],
  ])('%s', (_when, before, isUnusual) => {
    expect(isUnusuallySilent(before)).toBe(isUnusual);
  });
});
