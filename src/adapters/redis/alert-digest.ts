import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Alert } from '../../domain/alert.ts';

const Noted = Alert.extend({ atMs: z.number() });
type Noted = z.infer<typeof Noted>;

/** What was alerted since the last digest, oldest first; a summary only: lost with Redis. */
export interface DigestNotes {
  note(alert: Noted): Promise<void>;
  /** The oldest ones, and how many entries they were, to be dropped once they are on their way. */
  read(): Promise<{ alerts: Noted[]; entries: number }>;
  drop(entries: number): Promise<void>;
}

const MOST_NOTES = 1000;
const KEPT_MS = 8 * 86_400_000;

/** The notes as one list in Redis, bounded. Fails when Redis is away. */
export function digestNotes(redis: Redis, prefix: string): DigestNotes {
  const key = `${prefix}:alert-digest`;
  return {
    async note(alert) {
      await redis.multi().rpush(key, JSON.stringify(alert)).ltrim(key, -MOST_NOTES, -1).pexpire(key, KEPT_MS).exec();
    },
    async read() {
      const entries = await redis.lrange(key, 0, MOST_NOTES - 1);
      return { alerts: entries.flatMap((entry) => Noted.safeParse(JSON.parse(entry)).data ?? []), entries: entries.length };
    },
    drop: async (entries) => void (await redis.ltrim(key, entries, -1)),
  };
}
