import { setTimeout as pause } from 'node:timers/promises';
import type { RunningFrontdesk, ShownConversation, ShownMessage } from './running-frontdesk.ts';

/** Watches one patient's conversation from outside. */
export type FollowedConversation = {
  /** Looks once and reports what is new. */
  look(): Promise<void>;
  /** Looks until every given message has its outcome and what was to be sent for it is sent; false when that takes longer than `limitMs`. */
  untilAnswered(traceIds: readonly string[], limitMs: number): Promise<boolean>;
};

const LOOK_EVERY_MS = 200;
const ON_ITS_WAY = new Set(['queued', 'sending', 'uncertain']);

/** Reports each reply (of the bot or of staff) once, when WhatsApp has it or it ended otherwise; what is there at the first look is old. */
export async function followConversation(frontdesk: RunningFrontdesk, from: string, onReply: (message: ShownMessage) => void): Promise<FollowedConversation> {
  const seen = new Set<string>();
  const report = (conversation: ShownConversation | null, tell: (message: ShownMessage) => void) => {
    for (const message of conversation?.messages ?? []) {
      const key = message.providerMessageId ?? `${message.traceId} ${message.text}`;
      if (message.direction === 'in' || ON_ITS_WAY.has(message.status) || seen.has(key)) continue;
      seen.add(key);
      tell(message);
    }
    return conversation;
  };
  report(await frontdesk.conversation(from), () => undefined);
  return {
    look: async () => void report(await frontdesk.conversation(from), onReply),
    async untilAnswered(traceIds, limitMs) {
      for (const until = performance.now() + limitMs; ;) {
        const conversation = report(await frontdesk.conversation(from), onReply);
        if (isAnswered(conversation?.messages ?? [], traceIds)) return true;
        if (performance.now() > until) return false;
        await pause(LOOK_EVERY_MS);
      }
    },
  };
}

function isAnswered(messages: ShownMessage[], traceIds: readonly string[]): boolean {
  const outcomes = messages.filter((message) => message.direction === 'in' && traceIds.includes(message.traceId));
  const isTakenIn = traceIds.every((traceId) => outcomes.some((message) => message.traceId === traceId));
  return (
    isTakenIn &&
    outcomes.every((message) => message.status !== 'pending') &&
    !messages.some((message) => message.direction !== 'in' && ON_ITS_WAY.has(message.status))
  );
}
