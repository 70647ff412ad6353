import { randomUUID } from 'node:crypto';
import fc from '../../support/seeded.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { snippetStore } from '../../../src/adapters/postgres/snippets/snippet-store.ts';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';
import { createSnippetCache } from '../../../src/adapters/snippets/snippet-cache.ts';
import { scopeIdOf } from '../../../src/domain/scope-id.ts';
import { snippetIdOf } from '../../../src/domain/snippet.ts';
import { createSnippetFinder } from '../../../src/pipeline/find-snippets.ts';
import { saveSnippet } from '../../../src/pipeline/save-snippet.ts';
import { databaseKinds } from '../../support/databases.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

/** Scopes that differ in as little as possible: wildcards of SQL, case, one character of the prompt. */
const AGENTS = ['reception', 'Reception', 'reception2', 'recep%', 'recep_ion'];
const PROMPTS = ['Be kind.', 'Be kind', 'be kind.', ''];

describe.each(await databaseKinds())('snippets of scopes next to each other on $name', ({ open, skip }) => {
  let sql: Sql;
  beforeAll(async () => {
    if (!skip) sql = await open();
  });
  afterAll(() => sql?.close());

  test.skipIf(skip)('never cross, whatever is saved and read in which order, cached or not', async () => {
    const store = snippetStore(sql);
    const step = fc.record({
      clinic: fc.nat(1),
      agent: fc.constantFrom(...AGENTS),
      prompt: fc.constantFrom(...PROMPTS),
      trigger: fc.constantFrom('parking', 'wifi', 'a:b', 'a'),
      content: fc.constantFrom('c', 'b:c', 'Yes.', 'yes.'),
      reads: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const clinics = [randomUUID(), randomUUID()];
        const cache = createSnippetCache({ tell: async () => undefined });
        const recorder = { record: () => undefined, cache: () => undefined };
        const ports = { store, provider: null, cache, recorder, clock: { now: () => Date.now() }, elapsed: () => 0 };
        const finder = createSnippetFinder(ports);
        const taught = new Map<string, Map<string, string>>();
        for (const { clinic, agent, prompt, trigger, content, reads } of steps) {
          const scopeId = scopeIdOf({ ...sampleClinic(), id: clinics[clinic]!, assistant: { agentId: agent, name: 'Iris', systemPrompt: prompt } })!;
          const own = taught.get(scopeId) ?? new Map<string, string>();
          taught.set(scopeId, own);
          if (!reads) {
            const id = snippetIdOf({ trigger, content });
            const pair = `${trigger}|${content}`;
            const saved = await saveSnippet({ scopeId, pair: { trigger, content }, origin: 'saved' }, ports);
            const known = own.get(id);
            expect(saved.kind).toBe(known === undefined || known === pair ? 'saved' : 'conflict');
            if (known === undefined) own.set(id, pair);
          }
          const found = (await finder.find(scopeId)).snippets.map((one) => `${one.trigger}|${one.content}`);
          expect(found.sort()).toEqual([...own.values()].sort());
        }
        cache.close();
      }),
      { numRuns: 40 },
    );
  });
});
