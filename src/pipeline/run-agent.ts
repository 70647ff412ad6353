import type { Decision } from '../domain/conversation.ts';
import { decideByRules } from '../domain/rules-agent.ts';
import { understand } from '../domain/understanding/understand.ts';
import { Fault } from '../errors.ts';
import type { Agent, AgentInput } from './ports.ts';
import { apology, readTurn, rulesInputOf, withLanguage } from './read-turn.ts';
import type { ReadTurnDeps, TurnReading, Understand } from './read-turn.ts';

export type RulesAgentDeps = Omit<ReadTurnDeps, 'understand'>;

/**
 * The deterministic agent: language, understanding, relevance, then the rules. A message that breaks one of them is answered with the
 * localised apology; a calendar that can't be reached is the turn's failure and is thrown on, so that the turn runs again.
 */
export function createRulesAgent(given: RulesAgentDeps & { understand?: Understand }): Agent {
  const deps = { understand, ...given };
  return {
    decide: async (input) => {
      const read = readTurn(input, deps);
      return read.kind === 'settled' ? read.decision : finishByRules(input, read.reading, deps);
    },
  };
}

/** Decides a turn that was read, by rules alone, from the snapshot: whatever was tried before leaves no trace in it. */
export async function finishByRules(input: AgentInput, reading: TurnReading, deps: ReadTurnDeps): Promise<Decision> {
  const startedMs = deps.elapsed();
  const decide = async () => decideByRules(rulesInputOf(input, reading, deps));
  const decision = await decide().catch((error: unknown) => apologyUnlessAway(error, input, reading, deps));
  const timingsMs = { ...reading.timingsMs, decide: deps.elapsed() - startedMs };
  return { ...withLanguage(decision, input.snapshot, reading.chosen), attestation: { ...decision.attestation, timingsMs } };
}

/** Of what is thrown while deciding, only a bug of ours is worth an apology; a dependency that is away is waited for. */
function apologyUnlessAway(error: unknown, input: AgentInput, reading: TurnReading, deps: ReadTurnDeps): Decision {
  if (error instanceof Fault && error.code !== 'bug') throw error;
  deps.onFailed(error);
  return apology(input, reading.chosen);
}
