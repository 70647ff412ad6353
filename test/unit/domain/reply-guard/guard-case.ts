import type { ConversationState } from '../../../../src/domain/conversation.ts';
import type { GuardProblem } from '../../../../src/domain/reply-guard/guard-input.ts';

/** What the turn did: `book` the filling with Dan on Thursday 6 May at 14:00, `move` the cleaning with Lea (Wednesday 5 May, 12:00) to Friday 7 May, 15:30, `cancel` it. */
export type DidName = 'book' | 'move' | 'cancel' | 'escalate' | 'follow_up';

/** A reply as a language model might write it, on Monday 3 May 2027 at 08:00. */
export type GuardCase = {
  reply: string;
  did?: DidName[];
  /** The patient has the cleaning with Lea on Wednesday 5 May at 12:00 (also so when it was moved or cancelled). */
  has?: true;
  /** What the patient wrote. */
  said?: string;
  state?: ConversationState;
};

/** The same with what is wrong with it. */
export type BadCase = GuardCase & { problems: GuardProblem[] };

export type GuardCases = { good: GuardCase[]; bad: BadCase[] };
