import type { Language } from './clinic.ts';
import type { Media, PatientMessageKind } from './message.ts';

/** The states of a conversation (see conversation-state.ts for the whole table). */
export const STATES = ['idle', 'service_inquiry', 'booking_new', 'booking_confirmation', 'rescheduling', 'canceling', 'awaiting_info', 'escalated'] as const;
export type ConversationState = (typeof STATES)[number];

/** What the conversation is about right now. Dates are local to the clinic: YYYY-MM-DD and HH:MM. */
export type ConversationContext = {
  serviceId?: string;
  serviceName?: string;
  doctorId?: string;
  appointmentId?: string;
  requestedDate?: string;
  requestedTime?: string;
  missingFields?: string[];
  /** Who the appointment is for, when the patient said a name. */
  patientName?: string;
  /** Slots offered last, so that "the second one" and "at 3 then" can be understood. Local start, doctor and service. */
  offered?: { doctorId: string; serviceId: string; start: string }[];
  /** Pain that is still without an appointment: how soon it must be seen, until the need is met or dropped. */
  urgency?: 'urgent' | 'high';
  /** Free for the agent: small, JSON, survives between turns. */
  memo?: Record<string, unknown>;
};

/** Something the conversation had open before the current message; judged for relevance before it enters a prompt or a reply. */
export type PendingAction = {
  type: 'inquire' | 'book' | 'confirm_booking' | 'reschedule' | 'confirm_reschedule' | 'cancel' | 'confirm_cancel' | 'ask_info';
  /** In English, for the relevance checker and for engineers; never shown to a patient. */
  description: string;
  slots: Record<string, string>;
};

export type PendingMessage = {
  id: string;
  seq: number;
  kind: PatientMessageKind;
  text: string | null;
  media: Media | null;
  /** Provider's time and our ingress time, ms since the epoch. */
  sentAtMs: number;
  receivedAtMs: number;
  providerMessageId: string;
  traceId: string;
  requestId: string;
  traceparent: string | null;
};

export type Appointment = {
  id: string;
  serviceId: string;
  doctorId: string;
  /** Instants, ms since the epoch. */
  startMs: number;
  endMs: number;
  status: 'booked' | 'cancelled';
  patientName: string | null;
};

export type HistoryEntry = { role: 'patient' | 'bot' | 'human'; text: string; atMs: number };

/** Everything of one conversation that a decision may depend on, read in one statement. */
export type TurnSnapshot = {
  conversation: {
    id: string;
    clinicId: string;
    /** The line the latest message came in on: where the answer goes out. */
    line: { provider: 'evolution' | 'meta'; instance: string };
    patientKey: string;
    replyTo: string;
    version: number;
    lastSeq: number;
    state: ConversationState;
    context: ConversationContext;
    pendingAction: PendingAction | null;
    heldUntilMs: number | null;
    quietUntilMs: number | null;
    /** Turns committed in the last ten minutes (bot-loop guard). */
    recentTurns: number;
    /** Committed turns since the beginning; 0 means the first reply to a new patient. */
    totalTurns: number;
    lastInboundAtMs: number | null;
  };
  session: { id: string; startedAtMs: number; language: Language | null; isNew: boolean };
  patient: {
    id: string;
    key: string;
    name: string | null;
    pushName: string | null;
    language: Language | null;
    languageIsExplicit: boolean;
    optedOut: boolean;
    /** Something was learned of them before (memory-ports.ts); a memory provider outside may know more. */
    isRemembered: boolean;
  };
  /** The patient's booked future appointments, soonest first, then the latest past one (for "the same as last time"). */
  appointments: Appointment[];
  /** In order (provider second, ingress ms, position, seq). */
  messages: PendingMessage[];
  /** The last messages before the pending ones, oldest first. */
  history: HistoryEntry[];
};

/** What a turn changes besides its reply. Committed in the same statement; ids are made by the turn. Instants in ms since the epoch. */
export type Effect =
  | { kind: 'book'; appointmentId: string; serviceId: string; doctorId: string; startMs: number; endMs: number; patientName: string | null }
  | { kind: 'reschedule'; appointmentId: string; doctorId: string; startMs: number; endMs: number }
  | { kind: 'cancel'; appointmentId: string }
  /** The patient said that they will come. */
  | { kind: 'confirm'; appointmentId: string }
  | { kind: 'escalate'; reason: string }
  | { kind: 'schedule_follow_up'; followUpId: string; followUpKind: string; urgency: 'urgent' | 'high' | 'medium' | 'low'; dueAtMs: number; note: string };

/** One thing a turn looked at or did on its way, for the attestation. Never a patient's text. */
export type ToolRecord = {
  tool: string;
  ok: boolean;
  errors?: string[];
  suggestions?: string[];
  ms?: number;
  /** What became of a change that a model asked for: it is prepared, and made only when the patient has confirmed it. */
  outcome?: string;
};

/**
 * What a language model had to do with a turn. `fellBack`: why the rules finished it; `cutShort`: why it was not heard to the end, though what it
 * had prepared stands. Cost in millionths of a dollar.
 */
export type ModelShare = { rounds: number; costMicroUsd: number; fellBack: string | null; cutShort: string | null };

export type RelevanceVerdict = { relevant: boolean; dropPending: boolean; score: number; reason: string };

/** The outcome of deciding: the reply, what it changes, and the conversation afterwards. */
export type Decision = {
  /** One reply in one language; empty string: nothing to say (then `ignoredReason` says why). */
  reply: string;
  language: Language;
  ignoredReason?: string;
  effects: Effect[];
  state: ConversationState;
  context: ConversationContext;
  pendingAction: PendingAction | null;
  /** What was learned of the patient. */
  patient?: { name?: string; language?: Language; languageIsExplicit?: boolean; optedOut?: boolean };
  sessionLanguage: Language;
  attestation: Attestation;
};

/** Why it said that: recorded with every reply (SPEC M12). */
export type Attestation = {
  agent: 'rules' | 'llm' | 'fallback';
  configSource: string;
  state: { from: ConversationState; event: string; to: ConversationState };
  language: { language: Language; source: string };
  intents: { intent: string; confidence: number }[];
  relevance: RelevanceVerdict | null;
  tools: ToolRecord[];
  memory: { source: string; ageMs: number | null; items: number };
  scopeId: string | null;
  snippets: string[];
  model: string | null;
  tokens: { prompt: number; completion: number } | null;
  /** Absent when no model belongs to the agent that decided. */
  modelShare?: ModelShare;
  timingsMs: Record<string, number>;
  redecisions: number;
  /** How soon the patient must be seen, by the words of the messages. */
  urgency?: 'urgent' | 'high' | 'medium' | 'low';
  /** What the patient will be written to for when they stay silent. */
  followUp?: { kind: string; urgency: string; dueAtMs: number; announced: boolean; experiment?: string; variant?: string };
  /** What the reply guard found: the problems of every refused reply, how often one was made, and whether a safe text stands in for it. */
  guard?: { problems: string[]; attempts: number; replaced: boolean };
};
