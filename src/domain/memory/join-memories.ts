import { MAX_MEMORIES_KEPT, type MemoryItem } from '../memory.ts';

/**
 * What two places know of one patient, as one list, newest first: each key once, as it was learned last; of the same instant our own counts. Of more than
 * is kept of a patient the oldest are left out, what a patient must be treated with care for last. Pure.
 */
export function joinMemories(own: readonly MemoryItem[], theirs: readonly MemoryItem[]): MemoryItem[] {
  const byKey = new Map(own.map((item) => [item.key, item]));
  for (const item of theirs) if (item.learnedAtMs > (byKey.get(item.key)?.learnedAtMs ?? -1)) byKey.set(item.key, item);
  const isCare = ({ kind }: MemoryItem) => Number(kind === 'constraint');
  return [...byKey.values()]
    .sort((a, b) => isCare(b) - isCare(a) || newestFirst(a, b))
    .slice(0, MAX_MEMORIES_KEPT)
    .sort(newestFirst);
}

function newestFirst(a: MemoryItem, b: MemoryItem): number {
  return b.learnedAtMs - a.learnedAtMs || (a.key < b.key ? -1 : 1);
}
