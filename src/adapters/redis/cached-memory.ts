import { randomUUID } from 'node:crypto';
import type { MemoryItem } from '../../domain/memory.ts';
import { checkedScope, type PatientScope } from '../../domain/memory/patient-scope.ts';
import type { MemoryEvent, MemorySource, PatientMemory, Recalled } from '../../pipeline/memory-ports.ts';
import type { Clock } from '../../pipeline/ports.ts';
import type { MemoryChanges } from './memory-changes.ts';
import type { Copy, MemoryCopies } from './memory-copies.ts';
import type { MemoryTier } from './memory-tier.ts';

/** How long what is served as fresh. Negative results are kept for as long as a conversation, not longer: a provider may learn from elsewhere. */
export type MemoryLives = { processMs: number; redisMs: number; negativeMs: number; fallbackMs: number };

export type CachedMemoryOptions = {
  copies: MemoryCopies;
  tier: MemoryTier;
  changes: MemoryChanges;
  /** False: every recall asks the provider. Changes drop copies all the same, or the switch would bring back what was erased meanwhile. */
  isOn: boolean;
  /** Asks the provider, under its policy. Throws when it is away. */
  load: (scope: PatientScope) => Promise<MemoryItem[]>;
  loadedFrom: Extract<MemorySource, 'provider' | 'local'>;
  /** What else knows something when the provider does not answer and there is no copy; null when the provider is Postgres itself. */
  loadInstead: ((scope: PatientScope) => Promise<MemoryItem[]>) | null;
  /** A patient of a clinic as caches know them: a hash. */
  personOf: (scope: PatientScope) => string;
  lives: MemoryLives;
  /**
   * The provider answers as quickly as Redis does: it is asked without a lock, and that it knows nothing is remembered in this process alone.
   */
  isNear: boolean;
  /** How long a worker waits, at most, for another one that is reading the same: as long as reading may take. A turn does not wait for it. */
  lockWaitMs: number;
  clock: Clock;
  onEvent?: (event: MemoryEvent) => void;
};

type Found = Recalled & { source: 'redis' | 'provider' | 'local' | 'stale' };
/** `overtaken`: a change came meanwhile, so what is read may be older than it and must not be kept. */
type Flight = { found: Promise<Found>; overtaken: boolean };

export interface CachedMemory extends PatientMemory {
  /** Drops the copies of a person everywhere. Throws when Redis is away; this process has dropped its own by then. */
  dropCopies(person: string): Promise<void>;
  /** What another process said it changed. */
  onChange(person: string): void;
  /** Changes may have been missed: nothing that is held is known to be right. */
  onGap(): void;
  size(): number;
  close(): void;
}

const NOTHING: Recalled = { items: [], source: 'none', ageMs: null };
const KNOWN_EMPTY: Recalled = { items: [], source: 'local', ageMs: 0 };
const TELL_AGAIN_MS = 1_000;
const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 250;
/** Of its deadline a recall takes this much: whoever waits no longer than the deadline still gets what it brings. */
const DONE_BY = 0.9;

/**
 * Patient memory behind two tiers of copies: in this process, then in Redis, then the provider, asked by one worker for all. A recall settles before its
 * deadline; what is late is finished in the background for the next one. An older copy is served with its age after a third of the deadline, and where
 * there is none what stands in for the provider is asked then.
 */
export function createCachedMemory(options: CachedMemoryOptions): CachedMemory {
  const { clock, personOf, tier, changes } = options;
  const cache = cacheOf(options);
  const flights = createFlights(options);
  const isFresh = (copy: Copy | undefined): copy is Copy => copy !== undefined && clock.now() < copy.freshUntilMs;

  const recallWithin = async (scope: PatientScope, person: string, deadlineMs: number): Promise<Recalled> => {
    const copy = cache?.copies.get(person);
    if (isFresh(copy)) return { items: copy.items, source: 'process', ageMs: clock.now() - copy.readAtMs };
    const timers = createTimers();
    // Both run from here: what the first wait left over is what the second one has.
    const [late, over] = [timers.after(deadlineMs / 3, 'late' as const), timers.after(deadlineMs * DONE_BY, null)];
    const older = (): Recalled | null => {
      const old = cache?.copies.get(person);
      return old ? { items: old.items, source: 'stale', ageMs: clock.now() - old.readAtMs } : null;
    };
    const found: Promise<Recalled | null> = flights.to(scope, person).found.catch(() => null);
    try {
      const first = await Promise.race([found, late]);
      if (first !== 'late' && first !== null) return first;
      // Where an older copy can stand in, nobody else need be asked; otherwise the local store is, while there is time for its answer.
      const standIn = older();
      if (standIn) return standIn;
      const others = [found, flights.instead(scope, person).catch(() => null)];
      return (await Promise.race([firstOf(others), over])) ?? older() ?? NOTHING;
    } finally {
      timers.clear();
    }
  };
  /** Redis before the others are told: whoever hears of it and reads anew must not find the old value there. */
  const dropCopies = async (person: string) => {
    flights.overtake(person);
    await tier.drop(person);
    await changes.tell(person);
  };
  const untold = createUntold(dropCopies);

  return {
    isOutside: options.loadedFrom !== 'local',
    async recall(given, deadlineMs, isRemembered = true) {
      const startedAt = performance.now();
      const scope = checkedScope(given);
      const isAsked = isRemembered || options.loadedFrom !== 'local';
      const recalled = isAsked ? await recallWithin(scope, personOf(scope), deadlineMs) : KNOWN_EMPTY;
      options.onEvent?.({ kind: 'look_up', source: isAsked ? recalled.source : 'snapshot', ms: performance.now() - startedAt });
      return recalled;
    },
    warm(given) {
      try {
        const scope = checkedScope(given);
        const person = personOf(scope);
        if (cache && !isFresh(cache.copies.get(person))) flights.to(scope, person).found.catch(() => undefined);
      } catch {
        // a hint: the turn asks again, and says what is wrong
      }
    },
    async changed(given) {
      const person = personOf(checkedScope(given));
      await dropCopies(person).catch(() => untold.add(person));
    },
    dropCopies,
    onChange: flights.overtake,
    onGap: flights.overtakeAll,
    size: () => cache?.copies.size() ?? 0,
    close: untold.stop,
  };
}

function cacheOf({ isOn, copies, tier }: CachedMemoryOptions): { copies: MemoryCopies; tier: MemoryTier } | null {
  return isOn ? { copies, tier } : null;
}

/** What is being read now, one flight for all who ask for the same person. */
function createFlights(options: CachedMemoryOptions) {
  const { clock, lives, loadInstead } = options;
  const cache = cacheOf(options);
  const flights = new Map<string, Flight>();
  let changes = 0;
  const overtake = (person: string) => {
    changes += 1;
    cache?.copies.drop(person);
    const flight = flights.get(person);
    if (flight) flight.overtaken = true;
    flights.delete(person);
  };
  return {
    to(scope: PatientScope, person: string): Flight {
      const known = flights.get(person);
      if (known) return known;
      const flight: Flight = { overtaken: false, found: Promise.resolve().then(() => fly(scope, person, flight, options)) };
      flights.set(person, flight);
      const end = () => void (flights.get(person) === flight && flights.delete(person));
      flight.found.then(end, end);
      return flight;
    },
    async instead(scope: PatientScope, person: string): Promise<Recalled | null> {
      if (!loadInstead) return null;
      const [readAtMs, changesBefore] = [clock.now(), changes];
      const items = await loadInstead(scope);
      const isNewest = changes === changesBefore && !cache?.copies.get(person);
      if (isNewest) cache?.copies.keep(person, { items, readAtMs, freshUntilMs: readAtMs + lives.fallbackMs });
      return { items, source: 'local', ageMs: 0 };
    },
    overtake,
    overtakeAll() {
      for (const person of [...flights.keys()]) overtake(person);
      changes += 1;
      cache?.copies.clear();
    },
  };
}

/** Redis, else the provider, whose answer is kept in both tiers; a stale value of Redis when it fails. Throws what the provider threw. */
async function fly(scope: PatientScope, person: string, flight: Flight, options: CachedMemoryOptions): Promise<Found> {
  const { clock, lives, lockWaitMs, load, loadedFrom, isNear } = options;
  const cache = cacheOf(options);
  const keep = (copy: Copy) => void (flight.overtaken || cache?.copies.keep(person, copy));
  const token = isNear ? null : randomUUID();
  const lookUp = async () => (cache ? cache.tier.lookUp(person, token, clock.now()) : ({ kind: 'away' } as const));

  let shared = await lookUp();
  const isReadElsewhere = () => token !== null && shared.kind === 'found' && !shared.holdsLock && shared.entry === null;
  const isFresh = () => shared.kind === 'found' && shared.entry !== null && shared.entry.freshUntilMs > clock.now();
  if (cache) options.onEvent?.({ kind: 'redis', result: shared.kind === 'away' ? 'away' : isFresh() ? 'hit' : 'miss' });
  // Until what the other worker found is there, which is as good, or its lock is free.
  for (let waitedMs = 0, pauseMs = FIRST_PAUSE_MS; isReadElsewhere() && waitedMs < lockWaitMs; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const thisMs = Math.min(pauseMs, lockWaitMs - waitedMs);
    await new Promise((resolve) => setTimeout(resolve, thisMs));
    waitedMs += thisMs;
    shared = await lookUp();
  }
  const entry = shared.kind === 'found' ? shared.entry : null;
  const holdsLock = shared.kind === 'found' && shared.holdsLock;
  const nowMs = clock.now();
  // Kept even when it is stale: it stands in for what is late.
  if (entry) keep({ items: entry.items, readAtMs: entry.readAtMs, freshUntilMs: Math.min(entry.freshUntilMs, nowMs + lives.processMs) });
  if (entry && (!(holdsLock || isNear) || entry.freshUntilMs > nowMs))
    return { items: entry.items, source: entry.freshUntilMs > nowMs ? 'redis' : 'stale', ageMs: Math.max(0, nowMs - entry.readAtMs) };
  try {
    const readAtMs = clock.now();
    const items = await load(scope);
    const lifeMs = items.length > 0 ? lives.redisMs : lives.negativeMs;
    keep({ items, readAtMs, freshUntilMs: readAtMs + Math.min(lives.processMs, lifeMs) });
    const isShared = holdsLock || (isNear && items.length > 0);
    if (isShared && !flight.overtaken && shared.kind === 'found')
      void cache?.tier.store({ person, items: [...items], readAtMs, freshUntilMs: readAtMs + lifeMs }, { token, version: shared.version });
    return { items, source: loadedFrom, ageMs: 0 };
  } catch (error) {
    if (holdsLock && token !== null) void cache?.tier.release(person, token);
    if (!entry) throw error;
    return { items: entry.items, source: 'stale', ageMs: Math.max(0, clock.now() - entry.readAtMs) };
  }
}

/** What could not be told while Redis was away is told when it is back; a crash before that leaves a copy for its life. */
function createUntold(tell: (person: string) => Promise<void>) {
  const people = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const person of people) tell(person).then(() => people.delete(person), later);
    }, TELL_AGAIN_MS);
    timer.unref();
  };
  return {
    add(person: string) {
      people.add(person);
      later();
    },
    stop: () => clearTimeout(timer),
  };
}

/** The first of several that is not null; null when none is. */
async function firstOf<T>(promises: Promise<T | null>[]): Promise<T | null> {
  return Promise.any(promises.map(async (promise) => (await promise) ?? Promise.reject(new Error('nothing')))).catch(() => null);
}

function createTimers() {
  const running: NodeJS.Timeout[] = [];
  return {
    after: <T>(ms: number, value: T) => new Promise<T>((resolve) => running.push(setTimeout(resolve, ms, value))),
    clear: () => running.forEach((timer) => clearTimeout(timer)),
  };
}
