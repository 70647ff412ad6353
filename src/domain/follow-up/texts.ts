import type { Language } from '../clinic.ts';
import type { VisitWords } from '../texts/texts.ts';

/**
 * What we write of our own accord, and what announces it, in one language. In one paragraph each: outside Meta's window it is the parameter
 * of a template, which takes no line breaks. Polite form, no gender of the patient, names and dates only where they need no inflection.
 */
export type FollowUpTexts = {
  /** Said with the reply that plans it; `when` as `today` or a day and time. */
  notice(when: string): string;
  today(time: string): string;
  takeYourTime(): string;

  stoppedAt(visit: VisitWords): string;
  shallIBook(): string;
  askName(): string;
  noTimeYet(service: string | null): string;
  move(visit: VisitWords): string;
  moveAny(): string;
  confirmMove(move: { service: string; to: string }): string;
  cancel(visit: VisitWords): string;
  cancelAny(): string;
  inquiry(service: string): string;
  pain(): string;
  asPromised(): string;

  reminder(visit: VisitWords & { address: string | null }): string;
  seeYou(): string;
  optedIn(): string;
};

const en: FollowUpTexts = {
  notice: (when) => `If I don't hear from you, I'll write to you again: ${when}.`,
  today: (time) => `today at ${time}`,
  takeYourTime: () => 'Of course, take your time.',
  stoppedAt: ({ service, doctor, when }) => `We stopped at this time: ${service}, ${doctor}, ${when}.`,
  shallIBook: () => 'Shall I book it for you?',
  askName: () => 'What name should I put the appointment under?',
  noTimeYet: (service) => `We haven't settled on a time for you yet${service ? ` (${service})` : ''}. Shall I look for one?`,
  move: ({ service, when }) => `You wanted to move your appointment (${service}, ${when}). What day and time would suit you?`,
  moveAny: () => 'You wanted to move an appointment. Shall we go on with that?',
  confirmMove: ({ service, to }) => `You wanted to move your appointment (${service}). The new time would be: ${to}. Shall I move it?`,
  cancel: ({ service, doctor, when }) => `You wanted to cancel this appointment: ${service}, ${doctor}, ${when}. Shall I cancel it?`,
  cancelAny: () => 'You wanted to cancel an appointment. Which one is it?',
  inquiry: (service) => `You asked about this: ${service}. Shall I look for a time for you?`,
  pain: () => 'How are you feeling? If you would like, I can look for the earliest free time for you. Shall I?',
  asPromised: () => 'Hello! I am writing as promised. Is there anything I can help you with?',
  reminder: ({ service, doctor, when, address }) =>
    `A reminder of your appointment: ${service}, ${doctor}, ${when}.${address ? ` Address: ${address}.` : ''} Will you be able to come? Please answer "yes" or "no".`,
  seeYou: () => 'Thank you! We look forward to seeing you.',
  optedIn: () => "All right, we'll write to you again.",
};

const es: FollowUpTexts = {
  notice: (when) => `Si no recibo respuesta, le escribiré de nuevo: ${when}.`,
  today: (time) => `hoy a las ${time}`,
  takeYourTime: () => 'Por supuesto, tómese su tiempo.',
  stoppedAt: ({ service, doctor, when }) => `Nos quedamos en esta hora: ${service}, ${doctor}, ${when}.`,
  shallIBook: () => '¿Se la reservo?',
  askName: () => '¿A nombre de quién hago la reserva?',
  noTimeYet: (service) => `Todavía no hemos elegido una hora para su cita${service ? ` (${service})` : ''}. ¿Le busco una?`,
  move: ({ service, when }) => `Quería cambiar su cita (${service}, ${when}). ¿Qué día y a qué hora le vendría bien?`,
  moveAny: () => 'Quería cambiar una cita. ¿Seguimos con eso?',
  confirmMove: ({ service, to }) => `Quería cambiar su cita (${service}). La nueva hora sería: ${to}. ¿La cambio?`,
  cancel: ({ service, doctor, when }) => `Quería cancelar esta cita: ${service}, ${doctor}, ${when}. ¿La cancelo?`,
  cancelAny: () => 'Quería cancelar una cita. ¿Cuál de ellas?',
  inquiry: (service) => `Nos preguntó por esto: ${service}. ¿Le busco una hora?`,
  pain: () => '¿Cómo se encuentra? Si quiere, puedo buscarle la primera hora libre. ¿Se la busco?',
  asPromised: () => '¡Hola! Le escribo como le prometí. ¿Puedo ayudarle en algo?',
  reminder: ({ service, doctor, when, address }) =>
    `Le recordamos su cita: ${service}, ${doctor}, ${when}.${address ? ` Dirección: ${address}.` : ''} ¿Podrá venir? Responda «sí» o «no», por favor.`,
  seeYou: () => '¡Gracias! Le esperamos.',
  optedIn: () => 'De acuerdo, volveremos a escribirle.',
};

const pt: FollowUpTexts = {
  notice: (when) => `Se eu não tiver resposta, escrevo para você de novo: ${when}.`,
  today: (time) => `hoje às ${time}`,
  takeYourTime: () => 'Claro, fique à vontade.',
  stoppedAt: ({ service, doctor, when }) => `Paramos neste horário: ${service}, ${doctor}, ${when}.`,
  shallIBook: () => 'Posso marcar para você?',
  askName: () => 'Em nome de quem faço a marcação?',
  noTimeYet: (service) => `Ainda não escolhemos um horário para a sua consulta${service ? ` (${service})` : ''}. Quer que eu procure um?`,
  move: ({ service, when }) => `Você queria remarcar a sua consulta (${service}, ${when}). Que dia e horário ficam bons para você?`,
  moveAny: () => 'Você queria remarcar uma consulta. Vamos continuar?',
  confirmMove: ({ service, to }) => `Você queria remarcar a sua consulta (${service}). O novo horário seria: ${to}. Posso remarcar?`,
  cancel: ({ service, doctor, when }) => `Você queria cancelar esta consulta: ${service}, ${doctor}, ${when}. Posso cancelar?`,
  cancelAny: () => 'Você queria cancelar uma consulta. Qual delas?',
  inquiry: (service) => `Você perguntou sobre isto: ${service}. Quer que eu procure um horário para você?`,
  pain: () => 'Como você está se sentindo? Se quiser, posso procurar o primeiro horário livre para você. Procuro?',
  asPromised: () => 'Olá! Estou escrevendo como prometi. Posso ajudar em alguma coisa?',
  reminder: ({ service, doctor, when, address }) =>
    `Lembramos da sua consulta: ${service}, ${doctor}, ${when}.${address ? ` Endereço: ${address}.` : ''} Você poderá vir? Responda "sim" ou "não", por favor.`,
  seeYou: () => 'Obrigado! Esperamos por você.',
  optedIn: () => 'Certo, voltaremos a escrever para você.',
};

const ru: FollowUpTexts = {
  notice: (when) => `Если ответа не будет, мы напишем вам ещё раз: ${when}.`,
  today: (time) => `сегодня в ${time}`,
  takeYourTime: () => 'Конечно, не торопитесь.',
  stoppedAt: ({ service, doctor, when }) => `Мы остановились на этом времени: ${service}, ${doctor}, ${when}.`,
  shallIBook: () => 'Записать вас?',
  askName: () => 'На чьё имя сделать запись?',
  noTimeYet: (service) => `Мы ещё не выбрали для вас время${service ? ` (${service})` : ''}. Подобрать его?`,
  move: ({ service, when }) => `Вы хотели перенести запись (${service}, ${when}). Какой день и какое время вам подойдут?`,
  moveAny: () => 'Вы хотели перенести запись. Продолжим?',
  confirmMove: ({ service, to }) => `Вы хотели перенести запись (${service}). Новое время: ${to}. Перенести?`,
  cancel: ({ service, doctor, when }) => `Вы хотели отменить эту запись: ${service}, ${doctor}, ${when}. Отменить её?`,
  cancelAny: () => 'Вы хотели отменить запись. Какую из них?',
  inquiry: (service) => `Вы спрашивали об этом: ${service}. Подобрать вам время?`,
  pain: () => 'Как вы себя чувствуете? Если хотите, найду для вас ближайшее свободное время. Поискать?',
  asPromised: () => 'Здравствуйте! Пишем вам, как обещали. Можем чем-нибудь помочь?',
  reminder: ({ service, doctor, when, address }) =>
    `Напоминаем о вашей записи: ${service}, ${doctor}, ${when}.${address ? ` Адрес: ${address}.` : ''} Сможете прийти? Ответьте, пожалуйста, «да» или «нет».`,
  seeYou: () => 'Спасибо! Ждём вас.',
  optedIn: () => 'Хорошо, снова будем вам писать.',
};

const he: FollowUpTexts = {
  notice: (when) => `אם לא תהיה תשובה, נכתוב שוב: ${when}.`,
  today: (time) => `היום בשעה ${time}`,
  takeYourTime: () => 'בוודאי, אפשר לחשוב בנחת.',
  stoppedAt: ({ service, doctor, when }) => `עצרנו במועד הזה: ${service}, ${doctor}, ${when}.`,
  shallIBook: () => 'לקבוע את התור?',
  askName: () => 'על איזה שם לרשום את התור?',
  noTimeYet: (service) => `עדיין לא בחרנו מועד לתור${service ? ` (${service})` : ''}. לחפש מועד?`,
  move: ({ service, when }) => `ביקשת להעביר את התור (${service}, ${when}). איזה יום ואיזו שעה יתאימו?`,
  moveAny: () => 'ביקשת להעביר תור. נמשיך?',
  confirmMove: ({ service, to }) => `ביקשת להעביר את התור (${service}). המועד החדש: ${to}. להעביר?`,
  cancel: ({ service, doctor, when }) => `ביקשת לבטל את התור הזה: ${service}, ${doctor}, ${when}. לבטל אותו?`,
  cancelAny: () => 'ביקשת לבטל תור. איזה מהם?',
  inquiry: (service) => `שאלת על זה: ${service}. לחפש מועד?`,
  pain: () => 'איך ההרגשה? אפשר לחפש את המועד הפנוי הקרוב ביותר. לחפש?',
  asPromised: () => 'שלום! אנחנו כותבים כמו שהבטחנו. אפשר לעזור במשהו?',
  reminder: ({ service, doctor, when, address }) =>
    `תזכורת לתור: ${service}, ${doctor}, ${when}.${address ? ` כתובת: ${address}.` : ''} האם תהיה אפשרות להגיע? נא לענות "כן" או "לא".`,
  seeYou: () => 'תודה! נתראה.',
  optedIn: () => 'בסדר, נחזור לכתוב.',
};

/** The texts by language, complete in all five. */
export const FOLLOW_UP_TEXTS: Record<Language, FollowUpTexts> = { en, es, pt, ru, he };
