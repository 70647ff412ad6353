import type { Clinic } from './clinic.ts';
import type { Decision, Effect, PendingAction, TurnSnapshot } from './conversation.ts';
import { delayFor } from './follow-up/delay.ts';
import { afterQuietHours, quietHoursOf } from './follow-up/quiet-hours.ts';
import { FOLLOW_UP_TEXTS } from './follow-up/texts.ts';
import { toLocal } from './local-time.ts';
import { formatDayAndTime, formatTime } from './understanding/when/format-when.ts';
import type { Urgency } from './understanding/understanding.ts';

/** A follow-up as a turn plans it; `dueAtMs` lies outside the clinic's quiet hours, except for urgent pain. Announced: the patient was told when. */
export type PlannedFollowUp = {
  id: string;
  kind: string;
  urgency: Urgency;
  note: string;
  dueAtMs: number;
  announced: boolean;
  experiment: string | null;
  variant: string | null;
};

export type FollowUpPlan = { decision: Decision; followUp: PlannedFollowUp | null };

type Input = { clinic: Clinic; snapshot: TurnSnapshot; decision: Decision; nowMs: number; newId: () => string };
type Wanted = { kind: string; urgency: Urgency; note: string; effect: Extract<Effect, { kind: 'schedule_follow_up' }> | null };

const MINUTE_MS = 60_000;
/** Whose kind begins with this belongs to an appointment and outlives a reply; what the agent plans never does. */
const REMINDER = /^reminder/iu;

/**
 * What becomes of a turn when the patient does not answer it: at most one follow-up, which replaces any older one. What the agent promised
 * comes first, and the patient is told when in the same reply; else one for what the patient left open, unannounced. None for who opted
 * out, and none for a conversation that was handed over, except urgent pain. Changes only the notice, the context's urgency and the attestation.
 */
export function planFollowUp(input: Input): FollowUpPlan {
  const { clinic, snapshot, nowMs } = input;
  const decision = withUrgency(input);
  const wanted = mayWriteAgain(clinic, { optedOut: decision.patient?.optedOut ?? snapshot.patient.optedOut })
    ? (promised(decision) ?? leftOpen(decision))
    : null;
  if (!wanted) return { decision: withoutPromises(decision), followUp: null };

  const { minutes, experiment, variant } = delayFor(clinic.settings, wanted.urgency, snapshot.conversation.id);
  const wantedMs = askedFor(wanted, clinic, nowMs) ?? nowMs + minutes * MINUTE_MS;
  // while people have it, it is they who are told, at any hour; should it come to a message, that waits for the morning when it is due
  const dueAtMs = wanted.kind === 'urgent_pain' ? wantedMs : afterQuietHours(wantedMs, quietHoursOf(clinic));
  const id = wanted.effect?.followUpId ?? input.newId();
  const { kind, urgency, note } = wanted;
  const announced = wanted.effect !== null && decision.reply !== '';
  const followUp = { id, kind, urgency, note, dueAtMs, announced, experiment, variant };
  return { decision: { ...withNotice(decision, followUp, input), attestation: attested(decision, followUp) }, followUp };
}

/** Whether a follow-up can be planned at all: whoever it can't be is promised none. */
export function mayWriteAgain({ settings }: Clinic, { optedOut }: Pick<TurnSnapshot['patient'], 'optedOut'>): boolean {
  return settings.followUps !== 'off' && !optedOut;
}

/** The agent may have called the tool more than once: the last word counts. */
function promised({ effects }: Decision): Wanted | null {
  const effect = effects.findLast((one) => one.kind === 'schedule_follow_up');
  if (!effect) return null;
  const kind = REMINDER.test(effect.followUpKind) ? 'asked' : effect.followUpKind;
  return { kind, urgency: effect.urgency, note: effect.note, effect };
}

/** A time the patient named; null when the delay of the urgency is meant, which an experiment may vary. */
function askedFor({ effect, urgency }: Wanted, { settings }: Clinic, nowMs: number): number | null {
  return effect && effect.dueAtMs !== nowMs + settings.followUpMinutes[urgency] * MINUTE_MS ? effect.dueAtMs : null;
}

type Open = Pick<Wanted, 'kind' | 'urgency'>;
const LEFT_OPEN: Record<PendingAction['type'], Open | null> = {
  confirm_booking: { kind: 'unfinished_booking', urgency: 'high' },
  book: { kind: 'unfinished_booking', urgency: 'medium' },
  confirm_reschedule: { kind: 'unfinished_move', urgency: 'high' },
  reschedule: { kind: 'unfinished_move', urgency: 'medium' },
  confirm_cancel: { kind: 'unfinished_cancellation', urgency: 'medium' },
  cancel: { kind: 'unfinished_cancellation', urgency: 'medium' },
  inquire: { kind: 'inquiry', urgency: 'low' },
  ask_info: null,
};

/** What kind of follow-up a pending action deserves; null for what needs none. */
export function followUpFor(pending: PendingAction | null): Open | null {
  if (!pending) return null;
  // A yes could only be given to what is named.
  if (pending.type !== 'book' && pending.type !== 'reschedule' && pending.type !== 'cancel' && pending.slots['serviceId'] === undefined) return null;
  return LEFT_OPEN[pending.type];
}

function leftOpen(decision: Decision): Wanted | null {
  const automatic = (open: Open): Wanted => ({ ...open, note: '', effect: null });
  if (decision.state === 'escalated') return decision.attestation.urgency === 'urgent' ? automatic({ kind: 'urgent_pain', urgency: 'urgent' }) : null;
  const open = followUpFor(decision.pendingAction);
  // A thank-you or a goodbye was the answer to an offer; only the turn that made it is followed up.
  if (open?.kind === 'inquiry' && decision.attestation.state?.event === 'chat') return null;
  if (open?.kind !== 'unfinished_booking') return open && automatic(open);
  const pain = decision.context.urgency;
  return automatic(pain ? { kind: 'pain', urgency: pain } : open);
}

/** Pain stays in the context for as long as a booking is open: "tomorrow at ten?" is not less urgent than the message before it. */
function withUrgency({ decision, snapshot }: Input): Decision {
  const { urgency: _, ...context } = decision.context;
  const said = decision.attestation.urgency;
  const before = snapshot.conversation.context.urgency;
  const pain = said === 'urgent' || before === 'urgent' ? 'urgent' : said === 'high' || before === 'high' ? 'high' : null;
  const isOpen = followUpFor(decision.pendingAction)?.kind === 'unfinished_booking';
  return { ...decision, context: { ...context, ...(pain && isOpen ? { urgency: pain } : {}) } };
}

/** What is not planned is not claimed either. */
function withoutPromises(decision: Decision): Decision {
  return { ...decision, effects: decision.effects.filter((effect) => effect.kind !== 'schedule_follow_up') };
}

function withNotice(decision: Decision, { announced, dueAtMs }: PlannedFollowUp, { clinic, nowMs }: Input): Decision {
  if (!announced) return decision;
  const texts = FOLLOW_UP_TEXTS[decision.language];
  const due = `${toLocal(dueAtMs, clinic.timezone)}:00`;
  const isToday = due.slice(0, 10) === toLocal(nowMs, clinic.timezone).slice(0, 10);
  const when = isToday ? texts.today(formatTime(due, decision.language)) : formatDayAndTime(due, decision.language);
  return { ...decision, reply: `${decision.reply}\n\n${texts.notice(when)}` };
}

function attested({ attestation }: Decision, { kind, urgency, dueAtMs, announced, experiment, variant }: PlannedFollowUp): Decision['attestation'] {
  const assignment = experiment !== null && variant !== null ? { experiment, variant } : {};
  return { ...attestation, followUp: { kind, urgency, dueAtMs, announced, ...assignment } };
}
