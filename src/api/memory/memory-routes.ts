import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Clock } from '../../pipeline/ports.ts';
import { auditorOf } from '../admin/auditor.ts';
import { allowEmptyJson } from '../empty-json.ts';
import type { AuditLog } from '../ports.ts';
import { availabilityRoutes, type AvailabilityPorts } from './availability.ts';
import { snippetRoutes, type SnippetPorts } from './snippets.ts';
import { switchRoutes, type SwitchPorts } from './switches.ts';
import { syncRoutes, type SyncPorts } from './sync.ts';

export type MemoryRoutesPorts = AvailabilityPorts &
  Omit<SnippetPorts, 'audit'> &
  Omit<SyncPorts, 'audit'> &
  Omit<SwitchPorts, 'audit'> & { audit: AuditLog; clock: Clock };

/**
 * Snippets over HTTP as one Fastify plugin: what is configured, retrieving, saving, learning, syncing and the switch. The server around it checks the bearer
 * token and turns faults into problem+json; a malformed scope is 400 on every route that takes one. Every change is audited before it is made.
 */
export function memoryRoutes(ports: MemoryRoutesPorts): FastifyPluginAsyncZod {
  const audit = auditorOf(ports.audit, ports.clock);
  return async (app) => {
    allowEmptyJson(app);
    await app.register(availabilityRoutes(ports));
    await app.register(snippetRoutes({ ...ports, audit }));
    await app.register(syncRoutes({ ...ports, audit }));
    await app.register(switchRoutes({ ...ports, audit }));
  };
}
