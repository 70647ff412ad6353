import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { ModelFailure } from '../../pipeline/model-ports.ts';

/**
 * A failed call on its way through the resilience policy: `status` tells it whether the endpoint is at fault, `retryAfterMs` how long it asked
 * to be left alone. Carries no text of the answer, which may quote the prompt.
 */
export class ModelTrouble extends Error {
  readonly reason: ModelFailure;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly retry: 'never' | 'later';

  constructor(reason: ModelFailure, status?: number, retryAfterMs?: number) {
    super(`model trouble: ${reason}`);
    this.name = 'ModelTrouble';
    this.reason = reason;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.retry = reason === 'quota_exceeded' ? 'never' : 'later';
  }
}

/** What went wrong, from whatever the client threw. `nowMs` is the wall clock, for a Retry-After given as a date. */
export function failureOf(error: unknown, nowMs: number): ModelTrouble {
  if (error instanceof ModelTrouble) return error;
  if (error instanceof APIUserAbortError || isAbort(error)) return new ModelTrouble('timeout');
  if (error instanceof APIConnectionError) return new ModelTrouble('away');
  if (error instanceof APIError && error.status !== undefined) return ofStatus(error, error.status, nowMs);
  if (error instanceof SyntaxError) return new ModelTrouble('unreadable');
  return new ModelTrouble('away'); // the connection broke while the answer was read
}

function ofStatus(error: APIError, status: number, nowMs: number): ModelTrouble {
  const retryAfterMs = readRetryAfter(error.headers, nowMs);
  if (status === 429) return new ModelTrouble(isQuota(error) ? 'quota_exceeded' : 'rate_limited', status, retryAfterMs);
  if (status >= 500) return new ModelTrouble('server_error', status, retryAfterMs);
  return new ModelTrouble(status === 401 || status === 403 ? 'unauthorized' : 'bad_request', status);
}

/** The account is out of money: waiting a second changes nothing. */
function isQuota({ code, type }: APIError): boolean {
  return code === 'insufficient_quota' || type === 'insufficient_quota' || code === 'billing_hard_limit_reached';
}

/** `retry-after-ms`, else Retry-After in seconds or as a date. */
function readRetryAfter(headers: Headers | undefined, nowMs: number): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const value = headers?.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}
