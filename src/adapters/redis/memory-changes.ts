import { z } from 'zod';
import { type BroadcastOptions, openBroadcast } from './broadcast.ts';

const Change = z.object({ person: z.string().regex(/^[0-9a-f]{64}$/) });

export type MemoryChanges = {
  /** Tells the other processes that what they hold of this person is not right any more. Throws when Redis is away. */
  tell(person: string): Promise<void>;
  close(): void;
};

/** Tells all processes of changes in what is remembered. */
export function createMemoryChanges({
  onChange,
  ...options
}: Pick<BroadcastOptions<never>, 'redis' | 'subscriber' | 'onGap'> & { onChange: (person: string) => void }): MemoryChanges {
  const broadcast = openBroadcast({ ...options, channel: 'frontdesk:memory:changed', schema: Change, onMessage: ({ person }) => onChange(person) });
  return { tell: (person) => broadcast.tell({ person }), close: broadcast.close };
}
