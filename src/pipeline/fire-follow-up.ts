import { judgeFollowUp } from '../domain/follow-up/judge-follow-up.ts';
import type { FollowUpStore, OpenedFollowUp } from './follow-up-ports.ts';
import type { ClinicDirectory, Clock, Trace, WakeUps } from './ports.ts';

export type FireFollowUpPorts = { clinics: ClinicDirectory; followUps: FollowUpStore; wakeUps: Pick<WakeUps, 'sender'>; clock: Clock };

/** `hasTemplate`: outside Meta's 24-hour window there is a template to send it as. */
export type FireFollowUpPolicy = { hasTemplate: boolean };

type Fired = {
  followUpId: string;
  followUpKind: string;
  clinicId: string;
  conversationId: string | null;
  trace: Trace;
  lateMs: number;
  variant: string | null;
};

/** Every way a due follow-up can end: the log field, the metric label, and the list of tests. */
export type FollowUpOutcome =
  | (Fired & { kind: 'sent'; outboxId: string })
  | (Fired & { kind: 'cancelled'; reason: string })
  | (Fired & { kind: 'postponed'; reason: string; dueAtMs: number })
  | { kind: 'closed' | 'contended'; followUpId: string };

/** Opened and given up more often than this within one job: the sweeper wakes it again. */
const MAX_OPENINGS = 5;

/**
 * Judges a follow-up or a reminder again now that it is due, and sends it, puts it off or cancels it. Sending is one statement that compares
 * the version of the conversation it was judged by: a reply, a booking, a takeover or a second worker fails that compare, nothing was
 * written, and it is judged again. So each is sent at most once, whoever fires it and however often.
 */
export async function fireFollowUp(followUpId: string, policy: FireFollowUpPolicy, ports: FireFollowUpPorts): Promise<FollowUpOutcome> {
  for (let openings = 0; openings < MAX_OPENINGS; openings += 1) {
    const nowMs = ports.clock.now();
    const opened = await ports.followUps.open({ followUpId, nowMs });
    if (opened.kind === 'closed') return { kind: 'closed', followUpId };

    const { followUp, trace } = opened;
    const fired = firedOf(opened, nowMs);
    const clinic = await ports.clinics.byId(followUp.clinicId);
    const verdict = clinic ? judgeFollowUp({ followUp, clinic, nowMs, ...policy }) : ({ kind: 'cancel', reason: 'clinic_gone' } as const);

    if (verdict.kind === 'cancel') {
      await ports.followUps.cancel({ followUpId, reason: verdict.reason, nowMs });
      return { ...fired, kind: 'cancelled', reason: verdict.reason };
    }
    if (verdict.kind === 'wait') {
      const { untilMs: dueAtMs, reason } = verdict;
      if (dueAtMs > followUp.dueAtMs) await ports.followUps.postpone({ followUpId, dueAtMs, reason, nowMs });
      return { ...fired, kind: 'postponed', reason, dueAtMs };
    }
    const { conversation } = followUp;
    if (!conversation) return { kind: 'closed', followUpId };
    const { text, language, expiresAtMs, change } = verdict;
    const committed = await ports.followUps.commit({ followUpId, conversation, text, language, expiresAtMs, change, nowMs, trace });
    if (committed.kind === 'committed') {
      await ports.wakeUps.sender(conversation.id, ports.clock.now(), { reschedule: true });
      return { ...fired, kind: 'sent', outboxId: committed.outboxId };
    }
    // lost: the conversation moved on, so judge it again on fresh facts
  }
  return { kind: 'contended', followUpId };
}

function firedOf({ followUp, trace, variant }: Extract<OpenedFollowUp, { kind: 'opened' }>, nowMs: number): Fired {
  return {
    followUpId: followUp.id,
    followUpKind: followUp.kind,
    clinicId: followUp.clinicId,
    conversationId: followUp.conversation?.id ?? null,
    trace,
    lateMs: Math.max(0, nowMs - followUp.dueAtMs),
    variant: variant && `${variant.experiment}/${variant.variant}`,
  };
}
