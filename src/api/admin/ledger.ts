import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { LedgerReader } from '../ports.ts';
import { REFUSALS } from './list-query.ts';

const Count = z.int().min(0);
const LedgerView = z.object({
  accepted: Count.meta({ description: 'Patient messages taken in (unique); always the sum of the counts of the states.' }),
  answered: Count,
  merged: Count,
  superseded: Count,
  ignored: z.record(z.string(), Count),
  held: Count,
  deadLettered: Count,
  pending: Count,
  outbox: z.object({ queued: Count.meta({ description: 'Including those being sent.' }), sent: Count, uncertain: Count, failed: Count, withdrawn: Count }),
});

/** Where every accepted message ended: nothing may be missing. */
export function ledgerRoutes(ports: { ledger: LedgerReader }): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = {
      tags: ['ledger'],
      summary: 'The state of every accepted message, counted',
      querystring: z.object({ clinicId: z.guid().optional() }),
      response: { ...REFUSALS, 200: LedgerView },
    };
    app.get('/api/admin/ledger', { schema }, async (request) => {
      const ledger = await ports.ledger.read(request.query.clinicId ?? null);
      const ignored = Object.values(ledger.ignored).reduce((sum, count) => sum + count, 0);
      const accepted = ledger.answered + ledger.merged + ledger.superseded + ignored + ledger.held + ledger.deadLettered + ledger.pending;
      return { accepted, ...ledger };
    });
  };
}
