import fc from '../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { STATE_EVENTS, TRANSITIONS, transition } from '../../../src/domain/conversation-state.ts';
import { STATES } from '../../../src/domain/conversation.ts';
import type { ConversationState } from '../../../src/domain/conversation.ts';

describe('the states of a conversation', () => {
  it('books only from the confirmation, moves and cancels only from their own states', () => {
    const sources = (event: 'book' | 'move' | 'cancel') => STATES.filter((state) => transition(state, event).ok);
    expect(sources('book')).toEqual(['booking_confirmation']);
    expect(sources('move')).toEqual(['rescheduling']);
    expect(sources('cancel')).toEqual(['canceling']);
  });

  it('is idle after every commit', () => {
    expect(transition('booking_confirmation', 'book')).toEqual({ ok: true, state: 'idle' });
    expect(transition('rescheduling', 'move')).toEqual({ ok: true, state: 'idle' });
    expect(transition('canceling', 'cancel')).toEqual({ ok: true, state: 'idle' });
  });

  it('leaves escalated only by a resume', () => {
    const ways = STATE_EVENTS.filter((event) => {
      const moved = transition('escalated', event);
      return moved.ok && moved.state !== 'escalated';
    });
    expect(ways).toEqual(['resume']);
  });

  it('refuses with the state unchanged', () => {
    expect(transition('idle', 'book')).toEqual({ ok: false, state: 'idle', event: 'book' });
  });

  it('reaches every state from idle', () => {
    const reached = new Set<ConversationState>(['idle']);
    for (const state of reached) for (const next of Object.values(TRANSITIONS[state])) reached.add(next);
    expect([...reached].sort()).toEqual([...STATES].sort());
  });

  it('never commits without having asked, whatever the order of events', () => {
    const asked = { book: 'propose_booking', move: 'collect_move', cancel: 'collect_cancel' } as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATE_EVENTS), { maxLength: 60 }), (events) => {
        let state: ConversationState = 'idle';
        let last: string | null = null;
        for (const event of events) {
          const moved = transition(state, event);
          expect(STATES).toContain(moved.state);
          if (!moved.ok) {
            expect(moved.state).toBe(state);
            continue;
          }
          if (event === 'book' || event === 'move' || event === 'cancel') expect(last).toBe(asked[event]);
          state = moved.state;
          if (event !== 'chat') last = event;
        }
      }),
      { numRuns: 500 },
    );
  });
});
