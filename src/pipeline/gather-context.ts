import type { Clinic } from '../domain/clinic.ts';
import type { Attestation, TurnSnapshot } from '../domain/conversation.ts';
import { chooseMemories } from '../domain/memory/choose-memories.ts';
import type { MemoryItem } from '../domain/memory.ts';
import type { PatientMemory, Recalled } from './memory-ports.ts';

/** A snippet that applies to this turn: what the clinic taught to say when a patient says something like the trigger. */
export type AppliedSnippet = { id: string; trigger: string; content: string };

/** What a turn is decided with besides its snapshot. Texts in it are data: nobody's instruction. */
export type TurnContext = {
  /** Best first, those that the snapshot knows better left out. */
  memories: readonly MemoryItem[];
  /** For the attestation: where the memories came from, how old they are, and how many were given to the agent. */
  memory: Attestation['memory'];
  snippets: readonly AppliedSnippet[];
};

export type GatherContextInput = { clinic: Clinic; snapshot: TurnSnapshot; nowMs: number };

/** A turn without memories and snippets. */
export const NO_CONTEXT: TurnContext = { memories: [], memory: { source: 'none', ageMs: null, items: 0 }, snippets: [] };

export type GatherContextPorts = { memory: Pick<PatientMemory, 'recall'> };

export type GatherContextPolicy = { memoryDeadlineMs: number };

const NOTHING: Recalled = { items: [], source: 'none', ageMs: null };

/**
 * Gathers what is remembered of the patient and what the clinic taught, for one turn. Never throws and never takes longer than the deadline,
 * whoever is away: the turn goes on with what there is.
 */
export async function gatherContext(input: GatherContextInput, policy: GatherContextPolicy, ports: GatherContextPorts): Promise<TurnContext> {
  const { clinic, snapshot, nowMs } = input;
  const scope = { clinicId: clinic.id, patientKey: snapshot.conversation.patientKey };
  const { items, source, ageMs } = await within(policy.memoryDeadlineMs, ports.memory.recall(scope, policy.memoryDeadlineMs), NOTHING);
  const memories = chooseMemories(items, { snapshot, nowMs });
  return { memories, memory: { source, ageMs, items: memories.length }, snippets: [] };
}

/** The work's result, or `otherwise` when it fails or is late. The timer goes with the result: a turn leaves nothing behind. */
async function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => (timer = setTimeout(resolve, ms, otherwise)));
  try {
    return await Promise.race([work.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
