import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/errors.ts';
import { asHints } from '../../../src/queues/producer.ts';
import { startSweeper, type SweeperOptions } from '../../../src/queues/sweeper.ts';

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => ({ conversationId: `${prefix}${n}` }));
const away = async () => {
  throw new Fault('dependency_away', 'Redis is away');
};

function sweeper(changes: Partial<SweeperOptions> = {}) {
  const seen = {
    woken: [] as string[],
    turns: [] as string[],
    sends: [] as string[],
    staff: [] as string[],
    armed: [] as string[],
    fired: [] as string[],
    planned: [] as string[],
    errors: 0,
    direct: false,
  };
  const options: SweeperOptions = {
    work: {
      due: async () => ({
        turns: ids('t', 40),
        sends: ids('s', 40),
        staff: [{ clinicId: 'k' }],
        followUps: [
          { followUpId: 'f', dueAtMs: 500 },
          { followUpId: 'later', dueAtMs: 1_500 },
        ],
        appointments: [{ appointmentId: 'a' }],
      }),
    },
    wakeUps: {
      conversation: async (id) => void seen.woken.push(id),
      sender: async (id) => void seen.woken.push(id),
      staff: async (id) => void seen.woken.push(id),
      retryStatuses: async () => undefined,
      retryChange: async () => undefined,
    },
    runTurn: async (id) => void seen.turns.push(id),
    sendReply: async (id) => void seen.sends.push(id),
    notifyStaff: async (id) => void seen.staff.push(id),
    armFollowUp: async (id, dueAtMs) => void seen.armed.push(`${id} ${dueAtMs}`),
    fireFollowUp: async (id) => void seen.fired.push(id),
    planReminders: async (id) => void seen.planned.push(id),
    clock: { now: () => 1_000 },
    intervalMs: 60_000,
    onSwept: ({ direct }) => (seen.direct = direct),
    onError: () => (seen.errors += 1),
    ...changes,
  };
  return { seen, running: startSweeper(options), wakeUps: options.wakeUps };
}

describe('the sweeper', () => {
  it('wakes everything that is due', async () => {
    const { seen, running } = sweeper();
    await running.sweepOnce();
    expect(seen.woken).toHaveLength(81);
    expect(seen.woken).toContain('k');
    expect(seen.armed).toEqual(['f 500', 'later 1500']);
    expect(seen.planned).toEqual(['a']);
    expect(seen.fired).toEqual([]);
    expect(seen.direct).toBe(false);
    await running.close();
  });

  it('wakes all at once: none waits for the answer of Redis to another', async () => {
    const base = sweeper();
    await base.running.close();
    const asked = new Set<string>();
    let open: () => void = () => undefined;
    const allAsked = new Promise<void>((resolve) => (open = resolve));
    const wake = async (id: string) => {
      if (asked.add(id).size === 81) open();
      await allAsked;
    };
    const { running } = sweeper({ wakeUps: { ...base.wakeUps, conversation: wake, sender: wake, staff: wake } });
    await running.sweepOnce();
    expect(asked.size).toBe(81);
    await running.close();
  });

  it('does all of the work itself while Redis is away, and one that fails holds up no other', async () => {
    const base = sweeper();
    await base.running.close();
    const done: string[] = [];
    const { seen, running } = sweeper({
      wakeUps: { ...base.wakeUps, conversation: away, sender: away },
      runTurn: async (id) => {
        if (id === 't3') throw new Error('always fails');
        done.push(id);
      },
    });
    await running.sweepOnce();
    expect(done).toHaveLength(39);
    expect(seen.sends).toHaveLength(40);
    expect(seen.staff).toEqual(['k']);
    expect(seen.planned).toEqual(['a']);
    expect(seen.fired).toEqual(['f']);
    expect(seen.errors).toBe(1);
    expect(seen.direct).toBe(true);
    await running.close();
  });
});

describe('wake-ups as hints', () => {
  it('let whoever commits go on when Redis is away, but never lose what carries more', async () => {
    const hints = asHints({ conversation: away, sender: away, staff: away, retryStatuses: away, retryChange: away });
    await expect(hints.conversation('c', 0, { reschedule: true })).resolves.toBeUndefined();
    await expect(hints.sender('c', 0, { reschedule: true })).resolves.toBeUndefined();
    await expect(hints.staff('c', 0, { reschedule: true })).resolves.toBeUndefined();
    await expect(hints.retryStatuses([], 0)).rejects.toThrow();
  });
});
