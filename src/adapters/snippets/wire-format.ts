import { z } from 'zod';
import type { ScopeId } from '../../domain/scope-id.ts';
import { type Snippet, SNIPPET_LIMITS } from '../../domain/snippet.ts';
import type { NewSnippet } from '../../pipeline/snippet-ports.ts';

/** The provider's contract is infra/snippet-provider.openapi.json; what is read here is what that says, and a little more forgiving. */
const Answered = z.object({ snippets: z.array(z.unknown()).max(10 * SNIPPET_LIMITS.perScope) });
const AnsweredSnippet = z.object({
  id: z.string().min(1).max(128),
  trigger: z.string().trim().toLowerCase().pipe(z.string().min(1).max(SNIPPET_LIMITS.trigger)),
  content: z.string().trim().min(1).max(SNIPPET_LIMITS.content),
  metadata: z.record(z.string(), z.json()).nullish(),
  updatedAt: z.string().nullish(),
});
const OfScope = z.object({ scopeId: z.string() });

/**
 * The snippets of a search's answer, newest first; null when it is no such answer, or has a snippet of another scope: then nothing of it can be trusted.
 * A snippet without a usable trigger or content is left out.
 */
export function readSearchAnswer(body: unknown, scopeId: ScopeId): Snippet[] | null {
  const answered = Answered.safeParse(body);
  if (!answered.success) return null;
  const { snippets } = answered.data;
  if ([body, ...snippets].some((one) => isOfAnotherScope(one, scopeId))) return null;
  return snippets
    .flatMap((one) => {
      const read = AnsweredSnippet.safeParse(one);
      if (!read.success) return [];
      const { id, trigger, content, metadata, updatedAt } = read.data;
      const updatedAtMs = Date.parse(updatedAt ?? '');
      return [{ id, trigger, content, metadata: metadata ?? null, updatedAtMs: Number.isNaN(updatedAtMs) ? 0 : updatedAtMs }];
    })
    .sort((a, b) => b.updatedAtMs - a.updatedAtMs || (a.id < b.id ? -1 : 1))
    .slice(0, SNIPPET_LIMITS.perScope);
}

function isOfAnotherScope(value: unknown, scopeId: ScopeId): boolean {
  const own = OfScope.safeParse(value);
  return own.success && own.data.scopeId.toLowerCase() !== scopeId.toLowerCase();
}

/** The body of a search. */
export function searchBody(scopeId: ScopeId, limit: number): string {
  return JSON.stringify({ scopeId, limit });
}

/** The body with which a snippet is put. */
export function putBody(scopeId: ScopeId, { trigger, content, metadata }: NewSnippet): string {
  return JSON.stringify({ scopeId, trigger, content, metadata: metadata ?? {} });
}
