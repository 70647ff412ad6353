import type { Decision } from '../domain/conversation.ts';
import { baseRules } from '../domain/prompt/base-rules.ts';
import { STATE_PARTS } from '../domain/prompt/state-parts.ts';
import { guardReply, type GuardVerdict } from '../domain/reply-guard.ts';
import type { GuardProblem } from '../domain/reply-guard/guard-input.ts';
import { withSafeReply } from '../domain/reply-guard/safe-reply.ts';
import type { Agent, AgentInput, Trace } from './ports.ts';

/** A reply that was not let out; carries no text of anybody. `replaced`: the last one of its turn, a safe text went out instead. */
export type RefusedReply = {
  agent: Decision['attestation']['agent'];
  problems: readonly GuardProblem[];
  attempt: number;
  replaced: boolean;
  trace: Pick<Trace, 'traceId' | 'requestId'>;
  conversationId: string;
};

export type GuardedAgentDeps = { onRefused: (refused: RefusedReply) => void };

type Judged = { decision: Decision; verdict: GuardVerdict };

/**
 * The agent with the reply guard behind it: nothing it decides leaves with a reply the guard refuses. A refused reply is made again once, with
 * the problems told; refused again, a safe text stands in for it that says what the decision does. Of two refused decisions the one that does
 * something counts, the later of two that do: neither was written. The attestation records every refusal. Throws what the agent throws.
 */
export function createGuardedAgent(agent: Agent, deps: GuardedAgentDeps): Agent {
  return {
    decide: async (input) => {
      const first = await decideAndJudge(agent, input);
      if (first.verdict.ok) return released(first.decision, first.verdict.reply, [], 1);
      const before = first.verdict.problems;
      deps.onRefused(refusalOf(first.decision, before, input, { attempt: 1, replaced: false }));
      const second = await decideAndJudge(agent, { ...input, refused: before });
      if (second.verdict.ok) return released(second.decision, second.verdict.reply, before, 2);
      deps.onRefused(refusalOf(second.decision, second.verdict.problems, input, { attempt: 2, replaced: true }));
      const chosen = second.decision.effects.length > 0 || first.decision.effects.length === 0 ? second.decision : first.decision;
      const safe = withSafeReply({ decision: chosen, clinic: input.clinic, snapshot: input.snapshot });
      return attested(safe, { problems: [...new Set([...before, ...second.verdict.problems])], attempts: 2, replaced: true });
    },
  };
}

async function decideAndJudge(agent: Agent, input: AgentInput): Promise<Judged> {
  const decision = await agent.decide(input);
  // a message that is not answered has no reply to judge
  if (decision.reply === '' && decision.ignoredReason !== undefined) return { decision, verdict: { ok: true, reply: '' } };
  const { language, effects, attestation, reply } = decision;
  const { clinic, snapshot, nowMs } = input;
  const verdict = guardReply({
    reply,
    decision: { language, effects, agent: attestation.agent },
    clinic,
    snapshot,
    nowMs,
    prompts: attestation.agent === 'llm' ? promptsOf(decision) : [],
    facts: taughtOf(input, attestation),
    remembered: attestation.agent === 'llm' ? (input.context?.memories ?? []).map((memory) => memory.text) : [],
  });
  return { decision, verdict };
}

/** What every model is told in this language. Names are left out: they are no secret, and one text serves all clinics. */
function promptsOf({ language }: Decision): string[] {
  return [baseRules({ assistant: '', clinic: '', language }), ...Object.values(STATE_PARTS)];
}

/** The taught answers that are in the reply. What was not given is no reason to say it. */
function taughtOf({ context }: AgentInput, { snippets }: Decision['attestation']): string[] {
  return (context?.snippets ?? []).filter((snippet) => snippets.includes(snippet.id)).map((snippet) => snippet.content);
}

function released(decision: Decision, reply: string, problems: readonly GuardProblem[], attempts: number): Decision {
  return attested({ ...decision, reply }, { problems: [...problems], attempts, replaced: false });
}

function attested(decision: Decision, guard: NonNullable<Decision['attestation']['guard']>): Decision {
  return { ...decision, attestation: { ...decision.attestation, guard } };
}

function refusalOf(
  decision: Decision,
  problems: readonly GuardProblem[],
  { snapshot }: AgentInput,
  which: Pick<RefusedReply, 'attempt' | 'replaced'>,
): RefusedReply {
  const last = snapshot.messages.at(-1);
  return {
    agent: decision.attestation.agent,
    problems,
    ...which,
    trace: { traceId: last?.traceId ?? '', requestId: last?.requestId ?? '' },
    conversationId: snapshot.conversation.id,
  };
}
