/** A message longer than this is no longer read as a chat message. */
const COMFORTABLE_CHARACTERS = 1_000;

/** A cut this early would make one short message and one nearly as long as before. */
const EARLIEST_CUT = 0.4;

let segmenter: Intl.Segmenter | null = null;

/** Made by the first long reply: it takes tens of milliseconds, and most replies are short. */
function graphemes(): Intl.Segmenter {
  return (segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' }));
}

/** Where a text may be cut, best first. Each matches up to and including what stays with the first part. */
const PLACES = [
  /\n[^\S\n]*\n/gu, // end of a paragraph
  /\n/gu, // end of a line
  /(?<=[\p{L}\p{N})\]"»”']{4,}|\p{N})[.!?…]+["»”')\]]*(?=\s)|[!?…]+["»”')\]]*(?=\s)/gu, // end of a sentence, not of "Dr." or "ул."
  /[;:,](?=\s)/gu,
  /\s/gu,
];

/**
 * A reply as the messages it is sent as: one when it is at most 1,000 characters (UTF-16 units, as providers count at most), else
 * parts of at most that, cut at the end of a paragraph, line, sentence, clause or word, never inside a grapheme. No part is longer than
 * `maxChars`; nothing is lost but white space at the cuts. A blank text gives no parts.
 */
export function splitReply(text: string, maxChars: number): string[] {
  const target = Math.max(1, Math.min(COMFORTABLE_CHARACTERS, maxChars));
  const parts: string[] = [];
  let rest = trimCut(text);
  while (rest.length > target) {
    const cut = findCut(rest, target, Math.max(1, maxChars));
    parts.push(rest.slice(0, cut).trimEnd());
    rest = trimCut(rest.slice(cut));
  }
  return [...parts, rest].filter((part) => part !== '');
}

/** White space at the start of a part, but not a space that carries a combining mark. */
function trimCut(text: string): string {
  return text.replace(/^\s+(?!\p{M})/u, '').trimEnd();
}

function findCut(rest: string, target: number, maxChars: number): number {
  const boundaries = boundariesUpTo(rest, target);
  const furthest = boundaries.at(-1);
  if (furthest === undefined) return cutInsideGrapheme(rest, maxChars);
  const allowed = new Set(boundaries);
  const window = rest.slice(0, target + 1); // one more, to see the white space behind a sentence
  for (const place of PLACES) {
    let best = 0;
    for (const match of window.matchAll(place)) {
      const end = match.index + match[0].length;
      if (end <= target && end >= target * EARLIEST_CUT && allowed.has(end)) best = end;
    }
    if (best > 0) return best;
  }
  return furthest;
}

/** Ends of the graphemes that end within the first `limit` characters. */
function boundariesUpTo(text: string, limit: number): number[] {
  const ends: number[] = [];
  for (const { index, segment } of graphemes().segment(text)) {
    const end = index + segment.length;
    if (end > limit) break;
    ends.push(end);
  }
  return ends;
}

/** The first grapheme alone is longer than a part: whole if the provider takes it, else cut between code points. */
function cutInsideGrapheme(rest: string, maxChars: number): number {
  const first = graphemes().segment(rest).containing(0)?.segment.length ?? rest.length;
  if (first <= maxChars) return first;
  const splitsPair = /[\uD800-\uDBFF]/.test(rest.charAt(maxChars - 1)) && /[\uDC00-\uDFFF]/.test(rest.charAt(maxChars));
  return splitsPair && maxChars > 1 ? maxChars - 1 : splitsPair ? 2 : maxChars;
}
