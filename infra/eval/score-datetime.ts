import { bestWhen, parseWhen } from '../../src/domain/understanding/when/parse-when.ts';
import type { DatetimeCase } from './records.ts';
import { languageOrGuess } from './language-or-guess.ts';
import { type Mistake, mistakesOf, tally, type Tally, tallyBy } from './tally.ts';

/** How well times were found, by language and by kind of time. */
export type DatetimeScore = Tally & { byLang: Record<string, Tally>; byKind: Record<string, Tally>; failures: Mistake[] };

/** The one time taken from a text, local; null when none was found. */
export type FoundTime = { start: string; end: string | null; hasTime: boolean } | null;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Is the time a text speaks of found? The start counts, at the grain of the case; other defensible readings count too. */
export function scoreDatetime(cases: readonly DatetimeCase[]): DatetimeScore {
  const judged = cases.map((each) => {
    const found = findTime(each);
    const { id, lang, kind, text, expected } = each;
    return { id, lang, kind, text, expected: expected?.start ?? 'none', got: found?.start ?? 'none', isRight: isRightTime(each, found) };
  });
  return { ...tally(judged), byLang: tallyBy(judged, (one) => one.lang), byKind: tallyBy(judged, (one) => one.kind), failures: mistakesOf(judged) };
}

function findTime({ text, lang, reference, timezone }: DatetimeCase): FoundTime {
  const best = bestWhen(parseWhen(text, { language: languageOrGuess(lang, text), reference, timezone }));
  return best === null || best.invalid === true ? null : { start: best.start, end: best.end ?? null, hasTime: best.hasTime };
}

/**
 * Does the time found answer the case? A day must be that day, a week may be met a day early and anywhere in its seven days, a part of the
 * day by its day and, when a clock time was read, from two hours before it to its end; all else to the minute.
 */
export function isRightTime({ expected, alt, kind }: Pick<DatetimeCase, 'expected' | 'alt' | 'kind'>, found: FoundTime): boolean {
  if (expected === null || found === null) return expected === null && found === null;
  const at = wallClockMs(found.start);
  if (Number.isNaN(at)) return false;
  const readings = [expected, ...alt].map(({ start }) => wallClockMs(start));
  const within = (unitMs: number) => readings.some((reading) => Math.floor(reading / unitMs) === Math.floor(at / unitMs));
  const isWholeDay = expected.grain === 'day';
  switch (kind) {
    case 'day':
      return within(DAY_MS);
    case 'week':
      return readings.some((reading) => at >= reading - DAY_MS && at < reading + 7 * DAY_MS);
    case 'range':
      return within(isWholeDay ? DAY_MS : MINUTE_MS);
    case 'relative_offset':
      return isWholeDay || expected.grain === 'week' ? within(DAY_MS) : readings.some((reading) => Math.abs(reading - at) < MINUTE_MS);
    case 'part_of_day': {
      const from = wallClockMs(expected.start);
      const to = expected.end ? wallClockMs(expected.end) : null;
      const isInside = to !== null && at >= from && at < to;
      if (!within(DAY_MS) && !isInside) return false;
      return isWholeDay || to === null || !found.hasTime || (at >= from - 2 * HOUR_MS && at < to);
    }
    default:
      return within(MINUTE_MS);
  }
}

/** Local times are compared with each other only, so reading them as UTC is as good as any zone, and knows no missing hours. */
function wallClockMs(local: string): number {
  return Date.parse(local.length > 10 ? `${local}Z` : local);
}
