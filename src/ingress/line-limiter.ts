import type { LineLimiter } from './ports.ts';

/** A line may send `perSecond` webhooks a second on average, and up to `burst` at once after a quiet time. */
export type LineRate = { perSecond: number; burst: number };

/** The rate of SPEC I4. */
export const DEFAULT_LINE_RATE: LineRate = { perSecond: 200, burst: 1000 };

type Bucket = { tokens: number; atMs: number };

/**
 * Token buckets in this process, one per line. Kept in process because a shared count costs a round trip per webhook;
 * with n processes a line may send up to n times its rate, which still protects each of them.
 * Only proved lines are counted, so the number of buckets is bounded by the lines there are; full ones are dropped now and then.
 */
export function createLineLimiter(options: { rate?: LineRate; nowMs: () => number }): LineLimiter {
  const rate = options.rate ?? DEFAULT_LINE_RATE;
  const buckets = { evolution: new Map<string, Bucket>(), meta: new Map<string, Bucket>() };
  const fullAfterMs = (rate.burst / rate.perSecond) * 1000;
  let sweepAtMs = options.nowMs() + fullAfterMs;

  const sweep = (nowMs: number): void => {
    for (const lines of Object.values(buckets)) {
      for (const [line, bucket] of lines) if (nowMs - bucket.atMs >= fullAfterMs) lines.delete(line);
    }
    sweepAtMs = nowMs + fullAfterMs;
  };

  return {
    take(provider, line) {
      const nowMs = options.nowMs();
      if (nowMs >= sweepAtMs) sweep(nowMs);
      const lines = buckets[provider];
      let bucket = lines.get(line);
      if (!bucket) lines.set(line, (bucket = { tokens: rate.burst, atMs: nowMs }));
      const elapsedMs = Math.max(0, nowMs - bucket.atMs); // a clock set back must not take tokens away
      bucket.tokens = Math.min(rate.burst, bucket.tokens + (elapsedMs * rate.perSecond) / 1000);
      bucket.atMs = nowMs;
      if (bucket.tokens < 1) return { allowed: false, afterMs: Math.ceil(((1 - bucket.tokens) * 1000) / rate.perSecond) };
      bucket.tokens -= 1;
      return { allowed: true, afterMs: 0 };
    },
  };
}
