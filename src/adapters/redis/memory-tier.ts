import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { decodeEntry, encodeEntry, type MemoryEntry } from './memory-entry.ts';

/**
 * `holdsLock`: this caller, and for a while nobody else, is to read the memories. `version` moves with every change: what was read under another one may be
 * older than the change. `away`: Redis did not answer in time.
 */
export type TierLookUp = { kind: 'found'; entry: MemoryEntry | null; holdsLock: boolean; version: string } | { kind: 'away' };

/** The copies all workers share, and the lock by which one of them reads for all. Nothing here throws but `drop`. */
export interface MemoryTier {
  /** A fresh entry; or a stale one or none, and the lock if it was free. With a `token` of null no lock is wanted, and nothing is written. */
  lookUp(person: string, token: string | null, nowMs: number): Promise<TierLookUp>;
  /** Stores what was read, and gives the lock back; false when there was a change since the look-up. */
  store(entry: MemoryEntry, read: { token: string | null; version: string }): Promise<boolean>;
  release(person: string, token: string): Promise<void>;
  /** Removes the entry, and what is being read now is not stored. Throws when Redis is away. */
  drop(person: string): Promise<void>;
}

type Script = { text: string; sha: string };
const script = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') });

/** The value starts with the instant until which it is fresh, so that nothing has to be unpacked here. */
const LOOK_UP = script(`
local value = redis.call('GET', KEYS[1])
local version = redis.call('GET', KEYS[3]) or '0'
if value and tonumber(string.match(value, '^(%d+):') or '0') > tonumber(ARGV[1]) then return {value, 0, version} end
if ARGV[2] ~= '' and redis.call('SET', KEYS[2], ARGV[2], 'NX', 'PX', ARGV[3]) then return {value or '', 1, version} end
return {value or '', 0, version}`);
const STORE = script(`
if (redis.call('GET', KEYS[3]) or '0') ~= ARGV[4] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
if ARGV[1] ~= '' and redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
return 1`);
const DROP = script(`
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('INCR', KEYS[3])
redis.call('PEXPIRE', KEYS[3], ARGV[1])
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
      const answer = await inTime(run(redis, LOOK_UP, keysOf(person), [nowMs, token ?? '', lockMs]), answerWithinMs);
      if (!Array.isArray(answer)) return { kind: 'away' };
      const [value, locked, version] = answer as [string, number, string];
      return { kind: 'found', entry: value === '' ? null : decodeEntry(value.slice(value.indexOf(':') + 1), person), holdsLock: locked === 1, version };
    },
    async store(entry, { token, version }) {
      const value = `${Math.floor(entry.freshUntilMs)}:${encodeEntry(entry)}`;
      const stored = await run(redis, STORE, keysOf(entry.person), [token ?? '', value, keptMs, version]).catch(() => 0);
      return stored === 1;
    },
    async release(person, token) {
      await run(redis, RELEASE, [keysOf(person)[1]], [token]).catch(() => undefined);
    },
    async drop(person) {
      await run(redis, DROP, keysOf(person), [keptMs]);
    },
  };
}

/** Value, lock and version. The braces keep the keys of a patient in one slot of a Redis Cluster. */
function keysOf(person: string): [value: string, lock: string, version: string] {
  return [`memory:{${person}}:value`, `memory:{${person}}:lock`, `memory:{${person}}:version`];
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
