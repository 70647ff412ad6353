import type { TurnStore } from '../../../pipeline/ports.ts';
import type { Sql } from '../sql.ts';
import { commitTurn } from './commit-turn.ts';
import { deadLetterTurn } from './dead-letter.ts';
import { ignoreRemovedClinic } from './ignore-removed-clinic.ts';
import { openTurn } from './open-turn.ts';

/** Opening, committing and giving up turns, on Postgres. */
export function turnStore(sql: Sql): TurnStore {
  return {
    open: (input) => openTurn(sql, input),
    commit: (commit) => commitTurn(sql, commit),
    deadLetter: (conversationId, reason, nowMs) => deadLetterTurn(sql, conversationId, reason, nowMs),
    ignoreRemovedClinic: (conversationId, nowMs) => ignoreRemovedClinic(sql, conversationId, nowMs),
  };
}
