const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** Short strings are scanned here, longer ones (inline media) by the native search. */
const SHORT_STRING_BYTES = 64;

/**
 * Whether JSON text nests objects and arrays deeper than `limit`, without parsing it: one pass over the bytes, no recursion,
 * brackets inside strings don't count. For bytes that are not JSON the answer means nothing, but it is given all the same.
 */
export function isDeeperThan(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  const length = json.length;
  for (let at = 0; at < length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) {
      at = endOfString(json, at + 1);
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
    }
  }
  return false;
}

/** The index of the quote that ends a string whose content starts at `start`; the text's length when it has no end. */
function endOfString(json: Uint8Array, start: number): number {
  const length = json.length;
  let nativeFrom = start + SHORT_STRING_BYTES;
  for (let at = start; at < length; at += 1) {
    if (at >= nativeFrom) {
      const quote = json.indexOf(QUOTE, at);
      if (quote < 0) return length;
      if (!isEscaped(json, quote, at)) return quote;
      at = quote;
      nativeFrom = quote + SHORT_STRING_BYTES;
      continue;
    }
    const byte = json[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
  }
  return length;
}

/** Whether an odd number of backslashes stands before `quote`; bytes before `from` are not part of an open escape. */
function isEscaped(json: Uint8Array, quote: number, from: number): boolean {
  let at = quote - 1;
  while (at >= from && json[at] === BACKSLASH) at -= 1;
  return (quote - 1 - at) % 2 === 1;
}
