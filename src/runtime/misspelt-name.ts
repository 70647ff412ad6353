import { distance } from 'fastest-levenshtein';

/** Shorter names are too near to unrelated ones (HOST, HOME): of those only swapped neighbours (PROT) count. */
const SHORT = 8;

/**
 * The known name that `name` is likely a misspelling of, null when there is none. Words are compared by themselves (REDIS_ULR, but neither
 * REDIS_SSL nor DATABASE_USER), with more slips allowed in longer names; a missing or added word must be a small part of the whole.
 */
export function misspeltName(name: string, known: readonly string[]): string | null {
  const given = name.toUpperCase();
  let nearest: { name: string; slips: number } | null = null;
  for (const candidate of known) {
    const slips = slipsBetween(name.length < SHORT && candidate.length < SHORT ? name : given, candidate);
    if (slips !== null && (nearest === null || slips < nearest.slips)) nearest = { name: candidate, slips };
  }
  return nearest?.name ?? null;
}

/** How many slips lead from one name to the other; null when that is more than a likely misspelling. */
function slipsBetween(name: string, candidate: string): number | null {
  if (candidate.length < SHORT) return edits(name, candidate) === 1 && isSwapped(name, candidate) ? 1 : null;
  const most = Math.max(2, Math.floor(candidate.length / 5));
  if (distance(name, candidate) > most + 1) return null;
  const slips = edits(name, candidate);
  return slips <= most && areNearlyTheSame(name.split('_'), candidate.split('_')) ? slips : null;
}

function areNearlyTheSame(words: string[], others: string[]): boolean {
  return words.length !== others.length || words.every((word, n) => edits(word, others[n] ?? '') <= Math.max(word.length, others[n]?.length ?? 0) / 2);
}

/** Levenshtein's distance, with two swapped neighbours as the one slip that they are. */
function edits(one: string, other: string): number {
  let fewest = distance(one, other);
  for (let at = 0; fewest > 1 && at + 1 < one.length; at += 1) {
    const swapped = one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2);
    fewest = Math.min(fewest, 1 + distance(swapped, other));
  }
  return fewest;
}

function isSwapped(one: string, other: string): boolean {
  return one !== other && [...one].sort().join('') === [...other].sort().join('');
}
