import { checkedScopeId, clinicOfScope } from '../../domain/scope-id.ts';
import type { ProviderFailure, SnippetProvider } from '../../pipeline/snippet-ports.ts';
import { putBody, readSearchAnswer, searchBody } from './wire-format.ts';

export type HttpProviderOptions = {
  /** With or without a path, as https://context7.com/api. */
  baseUrl: string;
  apiKey: string | null;
  /** Below the base; `{id}` stands for the snippet's id. */
  paths: { search: string; snippet: string; health: string };
  /** Runs a call under the deadline and the breaker of `key`; throws without calling when the breaker is open. */
  guard: <T>(key: string, call: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** True when an error of the guard means that nothing was called. */
  wasRefused: (error: unknown) => boolean;
  now: () => number;
  fetch?: typeof fetch;
};

/** A scope's snippets at their longest are some megabytes; what is longer is not read to its end. */
const MOST_ANSWER_BYTES = 16 * 1024 * 1024;
const DEFAULT_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
/** The key of calls that belong to no clinic. */
const HEALTH_KEY = 'health';

type ProviderCall = { method: string; path: string; body?: string };
type Called = { kind: 'answered'; body: unknown } | { kind: 'rate_limited'; retryAfterMs: number | null };

const UNREADABLE: ProviderFailure = { ok: false, trouble: 'api_error', code: 'unreadable' };

/** A failed call on its way through the policy: `status` tells it whether the provider is at fault. No text of the answer. */
class ProviderRefusal extends Error {
  readonly status: number | undefined;
  readonly failure: ProviderFailure;
  constructor(failure: ProviderFailure, status?: number) {
    super(`snippet provider: ${failure.code}`);
    this.name = 'ProviderRefusal';
    this.status = status;
    this.failure = failure;
  }
}

/**
 * The snippet provider over HTTP, each clinic with a breaker of its own. Never throws but for a malformed scope (Fault `invalid_input`): every failure is an
 * answer. A provider that asks to be left alone (429, with Retry-After or for a moment) is not called until then; that it is alive may still be looked at,
 * unless that was what it was asked too often. No rate limit counts against a breaker: it is the answer of one that is there.
 */
export function createHttpProvider(options: HttpProviderOptions): SnippetProvider {
  const pauses = { use: { untilMs: 0 }, look: { untilMs: 0 } };
  const base = options.baseUrl.replace(/\/+$/, '');
  const addressOf = (path: string) => `${base}/${path.replace(/^\/+/, '')}`;

  const call = async (request: ProviderCall, signal: AbortSignal): Promise<Called> => {
    const response = await (options.fetch ?? fetch)(addressOf(request.path), {
      method: request.method,
      headers: headersOf(options.apiKey, request.body !== undefined),
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual', // the key is for this address
      signal,
    });
    if (response.status >= 200 && response.status < 300) return { kind: 'answered', body: await readBody(response) };
    await response.body?.cancel().catch(() => undefined);
    if (response.status === 429) return { kind: 'rate_limited', retryAfterMs: readRetryAfter(response.headers.get('retry-after'), options.now()) };
    throw refusalOf(response);
  };

  /** `read` makes of the body what is wanted, or null: an answer that can't be read counts against the breaker like none. */
  const guarded = async <T extends object>(
    key: string,
    request: ProviderCall,
    read: (body: unknown) => T | null,
  ): Promise<({ ok: true } & T) | ProviderFailure> => {
    const pause = key === HEALTH_KEY ? pauses.look : pauses.use;
    const pausedMs = pause.untilMs - options.now();
    if (pausedMs > 0) return { ok: false, trouble: 'refused', code: 'paused', retryAfterMs: pausedMs };
    try {
      const answer = await options.guard(key, async (signal) => {
        const called = await call(request, signal);
        if (called.kind === 'rate_limited') return called;
        const answered = read(called.body);
        if (answered === null) throw new ProviderRefusal(UNREADABLE, 502);
        return { kind: 'answered' as const, answered };
      });
      if (answer.kind === 'answered') return { ok: true, ...answer.answered };
      const retryAfterMs = Math.min(answer.retryAfterMs ?? DEFAULT_PAUSE_MS, LONGEST_PAUSE_MS);
      pause.untilMs = options.now() + retryAfterMs;
      return { ok: false, trouble: 'api_error', code: 'rate_limited', retryAfterMs };
    } catch (error) {
      if (options.wasRefused(error)) return { ok: false, trouble: 'refused', code: 'breaker_open' };
      return failureOf(error);
    }
  };

  return {
    search(scopeId, limit) {
      const scope = checkedScopeId(scopeId);
      const request = { method: 'POST', path: options.paths.search, body: searchBody(scope, limit) };
      return guarded(clinicOfScope(scope), request, (body) => {
        const snippets = readSearchAnswer(body, scope);
        return snippets === null ? null : { snippets };
      });
    },
    put(scopeId, snippet) {
      const scope = checkedScopeId(scopeId);
      const path = options.paths.snippet.replace('{id}', encodeURIComponent(snippet.id));
      return guarded(clinicOfScope(scope), { method: 'PUT', path, body: putBody(scope, snippet) }, () => ({}));
    },
    look: () => guarded(HEALTH_KEY, { method: 'GET', path: options.paths.health }, () => ({})),
  };
}

function headersOf(apiKey: string | null, hasBody: boolean): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': 'frontdesk',
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
    ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
  };
}

/** The JSON of an answer; undefined when it is none. An answer without end is given up. */
async function readBody(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_ANSWER_BYTES) throw new ProviderRefusal(UNREADABLE, 502);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

const CODES: Record<number, string> = { 401: 'unauthorized', 403: 'unauthorized', 404: 'unknown', 409: 'conflict', 413: 'too_large' };

function refusalOf({ status }: Response): ProviderRefusal {
  return new ProviderRefusal({ ok: false, trouble: 'api_error', code: CODES[status] ?? `http:${status}` }, status);
}

/** Seconds or a date, as ms from now; null when absent or not understood. */
function readRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const waitMs = /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}

function failureOf(error: unknown): ProviderFailure {
  if (error instanceof ProviderRefusal) return error.failure;
  const isLate = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
  return { ok: false, trouble: isLate ? 'timeout' : 'network', code: isLate ? 'timeout' : 'network' };
}
