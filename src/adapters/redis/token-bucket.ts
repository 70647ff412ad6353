import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

export type BucketSize = { capacity: number; refillPerSecond: number; nowMs?: number };
export type Taken = { allowed: true } | { allowed: false; afterMs: number };

/** Takes one token from the bucket of a key. `afterMs` is when the next one will be there. Allows everything while Redis is away. */
export interface TokenBucket {
  take(key: string, size: BucketSize): Promise<Taken>;
}

/** One key, one round trip, the clock of Redis (processes' clocks differ); an idle bucket is full and needs no key. Returns -1 when allowed, else ms to wait. */
const SCRIPT = `
local capacity, per_ms = tonumber(ARGV[1]), tonumber(ARGV[2]) / 1000
local now = tonumber(ARGV[3])
if now < 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(kept[1]) or capacity
local at = tonumber(kept[2]) or now
tokens = math.min(capacity, tokens + math.max(0, now - at) * per_ms)
local wait = -1
if tokens >= 1 then
  tokens = tokens - 1
else
  wait = math.ceil((1 - tokens) / per_ms)
end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', math.max(at, now))
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - tokens) / per_ms) + 1000)
return wait`;
const SHA = createHash('sha1').update(SCRIPT).digest('hex');

/**
 * Token buckets shared by all processes. Keys are hashed, since callers make them of phone numbers.
 * A limit that can't be read must not stop messages: the provider refuses what is too much, and that is handled.
 */
export function createTokenBucket(redis: Redis, prefix = 'frontdesk:bucket:'): TokenBucket {
  return {
    async take(key, { capacity, refillPerSecond, nowMs = -1 }) {
      const hashed = prefix + createHash('sha256').update(key).digest('base64url').slice(0, 22);
      try {
        const afterMs = await runScript(redis, hashed, [capacity, refillPerSecond, nowMs]);
        return afterMs < 0 ? { allowed: true } : { allowed: false, afterMs };
      } catch {
        return { allowed: true };
      }
    },
  };
}

async function runScript(redis: Redis, key: string, args: number[]): Promise<number> {
  try {
    return (await redis.evalsha(SHA, 1, key, ...args)) as number;
  } catch (error) {
    // A Redis that was restarted or flushed has forgotten its scripts.
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return (await redis.eval(SCRIPT, 1, key, ...args)) as number;
  }
}
