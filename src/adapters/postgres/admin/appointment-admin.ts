import type { AppointmentAdmin, AppointmentOutcome, AppointmentView } from '../../../api/ports.ts';
import { type Sql, sqlState } from '../sql.ts';
import { storableText } from '../storable.ts';
import { scopeClause } from './scope.ts';

const SELECT = `select a.id, a.clinic_id as "clinicId", a.patient_key as "from", a.service_id as "serviceId", a.doctor_id as "doctorId",
    core.ms(a.starts_at) as "startMs", core.ms(a.ends_at) as "endMs", a.status, a.patient_name as "patientName", a.created_by as "createdBy",
    a.trace_id as "traceId", core.ms(a.confirmed_at) as "confirmedAtMs", coalesce(k.profile ->> 'timezone', 'UTC') as timezone
  from healthcare.appointments a left join healthcare.clinics k on k.id = a.clinic_id`;
const GET = { name: 'admin_appointment_get', text: `${SELECT} where a.id = $1` };
const BOOK = {
  name: 'admin_appointment_book',
  text: `with patient as (
      insert into core.patients (id, clinic_id, patient_key, created_at)
        select $1, $3::uuid, coalesce((select patient_key from core.patient_aliases where clinic_id = $3::uuid and alias = $4::text), $4::text), core.at($12)
        on conflict (clinic_id, patient_key) do update set patient_key = excluded.patient_key returning id, patient_key)
    insert into healthcare.appointments (id, clinic_id, patient_key, patient_id, service_id, doctor_id, starts_at, ends_at, status, patient_name, created_by, trace_id, created_at, updated_at)
    select $2, $3::uuid, p.patient_key, p.id, $5, $6, core.at($7), core.at($8), $9, $10, $11, $13, core.at($12), core.at($12) from patient p returning id`,
};
const CHANGE = {
  name: 'admin_appointment_change',
  text: `update healthcare.appointments set starts_at = coalesce(core.at($2), starts_at), ends_at = coalesce(core.at($2) + (ends_at - starts_at), ends_at),
    confirmed_at = case when $2::float8 is null then confirmed_at end, status = coalesce($3, status), updated_at = core.at($4) where id = $1 returning id`,
};

/** Appointments in healthcare.appointments; the database's own constraint refuses an overlap. */
export function createAppointmentAdmin(sql: Sql): AppointmentAdmin {
  const write = async (id: string, statement: typeof BOOK, values: unknown[]): Promise<AppointmentOutcome> => {
    try {
      const rows = await sql.query(statement, values);
      if (rows.length === 0) return { kind: 'not_found' };
    } catch (error) {
      const code = sqlState(error);
      if (code === '23P01') return { kind: 'overlaps' };
      if (code === '23505') return { kind: 'id_taken' };
      throw error;
    }
    const rows = await sql.query<AppointmentView>(GET, [id]);
    return rows[0] ? { kind: 'stored', appointment: rows[0] } : { kind: 'not_found' };
  };
  return {
    async list(scope, page) {
      const { form, where, values } = scopeClause(scope, 'a');
      const statement = { name: `admin_appointments_${form}`, text: `${SELECT} where ${where} order by a.starts_at, a.id limit $3 offset $4` };
      return sql.query<AppointmentView>(statement, [...values, page.limit, page.offset]);
    },
    book: (it, nowMs) =>
      write(it.id, BOOK, [
        it.patientId,
        it.id,
        it.clinicId,
        it.from,
        it.serviceId,
        it.doctorId,
        it.startMs,
        it.endMs,
        it.status,
        storableText(it.patientName),
        it.createdBy,
        nowMs,
        it.traceId,
      ]),
    change: ({ id, startMs, status }, nowMs) => write(id, CHANGE, [id, startMs, status, nowMs]),
  };
}
