import type { WakeUps } from '../../../src/pipeline/ports.ts';

/** A story that is due for a conversation. */
export type Wake = { story: 'turn' | 'send'; conversationId: string; dueAtMs: number };

/** Wake-ups kept in memory instead of Redis: whoever plays the clock takes the earliest. At most one per story and conversation, as in the queues. */
export function createInProcessWakeUps(): { wakeUps: WakeUps; next(): Wake | null } {
  const waiting = new Map<string, Wake>();
  const wake = (story: Wake['story'], conversationId: string, dueAtMs: number, reschedule: boolean) => {
    const key = `${story} ${conversationId}`;
    if (reschedule || !waiting.has(key)) waiting.set(key, { story, conversationId, dueAtMs });
  };
  return {
    wakeUps: {
      conversation: async (conversationId, dueAtMs, { reschedule }) => wake('turn', conversationId, dueAtMs, reschedule),
      sender: async (conversationId, dueAtMs, { reschedule }) => wake('send', conversationId, dueAtMs, reschedule),
      // A played patient's phone neither reports deliveries nor edits.
      staff: async () => undefined,
      retryStatuses: async () => undefined,
      retryChange: async () => undefined,
    },
    next() {
      const [first] = [...waiting.entries()].sort(([, a], [, b]) => a.dueAtMs - b.dueAtMs);
      if (first === undefined) return null;
      waiting.delete(first[0]);
      return first[1];
    },
  };
}
