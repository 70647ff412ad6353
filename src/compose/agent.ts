import { randomUUID } from 'node:crypto';
import { understand } from '../domain/understanding/understand.ts';
import { createGuardedAgent, type RefusedReply } from '../pipeline/guard-agent.ts';
import { createLlmAgent, type TurnDecided } from '../pipeline/llm-agent.ts';
import type { Agent, Calendar } from '../pipeline/ports.ts';
import type { ReadTurnDeps } from '../pipeline/read-turn.ts';
import { createProviderGuard } from '../pipeline/provider-guard.ts';
import { createRulesAgent } from '../pipeline/run-agent.ts';
import { createModel, type ModelWorld } from './model.ts';

/** `onFailed` and `onDecided` are told besides log and metrics. */
export type AgentWorld = ModelWorld & { calendar: Calendar; onFailed?: (error: unknown) => void; onDecided?: (decided: TurnDecided) => void };
export type WiredAgent = { agent: Agent; kind: 'llm' | 'rules'; close(): void };

/**
 * The agent that answers patients, as the settings want it: `llm` with a model, which falls back to the rules within a turn; `rules` alone
 * without one. With `auto` the key decides. The reply guard stands behind either.
 */
export async function createAgent(world: AgentWorld): Promise<WiredAgent> {
  const { config } = world;
  const { openaiApiKey } = config;
  const guarded = (agent: Agent) => createGuardedAgent(createProviderGuard(agent, readingOf(world)), { onRefused: (refused) => tellRefused(refused, world) });
  if (config.agent === 'rules' || openaiApiKey === undefined)
    return { agent: guarded(createRulesAgent(readingOf(world))), kind: 'rules', close: () => undefined };
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
  return { agent: guarded(agent), kind: 'llm', close };
}

function tell({ agent, fellBack, failed, trace, conversationId }: TurnDecided, { logger, metrics }: AgentWorld): void {
  metrics.agentTurn({ agent, fellBack: fellBack ?? 'none' });
  if (fellBack === null) return;
  const { traceId, requestId } = trace;
  logger.log(failed ? 'warn' : 'debug', 'the rules finish the turn', { traceId, requestId, conversationId, stage: 'turn', agent, reason: fellBack });
}

/** Codes only: what was refused is nobody's to read. */
function tellRefused({ agent, problems, attempt, replaced, trace, conversationId }: RefusedReply, { logger, metrics }: AgentWorld): void {
  for (const problem of problems) metrics.count('reply_refused', { agent, problem });
  if (replaced) metrics.count('reply_replaced', { agent });
  const { traceId, requestId } = trace;
  const outcome = replaced ? 'replaced' : 'made_again';
  logger.warn('a reply was refused by the guard', {
    traceId,
    requestId,
    conversationId,
    stage: 'turn',
    agent,
    reason: problems.slice(0, 4).join(','),
    attempt,
    outcome,
  });
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
