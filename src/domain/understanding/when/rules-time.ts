import { rule, reads } from './chart.ts';
import type { Chart, Edge, Match, Rule, RuleContext } from './chart.ts';
import { clock, inPartOfDay, leadingZero, withMeridiem } from './clock-time.ts';
import type { Part, PartOfDay } from './part.ts';

const BOUNDED_NUMBER = 'number:h';
const h = (m: Match): number => m['h']?.n ?? -1;
const mins = (m: Match): number => m['m']?.n ?? -1;

/** A number that is glued to others by a slash or a point is a part of something else. */
function standsAlone({ chart, from, to }: RuleContext): boolean {
  const [before, after] = [chart.tokens[from - 1], chart.tokens[to]];
  if (
    before !== undefined &&
    /^[/.,:]$/u.test(before.norm) &&
    !before.spaced &&
    chart.tokens[from]?.spaced === false &&
    chart.tokens[from - 2]?.kind === 'number'
  )
    return false;
  return !(
    after !== undefined &&
    /^[/.,:]$/u.test(after.norm) &&
    !after.spaced &&
    chart.tokens[to + 1]?.kind === 'number' &&
    chart.tokens[to + 1]?.spaced === false
  );
}

/** Words after which even "one" is an hour and no article. */
const BEFORE_HOURS = ['at', 'the', 'after', 'before', 'from', 'to', 'between', 'until', 'and', '-', 'or', 'relday', 'weekday'];

function bareHour(m: Match, context: RuleContext): Part | null {
  if (
    m['h']?.digits === 0 &&
    m['h'].n === 1 &&
    !reads(context.chart, context.from - 1, BEFORE_HOURS) &&
    !reads(context.chart, context.to, ['part', 'of', 'in', 'pm', 'am', 'on'])
  )
    return null;
  return (m['h']?.digits ?? 0) <= 2 && standsAlone(context) ? clock(h(m), 0, { ...leadingZero(m['h']), bare: true }) : null;
}

/** "9:30" may be either half of the day, "12:30" is written as it is meant: midnight would be 00:30. */
function colonTime(m: Match): Part | null {
  const asWritten: Part = h(m) === 12 ? { exact: true } : leadingZero(m['h']);
  return m['m']?.digits === 2 && (m['h']?.digits ?? 3) <= 2 ? clock(h(m), mins(m), asWritten) : null;
}

/** "18.30": a time when it cannot be a date, else only in company ("at 10.30"). */
function dotTime(m: Match, { chart, from, to }: RuleContext): Part | null {
  if (m['m']?.digits !== 2 || (m['h']?.digits ?? 3) > 2) return null;
  const after = chart.tokens[to];
  if (after?.norm === '.' && !after.spaced && chart.tokens[to + 1]?.kind === 'number' && !chart.tokens[to + 1]?.spaced) return null;
  if (chart.tokens[from - 1]?.norm === '.' && !chart.tokens[from]?.spaced) return null;
  const dateLike = mins(m) >= 1 && mins(m) <= 12 && h(m) >= 1;
  return clock(h(m), mins(m), { ...leadingZero(m['h']), ...(dateLike || mins(m) % 5 !== 0 ? { weak: true } : {}) });
}

/** "15-30" on the clock: only where it can be no range of hours and no date. */
function dashTime(m: Match, context: RuleContext): Part | null {
  if (m['m']?.digits !== 2 || (m['h']?.digits ?? 3) > 2 || !standsAlone(context)) return null;
  // "16-15" can be no range of hours: those go up.
  if (mins(m) > 12 && mins(m) % 5 === 0 && mins(m) < h(m)) return clock(h(m), mins(m));
  return mins(m) === 0 || (mins(m) > 31 && mins(m) % 5 === 0) || mins(m) === 30 ? clock(h(m), mins(m), { weak: true }) : null;
}

function compactTime(m: Match, { chart, from }: RuleContext): Part | null {
  const edge = m['h'];
  if (edge === undefined || edge.digits < 3) return null;
  // "12 de diciembre de 2016 a las 18": a year.
  if (edge.n >= 1900 && edge.n < 2100 && (reads(chart, from - 1, ['month', 'in', 'year']) || reads(chart, from - 2, ['month']))) return null;
  return clock(Math.floor(edge.n / 100), edge.n % 100, { weak: true, ...(edge.digits === 4 && edge.n < 1000 ? { exact: true } : {}) });
}

/** "diez y seis", "שתים עשרה": two words, one number. */
const isOneNumber = (first: Edge, last: Edge, chart: Chart): boolean =>
  (chart.edges[first.from] ?? []).some((edge) => edge.category === 'number' && edge.to === last.to);

/** "three twenty", "twelve zero three"; two spelled numbers can also be anything else, hence weak. */
function spelledTime(m: Match, { chart }: RuleContext): Part | null {
  const [hour, minute] = [m['h'], m['m']];
  if (
    hour === undefined ||
    minute === undefined ||
    isOneNumber(hour, minute, chart) ||
    (hour.digits > 0 && m['zero'] === undefined) ||
    hour.n < 1 ||
    hour.n > 24
  )
    return null;
  if (m['zero'] === undefined && (minute.n < 10 || minute.digits > 0) && minute.digits !== 2)
    return minute.n > 0 && minute.digits === 0 ? clock(hour.n, minute.n, { weak: true }) : null;
  return clock(hour.n, minute.n, m['zero'] === undefined ? { weak: true } : {});
}

/** "в 14 30", "вс 13 00": hour and minutes with a gap; only after a word that announces a time or a day, and with nothing counted behind. */
function gappedTime(m: Match, { chart, from, to }: RuleContext): Part | null {
  const [hour, minute] = [m['h'], m['m']];
  if (minute?.digits !== 2 || minute.n % 5 !== 0 || (hour?.digits ?? 0) === 0 || hour!.digits > 2) return null;
  if (!reads(chart, from - 1, ['at', 'weekday', 'relday', ',']) || reads(chart, to, ['noun', 'unit', 'money', 'month', ':', '/', '.'])) return null;
  return clock(hour!.n, minute.n, leadingZero(hour));
}

/** The time `minutes` before or after a full hour on a twelve-hour face. */
function around(hour: number, minutes: number): Part | null {
  if (hour < 1 || hour > 24) return null;
  const total = hour * 60 + minutes;
  const base = clock(Math.floor(total / 60) || 12, ((total % 60) + 60) % 60);
  return base === null ? null : hour > 12 ? base : { ...base, ...(base.hour === 12 && minutes < 0 && hour === 1 ? { exact: false } : {}) };
}

const minutesOf = (m: Match): number => { const named = m['m']?.category; return named === 'quarter' ? 15 : named === 'half' || named === 'halfOf' ? 30 : mins(m); }; // prettier-ignore
const plausibleMinutes = (m: Match): boolean => minutesOf(m) >= 1 && minutesOf(m) <= 59;
const spelledOrFive = (m: Match): boolean => m['m'] === undefined || m['m'].digits === 0 || mins(m) % 5 === 0;

const plusTime = (m: Match): Part | null => (plausibleMinutes(m) && m['m']?.digits !== 1 ? around(h(m), minutesOf(m)) : null);
const minusTime = (m: Match): Part | null => (plausibleMinutes(m) ? around(h(m), -minutesOf(m)) : null);

/** "10 to 5" is ten minutes before only with a usual number of minutes; "3 to 5" and "5 to 6pm" are ranges. */
function toTime(m: Match, { chart, to }: RuleContext): Part | null {
  const hours = h(m) - mins(m);
  if (m['m']?.digits === 1 && hours > 0 && hours <= 4 && reads(chart, to, ['am', 'pm', 'letterAm', 'letterPm'])) return null;
  if (!plausibleMinutes(m) || !spelledOrFive(m) || h(m) > 12 || minutesOf(m) > 35) return null;
  return minusTime(m);
}

function beforeHalf(m: Match, context: RuleContext): Part | null {
  const minutes = minutesOf(m);
  if (!context.chart.compiled.lexicon.halfBefore || !plausibleMinutes(m) || h(m) > 12) return null;
  return around(h(m), minutes - 60);
}

const noonPlus = (m: Match): Part | null => (plausibleMinutes(m) ? clock(m['noon'] === undefined ? 0 : 12, minutesOf(m), { exact: true }) : null);
const noonMinus = (m: Match): Part | null => (plausibleMinutes(m) ? clock(m['noon'] === undefined ? 23 : 11, 60 - minutesOf(m), { exact: true }) : null);

function glued(m: Match, { chart }: RuleContext, time: Part | null, meridiem: 'am' | 'pm'): Part | null {
  const edge = m['mer'];
  return edge === undefined || chart.tokens[edge.from]?.spaced === true ? null : withMeridiem(time, meridiem);
}

const strong = (part: Part | null | undefined): Part | null => {
  if (part === null || part === undefined) return null;
  const { weak: _weak, bare: _bare, ...rest } = part;
  return rest;
};

/** "as duas" is "both" as well as "at two": with a word that needs company a spelled hour before an unknown word stays weak. */
function atTime(m: Match, { chart, to }: RuleContext): Part | null {
  const part = m['t']?.part;
  if (part === null || part === undefined) return null;
  // "a los 6 meses"
  if (part.bare === true && (chart.edges[to] ?? []).some((edge) => edge.category === 'unit' && edge.value !== 'hour' && edge.value !== 'minute')) return null;
  const next = chart.tokens[to];
  const unknownNext = next?.kind === 'word' && (chart.edges[to] ?? []).length === 0;
  if (m['at']?.weak === true && part.bare === true && unknownNext && m['t']?.digits !== 2) return { ...part, weak: true };
  if (m['at']?.value === 'orDay' && part.bare === true && (part.hour ?? 0) > 0) return { ...strong(part), orDay: part.hour ?? 1 };
  return strong(part);
}

function timeInPart(m: Match): Part | null {
  const part = m['t']?.part;
  const name = m['p']?.part?.partOfDay;
  if (part === null || part === undefined || name === undefined) return null;
  const placed = strong(inPartOfDay(part, name));
  return placed === null || m['p']?.part?.today !== true ? placed : { ...placed, today: true };
}

const partOfDay = (m: Match): Part | null => ({
  partOfDay: m['p']?.value as PartOfDay,
  ...(m['p']?.weak === true ? { weak: true } : {}),
  ...(m['this'] === undefined ? {} : { today: true }),
});

/** Clock times and parts of the day, from the narrowest form to the widest. */
export const TIME_RULES: readonly Rule[] = [
  rule('pod', 'on|in|at|of|for? the? early? part:p', partOfDay),
  rule('pod', 'on|in|at|of|for? this:this part:p', partOfDay),
  rule('pod', 'on|in|at|of|for? tonight:p', (m) => ({ partOfDay: m['p']?.value as PartOfDay, today: true })),
  rule('time', 'number:h ~: ~number:m ~: ~number', colonTime),
  rule('time', 'number:h ~: ~number:m', colonTime),
  rule('time', 'number:h ~h ~number:m', colonTime),
  rule('time', 'number:h ~- ~number:m', dashTime),
  rule('time', 'number:h h number:m', (m) => (m['m']?.digits === 2 ? clock(h(m), mins(m)) : null)),
  rule('time', 'number:h ~. ~number:m', dotTime),
  rule('time', 'number:h ~, ~number:m', (m, context) => { const found = dotTime(m, context); return found === null ? null : { ...found, weak: true }; }), // prettier-ignore
  rule('time', 'number:h h', (m) => ((m['h']?.digits ?? 3) <= 2 ? clock(h(m), 0, h(m) < 5 ? { weak: true } : {}) : null)),
  rule('time', 'number:h oclock:o', (m) => ((m['h']?.digits ?? 3) <= 2 ? clock(h(m), 0, m['o']?.weak === true ? { weak: true } : {}) : null)),
  rule('time', 'number:h oclock number:m unit', (m) => clock(h(m), mins(m), { weak: true })),
  rule('time', 'number:h oclock? plus half|quarter:m', plusTime),
  rule('time', 'number:h oclock? plus number:m', (m) => (minutesOf(m) >= 5 ? plusTime(m) : null)),
  rule('time', 'number:h minus a? quarter:m', minusTime),
  rule('time', 'number:h minus number:m', minusTime),
  rule('time', 'a? quarter:m minutesTo|to on|at? the? number:h', minusTime),
  rule('time', 'number:m unit? minutesTo on|at? the? number:h', toTime),
  rule('time', 'number:m unit? minutesTo on|at? the? noon:noon', noonMinus),
  rule('time', 'number:m unit? minutesTo on|at? the? midnight:mid', noonMinus),
  rule('time', 'a? quarter:m minutesTo|to on|at? the? noon:noon', noonMinus),
  rule('time', 'half:m past number:h', plusTime),
  rule('time', 'a? quarter:m past number:h', plusTime),
  rule('time', 'number:m unit? past number:h', (m) => (spelledOrFive(m) || h(m) <= 12 ? plusTime(m) : null)),
  rule('time', 'half:m number:h', (m, context) => (context.chart.compiled.lexicon.language === 'en' && h(m) <= 12 ? plusTime(m) : null)),
  rule('time', 'halfOf:m -? ordinal|hourOne:h', beforeHalf),
  rule('time', 'quarter:m ordinal|hourOne:h', beforeHalf),
  rule('time', 'number:m unit ordinal|hourOne:h', (m, context) => (m['h']?.digits === 0 ? beforeHalf(m, context) : null)),
  rule('time', 'minus:x quarter:m number|hourOne:h', (m, c) => (c.chart.compiled.lexicon.halfBefore ? minusTime(m) : null)),
  rule('time', 'minus:x number:m unit? number|hourOne:h', (m, c) => (c.chart.compiled.lexicon.halfBefore ? minusTime(m) : null)),
  rule('time', 'a? number|quarter|half:m unit? past noon:noon', noonPlus),
  rule('time', 'a? number|quarter|half:m unit? past midnight:mid', noonPlus),
  rule('time', 'noon:noon plus number:m', noonPlus),
  rule('time', 'noon:noon plus half:m', noonPlus),
  rule('time', 'noon:noon plus quarter:m', noonPlus),
  rule('time', 'midnight:mid plus number:m', noonPlus),
  rule('time', 'midnight:mid plus half:m', noonPlus),
  rule('time', 'on|in|at? the? noon:n', (m) => ({ hour: 12, minute: 0, exact: true, ...(m['n']?.weak === true ? { weak: true } : {}) })),
  rule('time', 'on|in|at? the? midnight', () => ({ hour: 0, minute: 0, exact: true })),
  rule('time', 'hourOne:h', (_m, { chart, from }) => (reads(chart, from - 1, ['at']) ? { hour: 1, minute: 0 } : { hour: 1, minute: 0, bare: true })),
  rule('time', 'number:h -? zero:zero -? number:m', spelledTime, 2),
  rule('time', 'number:h -? number:m', spelledTime, 2),
  rule('time', 'number:h number:m', gappedTime, 2),
  rule('time', 'number:h', compactTime),
  rule('bare', BOUNDED_NUMBER, bareHour),
  rule('meridiem', 'time|bare:t am', (m) => withMeridiem(strong(m['t']?.part), 'am')),
  rule('meridiem', 'time|bare:t pm', (m) => withMeridiem(strong(m['t']?.part), 'pm')),
  rule('meridiem', 'time|bare:t letterAm:mer', (m, c) => glued(m, c, strong(m['t']?.part), 'am')),
  rule('meridiem', 'time|bare:t letterPm:mer', (m, c) => glued(m, c, strong(m['t']?.part), 'pm')),
  rule('time', 'meridiem:t oclock?', (m) => m['t']?.part ?? null),
  rule('time', 'time|bare:t ,? pod:p', timeInPart),
  rule('time', 'time|bare:t oclock? noon', (m) => timeInPart({ ...m, p: { ...(m['t'] as Edge), part: { partOfDay: 'noon' } } })),
  rule('time', 'time|bare:t of|in|on at? the? noon', (m) => timeInPart({ ...m, p: { ...(m['t'] as Edge), part: { partOfDay: 'noon' } } })),
  rule('clock', 'at:at at? time|bare:t oclock?', atTime),
  rule('clock', 'at:at the|about? time|bare:t', atTime),
  rule('clock', 'time:t', (m) => m['t']?.part ?? null),
];
