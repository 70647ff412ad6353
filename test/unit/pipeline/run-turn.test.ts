import { describe, expect, it } from 'vitest';
import { Clinic } from '../../../src/domain/clinic.ts';
import type { Decision, TurnSnapshot } from '../../../src/domain/conversation.ts';
import { fallbackText } from '../../../src/domain/fallback-texts.ts';
import { Fault } from '../../../src/errors.ts';
import { createGuardedAgent } from '../../../src/pipeline/guard-agent.ts';
import type { CommitResult, OpenedTurn, TurnCommit } from '../../../src/pipeline/ports.ts';
import { NO_CONTEXT, type TurnContext } from '../../../src/pipeline/gather-context.ts';
import { runTurn, type RunTurnPorts } from '../../../src/pipeline/run-turn.ts';

const clinic = Clinic.parse({
  id: '6f3a1f5e-7c1e-4c5b-9a57-0d2b1f3b7a11',
  organizationId: '6f3a1f5e-7c1e-4c5b-9a57-0d2b1f3b7a12',
  name: 'Test clinic',
  timezone: 'Europe/Lisbon',
  defaultLanguage: 'pt',
  languages: ['pt', 'en'],
});

function snapshot(receivedAtMs = 1_000): TurnSnapshot {
  const message = {
    id: 'm1',
    seq: 1,
    kind: 'inbound_text' as const,
    text: 'oi',
    media: null,
    sentAtMs: receivedAtMs,
    receivedAtMs,
    providerMessageId: 'p1',
    traceId: 'trace-one',
    requestId: 'request-one',
    traceparent: null,
  };
  return {
    conversation: {
      id: 'c1',
      clinicId: clinic.id,
      line: { provider: 'evolution', instance: 'line' },
      patientKey: '1',
      replyTo: '1',
      version: 3,
      lastSeq: 1,
      state: 'idle',
      context: {},
      pendingAction: null,
      heldUntilMs: null,
      quietUntilMs: null,
      recentTurns: 0,
      totalTurns: 0,
      lastInboundAtMs: receivedAtMs,
    },
    session: { id: 's1', startedAtMs: 0, language: null, isNew: true },
    patient: { id: 'x', key: '1', name: null, pushName: null, language: null, languageIsExplicit: false, optedOut: false, isRemembered: false },
    appointments: [],
    messages: [message],
    history: [],
  };
}

const decision = (changes: Partial<Decision> = {}): Decision => ({
  reply: 'Olá!',
  language: 'pt',
  effects: [],
  state: 'idle',
  context: {},
  pendingAction: null,
  sessionLanguage: 'pt',
  attestation: {} as Decision['attestation'],
  ...changes,
});

/** A world that opens and commits as scripted, and remembers what it was asked. */
function world(script: {
  opened?: OpenedTurn[];
  commits?: CommitResult[];
  decide?: (conflicts: number) => Decision;
  nowMs?: number;
  clinic?: Clinic | null;
  context?: TurnContext;
}) {
  const seen = {
    commits: [] as TurnCommit[],
    conflicts: [] as number[],
    wokenConversations: [] as number[],
    wokenSenders: 0,
    wokenStaff: [] as string[],
    ignored: [] as string[],
    failed: [] as unknown[],
  };
  const opened = [...(script.opened ?? [])];
  const commits = [...(script.commits ?? [])];
  const ports: RunTurnPorts = {
    clinics: { byId: async () => (script.clinic === undefined ? clinic : script.clinic), byLine: async () => null },
    turns: {
      open: async () => opened.shift() ?? { kind: 'opened', snapshot: snapshot() },
      commit: async (commit) => {
        seen.commits.push(commit);
        return commits.shift() ?? { kind: 'committed', outboxIds: ['o1'], marked: 1 };
      },
      deadLetter: async () => 0,
      ignoreRemovedClinic: async (conversationId) => seen.ignored.push(conversationId),
    },
    gatherContext: async () => script.context ?? NO_CONTEXT,
    agent: {
      decide: async ({ conflicts }) => {
        seen.conflicts.push(conflicts);
        return script.decide?.(conflicts) ?? decision();
      },
    },
    wakeUps: {
      conversation: async (_id, dueAtMs) => void seen.wokenConversations.push(dueAtMs),
      sender: async () => void (seen.wokenSenders += 1),
      staff: async (clinicId) => void seen.wokenStaff.push(clinicId),
      retryStatuses: async () => undefined,
      retryChange: async () => undefined,
    },
    clock: { now: () => script.nowMs ?? 2_000 },
    newId: () => 'turn-1',
    onFailed: (error) => void seen.failed.push(error),
    splitReply: (reply) => [reply],
  };
  return { ports, seen };
}

const policy = { burstMaxWaitMs: 8_000 };

describe('one answer from opening to commit', () => {
  it('what the turn was given is attested, whoever decided: source, age and number of memories', async () => {
    const context: TurnContext = {
      ...NO_CONTEXT,
      memory: { source: 'stale', ageMs: 7_000, items: 3 },
    };
    const { ports, seen } = world({ context });
    await runTurn('c1', policy, ports);
    expect(seen.commits[0]?.decision.attestation).toMatchObject({ memory: { source: 'stale', ageMs: 7_000, items: 3 } });
  });

  it('what the turn is given is gathered once, however often it is opened, and again for what was written meanwhile', async () => {
    const later = snapshot();
    later.messages.push({ ...later.messages[0]!, id: 'm2', text: 'e amanhã?' });
    const opened: OpenedTurn[] = [snapshot(), snapshot(), later, later].map((one) => ({ kind: 'opened', snapshot: one }));
    const { ports } = world({ opened, commits: [{ kind: 'superseded' }, { kind: 'superseded' }, { kind: 'superseded' }] });
    const gathered: string[] = [];
    const gatherContext: RunTurnPorts['gatherContext'] = async ({ snapshot: given }) => {
      gathered.push(given.messages.map((message) => message.id).join());
      return NO_CONTEXT;
    };
    expect(await runTurn('c1', policy, { ...ports, gatherContext })).toMatchObject({ reopened: 3 });
    expect(gathered).toEqual(['m1', 'm1,m2']);
  });

  it('commits the reply once and wakes the sender', async () => {
    const { ports, seen } = world({});
    const outcome = await runTurn('c1', policy, ports);
    expect(outcome).toMatchObject({ kind: 'answered', turnId: 'turn-1', traceIds: ['trace-one'], messages: 1, reopened: 0 });
    expect(seen.commits).toHaveLength(1);
    expect(seen.commits[0]?.parts).toEqual(['Olá!']);
    expect(seen.wokenSenders).toBe(1);
  });

  it('opens again when a message arrived while the answer was made', async () => {
    const { ports, seen } = world({ commits: [{ kind: 'superseded' }] });
    const outcome = await runTurn('c1', policy, ports);
    expect(outcome).toMatchObject({ kind: 'answered', reopened: 1 });
    expect(seen.commits).toHaveLength(2);
  });

  it('may be superseded only until the burst has waited long enough', async () => {
    const early = world({ nowMs: 8_999 });
    await runTurn('c1', policy, early.ports);
    expect(early.seen.commits[0]?.mayNotBeSuperseded).toBe(false);
    const late = world({ nowMs: 9_000 });
    await runTurn('c1', policy, late.ports);
    expect(late.seen.commits[0]?.mayNotBeSuperseded).toBe(true);
  });

  it('says nothing when a human took over while the answer was made', async () => {
    const { ports, seen } = world({ opened: [{ kind: 'opened', snapshot: snapshot() }, { kind: 'held' }], commits: [{ kind: 'lost' }] });
    expect(await runTurn('c1', policy, ports)).toEqual({ kind: 'held', conversationId: 'c1' });
    expect(seen.wokenSenders).toBe(0);
  });

  it('decides again on fresh facts when a constraint refuses, and tells the agent how often', async () => {
    const { ports, seen } = world({ commits: [{ kind: 'conflict' }, { kind: 'conflict' }, { kind: 'conflict' }] });
    await runTurn('c1', policy, ports);
    expect(seen.conflicts).toEqual([0, 1, 2, 3]);
  });

  it('does nothing when nothing is pending', async () => {
    const { ports, seen } = world({ opened: [{ kind: 'nothing_pending' }] });
    expect(await runTurn('c1', policy, ports)).toEqual({ kind: 'nothing_pending', conversationId: 'c1' });
    expect(seen.commits).toHaveLength(0);
  });

  it('comes back when the patient is still writing', async () => {
    const { ports, seen } = world({ opened: [{ kind: 'not_yet', dueAtMs: 3_200 }] });
    expect(await runTurn('c1', policy, ports)).toMatchObject({ kind: 'not_yet', dueAtMs: 3_200 });
    expect(seen.wokenConversations).toEqual([3_200]);
  });

  it('commits an ignored turn without waking the sender', async () => {
    const { ports, seen } = world({
      commits: [{ kind: 'committed', outboxIds: [], marked: 1 }],
      decide: () => decision({ reply: '', ignoredReason: 'thanks' }),
    });
    expect(await runTurn('c1', policy, ports)).toMatchObject({ kind: 'ignored' });
    expect(seen.commits[0]?.parts).toEqual([]);
    expect(seen.wokenSenders).toBe(0);
  });

  it('holds the conversation for the clinic’s quiet time when it escalates', async () => {
    const { ports, seen } = world({ nowMs: 5_000, decide: () => decision({ effects: [{ kind: 'escalate', reason: 'human' }] }) });
    expect(await runTurn('c1', policy, ports)).toMatchObject({ kind: 'escalated' });
    expect(seen.commits[0]?.holdUntilMs).toBe(5_000 + 240 * 60_000);
  });

  it('commits what staff are told with the effects and wakes those who tell it, and neither for a clinic that does not want it', async () => {
    const escalates = () => decision({ effects: [{ kind: 'escalate', reason: 'human' }] });
    const telling = { ...clinic, settings: { ...clinic.settings, notifications: { webhookUrl: 'https://staff.test' } } };
    const { ports, seen } = world({ clinic: telling, decide: escalates, commits: [{ kind: 'superseded' }] });
    await runTurn('c1', policy, ports);
    const notification = { channel: 'webhook', subject: 'turn:turn-1:0', notice: { event: 'escalated', reason: 'human' } };
    expect(seen.commits.map((commit) => commit.notifications)).toEqual([[notification], [notification]]);
    expect(seen.wokenStaff).toEqual([clinic.id]);
    const quiet = world({ decide: escalates });
    await runTurn('c1', policy, quiet.ports);
    expect(quiet.seen.commits[0]?.notifications).toEqual([]);
    expect(quiet.seen.wokenStaff).toEqual([]);
  });

  it('ends what waits for a clinic that is gone', async () => {
    const { ports, seen } = world({ clinic: null });
    expect(await runTurn('c1', policy, ports)).toEqual({ kind: 'clinic_gone', conversationId: 'c1' });
    expect(seen.ignored).toEqual(['c1']);
  });

  it('leaves endless contention to a fresh wake-up instead of spinning', async () => {
    const { ports, seen } = world({ commits: Array.from({ length: 40 }, () => ({ kind: 'lost' as const })) });
    expect(await runTurn('c1', policy, ports)).toMatchObject({ kind: 'contended', dueAtMs: 3_000 });
    expect(seen.wokenConversations).toEqual([3_000]);
  });

  it('a turn that leaves something open is committed with its follow-up; a promised one is announced in its reply', async () => {
    const open = decision({ reply: 'Confirmo?', pendingAction: { type: 'book', description: '', slots: {} } });
    const commitOf = async (decide: () => Decision) => {
      const { ports, seen } = world({ decide });
      await runTurn('c1', policy, ports);
      return seen.commits[0];
    };
    expect(await commitOf(() => open)).toMatchObject({ followUp: { kind: 'unfinished_booking', announced: false }, parts: ['Confirmo?'] });
    const effect = { kind: 'schedule_follow_up', followUpId: 'f', followUpKind: 'asked', urgency: 'low', dueAtMs: 86_400_000, note: '' } as const;
    const promised = await commitOf(() => decision({ reply: 'Claro.', effects: [effect] }));
    expect(promised).toMatchObject({ followUp: { id: 'f', announced: true } });
    expect(promised?.parts.join()).toMatch(/^Claro\.\n\n.*2 de janeiro/);
    expect((await commitOf(() => decision()))?.followUp).toBeNull();
  });
});

describe('a turn in which something of ours breaks', () => {
  const broken = {
    'the agent': () => {
      throw new TypeError('broken');
    },
    'what comes after the agent': () => decision({ effects: null as never }),
  };

  it.each(Object.entries(broken))('%s: ends in the apology in the language of the message, with nothing done', async (_what, decide) => {
    const { ports, seen } = world({ decide });
    expect(await runTurn('c1', policy, ports)).toMatchObject({ kind: 'answered' });
    expect(seen.commits).toMatchObject([
      { followUp: null, notifications: [], holdUntilMs: null, decision: { effects: [], attestation: { agent: 'fallback' } } },
    ]);
    expect(seen.commits[0]?.parts.join()).toContain(fallbackText('error', 'pt'));
    expect(seen.failed).toHaveLength(1);
  });

  it('the reply guard: the same', async () => {
    const { ports, seen } = world({});
    const agent = createGuardedAgent({ decide: async () => decision({ reply: { no: 'text' } as never }) }, { onRefused: () => undefined });
    await runTurn('c1', policy, { ...ports, agent });
    expect(seen.commits[0]?.parts.join()).toContain(fallbackText('error', 'pt'));
    expect(seen.failed).toHaveLength(1);
  });

  it('but what is away is waited for, without a word', async () => {
    const { ports, seen } = world({
      decide: () => {
        throw new Fault('dependency_away', 'the calendar is away');
      },
    });
    await expect(runTurn('c1', policy, ports)).rejects.toThrow('away');
    expect(seen).toMatchObject({ commits: [], failed: [] });
  });
});
