import type { Language } from '../../../../src/domain/clinic.ts';
import type { PendingLike } from '../../../../src/domain/relevance/pending-profile.ts';

/** What may be open here and elsewhere, and what was said of it last: [what is pending, the last words in each language]. */
export const OPEN = {
  fill: [
    { type: 'check_availability', description: 'Checking availability of Dr. Dan for a filling', slots: { doctor: 'Dan', service: 'filling' } },
    {
      en: "Checking Dr. Dan's availability for the filling.",
      ru: 'Проверяю время доктора Дана на пломбу.',
      pt: 'Vendo os horários do Dr. Dan para a obturação.',
      es: 'Miro los horarios del Dr. Dan para el empaste.',
      he: 'בודקת את השעות של ד"ר דן לסתימה.',
    },
  ],
  day: [
    { type: 'book', description: 'Booking botox with Dr. Sofia; waiting for the day', slots: { doctor: 'Sofia', service: 'botox' } },
    {
      en: 'Which day for the botox with Dr. Sofia?',
      ru: 'На какой день ботокс у доктора Софии?',
      pt: 'Qual dia para o botox com a Dra. Sofia?',
      es: '¿Qué día para el botox con la Dra. Sofía?',
      he: 'לאיזה יום לקבוע בוטוקס אצל ד"ר סופיה?',
    },
  ],
  conf: [
    { type: 'confirm_booking', description: 'Confirm botox with Dr. Sofia on Thu 16:00 (yes/no)', slots: { doctor: 'Sofia', service: 'botox' } },
    {
      en: 'Botox with Dr. Sofia on Thursday at 16:00. Shall I book it?',
      ru: 'Ботокс у доктора Софии в четверг в 16:00. Записать?',
      pt: 'Botox com a Dra. Sofia na quinta às 16:00. Posso marcar?',
      es: 'Botox con la Dra. Sofía el jueves a las 16:00. ¿Lo reservo?',
      he: 'בוטוקס אצל ד"ר סופיה ביום חמישי ב-16:00. לקבוע?',
    },
  ],
  move: [
    { type: 'reschedule', description: 'Rescheduling root canal; waiting for the new day and time', slots: { service: 'root canal' } },
    {
      en: 'Which day and time should I move the root canal to?',
      ru: 'На какой день и время перенести лечение канала?',
      pt: 'Para que dia passo o tratamento de canal?',
      es: '¿A qué día paso la endodoncia?',
      he: 'לאיזה יום להעביר את טיפול השורש?',
    },
  ],
  doc: [
    { type: 'request_document', description: 'Waiting for a panoramic X-ray before the veneers consultation', slots: { service: 'veneers consultation' } },
    {
      en: 'Can you send the panoramic X-ray before the veneers consult?',
      ru: 'Пришлите панорамный снимок перед консультацией по винирам.',
      pt: 'Pode enviar a radiografia antes da avaliação das facetas?',
      es: '¿Puede enviarnos la radiografía antes de la consulta de carillas?',
      he: 'אפשר לשלוח צילום פנורמי לפני הייעוץ לציפויים?',
    },
  ],
  inq: [
    { type: 'service_inquiry', description: 'Whitening price inquiry: asked whether Zoom in-office or home kit', slots: { service: 'whitening' } },
    {
      en: 'In-office Zoom whitening or the home kit?',
      ru: 'Отбеливание Zoom в клинике или домашний набор?',
      pt: 'Clareamento no consultório ou kit caseiro?',
      es: '¿Blanqueamiento en clínica o kit casero?',
      he: 'הלבנה במרפאה או ערכה ביתית?',
    },
  ],
  offer: [
    {
      type: 'book_appointment',
      description: 'Offered to book an appointment with the dentist; known: dentist_name=Oak Dental',
      slots: { dentist_name: 'Oak Dental' },
    },
    {
      en: 'Would you like me to book a visit?',
      ru: 'Хотите, я запишу вас?',
      pt: 'Quer que eu marque uma consulta?',
      es: '¿Quiere que le reserve una cita?',
      he: 'תרצה שאקבע לך תור?',
    },
  ],
  find: [
    {
      type: 'find_provider',
      description: 'Finding a dentist; known: city=Concord, dentist_name=Oak Dental',
      slots: { city: 'Concord', dentist_name: 'Oak Dental' },
    },
    {
      en: 'Oak Dental in Concord. Anything else?',
      ru: 'Oak Dental в Конкорде. Что-нибудь ещё?',
      pt: 'Oak Dental em Concord. Algo mais?',
      es: 'Oak Dental en Concord. ¿Algo más?',
      he: 'Oak Dental בקונקורד. עוד משהו?',
    },
  ],
  findd: [
    { type: 'find_provider', description: 'Finding a doctor; known: city=San Jose', slots: { city: 'San Jose' } },
    {
      en: 'What type of doctor do you need?',
      ru: 'Какой врач нужен?',
      pt: 'Que tipo de médico você precisa?',
      es: '¿Qué tipo de médico necesita?',
      he: 'איזה סוג רופא?',
    },
  ],
  who: [
    { type: 'book_appointment', description: 'Booking an appointment with a dentist', slots: {} },
    {
      en: 'Which dentist do you want to see?',
      ru: 'К какому стоматологу вы хотите?',
      pt: 'Com qual dentista você quer marcar?',
      es: '¿Con qué dentista quiere la cita?',
      he: 'לאיזה רופא שיניים לקבוע?',
    },
  ],
} satisfies Record<string, readonly [PendingLike, Record<Language, string>]>;

export type Open = keyof typeof OPEN;
