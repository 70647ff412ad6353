import type { ClinicAdmin } from '../../../api/ports.ts';
import { Clinic, lineOf } from '../../../domain/clinic.ts';
import type { Line } from '../../../pipeline/ports.ts';
import type { Sql } from '../sql.ts';
import { storableJson, storableText } from '../storable.ts';

const UPSERT = {
  name: 'admin_clinic_upsert',
  text: `insert into healthcare.clinics (id, organization_id, name, profile, updated_at) values ($1, $2, $3, $4::jsonb, core.at($5))
    on conflict (id) do update set organization_id = excluded.organization_id, name = excluded.name, profile = excluded.profile, updated_at = excluded.updated_at
    returning xmax::text = '0' as created`,
};
const LINES = {
  name: 'admin_clinic_lines',
  text: 'select provider, instance_name as instance from healthcare.whatsapp_instances where clinic_id = $1 order by position',
};
const DROP_LINES = {
  name: 'admin_clinic_drop_lines',
  text: `delete from healthcare.whatsapp_instances i where i.clinic_id = $1
    and not exists (select 1 from jsonb_to_recordset($2::jsonb) as w(provider text, instance text) where w.provider = i.provider and w.instance = i.instance_name)`,
};
/** In the order of the line, so that two clinics that want each other's lines wait instead of deadlocking. A line of another clinic is not returned. */
const PUT_LINES = {
  name: 'admin_clinic_put_lines',
  text: `insert into healthcare.whatsapp_instances (provider, instance_name, clinic_id, whatsapp_number, channel, position)
    select w.provider, w.instance, $1::uuid, w.number, w.channel, w.position
    from jsonb_to_recordset($2::jsonb) as w(provider text, instance text, number text, channel jsonb, position int) order by w.provider, w.instance
    on conflict (provider, instance_name) do update set whatsapp_number = excluded.whatsapp_number, channel = excluded.channel, position = excluded.position
      where whatsapp_instances.clinic_id = excluded.clinic_id
    returning provider, instance_name as instance`,
};
const SELECT = `select c.profile, coalesce((select jsonb_agg(i.channel order by i.position) from healthcare.whatsapp_instances i where i.clinic_id = c.id), '[]'::jsonb) as channels
  from healthcare.clinics c`;
const GET = { name: 'admin_clinic_get', text: `${SELECT} where c.id = $1` };
const LIST = { name: 'admin_clinic_list', text: `${SELECT} order by c.name, c.id` };
const REMOVE = { name: 'admin_clinic_remove', text: 'delete from healthcare.clinics where id = $1 returning id' };
/** Nobody will answer what waits, and the sweeper would find it forever. A turn being made at that moment fails its compare. */
const END_WAITING = {
  name: 'admin_clinic_end_waiting',
  text: `with ended as (update core.whatsapp_conversations set version = version + 1 where clinic_id = $1 returning id),
    ignored as (update core.inbox i set state = 'ignored', reason = 'clinic_removed' from ended where i.conversation_id = ended.id and i.state = 'pending'),
    withdrawn as (update core.outbox o set state = 'withdrawn', reason = 'clinic_removed' from ended where o.conversation_id = ended.id and o.state = 'queued'),
    dropped as (update core.staff_notifications set state = 'dropped', reason = 'clinic_removed' where clinic_id = $1 and state = 'queued'),
    alerts as (delete from core.open_alerts where clinic_id = $1)
    update core.follow_ups f set status = 'cancelled', reason = 'clinic_removed' where f.clinic_id = $1 and f.status = 'scheduled'`,
};

/** Thrown to roll back: a transaction has no other way out. */
class LinesTaken extends Error {
  readonly lines: Line[];
  constructor(lines: Line[]) {
    super('lines of another clinic');
    this.lines = lines;
  }
}

/** Clinics in healthcare.clinics and healthcare.whatsapp_instances, credentials included. */
export function createClinicAdmin(sql: Sql): ClinicAdmin {
  return {
    async put(clinic, nowMs) {
      try {
        return await sql.transaction((tx) => store(tx, clinic, nowMs));
      } catch (error) {
        if (error instanceof LinesTaken) return { kind: 'line_taken', lines: error.lines };
        throw error;
      }
    },
    async get(clinicId) {
      const rows = await sql.query<ClinicRow>(GET, [clinicId]);
      return rows[0] ? toClinic(rows[0]) : null;
    },
    async list() {
      const rows = await sql.query<ClinicRow>(LIST, []);
      return rows.map(toClinic);
    },
    async remove(clinicId) {
      return sql.transaction(async (tx) => {
        const lines = await tx.query<Line>(LINES, [clinicId]);
        const rows = await tx.query(REMOVE, [clinicId]);
        if (rows.length === 0) return null;
        await tx.query(END_WAITING, [clinicId]);
        return { lines };
      });
    },
  };
}

type ClinicRow = { profile: Record<string, unknown>; channels: unknown[] };

async function store(tx: Pick<Sql, 'query'>, clinic: Clinic, nowMs: number): Promise<{ kind: 'stored'; created: boolean; lines: Line[] }> {
  const { channels, ...profile } = clinic;
  // The row of the clinic is locked first: two calls for one clinic come one after the other.
  const rows = await tx.query<{ created: boolean }>(UPSERT, [clinic.id, clinic.organizationId, storableText(clinic.name), storableJson(profile), nowMs]);
  const before = await tx.query<Line>(LINES, [clinic.id]);
  const wanted = channels.map((channel, position) => ({
    provider: channel.provider,
    instance: lineOf(channel),
    number: channel.number ?? null,
    channel,
    position,
  }));
  const lines = storableJson(wanted);
  await tx.query(DROP_LINES, [clinic.id, lines]);
  const put = await tx.query<Line>(PUT_LINES, [clinic.id, lines]);
  const isPut = (line: Line) => put.some((other) => other.provider === line.provider && other.instance === line.instance);
  if (put.length < wanted.length) throw new LinesTaken(wanted.filter((line) => !isPut(line)).map(({ provider, instance }) => ({ provider, instance })));
  return { kind: 'stored', created: rows[0]?.created ?? false, lines: [...put, ...before.filter((line) => !isPut(line))] };
}

function toClinic(row: ClinicRow): Clinic {
  return Clinic.parse({ ...row.profile, channels: row.channels });
}
