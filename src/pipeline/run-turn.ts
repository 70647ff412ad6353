import type { Clinic } from '../domain/clinic.ts';
import type { Decision, TurnSnapshot } from '../domain/conversation.ts';
import { decideTurn, type DecidedTurn, type DecideTurnPorts } from './decide-turn.ts';
import type { GatherContextInput, TurnContext } from './gather-context.ts';
import type { ClinicDirectory, Clock, CommitResult, TurnStore, WakeUps } from './ports.ts';

export type RunTurnPorts = DecideTurnPorts & {
  clinics: ClinicDirectory;
  turns: TurnStore;
  /** What is remembered and what was taught (gather-context.ts); never throws and keeps its deadline. */
  gatherContext: (input: GatherContextInput) => Promise<TurnContext>;
  wakeUps: WakeUps;
  clock: Clock;
  splitReply: (reply: string, provider: 'evolution' | 'meta') => string[];
};

export type RunTurnPolicy = { burstMaxWaitMs: number };

/** Every way a turn can end: the log field, the metric label, and the list of tests. */
export type TurnOutcome =
  | {
      kind: 'answered' | 'escalated' | 'ignored';
      turnId: string;
      conversationId: string;
      clinicId: string;
      /** Of the last message. */
      traceId: string;
      requestId: string;
      traceIds: string[];
      messages: number;
      reopened: number;
      pickedUpToCommittedMs: number;
    }
  | { kind: 'nothing_pending' | 'held' | 'clinic_gone'; conversationId: string }
  | { kind: 'not_yet' | 'contended'; conversationId: string; dueAtMs: number };

/** A database constraint may refuse a decision this often; the next one must offer alternatives instead of booking. */
const MAX_CONFLICTS = 2;
/** Opened and given up more often than this within one job: leave it to a fresh wake-up. */
const MAX_OPENINGS = 20;

/**
 * One answer from opening to commit. Opens a snapshot of the conversation, decides, and commits reply and effects once, by
 * comparing the version it opened: a takeover, a zombie or a second worker fails that compare and nothing was written. A message
 * that arrives meanwhile supersedes the answer, but only until the burst has waited long enough.
 */
export async function runTurn(conversationId: string, policy: RunTurnPolicy, ports: RunTurnPorts): Promise<TurnOutcome> {
  const pickedUpAtMs = ports.clock.now();
  const gather = gatherOnce(ports.gatherContext);
  let conflicts = 0;

  for (let openings = 0; openings < MAX_OPENINGS; openings += 1) {
    const openedAtMs = ports.clock.now();
    const opened = await ports.turns.open({ conversationId, nowMs: openedAtMs });
    if (opened.kind === 'not_yet') {
      await ports.wakeUps.conversation(conversationId, opened.dueAtMs, { reschedule: true });
      return { ...opened, conversationId };
    }
    if (opened.kind !== 'opened') return { kind: opened.kind, conversationId };

    const { snapshot } = opened;
    const clinic = await ports.clinics.byId(snapshot.conversation.clinicId);
    if (!clinic) {
      await ports.turns.ignoreRemovedClinic(conversationId, ports.clock.now());
      return { kind: 'clinic_gone', conversationId };
    }

    const context = await gather({ clinic, snapshot, nowMs: openedAtMs });
    const turnId = ports.newId();
    const input = { clinic, snapshot, context, nowMs: openedAtMs, conflicts: Math.min(conflicts, MAX_CONFLICTS + 1) };
    const decided = await decideTurn(turnId, input, ports);
    const { decision, notifications } = decided;
    const committed = await commit(turnId, snapshot, decided, clinic, openedAtMs, policy, ports);

    if (committed.kind === 'conflict') conflicts += 1;
    if (committed.kind === 'committed') {
      if (committed.outboxIds.length > 0) await ports.wakeUps.sender(conversationId, ports.clock.now(), { reschedule: true });
      if (notifications.length > 0) await ports.wakeUps.staff(clinic.id, ports.clock.now(), { reschedule: true });
      const last = snapshot.messages.at(-1);
      return {
        kind: outcomeOf(decision),
        turnId,
        conversationId,
        clinicId: clinic.id,
        traceId: last?.traceId ?? '',
        requestId: last?.requestId ?? '',
        traceIds: [...new Set(snapshot.messages.map((message) => message.traceId))],
        messages: committed.marked,
        reopened: openings,
        pickedUpToCommittedMs: ports.clock.now() - pickedUpAtMs,
      };
    }
    // superseded, lost or refused by a constraint: nothing was written, so open again on fresh facts
  }
  const dueAtMs = ports.clock.now() + 1_000;
  await ports.wakeUps.conversation(conversationId, dueAtMs, { reschedule: true });
  return { kind: 'contended', conversationId, dueAtMs };
}

async function commit(
  turnId: string,
  snapshot: TurnSnapshot,
  { decision, followUp, notifications }: DecidedTurn,
  clinic: Clinic,
  openedAtMs: number,
  policy: RunTurnPolicy,
  ports: RunTurnPorts,
): Promise<CommitResult> {
  const nowMs = ports.clock.now();
  const oldestPendingMs = Math.min(...snapshot.messages.map((message) => message.receivedAtMs));
  const burstMaxWaitMs = clinic.settings.burstMaxWaitMs ?? policy.burstMaxWaitMs;
  const escalates = decision.effects.some((effect) => effect.kind === 'escalate');
  return ports.turns.commit({
    turnId,
    snapshot,
    decision,
    parts: decision.reply === '' ? [] : ports.splitReply(decision.reply, snapshot.conversation.line.provider),
    mayNotBeSuperseded: nowMs >= oldestPendingMs + burstMaxWaitMs,
    openedAtMs,
    nowMs,
    holdUntilMs: escalates ? nowMs + clinic.settings.takeoverQuietMinutes * 60_000 : null,
    traceparent: snapshot.messages.at(-1)?.traceparent ?? null,
    notifications,
    followUp,
  });
}

/**
 * The context of a turn that is opened several times: gathered anew only when what it is gathered for has changed, so that a turn does not wait for a
 * provider once for each opening.
 */
function gatherOnce(gather: RunTurnPorts['gatherContext']): RunTurnPorts['gatherContext'] {
  let last: { clinic: Clinic; asked: string; context: TurnContext } | null = null;
  return async (input) => {
    const { messages, appointments, patient } = input.snapshot;
    const asked = JSON.stringify([messages.map(({ id, kind, text, media }) => [id, kind, text, media]), appointments, patient]);
    if (last?.clinic !== input.clinic || last.asked !== asked) last = { clinic: input.clinic, asked, context: await gather(input) };
    return last.context;
  };
}

function outcomeOf(decision: Decision): 'answered' | 'escalated' | 'ignored' {
  if (decision.effects.some((effect) => effect.kind === 'escalate')) return 'escalated';
  return decision.reply === '' ? 'ignored' : 'answered';
}
