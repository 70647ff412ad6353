import { Fault } from '../../errors.ts';
import { sqlState } from './sql.ts';

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
/** Connection exceptions, out of resources, read-only after a fail-over, shut down or starting, cancelled by the statement timeout. */
const AWAY_STATES = /^(08|53)...$|^(25006|57014|57P0[1-5])$/;
/** What the drivers say when there is no code: pg's client and pool, PGlite after close. */
const AWAY_TEXTS =
  /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|query read timeout|client was closed|after calling end on the pool|pglite is (closed|closing)/i;

/** Fault('dependency_away') for an error that means Postgres is not there or the connection broke; null for any other. */
export function connectionFault(error: unknown): Fault | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  const state = sqlState(error);
  const away = NETWORK_CODES.has(code) || (state !== null && AWAY_STATES.test(state)) || (state === null && AWAY_TEXTS.test(error.message));
  return away ? new Fault('dependency_away', 'Postgres is away', { cause: error }) : null;
}
