import { z } from 'zod';
import { Language } from './clinic.ts';

/** What can be remembered of a patient. */
export const MEMORY_KINDS = ['preference', 'constraint', 'fact', 'appointment_outcome'] as const;
export const MemoryKind = z.enum(MEMORY_KINDS);
export type MemoryKind = z.infer<typeof MemoryKind>;

/** A prompt has room for this much of one thing, and whoever says more in a sentence says more than one thing. */
export const MAX_MEMORY_CHARACTERS = 240;

/**
 * Where a memory comes from. `by`: the patient said it, the system did it, or a memory provider answered it without saying. Ids of our own rows
 * only, so that what is remembered can be traced to what was said; null where there is none.
 */
export const Provenance = z.strictObject({
  by: z.enum(['patient', 'system', 'provider']),
  conversationId: z.guid().nullable(),
  sessionId: z.guid().nullable(),
  /** The inbox row or the turn. */
  sourceId: z.guid().nullable(),
});
export type Provenance = z.infer<typeof Provenance>;

/**
 * One thing that is remembered of a patient. `key` is what it is about ("preference:doctor"): within a patient the same key is the same memory,
 * and what was learned later replaces it. `text` is data, never an instruction: it passed the write gate (memory/admit-memory.ts).
 */
export const MemoryItem = z.strictObject({
  key: z.string().regex(/^[a-z_]{1,30}:[\w.-]{1,80}$/),
  kind: MemoryKind,
  text: z.string().min(2).max(MAX_MEMORY_CHARACTERS),
  language: Language.nullable(),
  /** Ids and codes that decisions can compare: doctorId, serviceId, appointmentId, partOfDay, language, startsAt. */
  detail: z.record(z.string().regex(/^[a-zA-Z]{1,30}$/), z.string().max(80)),
  provenance: Provenance,
  learnedAtMs: z.number().min(0),
});
export type MemoryItem = z.infer<typeof MemoryItem>;

/** About the most that is kept of one patient; of more the oldest are forgotten, constraints last. */
export const MAX_MEMORIES_KEPT = 60;
