import { describe, expect, test } from 'vitest';
import type { ScopeId } from '../../../src/domain/scope-id.ts';
import { scopeIdOf } from '../../../src/domain/scope-id.ts';
import { type Snippet, snippetIdOf } from '../../../src/domain/snippet.ts';
import { createSnippetFinder, type FindSnippetsPorts } from '../../../src/pipeline/find-snippets.ts';
import { createProviderHealth } from '../../../src/pipeline/provider-health.ts';
import { createSnippetBook } from '../../../src/pipeline/snippet-book.ts';
import type { ProviderFailure, SnippetProvider } from '../../../src/pipeline/snippet-ports.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';
import { until } from '../../support/until.ts';

const snippet = (trigger: string, content: string): Snippet => ({ id: snippetIdOf({ trigger, content }), trigger, content, metadata: null, updatedAtMs: 1 });
const LOCAL = snippet('parking', 'There is parking behind the house.');
const THEIRS = snippet('parking', 'There is also a car park next door.');
const AWAY: ProviderFailure = { ok: false, trouble: 'network', code: 'network' };
const clinic = sampleClinic();
const requiring = sampleClinic({ assistant: { ...clinic.assistant, requireSnippetProvider: true } });
const never = new Promise<never>(() => undefined);

type Setting = { search?: SnippetProvider['search']; look?: SnippetProvider['look']; list?: FindSnippetsPorts['store']['list']; on?: boolean; none?: boolean };

function bookWith({ search = async () => ({ ok: true, snippets: [THEIRS] }), look = async () => ({ ok: true }), list, on = true, none = false }: Setting = {}) {
  const kept = new Map<string, readonly Snippet[]>();
  const seen = { searches: 0, lists: 0, looks: 0 };
  const counted = { hit: 0, miss: 0 };
  let nowMs = 0;
  const provider = none
    ? null
    : { search: (...call: Parameters<typeof search>) => ((seen.searches += 1), search(...call)), look: () => ((seen.looks += 1), look()) };
  const finder = createSnippetFinder({
    store: { list: (scopeId) => ((seen.lists += 1), list ? list(scopeId) : Promise.resolve([{ ...LOCAL, synced: true }])) },
    provider,
    cache: {
      get: (source, scopeId) => kept.get(source + scopeId),
      put: (source, scopeId, snippets) => void kept.set(source + scopeId, snippets),
      begin: () => 0,
    },
    recorder: { record: () => undefined, cache: (result) => void (counted[result] += 1) },
    elapsed: () => 0,
  });
  const health = provider && createProviderHealth(provider, { now: () => nowMs });
  return { seen, counted, book: createSnippetBook({ finder, health, snippets: { isOn: () => on } }), later: (ms: number) => void (nowMs += ms) };
}

describe('the snippets of a turn', () => {
  test('are those of the clinic’s scope that fit the message', async () => {
    const { book } = bookWith({ none: true });
    expect(await book.matching(clinic, 'is there parking?', 1_000)).toMatchObject({
      scopeId: scopeIdOf(clinic),
      snippets: [{ id: LOCAL.id, says: true }],
      providerAway: false,
    });
    expect((await book.matching(clinic, 'how much is a cleaning?', 1_000)).snippets).toEqual([]);
  });

  test('of the provider are asked for beside the turn, and there for the next one', async () => {
    const { book, seen } = bookWith();
    expect((await book.matching(clinic, 'parking?', 1_000)).snippets.map((one) => one.id)).toContain(LOCAL.id);
    await until('the provider has answered', async () => (await book.matching(clinic, 'parking?', 1_000)).snippets.length === 2);
    for (let n = 0; n < 100; n += 1) await book.matching(clinic, 'parking?', 1_000);
    expect(seen).toMatchObject({ searches: 1, lists: 1 });
  });

  test('are counted as one look-up in the cache for each turn, and none for warming up', async () => {
    for (const none of [true, false]) {
      const { book, counted } = bookWith({ none });
      book.warm(clinic);
      await until('it is warm', async () => (await book.matching(clinic, 'parking?', 1_000)).snippets.length === (none ? 1 : 2));
      const { hit } = counted;
      for (let n = 0; n < 10; n += 1) await book.matching(clinic, 'parking?', 1_000);
      expect(counted.hit - hit).toBe(10);
      expect(counted.miss).toBeLessThanOrEqual(2);
    }
  });

  test.each([
    ['a provider that hangs', { search: () => never }],
    ['a provider that is away', { search: async () => AWAY }],
  ])('never wait for %s', async (_what, setting: Setting) => {
    const { book } = bookWith(setting);
    expect((await book.matching(clinic, 'parking?', 60_000)).snippets.map((one) => one.id)).toEqual([LOCAL.id]);
  });

  test.each([
    ['hangs', () => never],
    ['is away', () => Promise.reject(new Error('away'))],
  ])('are none when Postgres %s, and the turn goes on', async (_what, list) => {
    const { book } = bookWith({ none: true, list });
    expect(await book.matching(clinic, 'parking?', 20)).toMatchObject({ snippets: [], providerAway: false });
  });

  test('are none, and nobody is held back, when snippets are switched off', async () => {
    const { book, seen } = bookWith({ on: false, look: async () => AWAY });
    expect(await book.matching(requiring, 'parking?', 1_000)).toMatchObject({ snippets: [], providerAway: false });
    expect(seen).toEqual({ searches: 0, lists: 0, looks: 0 });
  });

  test('of another prompt are never among them', async () => {
    const asked: ScopeId[] = [];
    const { book } = bookWith({ none: true, list: async (scopeId) => (asked.push(scopeId), []) });
    await book.matching(clinic, 'parking?', 1_000);
    await book.matching(sampleClinic({ assistant: { ...clinic.assistant, systemPrompt: 'x' } }), 'parking?', 1_000);
    expect(new Set(asked).size).toBe(2);
  });

  test('all thousand turns are answered while the provider dies in the middle, and it is not asked by each of them', async () => {
    let alive = true;
    const { book, seen } = bookWith({ search: async () => (alive ? { ok: true, snippets: [THEIRS] } : never) });
    for (let n = 0; n < 1_000; n += 1) {
      if (n === 500) alive = false;
      const one = sampleClinic({ assistant: { ...clinic.assistant, systemPrompt: String(n % 20) + (n < 500 ? '' : '!') } });
      expect((await book.matching(one, 'parking?', 1_000)).snippets.map((found) => found.id)).toContain(LOCAL.id);
    }
    expect(seen.searches).toBe(40);
  });
});

describe('an assistant that requires the provider', () => {
  test('is held back when the provider is away, not there at all, or never answered', async () => {
    const deadline = 20;
    expect((await bookWith({ look: async () => AWAY }).book.matching(requiring, 'hi', deadline)).providerAway).toBe(true);
    expect((await bookWith({ none: true }).book.matching(requiring, 'hi', deadline)).providerAway).toBe(true);
    expect((await bookWith({ look: () => never }).book.matching(requiring, 'hi', deadline)).providerAway).toBe(true);
    expect((await bookWith().book.matching(requiring, 'hi', deadline)).providerAway).toBe(false);
  });

  test.each(['rate_limited', 'paused'])('is not held back by a provider that only asks to be left alone for a while (%s)', async (code) => {
    const { book } = bookWith({ look: async () => ({ ok: false, trouble: 'api_error', code, retryAfterMs: 30_000 }) });
    expect((await book.matching(requiring, 'hi', 1_000)).providerAway).toBe(false);
  });

  test('asks how it is at most once a second', async () => {
    const { book, seen, later } = bookWith();
    for (let n = 0; n < 50; n += 1) await book.matching(requiring, 'hi', 1_000);
    expect(seen.looks).toBe(1);
    later(1_001);
    await book.matching(requiring, 'hi', 1_000);
    expect(seen.looks).toBe(2);
  });

  test('is the only one for which it is asked', async () => {
    const { book, seen } = bookWith();
    await book.matching(clinic, 'hi', 1_000);
    expect(seen.looks).toBe(0);
  });
});
