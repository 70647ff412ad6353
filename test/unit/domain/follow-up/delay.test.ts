import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ClinicSettings } from '../../../../src/domain/clinic.ts';
import { delayFor } from '../../../../src/domain/follow-up/delay.ts';

const plain = ClinicSettings.parse({});
const experiment = (changes: object = {}) =>
  ClinicSettings.parse({
    followUpExperiment: {
      name: 'sooner',
      variants: [
        { name: 'as before', weight: 3, minutes: {} },
        { name: 'half', weight: 1, minutes: { high: 30, medium: 45 } },
      ],
      ...changes,
    },
  });

describe('the delay of a follow-up', () => {
  it('is that of its urgency', () => {
    const minutes = (['urgent', 'high', 'medium', 'low'] as const).map((urgency) => delayFor(plain, urgency, 'c').minutes);
    expect(minutes).toEqual([15, 60, 90, 240]);
  });

  it('is the same for a conversation whenever it is asked, and another only where its variant says so', () => {
    for (let n = 0; n < 50; n += 1) {
      const id = randomUUID();
      const first = delayFor(experiment(), 'high', id);
      expect(delayFor(experiment(), 'high', id)).toEqual(first);
      expect(first.minutes).toBe(first.variant === 'half' ? 30 : 60);
      expect(first.experiment).toBe('sooner');
      expect(delayFor(experiment(), 'low', id).minutes).toBe(240);
    }
  });

  it('shares the conversations out by weight, and anew under another name', () => {
    const ids = Array.from({ length: 4_000 }, () => randomUUID());
    const halves = (settings: ClinicSettings) => ids.filter((id) => delayFor(settings, 'high', id).variant === 'half');
    const first = halves(experiment());
    expect(first.length / ids.length).toBeGreaterThan(0.22);
    expect(first.length / ids.length).toBeLessThan(0.28);
    const again = new Set(halves(experiment({ name: 'sooner 2' })));
    const both = first.filter((id) => again.has(id)).length / first.length;
    expect(both).toBeGreaterThan(0.18);
    expect(both).toBeLessThan(0.32);
  });

  it('never takes a variant without weight, and is the clinic’s own when none has any', () => {
    const none = experiment({ variants: [{ name: 'never', weight: 0, minutes: { high: 1 } }] });
    expect(delayFor(none, 'high', 'c')).toEqual({ minutes: 60, experiment: null, variant: null });
  });
});
