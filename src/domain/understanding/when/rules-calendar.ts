import { rule } from './chart.ts';
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
  return isEnglish(context) && only?.unit === 'week' && more === undefined ? weeksLater(m['d'], only.n) : null;
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
  rule('date', 'on? the? last:last unit:u of|in|on? the? month|span|unit:m yearTail:y?', dayOfMonth, 2),
  rule('date', 'on? the? ordinal:o unit:u of|in|on? the? month|span|unit:m yearTail:y?', dayOfMonth, 2),
]; // prettier-ignore
