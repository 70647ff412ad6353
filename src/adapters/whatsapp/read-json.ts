/** Readers for JSON of unknown shape: they return null instead of throwing, so that a surprise in one field costs only that field. */
export type JsonObject = Record<string, unknown>;

/** The value as an object (not an array, not null), else null. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The objects of an array, in order; empty when it is no array. */
export function asObjects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject).filter((entry) => entry !== null) : [];
}

/** The value as a string; numbers are written out; anything else is null. The empty string stays. */
export function asString(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** Like asString, with the empty string as null. */
export function asFilled(value: unknown): string | null {
  return asString(value) || null;
}

/** The value as a finite number; decimal strings and protobuf longs `{low, high}` are read; anything else is null. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  const long = asObject(value);
  return typeof long?.['low'] === 'number' ? (typeof long['high'] === 'number' ? long['high'] * 2 ** 32 : 0) + (long['low'] >>> 0) : null;
}

/** A provider's time in seconds (or in ms, recognised by its size) as ms since the epoch; null when it is no time. */
export function asEpochMs(value: unknown): number | null {
  const number = asNumber(value);
  if (number === null || number <= 0) return null;
  return number > 100_000_000_000 ? Math.trunc(number) : Math.trunc(number * 1000);
}

/** True for text with nothing to answer in it: white space, zero-width and control characters only. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}]*$/u.test(text);
}
