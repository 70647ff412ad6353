/** One line of a worker's log, as far as it is read here. */
type LogLine = { msg?: string; time?: string; traceId?: string; traceIds?: string[]; durationMs?: number };

/**
 * How long each message took from the start of its inbound job to the commit of its reply, ms, by a worker's log: the `inbound taken in` line tells
 * its own end and duration, the `turn committed` line its end. The latter is written after the sender was woken, so every value is a little too long
 * (a Redis round trip), never too short. Times in the log are whole milliseconds: single values are off by up to one, their average is not.
 */
export function processedMessages(lines: Iterable<string>): number[] {
  const pickedUpAt = new Map<string, number>();
  const durations: number[] = [];
  const committed: { traceIds: string[]; atMs: number }[] = [];
  for (const text of lines) {
    if (!text.startsWith('{')) continue;
    const line = JSON.parse(text) as LogLine;
    const atMs = Date.parse(line.time ?? '');
    if (line.msg === 'inbound taken in' && line.traceId !== undefined) pickedUpAt.set(line.traceId, atMs - (line.durationMs ?? 0));
    if (line.msg === 'turn committed') committed.push({ traceIds: line.traceIds ?? [], atMs });
  }
  for (const { traceIds, atMs } of committed) {
    for (const traceId of traceIds) {
      const startMs = pickedUpAt.get(traceId);
      if (startMs !== undefined) durations.push(Math.max(0, atMs - startMs));
    }
  }
  return durations;
}
