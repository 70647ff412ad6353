import type { Clinic, Doctor, Language, Service } from '../clinic.ts';
import type { StateEvent } from '../conversation-state.ts';
import type { ConversationContext, ConversationState, PendingAction, RelevanceVerdict, TurnSnapshot } from '../conversation.ts';
import type { Texts } from '../texts/texts.ts';
import type { Toolbox } from '../tools.ts';
import type { GivenUp } from './shelf.ts';
import type { SideMatter } from './side-matters.ts';
import { signals } from './signals.ts';
import type { MatchedSnippet } from '../snippet/match-snippets.ts';
import type { Intent, Topic, Understanding, When } from '../understanding/understanding.ts';

/** What the bot asked last. */
export type Question =
  'service' | 'time' | 'name' | 'confirm_booking' | 'confirm_move' | 'confirm_cancel' | 'which_to_move' | 'which_to_cancel' | 'offer_booking' | 'offer_human';

/** A time the patient is asked to confirm; local start. */
export type Proposal = { serviceId: string; doctorId: string; start: string };

/** Local dates, `to` exclusive. */
export type DaySpan = { from: string; to: string };

/** A service to book later; its day, and its time when it has one of its own. */
export type NextWish = {
  serviceId: string;
  date?: string;
  time?: string;
  span?: DaySpan;
  /** Somebody else comes. */ patientName?: string;
  forSomeoneElse?: boolean;
};

/** What the rules agent keeps between turns in the context's memo. */
export type Memo = {
  question?: Question;
  proposal?: Proposal;
  /** The service the patient asked about last, outside a booking. */
  inquiryServiceId?: string;
  /** Appointments offered for choice, in the order shown. */
  choices?: string[];
  /** All of `choices` are to be cancelled. */
  all?: boolean;
  /** The service was our guess (pain), so that naming another is an answer. */
  guessed?: boolean;
  /** Booked, moved or shown last: "make it 4 instead" means this one. */
  latestId?: string;
  /** What to book once what is open is done, in order. */
  thenBook?: NextWish[];
  /** Given up with a "never mind" and nothing more: may be taken up again. */
  shelved?: GivenUp;
  /** Cancelled last: may be wanted back. */
  cancelled?: GivenUp[];
  /** Moved last, and where it was before: may be wanted back there. */
  moved?: { appointmentId: string; doctorId: string; start: string };
  /** Local start and end of what was proposed or booked last: "the same day", "right after". */
  last?: { start: string; end: string };
  /** The days spoken of without choosing one ("next week"): `to` exclusive. */
  span?: DaySpan;
  /** The part of the day wished for, of one day or of any ("mornings"): local times, `to` exclusive. */
  hours?: { from: string; to: string; day?: string };
  /** Asked about last: a bare day behind it is asked about too. */
  about?: 'hours';
  /** The question asked last, and how often in a row in the same words. */
  asked?: { key: string; times: number };
  /** Complaints in a row. */
  complaints?: number;
  /** Turned down by the patient: not brought up again by us. */
  dropped?: { services: string[]; doctors: string[] };
  /** The appointment is for someone else than the writer. */
  forSomeoneElse?: boolean;
  /** Messages in a row that were not understood. */
  misses?: number;
  /** The appointment the patient was last reminded of; fresh: nothing was said since. */
  reminder?: { appointmentId: string; fresh: boolean };
};

export type RulesInput = {
  clinic: Clinic;
  snapshot: TurnSnapshot;
  nowMs: number;
  /** How often the database refused this turn's effects. */
  conflicts: number;
  language: Language;
  languageSource: string;
  /** The pending texts, joined by newline; empty when there is none. */
  text: string;
  /** A message without text that came too. */
  untold: 'voice' | 'picture' | 'other' | null;
  understanding: Understanding;
  /** Null when nothing was pending. */
  relevance: RelevanceVerdict | null;
  toolbox: Toolbox;
  /** What the clinic taught that fits the message and may be said as it is, in the reply's language, best first; absent: nothing. */
  taught?: readonly MatchedSnippet[];
  /** The old behaviour, for comparison and roll-back: what is pending enters every reply. */
  alwaysInject: boolean;
};

/** One decision in the making: the input, what is said so far, and the conversation as it will be. */
export type Turn = RulesInput & {
  texts: Texts;
  /** What the patient brings up beside services and appointments. */
  matters: SideMatter[];
  /** Services a word of the message may hint at: they tell appointments apart, they choose nothing. */
  hints: string[];
  /** Dates of the message that do not exist. */
  impossible: When[];
  /** Local time of now, YYYY-MM-DDTHH:mm, and its date. */
  now: string;
  today: string;
  context: ConversationContext;
  memo: Memo;
  state: ConversationState;
  events: StateEvent[];
  pendingAction: PendingAction | null;
  said: string[];
  learned: { name?: string; optedOut?: boolean };
  /** The name by which the writer introduced themself in this message. */
  ownName: string | null;
  /** Ids of the taught answers that were said. */
  applied: string[];
  say(text: string): void;
  /** Moves the state; a move the table does not allow is a bug. */
  advance(event: StateEvent): void;
};

/** Below this a second intent beside the best one is not acted on, and a best one is only a hint (a bare day, a bare service). */
export const SURE_INTENT = 0.5;

/** How sure the understanding is of an intent, 0 when it was not found. */
export function confidenceOf(turn: Turn, intent: Intent): number {
  return turn.understanding.intents.find((one) => one.intent === intent)?.confidence ?? 0;
}

/** The best intent. */
export function topIntent(turn: Turn): Intent {
  return turn.understanding.intents[0]?.intent ?? 'other';
}

/** True when the best intent is one of these. */
export function means(turn: Turn, ...intents: Intent[]): boolean {
  return intents.includes(topIntent(turn));
}

/** True when any of these topics was asked about. */
export function asks(turn: Turn, ...topics: Topic[]): boolean {
  return turn.understanding.topics.some((topic) => topics.includes(topic));
}

/** True when what was open may enter this reply. */
export function isOpen(turn: Turn): boolean {
  return turn.pendingAction !== null && (turn.alwaysInject || (turn.relevance?.relevant ?? true) || answersChoice(turn));
}

/** Two to four words with capitals, as names are written; "Maria das Dores" is one too. */
export const FULL_NAME = /^\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:(?:d[aeio]s?|del|l[ao]s?|van|von|der|bin|al|y|e) ){0,2}\p{Lu}[\p{L}\p{M}'’.-]*){1,3}$/u;

/** Naming one of the things just listed for choice is an answer, however little the words have to do with the question. */
function answersChoice(turn: Turn): boolean {
  const { memo, understanding: u, snapshot, text } = turn;
  if (memo.question === 'name' && (u.statedName !== null || FULL_NAME.test(text.trim()))) return true;
  if (memo.question === 'confirm_booking' && u.statedName !== null) return true;
  const services = u.services.filter((one) => !one.negated).map((one) => one.id);
  if (memo.question === 'service' || (memo.guessed && memo.question === 'time')) return services.length > 0;
  if (memo.question !== 'which_to_move' && memo.question !== 'which_to_cancel') return false;
  return u.ordinal !== null || snapshot.appointments.some((one) => memo.choices?.includes(one.id) && services.includes(one.serviceId));
}

/** True when the message names a day or time that is not ruled out, or tells it by what was spoken of last ("the same day"). */
export function bringsTime({ understanding, memo, text, state }: Turn): boolean {
  if (signals(text, 'sameTime') && (memo.last !== undefined || state === 'rescheduling')) return true;
  return understanding.whens.some((when) => !when.negated) || (memo.last !== undefined && (signals(text, 'sameDay') || signals(text, 'rightAfter')));
}

/** True in the middle of a booking, a move or a cancellation. */
export function isBusy(turn: Turn): boolean {
  return ['booking_new', 'booking_confirmation', 'rescheduling', 'canceling'].includes(turn.state);
}

/** Forgets the draft of a booking, move or cancellation; what was turned down stays remembered as turned down. */
export function forgetDraft(turn: Turn): void {
  const { dropped, last } = turn.memo;
  turn.memo = { ...(dropped ? { dropped } : {}), ...(last ? { last } : {}) };
  turn.context = {};
  turn.pendingAction = null;
}

/** The service with this id, if the clinic (still) has it. */
export function serviceOf(turn: Pick<Turn, 'clinic'>, id: string | undefined): Service | undefined {
  return turn.clinic.services.find((service) => service.id === id);
}

/** The doctor with this id, if the clinic (still) has them. */
export function doctorOf(turn: Pick<Turn, 'clinic'>, id: string | undefined): Doctor | undefined {
  return turn.clinic.doctors.find((doctor) => doctor.id === id);
}

type Mention = { id: string; index: number; confidence: number; negated: boolean };

/** Of several mentions the surest of the last message that has any; equal ones: the first. Undefined when none is meant. */
export function chosenMention(turn: Turn, mentions: Mention[]): string | undefined {
  const lineOf = (index: number) => turn.text.slice(0, index).split('\n').length;
  const meant = mentions.filter((one) => !one.negated);
  const lastLine = Math.max(...meant.map((one) => lineOf(one.index)));
  return meant.filter((one) => lineOf(one.index) === lastLine).sort((a, b) => b.confidence - a.confidence || a.index - b.index)[0]?.id;
}
