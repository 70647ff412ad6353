import { Fault } from '../../errors.ts';
import { transition } from '../conversation-state.ts';
import { toLocal } from '../local-time.ts';
import { ALL_TEXTS } from '../texts/all-texts.ts';
import { SURE_MENTION } from '../understanding/entities.ts';
import { withHealth } from './health.ts';
import { inContext } from './in-context.ts';
import { findSideMatters } from './side-matters.ts';
import { introducedName, isOnlyName } from './plain-name.ts';
import { forgetDraft, isBusy } from './turn.ts';
import type { Memo, RulesInput, Turn } from './turn.ts';

/** A draft is kept so long after the last word of anybody. */
const STALE_AFTER_MS = 24 * 3_600_000;

/** Opens a turn on a copy of the conversation, so that a decision made twice starts from the same place. */
export function openTurn(input: RulesInput): Turn {
  const { conversation } = input.snapshot;
  const { memo, ...context } = structuredClone(conversation.context);
  const now = toLocal(input.nowMs, input.clinic.timezone);
  const matters = isOnlyName(input) ? [] : withHealth(findSideMatters(input.text), input.text);
  const understanding = inContext(input, matters);
  const isSure = (one: { confidence: number }) => one.confidence >= SURE_MENTION;
  const turn: Turn = {
    ...input,
    understanding: {
      ...understanding,
      services: understanding.services.filter(isSure),
      whens: understanding.whens.filter((when) => !when.invalid),
    },
    matters,
    hints: understanding.services.filter((one) => !isSure(one) && !one.negated).map((one) => one.id),
    impossible: understanding.whens.filter((when) => when.invalid && !when.negated),
    texts: ALL_TEXTS[input.language],
    now,
    today: now.slice(0, 10),
    context,
    memo: (memo ?? {}) as Memo,
    state: conversation.state,
    events: [],
    pendingAction: conversation.pendingAction,
    said: [],
    learned: {},
    ownName: introducedName(input),
    applied: [],
    say: (text) => void turn.said.push(text),
    advance: (event) => {
      const moved = transition(turn.state, event);
      if (!moved.ok) throw new Fault('bug', `a conversation in ${moved.state} can't ${moved.event}`);
      turn.state = moved.state;
      turn.events.push(event);
    },
  };
  letStaleGo(turn);
  return turn;
}

/** "Yes" to a question of days ago books nothing: who comes back so late begins anew. */
function letStaleGo(turn: Turn): void {
  const last = turn.snapshot.history.at(-1);
  if (!isBusy(turn) || last === undefined || turn.nowMs - last.atMs < STALE_AFTER_MS) return;
  const { reminder } = turn.memo;
  forgetDraft(turn);
  if (reminder) turn.memo.reminder = reminder;
  turn.relevance = null;
  turn.advance('drop');
}
