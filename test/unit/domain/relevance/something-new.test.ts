import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { judgeRelevance, type JudgedRelevance } from '../../../../src/domain/relevance.ts';
import type { PendingLike } from '../../../../src/domain/relevance/pending-profile.ts';

/** A booking of something no table of treatments knows, a card that is awaited, a place on a list: what the catalogue cannot help with. */
const OPEN: Record<string, { pending: PendingLike; said: Record<Language, string> }> = {
  acupuncture: {
    pending: { type: 'book_appointment', description: 'Booking acupuncture with Mei; waiting for the day', slots: { doctor: 'Mei', service: 'acupuncture' } },
    said: {
      en: 'Which day for the acupuncture with Mei?',
      es: '¿Qué día para la acupuntura con Mei?',
      pt: 'Qual dia para a acupuntura com a Mei?',
      ru: 'На какой день иглоукалывание у Мэй?',
      he: 'לאיזה יום לקבוע דיקור אצל מיי?',
    },
  },
  card: {
    pending: { type: 'request_document', description: 'Waiting for a photo of the insurance card', slots: {} },
    said: {
      en: 'Please send a photo of the insurance card.',
      es: 'Envíe una foto de la tarjeta del seguro, por favor.',
      pt: 'Envie uma foto da carteirinha, por favor.',
      ru: 'Пришлите, пожалуйста, фото полиса.',
      he: 'אפשר לשלוח תמונה של כרטיס הביטוח?',
    },
  },
  move: {
    pending: { type: 'reschedule_appointment', description: 'Rescheduling braces check (was Fri 15:00); waiting for the date', slots: { service: 'braces' } },
    said: {
      en: 'When should I move the braces check to?',
      es: '¿Para cuándo paso el control de brackets?',
      pt: 'Para quando passo a manutenção do aparelho?',
      ru: 'На когда перенести осмотр брекетов?',
      he: 'למתי להעביר את ביקורת הגשר?',
    },
  },
};

function judge(open: keyof typeof OPEN, language: Language, message: string): JudgedRelevance {
  const { pending, said } = OPEN[open]!;
  return judgeRelevance({ message, language, pendingAction: pending, history: [{ role: 'bot', text: said[language] }] });
}

type Line = readonly [keyof typeof OPEN, Language, string];

describe('what is pending stays out', () => {
  it.each<Line>([
    ['acupuncture', 'en', 'do you sell pillows?'],
    ['acupuncture', 'es', 'venden almohadas?'],
    ['acupuncture', 'pt', 'vocês vendem travesseiro?'],
    ['acupuncture', 'ru', 'подушки продаёте?'],
    ['acupuncture', 'he', 'אתם מוכרים כריות?'],
  ])('when the house is asked for a thing nobody spoke of (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: false });
  });

  it.each<Line>([
    ['card', 'en', 'how much is a crown?'],
    ['card', 'es', 'cuánto cuesta una corona?'],
    ['card', 'pt', 'quanto custa uma coroa?'],
    ['card', 'ru', 'сколько стоит коронка?'],
    ['card', 'he', 'כמה עולה כתר?'],
  ])('when a treatment is asked about while a document is awaited (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: false });
  });

  it.each<Line>([
    ['card', 'en', 'can you send me the price list'],
    ['card', 'es', 'me mandas la lista de precios'],
    ['card', 'pt', 'me manda a tabela de preços'],
    ['card', 'ru', 'скиньте прайс'],
  ])('when the house is to send something, although sending is what was asked for (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: false });
  });

  it.each<Line>([
    ['move', 'en', 'can I get a receipt from last month'],
    ['move', 'es', 'me pueden dar el recibo del mes pasado'],
    ['move', 'pt', 'consegue me mandar o recibo do mês passado'],
    ['move', 'ru', 'мне нужен чек за прошлый месяц'],
    ['move', 'he', 'אפשר קבלה מחודש שעבר'],
  ])('when the only time named is over (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: false });
  });
});

describe('what is pending is dropped', () => {
  it.each<Line>([
    ['acupuncture', 'en', 'no acupuncture for me, thanks'],
    ['acupuncture', 'es', 'acupuntura no, gracias'],
    ['acupuncture', 'pt', 'acupuntura não, obrigada'],
    ['acupuncture', 'ru', 'иглоукалывание не надо'],
    ['acupuncture', 'he', 'בלי דיקור, תודה'],
  ])('when a service no table knows is refused by its name (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: true });
  });

  it.each<Line>([
    ['move', 'en', "don't move it, I'll come friday as planned"],
    ['move', 'es', 'no la mueva, voy el viernes como estaba'],
    ['move', 'pt', 'não precisa mudar, vou na sexta mesmo'],
    ['move', 'ru', 'не надо переносить, приду в пятницу как было'],
    ['move', 'he', 'לא צריך להעביר, אגיע בשישי כרגיל'],
  ])('when the old day is kept, although a day is named (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: true });
  });

  it.each<Line>([
    ['acupuncture', 'en', 'stop looking, I found another place'],
    ['acupuncture', 'es', 'ya no busque, encontré otro sitio'],
    ['acupuncture', 'pt', 'pode parar de procurar, achei outro lugar'],
    ['acupuncture', 'ru', 'не ищите, я записалась в другое место'],
    ['acupuncture', 'he', 'תפסיקי לחפש, מצאתי מקום אחר'],
  ])('when the patient went elsewhere (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: true });
  });
});

describe('what is pending goes on', () => {
  it.each<Line>([
    ['acupuncture', 'en', 'can I eat before it?'],
    ['acupuncture', 'es', 'puedo comer antes?'],
    ['acupuncture', 'pt', 'posso comer antes?'],
    ['acupuncture', 'ru', 'а поесть перед этим можно?'],
    ['acupuncture', 'he', 'מותר לאכול לפני?'],
    ['card', 'en', 'front only or both sides?'],
    ['card', 'es', 'solo por delante o por los dos lados?'],
    ['card', 'pt', 'só a frente ou os dois lados?'],
    ['card', 'ru', 'только лицевую или обе стороны?'],
    ['card', 'he', 'רק את הצד הקדמי או שניהם?'],
  ])('with a question made of what any visit speaks of (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: true });
  });

  it.each<Line>([
    ['acupuncture', 'en', 'with anyone but Mei'],
    ['acupuncture', 'es', 'con cualquiera menos Mei'],
    ['acupuncture', 'pt', 'com qualquer uma menos a Mei'],
    ['acupuncture', 'ru', 'к кому угодно только не к Мэй'],
  ])('when only the person is refused (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: true, dropPending: false });
  });
});
