import type { ToolRecord } from '../conversation.ts';
import type { Flow } from '../rules-agent/choose-flow.ts';
import type { Turn } from '../rules-agent/turn.ts';
import type { Slot } from '../slots.ts';

/**
 * A turn that a model answers, kept in the same books as one of the rules agent (state, draft, what was asked and offered), so that either of
 * them can go on with the conversation after the other.
 */
export type ModelTurn = {
  turn: Turn;
  /** What the rules make of the message. */
  flow: Flow;
  /** What the system did before the model was asked, because the patient confirmed it: in the words the patient is to read. */
  done: string[];
  /** What the latest prepared change asks or says, in the words the patient is to read. */
  asked: string[];
  /** Free times the model was shown. */
  shown: Slot[];
  /** Every look and call of the turn, in order. */
  records: ToolRecord[];
  /** The conversation was handed over: nothing more is to be done or said. */
  handedOver: boolean;
};

/** What must be in the reply, in order. */
export function linesOf({ done, asked }: ModelTurn): string[] {
  return [...done, ...asked];
}
