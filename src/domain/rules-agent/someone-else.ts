import { proposeAgain } from './booking.ts';
import { commitBooking } from './commit-booking.ts';
import { later, queued } from './several-wishes.ts';
import { signals } from './signals.ts';
import { speaksForSelf } from './speaks-for.ts';
import { chosenMention, confidenceOf, SURE_INTENT } from './turn.ts';
import type { NextWish, Turn } from './turn.ts';
import { wishOf } from './turn-wish.ts';
import { serviceName } from './words.ts';

const YES_FIRST = /^\W*(?:yes|yep|yeah|ok(?:ay)?|sure|s[ií]|vale|sim|да|хорошо|כן)(?!\p{L})/iu;

/** "And a cleaning for me?", while an appointment for somebody else waits for its yes, or the other way round: a wish beside that one. */
export function wantsForAnother(turn: Turn): boolean {
  const { memo, understanding: u, text, pendingAction } = turn;
  const service = chosenMention(turn, u.services);
  if (!memo.proposal || pendingAction === null || service === undefined || service === memo.proposal.serviceId) return false;
  if (signals(text, 'afterAll') || confidenceOf(turn, 'deny') >= SURE_INTENT) return false;
  return memo.forSomeoneElse ? speaksForSelf(turn) : u.forSomeoneElse;
}

/** Keeps the wish for after the appointment that waits for its yes, and asks for that yes again, or takes it. */
export async function keepForAfter(turn: Turn): Promise<void> {
  const { memo, understanding: u, clinic, texts } = turn;
  const { proposal } = memo;
  const serviceId = chosenMention(turn, u.services);
  if (!proposal || serviceId === undefined) return commitBooking(turn);
  const owner: Partial<NextWish> = u.forSomeoneElse ? { forSomeoneElse: true, ...(u.statedName === null ? {} : { patientName: u.statedName }) } : {};
  memo.thenBook = [...queued(memo), { ...later(serviceId, wishOf({ ...turn, memo: { ...memo } }, undefined), true, clinic), ...owner }];
  if (memo.question === 'confirm_booking' && turn.state === 'booking_confirmation' && YES_FIRST.test(turn.text)) return commitBooking(turn);
  turn.say(texts.oneAtATime(serviceName(turn, proposal.serviceId)));
  await proposeAgain(turn, proposal);
}
