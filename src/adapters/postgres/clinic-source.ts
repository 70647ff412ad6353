import { Clinic } from '../../domain/clinic.ts';
import type { ClinicDirectory, Line } from '../../pipeline/ports.ts';
import { statement, type Sql } from './sql.ts';

/** The clinics as Postgres has them: what the prewarmed directory is filled from. */
export type ClinicSource = ClinicDirectory & { all(): Promise<Clinic[]> };

const COLUMNS = `c.profile,
  (select json_agg(i.channel order by i.position) from healthcare.whatsapp_instances i where i.clinic_id = c.id) as channels`;

const BY_LINE = statement<{ provider: string; instance: string }>(
  'clinic_by_line',
  `
select ${COLUMNS}
from healthcare.whatsapp_instances l join healthcare.clinics c on c.id = l.clinic_id
where l.provider = :provider and l.instance_name = :instance`,
);
const BY_ID = statement<{ clinicId: string }>('clinic_by_id', `select ${COLUMNS} from healthcare.clinics c where c.id = :clinicId::uuid`);
const ALL = statement<Record<string, never>>('clinic_all', `select ${COLUMNS} from healthcare.clinics c order by c.id`);

type ClinicRow = { profile: object; channels: unknown[] | null };

/** Reads clinics with their channels, credentials included. Throws a ZodError on a profile that this version does not understand. */
export function clinicSource(sql: Sql): ClinicSource {
  const one = (rows: ClinicRow[]) => (rows[0] ? clinicOf(rows[0]) : null);
  return {
    byLine: async (line: Line) => one(await sql.query<ClinicRow>(BY_LINE, BY_LINE.values({ provider: line.provider, instance: line.instance }))),
    byId: async (clinicId) => one(await sql.query<ClinicRow>(BY_ID, BY_ID.values({ clinicId }))),
    all: async () => (await sql.query<ClinicRow>(ALL)).map(clinicOf),
  };
}

function clinicOf(row: ClinicRow): Clinic {
  return Clinic.parse({ ...row.profile, channels: row.channels ?? [] });
}
