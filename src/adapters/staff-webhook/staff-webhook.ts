import { createHmac } from 'node:crypto';
import type { StaffWebhook, TellResult, WebhookCall } from '../../pipeline/notifying-ports.ts';

export type StaffWebhookDeps = {
  fetch: typeof fetch;
  /** Runs a call under the deadline and the breaker of `key`; throws without calling when the breaker is open. */
  guard: <T>(key: string, call: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  now: () => number;
};

type PostResult = Exclude<TellResult, { kind: 'dropped' }>;

/** Their system is away: not called again sooner than the breaker may close. */
const BREAKER_RETRY_MS = 15_000;
/** A wrong address or key is mended by people: tried seldom, and told. */
const REFUSED_RETRY_MS = 5 * 60_000;
const MOST_RETRY_AFTER_MS = 3_600_000;
/** Answers that mean "not now", besides 429 and 5xx. */
const NOT_NOW = new Set([408, 409, 423, 425]);
/** Answers that people can mend without us: the address, the key, a redirect (which is not followed: the signature is for this address). */
const MENDABLE = new Set([401, 402, 403, 404]);

/** The signature of a body: `sha256=` and the hex HMAC-SHA256 over its bytes. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;
}

/** Posts to the webhooks of clinics; every clinic has a breaker of its own. Never throws: a failure is an answer that says what to do. */
export function createStaffWebhook(deps: StaffWebhookDeps): StaffWebhook {
  return { post: (call, mayStillCall) => post(call, mayStillCall, deps) };
}

/** Fails the guarded call, so that the breaker counts it, and keeps the answer. */
class ReceiverTrouble extends Error {
  readonly result: PostResult;
  constructor(result: PostResult) {
    super(`receiver trouble: ${result.kind}`);
    this.name = 'ReceiverTrouble';
    this.result = result;
  }
}

async function post(call: WebhookCall, mayStillCall: () => boolean, deps: StaffWebhookDeps): Promise<PostResult> {
  let called = false;
  try {
    return await deps.guard(call.clinicId, async (signal) => {
      if (!mayStillCall()) return retry('claim_expired', 0);
      called = true;
      const response = await deps.fetch(call.url, requestOf(call, signal));
      await response.body?.cancel().catch(() => undefined); // the status says it all, and a body without end must not hold us
      const result = resultOf(response, deps.now());
      if (response.status >= 500) throw new ReceiverTrouble(result);
      return result;
    });
  } catch (error) {
    if (error instanceof ReceiverTrouble) return error.result;
    return called ? retry(isTimeout(error) ? 'timeout' : `not_connected:${codeOf(error)}`, null) : retry('breaker_open', BREAKER_RETRY_MS);
  }
}

function requestOf({ body, secret, notificationId, trace }: WebhookCall, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'frontdesk',
    'idempotency-key': notificationId,
    'x-trace-id': trace.traceId,
    ...(trace.traceparent === null ? {} : { traceparent: trace.traceparent }),
    ...(secret === null ? {} : { 'x-frontdesk-signature': signatureOf(body, secret) }),
  };
  return { method: 'POST', headers, body, signal, redirect: 'manual' };
}

function resultOf(response: Response, nowMs: number): PostResult {
  const { status } = response;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const reason = `http:${status}`;
  const afterMs = readRetryAfter(response.headers.get('retry-after'), nowMs);
  if (status === 429 || status >= 500 || NOT_NOW.has(status)) return retry(reason, afterMs);
  if (status < 400 || MENDABLE.has(status)) return { kind: 'retry', reason: `refused:${reason}`, afterMs: afterMs ?? REFUSED_RETRY_MS, alert: true };
  return { kind: 'failed', reason };
}

function retry(reason: string, afterMs: number | null): PostResult {
  return { kind: 'retry', reason, afterMs, alert: false };
}

/** Retry-After in ms from now, seconds or a date, at most an hour; null when absent or not understood. */
function readRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const waitMs = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(0, waitMs), MOST_RETRY_AFTER_MS);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** The code of what went wrong on the way (ECONNREFUSED, ...): fetch hides it in the cause. */
function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code.toLowerCase();
  }
  return 'unknown';
}
