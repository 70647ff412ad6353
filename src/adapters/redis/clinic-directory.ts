import type { Redis } from 'ioredis';
import type { Clinic, EvolutionChannel } from '../../domain/clinic.ts';
import type { ClinicDirectory, Clock, Line } from '../../pipeline/ports.ts';
import { createClinicChanges } from './clinic-changes.ts';
import { createClinicLoads } from './clinic-loads.ts';
import type { ClinicLoader, LoadedAll } from './clinic-loads.ts';
import { createClinicMemory } from './clinic-memory.ts';
import { createLineResolutions } from './line-resolution.ts';

export type { ClinicLoader } from './clinic-loads.ts';

export type LookUp = 'hit' | 'miss' | 'stale';

export interface CachedClinicDirectory extends ClinicDirectory {
  /** The Evolution channel with its credentials; null only when Postgres was asked (at most 30 s ago). Throws a Fault `dependency_away` when it had to be and can't be. */
  findEvolutionChannel(instance: string): Promise<EvolutionChannel | null>;
  /** Loads all clinics; null when Postgres can't be asked now (they are then loaded one by one when needed): a start never fails because of it. */
  prewarm(): Promise<LoadedAll | null>;
  /** The same, for the job that does it before what is cached expires; the other processes are told to do so too. Throws when Postgres is away; what there is stays. */
  refresh(): Promise<LoadedAll>;
  /** To be called after a clinic was stored or removed, with its lines before and after: every process forgets what it knew of them. Never throws. */
  changed(clinicId: string, lines: Line[]): Promise<void>;
  stats(): Record<LookUp, number> & { clinics: number };
  close(): void;
}

export type ClinicDirectoryOptions = {
  redis: Redis;
  /** A connection of its own, with `autoResubscribe` off. */
  subscriber: Redis;
  loader: ClinicLoader;
  clock: Clock;
  ttlSeconds: number;
  onLookUp?: (result: LookUp) => void;
};

/**
 * The view of clinics every process keeps: a copy in process (with credentials) before the lines in Redis (without) before Postgres. Warm, a look-up
 * is a read of memory. A copy older than `ttlSeconds` is loaded again and still served when that fails. A line is called unknown only after Postgres was asked.
 */
export function createClinicDirectory({ redis, subscriber, loader, clock, ttlSeconds, onLookUp }: ClinicDirectoryOptions): CachedClinicDirectory {
  const memory = createClinicMemory({ clock, ttlSeconds });
  const resolutions = createLineResolutions(redis, { ttlSeconds });
  const loads = createClinicLoads({ memory, loader, resolutions });
  const changes = createClinicChanges({
    redis,
    subscriber,
    forget: (lines) => resolutions.forget(lines),
    onChange(change) {
      memory.forget(change);
      void loads.byId(change.clinicId).catch(() => undefined); // so that the next message finds it warm
    },
    // What changed while nobody listened is unknown: read everything again, and keep what there is if that is not possible now.
    onGap: () => void loads.all().catch(() => undefined),
  });
  const counts = { hit: 0, miss: 0, stale: 0 };
  const count = (result: LookUp) => {
    counts[result] += 1;
    onLookUp?.(result);
  };

  const byId = async (clinicId: string): Promise<Clinic | null> => {
    const cached = memory.byId(clinicId);
    count(cached?.isFresh ? 'hit' : 'miss');
    if (cached?.isFresh) return cached.clinic;
    try {
      return await loads.byId(clinicId);
    } catch (error) {
      const still = memory.byId(clinicId); // gone when a change made it wrong
      if (!still) throw error;
      count('stale');
      return still.clinic;
    }
  };
  const byLine = async (line: Line): Promise<Clinic | null> => {
    const known = memory.clinicIdOf(line);
    if (known !== null && known !== 'unknown') return byId(known);
    count(known === null ? 'miss' : 'hit');
    return known === null ? loads.byLine(line) : null;
  };
  return {
    byId,
    byLine,
    async findEvolutionChannel(instance) {
      const clinic = await byLine({ provider: 'evolution', instance });
      return clinic?.channels.find((channel): channel is EvolutionChannel => channel.provider === 'evolution' && channel.instance === instance) ?? null;
    },
    prewarm: () => loads.all().catch(() => null),
    async refresh() {
      const loaded = await loads.all();
      await changes.tellAll();
      return loaded;
    },
    async changed(clinicId, lines) {
      memory.forget({ clinicId, lines });
      await changes.tell({ clinicId, lines });
      const clinic = await loads.byId(clinicId).catch(() => null);
      if (clinic) await resolutions.store([clinic]);
    },
    stats: () => ({ ...counts, clinics: memory.size() }),
    close: () => changes.close(),
  };
}
