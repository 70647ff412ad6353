import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { type AdminWorld, type Json, onEveryDatabase, openAdmin } from './admin-world.ts';
import { insert, rowsOf, seedEvent, seedInbound, seedOutbound, seedThread, seedTurn } from './seed.ts';

const newTrace = () => randomUUID().replaceAll('-', '');

onEveryDatabase(await databaseKinds(), 'traces and ledger over the admin API', (open) => {
  let admin: AdminWorld;
  let numbers = 5511930000000;
  beforeAll(async () => {
    admin = openAdmin(await open());
  });
  afterAll(async () => {
    await admin.close();
    await admin.sql.close();
  });
  const thread = (clinicId: string = randomUUID()) => seedThread(admin.sql, clinicId, String((numbers += 1)), admin.clock.nowMs);
  const story = (traceId: string) => admin.call('GET', `/api/admin/traces/${traceId}`);

  it('tells a message from webhook to delivery in order of time', async () => {
    const t = admin.clock.nowMs;
    const patient = await thread();
    const traceId = newTrace();
    const turnId = randomUUID();
    const items = [
      { kind: 'inbound_text', from: patient.from, replyTo: patient.from, chat: null, text: 'Oi', messageId: 'm1', instance: patient.instance, reason: null },
    ];
    await seedEvent(admin.sql, { traceId, atMs: t + 20, stage: 'inbound', name: 'taken in', data: { items } });
    await seedEvent(admin.sql, { traceId, atMs: t, stage: 'ingress', name: 'webhook accepted', data: { provider: 'evolution' } });
    const message = await seedInbound(admin.sql, patient, { text: 'Oi', atMs: t, seq: 1, traceId, turnId });
    await rowsOf(admin.sql, 'update core.inbox set provider_message_id = $2 where id = $1', [message.id, 'm1']);
    await seedTurn(admin.sql, patient, {
      id: turnId,
      traceIds: [traceId],
      openedAtMs: t + 30,
      committedAtMs: t + 36,
      attestation: { agent: 'rules', tools: [] },
    });
    const reply = await seedOutbound(admin.sql, patient, {
      text: 'Olá!',
      atMs: t + 36,
      sentAtMs: t + 80,
      seq: 1,
      traceId,
      turnId,
      deliveryStatus: 'delivered',
    });

    const answer = await story(traceId);
    expect(answer.status).toBe(200);
    expect(answer.body.traceId).toBe(traceId);
    expect(answer.body.events.map((event: Json) => [event.stage, event.name])).toEqual([
      ['ingress', 'webhook accepted'],
      ['inbound', 'taken in'],
      ['turn', 'opened'],
      ['turn', 'committed'],
      ['outbound', 'sent'],
      ['status', 'delivered'],
    ]);
    expect(answer.body.events[1]).toEqual({ at: new Date(t + 20).toISOString(), stage: 'inbound', name: 'taken in', data: { items } });
    expect(answer.body.events[3].ms).toBe(6);
    expect(answer.body.messages).toMatchObject([{ id: message.id, direction: 'in', from: patient.from, text: 'Oi', status: 'answered', turnId }]);
    expect(answer.body.turns).toMatchObject([{ id: turnId, outcome: 'answered', traceIds: [traceId], attestation: { agent: 'rules', tools: [] } }]);
    expect(answer.body.outbox).toMatchObject([
      { id: reply.id, turnId, state: 'sent', status: 'delivered', text: 'Olá!', providerMessageId: reply.providerMessageId },
    ]);
    expect((await story(`trace_${traceId}`)).body).toEqual(answer.body);
  });

  it('finds turn, reply and sending of a merged message under the trace of any message of its burst', async () => {
    const t = admin.clock.nowMs;
    const patient = await thread();
    const [first, last, turnId] = [newTrace(), newTrace(), randomUUID()];
    await seedInbound(admin.sql, patient, { text: 'Oi', atMs: t, seq: 1, traceId: first, state: 'merged', turnId });
    await seedInbound(admin.sql, patient, { text: 'preço?', atMs: t + 5, seq: 2, traceId: last, turnId });
    await seedTurn(admin.sql, patient, { id: turnId, traceIds: [first, last], openedAtMs: t + 30, committedAtMs: t + 36 });
    const reply = await seedOutbound(admin.sql, patient, { text: '350', atMs: t + 36, seq: 1, traceId: last, turnId });
    await seedEvent(admin.sql, { traceId: last, atMs: t + 50, stage: 'outbound', name: 'sent', data: { outboxId: reply.id } });
    for (const traceId of [first, last]) await seedEvent(admin.sql, { traceId, atMs: t + 36, stage: 'turn', name: 'committed', data: { turnId } });
    await seedEvent(admin.sql, { traceId: last, atMs: t + 51, stage: 'outbound', name: 'sent', data: { outboxId: randomUUID() } });

    const { body } = await story(first);
    expect(body.messages.map((message: Json) => message.text)).toEqual(['Oi']);
    expect(body.turns.map((turn: Json) => turn.id)).toEqual([turnId]);
    expect(body.outbox.map((row: Json) => row.id)).toEqual([reply.id]);
    expect(body.events.map((event: Json) => [event.stage, event.name])).toEqual([
      ['inbound', 'taken in'],
      ['turn', 'opened'],
      ['turn', 'committed'],
      ['outbound', 'sent'],
    ]);
    expect(body.events.filter((event: Json) => event.stage === 'outbound').map((event: Json) => event.data.outboxId)).toEqual([reply.id]);
  });

  it('tells what came in from the inbox when its event is gone, and what staff wrote', async () => {
    const patient = await thread();
    const message = await seedInbound(admin.sql, patient, { text: 'sem evento', atMs: admin.clock.nowMs, seq: 1, state: 'ignored', reason: 'stale' });
    const { body } = await story(message.traceId);
    expect(body.events).toMatchObject([
      {
        stage: 'inbound',
        data: {
          items: [
            { kind: 'inbound_text', from: patient.from, text: 'sem evento', messageId: message.providerMessageId, instance: patient.instance, reason: 'stale' },
          ],
        },
      },
    ]);

    const staffTrace = newTrace();
    await insert(admin.sql, 'core.staff_messages', {
      id: randomUUID(),
      clinic_id: patient.clinicId,
      conversation_id: patient.conversationId,
      provider: 'evolution',
      instance_name: patient.instance,
      provider_message_id: randomUUID(),
      body: 'eu respondo',
      at: new Date(admin.clock.nowMs),
      trace_id: staffTrace,
    });
    expect((await story(staffTrace)).body.messages).toMatchObject([{ direction: 'human', kind: 'own_echo', from: null, text: 'eu respondo' }]);
  });

  it('takes an id that itself begins with trace_', async () => {
    const traceId = `trace_${newTrace()}`;
    await seedEvent(admin.sql, { traceId, atMs: admin.clock.nowMs, stage: 'ingress', name: 'webhook accepted', data: {} });
    expect((await story(traceId)).body.traceId).toBe(traceId);
  });

  it('answers 404 for an unknown trace and 400 for what is none; reads are audited', async () => {
    const unknown = newTrace();
    expect((await story(unknown)).status).toBe(404);
    expect((await story('no%20trace%20id')).status).toBe(400);
    expect((await story('short')).status).toBe(400);
    expect(await rowsOf(admin.sql, 'select actor, action from core.audit_log where subject = $1', [`trace:${unknown}`])).toEqual([
      { actor: 'admin', action: 'trace.read' },
    ]);
  });

  it('counts every accepted message once, per state and reason, and each clinic apart', async () => {
    const clinicId = randomUUID();
    const patient = await thread(clinicId);
    const states = ['answered', 'answered', 'merged', 'superseded', 'held', 'dead_lettered', 'pending'];
    let seq = 0;
    for (const state of states) await seedInbound(admin.sql, patient, { text: 'x', atMs: admin.clock.nowMs, seq: (seq += 1), state });
    for (const reason of ['stale', 'stale', 'reaction'])
      await seedInbound(admin.sql, patient, { text: 'x', atMs: admin.clock.nowMs, seq: (seq += 1), state: 'ignored', reason });
    for (const state of ['queued', 'sending', 'sent', 'uncertain', 'failed', 'withdrawn'])
      await seedOutbound(admin.sql, patient, { text: 'y', atMs: admin.clock.nowMs, seq: (seq += 1), state });
    const expected = {
      accepted: 10,
      answered: 2,
      merged: 1,
      superseded: 1,
      ignored: { stale: 2, reaction: 1 },
      held: 1,
      deadLettered: 1,
      pending: 1,
      outbox: { queued: 2, sent: 1, uncertain: 1, failed: 1, withdrawn: 1 },
    };
    const before = (await admin.call('GET', '/api/admin/ledger')).body;
    expect((await admin.call('GET', `/api/admin/ledger?clinicId=${clinicId}`)).body).toEqual(expected);
    await insert(admin.sql, 'core.inbox', {
      id: randomUUID(),
      provider: 'meta',
      instance_name: 'nobody',
      provider_message_id: randomUUID(),
      seq: 0,
      kind: 'inbound_text',
      sent_at: new Date(0),
      received_at: new Date(0),
      trace_id: newTrace(),
      request_id: 'request-of-the-tests',
      state: 'ignored',
      reason: 'unknown_line',
    });
    const after = (await admin.call('GET', '/api/admin/ledger')).body;
    expect(after.accepted).toBe(before.accepted + 1);
    expect(after.ignored.unknown_line).toBe((before.ignored.unknown_line ?? 0) + 1);
  });
});
