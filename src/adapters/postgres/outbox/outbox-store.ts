import type { OutboxStore } from '../../../pipeline/sending-ports.ts';
import type { Sql } from '../sql.ts';
import { claimSend } from './claim-send.ts';
import { recordProbe } from './record-probe.ts';
import { settleSend } from './settle-send.ts';

/** The messages to be sent, on Postgres. */
export function outboxStore(sql: Sql): OutboxStore {
  return {
    claim: (input) => claimSend(sql, input),
    settle: (input) => settleSend(sql, input),
    recordProbe: (input) => recordProbe(sql, input),
  };
}
