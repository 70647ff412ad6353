/** What follow-ups and reminders need from the world. The words are those of ports.ts. */
import type { Language } from '../domain/clinic.ts';
import type { FollowedConversation, FollowUpSnapshot } from '../domain/follow-up/judge-follow-up.ts';
import type { PlannedReminder } from '../domain/follow-up/reminder-times.ts';
import type { Trace } from './ports.ts';

/** `trace` is that of the turn, or of the booking, that planned it. */
export type OpenedFollowUp =
  { kind: 'opened'; followUp: FollowUpSnapshot; urgency: string; variant: { experiment: string; variant: string } | null; trace: Trace } | { kind: 'closed' }; // sent or cancelled already, unknown, or of a newer version

export type FollowUpCommit = {
  followUpId: string;
  conversation: Pick<FollowedConversation, 'id' | 'version' | 'lastSeq'>;
  text: string;
  language: Language;
  expiresAtMs: number;
  /** How the conversation goes on; null: as it is. */
  change: Pick<FollowedConversation, 'state' | 'context' | 'pendingAction'> | null;
  nowMs: number;
  trace: Trace;
};

export interface FollowUpStore {
  /** Reads everything its judgement depends on, in one statement that locks nothing. */
  open(input: { followUpId: string; nowMs: number }): Promise<OpenedFollowUp>;
  /** Writes its one message to the outbox and marks it sent, in one statement, if nothing it was judged by has changed; else nothing (`lost`). */
  commit(commit: FollowUpCommit): Promise<{ kind: 'committed'; outboxId: string } | { kind: 'lost' }>;
  /** Ends one that is still scheduled; anything else stays as it is. */
  cancel(input: { followUpId: string; reason: string; nowMs: number }): Promise<void>;
  postpone(input: { followUpId: string; dueAtMs: number; reason: string; nowMs: number }): Promise<void>;
}

export type AppointmentToRemind = {
  id: string;
  clinicId: string;
  status: 'booked' | 'cancelled';
  startMs: number;
  /** The start as the database writes it: what is set is set for exactly this one. */
  startsAt: string;
  /** When it was booked or moved last. */
  bookedAtMs: number;
  optedOut: boolean;
  /** The reminders of this very start that went out already. */
  sentKinds: string[];
  trace: Trace;
};

export interface ReminderStore {
  /** Null when its reminders are as they should be. */
  open(appointmentId: string): Promise<AppointmentToRemind | null>;
  /**
   * Puts these in place of whatever reminders of it are scheduled and notes that it is done, in one statement; false and nothing when the
   * appointment is not as it was opened.
   */
  set(input: { appointment: AppointmentToRemind; reminders: (PlannedReminder & { id: string })[]; nowMs: number }): Promise<boolean>;
}
