import type { Clinic, Language } from '../clinic.ts';
import { detectLanguage } from '../language.ts';
import { soundsLike } from '../understanding/entities.ts';
import { plainWords } from '../understanding/fold.ts';
import { findIntents, findTopics } from '../understanding/intents.ts';
import { readCues } from '../understanding/lexicon/cues.ts';
import { LEXICONS } from '../understanding/lexicon/lexicons.ts';
import { expandShorthand } from '../understanding/lexicon/shorthand.ts';
import { phrases } from '../understanding/lexicon/lexicon.ts';
import { findParticulars, statedName } from '../understanding/particulars.ts';
import { tokensOf, type Token } from '../understanding/tokens.ts';
import type { Intent, Topic, Understanding } from '../understanding/understanding.ts';
import { judgeUrgency } from '../understanding/urgency.ts';
import { asksAboutTheHouse, leavesAsItWas, speaksOfInsurance, speaksOfSending, withoutLeaving } from './matters.ts';
import { asksForErrand } from './errands.ts';
import { hasMoment, refusesMoment } from './moment.ts';
import { countNewWords, countWordsOfNoPlace, overlapWith } from './novelty.ts';
import type { PendingProfile } from './pending-profile.ts';
import { isAnotherProvider, providersIn } from './providers.ts';
import { refusesPolitely } from './refusals.ts';
import * as answer from './answer-signs.ts';
import * as sign from './signs.ts';
import { namesSomebody, readThings } from './things.ts';

/** What a message says, seen from what is pending. */
export type MessageReading = {
  intent(name: Intent): number;
  asks(...topics: Topic[]): boolean;
  wordCount: number;
  refusesPendingThing: boolean;
  /** Both the service and the doctor, or everything named, are refused. */
  refusesBothThings: boolean;
  /** Of the doctor and the service only the doctor. */
  refusesOnlyDoctor: boolean;
  namesPendingThing: boolean;
  wantsOtherTreatment: boolean;
  /** A check-up or a consultation, and no treatment. */
  namesVisitOnly: boolean;
  wantsOtherDoctor: boolean;
  otherProvider: boolean;
  /** Whether it names a dentist, a salon or the like at all. */
  namesProvider: boolean;
  errand: boolean;
  urgent: boolean;
  /** Mild pain or something broken. */
  hurts: boolean;
  rejects: boolean;
  rejectsFirmly: boolean;
  /** "Let me sleep on it", "that won't be necessary": a no without the word. */
  refusesPolitely: boolean;
  /** "cancel", "отмена": without naming an appointment. */
  cancelsBarely: boolean;
  /** Speaks of the move itself: "cancel the change". */
  namesTheMove: boolean;
  takesCancellingBack: boolean;
  asksAlternative: boolean;
  changes: boolean;
  namesWhen: boolean;
  saysName: boolean;
  sayYes: boolean;
  sayNo: boolean;
  /** Anything that reads as an answer: yes, no, a time, a pick. */
  isAnswer: boolean;
  leavesChoice: boolean;
  forSomeoneElse: boolean;
  /** "Can't it be done without an X-ray?": a question, no refusal. */
  asksWithout: boolean;
  isQuestion: boolean;
  /** Asks to be given, sent or told something. */
  isRequest: boolean;
  /** "I want to ask about ..." */
  asksToKnow: boolean;
  /** Has it, or will have it, done in another place. */
  goesElsewhere: boolean;
  /** Asks whether the house has or does something. */
  asksForOffer: boolean;
  /** One thing in the place of another. */
  replaces: boolean;
  /** How many of its words neither belong to what is pending nor to any visit. */
  newWords: number;
  /** The same where a place was found elsewhere: its address and rating are no news. */
  wordsOfNoPlace: number;
  isAboutPaying: boolean;
  handsOver: boolean;
  /** The house is to send something, instead of the patient. */
  asksToSend: boolean;
  /** "my appointment": one that there is already. */
  namesAppointment: boolean;
  isThanksOnly: boolean;
  isGreetingOnly: boolean;
  startsAnew: boolean;
  wantsToBook: boolean;
  /** Parking, wifi, insurers: about the house, not about a treatment. */
  asksAboutTheHouse: boolean;
  speaksOfInsurance: boolean;
  /** Speaks of cancelling where that is what is open. */
  speaksOfCancelling: boolean;
  /** Of money that comes back or is held back. */
  asksMoneyBack: boolean;
  /** Asks about a he or a she, where a doctor is pending. */
  asksOfDoctor: boolean;
  /** "What if I have to cancel?" */
  asksWhatIf: boolean;
  /** "Can we do five?" */
  proposesTime: boolean;
  /** "Is it safe?", "all in one visit?" */
  asksOfItself: boolean;
  /** "Leave it as it was". */
  leavesAsItWas: boolean;
  /** "Not before six", "tomorrow won't do": a time is ruled out, none named. */
  refusesTime: boolean;
  /** "On Fridays": any, not one to come. */
  namesEveryWeek: boolean;
  /** "I don't have it": of a document that is awaited. */
  lacksIt: boolean;
  /** Will not come any more. */
  staysAway: boolean;
  /** A whole sentence of agreement: "yes, that would be perfect". */
  agreesPolitely: boolean;
  /** "Will the doctor call me?" */
  asksForACall: boolean;
  /** "Move it to another ..." */
  movesIt: boolean;
  /** Asks where a place or a person is, how to reach it, how good it is, what else there is. */
  asksOfAPlace: boolean;
  /** Share of the message's telling words that the bot's last words have, 0..1. */
  overlap: number;
};

export type ReadingInput = { message: string; language: Language; understanding?: Understanding; clinic?: Clinic; reference?: string };

/** Reads a message against a pending action; uses `understanding` where given, else works it out. Never throws. */
export function readMessage(input: ReadingInput, pending: PendingProfile): MessageReading {
  const text = input.message.slice(0, 2000);
  const words = plainWords(text);
  const tokens = tokensOf(text);
  const languages = readingLanguages(text, input);
  const lexicons = languages.map((language) => LEXICONS[language]);
  const urgency = input.understanding?.urgency ?? judgeUrgency(words, lexicons);
  const expanded = expandShorthand(words, languages);
  const topics = input.understanding?.topics ?? findTopics(words, expanded, lexicons).map(({ topic }) => topic);
  const intents =
    input.understanding?.intents ??
    findIntents(
      { words, expanded, lexicons, cues: readCues(expanded, languages), urgency, hasService: false, hasOnlyRefused: false, hasWhen: false },
      findTopics(words, expanded, lexicons),
    );
  const intent = (name: Intent): number => intents.find((score) => score.intent === name)?.confidence ?? 0;
  const things = readThings(tokens, languages, input, pending);
  const namesWhen = hasMoment(text, languages, input);
  const particulars = findParticulars(words, lexicons);
  const wordCount = words
    .trim()
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  // "может быть" and "можно" agree; "можно получить ...?" asks.
  const says = (pick: 'yes' | 'no'): boolean => !answer.MAY_I.test(words) && lexicons.some((lexicon) => startsWith(words, lexicon[pick]));
  const sayYes = says('yes') || (pending.asksConsent && sign.AGREES.test(words)) || intent('confirm') > (pending.asksYesNo ? 0.3 : 0.5);
  const sayNo = says('no') || intent('deny') > 0.5;
  const leavesChoice = particulars.ordinal !== null || particulars.anyDoctor || particulars.anyTime || particulars.sameAsLast;
  const providers = providersIn(words.replace(sign.NOT_THAT_ONE, ' '));
  const unnamed = withoutNames(tokens, input, pending);
  const top = intents[0]?.intent ?? 'other';
  return {
    ...things,
    intent,
    asks: (...wanted) => wanted.some((topic) => topics.includes(topic)),
    wordCount,
    otherProvider: isAnotherProvider(providers, pending.providers, sign.OFFERS.test(words) || (!pending.isOpenToAny && sign.REQUEST.test(words))),
    namesProvider: providers.length > 0,
    errand: asksForErrand(words, languages),
    urgent: urgency === 'urgent' || urgency === 'high',
    hurts: urgency === 'medium',
    rejects: intent('reject_pending') > 0.5 && !sign.LETS_SEE.test(words),
    rejectsFirmly: sign.FIRM.test(words),
    refusesPolitely: refusesPolitely(words, languages, pending, namesWhen),
    cancelsBarely: intent('cancel') > 0.7 && !sign.NAMED_APPOINTMENT.test(words) && !namesWhen && wordCount <= 4 && pending.kind !== 'cancel',
    namesTheMove: sign.THE_MOVE.test(words),
    takesCancellingBack: sign.TAKE_BACK.test(words) && intent('book') > 0.5 && intent('cancel') === 0,
    asksAlternative: sign.ALTERNATIVE.test(words),
    changes: sign.CHANGE.test(withoutLeaving(words)),
    namesWhen,
    saysName:
      (input.understanding?.statedName ?? statedName(text, lexicons)) !== null ||
      (pending.waitsForName && wordCount <= 4 && !sign.QUESTION.test(words) && !sign.REQUEST.test(words)) ||
      (pending.waitsForProvider && namesSomebody(words, tokens)),
    sayYes,
    sayNo,
    isAnswer: sayYes || sayNo || namesWhen || leavesChoice,
    leavesChoice,
    forSomeoneElse: particulars.forSomeoneElse,
    asksWithout: words.includes(' ? ') && / (?:without|sin|sem|без|בלי|ללא)(?= )/u.test(words),
    isQuestion: sign.QUESTION.test(words),
    isRequest: sign.REQUEST.test(words),
    asksToKnow: sign.ASKS_TO_KNOW.test(words),
    goesElsewhere: sign.ELSEWHERE.test(words) && !words.includes(' ? '),
    asksForOffer: sign.OFFERS.test(words),
    replaces: sign.INSTEAD.test(words),
    newWords: countNewWords(unnamed, languages, pending.saidStems),
    wordsOfNoPlace: pending.kind === 'find' || pending.isElsewhere ? countWordsOfNoPlace(unnamed, languages, pending.saidStems) : 0,
    asksAboutTheHouse: asksAboutTheHouse(words),
    speaksOfInsurance: speaksOfInsurance(words),
    speaksOfCancelling: pending.kind === 'cancel' && sign.CANCELLING.test(words),
    asksMoneyBack: sign.MONEY_BACK.test(words),
    asksOfDoctor: pending.names.length > 0 && sign.OF_HIM_OR_HER.test(words),
    asksWhatIf: sign.WHAT_IF.test(words) && sign.QUESTION.test(words),
    proposesTime: namesWhen && sign.PROPOSES.test(words),
    asksOfItself: sign.ASKS_OF_ITSELF.test(words),
    leavesAsItWas: leavesAsItWas(words),
    isAboutPaying: sign.PAYING.test(words),
    asksToSend: sign.ASKS_TO_SEND.test(words),
    namesAppointment: sign.NAMED_APPOINTMENT.test(words),
    handsOver: sign.HANDS_OVER.test(words) || speaksOfSending(words) || (pending.kind === 'document' && answer.LACKS.test(words)),
    isThanksOnly: top === 'thanks' && wordCount <= 6,
    isGreetingOnly: top === 'greeting' && wordCount <= 5,
    startsAnew: sign.START.test(words),
    wantsToBook: intent('book') > 0.5,
    refusesTime: !namesWhen && (answer.NOT_THEN.test(words) || refusesMoment(text, languages, input)),
    namesEveryWeek: answer.EVERY_WEEK.test(words),
    lacksIt: answer.LACKS.test(words),
    staysAway: answer.STAYS_AWAY.test(words),
    agreesPolitely: answer.POLITE_YES.test(words),
    asksForACall: answer.CALL_ME.test(words) && sign.QUESTION.test(words),
    movesIt: answer.MOVES_IT.test(words),
    asksOfAPlace: answer.OF_A_PLACE.test(words),
    overlap: overlapWith(tokens, pending.botText),
  };
}

function readingLanguages(text: string, input: ReadingInput): Language[] {
  const label = (input.understanding?.language ?? detectLanguage(text)).label;
  return label === 'other' || label === 'unknown' || label === input.language ? [input.language] : [label, input.language];
}

function startsWith(words: string, list: string): boolean {
  const match = phrases(list).exec(words);
  return match !== null && match.index === 0;
}

/** Doctors and services the message names are told apart elsewhere; what is left may be new. */
function withoutNames(tokens: readonly Token[], { understanding }: ReadingInput, pending: PendingProfile): Token[] {
  const named = [...(understanding?.services ?? []), ...(understanding?.doctors ?? [])];
  return tokens.filter(
    (token) =>
      !named.some((match) => token.index >= match.index && token.index < match.index + match.text.length) &&
      !pending.names.some((name) => soundsLike(token.text, name) >= 0.8),
  );
}
