import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { type AdminWorld, type Json, onEveryDatabase, openAdmin } from './admin-world.ts';
import { outboxStore } from '../../../src/adapters/postgres/outbox/outbox-store.ts';
import { turnStore } from '../../../src/adapters/postgres/turns/turn-store.ts';
import { answerTo } from '../../support/turn-commit.ts';
import { clinicInput, insert, rowsOf, seedInbound, seedOutbound, seedThread } from './seed.ts';

onEveryDatabase(await databaseKinds(), 'conversations over the admin API', (open) => {
  let admin: AdminWorld;
  let clinicId: string;
  let numbers = 5511910000000;
  const newNumber = () => String((numbers += 1));
  beforeAll(async () => {
    admin = openAdmin(await open());
    const clinic = clinicInput();
    clinicId = clinic.id;
    expect((await admin.call('PUT', `/api/admin/clinics/${clinicId}`, clinic)).status).toBe(200);
  });
  afterAll(async () => {
    await admin.close();
    await admin.sql.close();
  });
  const read = async (from: string): Promise<Json> => (await admin.call('GET', `/api/admin/conversations?clinicId=${clinicId}&from=${from}`)).body;
  const at = (seconds: number) => admin.clock.nowMs + seconds * 1_000;
  const version = async (id: string) =>
    (await rowsOf<{ version: number }>(admin.sql, 'select version from core.whatsapp_conversations where id = $1', [id]))[0]?.version;

  it('shows both sides in the order the patient saw them, with state, trace and provider id', async () => {
    const thread = await seedThread(admin.sql, clinicId, newNumber(), at(0), { context: { serviceName: 'Limpeza' }, state: 'booking_new' });
    // Sent in the same second as the reply before it, and told by the provider in whole seconds.
    const first = await seedInbound(admin.sql, thread, { text: 'um', atMs: at(0) + 300, seq: 1 });
    const reply = await seedOutbound(admin.sql, thread, { text: 'resposta', atMs: at(0) + 500, seq: 1, deliveryStatus: 'read', traceId: first.traceId });
    await seedInbound(admin.sql, thread, { text: 'dois', atMs: at(0) + 900, seq: 2, state: 'pending' });
    // Delivered late: sent before the next one, received after it.
    await seedInbound(admin.sql, thread, { text: 'quatro', atMs: at(20), sentAtMs: at(20), seq: 3, state: 'pending' });
    await seedInbound(admin.sql, thread, { text: 'tres', atMs: at(30), sentAtMs: at(10), seq: 4, state: 'pending' });
    await insert(admin.sql, 'core.staff_messages', {
      id: randomUUID(),
      clinic_id: clinicId,
      conversation_id: thread.conversationId,
      provider: 'evolution',
      instance_name: thread.instance,
      provider_message_id: 'staff-1',
      body: 'humano',
      at: new Date(at(40)),
      trace_id: 'trace-of-staff',
    });
    const [conversation] = await read(thread.from);
    expect(conversation).toMatchObject({
      id: thread.conversationId,
      clinicId,
      from: thread.from,
      language: 'es',
      state: 'booking_new',
      context: { serviceName: 'Limpeza' },
      heldByHuman: false,
      version: 0,
    });
    expect(conversation.messages.map((message: Json) => [message.direction, message.text, message.status])).toEqual([
      ['in', 'um', 'answered'],
      ['out', 'resposta', 'read'],
      ['in', 'dois', 'pending'],
      ['in', 'tres', 'pending'],
      ['in', 'quatro', 'pending'],
      ['human', 'humano', 'sent'],
    ]);
    expect(conversation.messages[1]).toEqual({
      direction: 'out',
      text: 'resposta',
      at: new Date(at(0) + 500).toISOString(),
      traceId: first.traceId,
      providerMessageId: reply.providerMessageId,
      status: 'read',
    });
    const times = conversation.messages.map((message: Json) => message.at);
    expect(times).toEqual([...times].sort());
    const limited = await admin.call('GET', `/api/admin/conversations?clinicId=${clinicId}&from=${thread.from}&messages=2`);
    expect(limited.body[0].messages.map((message: Json) => message.text)).toEqual(['quatro', 'humano']);
  });

  it('finds a patient by an alias and by a number with a plus', async () => {
    const from = newNumber();
    const thread = await seedThread(admin.sql, clinicId, from, at(0));
    await insert(admin.sql, 'core.patient_aliases', { clinic_id: clinicId, alias: `${from}999@lid`, patient_key: from });
    expect((await read(`${from}999@lid`)).map((one: Json) => one.id)).toEqual([thread.conversationId]);
    expect((await read(encodeURIComponent(`+${from}`)))[0].id).toBe(thread.conversationId);
  });

  it('never shows a conversation of another clinic', async () => {
    const other = randomUUID();
    const from = newNumber();
    const ours = await seedThread(admin.sql, clinicId, from, at(0));
    const theirs = await seedThread(admin.sql, other, from, at(0));
    await insert(admin.sql, 'core.patient_aliases', { clinic_id: other, alias: `${from}1@lid`, patient_key: from });
    const ids = async (query: string) => (await admin.call('GET', `/api/admin/conversations?${query}`)).body.map((one: Json) => one.id);
    expect(await ids(`clinicId=${other}`)).toEqual([theirs.conversationId]);
    expect(await ids(`clinicId=${clinicId}&from=${from}`)).toEqual([ours.conversationId]);
    expect(await ids(`clinicId=${clinicId}&from=${from}1@lid`)).toEqual([]);
    expect(await ids(`from=${from}`)).toHaveLength(2);
    expect(await ids(`clinicId=${randomUUID()}`)).toEqual([]);
  });

  it('pages, most recently active first', async () => {
    const clinic = randomUUID();
    for (let index = 0; index < 3; index += 1) await seedThread(admin.sql, clinic, newNumber(), at(index));
    const all = (await admin.call('GET', `/api/admin/conversations?clinicId=${clinic}`)).body;
    expect(all.map((one: Json) => one.from)).toEqual(
      all
        .map((one: Json) => one.from)
        .sort()
        .reverse(),
    );
    expect((await admin.call('GET', `/api/admin/conversations?clinicId=${clinic}&limit=1&offset=1`)).body).toEqual([all[1]]);
  });

  it('takeover silences at once: version, waiting messages, queued replies, follow-ups', async () => {
    const thread = await seedThread(admin.sql, clinicId, newNumber(), at(0));
    await seedInbound(admin.sql, thread, { text: 'alguém?', atMs: at(0), seq: 1, state: 'pending' });
    await seedOutbound(admin.sql, thread, { text: 'bot', atMs: at(1), seq: 1, state: 'queued' });
    await seedOutbound(admin.sql, thread, { text: 'lembrete', atMs: at(1), seq: 2, state: 'queued', origin: 'follow_up' });
    await seedOutbound(admin.sql, thread, { text: 'em voo', atMs: at(1), seq: 3, state: 'sending' });
    await seedOutbound(admin.sql, thread, { text: 'equipe', atMs: at(1), seq: 4, state: 'queued', origin: 'staff' });
    await insert(admin.sql, 'core.follow_ups', {
      id: randomUUID(),
      clinic_id: clinicId,
      conversation_id: thread.conversationId,
      patient_key: thread.from,
      kind: 'lead',
      urgency: 'low',
      due_at: new Date(at(60)),
      created_at: new Date(at(0)),
    });

    const answer = await admin.call('POST', `/api/admin/conversations/${thread.conversationId}/takeover`);
    expect(answer).toMatchObject({ status: 200, body: { id: thread.conversationId, heldByHuman: true, version: 1 } });
    expect(answer.body.messages.map((message: Json) => [message.text, message.status])).toEqual([
      ['alguém?', 'held'],
      ['bot', 'withdrawn'],
      ['lembrete', 'withdrawn'],
      ['em voo', 'sending'],
      ['equipe', 'queued'],
    ]);
    const [row] = await rowsOf<{ held: number }>(admin.sql, 'select core.ms(held_until) as held from core.whatsapp_conversations where id = $1', [
      thread.conversationId,
    ]);
    expect(row?.held).toBe(admin.clock.nowMs + 30 * 60_000);
    const followUps = await admin.call('GET', `/api/admin/follow-ups?clinicId=${clinicId}&from=${thread.from}`);
    expect(followUps.body).toEqual([
      { id: expect.any(String), kind: 'lead', urgency: 'low', dueAt: new Date(at(60)).toISOString(), status: 'cancelled', reason: 'takeover' },
    ]);

    admin.clock.nowMs += 31 * 60_000;
    expect((await read(thread.from))[0].heldByHuman).toBe(false);
  });

  it('resume answers what is new and leaves to the human what he had', async () => {
    const thread = await seedThread(admin.sql, clinicId, newNumber(), at(0), {
      state: 'escalated',
      held_until: new Date(at(600)),
      pending_action: { type: 'inquire', description: 'x', slots: {} },
    });
    await seedInbound(admin.sql, thread, { text: 'retido', atMs: at(0), seq: 1, state: 'held' });
    const answer = await admin.call('POST', `/api/admin/conversations/${thread.conversationId}/resume`);
    expect(answer).toMatchObject({ status: 200, body: { heldByHuman: false, state: 'idle', version: 1, messages: [{ text: 'retido', status: 'held' }] } });
    const [row] = await rowsOf(admin.sql, 'select held_until, core.ms(resumed_at) as resumed, pending_action from core.whatsapp_conversations where id = $1', [
      thread.conversationId,
    ]);
    expect(row).toEqual({ held_until: null, resumed: admin.clock.nowMs, pending_action: null });
  });

  it('a staff message takes over, waits in the outbox in order, and wakes the sender', async () => {
    const thread = await seedThread(admin.sql, clinicId, newNumber(), at(0));
    await seedOutbound(admin.sql, thread, { text: 'bot', atMs: at(0), seq: 10, state: 'queued' });
    const answer = await admin.call(
      'POST',
      `/api/admin/conversations/${thread.conversationId}/messages`,
      { text: '  Aqui é a Marta.\nJá respondo. ' },
      { 'x-trace-id': 'trace-of-a-staff-call' },
    );
    expect(answer).toMatchObject({ status: 200, body: { heldByHuman: true, version: 1 } });
    expect(answer.body.messages.map((message: Json) => [message.direction, message.text, message.status, message.traceId === 'trace-of-a-staff-call'])).toEqual(
      [
        ['out', 'bot', 'withdrawn', false],
        ['human', 'Aqui é a Marta.\nJá respondo.', 'queued', true],
      ],
    );
    const [row] = await rowsOf(
      admin.sql,
      "select seq, origin, recipient, state, length(body_hash) as hash, core.ms(due_at) as due from core.outbox where conversation_id = $1 and origin = 'staff'",
      [thread.conversationId],
    );
    expect(row).toEqual({ seq: 11, origin: 'staff', recipient: thread.from, state: 'queued', hash: 64, due: admin.clock.nowMs });
    expect(admin.wokenSenders.at(-1)).toBe(thread.conversationId);
  });

  it('a takeover in the middle of a turn wins: nothing is committed, and the staff message is the next to be sent', async () => {
    const thread = await seedThread(admin.sql, clinicId, newNumber(), at(0), { last_seq: 1 });
    await seedInbound(admin.sql, thread, { text: 'oi', atMs: at(0), seq: 1, state: 'pending' });
    const turns = turnStore(admin.sql);
    const opened = await turns.open({ conversationId: thread.conversationId, nowMs: at(5) });
    if (opened.kind !== 'opened') throw new Error(`the turn is ${opened.kind}`);
    await admin.call('POST', `/api/admin/conversations/${thread.conversationId}/messages`, { text: 'Sou eu, a Marta' });
    expect(await turns.commit(answerTo(opened.snapshot, at(6)))).toEqual({ kind: 'lost' });
    const claim = await outboxStore(admin.sql).claim({ conversationId: thread.conversationId, nowMs: admin.clock.nowMs, staleSendingMs: 30_000 });
    expect(claim).toMatchObject({ kind: 'claimed', send: { text: 'Sou eu, a Marta', to: thread.from, origin: 'staff', line: { instance: thread.instance } } });
  });

  it('a reply committed before a takeover is withdrawn with its effects told in its trace', async () => {
    const thread = await seedThread(admin.sql, clinicId, newNumber(), at(0), { last_seq: 1 });
    const message = await seedInbound(admin.sql, thread, { text: 'oi', atMs: at(0), seq: 1, state: 'pending' });
    const turns = turnStore(admin.sql);
    const opened = await turns.open({ conversationId: thread.conversationId, nowMs: at(5) });
    if (opened.kind !== 'opened') throw new Error(`the turn is ${opened.kind}`);
    expect(await turns.commit(answerTo(opened.snapshot, at(6)))).toMatchObject({ kind: 'committed' });
    await admin.call('POST', `/api/admin/conversations/${thread.conversationId}/takeover`);
    const { body } = await admin.call('GET', `/api/admin/traces/${message.traceId}`);
    expect(body.events.map((event: Json) => [event.stage, event.name])).toEqual(
      expect.arrayContaining([
        ['turn', 'opened'],
        ['turn', 'committed'],
        ['outbound', 'withdrawn'],
      ]),
    );
    expect(body.events.filter((event: Json) => event.stage === 'outbound')).toMatchObject([{ data: { reason: 'takeover', effects: [] } }]);
    expect(body.outbox).toMatchObject([{ state: 'withdrawn', status: 'withdrawn', reason: 'takeover' }]);
  });

  it('answers 404 for an unknown conversation and 400 for what is malformed, changing nothing', async () => {
    for (const call of ['takeover', 'resume']) expect((await admin.call('POST', `/api/admin/conversations/${randomUUID()}/${call}`)).status).toBe(404);
    expect((await admin.call('POST', `/api/admin/conversations/${randomUUID()}/messages`, { text: 'oi' })).status).toBe(404);
    expect((await admin.call('POST', '/api/admin/conversations/nobody/takeover')).status).toBe(400);
    expect((await admin.call('GET', '/api/admin/conversations?clinicId=nobody')).status).toBe(400);
    expect((await admin.call('GET', '/api/admin/conversations?limit=0')).status).toBe(400);
    const thread = await seedThread(admin.sql, clinicId, newNumber(), at(0));
    for (const body of [{}, { text: '' }, { text: '   ' }, { text: 7 }, { text: 'x'.repeat(4_097) }, undefined]) {
      expect((await admin.call('POST', `/api/admin/conversations/${thread.conversationId}/messages`, body)).status).toBe(400);
    }
    expect(await version(thread.conversationId)).toBe(0);
  });

  it('takes a call without a body that says it is JSON', async () => {
    const thread = await seedThread(admin.sql, clinicId, newNumber(), at(0));
    expect(
      (await admin.call('POST', `/api/admin/conversations/${thread.conversationId}/takeover`, undefined, { 'content-type': 'application/json' })).status,
    ).toBe(200);
  });

  it('audits reads and changes without a number or a text', async () => {
    const from = newNumber();
    const thread = await seedThread(admin.sql, clinicId, from, at(0));
    await read(from);
    await admin.call('POST', `/api/admin/conversations/${thread.conversationId}/messages`, { text: 'canary of the audit' });
    const entries = await rowsOf<{ action: string; line: string }>(
      admin.sql,
      'select action, audit_log::text as line from core.audit_log where data::text like $1 or subject like $1 order by id',
      [`%${thread.conversationId}%`],
    );
    expect(entries.map((entry) => entry.action)).toEqual(['conversation.read', 'conversation.write']);
    const [all] = await rowsOf<{ lines: string }>(admin.sql, "select string_agg(audit_log::text, ' ') as lines from core.audit_log");
    expect(all?.lines).not.toContain(from);
    expect(all?.lines).not.toContain('canary of the audit');
  });
});
