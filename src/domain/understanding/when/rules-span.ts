import { rule, reads } from './chart.ts';
import type { Chart, Edge, Match, Rule, RuleContext } from './chart.ts';
import { hasDate } from './part.ts';
import type { Amount, Part, Unit } from './part.ts';

const HALF_OF: Record<Unit, Amount> = {
  second: { n: 1, unit: 'second' }, minute: { n: 30, unit: 'second' }, hour: { n: 30, unit: 'minute' }, day: { n: 12, unit: 'hour' },
  week: { n: 4, unit: 'day' }, month: { n: 15, unit: 'day' }, year: { n: 6, unit: 'month' },
}; // prettier-ignore

const unitOf = (edge: Edge | undefined): Unit => (edge?.value ?? 'day') as Unit;

function amounts(n: number, unit: Unit): Amount[] {
  const whole = Math.floor(n);
  return [...(whole > 0 ? [{ n: whole, unit }] : []), ...(n > whole ? [HALF_OF[unit]] : [])];
}

const quantity = (n: number, unit: Unit, weak = false): Part | null => (n > 0 && n < 1000 ? { offsets: amounts(n, unit), ...(weak ? { weak } : {}) } : null);
const joined = (m: Match): Part | null => {
  const [a, b] = [m['a']?.part?.offsets, m['b']?.part?.offsets];
  return a === undefined || b === undefined || a[0]?.unit === b[0]?.unit ? null : { offsets: [...a, ...b] };
};

/** "2 days", "an hour and a half", "полтора часа", "חצי שעה": lengths, which mean nothing on their own. */
export const QUANTITY_RULES: readonly Rule[] = [
  rule('quantity', 'number:n plus|and a? half unit:u', (m) => quantity((m['n']?.n ?? 0) + 0.5, unitOf(m['u']))),
  rule('quantity', 'number:n unit:u plus|and a? half', (m) => quantity((m['n']?.n ?? 0) + 0.5, unitOf(m['u']))),
  rule('quantity', 'a? unit:u plus|and a? half', (m) => quantity(1.5, unitOf(m['u']))),
  rule('quantity', 'a? unit:u plus|and a? quarter', (m) => (m['u']?.value === 'hour' ? { offsets: [{ n: 75, unit: 'minute' }] } : null)),
  rule('quantity', 'number:n ~.|, ~number:d unit:u', (m) => (m['d']?.n === 5 && m['d'].digits === 1 ? quantity((m['n']?.n ?? 0) + 0.5, unitOf(m['u'])) : null)),
  rule('quantity', 'number:n unit:u', (m) => quantity(m['n']?.n ?? 0, unitOf(m['u']))),
  rule('hours', 'number:n h', (m) => quantity(m['n']?.n ?? 0, 'hour')),
  rule('quantity', 'a? few:n of? unit:u', (m) => quantity(m['n']?.n ?? 0, unitOf(m['u']))),
  rule('quantity', 'a unit:u', (m) => quantity(1, unitOf(m['u']))),
  rule('quantity', 'a? half of|a? a? unit:u', (m) => quantity(0.5, unitOf(m['u']))),
  rule('quantity', 'a? number:n? quarter of? a? unit:u', (m) => (m['u']?.value === 'hour' && (m['n']?.n ?? 1) <= 3 ? { offsets: [{ n: 15 * (m['n']?.n ?? 1), unit: 'minute' }] } : null)), // prettier-ignore
  rule('quantity', 'amount:a', (m) => { const [n, unit] = (m['a']?.value ?? '1:day').split(':'); return quantity(Number(n), unit as Unit); }), // prettier-ignore
  rule('quantity', 'quantity:a and|plus|,? quantity:b', joined),
  rule('quantity', 'quantity:a plus|and number:n', (m) => (m['a']?.part?.offsets?.[0]?.unit === 'hour' && (m['n']?.n ?? 0) >= 5 ? { offsets: [...m['a'].part.offsets, { n: m['n']?.n ?? 0, unit: 'minute' }] } : null)), // prettier-ignore
];

const length = (m: Match): Amount[] => m['q']?.part?.offsets ?? [];
const scaled = (m: Match, sign: 1 | -1): Part | null => (length(m).length === 0 ? null : { offsets: length(m).map(({ n, unit }) => ({ n: n * sign, unit })) });

function afterDay(m: Match): Part | null {
  const day = m['d']?.part?.dayOffset;
  const [only, more] = length(m);
  if (day === undefined || only === undefined || more !== undefined || (only.unit !== 'day' && only.unit !== 'week')) return null;
  return { dayOffset: day + only.n * (only.unit === 'week' ? 7 : 1) };
}

const OFFSET_RULES: readonly Rule[] = [
  rule('fact', 'inFuture at|few? quantity|hours:q fromNow?', (m) => scaled(m, 1), 2),
  rule(
    'fact',
    'inFuture unit:u',
    (m, { chart }) =>
      chart.compiled.lexicon.language === 'en' ? null : scaled({ q: { ...(m['u'] as Edge), part: { offsets: [{ n: 1, unit: unitOf(m['u']) }] } } }, 1),
    1,
  ),
  // "минут через двадцать", "недели через две": about so many.
  rule('fact', 'unit:u inFuture number|few:n', (m, { chart, to }) => (reads(chart, to, ['unit', 'noun', 'money', ':']) ? null : scaled({ q: { ...(m['u'] as Edge), part: quantity(m['n']?.n ?? 0, unitOf(m['u'])) } }, 1)), 3), // prettier-ignore
  rule('fact', 'quantity:q fromNow', (m) => scaled(m, 1), 2),
  rule('fact', 'quantity:q after|from date:d', afterDay, 2),
  rule('fact', 'quantity:q ago', (m) => scaled(m, -1), 2),
  rule('fact', 'ago quantity:q', (m, { chart }) => (chart.compiled.lexicon.language === 'en' ? null : scaled(m, -1)), 2),
  rule('fact', 'ago unit:u', (m) => ({ offsets: [{ n: -1, unit: unitOf(m['u']) }] })),
  rule('fact', 'number:n wd:w fromNow', (m) => ({ weekday: m['w']?.part?.weekday ?? 1, weekdayCount: m['n']?.n ?? 1 }), 2),
  rule('fact', 'inFuture number:n wd:w', (m) => ({ weekday: m['w']?.part?.weekday ?? 1, weekdayCount: m['n']?.n ?? 1 }), 2),
];

const plain = (part: Part): Part => {
  const { weak: _weak, bare: _bare, orDay: _orDay, ...rest } = part;
  return rest;
};

/** "from 3 to 5": bare numbers are hours only with both "from" and "to" said, or next to a real time. */
function timeRange(m: Match, { chart, from, to }: RuleContext): Part | null {
  const [a, b] = [m['a']?.part, m['b']?.part];
  if (a === null || b === null || a === undefined || b === undefined) return null;
  if (m['and'] !== undefined && m['between'] === undefined) return null;
  if (reads(chart, to, ['noun', 'unit', 'month', 'money', '/', 'dateWord', 'ordSuffix'])) return null;
  const opened = m['from'] !== undefined || m['between'] !== undefined;
  // "viernes 13 a las 9": the number is the day of the weekday before it.
  if (a.bare === true && !opened && reads(chart, from - 1, ['weekday', 'dayWord', 'month']) && leadsToHour(chart, m['a']?.to ?? 0, (m['b']?.from ?? 0) + 2))
    return null;
  const weak = a.bare === true && b.bare === true && !opened;
  const unsaid = a.weak === true && b.weak === true && !opened;
  return { ...plain(a), until: plain(b), ...(weak || unsaid ? { weak: true } : {}) };
}

/** "5 de marzo a las 10", "5 de março às 10": only hours are counted in the feminine, days are not. */
const leadsToHour = ({ tokens }: Chart, from: number, to: number): boolean => tokens.slice(from, to).some(({ norm }) => /^(?:las?|as)$/u.test(norm));

function dayRange(m: Match, { chart, from, to }: RuleContext): Part | null {
  const [a, b] = [m['a'], m['b']?.part];
  if (a === undefined || b?.day === undefined || b.invalid === true || leadsToHour(chart, a.to, m['b']?.from ?? 0)) return null;
  // "de 8 às 10 de março" is a range, "8 בדצמבר 11" is none.
  const joint = reads(chart, a.to, ['-', 'to', 'until', 'and', '.']) || /^(?:es|pt)$/u.test(chart.compiled.lexicon.language);
  if (!joint) return null;
  if (reads(chart, to, [':']) || (a.part === null && chart.tokens[from - 1]?.norm === ':')) return null;
  if (a.part !== null && a.part !== undefined)
    return a.part.day === undefined || a.part.month === undefined || b.month === undefined
      ? null
      : { ...plain(a.part), ...(b.year === undefined ? {} : { year: b.year }), until: plain(b) };
  if (b.month === undefined || a.n < 1 || a.n >= b.day || a.digits > 2) return null;
  return { ...plain(b), day: a.n, until: plain(b) };
}

function daysOfMonthRange(m: Match, { chart, to }: RuleContext): Part | null {
  const [a, b] = [m['a']?.part, m['b']];
  if (a?.day === undefined || a.month === undefined || b === undefined || b.n <= a.day || b.n > 31 || b.digits > 2 || a.year !== undefined) return null;
  if (leadsToHour(chart, m['a']?.to ?? 0, b.from)) return null;
  if (
    reads(chart, to, [':', 'am', 'pm', 'letterPm', 'letterAm', 'h', 'month', '/', 'oclock', 'part']) ||
    (chart.tokens[to]?.norm === '.' && chart.tokens[to + 1]?.kind === 'number')
  )
    return null;
  return { ...plain(a), until: { ...plain(a), day: b.n } };
}

const plainRange = (m: Match): Part | null => {
  const [a, b] = [m['a']?.part, m['b']?.part];
  if (!a || !b || !hasDate(a) || !hasDate(b) || (a.day === undefined) !== (b.day === undefined) || (a.weekday === undefined && b.weekday !== undefined))
    return null;
  return { ...plain(a), until: plain(b) };
};

/** "del 4 al 22 de este mes". */
function daysOfSpan(m: Match): Part | null {
  const [a, b, month] = [m['a'], m['b'], m['m']?.part];
  if (a === undefined || b === undefined || a.n < 1 || b.n <= a.n || b.n > 31 || month?.monthOffset === undefined || month.edge !== undefined) return null;
  return { ...month, day: a.n, until: { ...month, day: b.n } };
}

/** "from 4pm for 30 minutes". */
const lasting = (m: Match): Part | null => (m['t']?.part ? { ...plain(m['t'].part), length: length(m) } : null);

function crossed(m: Match): Part | null {
  const [a, b, d] = [m['a']?.part, m['b']?.part, m['d']?.part];
  return a && b && d ? { ...plain(d), ...plain(a), until: plain(b) } : null;
}

function opened(m: Match, context: RuleContext, open: 'after' | 'before'): Part | null {
  const part = m['t']?.part;
  if (!part || reads(context.chart, context.to, ['noun', 'unit', 'month', 'money', 'ordSuffix'])) return null;
  return { ...plain(part), open };
}

const RANGE_RULES: readonly Rule[] = [
  // One reading of a stretch outranks the same stretch read as a range of two.
  rule('fact', 'date:t', (m) => m['t']?.part ?? null),
  rule('fact', 'clock:t', (m) => m['t']?.part ?? null),
  rule('fact', 'pod:t', (m) => m['t']?.part ?? null),
  rule('fact', 'bare:t', (m) => m['t']?.part ?? null),
  rule('fact', 'from:from|between:between? at? clock|bare:a -|to|until at|the|on? clock|bare:b', timeRange, 2),
  rule('fact', 'between:between at? clock|bare:a and|plus|to|-:and at|the? clock|bare:b', (m, c) => timeRange({ ...m, between: m['a'] }, c), 2),
  rule('fact', 'from:from at? clock|bare:a -|to|until at|the|on? clock|bare:b', (m, c) => timeRange({ ...m, from: m['a'] }, c), 3),
  rule('fact', 'clock|bare:a -|to|until at|the|on? clock|bare:b', timeRange, 1),
  rule('fact', 'on|from|between? the? dayWord? number|ordinal:a -|to|until|and|at the? dayWord? date:b', dayRange, 4),
  rule('fact', 'on|from|between? the? date:a .? -|to|until|and|at the? date:b', dayRange, 3),
  rule('fact', 'on|from|between? the? date:a -|to|until|and the? number|ordinal:b', daysOfMonthRange, 3),
  rule('fact', 'on|from|between? theDay|the? dayWord? number|ordinal:a -|to|until|and theDay|the? dayWord? number|ordinal:b on|of|in? span:m', daysOfSpan, 4),
  rule('fact', 'between:between date:a and|plus:and date:b', plainRange, 2),
  rule('fact', 'from? date:a -|to|until the? date:b', plainRange, 2),
  rule('fact', 'from? clock:t for quantity|hours:q', lasting, 2),
  rule('fact', 'between:x clock|bare:a date:d and|plus clock|bare:b', crossed, 3),
  rule('fact', 'from:x clock|bare:a date:d to|until|- clock|bare:b', crossed, 3),
  rule('fact', 'after at|from|the|on? at? clock|bare|date:t onwards?', (m, c) => opened(m, c, 'after'), 1),
  rule('fact', 'from at|the|on? clock|date:t onwards?', (m, c) => opened(m, c, 'after')),
  rule('fact', 'from at|the? bare:t onwards', (m, c) => opened(m, c, 'after')),
  rule('fact', 'on|at|starting? clock|date|bare:t onwards', (m, c) => opened(m, c, 'after'), 1),
  rule('fact', 'before|until at|the|on? at? clock|bare|date:t', (m, c) => opened(m, c, 'before'), 1),
  rule('fact', 'after quantity:q', (m) => scaled(m, 1)),
];

/** Distances, ranges and open choices; they yield the facts the composer works with. */
export const SPAN_RULES: readonly Rule[] = [...OFFSET_RULES, ...RANGE_RULES];
