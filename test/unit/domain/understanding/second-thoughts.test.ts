import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import type { Intent, Urgency } from '../../../../src/domain/understanding/understanding.ts';
import { sampleClinic } from '../../../support/sample-clinic.ts';

const clinic = sampleClinic();
const read = (language: Language, text: string) => understand(text, { language, clinic, reference: '2027-05-04T09:00:00', timezone: clinic.timezone });

describe('second thoughts', () => {
  it.each<[Language, string]>([
    ['en', 'wait, no, keep it'],
    ['en', "don't cancel it"],
    ['en', 'hold on, no'],
    ['es', 'espera, no'],
    ['es', 'no la cancelen'],
    ['pt', 'peraí, não'],
    ['pt', 'não cancela não'],
    ['ru', 'погодите, нет'],
    ['ru', 'не отменяйте пожалуйста'],
    ['he', 'רגע, לא, תשאירו ככה'],
    ['he', 'אל תבטלו'],
  ])('are a no, however they begin (%s: %s)', (language, text) => {
    expect(read(language, text).intents[0]?.intent).toBe('deny');
  });

  it.each<[Language, string]>([
    ['en', "don't cancel, move it to Friday"],
    ['es', 'no quiero cancelar, solo cambiarla al viernes'],
    ['ru', 'не отменяйте, перенесите на пятницу'],
  ])('about cancelling leave the wish to move (%s: %s)', (language, text) => {
    expect(read(language, text).intents[0]?.intent).toBe('reschedule');
    expect(read(language, text).intents.map((one) => one.intent)).not.toContain('cancel');
  });

  it.each<[Language, string]>([
    ['en', 'yes or no?'],
    ['es', '¿sí o no?'],
    ['pt', 'sim ou não?'],
    ['ru', 'так да или нет?'],
    ['he', 'כן או לא?'],
  ])('are not in an urging question (%s: %s)', (language, text) => {
    expect(['confirm', 'deny']).not.toContain(read(language, text).intents[0]?.intent);
  });
});

describe('pain beside a question', () => {
  it.each<[Language, string, Urgency]>([
    ['en', 'I have pain after the filling, can I come today?', 'medium'],
    ['es', 'me duele mucho una muela, ¿tienen algo hoy?', 'high'],
    ['es', 'tengo mucho dolor, ¿hay hora hoy?', 'high'],
    ['pt', 'dói muito o dente, tem horário hoje?', 'high'],
    ['ru', 'болит зуб, есть время сегодня?', 'medium'],
    ['he', 'כואבת לי השן, יש משהו היום?', 'medium'],
  ])("is the patient's own (%s: %s)", (language, text, urgency) => {
    expect(read(language, text).urgency).toBe(urgency);
  });

  it.each<[Language, string]>([
    ['en', 'does whitening hurt?'],
    ['es', '¿duele el blanqueamiento?'],
    ['pt', 'clareamento dói?'],
    ['ru', 'ставить имплант больно?'],
    ['he', 'הלבנה כואבת?'],
  ])('is none in a question about a treatment (%s: %s)', (language, text) => {
    expect(read(language, text).urgency).toBe('low');
  });
});

describe('a question about appointments of the patient', () => {
  it.each<[Language, string]>([
    ['en', 'do I have an appointment?'],
    ['es', '¿tengo alguna cita?'],
    ['pt', 'tenho alguma consulta?'],
    ['ru', 'у меня есть запись?'],
    ['he', 'מתי התור שלי?'],
  ])('is none about free ones (%s: %s)', (language, text) => {
    expect(read(language, text).topics[0]).toBe('my_appointments');
  });
});

describe('a question that begins with "and"', () => {
  it.each<[Language, string, Intent]>([
    ['he', 'ואיפה אתם נמצאים', 'service_inquiry'],
    ['he', 'ומה שעות הפתיחה', 'service_inquiry'],
    ['en', 'and where are you', 'service_inquiry'],
    ['ru', 'а где вы находитесь', 'service_inquiry'],
    ['es', 'y dónde están', 'service_inquiry'],
    ['pt', 'e onde fica', 'service_inquiry'],
  ])('is that question (%s: %s)', (language, text, intent) => {
    expect(read(language, text).intents[0]?.intent).toBe(intent);
  });
});
