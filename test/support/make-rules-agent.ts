import { randomUUID } from 'node:crypto';
import type { Agent, Calendar } from '../../src/pipeline/ports.ts';
import { createRulesAgent, type RulesAgentDeps } from '../../src/pipeline/run-agent.ts';

/** The rules agent as it is wired, with nothing to time it by; a decision that breaks is not answered with the apology but fails the test. */
export function makeRulesAgent(calendar: Calendar, changes: Partial<RulesAgentDeps> = {}): Agent {
  return createRulesAgent({
    calendar,
    newId: randomUUID,
    elapsed: () => 0,
    relevanceCheck: 'on',
    toolValidation: 'on',
    onRejected: () => undefined,
    onFailed: (error) => {
      throw error;
    },
    ...changes,
  });
}
