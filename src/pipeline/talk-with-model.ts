import type { ModelMessage, ModelUsage } from '../domain/model-message.ts';
import { askInstead } from '../domain/model-turn/ask-instead.ts';
import { callTool } from '../domain/model-turn/call-tool.ts';
import type { ModelTurn } from '../domain/model-turn/model-turn.ts';
import type { ForRules } from '../domain/model-turn/open-model-turn.ts';
import { buildPrompt } from '../domain/prompt.ts';
import { linesOf } from '../domain/model-turn/model-turn.ts';
import { memoryLines } from '../domain/prompt/memory-lines.ts';
import { modelTools } from '../domain/prompt/tool-schemas.ts';
import type { ToolName } from '../domain/tools.ts';
import { estimateTokens } from '../domain/turn-budget.ts';
import type { TurnBudget } from '../domain/turn-budget.ts';
import type { TurnContext } from './gather-context.ts';
import type { LanguageModel, ModelAnswer, ModelFailure, ModelLimits, ModelRequest } from './model-ports.ts';
import type { Trace } from './ports.ts';

/** Every reason for which the rules finish a turn: a metric label, and a list of tests. */
export type FellBack = ForRules | ModelFailure | 'deadline' | 'round_cap' | 'token_cap' | 'cost_cap' | 'unknown_tool' | 'refused_twice' | 'bug';

/** One turn's dealings with the model: what it may take, and what it took. */
export type ModelSession = {
  model: LanguageModel;
  limits: ModelLimits;
  elapsed: () => number;
  trace: Trace;
  startedMs: number;
  budget: TurnBudget;
  rounds: number;
  /** All calls, those about relevance included. */
  calls: number;
  timingsMs: Record<string, number>;
};

export type Talk = { kind: 'said'; text: string | null } | { kind: 'stopped'; why: FellBack };

const TOOLS = modelTools();
const TOOLS_TOKENS = estimateTokens(JSON.stringify(TOOLS));
/** No message needs more looks at once; what is above this is answered without being run. */
const MAX_CALLS_A_ROUND = 8;
/** With less time left a call has no chance. */
const LEAST_CALL_MS = 250;

/**
 * Lets the model talk: prompt, then rounds of answer and tools until it says something. A refused call goes back to it once; refused again, the
 * patient is asked what would settle it. Ends within the limits of rounds, time, tokens and cost.
 */
export async function talkWithModel(model: ModelTurn, given: { refused: readonly string[]; context: TurnContext }, session: ModelSession): Promise<Talk> {
  const { refused, context } = given;
  const messages = buildPrompt(model.turn, { told: linesOf(model), refused, memories: memoryLines(context.memories), snippets: context.snippets });
  const mistakes = { unknown: 0, refused: new Map<ToolName, number>() };
  let next: ModelUsage = { prompt: TOOLS_TOKENS + estimateTokens(JSON.stringify(messages)), completion: session.limits.maxReplyTokens };
  while (session.rounds < session.limits.maxRounds) {
    const answer = await ask(session, { purpose: 'answer', messages, tools: TOOLS }, next);
    if (answer.kind === 'stopped') return answer;
    if (answer.kind === 'text') return { kind: 'said', text: answer.text };
    messages.push({ role: 'assistant', text: answer.text, calls: answer.calls });
    const results = await useTools(model, answer.calls, mistakes);
    messages.push(...results.messages);
    if (model.handedOver || results.asksPatient) return { kind: 'said', text: null };
    if (results.stopped) return { kind: 'stopped', why: results.stopped };
    const added = results.messages.reduce((sum, message) => sum + estimateTokens(message.text ?? ''), 0);
    next = { prompt: answer.usage.prompt + answer.usage.completion + added, completion: session.limits.maxReplyTokens };
  }
  return { kind: 'stopped', why: 'round_cap' };
}

type Mistakes = { unknown: number; refused: Map<ToolName, number> };
type Used = { messages: ModelMessage[]; asksPatient: boolean; stopped: FellBack | null };

/** Runs the calls of one round in order: a later one sees what an earlier one prepared. */
async function useTools(model: ModelTurn, calls: Extract<ModelAnswer, { kind: 'calls' }>['calls'], mistakes: Mistakes): Promise<Used> {
  const messages: ModelMessage[] = [];
  const refusedNow = new Set<ToolName>();
  const used = (end: Partial<Used>): Used => ({ messages, asksPatient: false, stopped: null, ...end });
  for (const [index, call] of calls.entries()) {
    if (index >= MAX_CALLS_A_ROUND || model.handedOver) {
      messages.push({ role: 'tool', callId: call.id, text: '{"ok":false,"note":"not run: too many calls at once"}' });
      continue;
    }
    const answer = await callTool(model, call);
    messages.push({ role: 'tool', callId: call.id, text: answer.text });
    if (answer.kind === 'unknown_tool') {
      mistakes.unknown += 1;
      if (mistakes.unknown > 1) return used({ stopped: 'unknown_tool' });
    }
    if (answer.kind === 'refused') {
      const before = mistakes.refused.get(answer.tool) ?? 0;
      // several wrong calls of one round are told at once, and count as one
      if (before > 0 && !refusedNow.has(answer.tool)) return used((await askInstead(model, answer)) ? { asksPatient: true } : { stopped: 'refused_twice' });
      refusedNow.add(answer.tool);
      mistakes.refused.set(answer.tool, before + 1);
    }
  }
  return used({});
}

/** One call within what is left of the turn's time and money; counted whether or not it succeeded. */
export async function ask(
  session: ModelSession,
  request: Pick<ModelRequest, 'purpose' | 'messages' | 'tools'>,
  next: ModelUsage,
  timeLimitMs = session.limits.callTimeoutMs,
): Promise<Exclude<ModelAnswer, { kind: 'failed' }> | { kind: 'stopped'; why: FellBack }> {
  const { model, limits, budget, elapsed, trace } = session;
  const exceeded = budget.exceededBy(next);
  if (exceeded) return { kind: 'stopped', why: exceeded };
  const calledMs = elapsed();
  const leftMs = limits.deadlineMs - (calledMs - session.startedMs);
  if (leftMs < LEAST_CALL_MS) return { kind: 'stopped', why: 'deadline' };
  const timeoutMs = Math.min(timeLimitMs, leftMs);
  const answer = await model.complete({ ...request, maxReplyTokens: next.completion, timeoutMs, trace });
  session.calls += 1;
  if (request.purpose === 'answer') session.rounds += 1;
  const timing = request.purpose === 'answer' ? 'model' : 'relevance';
  session.timingsMs[timing] = (session.timingsMs[timing] ?? 0) + elapsed() - calledMs;
  if (answer.usage) budget.add(answer.usage);
  if (answer.kind !== 'failed') return answer;
  return { kind: 'stopped', why: answer.reason === 'timeout' && leftMs <= timeLimitMs ? 'deadline' : answer.reason };
}
