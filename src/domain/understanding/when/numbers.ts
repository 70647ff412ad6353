import { addEdge, reads } from './chart.ts';
import type { Chart, Edge } from './chart.ts';

/** Numbers of this many digits in a row are telephone numbers, ids, card numbers: nothing in them is a time. */
const LONG_RUN_DIGITS = 7;

function blockRange(chart: Chart, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    chart.edges[at] = [{ from: at, to: at + 1, category: 'blocked', value: '', n: 0, digits: 0, weak: false, part: null, bonus: 0 }];
  }
}

/** Numbers that belong to something else than a time are taken off the chart: telephone numbers, sums of money, counted things, percentages. */
export function blockOtherNumbers(chart: Chart): void {
  const { tokens } = chart;
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.kind !== 'number') continue;
    // "SW1A 2AA", "B12": a number grown to a word is a code, but for months ("Feb13").
    const glued = tokens[at - 1];
    if (glued?.kind === 'word' && glued.norm !== 't' && tokens[at]?.spaced === false && (chart.edges[at - 1] ?? []).length === 0) blockRange(chart, at, at + 1);
    let end = at;
    let digits = 0;
    while (tokens[end]?.kind === 'number' || (end > at && /^[-\s()]$/u.test(tokens[end]?.norm ?? '') && tokens[end + 1]?.kind === 'number')) {
      if (tokens[end]?.kind === 'number') digits += tokens[end]?.text.length ?? 0;
      end += 1;
    }
    const international = tokens[at - 1]?.norm === '+' && digits >= LONG_RUN_DIGITS;
    const looksLikeDate = /^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}-\d{1,2}-\d{4}$|^\d{1,2}-\d{1,2}-\d{2}$|^\d{4}-\d{4}$/u.test(tokens.slice(at, end).map((token) => token.norm).join('')); // prettier-ignore
    const startsLikeDate = /^\d{4}-\d{1,2}-\d{1,2}/u.test(tokens.slice(at, at + 5).map((token) => token.norm).join('')); // prettier-ignore
    if (international || (digits >= LONG_RUN_DIGITS && !looksLikeDate && !startsLikeDate) || (tokens[at]?.text.length ?? 0) > 4) blockRange(chart, at, end);
    else if (isCountedOrPaid(chart, at)) blockRange(chart, at, at + 1);
    at = Math.max(at, end - 1 > at && digits >= LONG_RUN_DIGITS ? end - 1 : at);
  }
  tokens.forEach((token, at) => {
    const spelled = token.kind === 'word' ? (chart.edges[at] ?? []).find((edge) => edge.category === 'number') : undefined;
    if (spelled !== undefined && counts(chart, spelled.to, spelled.n)) {
      chart.edges[at] = (chart.edges[at] ?? []).filter((edge) => edge.category !== 'number' && edge.category !== 'hourOne');
    }
  });
}

/** Whether a counted thing or a currency follows; a noun in the singular is counted only by one ("at 9 dentist" is a time). */
function counts(chart: Chart, at: number, n: number): boolean {
  return (chart.edges[at] ?? []).some((edge) => edge.category === 'money' || (edge.category === 'noun' && (!edge.weak || n === 1)));
}

function isCountedOrPaid(chart: Chart, at: number): boolean {
  const after = chart.tokens[at + 1];
  const afterDecimal = after !== undefined && /^[.,]$/u.test(after.norm) && !(chart.tokens[at + 2]?.spaced ?? true) ? at + 3 : at + 1;
  const before = chart.tokens[at - 1];
  const isMinute = before !== undefined && /^[:.]$/u.test(before.norm) && chart.tokens[at]?.spaced === false;
  if (!isMinute && counts(chart, at + 1, Number(chart.tokens[at]?.text))) return true;
  // "from 3 to 5 thousand", "2-3 implants": what the last number counts, the first counts too.
  if (!isMinute && reads(chart, at + 1, ['to', '-', 'or', 'until']) && chart.tokens[at + 2]?.kind === 'number' && isCountedOrPaid(chart, at + 2)) return true;
  if (reads(chart, afterDecimal, ['money'])) return true;
  if (/^[%$€₪£₽#№]$/u.test(after?.norm ?? '') || /^[$€₪£₽#№]$/u.test(chart.tokens[at - 1]?.norm ?? '')) return true;
  return reads(chart, at - 1, ['money']);
}

/** "twenty" "four", "vinte" "e" "quatro", "двадцать" "четвёртое", "עשרים" "ו" "ארבע" become one number; digits with an ending become ordinals. */
export function composeNumbers(chart: Chart): void {
  for (let at = chart.tokens.length - 1; at >= 0; at -= 1) {
    for (const edge of [...(chart.edges[at] ?? [])]) {
      if (edge.category !== 'number') continue;
      if (edge.digits > 0) composeOrdinal(chart, edge);
      else if (edge.n >= 20 && edge.n <= 50 && edge.n % 10 === 0) composeTens(chart, edge);
    }
  }
}

function composeTens(chart: Chart, tens: Edge): void {
  const starts = [tens.to];
  for (const joint of chart.edges[tens.to] ?? []) if (joint.category === 'plus' || joint.category === 'and' || joint.category === '-') starts.push(joint.to);
  for (const start of starts) {
    for (const unit of [...(chart.edges[start] ?? [])]) {
      if ((unit.category !== 'number' && unit.category !== 'ordinal') || unit.n < 1 || unit.n > 9 || unit.digits > 0) continue;
      addEdge(chart, { from: tens.from, to: unit.to, category: unit.category, n: tens.n + unit.n, value: 'spelled' });
    }
  }
}

function composeOrdinal(chart: Chart, number: Edge): void {
  let at = number.to;
  const dash = chart.tokens[at]?.norm === '-' && !chart.tokens[at]?.spaced;
  if (dash) at += 1;
  if (chart.tokens[at]?.spaced ?? true) return;
  for (const suffix of chart.edges[at] ?? []) {
    if (suffix.category === 'ordSuffix') addEdge(chart, { from: number.from, to: suffix.to, category: 'ordinal', n: number.n, digits: number.digits });
  }
}
