import { randomUUID } from 'node:crypto';
import { understand } from '../domain/understanding/understand.ts';
import { createLlmAgent, type TurnDecided } from '../pipeline/llm-agent.ts';
import type { Agent, Calendar } from '../pipeline/ports.ts';
import type { ReadTurnDeps } from '../pipeline/read-turn.ts';
import { createRulesAgent } from '../pipeline/run-agent.ts';
import { createModel, type ModelWorld } from './model.ts';

/** `onFailed` and `onDecided` are told besides log and metrics. */
export type AgentWorld = ModelWorld & { calendar: Calendar; onFailed?: (error: unknown) => void; onDecided?: (decided: TurnDecided) => void };
export type WiredAgent = { agent: Agent; kind: 'llm' | 'rules'; close(): void };

/**
 * The agent that answers patients, as the settings want it: `llm` with a model, which falls back to the rules within a turn; `rules` alone
 * without one. With `auto` the key decides.
 */
export async function createAgent(world: AgentWorld): Promise<WiredAgent> {
  const { config } = world;
  const { openaiApiKey } = config;
  if (config.agent === 'rules' || openaiApiKey === undefined) return { agent: createRulesAgent(readingOf(world)), kind: 'rules', close: () => undefined };
  const { model, limits, close } = await createModel(world, openaiApiKey);
  const agent = createLlmAgent({
    ...readingOf(world),
    model,
    limits,
    onDecided: (decided) => {
      tell(decided, world);
      world.onDecided?.(decided);
    },
  });
  return { agent, kind: 'llm', close };
}

function tell({ agent, fellBack, failed, trace, conversationId }: TurnDecided, { logger, metrics }: AgentWorld): void {
  metrics.agentTurn({ agent, fellBack: fellBack ?? 'none' });
  if (fellBack === null) return;
  const { traceId, requestId } = trace;
  logger.log(failed ? 'warn' : 'debug', 'the rules finish the turn', { traceId, requestId, conversationId, stage: 'turn', agent, reason: fellBack });
}

function readingOf({ config, calendar, logger, metrics, onFailed }: AgentWorld): ReadTurnDeps {
  return {
    calendar,
    understand,
    newId: randomUUID,
    elapsed: () => performance.now(),
    relevanceCheck: config.relevanceCheck,
    toolValidation: config.toolValidation,
    onRejected: ({ tool, errors, enforced }) => {
      metrics.toolRejected({ tool, mode: config.toolValidation });
      const reason = errors.map(({ field, code }) => `${field}:${code}`).join(',');
      logger.info('tool call refused', { stage: 'turn', tool, reason, verdict: enforced ? 'refused' : 'let_through' });
    },
    onFailed: (error) => {
      logger.error('deciding failed', { stage: 'turn', error });
      onFailed?.(error);
    },
  };
}
