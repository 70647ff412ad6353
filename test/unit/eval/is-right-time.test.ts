import { describe, expect, it } from 'vitest';
import { isRightTime } from '../../../infra/eval/score-datetime.ts';

type Expected = { start: string; end?: string; grain?: string } | null;
type Row = { kind: string; expected: Expected; alt?: { start: string }[]; found: string | null; hasTime?: boolean; right: boolean; why: string };

const day = { start: '2027-03-10T00:00:00', grain: 'day' };
const three = { start: '2027-03-10T15:00:00', grain: 'hour' };
const week = { start: '2027-03-15T00:00:00', end: '2027-03-22T00:00:00', grain: 'week' };
const evening = { start: '2027-03-10T18:00:00', end: '2027-03-11T00:00:00', grain: 'hour' };

const ROWS: Row[] = [
  { kind: 'none', expected: null, found: null, right: true, why: 'nothing there, nothing found' },
  { kind: 'none', expected: null, found: '2027-03-10T15:00:00', right: false, why: 'found where there is nothing' },
  { kind: 'day', expected: day, found: null, right: false, why: 'nothing found' },
  { kind: 'day', expected: day, found: 'not a time', right: false, why: 'no time at all' },
  { kind: 'day', expected: day, found: '2027-03-10T15:00:00', right: true, why: 'any time of that day' },
  { kind: 'day', expected: day, found: '2027-03-11T00:00:00', right: false, why: 'the next day' },
  { kind: 'day', expected: day, alt: [{ start: '2027-03-17T00:00:00' }], found: '2027-03-17T00:00:00', right: true, why: 'another defensible reading' },
  { kind: 'datetime', expected: three, found: '2027-03-10T15:00:30', right: true, why: 'the same minute' },
  { kind: 'datetime', expected: three, found: '2027-03-10T15:01:00', right: false, why: 'another minute' },
  { kind: 'week', expected: week, found: '2027-03-14T00:00:00', right: true, why: 'a week that begins on Sunday' },
  { kind: 'week', expected: week, found: '2027-03-21T23:00:00', right: true, why: 'its last day' },
  { kind: 'week', expected: week, found: '2027-03-22T00:00:00', right: false, why: 'the week after' },
  { kind: 'part_of_day', expected: evening, found: '2027-03-10T00:00:00', right: true, why: 'the day, no clock time' },
  { kind: 'part_of_day', expected: evening, found: '2027-03-10T16:00:00', hasTime: true, right: true, why: 'two hours early at most' },
  { kind: 'part_of_day', expected: evening, found: '2027-03-10T15:59:00', hasTime: true, right: false, why: 'too early in the day' },
  { kind: 'part_of_day', expected: evening, found: '2027-03-11T00:00:00', hasTime: true, right: false, why: 'the end is outside' },
  { kind: 'range', expected: day, found: '2027-03-10T09:00:00', right: true, why: 'days from that day' },
  { kind: 'range', expected: three, found: '2027-03-10T16:00:00', right: false, why: 'hours from another hour' },
  { kind: 'relative_offset', expected: { start: '2027-03-10T15:00:00', grain: 'minute' }, found: '2027-03-10T15:00:59', right: true, why: 'within a minute' },
  {
    kind: 'relative_offset',
    expected: { start: '2027-03-10T15:00:00', grain: 'week' },
    found: '2027-03-10T09:00:00',
    right: true,
    why: 'weeks from now: the day',
  },
  { kind: 'of another kind', expected: three, found: '2027-03-10T15:00:00', right: true, why: 'an unknown kind is judged to the minute' },
];

describe('a time found is judged at the grain of its case', () => {
  it.each(ROWS)('$kind: $why', ({ kind, expected, alt = [], found, hasTime = false, right }) => {
    expect(isRightTime({ kind, expected, alt }, found === null ? null : { start: found, end: null, hasTime })).toBe(right);
  });
});
