import type { Clinic } from '../domain/clinic.ts';
import { lineOf } from '../domain/clinic.ts';
import { comparedHours, isUnusuallySilent, type Window } from '../domain/line-silence.ts';
import type { Clock, Line, WakeUps } from './ports.ts';

/** A line that needs somebody, since when, and a trace of its own. */
export type LineAlert = { kind: 'line_disconnected' | 'line_silent'; clinicId: string | null; line: Line; sinceMs: number; traceId: string };
export type SilentLine = { line: Line; clinicId: string; sinceMs: number; traceId: string };

/** The lines as Postgres knows them. What is raised is raised once, by whichever worker asks first, until it is over; staff are told in the same statement. */
export interface LineWatch {
  /** Raises the lines that have not been connected since `notOpenSinceMs` or before, ends what is connected again or gone. `notOpen`: all that are not. */
  watchConnections(input: { nowMs: number; notOpenSinceMs: number; traceId: string }): Promise<{ raised: LineAlert[]; over: LineAlert[]; notOpen: Line[] }>;
  /** The lines on which something came in since then. */
  heardSince(sinceMs: number): Promise<Line[]>;
  /** How many messages came in on each line in each of its windows. */
  traffic(lines: { line: Line; windows: Window[] }[]): Promise<number[][]>;
  raiseSilence(lines: SilentLine[], nowMs: number): Promise<LineAlert[]>;
  /** Ends the silence of the lines that were heard. */
  endSilence(heard: Line[]): Promise<LineAlert[]>;
}

export type WatchLinesPorts = {
  lines: LineWatch;
  /** All clinics, as they are now. */
  clinics: { all(): Promise<Clinic[]> };
  wakeUps: Pick<WakeUps, 'staff'>;
  clock: Clock;
  newTraceId: () => string;
};

export type WatchLinesPolicy = { disconnectedAfterMs: number; silentHours: number };

/** What became of the lines in one look; one alert or one end of it per entry. */
export type WatchOutcome = { raised: LineAlert[]; over: LineAlert[] };

const HOUR_MS = 3_600_000;

/**
 * Looks at all lines: which are not connected for too long, and which are silent in opening hours in which they usually are not. An alert
 * is raised once until it is over. A line that is not connected is not called silent as well.
 */
export async function watchLines(policy: WatchLinesPolicy, ports: WatchLinesPorts): Promise<WatchOutcome> {
  const nowMs = ports.clock.now();
  const connections = await ports.lines.watchConnections({ nowMs, notOpenSinceMs: nowMs - policy.disconnectedAfterMs, traceId: ports.newTraceId() });
  const heard = await ports.lines.heardSince(nowMs - policy.silentHours * HOUR_MS);
  const heardAgain = await ports.lines.endSilence(heard);
  const silent = await silentLines([...heard, ...connections.notOpen], policy, nowMs, ports);
  const silences = silent.length > 0 ? await ports.lines.raiseSilence(silent, nowMs) : [];

  const raised = [...connections.raised, ...silences];
  for (const clinicId of new Set(raised.flatMap((alert) => alert.clinicId ?? []))) await ports.wakeUps.staff(clinicId, nowMs, { reschedule: true });
  return { raised, over: [...connections.over, ...heardAgain] };
}

async function silentLines(excused: Line[], policy: WatchLinesPolicy, nowMs: number, ports: WatchLinesPorts): Promise<SilentLine[]> {
  const known = new Set(excused.map(keyOf));
  const candidates = (await ports.clinics.all()).flatMap((clinic) => {
    const hours = comparedHours(clinic, nowMs, policy.silentHours);
    const lines = clinic.channels.map((channel): Line => ({ provider: channel.provider, instance: lineOf(channel) }));
    return hours === null ? [] : lines.filter((line) => !known.has(keyOf(line))).map((line) => ({ clinicId: clinic.id, line, hours }));
  });
  if (candidates.length === 0) return [];
  const counts = await ports.lines.traffic(candidates.map(({ line, hours }) => ({ line, windows: hours.before })));
  return candidates.flatMap(({ clinicId, line, hours }, index) =>
    isUnusuallySilent(counts[index] ?? []) ? [{ clinicId, line, sinceMs: hours.now.fromMs, traceId: ports.newTraceId() }] : [],
  );
}

function keyOf(line: Line): string {
  return `${line.provider}:${line.instance}`;
}
