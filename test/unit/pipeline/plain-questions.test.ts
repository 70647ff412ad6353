import { describe, expect, it } from 'vitest';
import type { Clinic, Language } from '../../../src/domain/clinic.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

const ADVICE = { en: 'Advice.', es: 'Consejo.', pt: 'Conselho.', ru: 'Совет.', he: 'עצה.' };
const cleaningBooked = [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-12T12:00' }];
const play = (appointments: typeof cleaningBooked = [], pushName: string | null = 'Robin', changes: Partial<Clinic> = {}) =>
  playDialog({ clinic: sampleClinic({ emergencyText: ADVICE, ...changes }), now: '2027-05-10T10:00', makeAgent: makeRulesAgent, appointments, pushName });

const WISH = { en: 'I want a filling', es: 'Quiero un empaste', pt: 'Quero uma obturação', ru: 'Хочу пломбу', he: 'אני רוצה סתימה' };
const PRICE = {
  en: 'How much is a filling?',
  es: '¿Cuánto cuesta un empaste?',
  pt: 'Quanto custa uma obturação?',
  ru: 'Сколько стоит пломба?',
  he: 'כמה עולה סתימה?',
};
const OWN = { en: /^1\. Cleaning, /mu, es: /^1\. Limpieza, /mu, pt: /^1\. Limpeza, /mu, ru: /^1\. Чистка, /mu, he: /^1\. ניקוי, /mu };
const NONE = { en: 'no upcoming', es: 'No tiene citas', pt: 'não tem consultas', ru: 'нет', he: 'אין תורים' };

describe('a question about one’s own appointments', () => {
  it.each<[Language, string]>([
    ['en', 'What appointments do I have?'],
    ['en', 'My appointments'],
    ['en', 'what do I have booked?'],
    ['es', '¿Qué citas tengo?'],
    ['es', 'Mis citas'],
    ['es', 'Muéstrame mis citas'],
    ['pt', 'Quais são as minhas consultas?'],
    ['pt', 'Minhas consultas'],
    ['pt', 'Que consultas eu tenho marcadas?'],
    ['ru', 'Мои записи'],
    ['ru', 'Покажи мои записи'],
    ['ru', 'Какие у меня записи?'],
    ['he', 'אילו תורים יש לי?'],
    ['he', 'איזה תור יש לי?'],
    ['he', 'התורים שלי'],
  ])('is answered with them, also in the middle of a booking, and nothing is asked (%s: %s)', async (language, text) => {
    const first = await play(cleaningBooked).send(text);
    const inDraft = play(cleaningBooked);
    await inDraft.send(WISH[language]);
    const between = await inDraft.send(text);
    const without = await play().send(text);
    expect(first.reply).toMatch(OWN[language]);
    expect(between.reply).toMatch(OWN[language]);
    expect(between.reply.split('\n')).toHaveLength(2);
    expect(without.reply).toContain(NONE[language]);
    expect([first, between, without].flatMap((decision) => decision.effects)).toEqual([]);
  });

  it('is not what a wish to cancel them is', async () => {
    const decision = await play(cleaningBooked).send('Please cancel my appointments');
    expect(decision.reply).toContain('Shall I cancel');
  });
});

describe('a question about the clinic', () => {
  it.each<[Language, string, string]>([
    ['en', 'What are your opening hours?', '09:00–18:00'],
    ['en', 'What is your address?', '12 Rose Street'],
    ['en', 'What is your phone number?', '+351 210 000 000'],
    ['es', '¿Cuál es su horario?', '09:00–18:00'],
    ['pt', 'Qual é a morada?', 'Rua da Rosa 12'],
    ['ru', 'Какой у вас адрес?', 'улица Розы, 12'],
    ['he', 'מה שעות הפתיחה שלכם?', '09:00–18:00'],
  ])('is answered alone, first or after a price (%s: %s)', async (language, text, answer) => {
    const first = await play().send(text);
    const dialog = play();
    await dialog.send(PRICE[language]);
    const later = await dialog.send(text);
    expect(first.reply).toContain(answer);
    expect(later.reply).toContain(answer);
    expect(first.reply.split('\n\n')).toHaveLength(2);
    expect(later.reply.split('\n\n')).toHaveLength(1);
  });
});

describe('strong pain', () => {
  it.each<[Language, string]>([
    ['en', 'I have very strong pain, it is urgent'],
    ['es', 'Tengo un dolor muy fuerte, es urgente'],
    ['pt', 'Estou com muita dor, é urgente'],
    ['ru', 'Очень сильная боль, срочно!'],
    ['he', 'יש לי כאבים חזקים, זה דחוף'],
  ])('that is said to be urgent is an emergency (%s)', async (language, text) => {
    const decision = await play().send(text);
    expect(decision.reply).toContain(ADVICE[language]);
    expect(decision.reply).toMatch(/10:30/u);
    expect(decision.effects.map((effect) => effect.kind)).toEqual(['escalate']);
  });

  it.each<[Language, string]>([
    ['en', 'I have terrible tooth pain!'],
    ['es', '¡Tengo un dolor de muelas terrible!'],
    ['pt', 'Dor de dente terrível!'],
    ['ru', 'Сильно болит зуб!'],
    ['he', 'יש לי כאב שיניים נורא'],
  ])('alone brings the advice and the earliest times (%s)', async (language, text) => {
    const decision = await play().send(text);
    expect(decision.reply).toContain(ADVICE[language]);
    expect(decision.reply).toMatch(/10:30/u);
    expect(decision.effects).toEqual([]);
  });
});

describe('the name of the patient', () => {
  it('is kept as soon as it is said, and not asked again after a booking that was dropped', async () => {
    const dialog = play([], null);
    await dialog.send('I want a filling on Wednesday at 10');
    const named = await dialog.send('Maria Lopez');
    await dialog.send('no');
    await dialog.send('forget it, I do not need it');
    const again = await dialog.send('I want a cleaning on Wednesday at 12');
    expect(named.patient?.name).toBe('Maria Lopez');
    expect(again.reply).toContain('Shall I book it?');
  });

  it('is not the name of someone else the appointment is for', async () => {
    const dialog = play([], null);
    await dialog.send('I want a filling for my son on Wednesday at 10');
    await dialog.send('his name is Tom Lopez');
    expect(dialog.snapshot().patient.name).toBeNull();
  });
});
