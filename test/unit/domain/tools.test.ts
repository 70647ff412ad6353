import { describe, expect, it } from 'vitest';
import { fromLocal } from '../../../src/domain/local-time.ts';
import { z } from 'zod';
import { TOOL_ARGUMENTS, TOOL_DESCRIPTIONS } from '../../../src/domain/tools.ts';
import type { ToolboxDeps, ToolName } from '../../../src/domain/tools.ts';
import { createToolbox } from '../../../src/domain/tools/create-toolbox.ts';
import type { TurnSnapshot } from '../../../src/domain/conversation.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const at = (local: string) => fromLocal(local, clinic.timezone)!;
const nowMs = at('2027-05-03T08:00');
const appointment = {
  id: 'c2a7f8e0-1111-4a5b-9c3d-77aa88bb99cc',
  serviceId: SAMPLE_SERVICES.filling,
  doctorId: SAMPLE_DOCTORS.dan,
  startMs: at('2027-05-05T10:00'),
  endMs: at('2027-05-05T10:45'),
  status: 'booked' as const,
  patientName: null,
};
const freshId = '7d1b6a52-9c0e-4f33-8a11-2b3c4d5e6f70';

function toolbox(changes: Partial<ToolboxDeps> = {}) {
  const reads: unknown[] = [];
  const rejected: { tool: string; enforced: boolean }[] = [];
  const box = createToolbox({
    clinic,
    snapshot: { appointments: [appointment] } as unknown as TurnSnapshot,
    nowMs,
    calendar: {
      busy: async (...args) => {
        reads.push(args);
        return [{ doctorId: SAMPLE_DOCTORS.dan, startMs: at('2027-05-04T09:00'), endMs: at('2027-05-04T14:00') }];
      },
    },
    newId: () => freshId,
    validation: 'on',
    onRejected: ({ tool, enforced }) => rejected.push({ tool, enforced }),
    language: 'en',
    ...changes,
  });
  return { box, reads, rejected };
}

describe('the tools', () => {
  it('propose effects and write nothing', async () => {
    const { box } = toolbox();
    const args = { serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-06T09:00' };
    expect(await box.call('book_appointment', args)).toMatchObject({
      ok: true,
      data: { appointmentId: freshId, start: '2027-05-06T09:00', end: '2027-05-06T09:45' },
    });
    await box.call('reschedule_appointment', { appointmentId: appointment.id, start: '2027-05-06T11:00' });
    await box.call('escalate_to_human', { reason: 'asked' });
    expect(box.effects()).toEqual([
      {
        kind: 'book',
        appointmentId: freshId,
        serviceId: args.serviceId,
        doctorId: args.doctorId,
        startMs: at('2027-05-06T09:00'),
        endMs: at('2027-05-06T09:45'),
        patientName: null,
      },
      { kind: 'reschedule', appointmentId: appointment.id, doctorId: SAMPLE_DOCTORS.dan, startMs: at('2027-05-06T11:00'), endMs: at('2027-05-06T11:45') },
      { kind: 'escalate', reason: 'asked' },
    ]);
  });

  it('see what they proposed before in the same turn', async () => {
    const { box } = toolbox();
    await box.call('cancel_appointment', { appointmentId: appointment.id });
    expect(await box.call('list_appointments', {})).toEqual({ ok: true, data: [] });
    expect(await box.call('cancel_appointment', { appointmentId: appointment.id })).toMatchObject({ ok: false });
    await box.call('book_appointment', { serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-06T09:00' });
    const found = await box.call('find_slots', { serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.dan, from: '2027-05-06', to: '2027-05-06' });
    expect(found.ok && found.data.slots[0]?.start).toBe('2027-05-06T10:00');
  });

  it('read the calendar once per search and never otherwise', async () => {
    const { box, reads } = toolbox();
    for (const name of ['list_services', 'clinic_info', 'list_appointments'] as const) await box.call(name, {});
    expect(reads).toHaveLength(0);
    const found = await box.call('find_slots', { serviceId: SAMPLE_SERVICES.filling, from: '2027-05-04', to: '2027-05-06', limit: 3 });
    expect(reads).toHaveLength(1);
    expect(found.ok && found.data.slots).toHaveLength(3);
    expect(found.ok && found.data.slots.every((slot) => slot.doctorId === SAMPLE_DOCTORS.omar)).toBe(true);
  });

  it('refuse a wrong call with what would be right, propose nothing, and record it', async () => {
    const { box, rejected } = toolbox();
    const result = await box.call('book_appointment', { serviceId: 'filling', doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-06T09:00' });
    expect(result).toMatchObject({ ok: false, suggestions: [{ value: SAMPLE_SERVICES.filling }] });
    expect(box.effects()).toEqual([]);
    expect(rejected).toEqual([{ tool: 'book_appointment', enforced: true }]);
    expect(box.records()[0]).toMatchObject({ tool: 'book_appointment', ok: false, errors: ['serviceId: not_a_uuid'] });
  });

  it('in log mode let through what can be run, and still record it', async () => {
    const { box, rejected } = toolbox({ validation: 'log' });
    const early = { serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-06T07:00' };
    expect((await box.call('book_appointment', early)).ok).toBe(true);
    expect((await box.call('book_appointment', { ...early, serviceId: 'test' })).ok).toBe(false);
    expect(rejected.map((one) => one.enforced)).toEqual([false, true]);
    expect(box.effects()).toHaveLength(1);
  });

  it('explain themselves and their arguments to a model', () => {
    for (const [name, schema] of Object.entries(TOOL_ARGUMENTS)) {
      expect(TOOL_DESCRIPTIONS[name as ToolName].length).toBeGreaterThan(20);
      expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({ type: 'object' });
      // who is asking is bound by the server
      expect(Object.keys(schema.shape)).not.toEqual(expect.arrayContaining([expect.stringMatching(/clinic|patientId|conversation/iu)]));
    }
  });

  it('plan a follow-up after the delay of its urgency', async () => {
    const { box } = toolbox();
    expect(await box.call('schedule_follow_up', { kind: 'unfinished_booking', urgency: 'high' })).toMatchObject({
      ok: true,
      data: { dueAtMs: nowMs + 60 * 60_000 },
    });
  });
});
