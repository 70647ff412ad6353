/** What telling a clinic's staff needs from the world. The words are those of ports.ts. */
import type { Language } from '../domain/clinic.ts';
import type { StaffChannel, StaffNotification } from '../domain/staff-notification.ts';
import type { Line, Trace, TraceEvent } from './ports.ts';

export type ClaimedNotification = {
  notification: StaffNotification;
  channel: StaffChannel;
  /** How often it was claimed: fences whoever delivers it, never goes back. */
  attempts: number;
  trace: Trace;
  /** The message it tells of reached the patient after all. */
  isMoot: boolean;
};

export type NotificationClaim = { kind: 'claimed'; claimed: ClaimedNotification } | { kind: 'none' } | { kind: 'not_due'; dueAtMs: number };

/** What came of telling. `afterMs` null: by our own back-off. `alert`: somebody must act, though it is still tried. */
export type TellResult =
  | { kind: 'delivered' }
  | { kind: 'retry'; reason: string; afterMs: number | null; alert: boolean }
  | { kind: 'failed'; reason: string } // never
  | { kind: 'dropped'; reason: string }; // nobody wants it any more

/** One call of a clinic's webhook. `secret` null: it is not signed. */
export type WebhookCall = { clinicId: string; url: string; secret: string | null; notificationId: string; trace: Trace; body: string };

/** The door to the clinics' own systems. Never throws; `mayStillCall` is asked in the tick of the call. */
export interface StaffWebhook {
  post(call: WebhookCall, mayStillCall: () => boolean): Promise<Exclude<TellResult, { kind: 'dropped' }>>;
}

/** A message to staff, as it goes to the outbox. */
export type StaffMessage = { id: string; attempts: number; clinicId: string; line: Line; to: string; text: string; language: Language; nowMs: number };

/** What is to be told to staff, on Postgres. */
export interface NotificationStore {
  /** Takes the clinic's next one that is due, and leaves it to others again when it was not settled within `leaseMs`. */
  claim(input: { clinicId: string; nowMs: number; leaseMs: number }): Promise<NotificationClaim>;
  /** Records what came of it, if it is still claimed under that attempt number. Repeatable. False: it is not. */
  settle(input: { id: string; attempts: number; result: TellResult; nowMs: number; retryAtMs: number | null; event: TraceEvent }): Promise<boolean>;
  /**
   * Puts a message to staff into the outbox, under the notification's id and so once, in the same statement that ends the notification.
   * Repeatable. Null: it is not claimed under that attempt number.
   */
  handOver(message: StaffMessage, event: TraceEvent): Promise<{ conversationId: string } | null>;
}
