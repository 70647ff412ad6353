import { rule, reads } from './chart.ts';
import type { Edge, Match, Rule, RuleContext } from './chart.ts';
import type { Part, PartOfDay } from './part.ts';

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Two-digit years from here on are birthdays, not appointments. */
const FIRST_YEAR_OF_LAST_CENTURY = 70;

function fullYear(edge: Edge | undefined): number | undefined {
  if (edge === undefined) return undefined;
  if (edge.digits === 4 || edge.n > 99) return edge.n;
  return edge.n < FIRST_YEAR_OF_LAST_CENTURY ? 2000 + edge.n : 1900 + edge.n;
}

/** A calendar date; one that never exists is kept and flagged, so that "31 February at 6" is not taken for "at 6". */
export function calendarDay(day: number, month: number, year: number | undefined): Part | null {
  const invalid = month < 1 || month > 12 || day < 1 || day > (DAYS_IN_MONTH[month - 1] ?? 0);
  if (year !== undefined && (year < 1900 || year > 2200)) return null;
  return { day, month, ...(year === undefined ? {} : { year }), ...(invalid ? { invalid } : {}) };
}

function numericDate(m: Match, { chart, from, to }: RuleContext): Part | null {
  const [a, b, y] = [m['a'], m['b'], m['y']];
  if (a === undefined || b === undefined || a.digits > 2 || b.digits > 2 || (y !== undefined && y.digits !== 2 && y.digits !== 4)) return null;
  const separator = chart.tokens[a.to]?.norm;
  if (y === undefined && chart.tokens[to]?.norm === separator && chart.tokens[to]?.spaced === false && chart.tokens[to + 1]?.kind === 'number' && chart.tokens[to + 1]?.spaced === false) return null; // prettier-ignore
  if (y === undefined && chart.tokens[from - 1]?.norm === separator && chart.tokens[from]?.spaced === false) return null;
  const monthFirst = !chart.compiled.lexicon.dayFirst;
  let [day, month] = monthFirst ? [b.n, a.n] : [a.n, b.n];
  let swapped = false;
  if (month > 12 && day <= 12) [day, month, swapped] = [month, day, true];
  const found = calendarDay(day, month, fullYear(y));
  if (found === null) return null;
  if (y !== undefined) return found;
  // "3-5" is rather a range, "10.30" a time, "1/2" a half.
  if (separator === '-') return found.invalid === true || (day <= 12 && month <= 12 && !swapped) || swapped !== monthFirst ? null : found;
  if (separator === '.' && (found.invalid === true ? b.digits === 2 && b.n % 5 === 0 && a.n < 24 : b.digits === 1 && monthFirst)) return null;
  if (separator === '.' && (swapped || (monthFirst && b.n > 12)) && b.digits === 2 && b.n % 5 === 0 && a.n < 24) return null;
  return found;
}

/** "в 10.30", "at 10.10": after a word for "at" a point between round numbers makes a time of what could be a date. */
function datedNumber(m: Match, { chart, from, to }: RuleContext): Part | null {
  const t = m['t'];
  const [separator, minutes] = [chart.tokens[(t?.from ?? 0) + 1], chart.tokens[(t?.from ?? 0) + 2]];
  const timely = separator?.norm === '.' && minutes?.text.length === 2 && Number(minutes.text) % 5 === 0 && (t?.to ?? 0) - (t?.from ?? 0) === 3;
  const at = (chart.edges[from] ?? []).some((edge) => edge.category === 'at' && edge.value !== 'orDay');
  // "на 15.10 в 9 утра": where another time is said, the first number is a date after all.
  const timedElsewhere = chart.edges.some(
    (list, place) => (place < from || place >= to) && list.some((edge) => edge.category === 'clock' && edge.part?.weak !== true && edge.part?.bare !== true),
  );
  return timely && at && !timedElsewhere ? null : (t?.part ?? null);
}

const isoDate = (m: Match): Part | null => (m['y']?.digits === 4 ? calendarDay(m['d']?.n ?? 0, m['m']?.n ?? 0, m['y'].n) : null);

function namedDate(m: Match): Part | null {
  const [d, y] = [m['d'], m['y']];
  const month = m['m']?.n ?? 0;
  if (d === undefined || d.digits > 2) return null;
  return calendarDay(d.n, month, y?.part?.year);
}

const isDay = (edge: Edge | undefined): edge is Edge => edge !== undefined && edge.n >= 1 && edge.n <= 31 && edge.digits <= 2;

function numberAfterWeekday(m: Match, { chart, to }: RuleContext): Part | null {
  const d = m['d'];
  const weekday = m['w']?.part?.weekday;
  if (!isDay(d) || weekday === undefined || m['w']?.part?.weekdayMod !== undefined) return null;
  if (d.digits === 0 && m['the'] === undefined && (d.n < 13 || m['w']?.weak === true)) return null;
  if (reads(chart, to, ['am', 'pm', 'letterAm', 'letterPm', 'oclock', 'h', 'part', 'half', 'unit', ':', 'plus', 'month']) || (chart.tokens[to]?.norm === '/' || (chart.tokens[to]?.norm === '.' && chart.tokens[to + 1]?.spaced === false))) return null; // prettier-ignore
  if (reads(chart, to, ['of', 'to', 'on']) && reads(chart, to + 1, ['month'])) return null;
  // "viernes 7 de la noche" is an hour, "lunes 12 por la tarde" a day.
  if (d.n <= 12 && reads(chart, to, ['of']) && reads(chart, to, ['pod'])) return null;
  return {
    weekday,
    day: d.n,
    ...(m['w']?.weak === true ? { weak: true } : {}),
    ...(d.category === 'number' && m['the'] === undefined && d.n <= 23 ? { orHour: true } : {}),
  };
}

const dayAlone = (m: Match): Part | null => (isDay(m['d']) ? { day: m['d'].n } : null);
/** "That's the one" is no first of the month: English counts days with ordinals. */
const dayAfterArticle = (m: Match, { chart }: RuleContext): Part | null =>
  chart.compiled.lexicon.language === 'en' && m['d']?.digits === 0 ? null : dayAlone(m);

function ordinalAlone(m: Match, { chart, from, to }: RuleContext): Part | null {
  const d = m['d'];
  if (!isDay(d) || reads(chart, to, ['noun', 'weekday', 'unit', 'weekend', 'month', 'money']) || reads(chart, from - 1, ['halfOf', 'quarter'])) return null;
  if (d.digits > 0) return { day: d.n };
  if (d.n > 10) return { day: d.n, weak: d.n <= 12 };
  // "шестого" is a date, "шестой" the sixth of anything.
  return /(?:ого|его)$/u.test(chart.tokens[d.to - 1]?.norm ?? '') ? { day: d.n, weak: true } : null;
}

function weekday(m: Match, { chart }: RuleContext): Part | null {
  const w = m['w'];
  if (w === undefined) return null;
  // "התור השני" is the second appointment: with an article and without "day" these names are ordinals.
  const article = chart.tokens[w.from - 1];
  if (w.weak && m['day'] === undefined && article?.norm === 'ה' && chart.tokens[w.from]?.spaced === false) return null;
  // "לשבת" is "for Saturday" and "to sit".
  const hebrew = chart.compiled.lexicon.language === 'he';
  const placed = m['day'] !== undefined || (hebrew && m['on'] !== undefined && !(m['on'].value === 'to' && w.n === 6));
  return { weekday: w.n, ...(w.weak && !placed ? { weak: true } : {}) };
}

const modOf = (m: Match): number => (m['next'] !== undefined ? 1 : m['last'] !== undefined ? -1 : m['after'] !== undefined ? 2 : 0);
const modified = (m: Match): Part | null => (m['w']?.part?.weekday === undefined ? null : { weekday: m['w'].part.weekday, weekdayMod: modOf(m) });

function unitMod(m: Match): Part | null {
  const n = modOf(m);
  const unit = m['u']?.value;
  if (unit === 'day') return n < 0 ? null : { dayOffset: n };
  if (unit === 'week') return { weekOffset: n };
  if (unit === 'month') return { monthOffset: n };
  return unit === 'year' ? { yearOffset: n } : null;
}

function nthWeekday(m: Match): Part | null {
  const nth = m['last'] !== undefined ? -1 : (m['o']?.n ?? 0);
  const [month, y] = [m['m'], m['y']];
  if (nth === 0 || nth > 5 || m['w']?.part?.weekday === undefined) return null;
  if (month?.part?.weekOffset !== undefined) return null;
  const where: Part = month?.category === 'month' ? { month: month.n } : (month?.part ?? { monthOffset: 0 });
  return { nth, weekday: m['w'].part.weekday, ...where, ...(y?.part?.year === undefined ? {} : { year: y.part.year }) };
}

function edgeOf(m: Match): Part | null {
  const edge = m['s'] !== undefined ? 'start' : m['mid'] !== undefined ? 'mid' : 'end';
  const what = m['m'];
  if (what === undefined) return null;
  if (what.category === 'month') return { edge, month: what.n };
  if (what.category === 'unit') return what.value === 'month' ? { edge, monthOffset: 0 } : what.value === 'week' ? { edge, weekOffset: 0 } : null;
  const part = what.part;
  return part !== null && (part.monthOffset !== undefined || part.weekOffset !== undefined || (part.month !== undefined && part.day === undefined))
    ? { ...part, edge }
    : null;
}

function nextUnits(m: Match): Part | null {
  const part = m['n']?.part?.offsets?.[0];
  return part === undefined ? null : { nextUnits: part };
}

const keep = (name: string) => (m: Match): Part | null => m[name]?.part ?? null; // prettier-ignore
/** "the first week of March" holds the 4th, as the first week of a year does; the last one holds the 28th. */
function weekOfMonth(m: Match): Part | null {
  const n = m['n']?.category === 'last' ? 4.5 : (m['n']?.n ?? 0);
  const month = m['m']?.n;
  if (m['u']?.value !== 'week' || month === undefined || n < 1 || n > 4.5) return null;
  return { day: Math.min(28, 4 + (n - 1) * 7), month, weekOf: true, ...(m['y']?.part?.year === undefined ? {} : { year: m['y'].part.year }) };
}

const weekOf = (m: Match): Part | null => (m['d']?.part?.day === undefined ? null : { ...m['d'].part, weekOf: true });
/** A month without a day; "may" and "mar" are months only after "in" or "next". */
function monthAlone(m: Match): Part | null {
  const month = m['m'];
  if (month === undefined || (month.weak && m['in'] === undefined)) return null;
  const year = m['y']?.part?.year;
  return { month: month.n, ...(m['in'] === undefined ? { weak: true } : {}), ...(year === undefined ? {} : { year }) };
}

/** Days, dates, weekdays, weeks and months. */
export const DATE_RULES: readonly Rule[] = [
  rule('yearTail', 'of|in|,? number:y', (m) => (m['y']?.digits === 4 ? { year: m['y'].n } : null)),
  rule('numdate', 'number:y ~- ~number:m ~- ~number:d', isoDate, 3),
  rule('numdate', 'number:y ~/ ~number:m ~/ ~number:d', isoDate, 3),
  rule('numdate', 'number:y ~. ~number:m ~. ~number:d', isoDate, 3),
  rule('numdate', 'number:a ~/ ~number:b ~/ ~number:y', numericDate, 3),
  rule('numdate', 'number:a ~- ~number:b ~- ~number:y', numericDate, 3),
  rule('numdate', 'number:a ~. ~number:b ~. ~number:y', numericDate, 3),
  rule('numdate', 'number:a ~. ~number:b ~.? year?', numericDate, 1),
  rule('numdate', 'number:a ~/ ~number:b', numericDate, 1),
  rule('numdate', 'number:a ~- ~number:b', numericDate),
  rule('date', 'on|to? theDay|the? dayWord|dateWord? numdate:t', datedNumber, 1),
  rule('date', `on|at|to? theDay|the? dateWord? dayWord? the? number|ordinal:d .|-|/? of|to|on? the? month:m ~.? yearTail:y? year?`, namedDate, 2),
  rule(
    'date',
    `month:m ~.? -|/|,? the? number|ordinal:d yearTail:y?`,
    (m, c) => (reads(c.chart, c.to, [':']) && m['y'] === undefined ? null : namedDate(m)),
    1,
  ),
  rule('date', `month:m ~.? the? number|ordinal:d`, namedDate),
  rule('wd', 'on:on? the? dayWord:day? weekday:w', weekday),
  rule('wd', 'dayWord:day? weekday:w ~.', weekday),
  rule('wday', 'the? this on? the? wd:w', modified),
  rule('wday', 'on? the? next:next on? the? wd:w', modified),
  rule('wday', 'on? the? last:last wd:w', modified),
  rule('wday', 'wd:w the? next:next', modified),
  rule('wday', 'wd:w the? last:last', modified),
  rule('wday', 'wd:w the? this', modified),
  rule('wday', 'wd:w the? afterNext:after', modified),
  rule('date', 'wd:w ,? theDay:the? dayWord:the? number|ordinal:d', numberAfterWeekday, 1),
  rule('date', 'wday:t', keep('t'), 2),
  rule('date', 'wd:t', keep('t')),
  rule('date', 'on? relday:r', (m) => ({ dayOffset: m['r']?.n ?? 0, ...(m['r']?.weak === true ? { weak: true } : {}) }), 2),
  rule('date', 'on? theDay dateWord? number:d', dayAfterArticle),
  rule('date', 'on|at? the? dayWord number:d', dayAlone),
  rule('date', 'on|at|to|until|from? the? number|ordinal:d dateWord', dayAlone, 1),
  rule('date', 'on? the? dateWord ordinal|number:d', (m) => ({ ...dayAlone(m), weak: true })),
  rule('date', 'on|at|to|until|from? the? ordinal:d', ordinalAlone),
  rule('span', 'on|in? the? nextWeek', () => ({ weekOffset: 1 }), 1),
  rule('span', 'on|in? the? this:this the? unit:u', unitMod),
  rule('span', 'on|in? the? next:next unit:u', unitMod),
  rule('span', 'on|in? the? last:last unit:u', unitMod),
  rule('span', 'on|in? the? unit:u the? next:next', unitMod),
  rule('span', 'on|in? the? unit:u the? last:last', unitMod),
  rule('span', 'on|in? the? unit:u the? this:this', unitMod),
  rule('span', 'on|in? the? unit:u the? afterNext:after', unitMod),
  rule('span', 'on|in? thisWeek', () => ({ weekOffset: 0 })),
  rule('span', 'on|in? the? unit:u number:n', (m) =>
    m['u']?.value === 'week' && (m['n']?.n ?? 99) <= 53 && (m['n']?.n ?? 0) > 0 ? { isoWeek: m['n']?.n ?? 1 } : null,
  ),
  rule(
    'span',
    'on|in? the? ordinal:n unit:u of|in? number:y',
    (m) => (m['u']?.value === 'week' && m['y']?.digits === 4 ? { isoWeek: m['n']?.n ?? 1, year: m['y'].n } : null),
    1,
  ),
  rule('span', 'on|in? the? ordinal|last:n unit:u of|in? the? month:m yearTail:y?', weekOfMonth, 2),
  rule('span', 'on|in? the? next:next month:m', (m) => ({ month: m['m']?.n ?? 1 })),
  rule('span', 'on|in? the? this month:m', (m) => ({ month: m['m']?.n ?? 1 })),
  rule('span', `in:in? month:m ~.? yearTail:y?`, monthAlone),
  rule('date', 'on? the? ordinal:o wd:w of|in? the? month|span:m yearTail:y?', nthWeekday, 2),
  rule('date', 'on? the? last:last wd:w of|in? the? month|span:m yearTail:y?', nthWeekday, 2),
  rule('span', 'at|on|in|to|until? the? start:s of|in? the? month|span|unit:m', edgeOf, 1),
  rule('span', 'at|on|in|to|until? the? mid:mid of|in? the? month|span|unit:m', edgeOf, 1),
  rule('span', 'at|on|in|to|until? the? end:e of|in? the? month|span|unit:m', edgeOf, 1),
  rule('date', 'on|in|at|for? the? this? weekend', () => ({ weekend: true })),
  rule('date', 'on|in|at|for? the? next weekend', () => ({ weekend: true, weekOffset: 1 })),
  rule('date', 'on|in|at|for? the? weekend the? next', () => ({ weekend: true, weekOffset: 1 })),
  rule('date', 'on|in? the? next:next quantity:n', nextUnits, 2),
  rule('date', 'span:t', keep('t')),
  rule('date', 'part:p last', (m) => ({ dayOffset: -1, partOfDay: m['p']?.value as PartOfDay })),
  rule('date', 'last part:p', (m) => ({ dayOffset: -1, partOfDay: m['p']?.value as PartOfDay })),
  rule('date', 'the? unit:u of|starting the? date:d', (m) => (m['u']?.value === 'week' ? weekOf(m) : null), 3),
  rule('date', 'the? unit:u starting of|from|on? the? date:d', (m) => (m['u']?.value === 'week' ? weekOf(m) : null), 3),
  rule('date', 'now', () => ({ offsets: [] })),
];
