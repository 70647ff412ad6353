import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import type { Appointment } from '../../../src/domain/conversation.ts';
import { judgeFollowUp } from '../../../src/domain/follow-up/judge-follow-up.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog, type Dialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const clinic = sampleClinic();
const START = '2027-05-06T12:00';

/** A patient with one appointment tomorrow, who was just reminded of it as the reminder itself would leave the conversation. */
function reminded(language: Language): Dialog {
  const dialog = playDialog({
    clinic,
    now: '2027-05-05T12:00',
    makeAgent: makeRulesAgent,
    appointments: [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: START }],
  });
  remind(dialog, language);
  return dialog;
}

function remind(dialog: Dialog, language: Language): void {
  const snapshot = dialog.snapshot();
  const { conversation } = snapshot;
  const [appointment] = snapshot.appointments as [Appointment];
  const verdict = judgeFollowUp({
    clinic,
    nowMs: appointment.startMs - 24 * 3_600_000,
    hasTemplate: false,
    followUp: {
      id: 'f',
      clinicId: clinic.id,
      kind: 'reminder_24h',
      dueAtMs: 0,
      createdAtMs: 0,
      announced: false,
      conversation: { ...conversation, provider: 'evolution', lastHeardAtMs: null, hasPending: false },
      patient: { language, languageIsExplicit: true, sessionLanguage: null, optedOut: false },
      appointment,
      appointmentStartMs: appointment.startMs,
      isOutrun: false,
      hasBookedSince: false,
    },
  });
  if (verdict.kind !== 'send' || !verdict.change) throw new Error(`the reminder is ${verdict.kind}`);
  Object.assign(conversation, verdict.change, { totalTurns: 3 });
  Object.assign(snapshot.session, { language, isNew: false });
  snapshot.history.push({ role: 'bot', text: verdict.text, atMs: appointment.startMs - 24 * 3_600_000 });
}

describe('the answer to a reminder', () => {
  it.each<[Language, string]>([
    ['en', 'yes'],
    ['en', "Yes, I'll be there"],
    ['en', 'thank you, I will come'],
    ['en', 'ok'],
    ['es', 'sí, ahí estaré'],
    ['es', 'confirmo'],
    ['pt', 'sim, vou sim'],
    ['pt', 'confirmo'],
    ['ru', 'да, буду'],
    ['ru', 'Хорошо, приду'],
    ['he', 'כן'],
    ['he', 'מאשרת, אגיע'],
  ])('%s "%s" confirms: it is recorded, with short thanks, and nothing stays open', async (language, text) => {
    const dialog = reminded(language);
    const decision = await dialog.send(text);
    expect(decision.effects).toEqual([{ kind: 'confirm', appointmentId: dialog.appointments()[0]?.id }]);
    expect(decision.reply.length).toBeLessThan(60);
    expect(decision).toMatchObject({ state: 'idle', pendingAction: null });
    expect(dialog.booked()).toHaveLength(1);
    expect((await dialog.send(text)).effects).toEqual([]);
  });

  it.each<[Language, string, string]>([
    ['en', 'no', 'yes'],
    ['en', "sorry, I can't come", 'yes'],
    ['en', 'cancel', 'yes'],
    ['es', 'no puedo ir', 'sí'],
    ['es', 'cancelar', 'sí'],
    ['pt', 'não vou poder', 'sim'],
    ['pt', 'não', 'sim'],
    ['ru', 'не смогу прийти', 'да'],
    ['ru', 'нет', 'да'],
    ['he', 'לא אוכל להגיע', 'כן'],
    ['he', 'לבטל', 'כן'],
  ])('%s "%s" asks whether to cancel that appointment, and cancels only after a yes', async (language, text, yes) => {
    const dialog = reminded(language);
    const asked = await dialog.send(text);
    expect(asked).toMatchObject({ effects: [], state: 'canceling', pendingAction: { type: 'confirm_cancel' } });
    expect(asked.reply).toMatch(/12:00/);
    expect(dialog.booked()).toHaveLength(1);
    expect((await dialog.send(yes)).effects).toEqual([{ kind: 'cancel', appointmentId: dialog.appointments()[0]?.id }]);
    expect(dialog.booked()).toEqual([]);
  });

  it.each<[Language, string]>([
    ['en', 'Can we move it to Friday at 15:00?'],
    ['es', 'Cámbiela al viernes a las 15:00, por favor'],
    ['ru', 'Перенесите на пятницу на 15:00'],
    ['he', 'אפשר להעביר ליום שישי בשעה 15:00?'],
  ])('%s a wish for another time moves that appointment, after a yes', async (language, text) => {
    const dialog = reminded(language);
    const asked = await dialog.send(text);
    expect(asked).toMatchObject({ effects: [], pendingAction: { type: 'confirm_reschedule' } });
    await dialog.send({ en: 'yes', es: 'sí', ru: 'да', he: 'כן', pt: 'sim' }[language]);
    expect(dialog.booked()).toEqual([{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-07T15:00' }]);
  });

  it('a question is answered, and a yes after it still confirms', async () => {
    const dialog = reminded('en');
    expect((await dialog.send('What is your address?')).reply).toMatch(/Rose Street/);
    expect((await dialog.send("Ok, I'll be there")).effects).toMatchObject([{ kind: 'confirm' }]);
  });

  it('keeping the appointment after all leaves it as it was', async () => {
    const dialog = reminded('en');
    await dialog.send('no');
    const kept = await dialog.send('no, I will come after all');
    expect(kept.effects).toEqual([]);
    expect(dialog.booked()).toHaveLength(1);
  });

  it('a yes to something else that was asked since is not taken for it', async () => {
    const dialog = reminded('en');
    await dialog.send('How much is whitening?');
    const decision = await dialog.send('yes');
    expect(decision.effects).toEqual([]);
    expect(decision.pendingAction?.type).toBe('book');
  });

  it('in the middle of a booking is about the reminder, and the booking stays open', async () => {
    const dialog = playDialog({
      clinic,
      now: '2027-05-05T12:00',
      makeAgent: makeRulesAgent,
      appointments: [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: START }],
    });
    await dialog.send('Book a filling with Dr. Dan on Monday at 10:00');
    expect(dialog.snapshot().conversation.state).toBe('booking_confirmation');
    remind(dialog, 'en');
    const decision = await dialog.send('yes');
    expect(decision.effects).toMatchObject([{ kind: 'confirm' }]);
    expect(decision.pendingAction?.type).toBe('confirm_booking');
    expect(dialog.booked()).toHaveLength(1);
  });

  it('of an appointment that is gone means nothing', async () => {
    const dialog = reminded('en');
    for (const one of dialog.appointments()) one.status = 'cancelled';
    expect((await dialog.send('yes')).effects).toEqual([]);
  });
});
