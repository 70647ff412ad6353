import { createHash, randomUUID } from 'node:crypto';
import type { Sql } from '../../../src/adapters/postgres/sql.ts';

/** Inserts a row whose values are given by column. */
export async function insert(sql: Sql, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value));
  await rowsOf(sql, `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`, values);
}

/** All rows a statement gives. */
export async function rowsOf<Row = Record<string, unknown>>(sql: Sql, text: string, values: unknown[] = []): Promise<Row[]> {
  return sql.query<Row>({ name: `test_${createHash('sha1').update(text).digest('hex')}`, text }, values);
}

/** A clinic as the admin API takes it; ids and lines are fresh, so that tests share a database. */
export function clinicInput(overrides: Record<string, unknown> = {}) {
  const cleaning = randomUUID();
  return {
    id: randomUUID(),
    organizationId: randomUUID(),
    name: 'Clinic of the tests',
    timezone: 'America/Sao_Paulo',
    defaultLanguage: 'pt',
    languages: ['pt', 'es', 'en'],
    currency: 'BRL',
    channels: [
      {
        provider: 'evolution',
        instance: `line-${randomUUID()}`,
        baseUrl: 'http://evolution.test:8080',
        apiKey: 'api-key-of-this-line-7391',
        webhookSecret: 'short',
      },
      { provider: 'meta', phoneNumberId: String(Math.floor(Math.random() * 1e15)), accessToken: 'access-token-of-this-line-8462' },
    ],
    hours: [{ days: ['mon', 'tue', 'wed'], open: '09:00', close: '18:00' }],
    services: [{ id: cleaning, name: { pt: 'Limpeza', en: 'Cleaning' }, minutes: 60, price: 350 }],
    doctors: [{ id: randomUUID(), name: 'Dra. Marta Lindqvist', services: [cleaning] }],
    settings: { takeoverQuietMinutes: 30 },
    ...overrides,
  };
}
export type ClinicInput = ReturnType<typeof clinicInput>;

export type Thread = { conversationId: string; patientId: string; sessionId: string; clinicId: string; from: string; instance: string };

/** A conversation of a patient, without messages. */
export async function seedThread(sql: Sql, clinicId: string, from: string, nowMs: number, columns: Record<string, unknown> = {}): Promise<Thread> {
  const thread: Thread = { conversationId: randomUUID(), patientId: randomUUID(), sessionId: randomUUID(), clinicId, from, instance: `seeded-${randomUUID()}` };
  const at = new Date(nowMs);
  await insert(sql, 'core.patients', { id: thread.patientId, clinic_id: clinicId, patient_key: from, language: 'pt', created_at: at });
  await insert(sql, 'core.conversation_sessions', {
    id: thread.sessionId,
    clinic_id: clinicId,
    patient_key: from,
    language: 'es',
    started_at: at,
    last_activity_at: at,
  });
  await insert(sql, 'core.whatsapp_conversations', {
    id: thread.conversationId,
    clinic_id: clinicId,
    patient_key: from,
    patient_id: thread.patientId,
    session_id: thread.sessionId,
    provider: 'evolution',
    instance_name: thread.instance,
    reply_to: from,
    out_seq: 10,
    last_inbound_at: at,
    created_at: at,
    ...columns,
  });
  return thread;
}

/** A patient's message in the inbox; `sentAtMs` is rounded down to the second, as providers do. */
export async function seedInbound(
  sql: Sql,
  thread: Thread,
  message: { text: string; atMs: number; sentAtMs?: number; seq: number; state?: string; reason?: string; traceId?: string; turnId?: string },
) {
  const row = { id: randomUUID(), traceId: message.traceId ?? randomUUID().replaceAll('-', ''), providerMessageId: `in-${randomUUID()}` };
  await insert(sql, 'core.inbox', {
    id: row.id,
    provider: 'evolution',
    instance_name: thread.instance,
    provider_message_id: row.providerMessageId,
    clinic_id: thread.clinicId,
    conversation_id: thread.conversationId,
    seq: message.seq,
    kind: 'inbound_text',
    body: message.text,
    sent_at: new Date(Math.floor((message.sentAtMs ?? message.atMs) / 1000) * 1000),
    received_at: new Date(message.atMs),
    trace_id: row.traceId,
    request_id: 'request-of-the-tests',
    state: message.state ?? 'answered',
    reason: message.reason ?? null,
    turn_id: message.turnId ?? null,
  });
  return row;
}

/** A message of ours in the outbox. */
export async function seedOutbound(
  sql: Sql,
  thread: Thread,
  message: {
    text: string;
    atMs: number;
    seq: number;
    state?: string;
    origin?: string;
    traceId?: string;
    turnId?: string;
    deliveryStatus?: string;
    sentAtMs?: number;
  },
) {
  const row = { id: randomUUID(), traceId: message.traceId ?? randomUUID().replaceAll('-', ''), providerMessageId: `out-${randomUUID()}` };
  const isSent = (message.state ?? 'sent') === 'sent';
  await insert(sql, 'core.outbox', {
    id: row.id,
    provider: 'evolution',
    instance_name: thread.instance,
    clinic_id: thread.clinicId,
    conversation_id: thread.conversationId,
    seq: message.seq,
    turn_id: message.turnId ?? null,
    origin: message.origin ?? 'bot',
    recipient: thread.from,
    body: message.text,
    body_hash: 'not compared here',
    state: message.state ?? 'sent',
    due_at: new Date(message.atMs),
    sent_at: isSent ? new Date(message.sentAtMs ?? message.atMs) : null,
    provider_message_id: isSent ? row.providerMessageId : null,
    delivery_status: message.deliveryStatus ?? null,
    delivery_at: message.deliveryStatus ? new Date(message.atMs + 500) : null,
    trace_id: row.traceId,
    request_id: 'request-of-the-tests',
    created_at: new Date(message.atMs),
  });
  return row;
}

/** A committed turn that answered the given traces. */
export async function seedTurn(
  sql: Sql,
  thread: Thread,
  turn: { id: string; traceIds: string[]; openedAtMs: number; committedAtMs: number; attestation?: Record<string, unknown> },
) {
  await insert(sql, 'core.turns', {
    id: turn.id,
    clinic_id: thread.clinicId,
    conversation_id: thread.conversationId,
    outcome: 'answered',
    trace_ids: turn.traceIds,
    attestation: turn.attestation ?? { agent: 'rules' },
    opened_at: new Date(turn.openedAtMs),
    committed_at: new Date(turn.committedAtMs),
  });
}

/** A step of a trace. */
export async function seedEvent(sql: Sql, event: { traceId: string; atMs: number; stage: string; name: string; data: Record<string, unknown> }) {
  await insert(sql, 'core.trace_events', { trace_id: event.traceId, at: new Date(event.atMs), stage: event.stage, name: event.name, data: event.data });
}

/** An open dead letter. */
export async function seedDeadLetter(
  sql: Sql,
  letter: { queue: string; payload: unknown; clinicId?: string; conversationId?: string; traceId?: string; atMs: number },
): Promise<string> {
  const id = randomUUID();
  await insert(sql, 'core.dead_letters', {
    id,
    queue: letter.queue,
    trace_id: letter.traceId ?? null,
    clinic_id: letter.clinicId ?? null,
    conversation_id: letter.conversationId ?? null,
    reason: 'a bug of the tests',
    payload: letter.payload,
    created_at: new Date(letter.atMs),
  });
  return id;
}
