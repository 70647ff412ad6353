import type { Clock, WakeUps } from '../pipeline/ports.ts';

export type DirectSendsOptions = {
  /** The way through Redis, for whatever is not sent directly. */
  wakeUps: WakeUps;
  /** Sends what is due of a conversation; safe beside any other sender: each row is claimed in Postgres. */
  send: (conversationId: string) => Promise<void>;
  /** Conversations sent to directly at the same time. */
  limit: number;
  clock: Clock;
};

/** `wakeUps` to give to the stories of this process; `idle` resolves when nothing is being sent directly. */
export type DirectSends = { wakeUps: WakeUps; idle(): Promise<void> };

/**
 * Lets the worker that committed a reply send it, without a job in between: half a hop less for each message. Only what is due now and only
 * while there is room; the rest, and what fails here, goes the way through Redis, where jobs are retried and outages waited out. Should the
 * process die first, the row is as if its job had been lost: the sweeper finds it.
 */
export function createDirectSends({ wakeUps, send, limit, clock }: DirectSendsOptions): DirectSends {
  const underway = new Set<Promise<void>>();
  return {
    wakeUps: {
      ...wakeUps,
      sender: async (conversationId, dueAtMs, options) => {
        if (dueAtMs > clock.now() || underway.size >= limit) return wakeUps.sender(conversationId, dueAtMs, options);
        const sending = send(conversationId)
          .catch(() => wakeUps.sender(conversationId, clock.now(), options))
          .catch(() => undefined) // Redis is away as well: the sweeper
          .finally(() => underway.delete(sending));
        underway.add(sending);
      },
    },
    async idle() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
