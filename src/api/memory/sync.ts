import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ScopeId } from '../../domain/scope-id.ts';
import { Fault } from '../../errors.ts';
import type { SyncReport } from '../../pipeline/snippet-ports.ts';
import type { Auditor } from '../admin/auditor.ts';
import { REFUSALS } from '../admin/list-query.ts';

export type SyncPorts = {
  askForSync(scopeId: ScopeId | null): Promise<string>;
  reportSync(id: string): Promise<SyncReport | null>;
  audit: Auditor;
};

/** Strict: a misspelt `scopeId` must not become a sync of everything. */
const Ask = z.strictObject({ scopeId: ScopeId.optional() }).nullish();
const Asked = z.object({ message: z.string(), jobId: z.guid() });
const Report = z.object({
  state: z.enum(['waiting', 'active', 'completed', 'failed']).meta({ description: 'failed: the provider was away; the next sync goes on.' }),
  synced: z.int(),
  errors: z.int(),
  ms: z.int(),
});
const tags = ['memory'];

/** Bringing to the provider what it does not have: asked for here, done by a worker. */
export function syncRoutes({ askForSync, reportSync, audit }: SyncPorts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/admin/sync-context7',
      { schema: { tags, summary: 'Sync one scope, or all', body: Ask, response: { ...REFUSALS, 202: Asked } } },
      async (request, reply) => {
        const scopeId = request.body?.scopeId ?? null;
        await audit('snippet.sync', scopeId ?? 'scope:all');
        const jobId = await askForSync(scopeId);
        return reply
          .code(202)
          .send({ message: scopeId === null ? 'The sync of all scopes has been asked for.' : 'The sync of the scope has been asked for.', jobId });
      },
    );

    app.get(
      '/api/admin/sync-context7/:jobId',
      { schema: { tags, summary: 'How far a sync is', params: z.object({ jobId: z.string() }), response: { ...REFUSALS, 200: Report } } },
      async (request) => {
        const jobId = z.guid().safeParse(request.params.jobId);
        const report = jobId.success ? await reportSync(jobId.data) : null;
        if (!report) throw new Fault('not_found', 'no sync has this id');
        const { state, synced, errors, ms } = report;
        return { state, synced, errors, ms };
      },
    );
  };
}
