import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { decodeEntry, encodeEntry, type MemoryEntry } from './memory-entry.ts';

/** `holdsLock`: this caller, and for a while nobody else, is to read the memories and store them. `away`: Redis did not answer in time. */
export type TierLookUp = { kind: 'found'; entry: MemoryEntry | null; holdsLock: boolean } | { kind: 'away' };

/** The copies all workers share, and the lock by which one of them reads for all. Nothing here throws but `drop`. */
export interface MemoryTier {
  /** A fresh entry; or a stale one or none, and the lock if it was free. */
  lookUp(person: string, token: string, nowMs: number): Promise<TierLookUp>;
  /** Stores what the holder of the lock read; false when the lock is gone, for then the entry may be older than a change. */
  store(entry: MemoryEntry, token: string): Promise<boolean>;
  release(person: string, token: string): Promise<void>;
  /** Removes the entry, and the lock, so that what is being read now is not stored. Throws when Redis is away. */
  drop(person: string): Promise<void>;
}

type Script = { text: string; sha: string };
const script = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') });

/** The value starts with the instant until which it is fresh, so that nothing has to be unpacked here. */
const LOOK_UP = script(`
local value = redis.call('GET', KEYS[1])
if value and tonumber(string.match(value, '^(%d+):') or '0') > tonumber(ARGV[1]) then return {value, 0} end
if redis.call('SET', KEYS[2], ARGV[2], 'NX', 'PX', ARGV[3]) then return {value or '', 1} end
return {value or '', 0}`);
const STORE = script(`
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[2])
return 1`);
const RELEASE = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`);

export type MemoryTierOptions = {
  /** How long an entry is kept, fresh or stale, ms. */
  keptMs: number;
  /** After this the lock is free again, whatever became of its holder. Longer than a provider may take. */
  lockMs: number;
  /** Redis that takes longer counts as away. */
  answerWithinMs: number;
};

/** Makes the Redis side of patient memory. Keys hold a hash, never a number or a name. */
export function createMemoryTier(redis: Redis, { keptMs, lockMs, answerWithinMs }: MemoryTierOptions): MemoryTier {
  return {
    async lookUp(person, token, nowMs) {
      if (redis.status !== 'ready') return { kind: 'away' };
      const answer = await inTime(run(redis, LOOK_UP, [valueKey(person), lockKey(person)], [nowMs, token, lockMs]), answerWithinMs);
      if (!Array.isArray(answer)) return { kind: 'away' };
      const [value, locked] = answer as [string, number];
      return { kind: 'found', entry: value === '' ? null : decodeEntry(value.slice(value.indexOf(':') + 1), person), holdsLock: locked === 1 };
    },
    async store(entry, token) {
      const value = `${Math.floor(entry.freshUntilMs)}:${encodeEntry(entry)}`;
      const stored = await run(redis, STORE, [valueKey(entry.person), lockKey(entry.person)], [token, value, keptMs]).catch(() => 0);
      return stored === 1;
    },
    async release(person, token) {
      await run(redis, RELEASE, [lockKey(person)], [token]).catch(() => undefined);
    },
    async drop(person) {
      await redis.del(valueKey(person), lockKey(person));
    },
  };
}

/** The braces keep both keys of a patient in one slot of a Redis Cluster. */
function valueKey(person: string): string {
  return `memory:{${person}}:value`;
}
function lockKey(person: string): string {
  return `memory:{${person}}:lock`;
}

async function run(redis: Redis, { text, sha }: Script, keys: string[], args: (string | number)[]): Promise<unknown> {
  try {
    return await redis.evalsha(sha, keys.length, ...keys, ...args);
  } catch (error) {
    // A Redis that was restarted or flushed has forgotten its scripts.
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return redis.eval(text, keys.length, ...keys, ...args);
  }
}

/** The answer, or undefined when it fails or is late. */
async function inTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
