import { LRUCache } from 'lru-cache';
import type { MemoryItem } from '../../domain/memory.ts';

/** A copy in this process: when its items were read where they are kept, and until when it is served as fresh. */
export type Copy = { items: readonly MemoryItem[]; readAtMs: number; freshUntilMs: number };

/** The copies one process keeps, by person; the least used go first. */
export type MemoryCopies = {
  get(person: string): Copy | undefined;
  keep(person: string, copy: Copy): void;
  drop(person: string): void;
  clear(): void;
  size(): number;
};

/** An empty set of copies. One that is no longer fresh stays, for when nothing fresh can be had, until it is `keptMs` old. */
export function createMemoryCopies({ most, keptMs, now }: { most: number; keptMs: number; now: () => number }): MemoryCopies {
  const copies = new LRUCache<string, Copy>({ max: most });
  return {
    get(person) {
      const copy = copies.get(person);
      if (!copy || now() - copy.readAtMs <= keptMs) return copy;
      copies.delete(person);
      return undefined;
    },
    keep: (person, copy) => void copies.set(person, copy),
    drop: (person) => void copies.delete(person),
    clear: () => copies.clear(),
    size: () => copies.size,
  };
}
