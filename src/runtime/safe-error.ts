import { Fault } from '../errors.ts';

/** An error as it may be logged: no message of foreign code, since those quote data (a value refused by Postgres, JSON that did not parse). */
export type SafeError = { kind: string; code?: string; message?: string; at?: string; stack?: string; cause?: SafeError };

const WORD = /^[\w.:-]{1,80}$/;
const FRAME = /^ +at (?:async )?(?:[\w$.<>[\] #]+ )?\(?(?:file:|node:|\/|[A-Za-z]:\\|<anonymous>|native)[^\n]*\)?$/;
const MOST_CAUSES = 4;

/** Reduces any thrown value to kind, code, place and stack; the message is kept only of a Fault, whose messages are safe by contract. */
export function safeError(thrown: unknown, depth = 0): SafeError {
  if (!(thrown instanceof Error)) return { kind: typeof thrown };
  const safe: SafeError = { kind: word(thrown.name) ?? 'Error' };
  const code = word((thrown as { code?: unknown }).code) ?? word((thrown as { status?: unknown }).status);
  if (code !== undefined) safe.code = code;
  if (thrown instanceof Fault) safe.message = thrown.message;
  const place = placeOf(thrown);
  if (place) safe.at = place;
  const stack = framesOf(thrown);
  if (stack) safe.stack = stack;
  if (thrown.cause !== undefined && depth < MOST_CAUSES) safe.cause = safeError(thrown.cause, depth + 1);
  return safe;
}

/** What Postgres and the system calls say of the place: names of our own schema and of system calls, never values. */
function placeOf(error: Error): string | undefined {
  const { syscall, table, constraint, routine } = error as { syscall?: unknown; table?: unknown; constraint?: unknown; routine?: unknown };
  const known = [syscall, table, constraint, routine].map(word).filter((item) => item !== undefined);
  return known.length > 0 ? known.join(' ') : undefined;
}

function word(value: unknown): string | undefined {
  const plain = typeof value === 'number' ? String(value) : value;
  return typeof plain === 'string' && WORD.test(plain) && !/^\d{7,}$/.test(plain) ? plain : undefined;
}

/** The message is cut off first: one with line breaks could pose as a frame. A stack that tells of another message than the error's is not shown. */
function framesOf(error: Error): string {
  const stack = error.stack ?? '';
  const start = stack.indexOf(error.message);
  if (start < 0) return '';
  const frames = stack
    .slice(start + error.message.length)
    .split('\n')
    .filter((line) => FRAME.test(line));
  return frames.slice(0, 12).join('\n').replaceAll(`file://${process.cwd()}/`, '');
}
