import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { readScopeId, type ScopeId } from '../../domain/scope-id.ts';

/** `scopeId` null: the switches changed. */
const Message = z.object({ scopeId: z.string().nullable(), from: z.string() });

const CHANNEL = 'frontdesk:snippets:changed';

export type SnippetChanges = {
  /** Tells the other processes; false when Redis is away. Never throws. */
  tell(scopeId: ScopeId | null): Promise<boolean>;
  close(): void;
};

/**
 * Tells all processes which scope's snippets changed, or that a switch did. Redis drops what it publishes while a process is not connected: `onGap` is
 * called whenever this one listens again, and whatever it holds may be stale then. A scope that is none is not listened to.
 */
export function createSnippetChanges(options: {
  redis: Redis;
  /** Of its own, with `autoResubscribe` off. */
  subscriber: Redis;
  onScope: (scopeId: ScopeId) => void;
  onSwitches: () => void;
  onGap: () => void;
}): SnippetChanges {
  const { redis, subscriber, onScope, onSwitches, onGap } = options;
  const self = randomUUID(); // what this process changed it knows already
  const listen = () => {
    subscriber.subscribe(CHANNEL).then(onGap, () => undefined); // a failed one is tried again at the next `ready`
  };
  const hear = (channel: string, text: string) => {
    const message = channel === CHANNEL ? parse(text) : null;
    if (!message || message.from === self) return;
    if (message.scopeId === null) return onSwitches();
    const scopeId = readScopeId(message.scopeId);
    if (scopeId !== null) onScope(scopeId);
  };
  subscriber.on('ready', listen);
  subscriber.on('message', hear);
  if (subscriber.status === 'ready') listen();
  return {
    tell: (scopeId) =>
      redis.publish(CHANNEL, JSON.stringify({ scopeId, from: self })).then(
        () => true,
        () => false,
      ),
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
