import { describe, expect, it } from 'vitest';
import { createLineLimiter } from '../../../src/ingress/line-limiter.ts';

function limiterAt(rate: { perSecond: number; burst: number }) {
  const clock = { nowMs: 0 };
  const limiter = createLineLimiter({ rate, nowMs: () => clock.nowMs });
  const takeMany = (count: number, line = 'a') => Array.from({ length: count }, () => limiter.take('evolution', line)).filter(({ allowed }) => allowed).length;
  return { clock, limiter, takeMany };
}

describe('the allowance of a line', () => {
  it('is 200 a second with a burst of 1000 by default', () => {
    let nowMs = 0;
    const limiter = createLineLimiter({ nowMs: () => nowMs });
    const takeMany = (count: number) => Array.from({ length: count }, () => limiter.take('meta', 'a')).filter(({ allowed }) => allowed).length;
    expect(takeMany(1500)).toBe(1000);
    nowMs = 1000;
    expect(takeMany(500)).toBe(200);
  });

  it('says when to come back, and then has one', () => {
    const { clock, limiter, takeMany } = limiterAt({ perSecond: 2, burst: 3 });
    expect(takeMany(5)).toBe(3);
    const { allowed, afterMs } = limiter.take('evolution', 'a');
    expect(allowed).toBe(false);
    clock.nowMs += afterMs - 1;
    expect(limiter.take('evolution', 'a').allowed).toBe(false);
    clock.nowMs += 1;
    expect(limiter.take('evolution', 'a').allowed).toBe(true);
  });

  it('is its own, also between providers', () => {
    const { limiter, takeMany } = limiterAt({ perSecond: 1, burst: 2 });
    expect(takeMany(5, 'a')).toBe(2);
    expect(takeMany(5, 'b')).toBe(2);
    expect(limiter.take('meta', 'a').allowed).toBe(true);
  });

  it('does not shrink when the clock is set back, nor grow above the burst', () => {
    const { clock, takeMany } = limiterAt({ perSecond: 1, burst: 2 });
    clock.nowMs = 10_000;
    expect(takeMany(1)).toBe(1);
    clock.nowMs = 0;
    expect(takeMany(5)).toBe(1);
    clock.nowMs = 1_000_000;
    expect(takeMany(5)).toBe(2);
  });
});
