import { OPENER_CHARACTERS } from './openers.ts';

/**
 * Where in a text each of many patterns may match, told by how they begin. A message is asked for hundreds of lists of phrases of which it holds
 * a few: reading the beginnings of its words once is far cheaper than trying every list.
 */
export type PhrasePlaces = {
  /** Adds a pattern by its openers (openers.ts), and returns its number. */
  add(openers: readonly string[]): number;
  /** The places in a text, all of them spaces, at which the pattern may match, in order. */
  of(pattern: number, text: string): readonly number[];
};

type Read = { text: string; places: ReadonlyMap<number, number[]> };

/** A message is read in a few ways, by turns: as it is, with its shorthand written out, without what only opens it. */
const REMEMBERED = 6;
const NOWHERE: readonly number[] = [];

/** An empty index. */
export function createPhrasePlaces(): PhrasePlaces {
  const byOpener = new Map<string, number[]>();
  let patterns = 0;
  let lately: Read[] = [];

  const read = (text: string): Read => {
    const places = new Map<number, number[]>();
    for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) {
      for (let length = 1; length <= OPENER_CHARACTERS; length += 1) {
        for (const pattern of byOpener.get(text.slice(at, at + length)) ?? NOWHERE) {
          const known = places.get(pattern);
          if (known === undefined) places.set(pattern, [at]);
          else if (known.at(-1) !== at) known.push(at);
        }
      }
    }
    return { text, places };
  };
  return {
    add(openers) {
      patterns += 1;
      for (const opener of openers) {
        const known = byOpener.get(opener);
        if (known === undefined) byOpener.set(opener, [patterns]);
        else known.push(patterns);
      }
      lately = [];
      return patterns;
    },
    of(pattern, text) {
      let known = lately.find((one) => one.text === text);
      if (known === undefined) {
        known = read(text);
        lately = [known, ...lately.slice(0, REMEMBERED - 1)];
      }
      return known.places.get(pattern) ?? NOWHERE;
    },
  };
}
