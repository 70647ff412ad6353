import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { findTreatments } from '../../../../src/domain/understanding/entities.ts';
import { tokensOf } from '../../../../src/domain/understanding/tokens.ts';
import { understand } from '../../../../src/domain/understanding/understand.ts';
import { sampleClinic } from '../../../support/sample-clinic.ts';

const id = (n: number) => `0a7d3c1e-4b5f-4c6d-8e7f-${n.toString(16).padStart(12, '0')}`;
const service = (n: number, name: Record<string, string>, aliases: Record<string, string[]> = {}) => ({ id: id(n), name, aliases, minutes: 30 });
const doctor = (n: number, name: string, ...aliases: string[]) => ({ id: id(n), name, aliases, services: [] });

const clinic = sampleClinic({
  services: [
    service(
      1,
      { en: 'First visit', es: 'Primera visita', pt: 'Primeira consulta', ru: 'Первичный приём', he: 'ביקור ראשון' },
      { en: ['consultation'], es: ['consulta', 'cita'], pt: ['consulta'], ru: ['приём', 'консультация'], he: ['תור', 'ייעוץ'] },
    ),
    service(2, { en: 'Braces', pt: 'Aparelho', es: 'Brackets', ru: 'Брекеты', he: 'יישור שיניים' }),
    service(3, { en: 'Teeth cleaning', es: 'Limpieza', pt: 'Limpeza', ru: 'Чистка', he: 'ניקוי אבנית' }),
  ],
  doctors: [
    doctor(11, 'Dr. Anna Weiss', 'Ana', 'Анна', 'אנה'),
    doctor(12, 'Dr. Lea Bruno', 'Лея'),
    doctor(13, 'Dr. Clara Ken'),
    doctor(14, 'Dr. Julia Dolores', 'Юлия'),
    doctor(15, 'Dr. Sofia Lev', 'София'),
    doctor(16, 'Dr. Dan Price', 'Дан'),
    doctor(17, 'Dr. Omar Ben', 'עומר'),
  ],
});
const read = (language: Language, text: string) => understand(text, { language, clinic, reference: '2027-05-04T09:00:00', timezone: clinic.timezone });
const doctorsIn = (language: Language, text: string) => read(language, text).doctors.map((one) => Number.parseInt(one.id.slice(-4), 16));
const servicesIn = (language: Language, text: string) => read(language, text).services.map((one) => Number.parseInt(one.id.slice(-4), 16));

describe('names of doctors', () => {
  it.each<[Language, string]>([
    ['he', 'אני רוצה לקבוע תור'],
    ['he', 'לא, תודה'],
    ['he', 'כן'],
    ['he', 'תור לבן שלי'],
    ['he', 'משהו בסוף השבוע'],
    ['he', 'אנא קבעו לי תור'],
    ['es', 'claro que sí'],
    ['es', 'bueno, el jueves'],
    ['es', 'tengo dolores de muela'],
    ['es', 'en julio mejor'],
    ['pt', 'claro, pode ser em julho'],
    ['ru', 'в июле или 15 июля'],
    ['ru', 'болит левый зуб'],
    ['ru', 'какие личные данные нужны'],
    ['en', 'what is the price'],
  ])('are not found in ordinary words (%s: %s)', (language, text) => {
    expect(doctorsIn(language, text)).toEqual([]);
  });

  it.each<[Language, string, number]>([
    ['he', 'תור לאנה', 11],
    ['he', 'אצל לאה', 12],
    ['he', 'ד"ר בן', 17],
    ['he', 'אצל סופיה', 15],
    ['es', 'con la dra clara', 13],
    ['es', 'con la doctora Dolores', 14],
    ['en', 'with Dr Price', 16],
    ['en', 'Ken', 13],
    ['ru', 'к Юлии', 14],
    ['ru', 'можно к Лее?', 12],
    ['ru', 'к доктору Лев', 15],
    ['ru', 'у Дана', 16],
  ])('are found where they are meant (%s: %s)', (language, text, expected) => {
    expect(doctorsIn(language, text)).toEqual([expected]);
  });
});

describe('services called by a word for any visit', () => {
  it.each<[Language, string, number[]]>([
    ['pt', 'Queria marcar uma consulta para um aparelho', [2]],
    ['es', 'una cita para limpieza', [3]],
    ['es', 'consulta de brackets', [2]],
    ['ru', 'запишите на приём, чистка зубов', [3]],
    ['ru', 'консультация по брекетам', [2]],
    ['he', 'לקבוע תור לניקוי אבנית', [3]],
    ['en', 'a consultation about braces', [2]],
  ])('lose against a treatment (%s: %s)', (language, text, expected) => {
    expect(servicesIn(language, text)).toEqual(expected);
  });

  it.each<[Language, string]>([
    ['pt', 'uma consulta para implante'],
    ['es', 'una cita para botox'],
    ['ru', 'консультация по винирам'],
  ])('are not meant where the treatment is one the clinic does not have (%s: %s)', (language, text) => {
    expect(servicesIn(language, text)).toEqual([]);
  });

  it.each<[Language, string]>([
    ['pt', 'quero uma consulta'],
    ['ru', 'нужна консультация'],
    ['en', 'a consultation please'],
  ])('are meant when nothing else is named (%s: %s)', (language, text) => {
    expect(servicesIn(language, text)).toEqual([1]);
  });

  it('only hint at a service of which they are a part', () => {
    const own = sampleClinic({
      services: [service(4, { en: 'Veneers consultation', pt: 'Consulta de facetas' }), service(3, { en: 'Cleaning', pt: 'Limpeza' })],
    });
    const { services } = understand('quero marcar uma consulta', { language: 'pt', clinic: own, reference: '2027-05-04T09:00:00', timezone: own.timezone });
    expect(services.every((one) => one.confidence < 0.5)).toBe(true);
  });
});

describe('small words', () => {
  it.each<[Language, string]>([
    ['es', '¿puede ser una hora más tarde?'],
    ['es', 'quiero una cita'],
    ['pt', 'quero uma para amanhã'],
  ])('are no treatment, though one begins like them (%s: %s)', (language, text) => {
    expect(findTreatments(tokensOf(text), [language]).filter((one) => !one.generic)).toEqual([]);
  });
});
