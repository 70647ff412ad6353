import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Clinic } from '../../../../src/domain/clinic.ts';
import type { Appointment } from '../../../../src/domain/conversation.ts';
import { judgeFollowUp, type FollowedConversation, type FollowUpSnapshot } from '../../../../src/domain/follow-up/judge-follow-up.ts';
import { fromLocal } from '../../../../src/domain/local-time.ts';
import { detectLanguage } from '../../../../src/domain/language.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../../support/sample-clinic.ts';

const HOUR_MS = 3_600_000;
const base = sampleClinic();
const at = (local: string) => fromLocal(local, base.timezone) ?? Number.NaN;
const NOW = at('2027-03-10T12:00');

const pendingBooking = {
  type: 'confirm_booking' as const,
  description: 'Confirm a filling',
  slots: { service: 'Filling', serviceId: SAMPLE_SERVICES.filling, doctor: 'Dr. Dan Keller', doctorId: SAMPLE_DOCTORS.dan, start: '2027-03-11T10:00' },
};
const conversation = (changes: Partial<FollowedConversation> = {}): FollowedConversation => ({
  id: 'c',
  version: 4,
  lastSeq: 2,
  provider: 'evolution',
  state: 'booking_confirmation',
  context: { memo: { question: 'confirm_booking' } },
  pendingAction: pendingBooking,
  heldUntilMs: null,
  lastHeardAtMs: NOW - 2 * HOUR_MS,
  lastInboundAtMs: NOW - 2 * HOUR_MS,
  hasPending: false,
  ...changes,
});
const followUp = (changes: Partial<FollowUpSnapshot> = {}): FollowUpSnapshot => ({
  id: 'f',
  clinicId: base.id,
  kind: 'unfinished_booking',
  dueAtMs: NOW,
  createdAtMs: NOW - HOUR_MS,
  announced: false,
  conversation: conversation(),
  patient: { language: 'ru', languageIsExplicit: false, sessionLanguage: 'en', optedOut: false },
  appointment: null,
  appointmentStartMs: null,
  isOutrun: false,
  hasBookedSince: false,
  ...changes,
});
const appointment: Appointment = {
  id: 'a',
  serviceId: SAMPLE_SERVICES.cleaning,
  doctorId: SAMPLE_DOCTORS.lea,
  startMs: NOW + 24 * HOUR_MS,
  endMs: NOW + 25 * HOUR_MS,
  status: 'booked',
  patientName: null,
};
const reminder = (changes: Partial<FollowUpSnapshot> = {}): FollowUpSnapshot =>
  followUp({
    kind: 'reminder_24h',
    appointment,
    appointmentStartMs: appointment.startMs,
    conversation: conversation({ state: 'idle', pendingAction: null, context: {} }),
    ...changes,
  });

type Options = { nowMs?: number; hasTemplate?: boolean; settings?: Partial<Clinic['settings']> };
const judge = (snapshot: FollowUpSnapshot, { nowMs = NOW, hasTemplate = false, settings = {} }: Options = {}) =>
  judgeFollowUp({ followUp: snapshot, clinic: { ...base, settings: { ...base.settings, ...settings } }, nowMs, hasTemplate });
const sent = (snapshot: FollowUpSnapshot, options: Options = {}) => {
  const verdict = judge(snapshot, options);
  if (verdict.kind !== 'send') throw new Error(`the verdict is ${JSON.stringify(verdict)}`);
  return verdict;
};
const NIGHT = { quietHours: { from: '21:00', to: '08:00' } };

describe('a due follow-up', () => {
  it('asks again what was left open, in the session’s language, and leaves the conversation as it is', () => {
    expect(sent(followUp())).toMatchObject({
      text: 'We stopped at this time: Filling, Dr. Dan Keller, Thursday, March 11 at 10:00. Shall I book it for you?',
      language: 'en',
      change: null,
    });
  });

  it.each([
    ['the patient opted out', { patient: { language: null, languageIsExplicit: false, sessionLanguage: null, optedOut: true } }, 'opted_out'],
    ['there is no conversation', { conversation: null }, 'never_wrote'],
    ['a message waits for its answer', { conversation: conversation({ hasPending: true }) }, 'patient_wrote'],
    ['the patient wrote since', { conversation: conversation({ lastHeardAtMs: NOW - HOUR_MS + 1 }) }, 'patient_wrote'],
    ['a human has the conversation', { conversation: conversation({ heldUntilMs: NOW + 1 }) }, 'held'],
    ['an appointment was made meanwhile', { hasBookedSince: true }, 'booked'],
    ['nothing is open any more', { conversation: conversation({ pendingAction: null }) }, 'settled'],
    ['it is a day late', { dueAtMs: NOW - 25 * HOUR_MS }, 'too_late'],
  ])('is cancelled when %s', (_when, changes, reason) => {
    expect(judge(followUp(changes))).toEqual({ kind: 'cancel', reason });
  });

  it('is cancelled when the clinic switched follow-ups off, but reminders go on', () => {
    const settings = { followUps: 'off' as const };
    expect(judge(followUp(), { settings })).toEqual({ kind: 'cancel', reason: 'switched_off' });
    expect(judge(reminder(), { settings }).kind).toBe('send');
  });

  it('waits for its time, and out of the quiet hours', () => {
    expect(judge(followUp({ dueAtMs: NOW + 1 }))).toMatchObject({ kind: 'wait', untilMs: NOW + 1 });
    const late = at('2027-03-10T21:30');
    expect(judge(followUp({ dueAtMs: late }), { nowMs: late, settings: NIGHT })).toEqual({
      kind: 'wait',
      untilMs: at('2027-03-11T08:00'),
      reason: 'quiet_hours',
    });
  });

  it('outside of Meta’s window is sent only when there is a template', () => {
    const meta = followUp({ conversation: conversation({ provider: 'meta', lastInboundAtMs: NOW - 24 * HOUR_MS }) });
    expect(judge(meta)).toEqual({ kind: 'cancel', reason: 'window_closed' });
    expect(judge(meta, { hasTemplate: true }).kind).toBe('send');
    expect(judge(followUp({ conversation: conversation({ provider: 'meta' }) })).kind).toBe('send');
  });

  it('expires after two hours, before the night begins', () => {
    expect(sent(followUp()).expiresAtMs).toBe(NOW + 2 * HOUR_MS);
    const evening = at('2027-03-10T20:00');
    expect(sent(followUp({ dueAtMs: evening }), { nowMs: evening, settings: NIGHT }).expiresAtMs).toBe(at('2027-03-10T21:00'));
  });

  it('that was promised is sent though nothing is open', () => {
    expect(sent(followUp({ announced: true, conversation: conversation({ pendingAction: null }) })).text).toMatch(/as promised/);
  });

  it.each([
    ['a name is missing', { question: 'name' }, { ...pendingBooking, type: 'book' as const }, /What name/],
    [
      'no time was chosen',
      { question: 'time' },
      { type: 'book' as const, description: '', slots: { serviceId: SAMPLE_SERVICES.filling } },
      /Filling.*look for one/,
    ],
    ['the time has passed', {}, { ...pendingBooking, slots: { ...pendingBooking.slots, start: '2027-03-10T11:00' } }, /settled on a time.*Filling/],
    ['an appointment was to be moved', {}, { ...pendingBooking, type: 'reschedule' as const }, /wanted to move.*Filling/],
    ['the new time was to be confirmed', {}, { ...pendingBooking, type: 'confirm_reschedule' as const }, /Shall I move it/],
    ['an appointment was to be cancelled', {}, { ...pendingBooking, type: 'confirm_cancel' as const }, /Shall I cancel it/],
    ['a service was asked about', {}, { type: 'inquire' as const, description: '', slots: { serviceId: SAMPLE_SERVICES.veneers } }, /Veneers/],
  ])('asks the right thing when %s', (_when, memo, pendingAction, text) => {
    expect(sent(followUp({ conversation: conversation({ pendingAction, context: { memo } }) })).text).toMatch(text);
  });

  it('about pain asks what a yes is the answer to: the time that is pending, else whether to look for one', () => {
    expect(sent(followUp({ kind: 'pain' })).text).toMatch(/Thursday, March 11 at 10:00.*Shall I book it/);
    const open = { type: 'book' as const, description: '', slots: { serviceId: SAMPLE_SERVICES.filling } };
    expect(sent(followUp({ kind: 'pain', conversation: conversation({ pendingAction: open }) })).text).toMatch(/How are you feeling/);
  });

  it('is in the language the patient chose in words, else one the clinic serves', () => {
    const chosen = { language: 'he' as const, languageIsExplicit: true, sessionLanguage: 'en' as const, optedOut: false };
    expect(sent(followUp({ patient: chosen })).language).toBe('he');
    const clinic = { ...base, languages: ['pt' as const], defaultLanguage: 'pt' as const };
    expect(judgeFollowUp({ followUp: followUp({ patient: chosen }), clinic, nowMs: NOW, hasTemplate: false })).toMatchObject({ language: 'pt' });
  });
});

describe('a due reminder', () => {
  it('names the appointment and asks whether the patient will come; the conversation knows what a yes means', () => {
    const verdict = sent(reminder());
    expect(verdict.text).toBe(
      'A reminder of your appointment: Cleaning, Dr. Lea Brandt, Thursday, March 11 at 12:00. Address: 12 Rose Street. Will you be able to come? Please answer "yes" or "no".',
    );
    expect(verdict.change).toMatchObject({
      state: 'awaiting_info',
      context: { memo: { reminder: { appointmentId: 'a', fresh: true } } },
      pendingAction: { type: 'ask_info', slots: { serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-03-11T12:00' } },
    });
  });

  it.each([...LANGUAGES])('is in one language: %s', (language) => {
    const { text } = sent(reminder({ patient: { language, languageIsExplicit: true, sessionLanguage: null, optedOut: false } }));
    expect(detectLanguage(text).label).toBe(language);
    expect(text).not.toMatch(/\n|undefined/);
  });

  it.each([
    ['it was cancelled', { appointment: { ...appointment, status: 'cancelled' as const } }, 'appointment_cancelled'],
    ['it is gone', { appointment: null }, 'appointment_cancelled'],
    ['it was moved', { appointmentStartMs: appointment.startMs - HOUR_MS }, 'appointment_moved'],
    ['a later reminder is due as well', { isOutrun: true }, 'outrun'],
    ['the patient opted out', { patient: { language: null, languageIsExplicit: false, sessionLanguage: null, optedOut: true } }, 'opted_out'],
    ['the patient never wrote', { conversation: null }, 'never_wrote'],
  ])('is cancelled when %s', (_when, changes, reason) => {
    expect(judge(reminder(changes))).toEqual({ kind: 'cancel', reason });
  });

  it('is never sent when the appointment is about to begin, or over', () => {
    expect(judge(reminder(), { nowMs: appointment.startMs - 14 * 60_000 })).toEqual({ kind: 'cancel', reason: 'too_late' });
    expect(judge(reminder(), { nowMs: appointment.startMs + HOUR_MS })).toEqual({ kind: 'cancel', reason: 'too_late' });
    expect(sent(reminder(), { nowMs: appointment.startMs - HOUR_MS }).expiresAtMs).toBe(appointment.startMs - 15 * 60_000);
  });

  it('waits while a human has the conversation or it is night, unless that lasts until the appointment', () => {
    const held = (until: number) => reminder({ conversation: conversation({ pendingAction: null, heldUntilMs: until }) });
    expect(judge(held(NOW + HOUR_MS))).toEqual({ kind: 'wait', untilMs: NOW + HOUR_MS, reason: 'held' });
    expect(judge(held(appointment.startMs))).toEqual({ kind: 'cancel', reason: 'held' });
    const late = at('2027-03-10T22:00');
    expect(judge(reminder(), { nowMs: late, settings: NIGHT })).toMatchObject({ kind: 'wait', reason: 'quiet_hours' });
    const early = { ...appointment, startMs: at('2027-03-11T07:30') };
    expect(judge(reminder({ appointment: early, appointmentStartMs: early.startMs }), { nowMs: late, settings: NIGHT })).toEqual({
      kind: 'cancel',
      reason: 'quiet_hours',
    });
  });

  it('does not come between a question of ours and its answer', () => {
    const busy = (changes: Partial<FollowedConversation>) => reminder({ conversation: conversation(changes) });
    expect(judge(busy({ lastHeardAtMs: NOW - 60_000 }))).toEqual({ kind: 'wait', untilMs: NOW + 9 * 60_000, reason: 'in_conversation' });
    expect(judge(busy({ hasPending: true, pendingAction: null }))).toMatchObject({ kind: 'wait', untilMs: NOW + 60_000 });
    expect(judge(busy({ lastHeardAtMs: NOW - 11 * 60_000 })).kind).toBe('send');
  });

  it('leaves a booking that is open, open; an old offer and a hand-over that is over give way', () => {
    expect(sent(reminder({ conversation: conversation() })).change).toMatchObject({
      state: 'booking_confirmation',
      pendingAction: pendingBooking,
      context: { memo: { question: 'confirm_booking', reminder: { appointmentId: 'a' } } },
    });
    const offer = { type: 'inquire' as const, description: '', slots: {} };
    const dropped = { services: ['x'], doctors: [] };
    const offered = conversation({ state: 'service_inquiry', pendingAction: offer, context: { memo: { question: 'offer_booking', dropped } } });
    expect(sent(reminder({ conversation: offered })).change).toMatchObject({
      state: 'awaiting_info',
      pendingAction: { type: 'ask_info' },
      context: { memo: { dropped, reminder: { appointmentId: 'a', fresh: true } } },
    });
    expect(sent(reminder({ conversation: conversation({ state: 'escalated', pendingAction: null }) })).change?.state).toBe('awaiting_info');
  });
});
