import type { Dispatcher } from 'undici';

/** Runs a call under the breaker and deadline of `key`. When the breaker is open it throws a Fault `dependency_away` without calling. */
export type Guard = <T>(key: string, call: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** Takes one token of a bucket that all workers share; `afterMs` says when there is one again. */
export interface RateLimiter {
  take(key: string, bucket: { capacity: number; refillPerSecond: number }): Promise<{ allowed: true } | { allowed: false; afterMs: number }>;
}

/** What both messengers need from outside. `timeoutMs` bounds one HTTP call, also where the guard's deadline is longer. */
export type MessengerDeps = {
  /** Connections to the providers, kept alive, a pool per server. */
  dispatcher: Dispatcher;
  guard: Guard;
  /** Whether the guard of this key would call at all: for courtesies, which go past it. */
  isAway: (key: string) => boolean;
  rateLimiter: RateLimiter;
  timeoutMs: number;
  now: () => number;
};

/** An HTTP answer. `body` is the parsed JSON, null when it was none; `retryAfterMs` from Retry-After. */
export type Answer = { status: number; body: unknown; isJson: boolean; retryAfterMs: number | null };

export type CallOutcome =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'not_called'; reason: 'claim_expired' | 'breaker_open' }
  | { kind: 'not_connected'; reason: string } // nothing of the request was written
  | { kind: 'unknown'; reason: 'timeout' | 'connection_lost' }; // it may have arrived

export type Request = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; body?: unknown };

/** Errors of connecting: the request can't have reached anyone. A reset or a timeout can come after it did. */
const BEFORE_WRITING = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_INVALID_URL']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/** Carries an outcome through the guard as a failure, so that the breaker counts it. */
class ProviderTrouble extends Error {
  readonly outcome: CallOutcome;

  constructor(outcome: CallOutcome) {
    super(`provider trouble: ${outcome.kind}`);
    this.name = 'ProviderTrouble';
    this.outcome = outcome;
  }
}

/**
 * One HTTP call under the guard. `mayStillCall` is asked in the same tick as the request is handed to the connection; when it says no,
 * nothing is called. Never throws: what went wrong is told by whether the request can have reached the provider.
 */
export async function callProvider(key: string, request: Request, deps: Omit<MessengerDeps, 'rateLimiter'>, mayStillCall: () => boolean): Promise<CallOutcome> {
  let called = false;
  const call = async (signal: AbortSignal): Promise<CallOutcome> => {
    const limit = startLimit(deps.timeoutMs, signal);
    try {
      const options = toOptions(request, limit.signal);
      if (!mayStillCall()) return { kind: 'not_called', reason: 'claim_expired' };
      called = true;
      const answer = await readAnswer(await deps.dispatcher.request(options), deps.now());
      const outcome: CallOutcome = { kind: 'answered', answer };
      if (answer.status >= 500) throw new ProviderTrouble(outcome);
      return outcome;
    } catch (error) {
      throw error instanceof ProviderTrouble ? error : new ProviderTrouble(whatHappened(error));
    } finally {
      limit.clear();
    }
  };
  try {
    return await deps.guard(key, call);
  } catch (error) {
    if (error instanceof ProviderTrouble) return error.outcome;
    if (!called) return { kind: 'not_called', reason: 'breaker_open' };
    return { kind: 'unknown', reason: 'timeout' }; // the guard's own deadline passed while the call was under way
  }
}

function toOptions({ method, url, headers, body }: Request, signal: AbortSignal): Dispatcher.RequestOptions {
  const { origin, pathname, search } = new URL(url);
  const common = { origin, path: pathname + search, method, signal };
  const accepting = { accept: 'application/json', ...headers };
  if (body === undefined) return { ...common, headers: accepting };
  return { ...common, headers: { ...accepting, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Ends with the time or with the guard's signal. AbortSignal.any and .timeout cost more than the rest of a call to a quick server. */
function startLimit(timeoutMs: number, outer: AbortSignal): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('no answer in time', 'TimeoutError')), timeoutMs);
  const onOuter = () => controller.abort(outer.reason);
  if (outer.aborted) onOuter();
  else outer.addEventListener('abort', onOuter, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      outer.removeEventListener('abort', onOuter);
    },
  };
}

async function readAnswer({ statusCode, headers, body }: Dispatcher.ResponseData, nowMs: number): Promise<Answer> {
  const retryAfter = headers['retry-after'];
  const retryAfterMs = readRetryAfter(typeof retryAfter === 'string' ? retryAfter : null, nowMs);
  try {
    const text = await readText(body);
    if (text !== null) return { status: statusCode, body: JSON.parse(text) as unknown, isJson: true, retryAfterMs };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { status: statusCode, body: null, isJson: false, retryAfterMs };
}

/** Far above a page of a probe; a server that sends more without end must not fill the memory. Null when there is more than that. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

async function readText(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) return null; // leaving the loop cancels the rest
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Retry-After in ms from now: seconds or a date; null when absent or not understood. */
function readRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

function whatHappened(error: unknown): CallOutcome {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (BEFORE_WRITING.has(code) || CERTIFICATE.test(code)) return { kind: 'not_connected', reason: code.toLowerCase() };
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError' || code === 'ETIMEDOUT' || code.startsWith('UND_ERR_HEADERS')) {
      return { kind: 'unknown', reason: 'timeout' };
    }
  }
  return { kind: 'unknown', reason: 'connection_lost' };
}

/** The base URL with a path of encoded segments: an instance name may hold spaces and slashes. */
export function joinUrl(baseUrl: string, ...segments: string[]): string {
  return [baseUrl.replace(/\/+$/, ''), ...segments.map(encodeURIComponent)].join('/');
}
