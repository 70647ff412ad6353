import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { type AdminWorld, onEveryDatabase, openAdmin } from './admin-world.ts';
import { clinicInput, insert, rowsOf, seedOutbound, seedThread } from './seed.ts';

onEveryDatabase(await databaseKinds(), 'follow-ups for staff', (open) => {
  let admin: AdminWorld;
  let numbers = 5511970000000;
  const newNumber = () => String((numbers += 10));
  beforeAll(async () => {
    admin = openAdmin(await open());
  }, 300_000);
  afterAll(async () => {
    await admin.close();
    await admin.sql.close();
  });
  const newClinic = async () => {
    const clinic = clinicInput();
    await admin.call('PUT', `/api/admin/clinics/${clinic.id}`, clinic);
    return clinic;
  };
  const list = async (clinicId: string, from: string) => (await admin.call('GET', `/api/admin/follow-ups?clinicId=${clinicId}&from=${from}`)).body;
  const seed = async (clinicId: string, from: string, columns: Record<string, unknown> = {}) => {
    const id = randomUUID();
    const at = new Date(admin.clock.nowMs);
    await insert(admin.sql, 'core.follow_ups', {
      id,
      clinic_id: clinicId,
      patient_key: from,
      kind: 'inquiry',
      urgency: 'low',
      due_at: at,
      created_at: at,
      ...columns,
    });
    return id;
  };

  it('show the appointment, the trace and the variant they have', async () => {
    const clinic = await newClinic();
    const from = newNumber();
    const appointment = randomUUID();
    const id = await seed(clinic.id, from, {
      kind: 'reminder_24h',
      appointment_id: appointment,
      trace_id: 'trace-of-it',
      experiment: 'sooner',
      variant: 'half',
    });
    expect(await list(clinic.id, from)).toEqual([
      {
        id,
        kind: 'reminder_24h',
        urgency: 'low',
        dueAt: new Date(admin.clock.nowMs).toISOString(),
        status: 'scheduled',
        appointmentId: appointment,
        traceId: 'trace-of-it',
        experiment: { name: 'sooner', variant: 'half' },
      },
    ]);
  });

  it('are cancelled, not sent, when their message was withdrawn', async () => {
    const clinic = await newClinic();
    const from = newNumber();
    const thread = await seedThread(admin.sql, clinic.id, from, admin.clock.nowMs);
    const id = await seed(clinic.id, from, { conversation_id: thread.conversationId, status: 'sent' });
    expect(await list(clinic.id, from)).toMatchObject([{ id, status: 'sent' }]);
    const row = await seedOutbound(admin.sql, thread, { text: 'too late', atMs: admin.clock.nowMs, seq: 1, state: 'withdrawn', origin: 'follow_up' });
    await rowsOf(admin.sql, "update core.outbox set id = $1, reason = 'expired' where id = $2", [id, row.id]);
    expect(await list(clinic.id, from)).toMatchObject([{ id, status: 'cancelled', reason: 'expired' }]);
  });

  it('are erased with the patient, also those older than any conversation', async () => {
    const clinic = await newClinic();
    const [from, other] = [newNumber(), newNumber()];
    await seed(clinic.id, from, { kind: 'reminder_2h', note: 'Canary Without Thread' });
    await seed(clinic.id, other);
    expect((await admin.call('DELETE', `/api/admin/patients?clinicId=${clinic.id}&from=${from}`)).body.erased.followUps).toBe(1);
    expect(await rowsOf(admin.sql, 'select patient_key from core.follow_ups where clinic_id = $1', [clinic.id])).toEqual([{ patient_key: other }]);
  });

  it('end with their clinic', async () => {
    const clinic = await newClinic();
    await seed(clinic.id, newNumber());
    await admin.call('DELETE', `/api/admin/clinics/${clinic.id}`);
    expect(await rowsOf(admin.sql, 'select status, reason from core.follow_ups where clinic_id = $1', [clinic.id])).toEqual([
      { status: 'cancelled', reason: 'clinic_removed' },
    ]);
  });

  it('a confirmation of the patient is shown with the appointment until it is moved', async () => {
    const clinic = await newClinic();
    const body = {
      clinicId: clinic.id,
      from: newNumber(),
      serviceId: clinic.services[0]!.id,
      doctorId: clinic.doctors[0]!.id,
      start: '2026-03-16T10:00:00-03:00',
    };
    const { id } = (await admin.call('POST', '/api/admin/appointments', body)).body;
    await rowsOf(admin.sql, 'update healthcare.appointments set confirmed_at = core.at($2) where id = $1', [id, admin.clock.nowMs]);
    const shown = async () => (await admin.call('GET', `/api/admin/appointments?clinicId=${clinic.id}`)).body[0];
    expect(Date.parse((await shown()).confirmedAt)).toBe(admin.clock.nowMs);
    await admin.call('PATCH', `/api/admin/appointments/${id}`, { start: '2026-03-17T10:00:00-03:00' });
    expect(await shown()).not.toHaveProperty('confirmedAt');
  });
});
