import type { Redis } from 'ioredis';

/**
 * What is in a BullMQ queue now. `nextJobId` is the job the next free worker would take (null: none is due); `oldestAgeSeconds` is the age of the
 * oldest due job, counted from when it was added or last tried.
 */
export type QueueDepth = { waiting: number; active: number; delayed: number; oldestAgeSeconds: number; nextJobId: string | null; paused: boolean };

/** BullMQ keeps the due time of a delayed job in the upper bits of its score. */
const SCORE_PER_MS = 4096;
/** A delayed job is moved when it is due; this late, somebody should have. */
const OVERDUE_MS = 1000;

/** Reads a queue's depth in two round trips, without fetching job data (a webhook may hold megabytes). Throws when Redis is away. */
export async function readQueueDepth(redis: Redis, { prefix, queue, nowMs }: { prefix: string; queue: string; nowMs: number }): Promise<QueueDepth> {
  const key = (part: string) => `${prefix}:${queue}:${part}`;
  const [waiting, active, delayed, prioritized, oldest, first, soonest, paused] = (await execute(
    redis
      .pipeline()
      .llen(key('wait'))
      .llen(key('active'))
      .zcard(key('delayed'))
      .zcard(key('prioritized'))
      .lindex(key('wait'), -1)
      .zrange(key('prioritized'), '0', '0')
      .zrange(key('delayed'), '0', '0', 'WITHSCORES')
      .hexists(key('meta'), 'paused'),
  )) as [number, number, number, number, string | null, string[], unknown[], number];
  const counts = { waiting: waiting + prioritized, active, delayed, paused: paused === 1 };
  const [delayedId, score] = soonest.flat() as [string | undefined, string | number | undefined];
  const dueAtMs = delayedId === undefined ? Infinity : Math.floor(Number(score) / SCORE_PER_MS);
  const isOverdue = dueAtMs + OVERDUE_MS < nowMs;
  const nextJobId = oldest ?? first[0] ?? (isOverdue ? (delayedId ?? null) : null);
  if (nextJobId === null) return { ...counts, oldestAgeSeconds: 0, nextJobId };
  const sinceMs = nextJobId === delayedId ? dueAtMs : await waitingSince(redis, key(nextJobId), nowMs);
  return { ...counts, oldestAgeSeconds: Math.max(0, nowMs - sinceMs) / 1000, nextJobId };
}

async function waitingSince(redis: Redis, jobKey: string, nowMs: number): Promise<number> {
  const [added, tried] = await redis.hmget(jobKey, 'timestamp', 'processedOn');
  return Math.max(Number(added ?? 0), Number(tried ?? 0)) || nowMs; // gone meanwhile: it does not wait any more
}

async function execute(pipeline: ReturnType<Redis['pipeline']>): Promise<unknown[]> {
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}
