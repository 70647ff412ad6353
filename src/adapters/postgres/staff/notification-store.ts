import type { NotificationStore } from '../../../pipeline/notifying-ports.ts';
import type { Sql } from '../sql.ts';
import { claimNotification } from './claim-notification.ts';
import { handOverNotification } from './hand-over-notification.ts';
import { settleNotification } from './settle-notification.ts';

/** What staff are to be told, on Postgres. */
export function notificationStore(sql: Sql): NotificationStore {
  return {
    claim: (input) => claimNotification(sql, input),
    settle: (input) => settleNotification(sql, input),
    handOver: (message, event) => handOverNotification(sql, message, event),
  };
}
