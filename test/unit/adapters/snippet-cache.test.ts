import { afterEach, describe, expect, test } from 'vitest';
import { createSnippetCache, type OwnSnippetCache } from '../../../src/adapters/snippets/snippet-cache.ts';
import type { ScopeId } from '../../../src/domain/scope-id.ts';
import { scopeIdOf } from '../../../src/domain/scope-id.ts';
import type { Snippet } from '../../../src/domain/snippet.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const scopeWith = (systemPrompt: string) => scopeIdOf({ ...sampleClinic(), assistant: { agentId: 'reception', name: 'Iris', systemPrompt } })!;
const [MINE, OTHER] = [scopeWith('a'), scopeWith('b')];
const SNIPPETS: Snippet[] = [{ id: '1', trigger: 'parking', content: 'Behind the house.', metadata: null, updatedAtMs: 1 }];

let nowMs = 1_000;
const told: ScopeId[] = [];
const opened: OwnSnippetCache[] = [];
function newCache(): OwnSnippetCache {
  nowMs = 1_000;
  told.length = 0;
  const cache = createSnippetCache({ tell: async (scopeId) => void told.push(scopeId), nowMs: () => nowMs });
  opened.push(cache);
  return cache;
}
afterEach(() => opened.splice(0).forEach((cache) => cache.close()));

describe('the cache of snippets', () => {
  test('keeps what was put for five minutes, each source and scope by itself', () => {
    const cache = newCache();
    cache.put('local', MINE, SNIPPETS, cache.begin());
    expect([cache.get('local', MINE), cache.get('provider', MINE), cache.get('local', OTHER)]).toEqual([SNIPPETS, undefined, undefined]);
    nowMs += 299_000;
    expect(cache.get('local', MINE)).toBe(SNIPPETS);
    nowMs += 1_001;
    expect(cache.get('local', MINE)).toBeUndefined();
  });

  test('drops what is over when it is swept, asked for or not', () => {
    const cache = newCache();
    cache.put('local', MINE, SNIPPETS, cache.begin());
    cache.put('provider', MINE, SNIPPETS, cache.begin());
    nowMs += 300_001;
    expect(cache.size()).toBe(2);
    cache.sweep();
    expect(cache.size()).toBe(0);
  });

  test('forgets a scope, both sources of it and no other, and tells the other processes', async () => {
    const cache = newCache();
    for (const scopeId of [MINE, OTHER]) for (const source of ['local', 'provider'] as const) cache.put(source, scopeId, SNIPPETS, cache.begin());
    await cache.forget(MINE);
    expect([cache.get('local', MINE), cache.get('provider', MINE), cache.get('local', OTHER)]).toEqual([undefined, undefined, SNIPPETS]);
    expect(told).toEqual([MINE]);
    cache.onScope(OTHER);
    expect([cache.get('provider', OTHER), told]).toEqual([undefined, [MINE]]);
  });

  test('never keeps what was read before a change', async () => {
    const cache = newCache();
    const readAt = cache.begin();
    await cache.forget(MINE);
    cache.put('provider', MINE, SNIPPETS, readAt);
    expect(cache.get('provider', MINE)).toBeUndefined();
    const later = cache.begin();
    cache.onGap();
    cache.put('provider', MINE, SNIPPETS, later);
    expect(cache.size()).toBe(0);
  });

  test.each(['', 'scope:x:y:z', `${MINE} `, MINE.toUpperCase()])('refuses the malformed scope %j at every entry', async (text) => {
    const cache = newCache();
    const malformed = text as ScopeId;
    expect(() => cache.get('local', malformed)).toThrow('malformed');
    expect(() => cache.put('local', malformed, SNIPPETS, cache.begin())).toThrow('malformed');
    await expect(cache.forget(malformed)).rejects.toThrow('malformed');
    expect([cache.size(), told]).toEqual([0, []]);
  });
});
