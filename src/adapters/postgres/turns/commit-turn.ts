import type { CommitResult, TurnCommit } from '../../../pipeline/ports.ts';
import { sqlState, statement, type Sql } from '../sql.ts';
import { commitParameters } from './commit-parameters.ts';
import { commitStatement } from './commit-statement.ts';

type Committed = { won: number; marked: number };

// Read after the compare, not under its lock: good enough to tell the two apart in a metric, both open again.
const WHY_NOT = statement<{ conversationId: string }>(
  'why_not_committed',
  'select c.version, c.last_seq from core.whatsapp_conversations c where c.id = :conversationId::uuid',
);

/** The exclusion constraint: the slot is taken. FD001: the appointment to change is not this patient's booked one. */
const REFUSED_BY_FACTS = new Set(['23P01', 'FD001']);
/** Other than opened: FD002 a message to be marked was not pending any more. Deadlocks were undone too: open again. */
const LOST = new Set(['FD002', '40P01', '40001']);

/**
 * Writes the turn, its reply and its effects in one statement, if the conversation is still at the version it was opened at; else
 * nothing at all. Marks exactly the messages it opened. Throws Fault('dependency_away') when the outcome is unknown: open again and see.
 */
export async function commitTurn(sql: Sql, commit: TurnCommit): Promise<CommitResult> {
  const { parameters, outboxIds } = commitParameters(commit);
  const commitTurnWithParts = commitStatement(parameters);
  try {
    const [row] = await sql.query<Committed>(commitTurnWithParts, commitTurnWithParts.values(parameters));
    if (row?.won === 1) return { kind: 'committed', outboxIds, marked: row.marked };
    const [now] = await sql.query<{ version: number; last_seq: number }>(WHY_NOT, WHY_NOT.values(parameters));
    const arrived = now?.version === parameters.version && now.last_seq !== parameters.lastSeq;
    return { kind: arrived ? 'superseded' : 'lost' };
  } catch (error) {
    const state = sqlState(error) ?? '';
    if (REFUSED_BY_FACTS.has(state)) return { kind: 'conflict' };
    if (LOST.has(state)) return { kind: 'lost' };
    throw error;
  }
}
