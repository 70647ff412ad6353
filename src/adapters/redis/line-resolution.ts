import type { Redis } from 'ioredis';
import { z } from 'zod';
import { lineOf } from '../../domain/clinic.ts';
import type { Channel, Clinic } from '../../domain/clinic.ts';
import type { Line } from '../../pipeline/ports.ts';

/**
 * What Redis knows of a line: which clinic it belongs to, or that nobody has it. Credentials stay out: Redis is shared, backed up and looked into,
 * and whoever needs them (to prove a sender, to send) reads them from Postgres once and keeps them in process.
 */
const Entry = z.union([
  z.object({
    clinic_id: z.string(),
    organization_id: z.string(),
    name: z.string(),
    whatsapp_number: z.string().nullable(),
    provider: z.enum(['evolution', 'meta']),
  }),
  z.object({ unknown: z.literal(true), provider: z.enum(['evolution', 'meta']) }),
]);

export type Resolution = { kind: 'known'; clinicId: string } | { kind: 'unknown' } | { kind: 'not_cached' };

/** How long Redis remembers that a line is unknown; storing a clinic ends that at once. */
const UNKNOWN_TTL_SECONDS = 30;
/** Writes under way at a time when all lines are stored. */
const BATCH = 500;

/** Reads and writes `whatsapp:instance:<name>`, for Meta with the phone-number id as the name. Nothing here throws: without Redis nothing is cached. */
export interface LineResolutions {
  find(line: Line): Promise<Resolution>;
  /** Of many clinics, all their lines. */
  store(clinics: readonly Clinic[]): Promise<void>;
  storeUnknown(line: Line): Promise<void>;
  /** False when Redis could not be told. */
  forget(lines: readonly Line[]): Promise<boolean>;
}

/** Makes the Redis side of the clinic directory; `ttlSeconds` is the life of a stored line. */
export function createLineResolutions(redis: Redis, { ttlSeconds }: { ttlSeconds: number }): LineResolutions {
  return {
    async find(line) {
      const text = await redis.get(keyOf(line.instance)).catch(() => null);
      const entry = parse(text);
      // An Evolution instance may be named like a phone-number id of Meta: the entry is then about the other one.
      if (!entry || entry.provider !== line.provider) return { kind: 'not_cached' };
      return 'unknown' in entry ? { kind: 'unknown' } : { kind: 'known', clinicId: entry.clinic_id };
    },
    async store(clinics) {
      const entries = clinics.flatMap((clinic) =>
        clinic.channels.map((channel) => [keyOf(lineOf(channel)), JSON.stringify(entryOf(clinic, channel))] as const),
      );
      for (let start = 0; start < entries.length; start += BATCH) {
        await Promise.allSettled(entries.slice(start, start + BATCH).map(([key, entry]) => redis.set(key, entry, 'EX', ttlSeconds)));
      }
    },
    async storeUnknown(line) {
      // NX: a clinic that was stored in the meantime is newer knowledge.
      await redis.set(keyOf(line.instance), JSON.stringify({ unknown: true, provider: line.provider }), 'EX', UNKNOWN_TTL_SECONDS, 'NX').catch(() => null);
    },
    async forget(lines) {
      const results = await Promise.allSettled(lines.map((line) => redis.del(keyOf(line.instance))));
      return results.every(({ status }) => status === 'fulfilled');
    },
  };
}

function keyOf(instance: string): string {
  return `whatsapp:instance:${instance}`;
}

function entryOf(clinic: Clinic, channel: Channel): z.infer<typeof Entry> {
  return {
    clinic_id: clinic.id,
    organization_id: clinic.organizationId,
    name: clinic.name,
    whatsapp_number: channel.number ?? null,
    provider: channel.provider,
  };
}

function parse(text: string | null): z.infer<typeof Entry> | null {
  if (text === null) return null;
  try {
    return Entry.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
