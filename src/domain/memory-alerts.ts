import { type Alert, alertKey, type AlertSeverity } from './alert.ts';
import {
  figuresOf,
  MEMORIES,
  type MemoryErrorType,
  type MemoryFigures,
  type MemoryName,
  MINUTE_MS,
  type ProcessFigures,
  sumOfCounters,
} from './memory-figures.ts';

/** What all processes did in the last minutes. `lastActivityAtMs`: null when none did anything since `sinceMs`, when the oldest living one started. */
export type MemoryWindow = {
  nowMs: number;
  minutes: number;
  sinceMs: number;
  lastActivityAtMs: number | null;
  memories: Record<MemoryName, MemoryFigures & { timed: number }>;
};

/** SPEC M11. */
const LIMITS = { criticalErrors: 0.25, errors: 0.1, fallbacks: 0.2, slowMs: 1000, inactiveMs: 30 * MINUTE_MS, oneType: 0.8 };
/** One failure of two is 50 % and says nothing: a share is judged from this many on. */
const FEWEST = 10;
const WORDS: Record<MemoryName, string> = { snippets: 'snippet memory', patientMemory: 'patient memory' };

/** What every alert of the memories begins with. */
export const MEMORY_ALERTS = 'memory_';

/** The last `minutes` of all processes, also of those that ended meanwhile. */
export function windowOf(all: readonly ProcessFigures[], nowMs: number, minutes: number): MemoryWindow {
  const after = Math.floor(nowMs / MINUTE_MS) - minutes;
  const recent = all.flatMap((one) => one.minutes.filter(({ minute }) => minute > after));
  const figures = (memory: MemoryName) => {
    const sum = sumOfCounters(recent.map((one) => one[memory]));
    return { ...figuresOf(sum), timed: sum.latency.count };
  };
  const activities = all.flatMap((one) => one.lastActivityAtMs ?? []);
  return {
    nowMs,
    minutes,
    sinceMs: Math.min(nowMs, ...all.filter((one) => !one.ended).map((one) => one.startedAtMs)),
    lastActivityAtMs: activities.length === 0 ? null : Math.max(...activities),
    memories: { snippets: figures('snippets'), patientMemory: figures('patientMemory') },
  };
}

/** What is to be alerted of the memories. Whether it was told a moment ago is not known here. */
export function judgeMemory(window: MemoryWindow): Alert[] {
  const found = MEMORIES.flatMap((memory) => [errorRate(memory, window), fallbackRate(memory, window), slowness(memory, window), oneErrorType(memory, window)]);
  return [...found, inactivity(window)].filter((alert) => alert !== null);
}

function errorRate(memory: MemoryName, { memories, minutes }: MemoryWindow): Alert | null {
  const { requests, errors, errorRate: rate } = memories[memory];
  if (requests < FEWEST || rate <= LIMITS.errors) return null;
  const severity = rate > LIMITS.criticalErrors ? 'critical' : 'error';
  const limit = severity === 'critical' ? LIMITS.criticalErrors : LIMITS.errors;
  const text = `${percent(rate)} % of ${requests} requests of the ${WORDS[memory]} failed in ${minutes} minutes (limit ${percent(limit)} %).`;
  return alertOf('memory_error_rate', memory, severity, 'many requests of a memory fail', text, { count: errors, percent: percent(rate) });
}

function fallbackRate(memory: MemoryName, { memories, minutes }: MemoryWindow): Alert | null {
  const { requests, fallbacks, fallbackRate: rate } = memories[memory];
  if (requests < FEWEST || rate <= LIMITS.fallbacks) return null;
  const text = `${percent(rate)} % of ${requests} requests of the ${WORDS[memory]} were answered by its fallback in ${minutes} minutes (limit ${percent(LIMITS.fallbacks)} %).`;
  return alertOf('memory_fallback_rate', memory, 'warning', 'a memory answers from its fallback', text, { count: fallbacks, percent: percent(rate) });
}

function slowness(memory: MemoryName, { memories, minutes }: MemoryWindow): Alert | null {
  const { avgMs, p95Ms, timed } = memories[memory];
  if (timed < FEWEST || (avgMs <= LIMITS.slowMs && p95Ms <= LIMITS.slowMs)) return null;
  const text = `The provider of the ${WORDS[memory]} took ${Math.round(avgMs)} ms on average, ${Math.round(p95Ms)} ms at the 95th percentile of ${timed} calls in ${minutes} minutes (limit ${LIMITS.slowMs} ms).`;
  return alertOf('memory_slow', memory, 'warning', 'a memory is slow', text, { count: timed, durationMs: Math.round(Math.max(avgMs, p95Ms)) });
}

function oneErrorType(memory: MemoryName, { memories, minutes }: MemoryWindow): Alert | null {
  const { errors, errorsByType } = memories[memory];
  const [type, count] = (Object.entries(errorsByType) as [MemoryErrorType, number][]).reduce((most, one) => (one[1] > most[1] ? one : most));
  if (errors < FEWEST || count / errors <= LIMITS.oneType) return null;
  const share = percent(count / errors);
  const text = `${share} % of ${errors} errors of the ${WORDS[memory]} in ${minutes} minutes are of the type ${type}.`;
  return alertOf('memory_one_error_type', memory, 'warning', 'the errors of a memory have one cause', text, { reason: type, count, percent: share });
}

/** Both memories together: without a provider, one of them never does anything. */
function inactivity({ nowMs, sinceMs, lastActivityAtMs }: MemoryWindow): Alert | null {
  const ageMs = nowMs - Math.max(sinceMs, lastActivityAtMs ?? sinceMs);
  if (ageMs < LIMITS.inactiveMs) return null;
  const text = `No memory was asked or told anything for ${Math.floor(ageMs / MINUTE_MS)} minutes.`;
  return { event: 'memory_inactive', key: alertKey('memory_inactive', 'all', 'info'), severity: 'info', title: 'no memory is used', text, facts: { ageMs } };
}

function alertOf(event: string, memory: MemoryName, severity: AlertSeverity, title: string, text: string, facts: Alert['facts']): Alert {
  return { event, key: alertKey(event, memory, severity), severity, title, text, facts: { kind: memory, ...facts } };
}

/** With one digit, rounded so that it never shows the limit it went over. */
function percent(share: number): number {
  return Math.ceil(share * 1000 - 1e-9) / 10;
}
