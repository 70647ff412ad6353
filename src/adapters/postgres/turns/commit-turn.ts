import type { CommitResult, TurnCommit } from '../../../pipeline/ports.ts';
import { sqlState, type Sql } from '../sql.ts';
import { commitParameters } from './commit-parameters.ts';
import { COMMIT_REPLY, COMMIT_TOLD_TURN, COMMIT_TURN, writesEffects } from './commit-statement.ts';

type Committed = { won: number; marked: number; version: number | null; last_seq: number | null };

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
  const statement = commit.notifications?.length ? COMMIT_TOLD_TURN : writesEffects(parameters) ? COMMIT_TURN : COMMIT_REPLY;
  try {
    const [row] = await sql.query<Committed>(statement, statement.values(parameters));
    if (row?.won === 1) return { kind: 'committed', outboxIds, marked: row.marked };
    // Read beside the compare, not under its lock: good enough to tell the two apart in a metric, both open again.
    const arrived = row?.version === parameters.version && row.last_seq !== parameters.lastSeq;
    return { kind: arrived ? 'superseded' : 'lost' };
  } catch (error) {
    const state = sqlState(error) ?? '';
    if (REFUSED_BY_FACTS.has(state)) return { kind: 'conflict' };
    if (LOST.has(state)) return { kind: 'lost' };
    throw error;
  }
}
