import type { BusyInterval, Calendar } from '../../pipeline/ports.ts';
import { statement, type Sql } from './sql.ts';

type Span = { clinicId: string; doctorIds: string[]; fromMs: number; toMs: number };

const BUSY = statement<Span>(
  'calendar_busy',
  `
select a.doctor_id, core.ms(a.starts_at) as start_ms, core.ms(a.ends_at) as end_ms
from healthcare.appointments a
where a.clinic_id = :clinicId::uuid and a.status = 'booked' and a.doctor_id = any (:doctorIds::uuid[])
  and tstzrange(a.starts_at, a.ends_at) && tstzrange(core.at(:fromMs::float8), core.at(:toMs::float8))
order by a.starts_at`,
);

/** The booked appointments of doctors that touch a span of time, in one read. */
export function calendar(sql: Sql): Calendar {
  return {
    async busy(clinicId, doctorIds, fromMs, toMs): Promise<BusyInterval[]> {
      if (doctorIds.length === 0 || fromMs >= toMs) return [];
      const rows = await sql.query<{ doctor_id: string; start_ms: number; end_ms: number }>(BUSY, BUSY.values({ clinicId, doctorIds, fromMs, toMs }));
      return rows.map((row) => ({ doctorId: row.doctor_id, startMs: row.start_ms, endMs: row.end_ms }));
    },
  };
}
