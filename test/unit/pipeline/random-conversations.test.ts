import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/clinic.ts';
import { STATES } from '../../../src/domain/conversation.ts';
import type { Decision } from '../../../src/domain/conversation.ts';
import { makeRulesAgent } from '../../support/make-rules-agent.ts';
import { playDialog } from '../../support/play-dialog.ts';
import { SAMPLE_DOCTORS, SAMPLE_SERVICES, sampleClinic } from '../../support/sample-clinic.ts';

/** Things patients say, in no order: greetings, wishes, choices, changes of mind, noise. */
const SAID: Record<Language, string[]> = {
  en: [
    'hi',
    'book a cleaning',
    'with Dr. Dan',
    'a filling on Thursday',
    'at 2pm',
    'tomorrow',
    'yes',
    'no',
    'no, Friday',
    'the second one',
    'how much is it?',
    'cancel my appointment',
    'move it to Wednesday at 12:00',
    "I don't need that",
    'where are you?',
    'thanks',
    'what about veneers?',
    'any doctor is fine',
    'asdf',
    'yesterday at 5',
    'it is for my son',
    'same as last time',
    '?',
    '12:30',
  ],
  es: [
    'hola',
    'quiero una limpieza',
    'con el Dr. Dan',
    'un empaste el jueves',
    'a las 14:00',
    'mañana',
    'sí',
    'no',
    'no, el viernes',
    'la segunda',
    '¿cuánto cuesta?',
    'cancelar mi cita',
    'cámbiela al miércoles a las 12:00',
    'ya no lo quiero',
    '¿dónde están?',
    'gracias',
    '¿y las carillas?',
    'cualquier doctor',
    'jkl',
    'ayer a las 5',
    'es para mi hijo',
    'lo mismo que la última vez',
    '...',
    '12:30',
  ],
  pt: [
    'oi',
    'quero uma limpeza',
    'com o Dr. Dan',
    'uma obturação na quinta',
    'às 14h',
    'amanhã',
    'sim',
    'não',
    'não, sexta',
    'a segunda',
    'quanto custa?',
    'cancelar minha consulta',
    'mude para quarta às 12h',
    'não quero mais',
    'onde fica?',
    'obrigado',
    'e as facetas?',
    'qualquer médico',
    'hjk',
    'ontem às 5',
    'é para meu filho',
    'o mesmo da última vez',
    '!',
    '12:30',
  ],
  ru: [
    'привет',
    'хочу на чистку',
    'к Дану',
    'пломбу в четверг',
    'в 14:00',
    'завтра',
    'да',
    'нет',
    'нет, в пятницу',
    'второе',
    'сколько стоит?',
    'отмените запись',
    'перенесите на среду в 12:00',
    'мне это не нужно',
    'где вы находитесь?',
    'спасибо',
    'а виниры?',
    'к любому врачу',
    'фыва',
    'вчера в 5',
    'это для сына',
    'как в прошлый раз',
    '?!',
    '12:30',
  ],
  he: [
    'היי',
    'לקבוע ניקוי',
    'אצל דן',
    'סתימה ביום חמישי',
    'ב-14:00',
    'מחר',
    'כן',
    'לא',
    'לא, ביום שישי',
    'השני',
    'כמה זה עולה?',
    'לבטל את התור',
    'להעביר ליום רביעי ב-12:00',
    'אני לא צריך',
    'איפה אתם?',
    'תודה',
    'ומה עם ציפויים?',
    'כל רופא',
    'שדג',
    'אתמול ב-5',
    'זה לבן שלי',
    'כמו בפעם הקודמת',
    '?',
    '12:30',
  ],
};
/** How each language says that something has been done. */
const CLAIMS: Record<Language, { book: RegExp; reschedule: RegExp; cancel: RegExp }> = {
  en: { book: /is booked:/u, reschedule: /has been moved/u, cancel: /has been cancelled/u },
  es: { book: /está reservada:/u, reschedule: /ha cambiado de hora/u, cancel: /ha sido cancelada/u },
  pt: { book: /está marcada:/u, reschedule: /foi remarcada/u, cancel: /foi cancelada/u },
  ru: { book: /Запись подтверждена/u, reschedule: /Приём перенесён/u, cancel: /Запись отменена/u },
  he: { book: /התור נקבע/u, reschedule: /התור הועבר/u, cancel: /התור בוטל/u },
};

function expectHonest(decision: Decision, language: Language): void {
  expect(STATES).toContain(decision.state);
  expect(decision.reply).not.toMatch(/undefined|NaN|\[object/);
  expect(decision.language).toBe(language);
  for (const kind of ['book', 'reschedule', 'cancel'] as const) {
    expect(CLAIMS[language][kind].test(decision.reply), decision.reply).toBe(decision.effects.some((effect) => effect.kind === kind));
  }
}

describe.each(Object.keys(SAID) as Language[])('random conversations in %s', (language) => {
  it('reach only legal states, never throw, and never claim what was not done', { timeout: 120_000 }, async () => {
    const turn = fc.array(fc.constantFrom(...SAID[language]), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 14 }), fc.boolean(), async (turns, isKnown) => {
        const clinic = sampleClinic({ languages: [language], defaultLanguage: language });
        let ids = 0;
        const dialog = playDialog({
          clinic,
          now: '2027-05-03T08:00',
          pushName: isKnown ? 'Robin' : null,
          appointments: isKnown ? [{ serviceId: SAMPLE_SERVICES.cleaning, doctorId: SAMPLE_DOCTORS.lea, start: '2027-05-05T12:00' }] : [],
          busy: [{ doctorId: SAMPLE_DOCTORS.dan, start: '2027-05-06T09:00', end: '2027-05-06T13:00' }],
          makeAgent: (calendar) => makeRulesAgent(calendar, { newId: () => `7d1b6a52-9c0e-4f33-8a11-${(ids += 1).toString(16).padStart(12, '0')}` }),
        });
        for (const texts of turns) {
          const decision = await dialog.send(...texts);
          expectHonest(decision, language);
          if (decision.state === 'escalated') break;
        }
      }),
      { numRuns: 80 },
    );
  });
});
