/** What went wrong, as one of a small closed family. `retry` says whether trying the same thing again can help. */
export type FaultCode =
  | 'dependency_away' // Redis, Postgres or a provider can't be reached: wait, no attempt is used up
  | 'invalid_input' // the caller must change something
  | 'not_found'
  | 'conflict'
  | 'unauthorized'
  | 'unknown_version' // written by a newer Frontdesk: put back for one that understands it
  | 'bug'; // a state that should not exist: dead-letter it

const RETRY: Record<FaultCode, 'never' | 'later'> = {
  dependency_away: 'later',
  invalid_input: 'never',
  not_found: 'never',
  conflict: 'never',
  unauthorized: 'never',
  unknown_version: 'later',
  bug: 'never',
};

/**
 * An unexpected failure with a code, a message that is safe to show (no message text, names or numbers) and its cause.
 * Expected results (a refused tool call, a lost commit) are return values, not faults.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly retry: 'never' | 'later';

  constructor(code: FaultCode, safeMessage: string, options?: { cause?: unknown }) {
    super(safeMessage, options);
    this.name = 'Fault';
    this.code = code;
    this.retry = RETRY[code];
  }
}

/** True for a Fault of the given code. */
export function isFault(error: unknown, code: FaultCode): error is Fault {
  return error instanceof Fault && error.code === code;
}
