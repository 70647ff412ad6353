import type { TurnSnapshot } from '../domain/conversation.ts';
import { isBotLoop } from '../domain/rules-agent.ts';
import { findSideMatters } from '../domain/rules-agent/side-matters.ts';
import type { Agent } from './ports.ts';
import { maintenance, readTurn, type ReadTurnDeps, type TurnReading } from './read-turn.ts';

/**
 * The agent of clinics whose assistant may answer only with the snippet provider: while it is away the answer is the localised maintenance text and the
 * conversation stays as it was. What needs no answer gets none; what may not wait is heard all the same. Throws what the agent throws.
 */
export function createProviderGuard(agent: Agent, deps: ReadTurnDeps): Agent {
  return {
    decide: async (input) => {
      if (input.context?.providerAway !== true) return agent.decide(input);
      const read = readTurn(input, deps);
      if (read.kind === 'settled') return read.decision;
      return mayNotWait(input.snapshot, read.reading) ? agent.decide(input) : maintenance(input, read.reading.chosen);
    },
  };
}

/** An emergency, a wish not to be written to, a wish for a person, and two bots that write to each other: for these no taught answer is needed. */
function mayNotWait(snapshot: TurnSnapshot, { understanding, text }: TurnReading): boolean {
  if (isBotLoop(snapshot) || understanding.urgency === 'urgent' || understanding.topics.includes('opt_out')) return true;
  const matters = findSideMatters(text);
  if (matters.includes('grievance')) return true;
  return understanding.intents[0]?.intent === 'human' && !matters.includes('identity');
}
