import pRetry from 'p-retry';
import { isFault } from '../errors.ts';

const RETRIES = { retries: 40, minTimeout: 100, factor: 1.5, maxTimeout: 1_000 };

/** The same call, made again while an outage of Postgres interrupts it. For what is known here only and is recorded under a fence. */
export function throughOutages<Input, Output>(call: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
  return (input) => pRetry(() => call(input), { ...RETRIES, shouldRetry: ({ error }) => isFault(error, 'dependency_away') });
}
