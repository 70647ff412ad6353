import type { Decision } from '../domain/conversation.ts';
import { planFollowUp, type FollowUpPlan } from '../domain/follow-up.ts';
import { staffNotifications, type NewStaffNotification } from '../domain/staff-notification.ts';
import { Fault } from '../errors.ts';
import type { TurnContext } from './gather-context.ts';
import type { Agent, AgentInput } from './ports.ts';
import { apologyTo } from './read-turn.ts';

export type DecideTurnPorts = {
  agent: Agent;
  newId: () => string;
  /** Something of ours broke; the patient gets the apology. Carries no text of the patient. */
  onFailed: (error: unknown) => void;
};

export type DecidedTurn = FollowUpPlan & { notifications: NewStaffNotification[] };

/**
 * What a turn comes to: the agent's decision, the follow-up it deserves, and what staff are told of it. A bug anywhere on the way ends in the
 * localised apology with nothing done, because another try would meet it too; what is away is the turn's failure and thrown on.
 */
export async function decideTurn(turnId: string, input: AgentInput & { context: TurnContext }, ports: DecideTurnPorts): Promise<DecidedTurn> {
  const { clinic, snapshot, context, nowMs } = input;
  try {
    const decided = withContext(await ports.agent.decide(input), context);
    const plan = planFollowUp({ clinic, snapshot, decision: decided, nowMs, newId: ports.newId });
    return { ...plan, notifications: staffNotifications({ clinic, turnId, effects: plan.decision.effects, appointments: snapshot.appointments }) };
  } catch (error) {
    if (error instanceof Fault && error.code !== 'bug') throw error;
    ports.onFailed(error);
    return { decision: withContext(apologyTo(input), context), followUp: null, notifications: [] };
  }
}

/** Whoever decided, and whatever it made of it, the attestation says what it was given. */
function withContext(decision: Decision, { memory, scopeId }: TurnContext): Decision {
  return { ...decision, attestation: { ...decision.attestation, memory, scopeId } };
}
