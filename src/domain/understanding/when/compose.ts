import { reads } from './chart.ts';
import type { Chart, Edge } from './chart.ts';
import { inPartOfDay } from './clock-time.ts';
import { hasDate, hasTime, slotsOf } from './part.ts';
import type { Part } from './part.ts';

/** One moment a text speaks of: its merged facts and the tokens [from, to) they came from. */
export type Moment = { part: Part; from: number; to: number; negated: boolean };

const scoreOf = (edge: Edge): number => (edge.to - edge.from) * 10 + edge.bonus - 3 - (edge.part?.bare === true ? 6 : 0) - (edge.part?.weak === true ? 4 : 0);

/** The set of facts that explains most of the text without overlaps; greetings ("good morning") compete and yield nothing. */
export function chooseFacts(chart: Chart): Edge[] {
  const count = chart.tokens.length;
  const best = new Array<number>(count + 1).fill(0);
  const choice = new Array<Edge | null>(count + 1).fill(null);
  for (let at = count - 1; at >= 0; at -= 1) {
    best[at] = best[at + 1] ?? 0;
    for (const edge of chart.edges[at] ?? []) {
      if (edge.category !== 'fact' && edge.category !== 'noTime') continue;
      const score = (edge.category === 'noTime' ? (edge.to - edge.from) * 10 + 8 : scoreOf(edge)) + (best[edge.to] ?? 0);
      if (score > (best[at] ?? 0)) [best[at], choice[at]] = [score, edge];
    }
  }
  const facts: Edge[] = [];
  for (let at = 0; at < count;) {
    const edge = choice[at] ?? null;
    if (edge?.category === 'fact') facts.push(edge);
    at = edge === null ? at + 1 : edge.to;
  }
  return facts;
}

type Gap = Record<'or' | 'and' | 'correction' | 'not' | 'instead' | 'refusedBefore' | 'refusedAfter' | 'stop', boolean> & { words: number; marks: number };

const GLUE = ['on', 'at', 'in', 'of', 'the', 'a', 'for', 'from', 'filler', 'and', 'plus', 'dayWord', 'to'] as const;
const isGlue = (chart: Chart, at: number): boolean => reads(chart, at, GLUE);

/** What stands between two facts: an "or", a correction, a refusal that belongs to the fact before or after it. */
function readGap(chart: Chart, from: number, to: number): Gap {
  const gap: Gap = { or: false, and: false, correction: false, not: false, instead: false, refusedBefore: false, refusedAfter: false, words: 0, marks: 0, stop: false }; // prettier-ignore
  let trailing = to;
  while (trailing > from && isGlue(chart, trailing - 1)) trailing -= 1;
  let refusal = -1;
  for (let at = from; at < to; at += 1) {
    const token = chart.tokens[at];
    gap.or ||= reads(chart, at, ['or']);
    gap.and ||= reads(chart, at, ['and']);
    gap.correction ||= reads(chart, at, ['correction']) && !(chart.edges[at] ?? []).some((edge) => edge.category === 'not' && edge.to > at + 1);
    for (const edge of chart.edges[at] ?? []) {
      // "instead of the afternoon": the last word of the phrase may already belong to the fact.
      if (edge.category === 'not' && edge.to >= trailing && edge.to <= to + 1) [gap.not, gap.instead] = [true, edge.value === 'instead'];
      if (edge.category === 'cannot' && edge.to <= to) refusal = edge.to;
    }
    if (reads(chart, at, ['but'])) {
      gap.refusedBefore ||= refusal >= 0;
      refusal = -1;
    } else if (token?.kind === 'mark') {
      gap.marks += 1;
      if (/[.!?;,\n]/u.test(token.norm)) {
        gap.stop = true;
        if (refusal >= 0) gap.refusedBefore = true;
        refusal = -1;
      }
    } else if (!isGlue(chart, at) && !reads(chart, at, ['or', 'correction'])) gap.words += 1;
  }
  if (refusal >= 0 && to < chart.tokens.length) gap.refusedAfter = true;
  if (refusal >= 0 && to === chart.tokens.length) gap.refusedBefore = true;
  return gap;
}

const weekdayOf = (iso: string): number => ((new Date(`${iso.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

function compatible(a: Part, b: Part, reference: string): boolean {
  const [left, right] = [slotsOf(a), slotsOf(b)];
  for (const slot of right) if (left.has(slot)) return false;
  if (left.has('date') || right.has('date')) return hasDate(a) !== hasDate(b) && !(hasTime(a) && (hasTime(b) || right.has('part'))) && !(hasTime(b) && left.has('part')); // prettier-ignore
  const both: Part = { ...a, ...b };
  if ((left.has('week') || right.has('week')) && (both.dayOffset !== undefined || both.day !== undefined)) return false;
  if (both.dayOffset !== undefined && both.weekday !== undefined) return (weekdayOf(reference) - 1 + both.dayOffset + 700) % 7 === both.weekday - 1;
  if (both.dayOffset !== undefined && both.month !== undefined && both.day === undefined) return false;
  if (both.until !== undefined && (a.until === undefined ? hasTime(a) && b.hour === undefined : hasTime(b) && a.hour === undefined)) return false;
  return !(both.today === true && (both.dayOffset ?? 0) !== 0);
}

/** Merges two parts that do not contradict each other; a part of the day settles an hour that could be either half. */
function merged(a: Part, b: Part): Part {
  const { weak: weakA, bare: _a, ...left } = a;
  const { weak: weakB, bare: _b, ...right } = b;
  let part: Part = { ...left, ...right };
  if (part.hour !== undefined && part.partOfDay !== undefined) {
    const until = part.until;
    part = { ...inPartOfDay(part, part.partOfDay), ...(until?.hour === undefined ? {} : { until: inPartOfDay(until, part.partOfDay) }) };
  }
  if (part.until !== undefined && part.open !== undefined) {
    const { open: _open, ...closed } = part;
    part = closed;
  }
  return weakA === true && weakB === true ? { ...part, weak: true } : part;
}

/** "ב-16 בשלוש": once there is another time, the number is a day. */
const asDay = (part: Part): Part | null => (part.orDay === undefined || hasDate(part) ? null : { day: part.orDay });

/** "через неделю в четверг" is the Thursday of next week. */
function weekdayOfWeek(a: Part, b: Part): Part | null {
  const [only, more] = a.offsets ?? [];
  if (only?.unit !== 'week' || more !== undefined || b.weekday === undefined || b.weekdayMod !== undefined || b.day !== undefined) return null;
  const { offsets: _offsets, ...rest } = a;
  return { ...rest, ...b, weekOffset: only.n };
}

function join(a: Part, b: Part, reference: string): Part | null {
  const ofWeek = weekdayOfWeek(a, b) ?? weekdayOfWeek(b, a);
  if (ofWeek !== null) return ofWeek;
  if (compatible(a, b, reference)) return merged(a, b);
  const [dayA, dayB] = [asDay(a), asDay(b)];
  if (dayA !== null && b.hour !== undefined && compatible(dayA, b, reference)) return merged(dayA, b);
  return dayB !== null && a.hour !== undefined && !hasDate(a) && compatible(a, dayB, reference) ? merged(a, dayB) : null;
}

const DATE_KEYS = [
  'offsets',
  'dayOffset',
  'weekday',
  'weekdayMod',
  'nth',
  'weekdayCount',
  'day',
  'month',
  'year',
  'monthOffset',
  'weekOffset',
  'weekend',
  'today',
] as const;
const TIME_KEYS = ['hour', 'minute', 'exact', 'meridiem', 'partOfDay', 'until', 'open', 'length'] as const;

function inherit(target: Part, source: Part, keys: readonly (keyof Part)[]): Part {
  const copied = Object.fromEntries(keys.filter((key) => source[key] !== undefined && target[key] === undefined).map((key) => [key, source[key]]));
  return { ...copied, ...target } as Part;
}

/** What "or Friday" and "no, at six" leave unsaid is taken from the moment before. */
function completed(part: Part, before: Moment, gap: Gap): Part {
  const timed = hasTime(part) || part.partOfDay !== undefined;
  if (timed && !hasDate(part) && hasDate(before.part) && (before.part.offsets === undefined || !hasTime(before.part)))
    return inherit(part, before.part, DATE_KEYS);
  if (!timed && (gap.correction || gap.or || before.negated) && before.part.until === undefined) return inherit(part, before.part, TIME_KEYS);
  return part;
}

/** Whether a fact may join the moment before it: nothing refused, corrected or offered as a choice lies between. */
function mayJoin(chart: Chart, before: Moment, fact: Edge, gap: Gap, negated: boolean): boolean {
  if (gap.or || gap.correction || gap.not) return false;
  const bare = fact.part?.bare === true || before.part.bare === true;
  // Two halves of one date stand together; a time may be anywhere in the message.
  const halves = fact.part !== null && hasDate(fact.part) && hasDate(before.part) && fact.part.weekOffset === undefined && before.part.weekOffset === undefined;
  if (halves && (gap.words > 0 || gap.and)) return false;
  const near = gap.words === 0 && !(bare && gap.marks > 1);
  if ((bare || negated !== before.negated) && !near) return false;
  if (before.negated && (!near || gap.stop)) return false;
  return fact.part?.bare !== true || canBeHour(chart, fact);
}

/** "at 3 or 4", "at 5, no, 6": next to a choice or a correction of a time a number alone is an hour. */
function asHour(part: Part, before: Moment | undefined, gap: Gap): Part {
  if (part.bare !== true || before?.part.hour === undefined || !(gap.or || gap.correction) || gap.words > 0) return part;
  const { bare: _bare, ...hour } = part;
  return hour;
}

/** "5pm, not 4pm, on Thursday": a day after a refused time belongs to the time that is wanted, when that has no day yet. */
function affirmedBefore<M extends Moment>(moments: readonly M[], fact: Edge): M | null {
  const [wanted, refused] = moments.slice(-2);
  if (wanted === undefined || refused === undefined || fact.part === null || wanted.negated || !refused.negated) return null;
  return hasDate(fact.part) && !hasDate(wanted.part) && !hasDate(refused.part) ? wanted : null;
}

/** Groups facts into moments: complementary facts merge, contradicting ones replace (after a correction) or stand beside each other. */
export function composeMoments(chart: Chart, facts: readonly Edge[], reference: string): Moment[] {
  const moments: (Moment & { choice: boolean; instead: boolean; said: Part })[] = [];
  facts.forEach((fact, i) => {
    if (fact.part === null) return;
    const gap = readGap(chart, facts[i - 1]?.to ?? 0, fact.from);
    const after = readGap(chart, fact.to, facts[i + 1]?.from ?? chart.tokens.length);
    const negated = gap.not || gap.refusedAfter || after.refusedBefore;
    const before = moments.at(-1);
    if (before !== undefined && mayJoin(chart, before, fact, gap, negated)) {
      // A time taken over from the moment before gives way to one of its own: "not at 3, Friday at 4".
      const joint = join(before.part, fact.part, reference) ?? join(before.said, fact.part, reference);
      const affirmed = affirmedBefore(moments, fact);
      if (joint !== null && affirmed === null) {
        moments[moments.length - 1] = { ...before, part: joint, said: joint, to: fact.to, negated: before.negated || negated };
        return;
      }
      if (affirmed !== null) {
        const part = join(affirmed.part, fact.part, reference) ?? affirmed.part;
        moments[moments.length - 2] = { ...affirmed, part, said: part };
        return;
      }
    }
    if (before !== undefined && gap.correction && !negated) moments[moments.length - 1] = { ...before, negated: true };
    const part = asHour(fact.part, before, gap);
    moments.push({
      part: before === undefined || part.bare === true ? part : completed(part, before, gap),
      said: part,
      from: fact.from,
      to: fact.to,
      negated,
      choice: gap.or,
      instead: gap.instead,
    });
  });
  return moments.map(({ part, from, to, negated, instead }, i) => {
    // "Thursday or Friday at 3": the time belongs to both.
    const next = moments[i + 1];
    const shared = next?.choice === true && hasTime(next.part) && hasDate(next.part) && !hasTime(part) && part.partOfDay === undefined && part.bare !== true;
    return { part: shared ? inherit(part, next.part, TIME_KEYS) : part, from, to, negated: negated && !(instead && moments.length === 1) };
  });
}

/** A number alone is an hour only when no counted thing follows: end, a mark or a word that says nothing. */
function canBeHour(chart: Chart, fact: Edge): boolean {
  const next = chart.tokens[fact.to];
  return (
    next === undefined || next.kind === 'mark' || ((chart.edges[fact.to] ?? []).length > 0 && !reads(chart, fact.to, ['noun', 'money', 'unit', 'blocked']))
  );
}

/** Whether every word of the text (or of a stretch of it) belongs to a moment or says nothing: then even an abbreviation is meant as a date. */
export function saysOnlyWhen(chart: Chart, facts: readonly Edge[], first = 0, end = chart.tokens.length): boolean {
  return chart.tokens.every(
    (token, at) =>
      at < first ||
      at >= end ||
      token.kind === 'mark' ||
      facts.some((fact) => fact.from <= at && at < fact.to) ||
      isGlue(chart, at) ||
      reads(chart, at, ['or', 'not', 'correction', 'cannot']),
  );
}
