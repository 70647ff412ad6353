import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';

export type BroadcastOptions<Message> = {
  channel: string;
  /** What another process may say; anything else is not listened to. */
  schema: z.ZodType<Message>;
  redis: Redis;
  /** Of its own, with `autoResubscribe` off. */
  subscriber: Redis;
  /** What another process told; never what this one did. */
  onMessage: (message: Message) => void;
  /** This process listens (again): what was told meanwhile is lost. */
  onGap: () => void;
};

export type Broadcast<Message> = {
  /** Tells the other processes. Throws when Redis is away. */
  tell(message: Message): Promise<void>;
  close(): void;
};

const Sender = z.object({ from: z.string() });

/** One channel of Redis on which the processes tell each other what changed. Redis drops what it publishes while a process is not connected. */
export function openBroadcast<Message extends object>(options: BroadcastOptions<Message>): Broadcast<Message> {
  const { channel, schema, redis, subscriber, onMessage, onGap } = options;
  const self = randomUUID();
  const listen = () => {
    subscriber.subscribe(channel).then(onGap, () => undefined); // a failed one is tried again at the next `ready`
  };
  const hear = (heardOn: string, text: string) => {
    const told = heardOn === channel ? parse(text, schema) : null;
    if (told && told.from !== self) onMessage(told.message);
  };
  subscriber.on('ready', listen);
  subscriber.on('message', hear);
  if (subscriber.status === 'ready') listen();
  return {
    tell: async (message) => void (await redis.publish(channel, JSON.stringify({ ...message, from: self }))),
    close() {
      subscriber.off('ready', listen);
      subscriber.off('message', hear);
    },
  };
}

function parse<Message>(text: string, schema: z.ZodType<Message>): { from: string; message: Message } | null {
  try {
    const told: unknown = JSON.parse(text);
    return { from: Sender.parse(told).from, message: schema.parse(told) };
  } catch {
    return null;
  }
}
