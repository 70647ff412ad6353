import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { type AdminWorld, onEveryDatabase, openAdmin } from './admin-world.ts';
import { clinicInput, rowsOf, seedInbound, seedOutbound, seedThread } from './seed.ts';

onEveryDatabase(await databaseKinds(), 'clinics over the admin API', (open) => {
  let admin: AdminWorld;
  beforeAll(async () => {
    admin = openAdmin(await open());
  });
  afterAll(async () => {
    await admin.close();
    await admin.sql.close();
  });
  const put = (clinic: { id: string } & Record<string, unknown>) => admin.call('PUT', `/api/admin/clinics/${clinic.id}`, clinic);

  it('stores a clinic and shows it with defaults and masked secrets, but never a secret', async () => {
    const clinic = clinicInput();
    const stored = await put(clinic);
    const shown = await admin.call('GET', `/api/admin/clinics/${clinic.id}`);
    expect(stored.status).toBe(200);
    expect(shown.body).toEqual(stored.body);
    expect(shown.body).toMatchObject({
      id: clinic.id,
      name: clinic.name,
      doctors: clinic.doctors,
      settings: { takeoverQuietMinutes: 30 },
      assistant: { agentId: 'reception' },
    });
    expect(shown.body.channels).toMatchObject([{ apiKey: '***7391', webhookSecret: '***' }, { accessToken: '***8462' }]);
    const list = await admin.call('GET', '/api/admin/clinics');
    expect(list.body.map((one: { id: string }) => one.id)).toContain(clinic.id);
    for (const secret of ['api-key-of-this-line', 'access-token-of-this-line', '"short"']) expect(JSON.stringify([stored, shown, list])).not.toContain(secret);
  });

  it('keeps stored secrets when a masked clinic is put back', async () => {
    const clinic = clinicInput();
    await put(clinic);
    const shown = (await admin.call('GET', `/api/admin/clinics/${clinic.id}`)).body;
    const again = await put({ ...shown, name: 'Renamed' });
    expect(again.status).toBe(200);
    const rows = await rowsOf<{ channel: Record<string, string> }>(
      admin.sql,
      'select channel from healthcare.whatsapp_instances where clinic_id = $1 order by position',
      [clinic.id],
    );
    expect(rows.map((row) => row.channel)).toEqual(clinic.channels);
    expect((await admin.call('GET', `/api/admin/clinics/${clinic.id}`)).body.name).toBe('Renamed');
  });

  it('refuses a masked secret that stands for nothing stored', async () => {
    const clinic = clinicInput();
    const channel = { ...clinic.channels[0], apiKey: '***9999' };
    const answer = await put({ ...clinic, channels: [channel as never] });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([{ path: 'channels.0.apiKey', message: expect.stringContaining('masked') }]);
  });

  it('lists every problem of a clinic with its path', async () => {
    const clinic = clinicInput();
    const bad = {
      ...clinic,
      timezone: 'Atlantis/Capital',
      defaultLanguage: 'he',
      services: [{ ...clinic.services[0], minutes: 1 }],
      channels: [{ provider: 'evolution', instance: '' }],
    };
    const answer = await put(bad as never);
    expect(answer.status).toBe(400);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body.errors.map((problem: { path: string }) => problem.path)).toEqual(
      expect.arrayContaining(['timezone', 'services.0.minutes', 'channels.0.instance', 'channels.0.apiKey', 'channels.0.baseUrl']),
    );
    expect((await put({ ...clinic, defaultLanguage: 'he' } as never)).body.errors).toEqual([{ path: 'defaultLanguage', message: 'must be one of languages' }]);
    expect((await admin.call('GET', `/api/admin/clinics/${clinic.id}`)).status).toBe(404);
  });

  it('refuses another id in the body, the same line twice, a body that is no JSON object', async () => {
    const clinic = clinicInput();
    expect((await admin.call('PUT', `/api/admin/clinics/${randomUUID()}`, clinic)).body.errors).toEqual([{ path: 'id', message: 'is not the id of the path' }]);
    expect((await put({ ...clinic, channels: [clinic.channels[0]!, clinic.channels[0]!] })).body.errors).toEqual([
      { path: 'channels.1', message: expect.stringContaining('same line') },
    ]);
    expect((await admin.call('PUT', `/api/admin/clinics/${clinic.id}`, [clinic])).status).toBe(400);
    expect((await admin.call('PUT', `/api/admin/clinics/${clinic.id}`)).status).toBe(400);
    expect((await admin.call('PUT', '/api/admin/clinics/not-an-id', clinic)).status).toBe(400);
  });

  it('takes the id from the path when the body has none', async () => {
    const { id, ...clinic } = clinicInput();
    expect((await admin.call('PUT', `/api/admin/clinics/${id}`, clinic)).body.id).toBe(id);
  });

  it("answers 409 for another clinic's line and changes nothing of either", async () => {
    const first = clinicInput();
    const second = clinicInput({ name: 'Second' });
    await put(first);
    await put(second);
    const changes = admin.changedClinics.length;
    const answer = await put({ ...second, name: 'Thief', channels: [second.channels[0]!, first.channels[1]!] });
    expect(answer.status).toBe(409);
    expect(answer.type).toContain('application/problem+json');
    expect((await admin.call('GET', `/api/admin/clinics/${second.id}`)).body).toMatchObject({
      name: 'Second',
      channels: [{}, { phoneNumberId: second.channels[1]!.phoneNumberId }],
    });
    expect((await admin.call('GET', `/api/admin/clinics/${first.id}`)).body.channels).toHaveLength(2);
    expect(admin.changedClinics).toHaveLength(changes);
  });

  it('gives a line that several clinics want at once to exactly one of them', async () => {
    const { channels } = clinicInput();
    const rivals = [clinicInput({ channels }), clinicInput({ channels: channels.toReversed() }), clinicInput({ channels })];
    const answers = await Promise.all(rivals.map(put));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    const owners = await rowsOf(admin.sql, 'select distinct clinic_id from healthcare.whatsapp_instances where instance_name = any($1)', [
      channels.map((channel) => channel.instance ?? channel.phoneNumberId),
    ]);
    expect(owners).toEqual([{ clinic_id: rivals[answers.findIndex((answer) => answer.status === 200)]?.id }]);
  });

  it('tells caches of the lines before and after a change', async () => {
    const clinic = clinicInput();
    await put(clinic);
    const renamed = { ...clinic.channels[0]!, instance: `renamed-${randomUUID()}` };
    await put({ ...clinic, channels: [renamed] });
    const change = admin.changedClinics.at(-1);
    expect(change?.clinicId).toBe(clinic.id);
    expect(change?.lines.map((line) => line.instance).sort()).toEqual(
      [renamed.instance, clinic.channels[0]!.instance, clinic.channels[1]!.phoneNumberId].sort(),
    );
    const lines = await rowsOf(admin.sql, 'select instance_name from healthcare.whatsapp_instances where clinic_id = $1', [clinic.id]);
    expect(lines).toEqual([{ instance_name: renamed.instance }]);
  });

  it('removes a clinic, frees its lines, and ends what waits so that the ledger adds up', async () => {
    const clinic = clinicInput();
    await put(clinic);
    const thread = await seedThread(admin.sql, clinic.id, '5511900000001', admin.clock.nowMs);
    await seedInbound(admin.sql, thread, { text: 'Olá', atMs: admin.clock.nowMs, seq: 1, state: 'pending' });
    await seedOutbound(admin.sql, thread, { text: 'Oi', atMs: admin.clock.nowMs, seq: 1, state: 'queued' });
    expect(await admin.call('DELETE', `/api/admin/clinics/${clinic.id}`)).toMatchObject({ status: 200, body: { id: clinic.id, deleted: true } });
    expect((await admin.call('GET', `/api/admin/clinics/${clinic.id}`)).status).toBe(404);
    expect((await admin.call('DELETE', `/api/admin/clinics/${clinic.id}`)).status).toBe(404);
    expect((await admin.call('GET', `/api/admin/ledger?clinicId=${clinic.id}`)).body).toMatchObject({
      accepted: 1,
      pending: 0,
      ignored: { clinic_removed: 1 },
      outbox: { withdrawn: 1 },
    });
    expect(admin.changedClinics.at(-1)?.lines).toHaveLength(2);
    const heir = clinicInput({ channels: clinic.channels });
    expect((await put(heir)).status).toBe(200);
  });

  it('audits changes and needs the token', async () => {
    const clinic = clinicInput();
    await put(clinic);
    const entries = await rowsOf(admin.sql, 'select actor, action from core.audit_log where subject = $1', [`clinic:${clinic.id}`]);
    expect(entries).toEqual([{ actor: 'admin', action: 'clinic.put' }]);
    expect((await admin.call('GET', '/api/admin/clinics', undefined, { authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it('describes its routes in the OpenAPI document', async () => {
    const { body } = await admin.call('GET', '/docs/json');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/api/admin/clinics/{id}',
        '/api/admin/conversations/{id}/takeover',
        '/api/admin/traces/{traceId}',
        '/api/admin/dead-letters/{id}/replay',
        '/api/admin/patients',
      ]),
    );
    expect(body.paths['/api/admin/ledger'].get.responses['200'].content['application/json'].schema.properties).toHaveProperty('deadLettered');
  });
});
