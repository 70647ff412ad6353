import { type Feature, type Switches, switchesFrom } from '../domain/switches.ts';
import type { Clock } from './ports.ts';

/** Where switches are kept, for all processes and over restarts. Throws a Fault `dependency_away`. */
export interface SwitchStore {
  set(change: { feature: Feature; enabled: boolean; reason: string; nowMs: number }): Promise<void>;
  /** Those that were ever set. */
  all(): Promise<Record<string, boolean>>;
}

/** The switches as this process knows them: at once its own changes, those of others as soon as it is told, or looks again because it was asked. */
export interface Switchboard {
  isOn(feature: Feature): boolean;
  /** Sets one for all processes and returns all as they are then. Throws a Fault `dependency_away` when it could not be kept: then nothing changed. */
  set(change: { feature: Feature; enabled: boolean; reason: string }): Promise<Switches>;
  /** Looks again; with the store away everything stays as it was. Never throws. */
  reload(): Promise<void>;
}

/** A change that Redis did not tell is known this long after it, to whoever asks. */
const FRESH_MS = 15_000;

export function createSwitchboard(ports: { store: SwitchStore; tell: () => Promise<unknown>; clock: Clock }): Switchboard {
  let known = switchesFrom({});
  let looks = 0;
  let lookedAtMs = 0;
  const look = async () => {
    looks += 1;
    lookedAtMs = ports.clock.now();
    const mine = looks;
    const read = switchesFrom(await ports.store.all());
    if (mine === looks) known = read; // a later look knows better
    return read;
  };
  const reload = () =>
    look().then(
      () => undefined,
      () => undefined,
    );
  return {
    isOn(feature) {
      if (ports.clock.now() - lookedAtMs > FRESH_MS) void reload();
      return known[feature];
    },
    async set(change) {
      await ports.store.set({ ...change, nowMs: ports.clock.now() });
      const now = await look();
      await ports.tell();
      return now;
    },
    reload,
  };
}
