import { describe, expect, test } from 'vitest';
import { Fault } from '../../../src/errors.ts';
import { createSwitchboard } from '../../../src/pipeline/switchboard.ts';

function boards() {
  const stored: Record<string, boolean> = {};
  const world = { nowMs: 1_000_000, away: false, told: 0, looks: 0 };
  const store = {
    set: async ({ feature, enabled }: { feature: string; enabled: boolean }) => {
      if (world.away) throw new Fault('dependency_away', 'Postgres is away');
      stored[feature] = enabled;
    },
    all: async () => {
      world.looks += 1;
      if (world.away) throw new Fault('dependency_away', 'Postgres is away');
      return { ...stored };
    },
  };
  const open = () => createSwitchboard({ store, tell: async () => void (world.told += 1), clock: { now: () => world.nowMs } });
  return { world, open };
}

describe('the switches', () => {
  test('are on until somebody switches them, and then as they were set, also for a process that starts later', async () => {
    const { open, world } = boards();
    const [one, later] = [open(), open()];
    expect(one.isOn('SNIPPETS')).toBe(true);
    expect(await one.set({ feature: 'SNIPPETS', enabled: false, reason: 'x' })).toEqual({ SNIPPETS: false });
    expect([one.isOn('SNIPPETS'), world.told]).toEqual([false, 1]);
    await later.reload();
    expect(later.isOn('SNIPPETS')).toBe(false);
  });

  test('that another process set are known 15 s later to whoever asks, though nothing was told', async () => {
    const { open, world } = boards();
    const [one, other] = [open(), open()];
    await other.reload();
    await one.set({ feature: 'SNIPPETS', enabled: false, reason: 'x' });
    expect(other.isOn('SNIPPETS')).toBe(true);
    world.nowMs += 15_001;
    other.isOn('SNIPPETS');
    await new Promise(setImmediate);
    expect(other.isOn('SNIPPETS')).toBe(false);
    const { looks } = world;
    for (let n = 0; n < 100; n += 1) other.isOn('SNIPPETS');
    expect(world.looks).toBe(looks);
  });

  test('stay as they were while the store is away; what could not be kept was not switched', async () => {
    const { open, world } = boards();
    const one = open();
    await one.set({ feature: 'SNIPPETS', enabled: false, reason: 'x' });
    world.away = true;
    await one.reload();
    expect(one.isOn('SNIPPETS')).toBe(false);
    await expect(one.set({ feature: 'SNIPPETS', enabled: true, reason: 'x' })).rejects.toThrow('away');
    expect([one.isOn('SNIPPETS'), world.told]).toEqual([false, 1]);
  });
});
