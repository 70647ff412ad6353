import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Channel, Clinic, lineOf } from '../../domain/clinic.ts';
import { Fault } from '../../errors.ts';
import type { Clock, Line } from '../../pipeline/ports.ts';
import type { ClinicAdmin } from '../ports.ts';
import type { Auditor } from './auditor.ts';
import { maskSecrets, restoreSecrets } from './clinic-secrets.ts';
import { invalidInput } from './invalid-input.ts';
import { IdPath, REFUSALS } from './list-query.ts';

/** Told after a clinic was stored or removed, with its lines before and after: their cached clinics are stale. */
export type OnClinicChanged = (clinicId: string, lines: Line[]) => Promise<void>;
export type ClinicRoutesPorts = { clinics: ClinicAdmin; onClinicChanged: OnClinicChanged; clock: Clock; audit: Auditor };

/** Of a stored clinic, credentials masked. Looser than the input: what was once accepted must stay readable. */
const ClinicView = z.looseObject({ id: z.guid(), organizationId: z.guid(), name: z.string(), timezone: z.string(), channels: z.array(Channel) });
/** Checked by hand, so that all problems are listed and masked values are put back first; here for the OpenAPI document. */
const ClinicBody = z
  .record(z.string(), z.unknown())
  .meta({ description: 'The clinic JSON; its `id` may be left out. A masked credential keeps the stored one.' });
const tags = ['clinics'];

/** Clinics (tenants) and their WhatsApp lines. */
export function clinicRoutes(ports: ClinicRoutesPorts): FastifyPluginAsyncZod {
  const { clinics, audit } = ports;
  return async (app) => {
    app.put(
      '/api/admin/clinics/:id',
      { schema: { tags, summary: 'Create or replace a clinic', params: IdPath, body: ClinicBody, response: { ...REFUSALS, 200: ClinicView } } },
      async (request, reply) => {
        const parsed = Clinic.safeParse({ ...request.body, id: request.body['id'] ?? request.params.id });
        if (!parsed.success)
          return invalidInput(
            reply,
            parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
          );
        const { clinic, problems } = restoreSecrets(parsed.data, await clinics.get(request.params.id));
        problems.push(...mismatches(clinic, request.params.id));
        if (problems.length > 0) return invalidInput(reply, problems);

        await audit('clinic.put', `clinic:${clinic.id}`, { lines: clinic.channels.map(lineOf) });
        const stored = await clinics.put(clinic, ports.clock.now());
        if (stored.kind === 'line_taken')
          throw new Fault('conflict', `these lines belong to another clinic: ${stored.lines.map((line) => line.instance).join(', ')}`);
        await ports.onClinicChanged(clinic.id, stored.lines);
        return maskSecrets(clinic);
      },
    );

    app.get(
      '/api/admin/clinics',
      { schema: { tags, summary: 'All clinics, credentials masked', response: { ...REFUSALS, 200: z.array(ClinicView) } } },
      async () => (await clinics.list()).map(maskSecrets),
    );

    app.get(
      '/api/admin/clinics/:id',
      { schema: { tags, summary: 'One clinic, credentials masked', params: IdPath, response: { ...REFUSALS, 200: ClinicView } } },
      async (request) => {
        const clinic = await clinics.get(request.params.id);
        if (!clinic) throw new Fault('not_found', 'no clinic has this id');
        return maskSecrets(clinic);
      },
    );

    app.delete(
      '/api/admin/clinics/:id',
      {
        schema: {
          tags,
          summary: 'Remove a clinic and its lines',
          description: 'Conversations stay readable; waiting messages end as ignored.',
          params: IdPath,
          response: { ...REFUSALS, 200: z.object({ id: z.guid(), deleted: z.literal(true) }) },
        },
      },
      async (request) => {
        const { id } = request.params;
        await audit('clinic.delete', `clinic:${id}`);
        const removed = await clinics.remove(id, ports.clock.now());
        if (!removed) throw new Fault('not_found', 'no clinic has this id');
        await ports.onClinicChanged(id, removed.lines);
        return { id, deleted: true as const };
      },
    );
  };
}

function mismatches(clinic: Clinic, id: string): { path: string; message: string }[] {
  const problems = clinic.id.toLowerCase() === id.toLowerCase() ? [] : [{ path: 'id', message: 'is not the id of the path' }];
  const seen = new Set<string>();
  clinic.channels.forEach((channel, index) => {
    const line = `${channel.provider}:${lineOf(channel)}`;
    if (seen.has(line)) problems.push({ path: `channels.${index}`, message: 'is the same line as an earlier channel' });
    seen.add(line);
  });
  return problems;
}
