import { figuresBoard, type FiguresBoard } from '../adapters/redis/memory-figures.ts';
import { type MemoryTotals, type ProcessFigures, totalsOf } from '../domain/memory-figures.ts';
import type { Foundation } from './foundation.ts';

const TELL_EVERY_MS = 5_000;

function boardOf({ redis, config }: Pick<Foundation, 'redis' | 'config'>): FiguresBoard {
  return figuresBoard(redis.producer, config.queuePrefix);
}

/** Tells the other processes every few seconds what the memories did in this one. `stop` tells a last time. */
export function tellMemoryFigures(foundation: Foundation): { stop(): Promise<void> } {
  const board = boardOf(foundation);
  // Redis is away: told the next time; it is only ever the newest that counts.
  const tell = (ended: boolean) => board.tell(foundation.memoryMetrics.figures(ended)).catch(() => undefined);
  const timer = setInterval(() => void tell(false), TELL_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await tell(true);
    },
  };
}

/** What the memories did in all processes, this one up to now; with Redis away in this one only. */
export async function memoryTotals(foundation: Pick<Foundation, 'redis' | 'config' | 'memoryMetrics' | 'clock'>): Promise<MemoryTotals> {
  return totalsOf(foundation.memoryMetrics.figures(), await othersOf(foundation));
}

/** The figures of this process and of all that were heard of within half an hour. */
export async function allMemoryFigures(foundation: Pick<Foundation, 'redis' | 'config' | 'memoryMetrics' | 'clock'>): Promise<ProcessFigures[]> {
  const own = foundation.memoryMetrics.figures();
  return [own, ...(await othersOf(foundation)).filter((other) => other.process !== own.process)];
}

function othersOf(foundation: Pick<Foundation, 'redis' | 'config' | 'clock'>): Promise<ProcessFigures[]> {
  return boardOf(foundation)
    .all(foundation.clock.now())
    .catch(() => []);
}
