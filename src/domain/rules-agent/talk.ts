import { draftOf, namesNothing } from './shelf.ts';
import { forgetDraft, isBusy, isOpen } from './turn.ts';
import type { Memo, Turn } from './turn.ts';

/** Hands the conversation over to people; what was open is theirs now. */
export async function handOver(turn: Turn, reason: string): Promise<void> {
  await turn.toolbox.call('escalate_to_human', { reason });
  forgetDraft(turn);
  turn.advance('escalate');
  turn.say(turn.texts.escalated());
}

/** An honest answer to a message that has no text to read. */
export function answerWithoutText(turn: Turn): void {
  turn.advance('chat');
  const { texts, untold } = turn;
  turn.say(untold === 'voice' ? texts.voiceNote() : untold === 'picture' ? texts.picture() : texts.otherMedia());
}

/** What was offered is not wanted. */
export function declineOffer(turn: Turn): void {
  const shelved = namesNothing(turn) ? draftOf(turn) : undefined;
  // nothing was under way: another question would only press
  const isOfferOnly = !isBusy(turn) && (turn.memo.question === 'offer_booking' || turn.memo.question === 'offer_human');
  forgetDraft(turn);
  if (shelved) turn.memo.shelved = shelved;
  turn.advance('drop');
  turn.say(isOfferOnly ? turn.texts.understood() : turn.texts.dropped());
}

/** Says something that changes nothing. */
export function chat(turn: Turn, text: string): void {
  turn.advance('chat');
  turn.say(text);
}

/**
 * Says that a message was not understood and what can be done here; the third time in a row a colleague is offered. True when a
 * question is open that should be asked again.
 */
export function sayUnclear(turn: Turn): boolean {
  const { texts, memo, snapshot } = turn;
  const before = snapshot.conversation.context.memo as Memo | undefined;
  const misses = (before?.misses ?? 0) + 1;
  memo.misses = misses;
  if (misses >= 3) {
    turn.advance('ask_info');
    memo.question = 'offer_human';
    turn.say(texts.offerHuman());
    return false;
  }
  if (turn.snapshot.conversation.totalTurns > 0) turn.say(texts.notUnderstood());
  if (isOpen(turn) && isBusy(turn)) return true;
  turn.advance('chat');
  turn.say(texts.whatICanDo());
  turn.say(texts.howCanIHelp());
  return false;
}
