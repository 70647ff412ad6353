import type { Agent } from './ports.ts';
import { maintenance, readTurn, type ReadTurnDeps } from './read-turn.ts';

/**
 * The agent of clinics whose assistant may answer only with the snippet provider: while it is away the answer is the localised maintenance text and the
 * conversation stays as it was. What needs no answer gets none; an emergency and a wish not to be written to are heard all the same. Throws what the
 * agent throws.
 */
export function createProviderGuard(agent: Agent, deps: ReadTurnDeps): Agent {
  return {
    decide: async (input) => {
      if (input.context?.providerAway !== true) return agent.decide(input);
      const read = readTurn(input, deps);
      if (read.kind === 'settled') return read.decision;
      const { understanding, chosen } = read.reading;
      const mayNotWait = understanding.urgency === 'urgent' || understanding.topics.includes('opt_out');
      return mayNotWait ? agent.decide(input) : maintenance(input, chosen);
    },
  };
}
