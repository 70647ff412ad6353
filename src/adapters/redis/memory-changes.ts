import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';

const Message = z.object({ person: z.string().regex(/^[0-9a-f]{64}$/), from: z.string() });

const CHANNEL = 'frontdesk:memory:changed';

export type MemoryChanges = {
  /** Tells the other processes that what they hold of this person is not right any more. Throws when Redis is away. */
  tell(person: string): Promise<void>;
  close(): void;
};

/**
 * Tells all processes of changes in what is remembered. Redis drops what it publishes while a process is not connected: `onGap` is called whenever this
 * one listens again.
 */
export function createMemoryChanges(options: {
  redis: Redis;
  /** Of its own, with `autoResubscribe` off. */
  subscriber: Redis;
  onChange: (person: string) => void;
  onGap: () => void;
}): MemoryChanges {
  const { redis, subscriber, onChange, onGap } = options;
  const self = randomUUID(); // what this process changed it knows already
  const listen = () => {
    subscriber.subscribe(CHANNEL).then(onGap, () => undefined); // a failed one is tried again at the next `ready`
  };
  const hear = (channel: string, text: string) => {
    if (channel !== CHANNEL) return;
    const message = parse(text);
    if (message && message.from !== self) onChange(message.person);
  };
  subscriber.on('ready', listen);
  subscriber.on('message', hear);
  if (subscriber.status === 'ready') listen();
  return {
    tell: async (person) => void (await redis.publish(CHANNEL, JSON.stringify({ person, from: self }))),
    close() {
      subscriber.off('ready', listen);
      subscriber.off('message', hear);
    },
  };
}

function parse(text: string): z.infer<typeof Message> | null {
  try {
    return Message.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
