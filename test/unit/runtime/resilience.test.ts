import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '../../../src/errors.ts';
import { createPolicy, wasRefused } from '../../../src/runtime/resilience.ts';
import type { BreakerState, Policy, PolicyOptions } from '../../../src/runtime/resilience.ts';

const policies: Policy[] = [];
beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  for (const policy of policies.splice(0)) policy.close();
  vi.useRealTimers();
});

function policyWith(options: Partial<PolicyOptions> = {}) {
  const states: BreakerState[] = [];
  const policy = createPolicy({ name: 'provider', timeoutMs: 1000, breaker: { resetMs: 5000 }, onState: ({ state }) => states.push(state), ...options });
  policies.push(policy);
  return { policy, states };
}

const withStatus = (status: number) => Object.assign(new Error('answer'), { status });
const fails = () => Promise.reject(new Error('connection reset'));
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

async function failTimes(policy: Policy, times: number, key = 'line', work: () => Promise<unknown> = fails) {
  for (let count = 0; count < times; count += 1) await caught(policy.run(key, work));
}

describe('the deadline', () => {
  it('aborts the call and settles with a TimeoutError, also when the call ignores its signal', async () => {
    const { policy } = policyWith();
    let seen: AbortSignal | undefined;
    const outcome = caught(
      policy.run('line', (signal) => {
        seen = signal;
        return new Promise(() => undefined);
      }),
    );
    await vi.advanceTimersByTimeAsync(999);
    expect(seen?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ name: 'TimeoutError' });
    expect(seen?.aborted).toBe(true);
    expect(policy.numbers()).toMatchObject({ calls: 1, timeouts: 1, failures: 1 });
  });

  it('really ends a request that a server leaves unanswered', async () => {
    vi.useRealTimers();
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const closed = new Promise((resolve) => server.on('connection', (socket) => socket.on('close', resolve)));
    const { policy } = policyWith({ timeoutMs: 50 });
    const { port } = server.address() as AddressInfo;
    expect(await caught(policy.run('line', (signal) => fetch(`http://127.0.0.1:${port}`, { signal })))).toMatchObject({ name: 'TimeoutError' });
    await closed;
    server.close();
  });

  it('a caller that gives up ends the call at once and does not count against the system', async () => {
    const { policy } = policyWith();
    for (let count = 0; count < 30; count += 1) {
      const job = new AbortController();
      const outcome = caught(policy.run('line', () => new Promise(() => undefined), { signal: job.signal }));
      job.abort();
      expect(await outcome).toMatchObject({ name: 'AbortError' });
    }
    expect(policy.stateOf('line')).toBe('closed');
  });

  it('leaves no timer behind', async () => {
    const { policy } = policyWith();
    await policy.run('line', () => Promise.resolve(1));
    const before = vi.getTimerCount();
    await policy.run('line', () => Promise.resolve(1));
    expect(vi.getTimerCount()).toBe(before);
  });
});

describe('the breaker', () => {
  it('opens at the tenth failure in a row and then refuses without calling', async () => {
    const { policy, states } = policyWith();
    await failTimes(policy, 9);
    expect(policy.stateOf('line')).toBe('closed');
    await failTimes(policy, 1);
    expect(policy.stateOf('line')).toBe('open');
    const work = vi.fn(() => Promise.resolve(1));
    const refusal = await caught(policy.run('line', work));
    expect(refusal).toBeInstanceOf(Fault);
    expect(refusal).toMatchObject({ code: 'dependency_away', retry: 'later' });
    expect(wasRefused(refusal)).toBe(true);
    expect(work).not.toHaveBeenCalled();
    expect(states).toEqual(['open']);
    expect(policy.numbers()).toMatchObject({ opened: 1, refused: 1, failures: 10, states: { open: 1 } });
  });

  it('opens at ten in a row also after a busy, healthy minute', async () => {
    const { policy } = policyWith();
    for (let count = 0; count < 500; count += 1) await policy.run('line', () => Promise.resolve(count));
    await failTimes(policy, 10);
    expect(policy.stateOf('line')).toBe('open');
  });

  it('opens when calls have done nothing but fail for the given time, three at least', async () => {
    const { policy } = policyWith({ breaker: { resetMs: 5000, failingMs: 2000 } });
    const hangs = () => new Promise<never>(() => undefined);
    for (let count = 0; count < 3; count += 1) {
      expect(policy.stateOf('line')).toBe('closed');
      const outcome = caught(policy.run('line', hangs));
      await vi.advanceTimersByTimeAsync(1000);
      await outcome;
    }
    expect(policy.stateOf('line')).toBe('open');
    const { policy: other } = policyWith({ breaker: { resetMs: 5000, failingMs: 2000 } });
    await failTimes(other, 1);
    await vi.advanceTimersByTimeAsync(5000);
    await other.run('line', async () => 'fine');
    await failTimes(other, 2);
    expect(other.stateOf('line')).toBe('closed');
  });

  it('stays closed while failures are single', async () => {
    const { policy } = policyWith();
    for (let count = 0; count < 30; count += 1) {
      await failTimes(policy, 3);
      for (let good = 0; good < 4; good += 1) await policy.run('line', () => Promise.resolve(1));
    }
    expect(policy.stateOf('line')).toBe('closed');
  });

  it('half open: one probe, the others are refused; its success closes, its failure opens again', async () => {
    const { policy, states } = policyWith();
    await failTimes(policy, 10);
    await vi.advanceTimersByTimeAsync(5000);
    expect(policy.stateOf('line')).toBe('half_open');
    await failTimes(policy, 1);
    expect(policy.stateOf('line')).toBe('open');
    await vi.advanceTimersByTimeAsync(5000);
    let answer: (value: string) => void = () => undefined;
    const probe = policy.run('line', () => new Promise<string>((resolve) => (answer = resolve)));
    expect(wasRefused(await caught(policy.run('line', () => Promise.resolve(1))))).toBe(true);
    answer('alive');
    expect(await probe).toBe('alive');
    expect(policy.stateOf('line')).toBe('closed');
    expect(states).toEqual(['open', 'half_open', 'open', 'half_open', 'closed']);
  });

  it('a probe that its caller gave up does not close it', async () => {
    const { policy } = policyWith();
    await failTimes(policy, 10);
    await vi.advanceTimersByTimeAsync(5000);
    const job = new AbortController();
    const outcome = caught(policy.run('line', () => new Promise(() => undefined), { signal: job.signal }));
    job.abort();
    await outcome;
    expect(policy.stateOf('line')).toBe('open');
  });

  it.each([400, 401, 403, 404, 409, 422])('status %i is an answer, not a failure', async (status) => {
    const { policy } = policyWith();
    await failTimes(policy, 40, 'line', () => Promise.reject(withStatus(status)));
    expect(policy.stateOf('line')).toBe('closed');
  });

  it.each([429, 500, 503])('status %i counts as a failure', async (status) => {
    const { policy } = policyWith();
    await failTimes(policy, 10, 'line', () => Promise.reject(withStatus(status)));
    expect(policy.stateOf('line')).toBe('open');
  });

  it('each key has its own: one broken line does not silence another', async () => {
    const { policy } = policyWith();
    await failTimes(policy, 10, 'broken');
    expect(await policy.run('healthy', () => Promise.resolve('ok'))).toBe('ok');
    expect(policy.numbers().states).toEqual({ closed: 1, open: 1, half_open: 0 });
  });

  it('the number of breakers is bounded', async () => {
    const { policy } = policyWith({ maxKeys: 3 });
    for (let count = 0; count < 50; count += 1) await policy.run(`line-${count}`, () => Promise.resolve(1));
    expect(policy.numbers().states.closed).toBe(3);
  });

  it('a full key refuses more calls without counting them as failures', async () => {
    const { policy } = policyWith({ breaker: { capacity: 1 } });
    let answer: (value: number) => void = () => undefined;
    const first = policy.run('line', () => new Promise<number>((resolve) => (answer = resolve)));
    for (let count = 0; count < 30; count += 1) expect(wasRefused(await caught(policy.run('line', fails)))).toBe(true);
    answer(1);
    expect(await first).toBe(1);
    expect(policy.stateOf('line')).toBe('closed');
  });
});

describe('retries', () => {
  it('do not happen unless asked for', async () => {
    const { policy } = policyWith();
    const work = vi.fn(fails);
    await caught(policy.run('line', work));
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('repeat a failure of the system, within the one deadline', async () => {
    const { policy } = policyWith({ retries: 2 });
    const work = vi.fn().mockRejectedValueOnce(withStatus(503)).mockResolvedValueOnce('second');
    const outcome = policy.run('line', work as () => Promise<string>);
    await vi.advanceTimersByTimeAsync(500);
    expect(await outcome).toBe('second');
  });

  it('never repeat an answer, a refusal or what passed the deadline', async () => {
    const { policy } = policyWith({ retries: 3 });
    const answered = vi.fn(() => Promise.reject(withStatus(404)));
    expect(await caught(policy.run('line', answered))).toMatchObject({ status: 404 });
    expect(answered).toHaveBeenCalledTimes(1);
    const hanging = vi.fn(() => new Promise(() => undefined));
    const outcome = caught(policy.run('line', hanging));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({ name: 'TimeoutError' });
    expect(hanging).toHaveBeenCalledTimes(1);
  });

  it('wait as long as the system asks, and no longer than is worth waiting', async () => {
    const busy = (retryAfterMs: number) => Object.assign(withStatus(429), { retryAfterMs });
    const { policy } = policyWith({ retries: 1, timeoutMs: 5000, retryAfterLimitMs: 1500 });
    const soon = vi.fn().mockRejectedValueOnce(busy(1200)).mockResolvedValueOnce('second');
    const outcome = policy.run('line', soon as () => Promise<string>);
    await vi.advanceTimersByTimeAsync(1199);
    expect(soon).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2100);
    expect(await outcome).toBe('second');
    const late = vi.fn(() => Promise.reject(busy(1501)));
    expect(await caught(policy.run('line', late))).toMatchObject({ retryAfterMs: 1501 });
    expect(late).toHaveBeenCalledTimes(1);
  });

  it('a wait ends with the deadline', async () => {
    const { policy } = policyWith({ retries: 1, timeoutMs: 1000 });
    const work = vi.fn(() => Promise.reject(Object.assign(withStatus(503), { retryAfterMs: 1900 })));
    const outcome = caught(policy.run('line', work));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await outcome).toMatchObject({ name: 'TimeoutError' });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('are not made for an error that says they are of no use', async () => {
    const { policy } = policyWith({ retries: 3 });
    const work = vi.fn(() => Promise.reject(Object.assign(withStatus(429), { retry: 'never' })));
    expect(await caught(policy.run('line', work))).toMatchObject({ status: 429 });
    expect(work).toHaveBeenCalledTimes(1);
  });
});
