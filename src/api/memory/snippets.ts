import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ScopeId } from '../../domain/scope-id.ts';
import { type Snippet, SNIPPET_LIMITS, TaughtPair } from '../../domain/snippet.ts';
import { Fault } from '../../errors.ts';
import type { FoundSnippets } from '../../pipeline/find-snippets.ts';
import type { LearnOutcome } from '../../pipeline/learn-patterns.ts';
import type { SaveOutcome } from '../../pipeline/save-snippet.ts';
import type { Auditor } from '../admin/auditor.ts';
import { isoUtc, REFUSALS } from '../admin/list-query.ts';

export type SnippetPorts = {
  find(scopeId: ScopeId): Promise<FoundSnippets>;
  save(input: { scopeId: ScopeId; pair: TaughtPair }): Promise<SaveOutcome>;
  learn(input: { scopeId: ScopeId; patterns: readonly unknown[] }): Promise<LearnOutcome>;
  /** The switch at run time. */
  snippetsOn(): boolean;
  audit: Auditor;
};

const SnippetView = z.object({
  id: z.string(),
  trigger: z.string(),
  content: z.string(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  updatedAt: z.iso.datetime(),
});
const Retrieve = z.object({
  scopeId: ScopeId,
  limit: z.int().min(1).max(SNIPPET_LIMITS.perScope).default(SNIPPET_LIMITS.perScope),
  snippetsEnabled: z.boolean().default(true).meta({ description: 'False: none for this request. Snippets switched off for all stay off.' }),
});
const Retrieved = z.object({ snippets: z.array(SnippetView), source: z.enum(['context7', 'cache', 'local', 'disabled']) });
const Fallback = z.object({ fallback: z.literal('localStorage'), snippets: z.array(SnippetView), source: z.literal('local') });
const Save = TaughtPair.extend({ scopeId: ScopeId });
const SavedTo = z.array(z.enum(['local', 'context7']));
const Saved = z.object({ id: z.string(), saved: SavedTo, duplicate: z.literal(true).optional() });
const Learn = z.object({
  scopeId: ScopeId,
  conversationId: z.string().min(1).max(128),
  patterns: z
    .array(z.object({ trigger: z.string(), content: z.string() }))
    .min(1)
    .max(SNIPPET_LIMITS.patterns),
});
const Learned = z.object({
  saved: z.int(),
  duplicates: z.int(),
  refused: z.array(z.object({ index: z.int(), reason: z.string() })).meta({ description: 'What did not pass the gate, by its place in `patterns`.' }),
});
const tags = ['memory'];

/** Retrieving, saving and learning snippets of one scope. */
export function snippetRoutes(ports: SnippetPorts): FastifyPluginAsyncZod {
  return async (app) => {
    const retrieving = {
      tags,
      summary: 'The snippets of a scope, newest first',
      description: '503 with the local ones when the provider is away.',
      body: Retrieve,
      response: { ...REFUSALS, 200: Retrieved, 503: Fallback },
    };
    app.post('/api/memory/snippets', { schema: retrieving }, async (request, reply) => {
      const { scopeId, limit, snippetsEnabled } = request.body;
      if (!snippetsEnabled || !ports.snippetsOn()) return { snippets: [], source: 'disabled' as const };
      const found = await ports.find(scopeId);
      const snippets = found.snippets.slice(0, limit).map(viewOf);
      if (found.source !== 'fallback') return { snippets, source: found.source };
      return reply.code(503).send({ fallback: 'localStorage', snippets, source: 'local' });
    });

    const saving = {
      tags,
      summary: 'Save a snippet: locally first, then at the provider',
      description: '202: saved locally only: there is no provider, or it does not have it yet; the next sync brings it there.',
      body: Save,
      response: { ...REFUSALS, 200: Saved, 202: Saved },
    };
    app.put('/api/memory/snippets', { schema: saving }, async (request, reply) => {
      const { scopeId, ...pair } = request.body;
      await ports.audit('snippet.save', scopeId);
      const outcome = await ports.save({ scopeId, pair });
      if (outcome.kind === 'conflict') throw new Fault('conflict', `another snippet of this scope has the id ${outcome.id}: change the trigger or the content`);
      if (outcome.kind === 'full') throw new Fault('conflict', `this scope has ${SNIPPET_LIMITS.perScope} snippets already`);
      const { id, duplicate, atProvider } = outcome;
      return reply
        .code(atProvider ? 200 : 202)
        .send({ id, saved: atProvider ? ['local', 'context7'] : ['local'], ...(duplicate ? { duplicate: true as const } : {}) });
    });

    const learning = {
      tags,
      summary: 'Learn answers from a conversation, those that pass the gate',
      description: '200: the provider has all that was learned, if anything was; 202: locally only, or not all of it is there yet.',
      body: Learn,
      response: { ...REFUSALS, 200: Learned, 202: Learned },
    };
    app.post('/api/memory/learn', { schema: learning }, async (request, reply) => {
      const { scopeId, conversationId, patterns } = request.body;
      await ports.audit('snippet.learn', scopeId, { conversationId, patterns: patterns.length });
      const { atProvider, ...learned } = await ports.learn({ scopeId, patterns });
      return reply.code(atProvider ? 200 : 202).send(learned);
    });
  };
}

function viewOf({ id, trigger, content, metadata, updatedAtMs }: Snippet): z.infer<typeof SnippetView> {
  return { id, trigger, content, ...(metadata === null ? {} : { metadata }), updatedAt: isoUtc(updatedAtMs) };
}
