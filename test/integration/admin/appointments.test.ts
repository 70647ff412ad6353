import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseKinds } from '../../support/databases.ts';
import { type AdminWorld, type Json, onEveryDatabase, openAdmin } from './admin-world.ts';
import { type ClinicInput, clinicInput, rowsOf, seedThread } from './seed.ts';

onEveryDatabase(await databaseKinds(), 'appointments over the admin API', (open) => {
  let admin: AdminWorld;
  let clinic: ClinicInput;
  let numbers = 5511920000000;
  const newNumber = () => String((numbers += 1));
  beforeAll(async () => {
    admin = openAdmin(await open());
  });
  afterAll(async () => {
    await admin.close();
    await admin.sql.close();
  });
  const newClinic = async (overrides: Record<string, unknown> = {}) => {
    clinic = clinicInput(overrides);
    expect((await admin.call('PUT', `/api/admin/clinics/${clinic.id}`, clinic)).status).toBe(200);
  };
  const wanted = (overrides: Record<string, unknown> = {}) => ({
    clinicId: clinic.id,
    from: newNumber(),
    serviceId: clinic.services[0]!.id,
    doctorId: clinic.doctors[0]!.id,
    start: '2026-03-16T10:00:00-03:00',
    ...overrides,
  });
  const book = (overrides: Record<string, unknown> = {}) => admin.call('POST', '/api/admin/appointments', wanted(overrides));
  const list = async (query: string): Promise<Json> => (await admin.call('GET', `/api/admin/appointments?${query}`)).body;

  it("books for a patient it has never seen and shows times with the clinic's offset", async () => {
    await newClinic();
    const from = newNumber();
    const answer = await book({ from: `+${from}`, start: '2026-03-16T13:00:00Z', patientName: 'Otto Quaresma', traceId: 'trace-of-an-import' });
    const expected = {
      id: expect.any(String),
      clinicId: clinic.id,
      from,
      serviceId: clinic.services[0]!.id,
      doctorId: clinic.doctors[0]!.id,
      start: '2026-03-16T10:00:00-03:00',
      end: '2026-03-16T11:00:00-03:00',
      status: 'booked',
      patientName: 'Otto Quaresma',
      createdBy: 'staff',
      traceId: 'trace-of-an-import',
    };
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.body).toEqual(expected);
    expect(await list(`clinicId=${clinic.id}&from=${from}`)).toEqual([expected]);
    expect(await rowsOf(admin.sql, 'select patient_key from core.patients where clinic_id = $1', [clinic.id])).toEqual([{ patient_key: from }]);
  });

  it('shows the offset of the day, not of today, where clocks change', async () => {
    await newClinic({ timezone: 'Europe/Madrid' });
    const winter = await book({ start: '2026-03-27T09:00:00+01:00' });
    const summer = await book({ start: '2026-03-30T07:00:00Z' });
    expect([winter.body.start, summer.body.start]).toEqual(['2026-03-27T09:00:00+01:00', '2026-03-30T09:00:00+02:00']);
  });

  it('keeps a given id, and refuses it a second time', async () => {
    await newClinic();
    const id = randomUUID();
    expect((await book({ id })).body.id).toBe(id);
    expect((await book({ id, start: '2026-03-17T10:00:00-03:00' })).status).toBe(409);
  });

  it('answers 409 when the doctor is taken, but takes the next minute, a cancelled slot, another doctor', async () => {
    const anna = { id: randomUUID(), name: 'Dra. Rosa Almgren', services: [] };
    await newClinic();
    clinic.doctors.push(anna as never);
    await admin.call('PUT', `/api/admin/clinics/${clinic.id}`, clinic);
    const first = await book();
    const overlapping = await book({ start: '2026-03-16T10:59:00-03:00' });
    expect(overlapping).toMatchObject({ status: 409, type: expect.stringContaining('application/problem+json') });
    expect(await list(`clinicId=${clinic.id}`)).toHaveLength(1);
    expect((await book({ start: '2026-03-16T11:00:00-03:00' })).status).toBe(201);
    expect((await book({ doctorId: anna.id })).status).toBe(201);
    expect((await book({ status: 'cancelled' })).status).toBe(201);
    await admin.call('PATCH', `/api/admin/appointments/${first.body.id}`, { status: 'cancelled' });
    expect((await book()).status).toBe(201);
  });

  it('moves keeping the duration, cancels and books again; 409 when the new time is taken', async () => {
    await newClinic();
    const first = await book({ end: '2026-03-16T10:30:00-03:00' });
    const second = await book({ start: '2026-03-16T12:00:00-03:00' });
    const url = `/api/admin/appointments/${first.body.id}`;
    const moved = await admin.call('PATCH', url, { start: '2026-03-17T09:00:00-03:00' });
    expect(moved).toMatchObject({
      status: 200,
      body: { id: first.body.id, start: '2026-03-17T09:00:00-03:00', end: '2026-03-17T09:30:00-03:00', status: 'booked' },
    });
    expect((await admin.call('PATCH', url, { start: '2026-03-16T12:30:00-03:00' })).status).toBe(409);
    expect((await admin.call('PATCH', url, { status: 'cancelled' })).body.status).toBe('cancelled');
    expect((await admin.call('PATCH', url, { start: second.body.start })).status).toBe(200);
    expect((await admin.call('PATCH', url, { status: 'booked' })).status).toBe(409);
    expect((await list(`clinicId=${clinic.id}`)).map((one: Json) => one.status).sort()).toEqual(['booked', 'cancelled']);
  });

  it('finds the patient of a conversation by an alias', async () => {
    await newClinic();
    const from = newNumber();
    await seedThread(admin.sql, clinic.id, from, admin.clock.nowMs);
    await rowsOf(admin.sql, 'insert into core.patient_aliases (clinic_id, alias, patient_key) values ($1, $2, $3)', [clinic.id, `${from}7@lid`, from]);
    expect((await book({ from: `${from}7@lid` })).body.from).toBe(from);
    expect(await rowsOf(admin.sql, 'select patient_key from core.patients where clinic_id = $1', [clinic.id])).toEqual([{ patient_key: from }]);
  });

  it('never lists or takes into account what another clinic has', async () => {
    await newClinic();
    const from = newNumber();
    const { services, doctors } = clinic;
    const first = clinic.id;
    expect((await book({ from })).status).toBe(201);
    await newClinic({ services, doctors });
    expect((await book({ from })).status).toBe(201);
    for (const id of [first, clinic.id]) expect((await list(`clinicId=${id}`)).map((one: Json) => one.clinicId)).toEqual([id]);
    expect(await list(`from=${from}`)).toHaveLength(2);
  });

  it('answers 400 for what is malformed and 404 for what is unknown', async () => {
    await newClinic();
    const bad = [
      { start: '2026-03-16T10:00:00' },
      { start: 'tomorrow' },
      { start: '2026-02-30T10:00:00Z' },
      { end: '2026-03-16T10:00:00-03:00' },
      { from: '' },
      { status: 'maybe' },
      { clinicId: 'x' },
    ];
    for (const overrides of bad) expect([overrides, (await book(overrides)).status]).toEqual([overrides, 400]);
    expect((await book({ serviceId: randomUUID(), doctorId: randomUUID() })).body.errors.map((problem: Json) => problem.path)).toEqual([
      'serviceId',
      'doctorId',
    ]);
    expect((await book({ clinicId: randomUUID() })).status).toBe(404);
    const unknown = `/api/admin/appointments/${randomUUID()}`;
    expect((await admin.call('PATCH', unknown, { status: 'cancelled' })).status).toBe(404);
    for (const body of [{}, { start: 'soon' }, { status: 'gone' }, { doctorId: randomUUID() }])
      expect((await admin.call('PATCH', unknown, body)).status).toBe(400);
    expect(await list(`clinicId=${clinic.id}`)).toEqual([]);
  });
});
