/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** 0 <= x < 1. */
  next(): number;
  /** 0 <= n < limit, whole. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
};

/** A generator (mulberry32) seeded by words and numbers; good enough to vary tests, not for secrets. */
export function createRandom(...seeds: readonly (string | number)[]): Random {
  let state = 0x9e3779b9;
  for (const character of seeds.join(' ')) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)]!, chance: (probability) => next() < probability };
}
