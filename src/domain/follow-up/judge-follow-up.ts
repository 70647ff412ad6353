import type { Clinic, Language } from '../clinic.ts';
import { transition } from '../conversation-state.ts';
import type { Appointment, ConversationContext, ConversationState, PendingAction } from '../conversation.ts';
import { followUpFor } from '../follow-up.ts';
import type { Memo } from '../rules-agent/turn.ts';
import { serviceName, doctorName } from '../rules-agent/words.ts';
import { toLocal } from '../local-time.ts';
import { afterQuietHours, nextQuietStart, quietHoursOf } from './quiet-hours.ts';
import { isReminder } from './reminder-times.ts';
import { followUpText, reminderText } from './wording.ts';

/** The conversation of a follow-up as it is now. */
export type FollowedConversation = {
  id: string;
  version: number;
  lastSeq: number;
  provider: 'evolution' | 'meta';
  state: ConversationState;
  context: ConversationContext;
  pendingAction: PendingAction | null;
  heldUntilMs: number | null;
  /** When the patient's latest message that counts as one was received. */
  lastHeardAtMs: number | null;
  /** The provider's time of the latest message: Meta's window counts from it. */
  lastInboundAtMs: number | null;
  /** A message waits for its answer. */
  hasPending: boolean;
};

/** Everything the judgement of a due follow-up depends on, read in one statement. */
export type FollowUpSnapshot = {
  id: string;
  clinicId: string;
  kind: string;
  dueAtMs: number;
  createdAtMs: number;
  announced: boolean;
  /** Null: the patient never wrote to us. */
  conversation: FollowedConversation | null;
  patient: { language: Language | null; languageIsExplicit: boolean; sessionLanguage: Language | null; optedOut: boolean };
  /** Of a reminder: the appointment as it is now, and the start that was planned for. */
  appointment: Appointment | null;
  appointmentStartMs: number | null;
  /** A later reminder of the same appointment is due as well. */
  isOutrun: boolean;
  /** The patient has an appointment to come that was made or changed since. */
  hasBookedSince: boolean;
};

export type FollowUpVerdict =
  | { kind: 'wait'; untilMs: number; reason: string }
  | { kind: 'cancel'; reason: string }
  | {
      kind: 'send';
      text: string;
      language: Language;
      /** Not sent later than this: a line that is away must not make it a message in the night, or after the appointment. */
      expiresAtMs: number;
      /** How the conversation goes on; null: as it is. */
      change: Pick<FollowedConversation, 'state' | 'context' | 'pendingAction'> | null;
    };

type Input = { followUp: FollowUpSnapshot; clinic: Clinic; nowMs: number; hasTemplate: boolean };
type Known = Input & { conversation: FollowedConversation };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WINDOW_MS = 24 * HOUR_MS - MINUTE_MS;
/** A follow-up that could not be sent for this long is about something long past. */
const FOLLOW_UP_LATE_MS = 24 * HOUR_MS;
/** Later than this before an appointment nobody needs to be reminded of it. */
const REMINDER_NOTICE_MS = 15 * MINUTE_MS;
/** Who is in the middle of a conversation is not interrupted: a yes would be taken for the answer to something else. */
const CONVERSATION_PAUSE_MS = 10 * MINUTE_MS;
const SEND_WITHIN_MS = 2 * HOUR_MS;

/** Judges a follow-up again now that it is due: whether it is still wanted, allowed at this time of day, and possible; and then what it says. */
export function judgeFollowUp(input: Input): FollowUpVerdict {
  const { followUp, nowMs } = input;
  const { conversation } = followUp;
  if (followUp.patient.optedOut) return cancel('opted_out');
  if (!conversation) return cancel('never_wrote');
  if (nowMs < followUp.dueAtMs) return { kind: 'wait', untilMs: followUp.dueAtMs, reason: 'not_due' };
  const known = { ...input, conversation };
  const verdict = isReminder(followUp.kind) ? judgeReminder(known) : judgeUnanswered(known);
  if (verdict.kind !== 'send') return verdict;
  const { provider, lastInboundAtMs } = conversation;
  const isOpen = provider !== 'meta' || (lastInboundAtMs !== null && nowMs - lastInboundAtMs < WINDOW_MS);
  return isOpen || input.hasTemplate ? verdict : cancel('window_closed');
}

function judgeUnanswered({ followUp, conversation, clinic, nowMs }: Known): FollowUpVerdict {
  const { kind, createdAtMs, dueAtMs, announced } = followUp;
  const { pendingAction, context } = conversation;
  if (clinic.settings.followUps === 'off') return cancel('switched_off');
  // who writes "hello??" while people have it is still waiting for them
  if (kind === 'urgent_pain' && isHeld(conversation, nowMs)) return cancel('held');
  if (conversation.hasPending || (conversation.lastHeardAtMs ?? 0) > createdAtMs) return cancel('patient_wrote');
  if (isHeld(conversation, nowMs)) return cancel('held');
  if (followUp.hasBookedSince) return cancel('booked');
  if (nowMs - dueAtMs > FOLLOW_UP_LATE_MS) return cancel('too_late');
  const isPain = kind === 'urgent_pain' || kind === 'pain';
  if (!announced && !isPain && !followUpFor(pendingAction)) return cancel('settled');
  const quietUntilMs = afterQuietHours(nowMs, quietHoursOf(clinic));
  if (quietUntilMs > nowMs) return { kind: 'wait', untilMs: quietUntilMs, reason: 'quiet_hours' };
  const language = languageOf(followUp, clinic);
  const text = followUpText({ clinic, language, nowMs, kind, context, pendingAction });
  return { kind: 'send', text, language, expiresAtMs: expiryOf(clinic, nowMs, Infinity), change: null };
}

function judgeReminder({ followUp, conversation, clinic, nowMs }: Known): FollowUpVerdict {
  const { appointment, appointmentStartMs } = followUp;
  if (!appointment || appointment.status === 'cancelled') return cancel('appointment_cancelled');
  if (appointment.startMs !== appointmentStartMs) return cancel('appointment_moved');
  const latestMs = appointment.startMs - REMINDER_NOTICE_MS;
  if (nowMs > latestMs) return cancel('too_late');
  if (followUp.isOutrun) return cancel('outrun');
  const waiting = waitOf(conversation, clinic, nowMs);
  if (waiting) return waiting.untilMs > latestMs ? cancel(waiting.reason) : waiting;
  const language = languageOf(followUp, clinic);
  return {
    kind: 'send',
    text: reminderText(appointment, { clinic, language }),
    language,
    expiresAtMs: expiryOf(clinic, nowMs, latestMs),
    change: asked(conversation, appointment, clinic),
  };
}

/** Why a reminder can't go out right now, and when it can. */
function waitOf(conversation: FollowedConversation, clinic: Clinic, nowMs: number): (FollowUpVerdict & { kind: 'wait' }) | null {
  const { heldUntilMs, lastHeardAtMs, hasPending } = conversation;
  if (heldUntilMs !== null && heldUntilMs > nowMs) return { kind: 'wait', untilMs: heldUntilMs, reason: 'held' };
  const pauseMs = hasPending ? nowMs + MINUTE_MS : (lastHeardAtMs ?? -Infinity) + CONVERSATION_PAUSE_MS;
  if (pauseMs > nowMs && (hasPending || conversation.pendingAction !== null)) return { kind: 'wait', untilMs: pauseMs, reason: 'in_conversation' };
  const quietUntilMs = afterQuietHours(nowMs, quietHoursOf(clinic));
  return quietUntilMs > nowMs ? { kind: 'wait', untilMs: quietUntilMs, reason: 'quiet_hours' } : null;
}

/** The conversation once the patient was asked whether they will come. A booking, move or cancellation that was open before stays open; an old offer gives way. */
function asked(
  conversation: FollowedConversation,
  appointment: Appointment,
  clinic: Clinic,
): Pick<FollowedConversation, 'state' | 'context' | 'pendingAction'> {
  const reminder: Memo['reminder'] = { appointmentId: appointment.id, fresh: true };
  const { state, context, pendingAction } = conversation;
  const memo = (context.memo ?? {}) as Memo;
  const isDraft = pendingAction !== null && pendingAction.type !== 'inquire' && pendingAction.type !== 'ask_info' && state !== 'escalated';
  if (isDraft) return { state, pendingAction, context: { ...context, memo: { ...memo, reminder } } };
  const kept = memo.dropped ? { dropped: memo.dropped } : {};
  const start = toLocal(appointment.startMs, clinic.timezone);
  const spoken = { clinic, language: 'en' as const };
  const [service, doctor] = [serviceName(spoken, appointment.serviceId), doctorName(spoken, appointment.doctorId)];
  return {
    state: transition(state === 'escalated' ? 'idle' : state, 'ask_info').state,
    context: { memo: { ...kept, reminder } },
    pendingAction: {
      type: 'ask_info',
      description: `Reminded of the appointment: ${service} with ${doctor} on ${start.replace('T', ' ')}; asked whether the patient will come (yes/no)`,
      slots: { service, serviceId: appointment.serviceId, doctor, doctorId: appointment.doctorId, start, appointmentId: appointment.id },
    },
  };
}

function languageOf({ patient }: FollowUpSnapshot, clinic: Clinic): Language {
  const known = patient.languageIsExplicit ? patient.language : (patient.sessionLanguage ?? patient.language);
  return known && clinic.languages.includes(known) ? known : clinic.defaultLanguage;
}

function isHeld({ heldUntilMs }: FollowedConversation, nowMs: number): boolean {
  return heldUntilMs !== null && heldUntilMs > nowMs;
}

function expiryOf(clinic: Clinic, nowMs: number, latestMs: number): number {
  return Math.min(nowMs + SEND_WITHIN_MS, nextQuietStart(nowMs, quietHoursOf(clinic)) ?? Infinity, latestMs);
}

function cancel(reason: string): FollowUpVerdict & { kind: 'cancel' } {
  return { kind: 'cancel', reason };
}
