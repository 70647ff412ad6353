import { type Feature, type Switches, switchesFrom } from '../domain/switches.ts';
import type { Clock } from './ports.ts';

/** Where switches are kept, for all processes and over restarts. Throws a Fault `dependency_away`. */
export interface SwitchStore {
  set(change: { feature: Feature; enabled: boolean; reason: string; nowMs: number }): Promise<void>;
  /** Those that were ever set. */
  all(): Promise<Record<string, boolean>>;
}

/** The switches as this process knows them: at once its own changes, those of others as soon as it is told or looks again. */
export interface Switchboard {
  isOn(feature: Feature): boolean;
  /** Sets one for all processes and returns all as they are then. Throws a Fault `dependency_away` when it could not be kept: then nothing changed. */
  set(change: { feature: Feature; enabled: boolean; reason: string }): Promise<Switches>;
  /** Looks again; with the store away everything stays as it was. Never throws. */
  reload(): Promise<void>;
}

export function createSwitchboard(ports: { store: SwitchStore; tell: () => Promise<unknown>; clock: Clock }): Switchboard {
  let known = switchesFrom({});
  let looks = 0;
  const look = async () => {
    looks += 1;
    const mine = looks;
    const read = switchesFrom(await ports.store.all());
    if (mine === looks) known = read; // a later look knows better
    return read;
  };
  return {
    isOn: (feature) => known[feature],
    async set(change) {
      await ports.store.set({ ...change, nowMs: ports.clock.now() });
      const now = await look();
      await ports.tell();
      return now;
    },
    reload: () =>
      look().then(
        () => undefined,
        () => undefined,
      ),
  };
}
