import type { MemoryItem } from '../domain/memory.ts';
import type { PatientScope } from '../domain/memory/patient-scope.ts';
import { finishAllByClinic } from './finish-all.ts';
import type { PatientMemory } from './memory-ports.ts';

/** What a memory provider has not been told of one patient. */
export type ToTell = { scope: PatientScope; items: MemoryItem[] };

export interface TellingStore {
  /** What was remembered while there was no provider is to be told now: the oldest so many. */
  adopt(limit: number): Promise<void>;
  /** Oldest first. */
  due(limit: number): Promise<ToTell[]>;
  /** The provider has these; what was learned anew meanwhile stays to be told, and whoever was erased meanwhile is due to be forgotten again. */
  done(told: ToTell): Promise<void>;
}

export type TellMemoriesPorts = {
  store: TellingStore;
  /** Safe to repeat. Throws while the provider is away. */
  remember: (scope: PatientScope, items: readonly MemoryItem[], idempotencyKey: string) => Promise<void>;
  memory: Pick<PatientMemory, 'changed'>;
};

const AT_ONCE = 50;
/** Of a run: about what fifty patients have. */
const ADOPTED_AT_ONCE = 500;

/**
 * Tells the memory provider what was learned while nobody waits, or while there was none. Everything is in Postgres before: a provider that is away for a day is told a day later.
 * Repeatable: providers look up what they have. Throws the first failure, after the others were tried; a provider
 * that is away for one clinic is so for that clinic alone.
 */
export async function tellMemories({ store, remember, memory }: TellMemoriesPorts): Promise<number> {
  await store.adopt(ADOPTED_AT_ONCE);
  const due = await store.due(AT_ONCE);
  await finishAllByClinic(
    due.map((told) => ({
      clinicId: told.scope.clinicId,
      take: async () => {
        await remember(told.scope, told.items, told.items.map((item) => `${item.key}@${item.learnedAtMs}`).join());
        await store.done(told);
        await memory.changed(told.scope);
      },
    })),
  );
  return due.length;
}
