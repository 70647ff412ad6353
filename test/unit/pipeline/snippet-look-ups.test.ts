import { expect, it } from 'vitest';
import { type ScopeId, scopeIdOf } from '../../../src/domain/scope-id.ts';
import type { Snippet } from '../../../src/domain/snippet.ts';
import { createSnippetFinder, type FindSnippetsPorts } from '../../../src/pipeline/find-snippets.ts';
import { createSnippetBook } from '../../../src/pipeline/snippet-book.ts';
import type { CachedSource } from '../../../src/pipeline/snippet-ports.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

/** The look-ups that turns of one clinic are counted as, with or without a provider. */
async function lookUpsOf(turns: number, hasProvider: boolean): Promise<string[]> {
  const counted: string[] = [];
  const kept = new Map<string, readonly Snippet[]>();
  const key = (source: CachedSource, scopeId: ScopeId) => `${source} ${scopeId}`;
  const provider: FindSnippetsPorts['provider'] = { search: async () => ({ ok: true, snippets: [] }) };
  const finder = createSnippetFinder({
    store: { list: async () => [] },
    provider: hasProvider ? provider : null,
    cache: {
      get: (source, scopeId) => kept.get(key(source, scopeId)),
      put: (source, scopeId, snippets) => void kept.set(key(source, scopeId), snippets),
      begin: () => 0,
    },
    recorder: { record: () => undefined, cache: (result) => void counted.push(result) },
    elapsed: () => 0,
  });
  const health = hasProvider ? { now: async () => ({ ok: true as const }), last: () => null } : null;
  const book = createSnippetBook({ finder, health, snippets: { isOn: () => true } });
  const clinic = sampleClinic({});
  const scopeId = scopeIdOf(clinic);
  if (scopeId === null) throw new Error('the clinic has no scope');
  for (let turn = 0; turn < turns; turn += 1) {
    await book.matching(clinic, 'is there parking', 10_000);
    await finder.local(scopeId);
    // what was asked beside the turn has arrived before the next one
    while (hasProvider && finder.cached(scopeId) === undefined) await Promise.resolve();
  }
  return counted;
}

it.each([true, false])('every turn counts as one look-up, and only the first one as a miss (with a provider: %s)', async (hasProvider) => {
  expect(await lookUpsOf(5, hasProvider)).toEqual(['miss', 'hit', 'hit', 'hit', 'hit']);
});
