import type { Clock } from '../../pipeline/ports.ts';
import type { AuditLog } from '../ports.ts';

/** Records one act of the admin token. `subject` and `data` are ids and counts only, never a text, a name or a number. */
export type Auditor = (action: string, subject: string, data?: Record<string, unknown>) => Promise<void>;

/** An auditor of actor `admin`. It rejects when the log can't be written: what can't be audited is not done and not shown. */
export function auditorOf(log: AuditLog, clock: Clock): Auditor {
  return (action, subject, data = {}) => log.record({ atMs: clock.now(), actor: 'admin', action, subject, data });
}
