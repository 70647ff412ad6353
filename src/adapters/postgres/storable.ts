/** The text as Postgres can hold it: U+0000, which a patient can send, becomes U+FFFD. */
export function storableText(text: string): string;
export function storableText(text: string | null): string | null;
export function storableText(text: string | null): string | null {
  return text?.replaceAll('\u0000', '\ufffd') ?? null;
}

// JSON.stringify escapes surrogates only when they stand alone, and those jsonb refuses just as it does U+0000.
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/** The value as JSON that a jsonb column can hold: U+0000 and lone surrogates become U+FFFD. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes('\\u') ? json.replaceAll(UNSTORABLE, '$1\ufffd') : json;
}
