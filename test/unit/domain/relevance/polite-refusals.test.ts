import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/clinic.ts';
import { judgeRelevance, type JudgedRelevance } from '../../../../src/domain/relevance.ts';
import type { PendingLike } from '../../../../src/domain/relevance/pending-profile.ts';

/** Something offered, something asked to be confirmed, a day that is asked for, a place on a list, a cancelling, an insurance, a salon that was found. */
const OPEN: Record<string, { pending: PendingLike; said: Partial<Record<Language, string>> }> = {
  offer: {
    pending: { type: 'book_appointment', description: 'Offered to book a braces consultation with Nora', slots: { doctor: 'Nora', service: 'braces' } },
    said: {
      en: 'Shall I book you a consultation with Nora?',
      es: '¿Quiere que le reserve una consulta con Nora?',
      pt: 'Quer que eu marque uma avaliação com a Nora?',
      ru: 'Записать вас на консультацию к Норе?',
      he: 'לקבוע לך ייעוץ אצל נורה?',
    },
  },
  confirm: {
    pending: { type: 'confirm_booking', description: 'Confirm botox on Mon 2026-03-16 11:00 (yes/no)', slots: { service: 'botox' } },
    said: {
      en: 'Botox on Monday at 11:00. Shall I confirm?',
      es: 'Botox el lunes a las 11:00. ¿Confirma?',
      pt: 'Botox na segunda às 11h. Confirma?',
      ru: 'Ботокс в понедельник в 11:00. Подтверждаете?',
      he: 'בוטוקס ביום שני ב-11:00, לאשר?',
    },
  },
  day: {
    pending: { type: 'book_appointment', description: 'Booking a filling; waiting for the day', slots: { service: 'filling' } },
    said: {
      en: 'Which day for the filling?',
      es: '¿Qué día para el empaste?',
      pt: 'Qual dia para a obturação?',
      ru: 'На какой день записать на пломбу?',
      he: 'לאיזה יום לקבוע את הסתימה?',
    },
  },
  move: {
    pending: { type: 'reschedule_appointment', description: 'Rescheduling a crown fitting; waiting for the new day', slots: { service: 'crown' } },
    said: {
      en: 'To which day?',
      es: '¿A qué día la paso?',
      pt: 'Para qual dia?',
      ru: 'На какой день перенести?',
      he: 'לאיזה יום להעביר?',
    },
  },
  list: {
    pending: { type: 'waitlist_offer', description: 'Offered the waiting list for whitening; waiting for yes/no', slots: { service: 'whitening' } },
    said: {
      en: 'Shall I put you on the waiting list?',
      es: '¿La apunto en la lista de espera?',
      pt: 'Quer entrar na lista de espera?',
      ru: 'Добавить вас в лист ожидания?',
      he: 'להכניס אותך לרשימת המתנה?',
    },
  },
  insurance: {
    pending: { type: 'insurance_check', description: 'Insurance check for a bridge; asked for the insurance company', slots: { service: 'bridge' } },
    said: {
      en: 'Which insurance do you have?',
      es: '¿Qué seguro tiene?',
      pt: 'Qual é o seu convênio?',
      ru: 'Какая у вас страховая?',
      he: 'באיזו חברת ביטוח?',
    },
  },
  salon: {
    pending: { type: 'find_provider', description: 'Finding a hair salon; known: city=Salem', slots: { city: 'Salem' } },
    said: { en: 'How about Old Mill Hair in Salem?' },
  },
};

function judge(open: string, language: Language, message: string): JudgedRelevance {
  const { pending, said } = OPEN[open]!;
  return judgeRelevance({ message, language, pendingAction: pending, history: [{ role: 'bot', text: said[language]! }] });
}

type Line = readonly [string, Language, string];

describe('what is pending is dropped', () => {
  it.each<Line>([
    ['offer', 'en', 'hmm, let me sleep on it'],
    ['offer', 'en', 'I have to run it by my wife'],
    ['offer', 'en', "I'll arrange that myself, thanks"],
    ['offer', 'en', 'we are all set for now'],
    ['offer', 'es', 'me lo tengo que pensar'],
    ['offer', 'es', 'lo hablo con mi mujer primero'],
    ['offer', 'es', 'ya llamo yo'],
    ['offer', 'pt', 'vou pensar com calma'],
    ['offer', 'pt', 'preciso falar com minha esposa'],
    ['offer', 'pt', 'eu mesma marco depois'],
    ['offer', 'ru', 'надо подумать'],
    ['offer', 'ru', 'посоветуюсь с мужем'],
    ['offer', 'ru', 'я сама запишусь'],
    ['offer', 'he', 'אני צריכה לחשוב על זה'],
    ['offer', 'he', 'אתייעץ עם בעלי'],
    ['offer', 'he', 'אני אקבע לבד'],
  ])('when an offer is put off or done without us (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: true });
  });

  it.each<Line>([
    ['confirm', 'en', "please don't go ahead with the botox"],
    ['confirm', 'es', 'no siga con lo del botox'],
    ['confirm', 'pt', 'não siga com o botox'],
    ['confirm', 'ru', 'не оформляйте ботокс'],
    ['confirm', 'he', 'אל תמשיכו עם הבוטוקס'],
    ['day', 'en', "I'll put the filling off for now"],
    ['day', 'es', 'voy a aplazar el empaste'],
    ['day', 'pt', 'vou adiar a obturação'],
    ['day', 'ru', 'пломбу пока отложу'],
    ['day', 'he', 'אני דוחה את הסתימה בינתיים'],
    ['day', 'en', "that won't be necessary"],
    ['day', 'es', 'no será necesario'],
    ['day', 'pt', 'não será necessário'],
    ['day', 'ru', 'в этом нет необходимости'],
    ['day', 'he', 'אין בזה צורך'],
  ])('when it is put off or said to be needless, whatever was asked (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: true });
  });

  it.each<Line>([
    ['move', 'en', 'the original date works after all'],
    ['move', 'es', 'la hora de antes me va bien'],
    ['move', 'pt', 'o horário antigo serve'],
    ['move', 'ru', 'старое время подходит'],
    ['move', 'he', 'השעה המקורית מתאימה'],
  ])('when the old time suits after all (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: true });
  });
});

describe('what is pending stays out', () => {
  it.each<Line>([
    ['day', 'en', 'do I have anything planned on Thursday?'],
    ['day', 'en', 'will I need an umbrella tomorrow?'],
    ['confirm', 'en', 'text Robin that I am late'],
    ['day', 'es', '¿va a llover el jueves?'],
    ['confirm', 'es', 'envía un mensaje a Julia'],
    ['day', 'pt', 'vai chover na quinta?'],
    ['confirm', 'pt', 'manda uma mensagem pra Julia'],
    ['day', 'ru', 'в четверг дождь обещают?'],
    ['confirm', 'ru', 'закажи такси'],
    ['day', 'he', 'יהיה גשם ביום חמישי?'],
    ['confirm', 'he', 'תזמין לי מונית'],
    ['salon', 'en', 'Tell me the exchange rate please.'],
    ['salon', 'en', 'Which trains leave before noon?'],
  ])('when something is asked for that no clinic does (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false, dropPending: false });
  });

  it.each<Line>([
    ['confirm', 'en', 'do you see toddlers?'],
    ['confirm', 'es', '¿tienen dentista para niños?'],
    ['confirm', 'pt', 'vocês atendem crianças?'],
    ['confirm', 'ru', 'стоматолог для детей у вас есть?'],
    ['confirm', 'he', 'אתם מטפלים בילדים?'],
  ])('when children are asked about (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: false });
  });
});

describe('what is pending goes on', () => {
  it.each<Line>([
    ['day', 'en', 'my flight lands on Friday, so Saturday'],
    ['day', 'es', 'mi vuelo llega el viernes, así que el sábado'],
    ['day', 'pt', 'meu voo chega sexta, então sábado'],
    ['day', 'ru', 'у меня рейс в пятницу, поэтому в субботу'],
    ['day', 'he', 'יש לי טיסה בשישי אז בשבת'],
    ['day', 'pt', 'segunda às 3 em ponto'],
    ['day', 'he', 'אני מסיימת בארבע אז ביום שני בחמש'],
    ['confirm', 'en', 'everything is fine'],
    ['list', 'en', "I'll wait, add me to the list"],
    ['list', 'es', 'sí, espero, apúnteme'],
    ['list', 'ru', 'да, подожду, добавьте'],
  ])('when a reason is told beside the answer (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: true, dropPending: false });
  });

  it.each<Line>([
    ['insurance', 'en', 'Aetna'],
    ['insurance', 'en', "we don't have insurance, I'll pay myself"],
    ['insurance', 'es', 'Mapfre'],
    ['insurance', 'es', 'no tengo seguro'],
    ['insurance', 'pt', 'Unimed'],
    ['insurance', 'pt', 'não tenho convênio'],
    ['insurance', 'ru', 'Согаз'],
    ['insurance', 'ru', 'страховки нет, заплачу сама'],
    ['insurance', 'he', 'מגדל'],
    ['insurance', 'he', 'אין לי ביטוח'],
  ])('with an insurer, or without one (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: true });
  });

  it.each<Line>([
    ['move', 'en', 'is there a fee for moving it?'],
    ['day', 'en', 'is it safe for my teeth?'],
    ['day', 'es', '¿hace daño?'],
    ['day', 'pt', 'faz mal?'],
    ['day', 'ru', 'это не вредно?'],
    ['day', 'he', 'זה מזיק?'],
    ['day', 'en', 'what if I have to cancel later?'],
    ['salon', 'en', 'Is that the only one? I want more choices.'],
    ['salon', 'en', 'Is the place highly rated?'],
    ['salon', 'en', 'Could you look in Ashland?'],
  ])('with a question about the thing itself (%s, %s: %s)', (open, language, message) => {
    expect(judge(open, language, message)).toMatchObject({ relevant: true });
  });
});
