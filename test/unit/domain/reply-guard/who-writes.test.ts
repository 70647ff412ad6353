import { describe, expect, it } from 'vitest';
import type { Clinic, Language } from '../../../../src/domain/clinic.ts';
import { guardReply } from '../../../../src/domain/reply-guard.ts';
import type { DidName } from './guard-case.ts';
import { effectsOf, guardClinic, NOW_MS, problemsOf, snapshotOf } from './guard-world.ts';

describe('what is told of a booking by itself', () => {
  it.each<[Language, string]>([
    ['en', 'You are booked for Thursday at 14:00. A colleague will call you to confirm the booking.'],
    ['es', 'Su cita queda reservada para el jueves a las 14:00. Una compañera le llamará para confirmar la reserva.'],
    ['pt', 'Sua consulta está marcada para quinta às 14:00. Uma colega vai ligar para confirmar a reserva.'],
    ['ru', 'Вы записаны на четверг в 14:00. Наш сотрудник вам перезвонит, чтобы подтвердить запись.'],
    ['he', 'נקבע לך תור ליום חמישי ב-14:00. נציגה תתקשר אליך כדי לאשר את התור.'],
  ])('is no call of a colleague, which nobody would make: %s', (language, reply) => {
    expect(problemsOf({ reply, did: ['book'] }, language)).toContain('claims_a_handover_not_made');
    expect(problemsOf({ reply, did: ['book', 'escalate'] }, language)).toEqual([]);
  });

  it('is that the team knows of it', () => {
    expect(problemsOf({ reply: "You are booked for Thursday at 14:00. I've informed the team about your booking.", did: ['book'] }, 'en')).toEqual([]);
  });
});

describe('a message of ours that will not come', () => {
  const problems = (
    reply: string,
    did: DidName[],
    { settings = {}, optedOut = false }: { settings?: Partial<Clinic['settings']>; optedOut?: boolean } = {},
  ) => {
    const before = snapshotOf({ reply, did });
    const verdict = guardReply({
      reply,
      decision: { language: 'en', effects: effectsOf({ reply, did }), agent: 'llm' },
      clinic: { ...guardClinic, settings: { ...guardClinic.settings, ...settings } },
      snapshot: { ...before, patient: { ...before.patient, optedOut } },
      nowMs: NOW_MS,
      prompts: [],
    });
    return verdict.ok ? [] : verdict.problems;
  };

  it('as a reminder is not promised to who opted out, nor by a clinic that sends none', () => {
    const reply = 'You are booked for Thursday at 14:00. We will remind you a day before.';
    expect(problems(reply, ['book'])).toEqual([]);
    expect(problems(reply, ['book'], { optedOut: true })).toEqual(['promises_a_follow_up_not_planned']);
    expect(problems(reply, ['book'], { settings: { reminders: { hoursBefore: [] } } })).toEqual(['promises_a_follow_up_not_planned']);
  });

  it('as a follow-up is not promised to who opted out, nor by a clinic that has them off', () => {
    const reply = 'No rush. I will write to you tomorrow to hear what you decided.';
    expect(problems(reply, ['follow_up'])).toEqual([]);
    expect(problems(reply, ['follow_up'], { optedOut: true })).toEqual(['promises_a_follow_up_not_planned']);
    expect(problems(reply, ['follow_up'], { settings: { followUps: 'off' } })).toEqual(['promises_a_follow_up_not_planned']);
  });
});
