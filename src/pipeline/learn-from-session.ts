import type { MemoryItem } from '../domain/memory.ts';
import type { MemoryRefusal } from '../domain/memory/admit-memory.ts';
import { learnItems } from '../domain/memory/learn-items.ts';
import type { SessionToLearn } from '../domain/memory/session-to-learn.ts';
import type { PatientMemory } from './memory-ports.ts';
import type { ClinicDirectory } from './ports.ts';

/** Sessions that are over and what was learned from them. */
export interface SessionLessons {
  /** Sessions that were idle for longer than their clinic calls a session, or closed, and were not learned from since; longest ago first. */
  due(input: { nowMs: number; limit: number }): Promise<string[]>;
  /** Null when there is nothing to learn any more: learned from meanwhile, gone on, or erased. */
  open(sessionId: string): Promise<SessionToLearn | null>;
  /**
   * Keeps the items and that the session was learned from, and closes it, in one statement, if it is still what was opened; else false and nothing was
   * written. Whoever was erased meanwhile has no session to learn from.
   */
  keep(input: { session: SessionToLearn; items: readonly MemoryItem[] }): Promise<boolean>;
}

export type LearnFromSessionPorts = {
  clinics: ClinicDirectory;
  lessons: SessionLessons;
  memory: Pick<PatientMemory, 'changed'>;
};

/** Every way learning can end: the log field and the metric label. `refused`: what the write gate kept out, by reason. */
export type LearnOutcome =
  { kind: 'learned'; sessionId: string; clinicId: string; items: number; refused: MemoryRefusal[] } | { kind: 'gone' | 'moved_on'; sessionId: string };

/**
 * Learns from a session that is over. Repeatable at every point: what is learned depends on the session alone, it is written together with the mark
 * that it was, and copies are told after it; a crash before that leaves them as old as they may be anyway.
 */
export async function learnFromSession(sessionId: string, ports: LearnFromSessionPorts): Promise<LearnOutcome> {
  const session = await ports.lessons.open(sessionId);
  if (!session) return { kind: 'gone', sessionId };
  const clinic = await ports.clinics.byId(session.clinicId);
  const { items, refused } = clinic ? learnItems(session, clinic) : { items: [], refused: [] };
  const kept = await ports.lessons.keep({ session, items });
  if (!kept) return { kind: 'moved_on', sessionId };
  if (items.length > 0) await ports.memory.changed({ clinicId: session.clinicId, patientKey: session.patientKey });
  return { kind: 'learned', sessionId, clinicId: session.clinicId, items: items.length, refused };
}
