import type { Clock } from './ports.ts';
import type { ProviderFailure, SnippetProvider } from './snippet-ports.ts';

export type ProviderState = { ok: true } | ProviderFailure;

/** A provider that asks to be left alone for a while: it is there, and it is not to be called until then. */
export function isRateLimit({ code }: ProviderFailure): boolean {
  return code === 'rate_limited' || code === 'paused';
}

/** Whether the snippet provider is there, asked at most once a second however many want to know. */
export interface ProviderHealth {
  /** As it is now; never throws. */
  now(): Promise<ProviderState>;
  /** As it was when it was last asked; null: never. */
  last(): ProviderState | null;
}

const FRESH_MS = 1_000;

export function createProviderHealth(provider: Pick<SnippetProvider, 'look'>, clock: Clock): ProviderHealth {
  let last: { state: ProviderState; atMs: number } | null = null;
  let asking: Promise<ProviderState> | null = null;
  const ask = async () => {
    const state = await provider.look();
    last = { state, atMs: clock.now() };
    return state;
  };
  return {
    now() {
      if (last && clock.now() - last.atMs < FRESH_MS) return Promise.resolve(last.state);
      asking ??= ask().finally(() => (asking = null));
      return asking;
    },
    last: () => last?.state ?? null,
  };
}
