import type { Clinic } from '../domain/clinic.ts';
import type { Attestation, TurnSnapshot } from '../domain/conversation.ts';
import { chooseMemories } from '../domain/memory/choose-memories.ts';
import type { MemoryItem } from '../domain/memory.ts';
import { readMessages } from '../domain/rules-agent/read-messages.ts';
import type { MatchedSnippet } from '../domain/snippet/match-snippets.ts';
import type { PatientMemory, Recalled } from './memory-ports.ts';
import { within } from './within.ts';
import type { SnippetBook, SnippetsForTurn } from './snippet-ports.ts';

/** What a turn is decided with besides its snapshot. Texts in it are data: nobody's instruction. */
export type TurnContext = {
  /** Best first, those that the snapshot knows better left out. */
  memories: readonly MemoryItem[];
  /** For the attestation: where the memories came from, how old they are, and how many were given to the agent. */
  memory: Attestation['memory'];
  /** What the clinic taught that fits the message, best first. */
  snippets: readonly MatchedSnippet[];
  /** Whose snippets; null: the clinic's assistant has no scope. */
  scopeId: string | null;
  /** The clinic's assistant answers only with the snippet provider, and it is away. */
  providerAway: boolean;
};

export type GatherContextInput = { clinic: Clinic; snapshot: TurnSnapshot; nowMs: number };

/** A turn without memories and snippets. */
export const NO_CONTEXT: TurnContext = { memories: [], memory: { source: 'none', ageMs: null, items: 0 }, snippets: [], scopeId: null, providerAway: false };

export type GatherContextPorts = { memory: Pick<PatientMemory, 'recall'>; snippets: Pick<SnippetBook, 'matching'> };

export type GatherContextPolicy = { memoryDeadlineMs: number };

/** The snippets keep the deadline themselves and then say what they know; this is for a book that does not. */
const SNIPPETS_FIRST_MS = 50;

const NOTHING: Recalled = { items: [], source: 'none', ageMs: null };
const UNTAUGHT: SnippetsForTurn = { scopeId: null, snippets: [], providerAway: false };

/**
 * Gathers what is remembered of the patient and what the clinic taught, for one turn. Never throws and never takes longer than the deadline,
 * whoever is away: the turn goes on with what there is.
 */
export async function gatherContext(input: GatherContextInput, policy: GatherContextPolicy, ports: GatherContextPorts): Promise<TurnContext> {
  const { clinic, snapshot, nowMs } = input;
  const scope = { clinicId: clinic.id, patientKey: snapshot.conversation.patientKey };
  const { text } = readMessages(snapshot.messages);
  const deadlineMs = policy.memoryDeadlineMs;
  const [{ items, source, ageMs }, taught] = await Promise.all([
    within(deadlineMs, ports.memory.recall(scope, deadlineMs, snapshot.patient.isRemembered), NOTHING),
    within(deadlineMs + SNIPPETS_FIRST_MS, ports.snippets.matching(clinic, text, deadlineMs), UNTAUGHT),
  ]);
  const memories = chooseMemories(items, { snapshot, nowMs });
  return { memories, memory: { source, ageMs, items: memories.length }, ...taught };
}
