import fc from '../../support/seeded.ts';
import { describe, expect, it } from 'vitest';
import { fromLocal } from '../../../src/domain/local-time.ts';
import { validateToolCall } from '../../../src/domain/tool-validator.ts';
import { TOOL_ARGUMENTS } from '../../../src/domain/tools.ts';
import type { ToolName } from '../../../src/domain/tools.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const nowMs = fromLocal('2027-05-03T08:00', clinic.timezone)!;
const appointment = {
  id: 'c2a7f8e0-1111-4a5b-9c3d-77aa88bb99cc',
  serviceId: SAMPLE_SERVICES.filling,
  doctorId: SAMPLE_DOCTORS.dan,
  startMs: fromLocal('2027-05-05T10:00', clinic.timezone)!,
  endMs: fromLocal('2027-05-05T10:45', clinic.timezone)!,
  status: 'booked' as const,
  patientName: null,
};
const judge = (tool: string, args: unknown, appointments = [appointment]) => validateToolCall({ tool, args, clinic, appointments, nowMs });
const codes = (tool: string, args: unknown, appointments?: (typeof appointment)[]) =>
  judge(tool, args, appointments).errors.map((error) => `${error.field}:${error.code}`);
const booking = { serviceId: SAMPLE_SERVICES.filling, doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-05T11:00' };

describe('the tool validator', () => {
  it('lets right calls through', () => {
    expect(judge('book_appointment', booking)).toEqual({ valid: true, runnable: true, errors: [], suggestions: [] });
    expect(judge('find_slots', { serviceId: booking.serviceId, from: '2027-05-04', to: '2027-05-07', at: '10:30' }).valid).toBe(true);
    expect(judge('reschedule_appointment', { appointmentId: appointment.id, start: '2027-05-06T09:00' }).valid).toBe(true);
    expect(judge('cancel_appointment', { appointmentId: appointment.id }).valid).toBe(true);
  });

  it.each([
    '1',
    '123',
    'test',
    'example',
    'string',
    'abc',
    'uuid',
    'service_id',
    'your-service-id',
    '<id>',
    '00000000-0000-0000-0000-000000000000',
    '11111111-1111-1111-1111-111111111111',
    '12345678-1234-1234-1234-123456789012',
  ])('refuses the made-up id %s', (serviceId) => {
    expect(codes('book_appointment', { ...booking, serviceId })).toContain('serviceId:placeholder');
  });

  it('turns a name used as an id into the id it means', () => {
    const byName = judge('book_appointment', { ...booking, serviceId: 'Filling' });
    expect(byName.errors[0]?.code).toBe('not_a_uuid');
    expect(byName.suggestions[0]).toEqual({ field: 'serviceId', value: SAMPLE_SERVICES.filling, label: 'Filling' });
    expect(judge('book_appointment', { ...booking, serviceId: 'Отбеливанье' }).suggestions[0]?.value).toBe(SAMPLE_SERVICES.whitening);
    expect(judge('book_appointment', { ...booking, doctorId: 'dan' }).suggestions[0]?.value).toBe(SAMPLE_DOCTORS.dan);
    expect(judge('cancel_appointment', { appointmentId: 'filling' }).suggestions[0]?.value).toBe(appointment.id);
  });

  it('refuses ids of another clinic or another patient', () => {
    const foreign = '9b2d7c11-43aa-4a77-8a55-0c1d2e3f4a5b';
    expect(codes('book_appointment', { ...booking, serviceId: foreign })).toContain('serviceId:unknown_id');
    expect(codes('cancel_appointment', { appointmentId: foreign })).toEqual(['appointmentId:unknown_id']);
    expect(codes('cancel_appointment', { appointmentId: foreign }, [])).toEqual(['appointmentId:missing_context']);
  });

  it('refuses a doctor who does not do the service and names those who do', () => {
    const verdict = judge('book_appointment', { ...booking, serviceId: SAMPLE_SERVICES.cleaning });
    expect(verdict.errors.map((error) => error.code)).toContain('doctor_does_not_do_it');
    expect(verdict.suggestions).toEqual([{ field: 'doctorId', value: SAMPLE_DOCTORS.lea, label: 'Dr. Lea Brandt' }]);
  });

  it.each([
    ['2027-05-02T11:00', 'past'],
    ['2029-05-02T11:00', 'beyond_horizon'],
    ['2027-05-13T11:00', 'closed_day'],
    ['2027-05-07T11:00', 'doctor_off'],
    ['2027-05-05T14:30', 'outside_hours'],
    ['2027-05-05', 'bad_date'],
    ['2027-02-30T10:00', 'bad_date'],
    ['tomorrow', 'bad_date'],
  ])('refuses a booking at %s: %s', (start, code) => {
    expect(codes('book_appointment', { ...booking, start })).toEqual([`start:${code}`]);
  });

  it("judges a move by the appointment's own doctor and service", () => {
    expect(codes('reschedule_appointment', { appointmentId: appointment.id, start: '2027-05-07T11:00' })).toEqual(['start:doctor_off']);
  });

  it('refuses reversed ranges, unknown tools and wrong shapes', () => {
    expect(codes('find_slots', { serviceId: booking.serviceId, from: '2027-05-07', to: '2027-05-04' })).toEqual(['to:empty_range']);
    expect(codes('find_slots', { serviceId: booking.serviceId, from: '2027-04-01', to: '2027-04-02' })).toEqual(['to:past']);
    expect(codes('drop_table', {})).toEqual(['tool:unknown_tool']);
    expect(codes('book_appointment', { serviceId: 7 })).toContain('serviceId:wrong_arguments');
    expect(codes('book_appointment', null)).toEqual(['arguments:wrong_arguments']);
  });

  it('names no value in its messages', () => {
    const secret = 'Канарейка Иванова';
    for (const error of judge('book_appointment', { ...booking, doctorId: secret, start: secret }).errors) expect(error.message).not.toContain(secret);
  });

  it('never throws, whatever the arguments', () => {
    const tools = fc.oneof(fc.constantFrom(...(Object.keys(TOOL_ARGUMENTS) as ToolName[])), fc.string());
    const field = fc.constantFrom('serviceId', 'doctorId', 'appointmentId', 'start', 'from', 'to', 'at', 'patientName', 'reason');
    const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant(SAMPLE_SERVICES.filling), fc.constant('2027-05-05T11:00'));
    fc.assert(
      fc.property(tools, fc.oneof(fc.anything(), fc.dictionary(field, value)), (tool, args) => {
        const verdict = judge(tool, args);
        expect(verdict.valid).toBe(verdict.errors.length === 0);
      }),
    );
  });
});
