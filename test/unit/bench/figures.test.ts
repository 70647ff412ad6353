import { describe, expect, it } from 'vitest';
import { compare, distribution, median, percentile } from '../../../infra/bench/figures.ts';

describe('the arithmetic of the bench', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
    expect(median([])).toBeNaN();
  });

  it('a percentile is a value that was measured, and that its share does not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(values, 0.5), percentile(values, 0.95), percentile(values, 0.99), percentile(values, 1)]).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.01)).toBe(7);
  });

  it('compares rounds with their neighbours: a slow stretch of the machine leaves the ratio alone', () => {
    expect(compare([100, 10, 100], [200, 20, 200])).toEqual({ perSecond: 100, referencePerSecond: 200, ratio: 0.5 });
    // By medians alone this would be 100 / 100.
    expect(compare([100, 100, 50], [200, 100, 100]).ratio).toBe(0.5);
  });

  it('describes durations by average and percentiles', () => {
    expect(distribution([1, 2, 3, 14])).toEqual({ avgMs: 5, p50Ms: 2, p95Ms: 14, p99Ms: 14 });
  });
});
