/** How many of how many; `accuracy` 0..1, null of nothing. */
export type Tally = { n: number; correct: number; accuracy: number | null };

/** One judged case. `expected` and `got` are for a person who looks at the mistakes. */
export type Judged = { id: string; lang: string; text: string; isRight: boolean; expected: string; got: string };

/** A wrong case and why, as shown with the figures. */
export type Mistake = { id: string; why: string };

/** A share of 0..1 with four decimals; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}

/** Counts the right ones. */
export function tally(judged: readonly { isRight: boolean }[]): Tally {
  const correct = judged.filter((one) => one.isRight).length;
  return { n: judged.length, correct, accuracy: shareOf(correct, judged.length) };
}

/** The members of a list by a name, names in alphabetical order. */
export function groupBy<T>(list: readonly T[], nameOf: (member: T) => string): Record<string, T[]> {
  const groups: Record<string, T[]> = {};
  for (const member of list) (groups[nameOf(member)] ??= []).push(member);
  return Object.fromEntries(Object.entries(groups).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Counts the right ones of each group. */
export function tallyBy<T extends { isRight: boolean }>(judged: readonly T[], nameOf: (member: T) => string): Record<string, Tally> {
  return Object.fromEntries(Object.entries(groupBy(judged, nameOf)).map(([name, group]) => [name, tally(group)]));
}

/** The wrong ones, each with what was wanted and what came. */
export function mistakesOf(judged: readonly Judged[]): Mistake[] {
  return judged.filter((one) => !one.isRight).map(({ id, text, expected, got }) => ({ id, why: `wanted ${expected}, got ${got}: ${text}` }));
}
