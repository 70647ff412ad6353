import type { ScopeId } from '../domain/scope-id.ts';
import { admitPattern, type PatternRefusal } from '../domain/snippet/admit-pattern.ts';
import { saveSnippet, type SaveSnippetPorts } from './save-snippet.ts';

export type LearnRefusal = PatternRefusal | 'conflict' | 'full';
export type LearnOutcome = { saved: number; duplicates: number; refused: { index: number; reason: LearnRefusal }[]; atProvider: boolean };

/**
 * Learns patterns from a conversation: each passes the gate or is refused with a reason; those that pass are saved like any other. `atProvider`: the
 * provider, which there is, has all that passed, also when that is nothing. Safe to repeat. Throws a Fault `dependency_away` when the local store can't be reached.
 */
export async function learnPatterns(input: { scopeId: ScopeId; patterns: readonly unknown[] }, ports: SaveSnippetPorts): Promise<LearnOutcome> {
  const outcome: LearnOutcome = { saved: 0, duplicates: 0, refused: [], atProvider: ports.provider !== null };
  for (const [index, pattern] of input.patterns.entries()) {
    const admission = admitPattern(pattern);
    if (!admission.ok) {
      outcome.refused.push({ index, reason: admission.reason });
      continue;
    }
    const saved = await saveSnippet({ scopeId: input.scopeId, pair: admission.pair, origin: 'learned' }, ports);
    if (saved.kind !== 'saved') {
      outcome.refused.push({ index, reason: saved.kind });
      continue;
    }
    if (saved.duplicate) outcome.duplicates += 1;
    else outcome.saved += 1;
    if (!saved.atProvider) outcome.atProvider = false;
  }
  return outcome;
}
