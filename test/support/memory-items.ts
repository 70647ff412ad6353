import type { MemoryItem } from '../../src/domain/memory.ts';

/** An item as learning makes them, with the words and the key of the test. */
export function memoryItem(text: string, changes: Partial<MemoryItem> = {}): MemoryItem {
  return {
    key: `constraint:allergy.${[...text].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0, 7).toString(16)}`,
    kind: 'constraint',
    text,
    language: 'en',
    detail: {},
    provenance: { by: 'patient', conversationId: null, sessionId: null, sourceId: null },
    learnedAtMs: Date.UTC(2027, 2, 1, 12),
    ...changes,
  };
}
