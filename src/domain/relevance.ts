import type { Clinic, Language } from './clinic.ts';
import type { RelevanceVerdict } from './conversation.ts';
import { readMessage, type MessageReading } from './relevance/message-reading.ts';
import { asksOfTheFound } from './relevance/found.ts';
import { profilePending, type HistoryLike, type PendingLike, type PendingProfile } from './relevance/pending-profile.ts';
import { refusesTheAction, refusesTheThing } from './relevance/refusing.ts';
import type { Rule } from './relevance/rule.ts';
import type { Understanding } from './understanding/understanding.ts';

/** Below it a pending action is not injected. */
export const RELEVANCE_THRESHOLD = 0.6;
/** Scores from here up to the threshold are for the language model to decide, when there is one. */
const GREY_FROM = 0.4;

export type RelevanceInput = {
  message: string;
  language: Language;
  pendingAction: PendingLike;
  /** Oldest first, without the message itself. */
  history: readonly HistoryLike[];
  /** When the caller has understood the message already. */
  understanding?: Understanding;
  /** Resolves ids in the pending action's slots. */
  clinic?: Clinic;
  /** Local ISO time "now" at the clinic; with it a date that is past does not count as an answer. */
  reference?: string;
};

export type JudgedRelevance = RelevanceVerdict & { grey: boolean };

/**
 * May the pending action be injected or continued for this message (SPEC K2)? Explicit negation first, then entities, then intent.
 * `score` 0..1, relevant from 0.6; `grey` when a model could tell better (0.4 to 0.6); `reason` names the rule and never quotes the patient. Pure; never throws.
 */
export function judgeRelevance(input: RelevanceInput): JudgedRelevance {
  const pending = profilePending(input.pendingAction, input.history, input.clinic, input.language);
  const message = readMessage(input, pending);
  for (const rule of RULES) {
    const opinion = rule(message, pending);
    if (opinion === null) continue;
    const { score, reason, drop = false } = opinion;
    return { relevant: score >= RELEVANCE_THRESHOLD, dropPending: drop, score, reason, grey: !drop && score >= GREY_FROM && score < RELEVANCE_THRESHOLD };
  }
  return { relevant: false, dropPending: false, score: 0.45, reason: 'nothing ties the message to the pending action', grey: true };
}

const isAnotherMatter: Rule = (message, pending) => {
  // "As soon as possible" is a time, when one was asked for.
  if (message.urgent && !(message.leavesChoice && message.wordCount <= 5 && pending.asksQuestion)) return { score: 0.05, reason: 'urgent pain comes first' };
  // Mild pain is another matter too, unless it is what was asked about ("what bothers you?") or belongs to what is named.
  if (message.hurts && !message.namesPendingThing && !message.namesWhen && pending.kind !== 'inquire' && pending.kind !== 'document')
    return { score: 0.3, reason: 'speaks of a complaint' };
  if (message.errand) return { score: 0.06, reason: 'asks for something a clinic does not do' };
  if (message.intent('human') >= 0.8 && !message.asksAlternative && !message.asksForACall) return { score: 0.3, reason: 'asks for a person' };
  if (message.otherProvider) return { score: 0.08, reason: 'looks for another kind of provider' };
  if (pending.kind === 'find' && message.wantsToBook && message.namesWhen) return { score: 0.3, reason: 'wants to book while something is looked for' };
  return null;
};

const namesAnotherThing: Rule = (message, pending) => {
  if (message.wantsOtherTreatment && !message.namesPendingThing) {
    if (message.forSomeoneElse && pending.asksYesNo) return { score: 0.2, reason: 'another service for somebody else' };
    if (pending.kind === 'book' && message.changes && !message.asks('price', 'service_info', 'services'))
      return { score: 0.65, reason: 'changes the service of the booking' };
    return { score: 0.1, reason: 'names another service' };
  }
  if (message.wantsOtherDoctor && !message.namesPendingThing) {
    const sameBooking =
      (pending.kind === 'book' || pending.kind === 'reschedule') &&
      (message.changes || message.namesWhen || message.wordCount <= 5 || message.asks('availability') || message.intent('book') > 0.5);
    return sameBooking ? { score: 0.68, reason: 'changes the doctor of the booking' } : { score: 0.25, reason: 'names another doctor' };
  }
  return null;
};

/** A message about the thing that is pending, whatever it says about it. */
const namesTheThing: Rule = (message, pending) => {
  if (pending.isAboutInsurance && message.speaksOfInsurance) return { score: 0.85, reason: 'speaks of the insurance that was asked about' };
  if (!message.namesPendingThing) return null;
  if (message.intent('cancel') > 0.7 && pending.kind !== 'cancel') return { score: 0.5, reason: 'names the pending thing but cancels' };
  return { score: 0.88, reason: 'names the service or doctor of the pending action' };
};

/** "How much are the porcelain ones?", after the bot spoke of veneers while a filling is pending. An answer is left to what was asked. */
const goesOnWithSomethingElse: Rule = (message, pending) =>
  pending.wasLeft && message.asks('price', 'service_info') && !message.namesWhen ? { score: 0.3, reason: 'goes on with what was spoken of last' } : null;

const isAnotherIntent: Rule = (message, pending) => {
  if (message.asks('opt_out', 'off_topic')) return { score: 0.05, reason: 'is off topic' };
  if (message.speaksOfCancelling && message.isQuestion && message.newWords === 0) return { score: 0.75, reason: 'asks about the cancelling' };
  if (message.asksOfItself && message.isQuestion && message.newWords === 0) return { score: 0.72, reason: 'asks about the thing itself' };
  if (
    ((message.asks('hours', 'address', 'contact') && !(message.asksOfDoctor && message.asks('hours'))) ||
      (message.asks('services') && (message.newWords > 0 || !message.asks('service_info')))) &&
    !(pending.kind === 'document' && message.handsOver && !message.asksToSend) &&
    !asksOfADay(message, pending) &&
    message.overlap < 0.5 &&
    (!message.isAnswer || (message.isQuestion && message.asks('hours', 'address') && !message.sayYes && !message.sayNo))
  )
    return pending.kind === 'find' || pending.isElsewhere
      ? { score: 0.75, reason: 'asks about what was found' }
      : { score: 0.2, reason: 'asks about the clinic' };
  if (
    message.asksAboutTheHouse &&
    (!message.isAnswer ||
      (message.asksForOffer && message.isQuestion && (pending.kind === 'inquire' || !(message.sayYes || message.namesWhen || message.leavesChoice)))) &&
    pending.kind !== 'find' &&
    !(message.movesIt && message.asksAlternative) &&
    !(pending.kind === 'document' && message.overlap > 0)
  )
    return { score: 0.2, reason: 'asks about the house' };
  if (asksOfSomethingNew(message, pending)) return { score: 0.42, reason: 'asks about something new' };
  if ((pending.kind === 'document' || (pending.kind === 'inquire' && message.forSomeoneElse)) && message.wantsToBook && !message.handsOver)
    return { score: 0.3, reason: 'books something while something else is awaited' };
  if (pending.kind === 'inquire' && message.namesVisitOnly && message.wantsToBook && message.overlap === 0)
    return { score: 0.25, reason: 'books something else than what was asked about' };
  if (message.asks('my_appointments') && !message.asks('price') && (pending.kind === 'book' || pending.kind === 'inquire' || pending.kind === 'find'))
    return { score: 0.25, reason: 'asks about existing appointments' };
  if (message.intent('cancel') > 0.7 && message.asksWhatIf && pending.kind === 'book') return { score: 0.7, reason: 'asks what would be if' };
  if (message.intent('cancel') > 0.7)
    return pending.kind === 'cancel' ? { score: 0.9, reason: 'cancels, as pending' } : { score: 0.2, reason: 'wants to cancel something' };
  if (message.intent('reschedule') > 0.8 && (pending.kind === 'inquire' || pending.kind === 'document'))
    return { score: 0.2, reason: 'wants to move an appointment' };
  if (message.intent('reschedule') > 0.8 && !message.namesWhen && !(message.movesIt && message.asksAlternative && pending.kind === 'book')) {
    if (pending.kind === 'reschedule') return { score: 0.9, reason: 'moves, as pending' };
    return { score: pending.kind === 'cancel' || (pending.asksYesNo && !message.namesAppointment) ? 0.65 : 0.3, reason: 'wants to move an appointment' };
  }
  if (
    message.startsAnew &&
    !message.namesWhen &&
    !(message.sayYes && pending.asksYesNo && message.wordCount <= 5) &&
    pending.kind !== 'book' &&
    pending.kind !== 'find'
  )
    return { score: 0.35, reason: 'starts something of its own' };
  if (message.asks('goodbye') && !message.isAnswer) return { score: 0.3, reason: 'says goodbye' };
  return null;
};

const answers: Rule = (message, pending) => {
  const slots = pending.kind === 'book' || pending.kind === 'reschedule' || (pending.kind === 'cancel' && !pending.asksYesNo);
  if (message.namesWhen && slots)
    return message.newWords > 0 && (message.asks('price') || message.newWords > 2) && !(pending.waitsForName && message.saysName)
      ? { score: 0.42, reason: 'names a day beside something new' }
      : { score: 0.92, reason: 'gives a date or time' };
  if (message.refusesTime && slots && !message.isQuestion && message.wordCount <= 12) return { score: 0.85, reason: 'rules a time out' };
  if (message.handsOver && pending.kind === 'document' && !message.asksToSend) return { score: 0.9, reason: 'sends what was asked for' };
  if (message.saysName && pending.waitsForName) return { score: 0.92, reason: 'gives a name' };
  if (message.asksAlternative && pending.kind === 'find') return { score: 0.85, reason: 'asks for another one of what was found' };
  if ((message.sayYes || message.sayNo) && (pending.asksQuestion || pending.asksYesNo)) return { score: 0.9, reason: 'answers yes or no' };
  if ((message.sayYes || message.sayNo) && !message.asksAlternative && !message.isQuestion)
    return { score: message.wordCount <= 4 || message.agreesPolitely ? 0.62 : 0.5, reason: 'agrees or disagrees, nothing was asked' };
  if (message.asksAlternative) return { score: 0.85, reason: 'asks for another option of the same' };
  if (message.leavesChoice) return { score: 0.85, reason: 'leaves the choice or picks one' };
  if (message.namesWhen && pending.kind === 'cancel') return { score: 0.62, reason: 'says which one' };
  if (message.overlap >= 0.5 && message.wordCount <= 8) return { score: 0.85, reason: 'repeats words of the question' };
  return null;
};

const asksAside: Rule = (message, pending) => {
  if (message.isThanksOnly && !message.sayYes) return { score: 0.5, reason: 'only thanks' };
  if (message.isGreetingOnly) return { score: 0.5, reason: 'only greets' };
  if (message.asks('price', 'service_info', 'availability', 'doctors')) {
    // Without another service named, "how much?" and "does it hurt?" are about the one that is open.
    if (message.asks('price') && pending.kind === 'cancel' && message.intent('cancel') === 0 && !message.asksMoneyBack)
      return { score: 0.35, reason: 'asks for a price while something is cancelled' };
    if (message.asks('price') && message.isAboutPaying) return { score: 0.45, reason: 'asks about paying' };
    return { score: pending.kind === 'document' && (message.newWords > 0 || message.asks('price')) ? 0.55 : 0.72, reason: 'asks aside about the same' };
  }
  if (message.isQuestion)
    return message.wordCount <= 7 || (message.newWords === 0 && message.wordCount <= 14)
      ? { score: 0.68, reason: 'a short question that names nothing new' }
      : { score: 0.5, reason: 'a question that names nothing' };
  return null;
};

const fitsTheQuestion: Rule = (message, pending) => {
  if (!pending.asksQuestion) return message.wordCount <= 3 ? { score: 0.55, reason: 'short and unclear' } : null;
  if (pending.kind === 'find') return { score: 0.7, reason: 'answers the open question' };
  if (message.newWords > 1 && !pending.waitsForName && (pending.kind === 'book' || pending.kind === 'reschedule' || pending.kind === 'cancel'))
    return { score: 0.5, reason: 'tells of something new' };
  if (message.wordCount <= 6) return { score: 0.68, reason: 'a short answer to the open question' };
  return { score: 0.58, reason: 'may answer the open question' };
};

/** "How late are you open on Friday?", where a day is asked for: the answer is on its way. */
function asksOfADay(message: MessageReading, pending: PendingProfile): boolean {
  return pending.kind === 'reschedule' && pending.asksQuestion && !pending.asksYesNo && message.namesWhen && !message.namesEveryWeek && message.asks('hours');
}

/** A question, a request or a price for a thing that no visit has and nobody spoke of: whatever it is, it is not what is open. */
function asksOfSomethingNew(message: MessageReading, pending: PendingProfile): boolean {
  // What was found elsewhere is asked about in few words; a wish may name a town or a kind that was asked for.
  if (message.wordsOfNoPlace > 0 && message.isQuestion && !message.proposesTime) return true;
  if (message.wordsOfNoPlace > (message.isAnswer || pending.asksQuestion ? 1 : 0) && message.isRequest && !message.namesProvider) return true;
  if (pending.kind === 'find' || pending.isElsewhere || message.isAnswer || message.asksAlternative || message.newWords === 0) return false;
  if (message.handsOver && pending.kind === 'document' && !message.asksToSend) return false;
  if (pending.waitsForName && (message.saysName || message.forSomeoneElse) && !message.asks('price')) return false;
  // Where the house is asked for something one new word is enough; "do they stain with coffee?" may have one and still be about the thing itself.
  if (message.asksForOffer || message.isRequest || message.asks('price')) return true;
  return message.isQuestion && message.newWords > 1;
}

/** In the order of SPEC K2; the first that has an opinion decides. */
const RULES: readonly Rule[] = [
  refusesTheThing,
  refusesTheAction,
  isAnotherMatter,
  namesAnotherThing,
  namesTheThing,
  asksOfTheFound,
  goesOnWithSomethingElse,
  isAnotherIntent,
  answers,
  asksAside,
  fitsTheQuestion,
];
