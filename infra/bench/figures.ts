/** What one kind of round did in one run: rounds of ours and of the reference, taken in turns. */
export type Comparison = { perSecond: number; referencePerSecond: number; ratio: number };

/** The middle value, or the mean of the two in the middle. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The smallest value that at least `share` (0..1) of all values do not exceed. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The mean. NaN of nothing. */
export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Medians of both sides, and the median of the ratios of neighbouring rounds: what else the machine does for a while slows both rounds of a pair
 * and leaves their ratio alone. The ratio is therefore not exactly the quotient of the two medians.
 */
export function compare(ours: readonly number[], reference: readonly number[]): Comparison {
  const ratios = ours.map((value, round) => value / (reference[round] ?? Number.NaN));
  return { perSecond: rounded(median(ours), 1), referencePerSecond: rounded(median(reference), 1), ratio: rounded(median(ratios), 3) };
}

/** Average and percentiles of durations, ms. */
export function distribution(valuesMs: readonly number[]): { avgMs: number; p50Ms: number; p95Ms: number; p99Ms: number } {
  return {
    avgMs: rounded(average(valuesMs), 2),
    p50Ms: rounded(percentile(valuesMs, 0.5), 2),
    p95Ms: rounded(percentile(valuesMs, 0.95), 2),
    p99Ms: rounded(percentile(valuesMs, 0.99), 2),
  };
}

/** Rounded to a number of decimals. */
export function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
