import { describe, expect, it } from 'vitest';
import type { AppointmentToRemind, ReminderStore } from '../../../src/pipeline/follow-up-ports.ts';
import { planReminders } from '../../../src/pipeline/plan-reminders.ts';
import { sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const NOW = Date.UTC(2027, 2, 1, 12);
const DAY_MS = 86_400_000;
const trace = { traceId: 'trace-of-the-booking', requestId: 'request', traceparent: null };
const appointment = (changes: Partial<AppointmentToRemind> = {}): AppointmentToRemind => ({
  id: 'a',
  clinicId: clinic.id,
  status: 'booked',
  startMs: NOW + 5 * DAY_MS,
  startsAt: 'as written',
  bookedAtMs: NOW,
  optedOut: false,
  sentKinds: [],
  trace,
  ...changes,
});

function world(opened: AppointmentToRemind | null, { isSet = true, gone = false } = {}) {
  const sets: Parameters<ReminderStore['set']>[0][] = [];
  let ids = 0;
  const plan = () =>
    planReminders('a', {
      clinics: { byId: async () => (gone ? null : clinic), byLine: async () => null },
      reminders: {
        open: async () => opened,
        set: async (input) => {
          sets.push(input);
          return isSet;
        },
      },
      clock: { now: () => NOW },
      newId: () => `new-${(ids += 1)}`,
    });
  return { sets, plan };
}

describe('planning the reminders of an appointment', () => {
  it('planned: those of its start, under the trace of the booking', async () => {
    const { sets, plan } = world(appointment());
    expect(await plan()).toEqual({ kind: 'planned', appointmentId: 'a', clinicId: clinic.id, count: 2, trace });
    expect(sets[0]).toMatchObject({
      nowMs: NOW,
      appointment: { id: 'a', startsAt: 'as written' },
      reminders: [
        { id: 'new-1', kind: 'reminder_24h', dueAtMs: NOW + 4 * DAY_MS },
        { id: 'new-2', kind: 'reminder_2h' },
      ],
    });
  });

  it('planned: none again that went out for this very start', async () => {
    const { sets, plan } = world(appointment({ sentKinds: ['reminder_24h'] }));
    expect(await plan()).toMatchObject({ kind: 'planned', count: 1 });
    expect(sets[0]?.reminders.map(({ kind }) => kind)).toEqual(['reminder_2h']);
  });

  it.each([
    ['who opted out', appointment({ optedOut: true }), false],
    ['of a clinic that is gone', appointment(), true],
  ])('planned: none for a patient %s, and it is not asked again', async (_who, opened, gone) => {
    const { sets, plan } = world(opened, { gone });
    expect(await plan()).toMatchObject({ kind: 'planned', count: 0 });
    expect(sets[0]?.reminders).toEqual([]);
  });

  it('dropped: a cancelled appointment has none', async () => {
    const { sets, plan } = world(appointment({ status: 'cancelled' }));
    expect(await plan()).toMatchObject({ kind: 'dropped', count: 0 });
    expect(sets[0]?.reminders).toEqual([]);
  });

  it('nothing to do: its reminders are as they should be', async () => {
    const { sets, plan } = world(null);
    expect(await plan()).toEqual({ kind: 'nothing_to_do', appointmentId: 'a' });
    expect(sets).toEqual([]);
  });

  it('lost: the appointment changed meanwhile, and is found again', async () => {
    expect(await world(appointment(), { isSet: false }).plan()).toEqual({ kind: 'lost', appointmentId: 'a' });
  });
});
