import { FOLLOW_UP_TEXTS } from '../follow-up/texts.ts';
import { plainWords } from '../understanding/fold.ts';
import { phrases } from '../understanding/lexicon/lexicon.ts';
import { chooseFlow } from './choose-flow.ts';
import { dropPending } from './drop-pending.ts';
import { followFlow } from './follow-flow.ts';
import { remind } from './inquiry.ts';
import { asks, confidenceOf, isBusy, SURE_INTENT } from './turn.ts';
import type { Turn } from './turn.ts';

/** Words that take an opting-out back. Only heard from who opted out: from anybody else they mean something simpler. */
const MAY_WRITE_AGAIN = phrases(
  `^(start|subscribe|unstop|resume)( again| please)?$; (you )?(can|may) (write|text|message|contact|remind) ~ (again|me) ~; (please )?(write|text|message|contact|remind) me again ~; (start|resume) (writing|texting|messaging|sending) ~; ^(alta|suscribir|suscribirme|empezar|comenzar)$; (puede|pueden|puedes) (volver a )?(escribir*|mandar*|enviar*|contactar*|recordar*) ~; (vuelvan|vuelva|vuelve) a escribir* ~; quiero (volver a )?recibir (mensajes|recordatorios) ~; ^(voltar|assinar|comecar|inscrever)$; (pode|podem) (voltar a )?(me )?(escrever|mandar|enviar|chamar|lembrar) ~; quero (voltar a )?receber (mensage*|lembrete*) ~; ^(старт|подписаться|возобновить)$; (можете|можно) (снова |опять )?(мне )?(писать|присылать|напоминать|отправлять) ~; (пишите|присылайте|напоминайте) (мне )?(снова|опять) ~; (снова|опять) (пишите|присылайте|напоминайте) ~; хочу (снова )?получать (сообщения|напоминания) ~; ^(התחל|הצטרפות|הרשמה)$; (אפשר|תוכלו|אתם יכולים) (שוב )?(לכתוב|לשלוח|להזכיר) לי ~; (תכתבו|תשלחו|תזכירו) לי שוב ~; תחזרו (לכתוב|לשלוח) ~`,
);

/** True when a patient who opted out asks in words to be written to again; writing to us is not enough. */
export function takesOptOutBack({ snapshot, text }: Turn): boolean {
  return snapshot.patient.optedOut && MAY_WRITE_AGAIN.test(plainWords(text));
}

/** "Больше мне не пишите", whatever else is said in the same message. */
const NO_MORE = phrases(
  `(stop|quit) (writing|texting|messaging|contacting) (to )?me; (dont|do not) (write|text|message|contact) (to )?me (anymore|any more|again); no me (escriba*|mande*|envie*|contacte*) mas; (nao|n) me (escreva*|mande*|envie*|contate*) mais; (больше )?(мне )?(больше )?не (пишите|присылайте|отправляйте) (мне )?(больше|сообщени*|напоминани*); больше (мне )?не (пишите|присылайте|отправляйте); (перестаньте|прекратите|хватит) (мне )?(писать|присылать|слать); (תפסיקו|תפסיק|תפסיקי) (לכתוב|לשלוח) לי; אל (תכתבו|תשלחו) לי יותר`,
);
/** Messages are what is cancelled, no appointment. */
const CANCELS_MESSAGES = phrases(
  `(cancel|stop) ~ (message*|reminder*|notification*|subscription|text*); (cancel*|anul*) ~ (mensaje*|recordatorio*|suscripcion|avisos); cancel* ~ (mensage*|lembrete*|inscricao|assinatura|avisos); отмен* ~ (рассылк*|напоминани*|сообщени*|подписк*|уведомлени*); בטל* ~ (הודעות|תזכורות|התזכורות|ההודעות|מנוי)`,
);
const BARE_WORDS = 2;

/** True when the patient wants no messages of our own any more. */
export function wantsNoMessages(turn: Turn): boolean {
  return asks(turn, 'opt_out') || NO_MORE.test(plainWords(turn.text));
}

/**
 * The patient wants no messages of our own; answers go on. What else the message asks for is done as well; a bare "stop" drops what was open and
 * says so, any other wording leaves it open.
 */
export async function optOut(turn: Turn): Promise<void> {
  turn.learned.optedOut = true;
  turn.say(turn.texts.optedOut());
  if (asksMore(turn)) {
    const { understanding: u } = turn;
    turn.understanding = {
      ...u,
      topics: u.topics.filter((topic) => topic !== 'opt_out'),
      intents: u.intents.filter((one) => one.intent !== 'other' && one.intent !== 'deny' && one.intent !== 'reject_pending'),
    };
    return followFlow(turn, chooseFlow(turn));
  }
  const open = isBusy(turn) ? turn.pendingAction : null;
  if (open === null) return turn.advance('chat');
  if (turn.text.trim().split(/\s+/).length > BARE_WORDS) return remind(turn);
  dropPending(turn);
  turn.say(/cancel|reschedule/.test(open.type) ? turn.texts.kept() : turn.texts.dropped());
}

/** True when an appointment is to be cancelled, moved or booked in the same breath. */
function asksMore(turn: Turn): boolean {
  const { understanding: u, text } = turn;
  if (confidenceOf(turn, 'cancel') >= SURE_INTENT) return !CANCELS_MESSAGES.test(plainWords(text));
  if (confidenceOf(turn, 'reschedule') >= SURE_INTENT) return true;
  return confidenceOf(turn, 'book') >= SURE_INTENT && u.services.some((one) => !one.negated);
}

/** The patient may be written to again. */
export function optIn(turn: Turn): void {
  turn.learned.optedOut = false;
  turn.advance('chat');
  turn.say(FOLLOW_UP_TEXTS[turn.language].optedIn());
}
