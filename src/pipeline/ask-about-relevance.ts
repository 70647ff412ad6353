import { relevanceQuestion, verdictOf } from '../domain/prompt/relevance-question.ts';
import { estimateTokens } from '../domain/turn-budget.ts';
import type { AgentInput } from './ports.ts';
import type { TurnReading } from './read-turn.ts';
import { ask } from './talk-with-model.ts';
import type { ModelSession } from './talk-with-model.ts';

const REPLY_TOKENS = 60;

/**
 * Asks the model whether the message belongs to what is pending, only where the rules can't tell (SPEC K2), with a short time limit of its own.
 * Without an answer that can be read the rules' verdict stands.
 */
export async function askAboutRelevance(input: AgentInput, reading: TurnReading, session: ModelSession): Promise<TurnReading> {
  const { pendingAction } = input.snapshot.conversation;
  const { relevance, text } = reading;
  if (!relevance?.grey || pendingAction === null || text === '') return reading;
  const messages = relevanceQuestion({ pendingAction, history: input.snapshot.history, text });
  const next = { prompt: estimateTokens(JSON.stringify(messages)), completion: REPLY_TOKENS };
  const answer = await ask(session, { purpose: 'relevance', messages, tools: [] }, next, session.limits.relevanceTimeoutMs);
  return answer.kind === 'text' ? { ...reading, relevance: verdictOf(answer.text, relevance) } : reading;
}
