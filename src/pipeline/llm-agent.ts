import type { Decision, ModelShare } from '../domain/conversation.ts';
import { openModelTurn } from '../domain/model-turn/open-model-turn.ts';
import { settleReply } from '../domain/model-turn/settle-reply.ts';
import { createTurnBudget } from '../domain/turn-budget.ts';
import { understand } from '../domain/understanding/understand.ts';
import { Fault } from '../errors.ts';
import { askAboutRelevance } from './ask-about-relevance.ts';
import { NO_CONTEXT } from './gather-context.ts';
import type { LanguageModel, ModelLimits } from './model-ports.ts';
import type { Agent, AgentInput, Trace } from './ports.ts';
import { readTurn, rulesInputOf, withLanguage } from './read-turn.ts';
import type { ReadTurnDeps, TurnReading } from './read-turn.ts';
import { finishByRules } from './run-agent.ts';
import { type FellBack, type ModelSession, talkWithModel } from './talk-with-model.ts';

export type LlmAgentDeps = ReadTurnDeps & {
  model: LanguageModel;
  limits: ModelLimits;
  /** Told of every turn once: who answered it, and why it was not the model. */
  onDecided: (outcome: TurnDecided) => void;
};

/** `fellBack`: why it was not the model; `failed`: because something went wrong, not because the message is for the rules anyway. */
export type TurnDecided = { agent: 'llm' | 'rules'; fellBack: FellBack | null; failed: boolean; trace: Trace; conversationId: string };

/**
 * The agent that answers with a language model. It reads a turn as the rules agent does, does what the patient confirmed, and lets the model
 * talk and prepare changes with the tools. Whatever goes wrong with the model, the rules finish the same turn from the same snapshot; the
 * attestation says why. Throws only what the rules agent throws.
 */
export function createLlmAgent(given: Omit<LlmAgentDeps, 'understand'> & Partial<Pick<LlmAgentDeps, 'understand'>>): Agent {
  const deps = { understand, ...given };
  return {
    decide: async (input) => {
      const read = readTurn(input, deps);
      return read.kind === 'settled' ? read.decision : answer(input, read.reading, deps);
    },
  };
}

async function answer(input: AgentInput, read: TurnReading, deps: LlmAgentDeps): Promise<Decision> {
  const session = openSession(input, deps);
  const reading = await askAboutRelevance(input, read, session).catch((error: unknown) => {
    unlessAway(error, deps);
    return read;
  });
  const attempt = await tryModel(input, reading, session, deps).catch((error: unknown) => ({
    kind: 'rules' as const,
    why: unlessAway(error, deps),
    failed: true,
  }));
  const told = { trace: session.trace, conversationId: input.snapshot.conversation.id };
  if (attempt.kind === 'rules') {
    deps.onDecided({ ...told, agent: 'rules', fellBack: attempt.why, failed: attempt.failed });
    return attested(await finishByRules(input, reading, deps), session, { fellBack: attempt.why, cutShort: null });
  }
  deps.onDecided({ ...told, agent: 'llm', fellBack: null, failed: false });
  const timingsMs = { ...reading.timingsMs, decide: deps.elapsed() - session.startedMs };
  const snippets = (input.context ?? NO_CONTEXT).snippets.map((snippet) => snippet.id);
  const decision = { ...attempt.decision, attestation: { ...attempt.decision.attestation, snippets, timingsMs } };
  return attested(withLanguage(decision, input.snapshot, reading.chosen), session, { fellBack: null, cutShort: attempt.cutShort });
}

type Attempt = { kind: 'model'; decision: Decision; cutShort: FellBack | null } | { kind: 'rules'; why: FellBack; failed: boolean };

async function tryModel(input: AgentInput, reading: TurnReading, session: ModelSession, deps: LlmAgentDeps): Promise<Attempt> {
  const opened = await openModelTurn(rulesInputOf(input, reading, deps));
  if (opened.kind === 'for_rules') return { kind: 'rules', why: opened.why, failed: false };
  const talk = await talkWithModel(opened.model, { refused: input.refused ?? [], context: input.context ?? NO_CONTEXT }, session);
  if (talk.kind === 'said') return { kind: 'model', decision: settleReply(opened.model, talk.text), cutShort: null };
  // what the model prepared is a whole answer in our own words, and better founded than starting again
  if (opened.model.asked.length > 0) return { kind: 'model', decision: settleReply(opened.model, null), cutShort: talk.why };
  return { kind: 'rules', why: talk.why, failed: true };
}

function openSession({ snapshot, refused }: AgentInput, { model, limits: full, elapsed }: LlmAgentDeps): ModelSession {
  // the patient has waited for a reply that was not sent: the second one has to be quicker
  const limits = refused ? { ...full, deadlineMs: full.deadlineMs / 2 } : full;
  const last = snapshot.messages.at(-1);
  const trace = { traceId: last?.traceId ?? '', requestId: last?.requestId ?? '', traceparent: last?.traceparent ?? null };
  return { model, limits, elapsed, trace, startedMs: elapsed(), budget: createTurnBudget(limits), rounds: 0, calls: 0, timingsMs: {} };
}

function attested(decision: Decision, session: ModelSession, end: Pick<ModelShare, 'fellBack' | 'cutShort'>): Decision {
  const { rounds, calls, budget, model } = session;
  return {
    ...decision,
    attestation: {
      ...decision.attestation,
      model: calls > 0 ? model.name : null,
      tokens: calls > 0 ? budget.spent() : null,
      modelShare: { rounds, costMicroUsd: budget.costMicroUsd(), ...end },
      timingsMs: { ...decision.attestation.timingsMs, ...session.timingsMs },
    },
  };
}

/** A calendar that is away is waited for, as with the rules; anything else thrown is a bug of ours, which the rules may not have. */
function unlessAway(error: unknown, deps: LlmAgentDeps): FellBack {
  if (error instanceof Fault && error.code !== 'bug') throw error;
  deps.onFailed(error);
  return 'bug';
}
