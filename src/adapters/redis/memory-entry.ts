import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { MAX_MEMORIES_KEPT, MemoryItem } from '../../domain/memory.ts';

/** What Redis keeps of one patient: whose it is, so that it can be checked again, when it was read, and until when it is fresh (ms since the epoch). */
const Entry = z.strictObject({
  v: z.literal(1),
  person: z.string(),
  readAtMs: z.number(),
  freshUntilMs: z.number(),
  items: z.array(MemoryItem).max(2 * MAX_MEMORIES_KEPT),
});
export type MemoryEntry = Omit<z.infer<typeof Entry>, 'v'>;

/** Larger values are worth compressing: below it a round trip costs more than the bytes. */
const COMPRESS_FROM_BYTES = 1024;
/** Far above what can be kept of one patient; anything larger is none of ours. */
const MOST_BYTES = 512 * 1024;

/** The entry as a text; large ones are compressed. */
export function encodeEntry(entry: MemoryEntry): string {
  const json = JSON.stringify({ v: 1, ...entry });
  if (Buffer.byteLength(json) < COMPRESS_FROM_BYTES) return `j${json}`;
  return `z${deflateRawSync(json, { level: 1 }).toString('base64')}`;
}

/** The entry a text holds, if it is this person's and has the shape; null for anything else. Never throws. */
export function decodeEntry(text: string, person: string): MemoryEntry | null {
  try {
    const json = text.startsWith('z') ? inflateRawSync(Buffer.from(text.slice(1), 'base64'), { maxOutputLength: MOST_BYTES }).toString() : text.slice(1);
    const { data } = Entry.safeParse(JSON.parse(json));
    if (data?.person !== person) return null;
    const { v: _, ...entry } = data;
    return entry;
  } catch {
    return null;
  }
}
