import type { Clinic } from '../../domain/clinic.ts';
import type { Line } from '../../pipeline/ports.ts';
import { keyOf, linesOf } from './clinic-memory.ts';
import type { ClinicMemory } from './clinic-memory.ts';
import type { LineResolutions } from './line-resolution.ts';

/** Postgres, behind the directory. Throws a Fault `dependency_away` when it can't be asked. */
export interface ClinicLoader {
  byLine(line: Line): Promise<Clinic | null>;
  byId(clinicId: string): Promise<Clinic | null>;
  all(): Promise<Clinic[]>;
}

export type LoadedAll = { clinics: number; lines: number };

/** Fills the memory from Postgres, with one question at a time for the same thing; whatever a change overtook is asked again. */
export interface ClinicLoads {
  byId(clinicId: string): Promise<Clinic | null>;
  byLine(line: Line): Promise<Clinic | null>;
  all(): Promise<LoadedAll>;
}

type Parts = { memory: ClinicMemory; loader: ClinicLoader; resolutions: LineResolutions };

/** Joins the memory of a process, the lines in Redis and Postgres. */
export function createClinicLoads({ memory, loader, resolutions }: Parts): ClinicLoads {
  const underWay = new Map<string, Promise<unknown>>();

  const load = <T>(key: string, ask: () => Promise<T>, keep: (answer: T) => unknown): Promise<T> => {
    const once = async (): Promise<T> => {
      const started = memory.generation();
      const answer = await ask();
      if (started !== memory.generation()) return once();
      await keep(answer);
      return answer;
    };
    const running = (underWay.get(key) as Promise<T> | undefined) ?? once().finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };

  return {
    byId: (clinicId) =>
      load(
        `id:${clinicId}`,
        () => loader.byId(clinicId),
        (clinic) => (clinic ? memory.remember(clinic) : memory.remove(clinicId)),
      ),
    byLine: (line) =>
      load(
        `line:${keyOf(line)}`,
        () => ask(line, loader, resolutions),
        async (clinic) => {
          if (clinic) return memory.remember(clinic);
          memory.rememberUnknown(line);
          await resolutions.storeUnknown(line);
        },
      ),
    async all() {
      const all = await load(
        'all',
        () => loader.all(),
        (clinics) => memory.replaceAll(clinics),
      );
      await resolutions.store(all);
      return { clinics: all.length, lines: all.reduce((sum, clinic) => sum + clinic.channels.length, 0) };
    },
  };
}

/** Redis says which clinic to ask for; what it says is checked, since it may be older than a change. */
async function ask(line: Line, loader: ClinicLoader, resolutions: LineResolutions): Promise<Clinic | null> {
  const resolution = await resolutions.find(line);
  if (resolution.kind === 'unknown') return null;
  const resolved = resolution.kind === 'known' ? await loader.byId(resolution.clinicId) : null;
  if (resolved && linesOf(resolved).some((own) => keyOf(own) === keyOf(line))) return resolved;
  const clinic = await loader.byLine(line);
  if (clinic) await resolutions.store([clinic]);
  return clinic;
}
