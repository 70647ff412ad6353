import { z } from 'zod';
import type { Page, Scope } from '../ports.ts';
import { Problem } from '../problem.ts';

/** A patient's id as webhooks give it: phone digits, else `<id>@lid`, else BSUID. A phone's leading `+` (a space in an unescaped query) and separators are dropped. */
export const PatientRef = z
  .string()
  .trim()
  .transform((from) => (/^\+?[\d\s().-]+$/.test(from) ? from.replace(/\D/g, '') : from))
  .pipe(z.string().min(1).max(128))
  .meta({ description: 'Phone digits, else `<id>@lid`, else BSUID.' });

const pageFields = (defaultLimit: number) => ({
  limit: z.coerce.number().int().min(1).max(5_000).default(defaultLimit),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** The query of every list: a clinic, a patient, a page. */
export const ListQuery = z.object({ clinicId: z.guid().optional(), from: PatientRef.optional(), ...pageFields(1_000) });
export type ListQuery = z.infer<typeof ListQuery>;

/** The path of everything addressed by its id. */
export const IdPath = z.object({ id: z.guid() });

/** How a call can be refused, for the OpenAPI document. */
export const REFUSALS = { 400: Problem, 404: Problem, 409: Problem };

/** What the stores take, from what the request says. */
export function scopeOf(query: ListQuery): Scope & Page {
  return { clinicId: query.clinicId ?? null, from: query.from ?? null, limit: query.limit, offset: query.offset };
}

/** An instant as ISO 8601 in UTC. */
export function isoUtc(atMs: number): string {
  return new Date(atMs).toISOString();
}
