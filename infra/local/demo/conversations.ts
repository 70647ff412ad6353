import type { Language } from '../../../src/domain/clinic.ts';
import { DEMO_DOCTOR_IDS } from '../demo-clinic.ts';
import { DEMO_SERVICE_IDS } from '../demo-services.ts';

/** One patient of the demo: what he writes, turn by turn (several texts of a turn are one burst), and the appointment that has to come of it. */
export type DemoConversation = {
  name: string;
  from: string;
  language: Language;
  line: 'evolution' | 'meta';
  turns: string[][];
  books: { serviceId: string; doctorId: string; date: string; time: string };
};

const LOCALES: Record<Language, string> = { ru: 'ru-RU', es: 'es-ES', en: 'en-US', he: 'he-IL', pt: 'pt-PT' };

/** The five conversations, each booking on `date` (YYYY-MM-DD, a day on which all doctors named here work), with a burst and a question for the price. */
export function demoConversations(date: string): DemoConversation[] {
  return [spanish(date), russian(date), english(date), hebrew(date), portuguese(date)];
}

/** The first Tuesday or Thursday at least three days after `today` on which the clinic is open: every doctor of the demo works then. Both YYYY-MM-DD. */
export function demoDate(today: string, closedOn: readonly string[]): string {
  for (let days = 3; ; days += 1) {
    const day = new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000);
    const date = day.toISOString().slice(0, 10);
    if ([2, 4].includes(day.getUTCDay()) && !closedOn.includes(date)) return date;
  }
}

/** "26 de noviembre", as people write it. */
function spoken(date: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
}

function spanish(date: string): DemoConversation {
  return {
    name: 'Lucía',
    from: '15550101',
    language: 'es',
    line: 'evolution',
    turns: [
      ['Hola, buenas', 'quería pedir cita para una limpieza'],
      ['¿Cuánto cuesta la limpieza?'],
      [`El ${spoken(date, 'es')} a las 12:00`],
      ['Sí, perfecto'],
    ],
    books: { serviceId: DEMO_SERVICE_IDS.cleaning, doctorId: DEMO_DOCTOR_IDS.anna, date, time: '12:00' },
  };
}

function russian(date: string): DemoConversation {
  return {
    name: 'Ольга',
    from: '15550102',
    language: 'ru',
    line: 'evolution',
    turns: [['Здравствуйте!', 'Хочу записаться на осмотр к доктору Дану'], ['А сколько стоит осмотр?'], [`${spoken(date, 'ru')} в 10:00`], ['Да, подходит']],
    books: { serviceId: DEMO_SERVICE_IDS.checkup, doctorId: DEMO_DOCTOR_IDS.dan, date, time: '10:00' },
  };
}

function english(date: string): DemoConversation {
  return {
    name: 'Grace',
    from: '15550103',
    language: 'en',
    line: 'evolution',
    turns: [['Hi there', "I'd like to book a whitening"], [`${spoken(date, 'en')} at 3 pm`], ['Wait, how much is the whitening?'], ['Ok, yes please']],
    books: { serviceId: DEMO_SERVICE_IDS.whitening, doctorId: DEMO_DOCTOR_IDS.anna, date, time: '15:00' },
  };
}

function hebrew(date: string): DemoConversation {
  return {
    name: 'יעל',
    from: '15550104',
    language: 'he',
    line: 'evolution',
    turns: [['שלום', 'אני רוצה לקבוע תור לבוטוקס'], ['כמה עולה בוטוקס?'], [`${spoken(date, 'he')} בשעה 14:00`], ['כן, תודה']],
    books: { serviceId: DEMO_SERVICE_IDS.botox, doctorId: DEMO_DOCTOR_IDS.noa, date, time: '14:00' },
  };
}

function portuguese(date: string): DemoConversation {
  return {
    name: 'Beatriz',
    from: '15550105',
    language: 'pt',
    line: 'meta',
    turns: [
      ['Olá, boa tarde', 'Queria saber se posso marcar para pôr aparelho'],
      [`Dia ${spoken(date, 'pt')} às 10:30`],
      ['Quanto custa?'],
      ['Sim, pode marcar'],
    ],
    books: { serviceId: DEMO_SERVICE_IDS.braces, doctorId: DEMO_DOCTOR_IDS.elena, date, time: '10:30' },
  };
}
