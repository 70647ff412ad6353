import { ZodError } from 'zod';
import { Fault } from '../errors.ts';
import { JOB_ATTEMPTS, MAX_STARTS } from './catalog.ts';

/** What becomes of a job whose processor threw. */
export type Disposition =
  | { kind: 'hold' } // a dependency is away: wait here until it is back, no attempt is used up
  | { kind: 'put_back' } // written by a newer version: leave it for a worker that understands it, no attempt is used up
  | { kind: 'retry'; reason: string } // try again with back-off
  | { kind: 'dead_letter'; reason: string };

/**
 * One place that turns an error into what happens to its job. `attemptsMade` counts finished attempts before this one.
 * The reason is safe to store and log: codes and our own words, never a foreign error's text.
 */
export function dispositionOf(error: unknown, attemptsMade: number): Disposition {
  if (error instanceof Fault && error.code === 'dependency_away') return { kind: 'hold' };
  if (error instanceof Fault && error.code === 'unknown_version') return { kind: 'put_back' };
  const reason = reasonOf(error);
  if (error instanceof Fault && error.retry === 'never') return { kind: 'dead_letter', reason };
  return attemptsMade + 1 >= JOB_ATTEMPTS ? { kind: 'dead_letter', reason } : { kind: 'retry', reason };
}

/** A job that was started again and again without finishing kills its worker: poison. `attemptsStarted` includes this start. */
export function isPoison(attemptsStarted: number): boolean {
  return attemptsStarted > MAX_STARTS;
}

/** A short, safe reason: our own message for a Fault, a code or class name for anything foreign. */
export function reasonOf(error: unknown): string {
  if (error instanceof Fault) return `${error.code}: ${error.message}`;
  if (error instanceof ZodError) return `invalid payload: ${error.issues.map((issue) => issue.path.join('.')).join(', ')}`;
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
  return 'unknown error';
}
