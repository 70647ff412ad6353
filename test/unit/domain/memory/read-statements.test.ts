import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { readStatements } from '../../../../src/domain/memory/read-statements.ts';
import { SAMPLE_DOCTORS, sampleClinic } from '../../../support/sample-clinic.ts';

const clinic = sampleClinic();
const dan = SAMPLE_DOCTORS.dan;
const AT_MS = Date.UTC(2027, 2, 1, 12);
const read = (language: Language, text: string) =>
  readStatements(text, { clinic, language, atMs: AT_MS }).map(({ key, detail }) => ({ key: key.replace(/\.[0-9a-f]{8}$/, ''), detail }));

const STATED: Record<Language, [string, string, Record<string, string>?][]> = {
  en: [
    ['I am allergic to penicillin', 'constraint:allergy'],
    ["I'm really afraid of needles, please be gentle", 'constraint:fear'],
    ['I am six months pregnant.', 'constraint:pregnancy'],
    ['I have a pacemaker', 'constraint:health'],
    ['I come in a wheelchair', 'constraint:access'],
    ['I always go to Dr. Dan', 'preference:doctor'],
    ['Mornings work best for me', 'preference:part_of_day', { partOfDay: 'morning' }],
    ['I prefer evenings', 'preference:part_of_day', { partOfDay: 'evening' }],
    ['I have insurance with Northern Health', 'fact:insurance'],
  ],
  ru: [
    ['У меня аллергия на лидокаин', 'constraint:allergy'],
    ['Я очень боюсь уколов', 'constraint:fear'],
    ['Я беременна, пятый месяц', 'constraint:pregnancy'],
    ['У меня диабет', 'constraint:health'],
    ['Я на коляске', 'constraint:access'],
    ['Я всегда хожу к Дану', 'preference:doctor'],
    ['Мне удобнее утром', 'preference:part_of_day', { partOfDay: 'morning' }],
    ['Предпочитаю вечером', 'preference:part_of_day', { partOfDay: 'evening' }],
    ['У меня страховка Северная', 'fact:insurance'],
  ],
  es: [
    ['Soy alérgica a la penicilina', 'constraint:allergy'],
    ['Tengo mucho miedo a las agujas', 'constraint:fear'],
    ['Estoy embarazada de cinco meses', 'constraint:pregnancy'],
    ['Tengo la presión alta', 'constraint:health'],
    ['Voy en silla de ruedas', 'constraint:access'],
    ['Prefiero con el doctor Dan', 'preference:doctor'],
    ['Prefiero por las tardes', 'preference:part_of_day', { partOfDay: 'afternoon' }],
    ['Solo puedo por las mañanas', 'preference:part_of_day', { partOfDay: 'morning' }],
    ['Tengo seguro con Salud Norte', 'fact:insurance'],
  ],
  pt: [
    ['Tenho alergia a dipirona', 'constraint:allergy'],
    ['Tenho muito medo de agulha', 'constraint:fear'],
    ['Estou grávida de cinco meses', 'constraint:pregnancy'],
    ['Tenho pressão alta', 'constraint:health'],
    ['Uso cadeira de rodas', 'constraint:access'],
    ['Prefiro com o Dr. Dan', 'preference:doctor'],
    ['Prefiro de manhã', 'preference:part_of_day', { partOfDay: 'morning' }],
    ['Só posso à noite', 'preference:part_of_day', { partOfDay: 'evening' }],
    ['Tenho plano de saúde Norte', 'fact:insurance'],
  ],
  he: [
    ['אני אלרגית לפניצילין', 'constraint:allergy'],
    ['אני מפחד ממחטים', 'constraint:fear'],
    ['אני בהריון בחודש חמישי', 'constraint:pregnancy'],
    ['יש לי סוכרת', 'constraint:health'],
    ['אני בכיסא גלגלים', 'constraint:access'],
    ['אני תמיד הולכת לד"ר דן', 'preference:doctor'],
    ['נוח לי בבוקר', 'preference:part_of_day', { partOfDay: 'morning' }],
    ['אני מעדיפה בערב', 'preference:part_of_day', { partOfDay: 'evening' }],
    ['יש לי ביטוח משלים', 'fact:insurance'],
  ],
};

const NOT_STATED: Record<Language, string[]> = {
  en: [
    'I have no allergies',
    'Do you treat people with diabetes?',
    "I'm afraid I can't make it tomorrow",
    "I'm not afraid of needles",
    'I would prefer Tuesday morning',
    'My son prefers mornings',
    'I want to book a cleaning',
    'ok thanks',
  ],
  ru: [
    'Аллергии нет',
    'У меня нет аллергии',
    'Боюсь, что опоздаю',
    'Я не боюсь уколов',
    'Мне удобнее завтра утром',
    'А вы лечите беременных?',
    'Хочу записаться на чистку',
  ],
  es: ['No tengo alergias', 'No tengo miedo a las agujas', 'Prefiero mañana por la tarde', '¿Atienden a embarazadas?', 'Quiero una limpieza'],
  pt: ['Não tenho alergia', 'Não tenho medo de agulha', 'Prefiro amanhã de manhã', 'Vocês atendem grávidas?', 'Quero marcar uma limpeza'],
  he: ['אין לי אלרגיה', 'אני לא מפחד ממחטים', 'אני מעדיפה מחר בבוקר', 'אתם מטפלים בנשים בהריון?', 'אני רוצה לקבוע תור'],
};

describe.each(Object.entries(STATED) as [Language, (typeof STATED)['en']][])('what a patient states in %s', (language, cases) => {
  it.each(cases)('%s', (text, key, detail) => {
    const found = read(language, text);
    expect(found.map((one) => one.key)).toContain(key);
    const one = found.find((statement) => statement.key === key);
    if (detail) expect(one?.detail).toEqual(detail);
    if (key === 'preference:doctor') expect(one?.detail).toEqual({ doctorId: dan });
  });
});

describe.each(Object.entries(NOT_STATED) as [Language, string[]][])('what states nothing to remember in %s', (language, cases) => {
  it.each(cases)('%s', (text) => {
    expect(read(language, text)).toEqual([]);
  });
});

describe('statements', () => {
  it('keep the language a patient asks for', () => {
    expect(read('ru', 'Можно на английском?')).toEqual([{ key: 'preference:language', detail: { language: 'en' } }]);
  });

  it('keep the patient’s own words, a sentence each', () => {
    const found = readStatements('Hello! I am allergic to latex. Can I come on Monday?', { clinic, language: 'en', atMs: AT_MS });
    expect(found.map((one) => one.text)).toEqual(['I am allergic to latex.']);
  });

  it('of the same matter in other words are two', () => {
    const keys = ['I am allergic to latex', 'I am allergic to penicillin'].map((text) => readStatements(text, { clinic, language: 'en', atMs: AT_MS })[0]?.key);
    expect(new Set(keys).size).toBe(2);
  });
});
