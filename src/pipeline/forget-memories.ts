import { finishAllByClinic } from './finish-all.ts';

/** A patient whose memories were deleted here, by the hash that copies and the provider know the patient by. */
export type ToForget = { clinicId: string; person: string; requestedAtMs: number };

export interface ForgettingStore {
  /** Oldest first. */
  due(limit: number): Promise<ToForget[]>;
  /** Caches, and the provider where there is one, have forgotten; one that was asked for again since then stays due. */
  done(forgotten: ToForget): Promise<void>;
}

export type ForgetMemoriesPorts = {
  store: ForgettingStore;
  /** Throws while what it has to reach is away. */
  forgetCopies: (person: string) => Promise<void>;
  /** Null without a provider. Throws while it is away. */
  forgetAtProvider: ((whom: ToForget) => Promise<void>) | null;
};

/** The background job that does it. */
export const FORGET_MEMORIES = 'forget-memories';

const AT_ONCE = 100;

/**
 * Has caches and the memory provider forget whom the clinic erased, however long they were away. The caches first, so that
 * nobody waits for the provider, and again after it, since they may have read it meanwhile. Repeatable; who could not be forgotten everywhere stays due.
 * Throws the first failure, after the others were tried; a provider that is away for one clinic is so for that clinic alone.
 */
export async function forgetMemories({ store, forgetCopies, forgetAtProvider }: ForgetMemoriesPorts): Promise<number> {
  const due = await store.due(AT_ONCE);
  await finishAllByClinic(
    due.map((whom) => ({
      clinicId: whom.clinicId,
      take: async () => {
        // At once, however long the provider takes; whether it succeeds is judged below.
        if (forgetAtProvider) await forgetCopies(whom.person).catch(() => undefined);
        await forgetAtProvider?.(whom);
        await forgetCopies(whom.person);
        await store.done(whom);
      },
    })),
  );
  return due.length;
}
