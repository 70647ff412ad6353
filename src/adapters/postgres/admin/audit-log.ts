import type { AuditLog } from '../../../api/ports.ts';
import type { Sql } from '../sql.ts';
import { storableJson } from '../storable.ts';

const RECORD = {
  name: 'admin_audit_record',
  text: `insert into core.audit_log (at, actor, action, subject, data) values (core.at($1), $2, $3, $4, $5::jsonb)`,
};

/** The audit log in core.audit_log; rejects when it can't be written. */
export function createAuditLog(sql: Sql): AuditLog {
  return {
    async record({ atMs, actor, action, subject, data }) {
      await sql.query(RECORD, [atMs, actor, action, subject, storableJson(data)]);
    },
  };
}
