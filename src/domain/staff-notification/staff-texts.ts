import type { Language } from '../clinic.ts';

/** What staff read, in one language. `visit` and `patient` are put together already; a text that is missing does not compile. */
export type StaffTexts = {
  booked(visit: string): string;
  moved(visit: string): string;
  before(when: string): string;
  cancelled(visit: string): string;
  escalated(): string;
  urgent(): string;
  notSent(): string;
  perhapsSent(): string;
  heldBack(): string;
  tellThem(): string;
  disconnected(about: { line: string; since: string }): string;
  silent(about: { line: string; since: string }): string;
  patient(who: string): string;
};

/** Short, without a gender of whoever reads them; a name, a number and a time stand where nothing is inflected. */
export const STAFF_TEXTS: Record<Language, StaffTexts> = {
  en: {
    booked: (visit) => `New appointment: ${visit}`,
    moved: (visit) => `Appointment moved: ${visit}`,
    before: (when) => `Before: ${when}`,
    cancelled: (visit) => `Appointment cancelled: ${visit}`,
    escalated: () => 'A patient is waiting for a person of the team.',
    urgent: () => 'URGENT: a patient with acute pain is waiting for a person of the team.',
    notSent: () => 'A message to a patient could not be delivered. Please get in touch.',
    perhapsSent: () => 'It is not known whether a message reached a patient. Please look at the chat.',
    heldBack: () => 'A reply was held back because a person of the team took over the chat.',
    tellThem: () => 'It said that an appointment was booked, moved or cancelled: please tell the patient.',
    disconnected: ({ line, since }) =>
      `The WhatsApp line is disconnected. Line: ${line}. Since: ${since}. Messages are kept and sent when it is connected again.`,
    silent: ({ line, since }) => `The WhatsApp line is unusually quiet: no message has come in. Line: ${line}. Since: ${since}. Please check it.`,
    patient: (who) => `Patient: ${who}`,
  },
  es: {
    booked: (visit) => `Nueva cita: ${visit}`,
    moved: (visit) => `Cita cambiada: ${visit}`,
    before: (when) => `Antes: ${when}`,
    cancelled: (visit) => `Cita cancelada: ${visit}`,
    escalated: () => 'Un paciente espera a una persona del equipo.',
    urgent: () => 'URGENTE: un paciente con dolor agudo espera a una persona del equipo.',
    notSent: () => 'No se pudo entregar un mensaje a un paciente. Por favor, pónganse en contacto.',
    perhapsSent: () => 'No se sabe si un mensaje llegó a un paciente. Por favor, revisen el chat.',
    heldBack: () => 'Una respuesta no se envió porque una persona del equipo tomó el chat.',
    tellThem: () => 'Decía que una cita se había reservado, cambiado o cancelado: por favor, avisen al paciente.',
    disconnected: ({ line, since }) =>
      `La línea de WhatsApp está desconectada. Línea: ${line}. Desde: ${since}. Los mensajes se guardan y se enviarán cuando vuelva a conectarse.`,
    silent: ({ line, since }) =>
      `La línea de WhatsApp está inusualmente tranquila: no ha llegado ningún mensaje. Línea: ${line}. Desde: ${since}. Por favor, revísenla.`,
    patient: (who) => `Paciente: ${who}`,
  },
  pt: {
    booked: (visit) => `Nova consulta: ${visit}`,
    moved: (visit) => `Consulta remarcada: ${visit}`,
    before: (when) => `Antes: ${when}`,
    cancelled: (visit) => `Consulta cancelada: ${visit}`,
    escalated: () => 'Um paciente está à espera de uma pessoa da equipe.',
    urgent: () => 'URGENTE: um paciente com dor aguda está à espera de uma pessoa da equipe.',
    notSent: () => 'Não foi possível entregar uma mensagem a um paciente. Por favor, entrem em contato.',
    perhapsSent: () => 'Não se sabe se uma mensagem chegou a um paciente. Por favor, verifiquem a conversa.',
    heldBack: () => 'Uma resposta não foi enviada porque uma pessoa da equipe assumiu a conversa.',
    tellThem: () => 'Ela dizia que uma consulta foi marcada, remarcada ou cancelada: por favor, avisem o paciente.',
    disconnected: ({ line, since }) =>
      `A linha do WhatsApp está desconectada. Linha: ${line}. Desde: ${since}. As mensagens ficam guardadas e serão enviadas quando ela voltar.`,
    silent: ({ line, since }) => `A linha do WhatsApp está quieta demais: não chegou nenhuma mensagem. Linha: ${line}. Desde: ${since}. Por favor, verifiquem.`,
    patient: (who) => `Paciente: ${who}`,
  },
  ru: {
    booked: (visit) => `Новая запись: ${visit}`,
    moved: (visit) => `Запись перенесена: ${visit}`,
    before: (when) => `Было: ${when}`,
    cancelled: (visit) => `Запись отменена: ${visit}`,
    escalated: () => 'Пациент ждёт ответа сотрудника.',
    urgent: () => 'СРОЧНО: пациент с острой болью ждёт ответа сотрудника.',
    notSent: () => 'Сообщение пациенту не удалось доставить. Пожалуйста, свяжитесь с пациентом.',
    perhapsSent: () => 'Неизвестно, дошло ли сообщение до пациента. Пожалуйста, проверьте чат.',
    heldBack: () => 'Ответ не отправлен, потому что чат взял на себя сотрудник.',
    tellThem: () => 'В нём говорилось, что запись создана, перенесена или отменена: пожалуйста, сообщите об этом пациенту.',
    disconnected: ({ line, since }) =>
      `Линия WhatsApp отключена. Линия: ${line}. С какого времени: ${since}. Сообщения сохраняются и уйдут, когда связь восстановится.`,
    silent: ({ line, since }) =>
      `На линии WhatsApp необычно тихо: не пришло ни одного сообщения. Линия: ${line}. С какого времени: ${since}. Пожалуйста, проверьте её.`,
    patient: (who) => `Пациент: ${who}`,
  },
  he: {
    booked: (visit) => `תור חדש: ${visit}`,
    moved: (visit) => `תור הועבר: ${visit}`,
    before: (when) => `לפני כן: ${when}`,
    cancelled: (visit) => `תור בוטל: ${visit}`,
    escalated: () => 'יש פנייה שמחכה למענה של איש צוות.',
    urgent: () => 'דחוף: יש פנייה על כאב חריף שמחכה למענה של איש צוות.',
    notSent: () => 'לא ניתן היה למסור הודעה למטופל. נא ליצור קשר.',
    perhapsSent: () => 'לא ידוע אם הודעה הגיעה למטופל. נא לבדוק את הצ׳אט.',
    heldBack: () => 'תשובה לא נשלחה כי איש צוות לקח את הצ׳אט לידיו.',
    tellThem: () => 'היא הודיעה שתור נקבע, הועבר או בוטל: נא לעדכן את המטופל.',
    disconnected: ({ line, since }) => `קו הוואטסאפ מנותק. קו: ${line}. מאז: ${since}. ההודעות נשמרות ויישלחו כשהקו יחזור.`,
    silent: ({ line, since }) => `קו הוואטסאפ שקט מהרגיל: לא הגיעה אף הודעה. קו: ${line}. מאז: ${since}. נא לבדוק אותו.`,
    patient: (who) => `מטופל: ${who}`,
  },
};
