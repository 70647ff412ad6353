import type { MemoryItem } from '../memory.ts';

const WHO = { patient: 'said by the patient', system: 'recorded by the system', provider: 'from former conversations' } as const;

/** Memories as a prompt shows them: what kind, whose words, and when; the words themselves last. Texts stay data: the prompt puts them into a block. */
export function memoryLines(memories: readonly MemoryItem[]): string[] {
  return memories.map(({ kind, text, provenance, learnedAtMs }) => {
    const day = new Date(learnedAtMs).toISOString().slice(0, 10);
    return `${kind.replace('_', ' ')}, ${WHO[provenance.by]}, ${day}: ${text}`;
  });
}
