import type { Rule } from './rule.ts';

/** "I don't need Dan for the filling": the thing itself is refused. Another thing named in its place changes a booking, and replaces an inquiry. */
export const refusesTheThing: Rule = (message, pending) => {
  if (!message.refusesPendingThing || message.asksWithout || (pending.kind === 'document' && message.lacksIt && !message.staysAway)) return null;
  const anyoneElse = message.refusesOnlyDoctor && (message.asksAlternative || message.leavesChoice);
  const replaced = message.replaces && message.newWords > 0;
  const namesOther = message.wantsOtherTreatment || message.wantsOtherDoctor || anyoneElse || replaced;
  // "I don't need botox, I need a cleaning" forgets the one; "not a manicure, a pedicure" changes it.
  // Without the doctor and with another treatment nothing of it is left.
  const forgets = message.refusesOnlyDoctor ? message.wantsOtherTreatment : message.rejectsFirmly || message.asksToKnow;
  const isBooking = pending.kind === 'book' || (message.refusesOnlyDoctor && pending.asksConsent);
  const changesSlot = isBooking && namesOther && !message.refusesBothThings && !forgets;
  if (changesSlot) return { score: 0.8, reason: 'refuses one slot of the booking and names another' };
  return { score: 0.02, reason: 'refuses the service or doctor of the pending action', drop: true };
};

/** "Never mind", "not now", "I changed my mind": the whole action is refused, unless a new time or "another one" follows. */
export const refusesTheAction: Rule = (message, pending) => {
  if (message.asks('off_topic', 'opt_out') || message.asksForACall) return null;
  if (message.staysAway && pending.kind === 'document' && !message.namesWhen && !message.isQuestion)
    return { score: 0.04, reason: 'does not come any more', drop: true };
  if (pending.kind === 'cancel') return message.takesCancellingBack ? { score: 0.05, reason: 'wants something instead of cancelling', drop: true } : null;
  if (pending.kind === 'reschedule' && message.leavesAsItWas && !(message.namesWhen && message.changes))
    return { score: 0.05, reason: 'leaves the appointment as it is', drop: true };
  if (message.goesElsewhere && !message.movesIt && pending.kind !== 'find' && !message.namesWhen)
    return { score: 0.04, reason: 'has it done elsewhere', drop: true };
  if (message.refusesPolitely && pending.kind !== 'find' && !(pending.kind === 'document' && message.handsOver) && !message.wantsOtherTreatment)
    return { score: 0.05, reason: 'turns the pending action down politely', drop: true };
  if (message.asksAlternative && (!message.rejectsFirmly || pending.kind === 'find')) return null;
  if (message.leavesChoice && !message.rejectsFirmly) return null;
  if (message.refusesTime && pending.kind === 'reschedule' && message.wordCount <= 4 && !message.rejectsFirmly) return null;
  if (message.rejects && !message.namesWhen && !message.wantsOtherTreatment) return { score: 0.04, reason: 'refuses the pending action', drop: true };
  if (message.rejects && message.wantsOtherTreatment && pending.kind !== 'book')
    return { score: 0.04, reason: 'refuses the pending action for another', drop: true };
  // of an appointment that is there, "cancel" means the appointment; "cancel the move" means the move
  if (message.cancelsBarely && (pending.kind !== 'reschedule' || message.namesTheMove))
    return { score: 0.05, reason: 'calls the pending action off', drop: true };
  if (pending.isOffer && (message.rejectsFirmly || message.sayNo) && !message.sayYes && !message.namesWhen)
    return { score: 0.05, reason: 'declines the offer', drop: true };
  return null;
};
