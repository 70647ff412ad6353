import { z } from 'zod';
import { readScopeId, type ScopeId } from '../../domain/scope-id.ts';
import { type BroadcastOptions, openBroadcast } from './broadcast.ts';

/** `scopeId` null: the switches changed. */
const Change = z.object({ scopeId: z.string().nullable() });

export type SnippetChanges = {
  /** Tells the other processes; false when Redis is away. Never throws. */
  tell(scopeId: ScopeId | null): Promise<boolean>;
  close(): void;
};

/** Tells all processes which scope's snippets changed, or that a switch did. A scope that is none is not listened to. */
export function createSnippetChanges({
  onScope,
  onSwitches,
  ...options
}: Pick<BroadcastOptions<never>, 'redis' | 'subscriber' | 'onGap'> & { onScope: (scopeId: ScopeId) => void; onSwitches: () => void }): SnippetChanges {
  const broadcast = openBroadcast({
    ...options,
    channel: 'frontdesk:snippets:changed',
    schema: Change,
    onMessage(change) {
      const scopeId = change.scopeId === null ? null : readScopeId(change.scopeId);
      if (change.scopeId === null) onSwitches();
      else if (scopeId !== null) onScope(scopeId);
    },
  });
  return {
    tell: (scopeId) =>
      broadcast.tell({ scopeId }).then(
        () => true,
        () => false,
      ),
    close: broadcast.close,
  };
}
