import type { Clinic } from '../domain/clinic.ts';
import { scopeIdOf } from '../domain/scope-id.ts';
import type { Snippet } from '../domain/snippet.ts';
import { matchSnippets } from '../domain/snippet/match-snippets.ts';
import { merged, type SnippetFinder } from './find-snippets.ts';
import { isRateLimit, type ProviderHealth } from './provider-health.ts';
import type { SnippetBook, SnippetSwitch } from './snippet-ports.ts';
import { within } from './within.ts';

export type SnippetBookPorts = {
  finder: SnippetFinder;
  /** Null: no provider is configured, or it is switched off. */
  health: ProviderHealth | null;
  snippets: SnippetSwitch;
};

/**
 * The snippets as a turn sees them: what is in this process, else what Postgres has; the provider is asked beside the turn, for the next one. Switched
 * off at run time nothing is taught, and no assistant is held back for want of the provider.
 */
export function createSnippetBook({ finder, health, snippets }: SnippetBookPorts): SnippetBook {
  return {
    async matching(clinic, text, deadlineMs) {
      const scopeId = scopeIdOf(clinic);
      if (scopeId === null || !snippets.isOn()) return { scopeId, snippets: [], providerAway: false };
      finder.refresh(scopeId, true);
      const [local, providerAway] = await Promise.all([
        within(deadlineMs, finder.local(scopeId), [] as readonly Snippet[]),
        clinic.assistant.requireSnippetProvider === true ? isAway(health, deadlineMs) : false,
      ]);
      const known = merged(finder.cached(scopeId) ?? [], local);
      return { scopeId, snippets: known.length === 0 ? [] : matchSnippets(text, known), providerAway };
    },
    warm(clinic: Clinic) {
      const scopeId = scopeIdOf(clinic);
      if (scopeId === null || !snippets.isOn()) return;
      finder.refresh(scopeId, false);
      void finder.local(scopeId).catch(() => undefined);
      if (clinic.assistant.requireSnippetProvider === true) void health?.now();
    },
  };
}

/** The provider's state as it is told within the deadline, else as it was last known; one that never answered in time is away, one that is busy is not. */
async function isAway(health: ProviderHealth | null, deadlineMs: number): Promise<boolean> {
  if (health === null) return true;
  const state = await within(deadlineMs, health.now(), health.last());
  return state === null || (!state.ok && !isRateLimit(state));
}
