import { z } from 'zod';
import { MAX_MEMORIES_KEPT, type MemoryItem } from '../../../domain/memory.ts';
import { admitMemory } from '../../../domain/memory/admit-memory.ts';

/** What we write beside a memory, so that it comes back as it was. */
const Metadata = z.object({
  frontdesk: z.literal(1),
  owner: z.string(),
  key: z.string(),
  kind: z.string(),
  language: z.string().nullable(),
  detail: z.record(z.string(), z.string()),
  provenance: z.unknown(),
  learned_at_ms: z.number(),
});

const Memory = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  memory: z.string(),
  user_id: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});
type Memory = z.infer<typeof Memory>;

/** Both forms that are seen: an object with results, and the bare array. */
const Answer = z.union([z.object({ results: z.array(z.unknown()) }).transform(({ results }) => results), z.array(z.unknown())]);

/** A memory of ours at mem0: the id it has there, and which of ours it is. */
export type StoredMemory = { id: string; key: string; learnedAtMs: number };

/** What we write beside the text of an item. */
export function metadataOf(item: MemoryItem, owner: string): z.infer<typeof Metadata> {
  const { key, kind, language, detail, provenance, learnedAtMs } = item;
  return { frontdesk: 1, owner, key, kind, language, detail, provenance, learned_at_ms: learnedAtMs };
}

/**
 * The items in an answer that are this user's and pass the write gate, newest first, each thing once; null when it is no answer of mem0. Nothing of
 * another user ever: once one memory names another owner, the scope was lost on the way, and only those that name this one are taken.
 */
export function readItems(answer: unknown, user: string, namesOwners: boolean): MemoryItem[] | null {
  const memories = memoriesOf(answer, user, namesOwners);
  if (memories === null) return null;
  const items = memories.flatMap((memory) => itemOf(memory, user) ?? []).sort((a, b) => b.learnedAtMs - a.learnedAtMs);
  const seen = new Set<string>();
  return items
    .filter(({ key, text }) => {
      const words = text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      const isNew = !seen.has(key) && !seen.has(` ${words}`);
      seen.add(key).add(` ${words}`);
      return isNew;
    })
    .slice(0, MAX_MEMORIES_KEPT);
}

/** Which of our memories an answer holds; null when it is no answer of mem0. */
export function readStored(answer: unknown, user: string): StoredMemory[] | null {
  const memories = memoriesOf(answer, user, true);
  return (
    memories?.flatMap(({ id, metadata }) => {
      const { data } = Metadata.safeParse(metadata);
      return data ? [{ id, key: data.key, learnedAtMs: data.learned_at_ms }] : [];
    }) ?? null
  );
}

function memoriesOf(answer: unknown, user: string, mustName: boolean): Memory[] | null {
  const { data: results } = Answer.safeParse(answer);
  if (!results) return null;
  const memories = results.flatMap((result) => Memory.safeParse(result).data ?? []);
  if (results.length > 0 && memories.length === 0) return null;
  const scopeWasLost = memories.some((memory) => ownersOf(memory).some((owner) => owner !== user));
  return memories.filter((memory) => {
    const owners = ownersOf(memory);
    return owners.every((owner) => owner === user) && (owners.length > 0 || !(mustName || scopeWasLost));
  });
}

function ownersOf({ user_id, metadata }: Memory): string[] {
  return [user_id, metadata?.['owner'], metadata?.['user_id']].filter((owner): owner is string => typeof owner === 'string');
}

/** Ours as we wrote it, with whatever text it has now; others as facts that somebody learned. Null: kept out by the gate. */
function itemOf({ id, memory, metadata, created_at, updated_at }: Memory, user: string): MemoryItem | null {
  const { data: ours } = Metadata.safeParse(metadata);
  const learnedAtMs = Date.parse(updated_at ?? created_at ?? '');
  const candidate =
    ours?.owner === user
      ? { key: ours.key, kind: ours.kind, language: ours.language, detail: ours.detail, provenance: ours.provenance, learnedAtMs: ours.learned_at_ms }
      : {
          key: `fact:mem0.${id.replace(/[^\w-]/g, '_').slice(0, 60)}`,
          kind: 'fact',
          language: null,
          detail: {},
          provenance: { by: 'provider', conversationId: null, sessionId: null, sourceId: null },
          learnedAtMs: Number.isNaN(learnedAtMs) ? 0 : learnedAtMs,
        };
  const admitted = admitMemory({ ...candidate, text: memory });
  return admitted.ok ? admitted.item : null;
}
