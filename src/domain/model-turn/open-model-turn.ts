import { answerCertain, learnName } from '../rules-agent.ts';
import type { Certain } from '../rules-agent.ts';
import { commitCancel, keepAppointment } from '../rules-agent/canceling.ts';
import { chooseFlow } from '../rules-agent/choose-flow.ts';
import type { Flow } from '../rules-agent/choose-flow.ts';
import { commitBooking, declineProposal } from '../rules-agent/commit-booking.ts';
import { dropPending } from '../rules-agent/drop-pending.ts';
import { commitMove, declineMove } from '../rules-agent/moving.ts';
import { openTurn } from '../rules-agent/open-turn.ts';
import { declineOffer } from '../rules-agent/talk.ts';
import { forgetDraft, means } from '../rules-agent/turn.ts';
import type { RulesInput, Turn } from '../rules-agent/turn.ts';
import type { ModelTurn } from './model-turn.ts';
import { noteWish } from './note-wish.ts';

/** Why a message is not put to a model at all. */
export type ForRules = Certain | 'conflict' | 'pain' | 'medical' | 'identity' | 'complaint' | 'not_possible';

/**
 * Opens a turn for a model. What the patient confirmed is done here, by the rules' own judgement of the yes, before a model is asked anything:
 * a model can prepare a change, it can neither make one nor lose one. Messages that need no judgement, or allow none (pain, another bot, a wish
 * for a person), are for the rules.
 */
export async function openModelTurn(input: RulesInput): Promise<{ kind: 'open'; model: ModelTurn } | { kind: 'for_rules'; why: ForRules }> {
  // the database refused what was decided: the rules offer other times
  if (input.conflicts > 0) return { kind: 'for_rules', why: 'conflict' };
  const turn = openTurn(input);
  if (turn.state === 'escalated') {
    turn.advance('resume');
    forgetDraft(turn);
  }
  learnName(turn);
  const certain = (await answerCertain(turn)) ?? medical(turn);
  if (certain !== null) return { kind: 'for_rules', why: certain };
  if (turn.relevance?.dropPending && turn.pendingAction) dropPending(turn);
  const flow = chooseFlow(turn);
  if (flow === 'hand_over') return { kind: 'for_rules', why: 'human' };
  if (flow === 'identity') return { kind: 'for_rules', why: 'identity' };
  if (flow === 'soothe') return { kind: 'for_rules', why: 'complaint' }; // they count, and call a person in time
  const done = await takeUp(turn, flow);
  if (isCommit(flow) && turn.toolbox.effects().length === 0) return { kind: 'for_rules', why: 'not_possible' };
  forgetCounts(turn);
  const model = { turn, flow, done, asked: [], shown: [], records: turn.toolbox.records(), handedOver: false };
  return { kind: 'open', model };
}

/** What the rules count from one of their turns to the next is not counted across a turn of a model. */
function forgetCounts({ memo }: Turn): void {
  delete memo.misses;
  delete memo.asked;
  delete memo.complaints;
}

/** Pain of any degree, and what the patient may have: a model might diagnose. */
function medical(turn: Turn): ForRules | null {
  if (means(turn, 'urgent_pain')) return 'pain';
  return turn.matters.includes('diagnosis') ? 'medical' : null;
}

function isCommit(flow: Flow): boolean {
  return flow === 'commit_booking' || flow === 'commit_move' || flow === 'commit_cancel';
}

/** Does what is certain already; returns what the patient must read of it. A refusal is only noted: how to answer it is the model's. */
async function takeUp(turn: Turn, flow: Flow): Promise<string[]> {
  if (flow === 'commit_booking') await commitBooking(turn);
  else if (flow === 'commit_move') await commitMove(turn);
  else if (flow === 'commit_cancel') await commitCancel(turn);
  else if (flow === 'decline_booking') declineProposal(turn);
  else if (flow === 'decline_move') declineMove(turn);
  else if (flow === 'keep_appointment') keepAppointment(turn);
  else if (flow === 'decline_offer') declineOffer(turn);
  else if (flow === 'book' || flow === 'move' || flow === 'cancel') noteWish(turn, flow);
  // questions and talk change nothing before they are answered
  const said = turn.said.splice(0).filter((line) => line !== '');
  return isCommit(flow) ? said : [];
}
