/**
 * What the admin API needs from the world, one small interface per capability. Views carry instants in ms since the epoch;
 * the routes turn them into ISO 8601. Text, names and numbers in views are for authorised staff only and never for a log.
 */
import type { Clinic } from '../domain/clinic.ts';
import type { WebhookItem } from '../domain/message.ts';
import type { Line, Trace, TraceEvent } from '../pipeline/ports.ts';

/** Narrows a list: to a clinic, and to one patient by phone digits, `<id>@lid` or BSUID (an alias finds the same patient). */
export type Scope = { clinicId: string | null; from: string | null };
export type Page = { limit: number; offset: number };

/** `lines` are those before and after the change: whoever caches clinics must forget them all. */
export type StoredClinic = { kind: 'stored'; created: boolean; lines: Line[] };
export type LineTaken = { kind: 'line_taken'; lines: Line[] };

export interface ClinicAdmin {
  /** Creates or replaces a clinic with its lines in one transaction; nothing is written when a line belongs to another clinic. */
  put(clinic: Clinic, nowMs: number): Promise<StoredClinic | LineTaken>;
  /** With credentials: the caller masks them. */
  get(clinicId: string): Promise<Clinic | null>;
  list(): Promise<Clinic[]>;
  /** Removes a clinic and its lines; waiting messages end as ignored, unsent replies are withdrawn. Null: unknown. */
  remove(clinicId: string, nowMs: number): Promise<{ lines: Line[] } | null>;
}

export type MessageView = {
  direction: 'in' | 'out' | 'human';
  text: string | null;
  atMs: number;
  traceId: string;
  providerMessageId: string | null;
  /** in: the inbox state; out and human: the delivery status once sent, else the outbox state. */
  status: string;
};

export type ConversationView = {
  id: string;
  clinicId: string;
  from: string;
  language: string | null;
  state: string;
  context: Record<string, unknown>;
  heldUntilMs: number | null;
  version: number;
  /** As the patient saw them, oldest first; the newest ones when there are more than asked for. */
  messages: MessageView[];
};

export interface ConversationAdmin {
  /** Most recently active first. */
  list(scope: Scope, page: Page & { messageLimit: number }): Promise<ConversationView[]>;
  /** Silences the bot at once, also for an answer already being made. Null: unknown conversation. */
  takeover(conversationId: string, nowMs: number): Promise<ConversationView | null>;
  /** The bot answers again from now on; messages held for the human stay his. Null: unknown conversation. */
  resume(conversationId: string, nowMs: number): Promise<ConversationView | null>;
  /** Takes over and queues a message of staff, in one statement. Null: unknown conversation. */
  write(message: { outboxId: string; conversationId: string; text: string; nowMs: number; trace: Trace }): Promise<ConversationView | null>;
}

export type AppointmentView = {
  id: string;
  clinicId: string;
  from: string;
  serviceId: string;
  doctorId: string;
  startMs: number;
  endMs: number;
  status: 'booked' | 'cancelled';
  patientName: string | null;
  createdBy: 'bot' | 'staff';
  traceId: string | null;
  /** When the patient said they will come; a move takes it back. */
  confirmedAtMs: number | null;
  /** The clinic's time zone; UTC when the clinic is gone. */
  timezone: string;
};

export type NewAppointment = Omit<AppointmentView, 'timezone' | 'patientName' | 'traceId' | 'confirmedAtMs'> & {
  patientName: string | null;
  traceId: string;
  patientId: string;
};
export type AppointmentChange = { id: string; startMs: number | null; status: 'booked' | 'cancelled' | null };
export type AppointmentOutcome = { kind: 'stored'; appointment: AppointmentView } | { kind: 'overlaps' } | { kind: 'id_taken' } | { kind: 'not_found' };

export interface AppointmentAdmin {
  /** Soonest first. */
  list(scope: Scope, page: Page): Promise<AppointmentView[]>;
  /** The patient is found by `from` or made with `patientId`. Two booked ones of a doctor never overlap. */
  book(appointment: NewAppointment, nowMs: number): Promise<AppointmentOutcome>;
  /** A new start keeps the duration. */
  change(change: AppointmentChange, nowMs: number): Promise<AppointmentOutcome>;
}

/** `reason`: why it was cancelled or withdrawn. A reminder names its appointment. */
export type FollowUpView = {
  id: string;
  kind: string;
  urgency: string;
  dueAtMs: number;
  status: 'scheduled' | 'sent' | 'cancelled';
  reason: string | null;
  appointmentId: string | null;
  traceId: string | null;
  experiment: string | null;
  variant: string | null;
};

export type NotificationView = {
  id: string;
  clinicId: string;
  conversationId: string | null;
  channel: 'webhook' | 'whatsapp';
  event: string;
  /** dropped: nobody wants it any more. uncertain: a WhatsApp message of unknown outcome. */
  state: 'queued' | 'sending' | 'delivered' | 'uncertain' | 'failed' | 'dropped';
  reason: string | null;
  attempts: number;
  atMs: number;
  /** When it is tried next; null once it ended. */
  dueAtMs: number | null;
  deliveredAtMs: number | null;
  traceId: string;
};

export interface NotificationAdmin {
  /** Newest first. */
  list(filter: { clinicId: string | null; state: NotificationView['state'] | null }, page: Page): Promise<NotificationView[]>;
  /** One that failed or was dropped is tried again from now on. Null: it is not of these. */
  retry(id: string, nowMs: number): Promise<{ clinicId: string } | null>;
}

export interface FollowUpReader {
  list(scope: Scope, page: Page): Promise<FollowUpView[]>;
}

/** An item as shown in a trace (webhooks/README of the providers says what each field means). */
export type ItemView = Pick<WebhookItem, 'from' | 'replyTo' | 'chat' | 'text' | 'messageId' | 'instance' | 'reason'> & { kind: string };

export type TurnView = { id: string; outcome: string; traceIds: string[]; attestation: Record<string, unknown>; openedAtMs: number; committedAtMs: number };
export type OutboxView = {
  id: string;
  turnId: string | null;
  origin: string;
  state: string;
  reason: string | null;
  text: string;
  attempts: number;
  createdAtMs: number;
  claimedAtMs: number | null;
  sentAtMs: number | null;
  providerMessageId: string | null;
  deliveryStatus: string | null;
  deliveryAtMs: number | null;
};
export type TraceMessageView = {
  id: string;
  direction: 'in' | 'human';
  item: ItemView;
  status: string;
  sentAtMs: number;
  receivedAtMs: number;
  turnId: string | null;
};

/** All rows that belong to one trace: what was recorded, and the rows it led to. */
export type TraceRecord = { recorded: Omit<TraceEvent, 'traceId'>[]; messages: TraceMessageView[]; turns: TurnView[]; outbox: OutboxView[] };

export interface TraceReader {
  /** Null: nothing is known of this trace. Also finds turns and replies that a later message of the same burst led to. */
  read(traceId: string): Promise<TraceRecord | null>;
}

export type Ledger = {
  answered: number;
  merged: number;
  superseded: number;
  held: number;
  deadLettered: number;
  pending: number;
  ignored: Record<string, number>;
  outbox: { queued: number; sent: number; uncertain: number; failed: number; withdrawn: number };
};

export interface LedgerReader {
  /** All counts are of one instant (one statement), so that they add up under load. */
  read(clinicId: string | null): Promise<Ledger>;
}

export type DeadLetterStatus = 'open' | 'replayed' | 'discarded';
export type DeadLetter = {
  id: string;
  queue: string;
  reason: string;
  traceId: string | null;
  clinicId: string | null;
  conversationId: string | null;
  status: DeadLetterStatus;
  createdAtMs: number;
  payload: unknown;
};

export interface DeadLetterAdmin {
  /** Oldest first, without payloads. */
  list(filter: { status: DeadLetterStatus; queue: string | null }, page: Page): Promise<Omit<DeadLetter, 'payload'>[]>;
  get(id: string): Promise<DeadLetter | null>;
  /** Dead-lettered messages of the conversation wait for an answer again, those given or (null) all; returns how many. */
  revive(conversationId: string, messageIds: string[] | null): Promise<number>;
  /** Closes an open one; a discarded one loses its payload. False: it was not open. */
  close(id: string, status: 'replayed' | 'discarded', nowMs: number): Promise<boolean>;
}

/** Puts a dead letter's payload back on its queue; may be repeated (taking in twice changes nothing). */
export type Requeue = (letter: DeadLetter) => Promise<void>;

/** How many rows of each kind an erasure removed or stripped. */
export type ErasureReport = Record<
  | 'conversations'
  | 'messages'
  | 'turns'
  | 'outbox'
  | 'staffMessages'
  | 'appointments'
  | 'followUps'
  | 'notifications'
  | 'sessions'
  | 'memories'
  | 'aliases'
  | 'traceEvents'
  | 'deadLetters'
  | 'patients',
  number
>;

export interface PatientAdmin {
  /** Erases a patient of one clinic everywhere in Postgres; booked slots stay, without identity. Counts are zero when nothing was there. */
  erase(input: { clinicId: string; from: string; nowMs: number }): Promise<ErasureReport>;
}

/** `subject` and `data` hold ids and counts only: an audit entry outlives an erasure. */
export type AuditEntry = { atMs: number; actor: string; action: string; subject: string; data: Record<string, unknown> };

export interface AuditLog {
  record(entry: AuditEntry): Promise<void>;
}
