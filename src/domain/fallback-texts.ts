import type { Language } from './clinic.ts';

/** What is said when nothing better can be: the cases of the apology, the notice of a follow-up, maintenance. */
type FallbackCase = 'timeout' | 'error' | 'unavailable' | 'follow_up' | 'maintenance';

const FALLBACK_TEXTS: Record<Language, Record<FallbackCase, string>> = {
  ru: {
    timeout: 'Простите, ответ занимает больше времени, чем обычно. Напишите, пожалуйста, ещё раз через пару минут.',
    error: 'Простите, что-то пошло не так, и ответить не получилось. Напишите, пожалуйста, ещё раз другими словами.',
    unavailable: 'Простите, сейчас ответить не получается. Ваше сообщение сохранено, мы вернёмся к нему.',
    follow_up: 'Мы напишем вам позже, чтобы узнать, нужна ли помощь.',
    maintenance: 'Идут технические работы. Напишите, пожалуйста, немного позже.',
  },
  es: {
    timeout: 'Disculpe, la respuesta está tardando más de lo normal. Escríbanos de nuevo en un par de minutos, por favor.',
    error: 'Disculpe, algo ha fallado y no he podido responderle. ¿Podría escribirlo de otra forma, por favor?',
    unavailable: 'Disculpe, ahora mismo no podemos responderle. Su mensaje está guardado y le contestaremos.',
    follow_up: 'Le escribiremos más tarde para saber si necesita ayuda.',
    maintenance: 'Estamos en mantenimiento. Escríbanos un poco más tarde, por favor.',
  },
  en: {
    timeout: "I'm sorry, this is taking longer than usual. Please write again in a couple of minutes.",
    error: "I'm sorry, something went wrong and I couldn't answer. Could you please put it in other words?",
    unavailable: "I'm sorry, we can't answer right now. Your message is saved and we will get back to it.",
    follow_up: 'We will write to you later to see whether you need any help.',
    maintenance: 'We are doing some maintenance. Please write again a little later.',
  },
  he: {
    timeout: 'סליחה, התשובה מתעכבת מהרגיל. אפשר לכתוב שוב בעוד כמה דקות.',
    error: 'סליחה, משהו השתבש ולא הצלחנו לענות. אפשר לכתוב שוב במילים אחרות?',
    unavailable: 'סליחה, אי אפשר לענות כרגע. ההודעה נשמרה ונחזור אליה.',
    follow_up: 'נכתוב שוב מאוחר יותר לבדוק אם צריך עזרה.',
    maintenance: 'המערכת בתחזוקה. אפשר לכתוב שוב קצת מאוחר יותר.',
  },
  pt: {
    timeout: 'Desculpe, a resposta está demorando mais do que o normal. Escreva de novo daqui a alguns minutos, por favor.',
    error: 'Desculpe, algo deu errado e não consegui responder. Você poderia escrever com outras palavras?',
    unavailable: 'Desculpe, não podemos responder agora. Sua mensagem está guardada e vamos retornar.',
    follow_up: 'Vamos escrever mais tarde para saber se você precisa de ajuda.',
    maintenance: 'Estamos em manutenção. Escreva um pouco mais tarde, por favor.',
  },
};

/** True for one of the fixed texts, in any language, also after an introduction: what is said when there is no answer is not one. */
export function isFallbackText(text: string): boolean {
  const last = text.trim().split('\n\n').at(-1) ?? '';
  return Object.values(FALLBACK_TEXTS).some((texts) => Object.values(texts).includes(last));
}

/** The fixed text for a case, complete in all five languages; needs no clinic and no model. */
export function fallbackText(kind: FallbackCase, language: Language): string {
  return FALLBACK_TEXTS[language][kind];
}
