import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ProviderHealth } from '../../pipeline/provider-health.ts';
import type { ProviderFailure } from '../../pipeline/snippet-ports.ts';

export type AvailabilityPorts = {
  /** As the settings have it: `off` by the rollback switch, `local` without a provider. */
  providerMode: 'on' | 'off' | 'local';
  health: ProviderHealth | null;
  environment: string;
};

const ConfigView = z.object({ enableContext7Memory: z.boolean(), context7Available: z.boolean(), environment: z.string() });
const HealthView = z.object({ available: z.boolean(), provider: z.enum(['context7', 'local']).optional(), reason: z.string().optional() });
const tags = ['memory'];

/** Whether the snippet provider is configured and there; open to everybody, so it tells no address and no key, and asks the provider at most once a second. */
export function availabilityRoutes({ providerMode, health, environment }: AvailabilityPorts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/api/config', { schema: { tags, summary: 'What the memory is configured with', response: { 200: ConfigView } } }, async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      const state = await health?.now();
      return { enableContext7Memory: providerMode !== 'off', context7Available: state?.ok ?? false, environment };
    });

    app.get(
      '/api/memory/health',
      { schema: { tags, summary: 'Whether the snippet provider is there', response: { 200: HealthView } } },
      async (_request, reply): Promise<z.infer<typeof HealthView>> => {
        reply.header('cache-control', 'no-store');
        if (providerMode === 'off') return { available: false, reason: 'Context7 disabled in environment' };
        if (health === null) return { available: false, provider: 'local', reason: 'Context7 is not configured; snippets are kept locally' };
        const state = await health.now();
        return state.ok ? { available: true, provider: 'context7' } : { available: false, provider: 'context7', reason: reasonOf(state) };
      },
    );
  };
}

function reasonOf({ trouble, code }: ProviderFailure): string {
  if (code === 'unauthorized') return 'Context7 refuses the key';
  if (code === 'breaker_open') return 'Context7 failed too often and is left alone for a while';
  if (code === 'paused' || code === 'rate_limited') return 'Context7 asked to be left alone for a while';
  if (trouble === 'timeout') return 'Context7 did not answer in time';
  if (trouble === 'network') return 'Context7 could not be reached';
  return 'Context7 answers with errors';
}
