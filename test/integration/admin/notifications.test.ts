import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { BOTH, escalation, HOOK, NOW, STAFF_NUMBER, StaffWorld } from '../../support/staff-world.ts';
import { type AdminWorld, onEveryDatabase, openAdmin } from './admin-world.ts';
import { clinicInput, insert, rowsOf, seedDeadLetter, seedEvent } from './seed.ts';

onEveryDatabase(await databaseKinds(), 'what staff are told, over the admin API', (open) => {
  let admin: AdminWorld;
  beforeAll(async () => {
    admin = openAdmin(await open());
  });
  afterAll(async () => {
    await admin.close();
    await admin.sql.close();
  });
  const list = async (query: string) => (await admin.call('GET', `/api/admin/notifications?${query}`)).body;

  it('shows each with where it stands, the newest first, and names nobody', async () => {
    const world = await StaffWorld.open(admin.sql, BOTH);
    const conversationId = await world.tellingTurn([escalation('webhook', 'one')]);
    const first = await world.claimedNotice();
    await world.settleNotice(first, { kind: 'delivered' });
    await world.tellingTurn([escalation('webhook', 'two'), escalation('whatsapp', 'two')]);
    const second = await world.claimedNotice();
    await world.settleNotice(second, { kind: 'retry', reason: 'http:503', afterMs: null, alert: false }, NOW + 60_000);
    const third = await world.claimedNotice();
    await world.handOver(third);

    const views = await list(`clinicId=${world.clinicId}`);
    expect(views).toHaveLength(3);
    expect(views).toContainEqual({
      id: first.notification.id,
      clinicId: world.clinicId,
      conversationId,
      channel: 'webhook',
      event: 'escalated',
      state: 'delivered',
      attempts: 1,
      at: new Date(first.notification.atMs).toISOString(),
      deliveredAt: new Date(NOW + 100).toISOString(),
      traceId: first.trace.traceId,
    });
    expect(views.find((view: { id: string }) => view.id === second.notification.id)).toMatchObject({
      state: 'queued',
      reason: 'http:503',
      dueAt: new Date(NOW + 60_000).toISOString(),
    });
    expect(views.map((view: { at: string }) => view.at)).toEqual(
      views
        .map((view: { at: string }) => view.at)
        .sort()
        .reverse(),
    );
    expect(JSON.stringify(views)).not.toContain(world.patientKey);

    expect(await list(`clinicId=${world.clinicId}&state=delivered`)).toHaveLength(1);
    expect((await list('state=queued')).map((view: { id: string }) => view.id)).toContain(second.notification.id);
    expect(await list(`clinicId=${randomUUID()}`)).toEqual([]);
    expect((await admin.call('GET', '/api/admin/notifications?state=nonsense')).status).toBe(400);
  });

  it('shows a WhatsApp message as far as it came', async () => {
    const world = await StaffWorld.open(admin.sql, BOTH);
    await world.tellingTurn([escalation('whatsapp')]);
    const handed = await world.handOver(await world.claimedNotice());
    const stateOf = async () => (await list(`clinicId=${world.clinicId}`))[0];
    expect(await stateOf()).toMatchObject({ state: 'sending' });
    const send = await world.claimed(handed?.conversationId ?? '', NOW);
    await world.settle(send, { kind: 'uncertain', reason: 'timeout' });
    expect(await stateOf()).toMatchObject({ state: 'uncertain', reason: 'timeout' });
    await world.settle(send, { kind: 'failed', reason: 'recipient:not_on_whatsapp', alert: false });
    expect(await stateOf()).toMatchObject({ state: 'failed', reason: 'recipient:not_on_whatsapp' });
    await world.inbox.applyStatuses([world.status('p1', 'delivered', { outboxId: send.outboxId })]);
    expect(await stateOf()).toMatchObject({ state: 'delivered', deliveredAt: expect.any(String) });
  });

  it('what failed or was dropped is told again on request, anything else is not', async () => {
    const world = await StaffWorld.open(admin.sql, HOOK);
    await world.tellingTurn();
    const { notification } = await world.claimedNotice();
    expect((await admin.call('POST', `/api/admin/notifications/${notification.id}/retry`)).status).toBe(404);
    await rowsOf(admin.sql, "update core.staff_notifications set state = 'failed', reason = 'http:400' where id = $1", [notification.id]);
    const answer = await admin.call('POST', `/api/admin/notifications/${notification.id}/retry`);
    expect(answer).toMatchObject({ status: 200, body: { id: notification.id, state: 'queued' } });
    expect(admin.wokenStaff).toContain(world.clinicId);
    expect((await world.claimNotice(NOW + 1e9)).kind).toBe('claimed');
    expect((await admin.call('POST', `/api/admin/notifications/${randomUUID()}/retry`)).status).toBe(404);
  });

  it('the secret of the webhook is masked, and kept when its mask comes back', async () => {
    const notifications = { webhookUrl: 'https://staff.test/hook', webhookSecret: 'a-long-shared-secret-4711', events: ['booked'] };
    const clinic = clinicInput({ settings: { notifications } });
    const put = await admin.call('PUT', `/api/admin/clinics/${clinic.id}`, clinic);
    expect(put.body.settings.notifications).toEqual({ ...notifications, webhookSecret: '***4711' });
    const shown = (await admin.call('GET', `/api/admin/clinics/${clinic.id}`)).body;
    expect(JSON.stringify([shown, (await admin.call('GET', '/api/admin/clinics')).body])).not.toContain('a-long-shared');
    expect((await admin.call('PUT', `/api/admin/clinics/${clinic.id}`, shown)).status).toBe(200);
    const [stored] = await rowsOf(admin.sql, "select profile #>> '{settings,notifications,webhookSecret}' as secret from healthcare.clinics where id = $1", [
      clinic.id,
    ]);
    expect(stored).toEqual({ secret: 'a-long-shared-secret-4711' });

    const wrong = { ...shown, settings: { notifications: { ...notifications, webhookSecret: '***0000' } } };
    expect(await admin.call('PUT', `/api/admin/clinics/${clinic.id}`, wrong)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'settings.notifications.webhookSecret' }] },
    });
  });

  it('erasing a patient takes along what staff were told of them, also what came back of it in webhooks; of others all stays', async () => {
    const world = await StaffWorld.open(admin.sql, BOTH);
    const echoOf = async (text: string, messageId: string) => {
      const item = { kind: 'own_echo', from: null, replyTo: null, chat: STAFF_NUMBER, text, messageId, instance: world.line.instance, reason: null };
      await seedEvent(admin.sql, { traceId: randomUUID(), atMs: NOW, stage: 'inbound', name: 'taken in', data: { items: [item] } });
      await seedDeadLetter(admin.sql, { queue: 'inbound', payload: { key: { id: messageId }, message: text }, clinicId: world.clinicId, atMs: NOW });
    };
    const tell = async (text: string) => {
      const taken = await world.claimedNotice();
      const handed = await world.handOver(taken, text);
      const messageId = `sent-${randomUUID()}`;
      const send = await world.claimed(handed?.conversationId ?? '', NOW);
      await world.settle(send, { kind: 'sent', providerMessageId: messageId });
      await echoOf(text, messageId);
    };
    await world.tellingTurn([escalation('whatsapp')]);
    await tell('Patient: Canary Told, +351919191919');
    await world.tellingTurn([escalation('webhook')]);
    await insert(admin.sql, 'core.staff_notifications', {
      clinic_id: world.clinicId,
      channel: 'webhook',
      event: 'line_silent',
      subject: `the clinic’s own ${world.clinicId}`,
      trace_id: 'trace-of-nobody',
      request_id: 'r',
      at: new Date(NOW),
      due_at: new Date(NOW),
    });
    const grep = async (text: string) => {
      const found: string[] = [];
      for (const table of ['core.outbox', 'core.trace_events', 'core.dead_letters', 'core.staff_notifications', 'core.staff_messages'])
        if ((await rowsOf(admin.sql, `select 1 from ${table} as r where strpos(r::text, $1) > 0`, [text])).length > 0) found.push(table);
      return found;
    };
    expect(await grep('Canary Told')).toEqual(['core.outbox', 'core.trace_events', 'core.dead_letters']);
    const answer = await admin.call('DELETE', `/api/admin/patients?clinicId=${world.clinicId}&from=${world.patientKey}`);
    expect(answer).toMatchObject({ status: 200, body: { erased: { notifications: 2 } } });
    expect(await grep('Canary Told')).toEqual([]);
    expect(await list(`clinicId=${world.clinicId}`)).toMatchObject([{ event: 'line_silent' }]);
  });
});
