import { LRUCache } from 'lru-cache';
import CircuitBreaker from 'opossum';
import pRetry from 'p-retry';
import { Fault } from '../errors.ts';

export type BreakerState = 'closed' | 'open' | 'half_open';

export type BreakerOptions = {
  /** Failures in a row that open it [10]. More than half of at least twice as many calls within `windowMs` [60 s] failing opens it too. */
  failures?: number;
  windowMs?: number;
  /** Opens it also when calls have done nothing but fail for this long, three at least: a system that hangs fails slowly. */
  failingMs?: number;
  /** How long it stays open before one call may try. */
  resetMs?: number;
  /** Calls at the same time per key; more are refused. */
  capacity?: number;
};

export type PolicyOptions = {
  name: string;
  /** For the whole call with its retries, ms. */
  timeoutMs: number;
  /** Repeats after a failure of the dependency. Leave 0 for whatever must not happen twice, and where a queue retries. */
  retries?: number;
  /** An error that says how long to wait (`retryAfterMs`) is waited for up to this long [2 s]; what asks for more is not repeated. */
  retryAfterLimitMs?: number;
  breaker?: BreakerOptions;
  /** Keys (lines, providers) with a breaker of their own at the same time; the least used is forgotten. */
  maxKeys?: number;
  onState?: (change: { name: string; key: string; state: BreakerState }) => void;
};

/** What a policy did so far: numbers for metrics. */
export type PolicyNumbers = { calls: number; failures: number; timeouts: number; refused: number; opened: number; states: Record<BreakerState, number> };

/** Deadline, breaker and retries for the calls to one outside system. */
export interface Policy {
  readonly name: string;
  /**
   * Calls `work` with a signal that is aborted at the deadline or with `options.signal`, and settles by then even if `work` ignores it.
   * Throws what `work` threw; a DOMException `TimeoutError` at the deadline (the call may have had its effect); and, without having called
   * anything, a Fault `dependency_away` for which `wasRefused` is true when the breaker of this key is open or full.
   */
  run<T>(key: string, work: (signal: AbortSignal) => Promise<T>, options?: { signal?: AbortSignal }): Promise<T>;
  stateOf(key: string): BreakerState;
  numbers(): PolicyNumbers;
  close(): void;
}

type Call = () => Promise<unknown>;
type Breaker = CircuitBreaker<[Call], unknown> & { failuresInARow?: number; failingSinceMs?: number };

/** True when a policy refused the call: nothing was sent. */
export function wasRefused(error: unknown): boolean {
  return error instanceof Fault && error.code === 'dependency_away' && isRefusal(error.cause);
}

/** Makes the policy of one outside system; each key has its own breaker, so that one broken line does not silence the others. */
export function createPolicy(options: PolicyOptions): Policy {
  const counts = { calls: 0, failures: 0, timeouts: 0, refused: 0, opened: 0 };
  const breakers = new LRUCache<string, Breaker>({ max: options.maxKeys ?? 500, dispose: (breaker) => breaker.shutdown() });

  const breakerOf = (key: string): Breaker => {
    const known = breakers.get(key);
    if (known) return known;
    const breaker = createBreaker(options);
    const tell = (state: BreakerState) => () => {
      if (state === 'open') counts.opened += 1;
      options.onState?.({ name: options.name, key, state });
    };
    breaker.on('open', tell('open')).on('halfOpen', tell('half_open')).on('close', tell('closed'));
    breakers.set(key, breaker);
    return breaker;
  };

  const attempt = async <T>(key: string, call: () => Promise<T>): Promise<T> => {
    const breaker = breakerOf(key);
    try {
      const result = (await breaker.fire(call)) as T;
      breaker.failuresInARow = 0;
      return result;
    } catch (error) {
      if (!isRefusal(error)) {
        noteFailure(breaker, error, options);
        throw error;
      }
      counts.refused += 1;
      throw new Fault('dependency_away', `${options.name} is not called: its breaker is open or full`, { cause: error });
    }
  };

  return {
    name: options.name,
    async run(key, work, { signal } = {}) {
      counts.calls += 1;
      const deadline = startDeadline(options.timeoutMs, signal);
      const call = () => attempt(key, () => deadline.race(work(deadline.signal)));
      try {
        return await (options.retries ? repeat(call, options.retries, options.retryAfterLimitMs ?? RETRY_AFTER_LIMIT_MS, deadline.signal) : call());
      } catch (error) {
        if (isTimeout(error)) counts.timeouts += 1;
        if (isFailureOfDependency(error)) counts.failures += 1;
        throw error;
      } finally {
        deadline.clear();
      }
    },
    stateOf: (key) => stateOf(breakers.peek(key)),
    numbers: () => ({ ...counts, states: countStates(breakers.values()) }),
    close: () => breakers.clear(),
  };
}

const FAILURES = 10;
/** Before a time of failing counts. */
const FEWEST_FAILURES = 3;

function createBreaker({ name, breaker = {} }: PolicyOptions): Breaker {
  const created: Breaker = new CircuitBreaker((call: Call) => call(), {
    name,
    timeout: false, // opossum's own timeout does not abort the call; the deadline here does
    volumeThreshold: 2 * (breaker.failures ?? FAILURES), // the default 0 opens at the first failure
    errorThresholdPercentage: 50,
    rollingCountTimeout: breaker.windowMs ?? 60_000,
    resetTimeout: breaker.resetMs ?? 10_000,
    rollingPercentilesEnabled: false,
    // opossum takes a filtered error for a success, which closes a half-open breaker: a probe the caller gave up proves nothing.
    errorFilter: (error: unknown) => !isFailureOfDependency(error) && !(created.halfOpen && isAbort(error)),
    ...(breaker.capacity === undefined ? {} : { capacity: breaker.capacity }),
  });
  return created;
}

/** opossum knows shares only: a system that dies after a busy minute would be called for another half minute. */
function noteFailure(breaker: Breaker, error: unknown, { breaker: limits }: PolicyOptions): void {
  if (isAbort(error)) return;
  breaker.failuresInARow = isFailureOfDependency(error) ? (breaker.failuresInARow ?? 0) + 1 : 0;
  const nowMs = performance.now();
  if (breaker.failuresInARow === 1) breaker.failingSinceMs = nowMs;
  const failsForTooLong =
    breaker.failuresInARow >= FEWEST_FAILURES && nowMs - (breaker.failingSinceMs ?? nowMs) >= (limits?.failingMs ?? Number.POSITIVE_INFINITY);
  if (failsForTooLong || breaker.failuresInARow >= (limits?.failures ?? FAILURES)) breaker.open();
}

/** 4xx is an answer of a healthy system, 429 excepted; so is an end that the caller wished. */
function isFailureOfDependency(error: unknown): boolean {
  if (isRefusal(error) || wasRefused(error)) return false;
  if (isAbort(error)) return false;
  if (error instanceof Fault && error.code !== 'dependency_away') return false;
  const status = (error as { status?: unknown } | null)?.status ?? (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status !== 'number' || status >= 500 || status === 429;
}

function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return code === 'EOPENBREAKER' || code === 'ESEMLOCKED';
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

const RETRY_AFTER_LIMIT_MS = 2_000;

/** An error may say `retry: 'never'` when the same call would only fail the same way, and `retryAfterMs` when it may be made later. */
async function repeat<T>(call: () => Promise<T>, retries: number, retryAfterLimitMs: number, signal: AbortSignal): Promise<T> {
  return pRetry(call, {
    retries,
    minTimeout: 100,
    maxTimeout: 2000,
    randomize: true,
    signal,
    shouldRetry: async ({ error }) => {
      if (!isFailureOfDependency(error) || isTimeout(error)) return false;
      const { retry, retryAfterMs = 0 } = error as { retry?: unknown; retryAfterMs?: number };
      if (retry === 'never' || retryAfterMs > retryAfterLimitMs) return false;
      await wait(retryAfterMs, signal);
      return true;
    },
  });
}

/** Resolves after the time or when the signal is aborted, whichever is first. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** A timer that is cleared with the call: AbortSignal.timeout would keep one per call until it fires. */
function startDeadline(timeoutMs: number, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('no answer in time', 'TimeoutError')), timeoutMs);
  const onOuter = () => controller.abort(new DOMException('given up by the caller', 'AbortError'));
  if (outer?.aborted) onOuter();
  else outer?.addEventListener('abort', onOuter, { once: true });
  return {
    signal: controller.signal,
    race<T>(work: Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const onAbort = () => reject(controller.signal.reason as Error);
        if (controller.signal.aborted) onAbort();
        else controller.signal.addEventListener('abort', onAbort, { once: true });
        work.then(resolve, (error: unknown) => reject(controller.signal.aborted ? (controller.signal.reason as Error) : (error as Error)));
      });
    },
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', onOuter);
    },
  };
}

function stateOf(breaker: Breaker | undefined): BreakerState {
  if (breaker?.halfOpen) return 'half_open';
  return breaker?.opened ? 'open' : 'closed';
}

function countStates(breakers: Iterable<Breaker>): Record<BreakerState, number> {
  const states = { closed: 0, open: 0, half_open: 0 };
  for (const breaker of breakers) states[stateOf(breaker)] += 1;
  return states;
}
