import { LRUCache } from 'lru-cache';
import { lineOf } from '../../domain/clinic.ts';
import type { Clinic } from '../../domain/clinic.ts';
import type { Clock, Line } from '../../pipeline/ports.ts';
import type { ClinicChange } from './clinic-changes.ts';

/** The copy of clinics that one process keeps, credentials included. Reads and writes of memory only. */
export interface ClinicMemory {
  byId(clinicId: string): { clinic: Clinic; isFresh: boolean } | null;
  /** The id of the clinic that has the line, `unknown` for a short while after nobody had it, null when that is not known. */
  clinicIdOf(line: Line): string | 'unknown' | null;
  remember(clinic: Clinic): void;
  rememberUnknown(line: Line): void;
  /** Removes what a change made wrong. */
  forget(change: ClinicChange): void;
  /** Removes a clinic that Postgres does not have. */
  remove(clinicId: string): void;
  replaceAll(clinics: readonly Clinic[]): void;
  /** Moves with every change: what was being loaded before it may be older than the change. */
  generation(): number;
  size(): number;
}

type Cached = { clinic: Clinic; loadedAtMs: number };

const MOST_CLINICS = 20_000;
const MOST_LINES = 100_000;
const UNKNOWN_MS = 5000;

/** An empty copy; a clinic older than `ttlSeconds` is no longer fresh, but kept for when it can't be loaded again. */
export function createClinicMemory({ clock, ttlSeconds }: { clock: Clock; ttlSeconds: number }): ClinicMemory {
  const clinics = new LRUCache<string, Cached>({ max: MOST_CLINICS });
  const lines = new LRUCache<string, { clinicId: string } | { unknownUntilMs: number }>({ max: MOST_LINES });
  let generation = 0;

  const remember = (clinic: Clinic) => {
    clinics.set(clinic.id, { clinic, loadedAtMs: clock.now() });
    for (const line of linesOf(clinic)) lines.set(keyOf(line), { clinicId: clinic.id });
  };
  return {
    byId(clinicId) {
      const cached = clinics.get(clinicId);
      return cached ? { clinic: cached.clinic, isFresh: clock.now() - cached.loadedAtMs < ttlSeconds * 1000 } : null;
    },
    clinicIdOf(line) {
      const known = lines.get(keyOf(line));
      if (!known) return null;
      if ('clinicId' in known) return clinics.has(known.clinicId) ? known.clinicId : null;
      return clock.now() < known.unknownUntilMs ? 'unknown' : null;
    },
    remember,
    rememberUnknown: (line) => void lines.set(keyOf(line), { unknownUntilMs: clock.now() + UNKNOWN_MS }),
    forget({ clinicId, lines: changed }) {
      generation += 1;
      const before = clinics.peek(clinicId);
      clinics.delete(clinicId);
      for (const line of [...changed, ...(before ? linesOf(before.clinic) : [])]) lines.delete(keyOf(line));
    },
    remove: (clinicId) => void clinics.delete(clinicId),
    replaceAll(all) {
      clinics.clear();
      lines.clear();
      all.forEach(remember);
    },
    generation: () => generation,
    size: () => clinics.size,
  };
}

/** The lines of a clinic. */
export function linesOf(clinic: Clinic): Line[] {
  return clinic.channels.map((channel) => ({ provider: channel.provider, instance: lineOf(channel) }));
}

/** One string for a line: an Evolution instance and a Meta number may share a name. */
export function keyOf(line: Line): string {
  return `${line.provider}:${line.instance}`;
}
