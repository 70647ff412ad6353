import { randomUUID } from 'node:crypto';
import { inboxStore } from '../../src/adapters/postgres/inbox/inbox-store.ts';
import { outboxStore } from '../../src/adapters/postgres/outbox/outbox-store.ts';
import { statement, type Row, type Sql } from '../../src/adapters/postgres/sql.ts';
import { sweepStore } from '../../src/adapters/postgres/sweep/sweep-store.ts';
import { turnStore } from '../../src/adapters/postgres/turns/turn-store.ts';
import type { Decision, Effect, TurnSnapshot } from '../../src/domain/conversation.ts';
import type { DeliveryStatus } from '../../src/domain/message.ts';
import type {
  CommitResult,
  EchoOutcome,
  EchoToApply,
  Line,
  MessageToTakeIn,
  OpenedTurn,
  StatusToApply,
  TakenIn,
  TurnCommit,
} from '../../src/pipeline/ports.ts';
import type { Claim, ClaimedSend, SendResult, SettleOutcome } from '../../src/pipeline/sending-ports.ts';
import { answerTo } from './turn-commit.ts';

/** Any moment will do: stores take the time from their caller. */
export const T0 = Date.UTC(2027, 2, 1, 10, 0, 0);
export const DEBOUNCE_MS = 1_200;
export const BURST_MAX_WAIT_MS = 8_000;
export const STALE_SENDING_MS = 20_000;
export const OVERDUE_AFTER_MS = 300_000;

/** One patient of a clinic of their own on one line, and the stores' calls with everything filled in that a test does not care about. */
export class MessageWorld {
  readonly clinicId: string;
  readonly line: Line;
  readonly patientKey: string;
  readonly serviceId = randomUUID();
  readonly doctorId = randomUUID();
  readonly sql: Sql;
  readonly inbox;
  readonly turns;
  readonly outbox;
  readonly sweep;

  /** `same`: the patient, line and clinic of another world, on another door to the same database. */
  constructor(sql: Sql, same?: Pick<MessageWorld, 'clinicId' | 'line' | 'patientKey'>) {
    this.clinicId = same?.clinicId ?? randomUUID();
    this.line = same?.line ?? { provider: 'evolution', instance: `line-${randomUUID()}` };
    this.patientKey = same?.patientKey ?? String(Math.floor(Math.random() * 1e12)).padStart(12, '7');
    this.sql = sql;
    this.inbox = inboxStore(sql);
    this.turns = turnStore(sql);
    this.outbox = outboxStore(sql);
    this.sweep = sweepStore(sql);
  }

  /** Another patient of another clinic in the same database. */
  another(): MessageWorld {
    return new MessageWorld(this.sql);
  }

  message(changes: Partial<MessageToTakeIn> = {}): MessageToTakeIn {
    const receivedAtMs = changes.receivedAtMs ?? T0;
    return {
      clinicId: this.clinicId,
      line: this.line,
      providerMessageId: randomUUID(),
      patientKey: this.patientKey,
      aliases: [],
      replyTo: this.patientKey,
      pushName: null,
      kind: 'inbound_text',
      text: 'good morning',
      media: null,
      details: {},
      sentAtMs: receivedAtMs,
      receivedAtMs,
      nowMs: receivedAtMs,
      part: 0,
      trace: { traceId: randomUUID(), requestId: randomUUID(), traceparent: null },
      ignoredReason: null,
      debounceMs: DEBOUNCE_MS,
      burstMaxWaitMs: BURST_MAX_WAIT_MS,
      ...changes,
    };
  }

  takeIn(changes: Partial<MessageToTakeIn> = {}): Promise<TakenIn> {
    return this.inbox.takeIn(this.message(changes), []);
  }

  open(conversationId: string, nowMs = T0 + 10_000): Promise<OpenedTurn> {
    return this.turns.open({ conversationId, nowMs });
  }

  /** Opens a turn that must be there to open. */
  async snapshot(conversationId: string, nowMs = T0 + 10_000): Promise<TurnSnapshot> {
    const opened = await this.open(conversationId, nowMs);
    if (opened.kind !== 'opened') throw new Error(`the turn is ${opened.kind}`);
    return opened.snapshot;
  }

  commit(snapshot: TurnSnapshot, changes: Partial<TurnCommit> & { effects?: Effect[]; decided?: Partial<Decision> } = {}): Promise<CommitResult> {
    const { effects = [], decided = {}, ...rest } = changes;
    const answer = answerTo(snapshot, T0 + 10_000, rest);
    return this.turns.commit({ ...answer, decision: { ...answer.decision, effects, ...decided } });
  }

  /** A message taken in and answered: the conversation's id, with one queued row per part. */
  async answered(parts: string[] = ['we are open until six'], changes: Partial<MessageToTakeIn> = {}): Promise<string> {
    const { conversationId } = await this.takeIn(changes);
    const committed = await this.commit(await this.snapshot(conversationId, (changes.receivedAtMs ?? T0) + 10_000), { parts });
    if (committed.kind !== 'committed') throw new Error(`the commit is ${committed.kind}`);
    return conversationId;
  }

  claim(conversationId: string, nowMs = T0 + 11_000): Promise<Claim> {
    return this.outbox.claim({ conversationId, nowMs, staleSendingMs: STALE_SENDING_MS });
  }

  /** Claims a row that must be there to claim. */
  async claimed(conversationId: string, nowMs = T0 + 11_000): Promise<ClaimedSend> {
    const claim = await this.claim(conversationId, nowMs);
    if (claim.kind !== 'claimed') throw new Error(`the claim is ${claim.kind}`);
    return claim.send;
  }

  settle(send: ClaimedSend, result: SendResult, nowMs = T0 + 11_500, retryAtMs: number | null = null): Promise<SettleOutcome> {
    const { traceId } = send.trace;
    const event = { traceId, atMs: nowMs, stage: 'outbound' as const, name: result.kind, ms: 1, data: {} };
    return this.outbox.settle({ outboxId: send.outboxId, attempts: send.attempts, result, nowMs, retryAtMs, trace: send.trace, callMs: 1, event });
  }

  echo(changes: Partial<EchoToApply> = {}): Promise<EchoOutcome> {
    const receivedAtMs = changes.receivedAtMs ?? T0 + 12_000;
    return this.inbox.applyEcho({
      nowMs: receivedAtMs,
      clinicId: this.clinicId,
      line: this.line,
      providerMessageId: randomUUID(),
      chat: this.patientKey,
      aliases: [],
      isLid: false,
      text: 'this is the desk, one moment please',
      sentAtMs: receivedAtMs,
      receivedAtMs,
      holdUntilMs: receivedAtMs + 4 * 3_600_000,
      trace: { traceId: randomUUID(), requestId: randomUUID(), traceparent: null },
      fromApi: false,
      ...changes,
    });
  }

  status(providerMessageId: string, status: DeliveryStatus, changes: Partial<StatusToApply> = {}): StatusToApply {
    const trace = { traceId: randomUUID(), requestId: randomUUID(), traceparent: null };
    return { line: this.line, providerMessageId, outboxId: null, status, errorCode: null, atMs: T0 + 13_000, trace, ...changes };
  }

  booking(startMs: number, changes: Partial<Extract<Effect, { kind: 'book' }>> = {}): Extract<Effect, { kind: 'book' }> {
    return {
      kind: 'book',
      appointmentId: randomUUID(),
      serviceId: this.serviceId,
      doctorId: this.doctorId,
      startMs,
      endMs: startMs + 1_800_000,
      patientName: null,
      ...changes,
    };
  }

  rows(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.sql.query({ name: `test_${hash(text)}`, text }, values);
  }

  /** How many messages of the conversation are in which state. */
  async states(conversationId: string): Promise<Record<string, number>> {
    const rows = await this.sql.query<{ state: string; count: number }>(STATES, STATES.values({ conversationId }));
    return Object.fromEntries(rows.map((row) => [row.state, row.count]));
  }

  /** The states of the conversation's outbox rows in order. */
  async outboxStates(conversationId: string): Promise<string[]> {
    const rows = await this.rows('select state from core.outbox where conversation_id = $1 order by seq', [conversationId]);
    return rows.map((row) => String(row['state']));
  }

  async conversation(conversationId: string): Promise<Row> {
    const [row] = await this.rows('select *, core.ms(held_until) as held_until_ms from core.whatsapp_conversations where id = $1', [conversationId]);
    if (!row) throw new Error('no such conversation');
    return row;
  }
}

const STATES = statement<{ conversationId: string }>(
  'test_states',
  'select state, count(*) as count from core.inbox where conversation_id = :conversationId::uuid group by state',
);

function hash(text: string): string {
  return [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7).toString(36);
}
