import type { Redis } from 'ioredis';
import { ProcessFigures } from '../../domain/memory-figures.ts';

/** Where the processes tell each other what their memories did. */
export interface FiguresBoard {
  /** Replaces what this process told before. */
  tell(figures: ProcessFigures): Promise<void>;
  /** What was told within the last half hour, also by processes that are gone; what a newer version tells in another form is left out. */
  all(nowMs: number): Promise<ProcessFigures[]>;
}

/** A process that is gone is remembered for as long as its silence matters (an alert asks for half an hour). */
const REMEMBERED_MS = 35 * 60_000;

/** The board as one hash in Redis, a field for each process. Fails when Redis is away. */
export function figuresBoard(redis: Redis, prefix: string): FiguresBoard {
  const key = `${prefix}:memory-figures`;
  return {
    async tell(figures) {
      await redis.multi().hset(key, figures.process, JSON.stringify(figures)).pexpire(key, REMEMBERED_MS).exec();
    },
    async all(nowMs) {
      const found = Object.entries(await redis.hgetall(key)).map(([process, json]) => ({ process, figures: read(json) }));
      const old = found.filter(({ figures }) => figures !== null && figures.toldAtMs < nowMs - REMEMBERED_MS).map(({ process }) => process);
      if (old.length > 0) await redis.hdel(key, ...old);
      return found.flatMap(({ process, figures }) => (figures && !old.includes(process) ? [figures] : []));
    },
  };
}

function read(json: string): ProcessFigures | null {
  try {
    return ProcessFigures.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
