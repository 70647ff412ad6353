import { Fault, isFault } from '../errors.ts';

/**
 * Takes every step in order, also after one failed, and throws at the end: what another try can mend before what it can't, so that nothing
 * is given up while a part of it may still be done. An outage is thrown at once: the other steps would meet it too.
 */
export async function finishAll(steps: (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      if (isFault(error, 'dependency_away')) throw error;
      errors.push(error);
    }
  }
  throwFirst(errors);
}

/** As finishAll, for steps of several clinics: an outage ends the steps of its clinic, not those of the others. */
export async function finishAllByClinic(steps: { clinicId: string; take: () => Promise<void> }[]): Promise<void> {
  const errors: unknown[] = [];
  for (const own of Map.groupBy(steps, ({ clinicId }) => clinicId).values())
    await finishAll(own.map(({ take }) => take)).catch((error: unknown) => errors.push(error));
  throwFirst(errors);
}

/** What another try can mend before what it can't. */
function throwFirst(errors: unknown[]): void {
  if (errors.length > 0) throw errors.find((error) => !(error instanceof Fault && error.retry === 'never')) ?? errors[0];
}
