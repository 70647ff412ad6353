import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { ALL_TEXTS } from '../../../src/domain/texts/all-texts.ts';
import { playLlmDialog } from '../../support/llm-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES } from '../../support/sample-clinic.ts';
import { obedient, scriptedModel } from '../../support/scripted-model.ts';

const visit = { serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-05T14:00', patientName: null };

/** A request, a yes, and a question in a model's own words for the time it asks about. */
const WORDS: Record<Language, { book: string; yes: string; question: (time: string) => string; parking: string }> = {
  en: {
    book: 'a cleaning on Wednesday at 14:00 please',
    yes: 'yes, perfect',
    question: (time) => `May I put you down for a cleaning with Dr. Lea Brandt on Wednesday, May 5 at ${time}?`,
    parking: 'There is free parking behind the house.',
  },
  es: {
    book: 'quiero una limpieza el miércoles a las 14:00, por favor',
    yes: 'sí, perfecto',
    question: (time) => `¿Le reservo la limpieza con la Dr. Lea Brandt para el miércoles 5 de mayo a las ${time}?`,
    parking: 'Hay aparcamiento gratuito detrás de la casa.',
  },
  pt: {
    book: 'quero uma limpeza na quarta às 14:00, por favor',
    yes: 'sim, perfeito',
    question: (time) => `Posso marcar a limpeza com a Dr. Lea Brandt na quarta-feira, 5 de maio, às ${time}?`,
    parking: 'Há estacionamento gratuito atrás da casa.',
  },
  ru: {
    book: 'запишите на чистку в среду в 14:00, пожалуйста',
    yes: 'да, отлично',
    question: (time) => `Записать вас на чистку к врачу по имени Лея на среду, 5 мая, в ${time}?`,
    parking: 'За домом есть бесплатная парковка.',
  },
  he: {
    book: 'אפשר לקבוע ניקוי ביום רביעי בשעה 14:00?',
    yes: 'כן, מצוין',
    question: (time) => `לקבוע לכם ניקוי אצל לאה ביום רביעי, 5 במאי, בשעה ${time}?`,
    parking: 'יש חניה חינם מאחורי הבית.',
  },
};

/** Books when asked to, then says the text. */
const booking = (said: string | null) =>
  scriptedModel((request) => {
    if (request.messages.at(-1)?.role === 'tool' && said !== null) return said;
    return request.messages.length === 2 && !request.messages[0]?.text?.includes('<system_did>{') ? [['book_appointment', visit]] : obedient(request);
  });

describe.each(Object.keys(WORDS) as Language[])('an appointment made with a model in %s', (language) => {
  const { book, yes, question, parking } = WORDS[language];

  it('is asked about in our words or the same in its own, and made on the yes', async () => {
    const dialog = playLlmDialog(booking(null));
    const asked = await dialog.send(book);
    expect(asked).toMatchObject({ language, state: 'booking_confirmation', effects: [] });
    expect(asked.reply).toContain(ALL_TEXTS[language].introduction({ assistant: 'Iris', clinic: 'Bluebell' }));
    const booked = await dialog.send(yes);
    expect(booked).toMatchObject({ language, effects: [{ kind: 'book', ...(({ serviceId, doctorId }) => ({ serviceId, doctorId }))(visit) }] });
    expect(booked.reply).toMatch(/14:00/);

    const own = await playLlmDialog(booking(question('14:00'))).send(book);
    expect(own.reply.endsWith(question('14:00'))).toBe(true);
  });

  it('a question about another time is replaced by ours; what is said beside it stays', async () => {
    const wrong = await playLlmDialog(booking(question('15:00'))).send(book);
    expect(wrong.reply).not.toContain('15:00');
    expect(wrong.reply).toContain('14:00');
    const beside = await playLlmDialog(booking(parking)).send(book);
    expect(beside.reply).toContain(parking);
    expect(beside.reply).toContain('14:00');
  });
});
