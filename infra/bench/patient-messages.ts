import type { Language } from '../../src/domain/clinic.ts';

export const LANGUAGES_OF_PATIENTS: readonly Language[] = ['en', 'es', 'pt', 'ru', 'he'];

/** What patients of the bench write: greetings, questions, bookings with dates, changes, refusals; six of each language. */
export const PATIENT_MESSAGES: readonly { language: Language; text: string }[] = [
  { language: 'en', text: 'Hello, how much is a cleaning?' },
  { language: 'en', text: "I'd like to book a filling with Dr. Tom next Tuesday at 3 pm, if that works" },
  { language: 'en', text: 'What are your opening hours on Friday?' },
  { language: 'en', text: 'Can we move my appointment to the day after tomorrow in the morning?' },
  { language: 'en', text: "No, I don't need the whitening any more, tell me about implants instead" },
  { language: 'en', text: 'my tooth hurts really badly since last night' },
  { language: 'es', text: 'Buenas tardes, ¿cuánto cuesta un blanqueamiento?' },
  { language: 'es', text: 'Quiero pedir cita para una limpieza el jueves a las cinco de la tarde' },
  { language: 'es', text: '¿Dónde están ustedes? ¿Hay aparcamiento cerca?' },
  { language: 'es', text: 'Necesito cambiar mi cita del lunes para la semana que viene' },
  { language: 'es', text: 'Ya no quiero las carillas, gracias' },
  { language: 'es', text: 'sí, perfecto, a esa hora me va bien' },
  { language: 'pt', text: 'Oi, tudo bem? Vocês fazem implante?' },
  { language: 'pt', text: 'Queria marcar uma limpeza para sexta de manhã com a Dra. Ines' },
  { language: 'pt', text: 'Qual é o preço da obturação e quanto tempo demora?' },
  { language: 'pt', text: 'preciso cancelar a consulta de amanhã, surgiu um imprevisto' },
  { language: 'pt', text: 'Não quero mais o aparelho, só uma avaliação' },
  { language: 'pt', text: 'pode ser às 15h30?' },
  { language: 'ru', text: 'Здравствуйте! Сколько стоит чистка зубов?' },
  { language: 'ru', text: 'Запишите меня к Вере на имплант в среду после пяти' },
  { language: 'ru', text: 'Хочу узнать про виниры, больно ли это' },
  { language: 'ru', text: 'Можно перенести приём на послезавтра в десять утра?' },
  { language: 'ru', text: 'Мне не нужна пломба, я передумал' },
  { language: 'ru', text: 'Да, подходит, спасибо' },
  { language: 'he', text: 'שלום, כמה עולה הלבנה?' },
  { language: 'he', text: 'אני רוצה לקבוע תור לניקוי ביום שלישי בבוקר' },
  { language: 'he', text: 'מה שעות הפתיחה שלכם ביום שישי?' },
  { language: 'he', text: 'אפשר להעביר את התור שלי למחר בארבע?' },
  { language: 'he', text: 'אני לא צריך את הסתימה אצל תום' },
  { language: 'he', text: 'כן, מתאים לי' },
];
