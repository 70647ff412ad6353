import { MemoryItem } from '../../../domain/memory.ts';

/** A row of core.patient_memories as the statements select it. */
export type MemoryRow = {
  key: string;
  kind: string;
  body: string;
  language: string | null;
  detail: Record<string, string>;
  provenance: Record<string, unknown>;
  learned_at_ms: number;
};

/** The columns of a row, as `m`. */
export const MEMORY_COLUMNS = 'm.key, m.kind, m.body, m.language, m.detail, m.provenance, core.ms(m.learned_at) as learned_at_ms';

/** The items as the rows of a JSON parameter. */
export function rowsOf(items: readonly MemoryItem[]): Omit<MemoryRow, 'learned_at_ms'>[] {
  return items.map(({ text, learnedAtMs, ...rest }) => ({ ...rest, body: text, learned_at_ms: learnedAtMs }));
}

/** What a row holds; a row that a newer version wrote in another shape is left out. */
export function itemsOf(rows: readonly MemoryRow[]): MemoryItem[] {
  return rows.flatMap(({ body, learned_at_ms, ...rest }) => {
    const { data } = MemoryItem.safeParse({ ...rest, text: body, learnedAtMs: learned_at_ms });
    return data ? [data] : [];
  });
}
