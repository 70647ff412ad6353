import { randomUUID } from 'node:crypto';
import type { Decision, Effect } from '../../../domain/conversation.ts';
import type { PlannedFollowUp } from '../../../domain/follow-up.ts';
import type { NewStaffNotification } from '../../../domain/staff-notification.ts';
import type { TurnCommit } from '../../../pipeline/ports.ts';
import { Fault } from '../../../errors.ts';
import { bodyHash } from '../body-hash.ts';
import { storableJson, storableText } from '../storable.ts';
import type { CommitParameters } from './commit-statement.ts';

/** A turn's commit as the parameters of its statement, with the ids of the outbox rows it makes, in order. */
export function commitParameters(commit: TurnCommit): { parameters: CommitParameters; outboxIds: string[] } {
  const { snapshot, decision } = commit;
  const last = snapshot.messages.at(-1);
  if (!last) throw new Fault('bug', 'a turn without messages was committed');
  const outboxIds = commit.parts.map(() => randomUUID());
  const traceIds = [...new Set(snapshot.messages.map((message) => message.traceId))];
  const outcome = outcomeOf(decision);
  return {
    outboxIds,
    parameters: {
      conversationId: snapshot.conversation.id,
      version: snapshot.conversation.version,
      lastSeq: snapshot.conversation.lastSeq,
      mayNotBeSuperseded: commit.mayNotBeSuperseded,
      nowMs: commit.nowMs,
      openedAtMs: commit.openedAtMs,
      turnId: commit.turnId,
      outcome,
      state: decision.state,
      context: storableJson(decision.context),
      pendingAction: decision.pendingAction === null ? null : storableJson(decision.pendingAction),
      holdUntilMs: commit.holdUntilMs,
      sessionId: snapshot.session.id,
      sessionIsNew: snapshot.session.isNew,
      sessionStartedAtMs: snapshot.session.startedAtMs,
      language: decision.sessionLanguage,
      messageIds: snapshot.messages.map((message) => message.id),
      lastMessageId: last.id,
      ignoredReason: commit.parts.length > 0 ? null : (decision.ignoredReason ?? 'no_reply'),
      traceId: last.traceId,
      requestId: last.requestId,
      traceIds,
      traceparent: commit.traceparent,
      attestation: storableJson(decision.attestation),
      effects: decision.effects.map((effect) => effect.kind),
      parts: commit.parts.length,
      outboxIds,
      outboxBodies: commit.parts.map((part) => storableText(part)),
      outboxHashes: commit.parts.map(bodyHash),
      ...effectRows(decision.effects),
      followUp: commit.followUp ? followUpRow(commit.followUp) : null,
      followUpsEnd: followUpsEnd(decision),
      patientName: storableText(decision.patient?.name ?? null),
      patientLanguage: decision.patient?.language ?? null,
      languageIsExplicit: decision.patient?.languageIsExplicit ?? null,
      optedOut: decision.patient?.optedOut ?? null,
      notifications: commit.notifications ? noticeRows(commit.notifications) : '[]',
    },
  };
}

function outcomeOf(decision: Decision): string {
  if (decision.effects.some((effect) => effect.kind === 'escalate')) return 'escalated';
  return decision.reply === '' ? 'ignored' : 'answered';
}

function effectRows(effects: Effect[]): Pick<CommitParameters, 'bookings' | 'changes' | 'changeCount'> {
  const bookings: object[] = [];
  const changes: object[] = [];
  for (const effect of effects) {
    if (effect.kind === 'book') {
      const { appointmentId, serviceId, doctorId, startMs, endMs, patientName } = effect;
      bookings.push({ id: appointmentId, service_id: serviceId, doctor_id: doctorId, start_ms: startMs, end_ms: endMs, patient_name: patientName });
    } else if (effect.kind === 'reschedule') {
      changes.push({ id: effect.appointmentId, doctor_id: effect.doctorId, start_ms: effect.startMs, end_ms: effect.endMs, cancel: false });
    } else if (effect.kind === 'cancel') {
      changes.push({ id: effect.appointmentId, cancel: true });
    } else if (effect.kind === 'confirm') {
      changes.push({ id: effect.appointmentId, confirm: true });
    }
  }
  return { bookings: storableJson(bookings), changes: storableJson(changes), changeCount: changes.length };
}

function followUpRow({ dueAtMs, ...planned }: PlannedFollowUp): string {
  return storableJson({ ...planned, due_ms: dueAtMs });
}

/** Why nobody needs the follow-up any more that waited for this patient. */
function followUpsEnd({ effects, patient }: Decision): string {
  if (patient?.optedOut) return 'opted_out';
  if (effects.some((effect) => effect.kind === 'book')) return 'booked';
  return effects.some((effect) => effect.kind === 'escalate') ? 'escalated' : 'patient_wrote';
}

function noticeRows(notifications: NewStaffNotification[]): string {
  return storableJson(notifications.map(({ channel, subject, notice: { event, ...detail } }) => ({ channel, event, subject, detail })));
}
