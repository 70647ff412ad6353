import type { Language } from '../clinic.ts';
import { formatDayAndTime } from '../understanding/when/format-when.ts';
import { parseWhen } from '../understanding/when/parse-when.ts';
import type { When } from '../understanding/understanding.ts';
import { readable } from './read-sentences.ts';
import { wordsOf } from './words-of.ts';

/** A local time to the minute, YYYY-MM-DDTHH:mm. */
export type Moment = string;

/** What a text says of when. `whens` are what the parser reads, `weekdays` the days of the week named (0 = Monday), whatever it makes of them. */
export type NamedTimes = { whens: When[]; weekdays: number[]; exact: Moment[] };

/** `read` keeps what was parsed already: several claims of a sentence ask for the same times. */
export type TimeFrame = { language: Language; now: Moment; timezone: string; read: Map<string, When[]> };

/**
 * The days and times a text names. The ones it is expected to name are recognised by the words our own texts use for them; only what is left
 * goes through the parser, which costs a hundred times as much.
 */
export function namedTimes(text: string, expected: readonly Moment[], frame: TimeFrame): NamedTimes {
  const { language } = frame;
  const exact: Moment[] = [];
  // "the Wednesday one" is no one o'clock
  let rest = language === 'en' ? text.replace(/ ones?(?!\p{L})/gu, '') : text;
  for (const moment of expected) {
    const words = readable(formatDayAndTime(moment, language));
    if (!rest.includes(words)) continue;
    exact.push(moment);
    rest = rest.replaceAll(words, ' ');
  }
  const words = wordsOf(language);
  const weekdays = words.weekdays.flatMap((pattern, day) => (pattern.test(rest) ? [day] : []));
  const whens = /\d/u.test(rest) || words.day.test(rest) ? parsed(rest, frame) : [];
  return { whens: whens.filter((when) => isMeeting(when)), weekdays, exact };
}

function parsed(text: string, { language, now, timezone, read }: TimeFrame): When[] {
  const known = read.get(text);
  if (known !== undefined) return known;
  const fresh = parseWhen(text, { language, reference: `${now}:00`, timezone });
  read.set(text, fresh);
  return fresh;
}

/** "Until Wednesday", "10 minutes early" and "by noon" name no meeting. */
function isMeeting(when: When): boolean {
  return !when.negated && when.open === undefined && when.grain !== 'second' && (when.hasDate || when.hasTime);
}

/** True when nothing at all is named. */
export function namesNothing({ whens, exact, weekdays }: NamedTimes): boolean {
  return whens.length === 0 && exact.length === 0 && weekdays.length === 0;
}

/**
 * Whether the times named are those of the moments meant: every day named is the day of one, and a time of day is right unless the sentence
 * has a whole moment right already (then it may also say when to be there). One of `primary` must be among them, when there are any.
 */
export function areRight(named: NamedTimes, primary: readonly Moment[], others: readonly Moment[], language: Language): boolean {
  const all = [...primary, ...others];
  const isWhole = (when: When) => when.hasDate && when.hasTime && all.some((moment) => fits(when, moment, language));
  const hasWhole = named.exact.length > 0 || named.whens.some(isWhole);
  const wrong = named.whens.some((when) => (when.hasDate || !hasWhole) && !all.some((moment) => fits(when, moment, language)));
  const wrongDay = named.weekdays.some((day) => !all.some((moment) => weekdayOf(moment) === day));
  if (wrong || wrongDay) return false;
  if (primary.length === 0 || namesNothing(named)) return true;
  const meant = (moment: Moment) =>
    named.exact.includes(moment) ||
    (named.whens.length === 0
      ? named.exact.length === 0 && named.weekdays.includes(weekdayOf(moment))
      : named.whens.some((when) => fits(when, moment, language)));
  return primary.some(meant);
}

/** Whether a parsed time can mean this moment. A weekday alone can be one of a later week. */
export function fits(when: When, moment: Moment, language: Language): boolean {
  const [date, time] = [moment.slice(0, 10), moment.slice(11, 16)];
  return [when, ...when.alternatives].some(({ start, end }) => {
    const inSpan = end !== undefined && !when.hasTime && start.slice(0, 10) <= date && `${date}T23:59` < end;
    const isDay = !when.hasDate || start.slice(0, 10) === date || inSpan || isBareWeekday(when, moment, language);
    return isDay && (!when.hasTime || start.slice(11, 16) === time);
  });
}

function isBareWeekday(when: When, moment: Moment, language: Language): boolean {
  const text = readable(when.text);
  const pattern = wordsOf(language).weekdays[weekdayOf(moment)];
  return pattern !== undefined && pattern.test(text) && !/\d/u.test(text.replace(/\d{1,2}(?:[:.h]\d\d|h|\s?[ap]\.?m)/gu, ' '));
}

/** 0 = Monday. */
function weekdayOf(moment: Moment): number {
  return (new Date(`${moment.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
}
