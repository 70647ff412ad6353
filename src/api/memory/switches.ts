import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { FEATURES, type Switches } from '../../domain/switches.ts';
import type { Switchboard } from '../../pipeline/switchboard.ts';
import type { Auditor } from '../admin/auditor.ts';
import { REFUSALS } from '../admin/list-query.ts';

export type SwitchPorts = { switches: Pick<Switchboard, 'set'>; audit: Auditor };

const Change = z.object({
  feature: z.enum(FEATURES),
  enabled: z.boolean(),
  reason: z.string().trim().min(1).max(500).meta({ description: 'Why, for the audit log: no names of patients.' }),
});
const View = z.record(z.enum(FEATURES), z.boolean());

/** What can be switched while everything runs, for all processes at once. */
export function switchRoutes({ switches, audit }: SwitchPorts): FastifyPluginAsyncZod {
  return async (app) => {
    app.patch(
      '/admin/config',
      {
        schema: {
          tags: ['memory'],
          summary: 'Switch a feature on or off; answers all switches as they are now',
          body: Change,
          response: { ...REFUSALS, 200: View },
        },
      },
      async (request): Promise<Switches> => {
        const { feature, enabled, reason } = request.body;
        await audit('switch.set', `switch:${feature}`, { enabled, reason });
        return switches.set({ feature, enabled, reason });
      },
    );
  };
}
