import { FOLLOW_UP_TEXTS } from '../follow-up/texts.ts';
import { plainWords } from '../understanding/fold.ts';
import { phrases } from '../understanding/lexicon/lexicon.ts';
import type { Turn } from './turn.ts';

/** Words that take an opting-out back. Only heard from who opted out: from anybody else they mean something simpler. */
const MAY_WRITE_AGAIN = phrases(
  `^(start|subscribe|unstop|resume)( again| please)?$; (you )?(can|may) (write|text|message|contact|remind) ~ (again|me) ~; (please )?(write|text|message|contact|remind) me again ~; (start|resume) (writing|texting|messaging|sending) ~; ^(alta|suscribir|suscribirme|empezar|comenzar)$; (puede|pueden|puedes) (volver a )?(escribir*|mandar*|enviar*|contactar*|recordar*) ~; (vuelvan|vuelva|vuelve) a escribir* ~; quiero (volver a )?recibir (mensajes|recordatorios) ~; ^(voltar|assinar|comecar|inscrever)$; (pode|podem) (voltar a )?(me )?(escrever|mandar|enviar|chamar|lembrar) ~; quero (voltar a )?receber (mensage*|lembrete*) ~; ^(старт|подписаться|возобновить)$; (можете|можно) (снова |опять )?(мне )?(писать|присылать|напоминать|отправлять) ~; (пишите|присылайте|напоминайте) (мне )?(снова|опять) ~; (снова|опять) (пишите|присылайте|напоминайте) ~; хочу (снова )?получать (сообщения|напоминания) ~; ^(התחל|הצטרפות|הרשמה)$; (אפשר|תוכלו|אתם יכולים) (שוב )?(לכתוב|לשלוח|להזכיר) לי ~; (תכתבו|תשלחו|תזכירו) לי שוב ~; תחזרו (לכתוב|לשלוח) ~`,
);

/** True when a patient who opted out asks in words to be written to again; writing to us is not enough. */
export function takesOptOutBack({ snapshot, text }: Turn): boolean {
  return snapshot.patient.optedOut && MAY_WRITE_AGAIN.test(plainWords(text));
}

/** The patient wants no messages of our own; answers go on. */
export function optOut(turn: Turn): void {
  turn.learned.optedOut = true;
  turn.advance('chat');
  turn.say(turn.texts.optedOut());
}

/** The patient may be written to again. */
export function optIn(turn: Turn): void {
  turn.learned.optedOut = false;
  turn.advance('chat');
  turn.say(FOLLOW_UP_TEXTS[turn.language].optedIn());
}
