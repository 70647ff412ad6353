/**
 * What the stories need from the world, as small interfaces, and the words they use.
 *
 * Glossary
 * - line: a WhatsApp line of a clinic: provider + instance (Evolution instance name or Meta phone-number id).
 * - patient key: the identity of a patient within a clinic (phone digits, else `<id>@lid`, else BSUID).
 * - take-in: writing a webhook's items to their places. turn: one answer to one or more pending messages.
 * - held: a human answers, the bot is silent. wake: telling a worker that something may be due; a hint, never the truth.
 * - withdrawn: a reply that was committed but not sent because a human took over.
 * Postgres holds the truth; queues are hints. All instants are ms since the epoch and come from the caller's clock.
 */
import type { Clinic } from '../domain/clinic.ts';
import type { Decision, TurnSnapshot } from '../domain/conversation.ts';
import type { NewStaffNotification } from '../domain/staff-notification.ts';
import type { PlannedFollowUp } from '../domain/follow-up.ts';
import type { TurnContext } from './gather-context.ts';
import type { DeliveryStatus, Media, PatientMessageKind, Provider } from '../domain/message.ts';

export type Line = { provider: Provider; instance: string };

/** Who made this unit of work: goes with every job and every row. */
export type Trace = { traceId: string; requestId: string; traceparent: string | null };

export type Clock = { now(): number };

/** One event of a trace's story; `data` may hold message text (admin only, audited) and must never be logged. */
export type TraceEvent = {
  traceId: string;
  atMs: number;
  stage: 'ingress' | 'inbound' | 'turn' | 'outbound' | 'status';
  name: string;
  ms: number | null;
  data: Record<string, unknown>;
};

/** The prewarmed view of clinics; a hit costs no Postgres read (SPEC C1). */
export interface ClinicDirectory {
  byLine(line: Line): Promise<Clinic | null>;
  byId(clinicId: string): Promise<Clinic | null>;
}

export type MessageToTakeIn = {
  clinicId: string;
  line: Line;
  providerMessageId: string;
  patientKey: string;
  aliases: string[];
  replyTo: string;
  pushName: string | null;
  kind: PatientMessageKind;
  text: string | null;
  media: Media | null;
  details: Record<string, unknown>;
  sentAtMs: number;
  receivedAtMs: number;
  /** Held only if the hold lasts longer than this: what is replayed after a hold is the bot's again. */
  nowMs: number;
  /** Position in the webhook's body. */
  part: number;
  trace: Trace;
  /** Set when nothing is to be answered (stale, reaction, ...): the row is taken in as ignored. */
  ignoredReason: string | null;
  debounceMs: number;
  burstMaxWaitMs: number;
};

export type UnroutedMessage = {
  line: Line;
  providerMessageId: string;
  kind: PatientMessageKind;
  text: string | null;
  sentAtMs: number;
  receivedAtMs: number;
  part: number;
  trace: Trace;
  reason: string;
};

/** `due` null: nothing to wake (duplicate that is finished, held, or ignored). */
export type TakenIn = { conversationId: string; isNew: boolean; state: 'pending' | 'held' | 'ignored' | 'finished'; dueAtMs: number | null };

export type StatusToApply = {
  line: Line;
  providerMessageId: string;
  outboxId: string | null;
  status: DeliveryStatus;
  errorCode: number | null;
  atMs: number;
  trace: Trace;
};

/** A status that moved one of our messages on, under the trace that the message belongs to. */
export type Delivery = { outboxId: string; traceId: string; requestId: string; status: DeliveryStatus };

export type EchoToApply = {
  clinicId: string;
  line: Line;
  providerMessageId: string;
  chat: string;
  /** Other ids of the patient it was sent to. */
  aliases: string[];
  isLid: boolean;
  text: string | null;
  sentAtMs: number;
  receivedAtMs: number;
  nowMs: number;
  holdUntilMs: number;
  trace: Trace;
  fromApi: boolean;
};
export type EchoOutcome = { outcome: 'own' | 'takeover' | 'ignored'; conversationId: string | null };

export type ChangeToApply = {
  clinicId: string;
  line: Line;
  targetMessageId: string;
  /** An edit without text took the caption away (or could not be read): it deletes nothing. */
  change: { kind: 'edit'; text: string | null } | { kind: 'delete' };
  atMs: number;
  nowMs: number;
  trace: Trace;
  debounceMs: number;
  burstMaxWaitMs: number;
};
/** changed: was pending, is now replaced or superseded; late: already answered; unknown: we never saw it. */
export type ChangeOutcome = { outcome: 'changed' | 'late' | 'unknown'; conversationId: string | null; dueAtMs: number | null };

/** Where a webhook's items go. Every call is one statement, safe to repeat with the same ids. */
export interface InboxStore {
  /** `events` are the story of the webhook, told once; after a merge of identities the answer is about the conversation that is left. */
  takeIn(message: MessageToTakeIn, events: TraceEvent[]): Promise<TakenIn>;
  /** Applies statuses monotonically; returns those whose message is not known (yet). */
  applyStatuses(statuses: StatusToApply[]): Promise<{ delivered: Delivery[]; unknown: StatusToApply[]; wokenConversations: string[] }>;
  applyEcho(echo: EchoToApply): Promise<EchoOutcome>;
  changeMessage(change: ChangeToApply): Promise<ChangeOutcome>;
  /** The patient types: moves the quiet window of pending messages, at most to oldest + burstMaxWait. */
  extendQuiet(input: {
    clinicId: string;
    patientKey: string;
    nowMs: number;
    debounceMs: number;
    burstMaxWaitMs: number;
  }): Promise<{ conversationId: string; dueAtMs: number } | null>;
  mergeIdentity(input: { clinicId: string; oldKey: string; newKey: string; nowMs: number }): Promise<void>;
  recordConnection(line: Line, state: string, atMs: number): Promise<void>;
  /** A patient message on a line that no clinic has: kept as ignored with a reason, without a conversation. */
  takeInUnrouted(message: UnroutedMessage, events: TraceEvent[]): Promise<void>;
  /** The story of a webhook without messages, its acceptance first; told once however often it is recorded. */
  recordStory(events: TraceEvent[]): Promise<void>;
  recordEvents(events: TraceEvent[]): Promise<void>;
}

export type OpenedTurn =
  | { kind: 'opened'; snapshot: TurnSnapshot }
  | { kind: 'nothing_pending' }
  | { kind: 'held' } // pending messages were marked held
  | { kind: 'not_yet'; dueAtMs: number };

export type TurnCommit = {
  turnId: string;
  snapshot: TurnSnapshot;
  decision: Decision;
  /** The reply as it goes out, split into parts within the provider's limits. */
  parts: string[];
  /** False: give up when a message arrived since opening. */
  mayNotBeSuperseded: boolean;
  openedAtMs: number;
  nowMs: number;
  /** When a human takes over by escalation: how long the bot is silent. */
  holdUntilMs: number | null;
  /** Of the turn, for what is sent because of it. */
  traceparent: string | null;
  /** What staff are told of the effects; written with them. */
  notifications?: NewStaffNotification[];
  /** What the patient is written to for if they stay silent; replaces what was planned before. */
  followUp?: PlannedFollowUp | null;
};

export type CommitResult =
  | { kind: 'committed'; outboxIds: string[]; marked: number }
  | { kind: 'superseded' } // a message arrived; nothing was written
  | { kind: 'lost' } // version moved: takeover, zombie, edit; nothing was written
  | { kind: 'conflict' }; // a database constraint refused the effects (slot taken); nothing was written

export interface TurnStore {
  open(input: { conversationId: string; nowMs: number }): Promise<OpenedTurn>;
  commit(commit: TurnCommit): Promise<CommitResult>;
  /** Marks the conversation's pending messages dead-lettered with a reason. */
  deadLetter(conversationId: string, reason: string, nowMs: number): Promise<number>;
  /** Ends the pending messages of a clinic that was removed as ignored; nothing when the clinic is there. */
  ignoreRemovedClinic(conversationId: string, nowMs: number): Promise<number>;
}

export type BusyInterval = { doctorId: string; startMs: number; endMs: number };

/** The one read a slots tool may make, once per call. */
export interface Calendar {
  busy(clinicId: string, doctorIds: string[], fromMs: number, toMs: number): Promise<BusyInterval[]>;
}

/** What the agent is given, besides the tools bound to this clinic and patient. */
export type AgentInput = {
  clinic: Clinic;
  snapshot: TurnSnapshot;
  /** What is remembered and what was taught: data for a model's prompt; the rules give a taught answer where they would have none. Absent: nothing. */
  context?: TurnContext;
  nowMs: number;
  conflicts: number;
  /** Why the reply guard refused the reply made just before for this turn (codes of domain/reply-guard.ts, no text): make it again without. */
  refused?: readonly string[];
};

/** Decides an answer. Reads only through `calendar`; never writes. */
export interface Agent {
  decide(input: AgentInput): Promise<Decision>;
}

/** Hints to the workers. Losing one delays, never loses: the sweeper finds what is due. */
export interface WakeUps {
  /** `reschedule` moves a wake-up that is already waiting; the sweeper doesn't, or it would cut a back-off short. */
  conversation(conversationId: string, dueAtMs: number, options: { reschedule: boolean }): Promise<void>;
  sender(conversationId: string, dueAtMs: number, options: { reschedule: boolean }): Promise<void>;
  /** Something is to be told to the staff of a clinic. */
  staff(clinicId: string, dueAtMs: number, options: { reschedule: boolean }): Promise<void>;
  retryStatuses(statuses: StatusToApply[], attempt: number): Promise<void>;
  /** An edit or deletion that overtook its message. */
  retryChange(change: ChangeToApply, attempt: number): Promise<void>;
}
