import { reads, rule } from './chart.ts';
import type { Edge, Match, Rule, RuleContext } from './chart.ts';
import type { Part } from './part.ts';

/** The same day so many weeks later: of a weekday the one after the coming one, of "tomorrow" a week from it. */
function weeksLater(day: Edge | undefined, weeks: number): Part | null {
  const { weekday, weekdayMod, dayOffset } = day?.part ?? {};
  if (weekdayMod !== undefined && weekdayMod !== 0) return null;
  if (weekday !== undefined && day?.part?.day === undefined) return { weekday, weeksAfter: weeks };
  return dayOffset === undefined ? null : { dayOffset: dayOffset + 7 * weeks };
}

const isEnglish = ({ chart }: RuleContext): boolean => chart.compiled.lexicon.language === 'en';

/** "a week on Friday", "two weeks from Thursday". */
function quantityOn(m: Match, context: RuleContext): Part | null {
  const [only, more] = m['q']?.part?.offsets ?? [];
  const weeks = only?.unit === 'week' ? only.n : only?.unit === 'day' ? only.n / 7 : 0;
  return isEnglish(context) && more === undefined && weeks > 0 && Number.isInteger(weeks) ? weeksLater(m['d'], weeks) : null;
}

/** "Friday week", "tomorrow fortnight". */
function followedByWeek(m: Match, context: RuleContext): Part | null {
  const weeks = m['u']?.value === 'week' && context.chart.tokens[m['u'].from]?.norm === 'week' ? 1 : m['u']?.value === '14:day' ? 2 : 0;
  return isEnglish(context) && weeks > 0 ? weeksLater(m['d'], weeks) : null;
}

/** "the last day of March", "el primer día del mes". */
function dayOfMonth(m: Match): Part | null {
  const [unit, month] = [m['u'], m['m']];
  if (unit?.value !== 'day' || month === undefined) return null;
  const where: Part | null =
    month.category === 'month' ? { month: month.n } : month.category === 'unit' ? (month.value === 'month' ? { monthOffset: 0 } : null) : month.part;
  if (where === null || (where.month === undefined && where.monthOffset === undefined) || where.day !== undefined || where.edge !== undefined) return null;
  const dated = { ...where, ...(m['y']?.part?.year === undefined ? {} : { year: m['y'].part.year }) };
  if (m['last'] !== undefined) return { ...dated, lastDay: true };
  const day = m['o']?.n ?? 0;
  return day >= 1 && day <= 31 ? { ...dated, day } : null;
}

/** "próximo viernes 20", "next Friday the 20th": after a weekday of next week a number above twelve is its date. */
function dateAfterNext(m: Match): Part | null {
  const [w, d] = [m['w']?.part, m['d']];
  if (w?.weekday === undefined || d === undefined || d.n > 31 || (d.n <= 12 && d.category !== 'ordinal')) return null;
  return { weekday: w.weekday, day: d.n };
}

/** "15 do mês que vem": with a month after it a number is a day. */
function dayOfSpan(m: Match): Part | null {
  const [d, month] = [m['d'], m['m']?.part];
  return d === undefined || d.n < 1 || d.n > 31 || month?.monthOffset === undefined || month.edge !== undefined ? null : { ...month, day: d.n };
}

/** "el próximo 20", "próximo dia 20". */
function nextDayOfMonth(m: Match, { chart, to }: RuleContext): Part | null {
  const d = m['d'];
  const counted = reads(chart, to, ['unit', 'noun', 'money', 'month', 'weekday', 'weekend', '/', '.', ':', 'h', 'oclock', 'am', 'pm']);
  return d === undefined || d.digits === 0 || d.n < 10 || d.n > 31 || counted ? null : { day: d.n };
}

/** "la semana del 16". */
function weekOfDay(m: Match, { chart, to }: RuleContext): Part | null {
  const d = m['d'];
  if (m['u']?.value !== 'week' || d === undefined || d.n < 1 || d.n > 31 || reads(chart, to, ['unit', 'noun', 'money', 'month', 'of', '/', '.'])) return null;
  return { day: d.n, weekOf: true };
}

/** Holidays of a fixed date, and days told by their distance from others. They stand on the days that DATE_RULES found. */
export const CALENDAR_RULES: readonly Rule[] = [
  rule('date', 'on|in|at|for|until? the? holiday:h', (m) => {
    const [month = 0, day = 0] = (m['h']?.value ?? '').split('-').map(Number);
    return { month, day, ...(m['h']?.weak === true ? { weak: true } : {}) };
  }, 2),
  rule('today', 'relday:r', (m) => ({ dayOffset: m['r']?.n ?? 0 })),
  rule('date', 'quantity:q on|from|after? the? date:d', quantityOn, 3),
  rule('date', 'wd|today:d unit|amount:u', followedByWeek, 1),
  rule('date', 'on|from? date:d weekOn:w', (m) => weeksLater(m['d'], m['w']?.n ?? 1), 2),
  rule('date', 'wday:w ,? theDay|the? dayWord? number|ordinal:d', dateAfterNext, 2),
  rule('date', 'on? the? dayWord? number|ordinal:d of|in the? span:m', dayOfSpan, 2),
  rule('date', 'on? the? next the? dayWord? number|ordinal:d', nextDayOfMonth, 2),
  rule('date', 'on? the? next the? date:d', (m) => (m['d']?.part?.day === undefined || m['d'].part.month === undefined ? null : m['d'].part)),
  rule('date', 'on|in? the? unit:u of|theDay the? dayWord? number|ordinal:d', weekOfDay, 2),
  rule('date', 'wd|wday|today:d in? the? am', (m) => ({ ...m['d']?.part, partOfDay: 'morning' })),
  rule('date', 'wd|wday|today:d in? the? pm', (m) => ({ ...m['d']?.part, partOfDay: 'afternoon' })),
  rule('date', 'on|in|at|for? the? weekend the? afterNext', () => ({ weekend: true, weekOffset: 2 }), 1),
  rule('date', 'on? the? last:last unit:u of|in|on? the? month|span|unit:m yearTail:y?', dayOfMonth, 2),
  rule('date', 'on? the? ordinal:o unit:u of|in|on? the? month|span|unit:m yearTail:y?', dayOfMonth, 2),
]; // prettier-ignore
