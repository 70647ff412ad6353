import { distance } from 'fastest-levenshtein';

/** True when at most `limit` letters are wrong, missing, extra, or (one pair) swapped. */
export function within(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  const edits = distance(a, b);
  return edits <= limit || (edits === 2 && limit === 1 && isSwap(a, b));
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index + 1 < a.length; index += 1) {
    if (a.charAt(index) !== b.charAt(index)) {
      return a.charAt(index) === b.charAt(index + 1) && a.charAt(index + 1) === b.charAt(index) && a.slice(index + 2) === b.slice(index + 2);
    }
  }
  return false;
}
