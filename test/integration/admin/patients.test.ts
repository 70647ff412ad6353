import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { type AdminWorld, onEveryDatabase, openAdmin } from './admin-world.ts';
import { turnStore } from '../../../src/adapters/postgres/turns/turn-store.ts';
import { grepDatabase } from '../../support/grep-database.ts';
import { answerTo } from '../../support/turn-commit.ts';
import { clinicInput, insert, rowsOf, seedDeadLetter, seedEvent, seedInbound, seedOutbound, seedThread, seedTurn, type Thread } from './seed.ts';

const CANARIES = ['Зоя Канарейкина', 'דנה קנרית', 'Zoë Canary'];

onEveryDatabase(await databaseKinds(), 'erasure of a patient', (open) => {
  let admin: AdminWorld;
  let numbers = 5511950000000;
  const newNumber = () => String((numbers += 10));
  beforeAll(async () => {
    admin = openAdmin(await open());
  });
  afterAll(async () => {
    await admin.close();
    await admin.sql.close();
  });
  const newClinic = async () => {
    const clinic = clinicInput();
    await admin.call('PUT', `/api/admin/clinics/${clinic.id}`, clinic);
    return clinic;
  };
  const item = (from: string, instance: string, text: string) => ({
    kind: 'inbound_text',
    from,
    replyTo: from,
    chat: null,
    text,
    messageId: randomUUID(),
    instance,
    reason: null,
  });

  /** One row in every table that can hold something of a patient, each with the canary. */
  async function fullPatient(clinic: ReturnType<typeof clinicInput>, from: string, canary: string): Promise<Thread & { traceId: string }> {
    const t = admin.clock.nowMs;
    const instance = String(clinic.channels[0]!.instance);
    const thread = await seedThread(admin.sql, clinic.id, from, t, { context: { patientName: canary }, instance_name: instance });
    thread.instance = instance;
    await rowsOf(admin.sql, 'update core.patients set name = $2, push_name = $2 where id = $1', [thread.patientId, canary]);
    await insert(admin.sql, 'core.patient_aliases', { clinic_id: clinic.id, alias: `${from}5@lid`, patient_key: from });
    const turnId = randomUUID();
    const message = await seedInbound(admin.sql, thread, { text: canary, atMs: t, seq: 1, turnId });
    await seedTurn(admin.sql, thread, { id: turnId, traceIds: [message.traceId], openedAtMs: t, committedAtMs: t + 5, attestation: { note: canary } });
    await seedOutbound(admin.sql, thread, { text: `Oi ${canary}`, atMs: t, seq: 1, turnId, traceId: message.traceId });
    await insert(admin.sql, 'core.staff_messages', {
      id: randomUUID(),
      clinic_id: clinic.id,
      conversation_id: thread.conversationId,
      provider: 'evolution',
      instance_name: instance,
      provider_message_id: randomUUID(),
      body: canary,
      at: new Date(t),
      trace_id: randomUUID(),
    });
    await insert(admin.sql, 'core.follow_ups', {
      id: randomUUID(),
      clinic_id: clinic.id,
      conversation_id: thread.conversationId,
      patient_key: from,
      kind: 'lead',
      urgency: 'low',
      note: canary,
      due_at: new Date(t),
      created_at: new Date(t),
    });
    await seedEvent(admin.sql, { traceId: message.traceId, atMs: t, stage: 'inbound', name: 'taken in', data: { items: [item(from, instance, canary)] } });
    await seedEvent(admin.sql, { traceId: message.traceId, atMs: t, stage: 'turn', name: 'decided', data: { note: canary } });
    // A webhook without a row of the patient: nothing but its data leads to him.
    await seedEvent(admin.sql, {
      traceId: randomUUID(),
      atMs: t,
      stage: 'inbound',
      name: 'taken in',
      data: { items: [{ ...item(`${from}5@lid`, instance, canary), kind: 'reaction' }] },
    });
    await seedDeadLetter(admin.sql, { queue: 'turns', payload: { note: canary }, conversationId: thread.conversationId, clinicId: clinic.id, atMs: t });
    await seedDeadLetter(admin.sql, {
      queue: 'inbound',
      payload: { body: { instance, data: { key: { remoteJid: `${from}@s.whatsapp.net` }, message: canary } } },
      atMs: t,
    });
    const booked = await admin.call('POST', '/api/admin/appointments', {
      clinicId: clinic.id,
      from,
      serviceId: clinic.services[0]!.id,
      doctorId: clinic.doctors[0]!.id,
      start: '2026-03-16T10:00:00-03:00',
      patientName: canary,
    });
    expect(booked.status).toBe(201);
    return { ...thread, traceId: message.traceId };
  }

  const grep = (text: string) => grepDatabase(admin.sql, text);

  it.each(CANARIES)('leaves nothing of %s in any table, and of others everything', async (canary) => {
    const clinic = await newClinic();
    const from = newNumber();
    await fullPatient(clinic, from, canary);
    await admin.call('GET', `/api/admin/conversations?clinicId=${clinic.id}&from=${from}`);
    expect(Object.keys(await grep(canary)).length).toBeGreaterThanOrEqual(10);

    const answer = await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${from}`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        erased: {
          conversations: 1,
          messages: 1,
          outbox: 1,
          turns: 1,
          staffMessages: 1,
          followUps: 1,
          appointments: 1,
          traceEvents: 3,
          deadLetters: 2,
          aliases: 1,
          sessions: 1,
          memories: 0,
          patients: 1,
        },
      },
    });
    expect(await grep(canary)).toEqual({});
    expect(await grep(from)).toEqual({});
    expect((await admin.call('GET', `/api/admin/conversations?clinicId=${clinic.id}`)).body).toEqual([]);
    expect((await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${from}`)).status).toBe(404);
  });

  it('keeps the booked slot, without identity', async () => {
    const clinic = await newClinic();
    const from = newNumber();
    await fullPatient(clinic, from, 'Slot Canary');
    await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${from}`);
    const { body } = await admin.call('GET', `/api/admin/appointments?clinicId=${clinic.id}`);
    expect(body).toEqual([
      {
        id: expect.any(String),
        clinicId: clinic.id,
        from: 'erased',
        serviceId: clinic.services[0]!.id,
        doctorId: clinic.doctors[0]!.id,
        start: '2026-03-16T10:00:00-03:00',
        end: '2026-03-16T11:00:00-03:00',
        status: 'booked',
        createdBy: 'staff',
      },
    ]);
  });

  it('fences a turn that is being decided: its answer is never committed', async () => {
    const clinic = await newClinic();
    const from = newNumber();
    const thread = await seedThread(admin.sql, clinic.id, from, admin.clock.nowMs, { last_seq: 1 });
    await seedInbound(admin.sql, thread, { text: 'Turn Canary', atMs: admin.clock.nowMs, seq: 1, state: 'pending' });
    const turns = turnStore(admin.sql);
    const opened = await turns.open({ conversationId: thread.conversationId, nowMs: admin.clock.nowMs + 5_000 });
    if (opened.kind !== 'opened') throw new Error(`the turn is ${opened.kind}`);
    expect((await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${from}`)).status).toBe(200);
    expect(await turns.commit(answerTo(opened.snapshot, admin.clock.nowMs + 6_000))).toEqual({ kind: 'lost' });
    expect(await grep('Turn Canary')).toEqual({});
    expect(await grep(from)).toEqual({});
  });

  it('finds what came in before the line was of this clinic', async () => {
    const clinic = await newClinic();
    const from = newNumber();
    const traceId = randomUUID();
    const view = { ...item(from, String(clinic.channels[0]!.instance), 'Early Canary'), reason: 'unknown_line' };
    await seedEvent(admin.sql, { traceId, atMs: admin.clock.nowMs, stage: 'inbound', name: 'taken in', data: { items: [view] } });
    const row = {
      id: randomUUID(),
      provider: 'evolution',
      instance_name: view.instance,
      provider_message_id: view.messageId,
      seq: 0,
      kind: view.kind,
      body: view.text,
    };
    const at = new Date(admin.clock.nowMs);
    await insert(admin.sql, 'core.inbox', {
      ...row,
      sent_at: at,
      received_at: at,
      trace_id: traceId,
      request_id: 'request-of-the-tests',
      state: 'ignored',
      reason: 'unknown_line',
    });
    expect((await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${from}`)).body.erased.traceEvents).toBe(1);
    expect(await grep('Early Canary')).toEqual({});
  });

  it('finds the patient by an alias', async () => {
    const clinic = await newClinic();
    const from = newNumber();
    await fullPatient(clinic, from, 'Alias Canary');
    expect((await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${from}5@lid`)).body.erased.messages).toBe(1);
    expect(await grep('Alias Canary')).toEqual({});
  });

  it('touches neither the same person at another clinic nor another patient in the same webhook', async () => {
    const [clinic, other] = [await newClinic(), await newClinic()];
    const from = newNumber();
    const neighbour = newNumber();
    const erased = await fullPatient(clinic, from, 'Erased Canary');
    await fullPatient(other, from, 'Other Clinic Canary');
    const instance = String(clinic.channels[0]!.instance);
    await seedEvent(admin.sql, {
      traceId: erased.traceId,
      atMs: admin.clock.nowMs,
      stage: 'inbound',
      name: 'taken in',
      data: { items: [item(from, instance, 'Erased Canary'), item(neighbour, instance, 'Neighbour Canary')] },
    });
    // Dead letters of no clinic name a line in their payload: that of the other clinic is not ours to erase.
    await seedDeadLetter(admin.sql, {
      queue: 'inbound',
      payload: { instance: other.channels[0]!.instance, remoteJid: `${from}@s.whatsapp.net`, text: 'Other Letter Canary' },
      atMs: admin.clock.nowMs,
    });
    const before = await grep('Other Clinic Canary');

    await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${from}`);
    expect(await grep('Erased Canary')).toEqual({});
    expect(await grep('Neighbour Canary')).toEqual({ 'core.trace_events': 1 });
    expect(await grep('Other Letter Canary')).toEqual({ 'core.dead_letters': 1 });
    expect(await grep('Other Clinic Canary')).toEqual(before);
    expect((await admin.call('GET', `/api/admin/conversations?clinicId=${other.id}&from=${from}`)).body).toHaveLength(1);
  });

  it('answers 404 for a patient nobody knows and 400 without clinic or patient', async () => {
    const clinic = await newClinic();
    expect((await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${newNumber()}`)).status).toBe(404);
    expect((await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}`)).status).toBe(400);
    expect((await admin.call('DELETE', '/api/admin/patients?from=5511950000000')).status).toBe(400);
    expect((await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=`)).status).toBe(400);
  });
});
