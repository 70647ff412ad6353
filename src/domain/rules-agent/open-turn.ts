import { Fault } from '../../errors.ts';
import { transition } from '../conversation-state.ts';
import { toLocal } from '../local-time.ts';
import { ALL_TEXTS } from '../texts/all-texts.ts';
import { SURE_MENTION } from '../understanding/entities.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { withBareHour } from './bare-hour.ts';
import { withCompanion } from './companion.ts';
import { withShiftedTime } from './shifted-time.ts';
import { findSideMatters, topicsBeside } from './side-matters.ts';
import type { SideMatter } from './side-matters.ts';
import { signals } from './signals.ts';
import { forgetDraft, isBusy } from './turn.ts';
import type { Memo, RulesInput, Turn } from './turn.ts';

/** A draft is kept so long after the last word of anybody. */
const STALE_AFTER_MS = 24 * 3_600_000;

/** Opens a turn on a copy of the conversation, so that a decision made twice starts from the same place. */
export function openTurn(input: RulesInput): Turn {
  const { conversation } = input.snapshot;
  const { memo, ...context } = structuredClone(conversation.context);
  const now = toLocal(input.nowMs, input.clinic.timezone);
  const matters = findSideMatters(input.text);
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

/** What the words mean where they were said: what was asked, offered and booked before tells times and names that the words alone leave open. */
function inContext(input: RulesInput, matters: SideMatter[]): Understanding {
  const claimed = withClaimedTime(input);
  const topics = topicsBeside(matters, claimed.topics, input.text);
  const asksWho = signals(input.text, 'whoDoes') && !topics.includes('doctors');
  const named = withCompanion({ ...claimed, topics: asksWho ? [...topics, 'doctors'] : topics }, input.text);
  return withShiftedTime(withBareHour(withLine(named, input), input), input);
}

/** Words that count lines and name weekdays as well: "a segunda", "השני". */
const LINES: readonly (readonly [number, RegExp])[] = [
  [1, /(?<!\p{L})(?:a|o) primeir[ao](?!\p{L})|(?<!יום )(?<!\p{L})(?:את )?הראשו(?:ן|נה)(?!\p{L})/iu],
  [2, /(?<!\p{L})(?:a|o) segund[ao](?![\p{L}-])|(?<!יום )(?<!\p{L})(?:את )?השני(?:יה|ה)?(?!\p{L})/iu],
  [3, /(?<!\p{L})(?:a|o) terceir[ao](?![\p{L}-])|(?<!יום )(?<!\p{L})(?:את )?השלישית?(?!\p{L})/iu],
  [4, /(?<!\p{L})(?:a|o) quart[ao](?![\p{L}-])|(?<!יום )(?<!\p{L})(?:את )?הרביעית?(?!\p{L})/iu],
];

/** "Passa a segunda pra quinta", of appointments just listed: the second of them, not Monday. */
function withLine(understanding: Understanding, { snapshot, text, language }: RulesInput): Understanding {
  const { choices } = (snapshot.conversation.context.memo ?? {}) as Memo;
  if (understanding.ordinal !== null || (choices?.length ?? 0) < 2 || (language !== 'pt' && language !== 'he')) return understanding;
  for (const [ordinal, words] of LINES) {
    const found = words.exec(text);
    if (!found || ordinal > (choices?.length ?? 0)) continue;
    const isLine = (when: { index: number; text: string }) => when.index < found.index + found[0].length && found.index < when.index + when.text.length;
    return { ...understanding, ordinal, whens: understanding.whens.filter((when) => !isLine(when)) };
  }
  return understanding;
}

/** "Book me a cleaning instead, on Sunday at 11": a whole date and time in a request to book is wished for, even where "instead" reads like "instead of". */
function withClaimedTime({ understanding, snapshot }: RulesInput): Understanding {
  const { whens, intents } = understanding;
  const [only, ...others] = whens;
  const isRequest = intents[0]?.intent === 'book' && intents[0].confidence >= 0.6 && snapshot.conversation.pendingAction === null;
  if (!isRequest || others.length > 0 || !only?.negated || !only.hasDate || !only.hasTime) return understanding;
  return { ...understanding, whens: [{ ...only, negated: false }] };
}
