const TOKEN = /^[\w.:/{}@|,=+-]{1,160}$/;
const MAYBE_A_PHONE = /^\+?\d{7,}(?:@.*)?$/;

/**
 * A short ASCII word without spaces (an id, a code, a name of ours) as it is; `(digits)` for what could be a phone number and `(dropped)` for any
 * other text, so that nothing a person wrote reaches a log line or a span; undefined for what is not a string.
 */
export function safeToken(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!TOKEN.test(value)) return '(dropped)';
  return MAYBE_A_PHONE.test(value) ? '(digits)' : value;
}
