import { followUpFor, mayWriteAgain } from '../follow-up.ts';
import { FOLLOW_UP_TEXTS } from '../follow-up/texts.ts';
import { plainWords } from '../understanding/fold.ts';
import { phrases } from '../understanding/lexicon/lexicon.ts';
import { chat } from './talk.ts';
import { asks } from './turn.ts';
import type { Turn } from './turn.ts';

/** "I'll think about it", "I'll get back to you": what is open stays open. */
const THINKS = phrases(
  `(ill|i will|let me|need to|want to|have to|ive to) (think|see|decide|talk|ask|discuss) ~; (get back|come back) to you; (ill|i will) (let you know|write|text|message) ~; think (it over|about it); (lo|la) (voy a )?(pensar|pienso|pensare|consulto) ~; dejeme (pensar|pensarlo|ver|consultar) ~; (voy a|tengo que|quiero) (pensar|pensarlo|consultar|consultarlo) ~; (le|les|te|os) (aviso|escribo|confirmo|digo) (luego|despues|mas tarde|manana) ~; (vou|preciso|quero|tenho que|deixa eu|deixe me) (pensar|consultar|conversar|falar com|ver com) ~; (vou ver e|depois) (te|lhe|eu)? (aviso|falo|escrevo|confirmo|retorno) ~; (подумаю|подумаем|посоветуюсь|посоветуемся|обдумаю|обдумаем) ~; (надо|нужно|хочу|должна|должен) (подумать|посоветоваться|обсудить|обдумать) ~; (напишу|отвечу|сообщу|вернусь) (позже|потом|вам|завтра) ~; (אני |אנחנו )?(אחשוב|נחשוב|חושב|חושבת|אתייעץ|נתייעץ) ~; (צריך|צריכה|רוצה) (לחשוב|להתייעץ) ~; (אחזור|נחזור|אעדכן|נעדכן|אכתוב) (אליך|אליכם|לך|לכם|אחר כך|מחר) ~`,
);
/** "Write to me later", "remind me tomorrow": a message from us is asked for. */
const ASKS_TO_BE_WRITTEN_TO = phrases(
  `(write|text|message|contact|ping) (to )?me (again |a message |a reminder |a note )?(later|tomorrow|tonight|today|again|in|on|at|next|this) ~; remind me ~; (escribame|escribeme|escribanme|recuerdeme|recuerdame|recuerdenme|aviseme|avisame) ~; (me (chame|chama|escreva|escreve|lembre|lembra|mande mensagem|procure)|(chame|lembre|escreva) me) ~; (напишите|напиши|напомните|напомни|свяжитесь со мной) (мне )?(позже|потом|завтра|еще раз|через|об этом|пожалуйста) ~; (напомните|напомни) мне ~; (תכתבו|תכתוב|תכתבי|תזכירו|תזכיר|תזכירי|כתבו|הזכירו) לי ~`,
);
/** "Remind me when it is": to be told now. */
const ASKS_TO_BE_TOLD = phrases(
  `remind me ~ (when|what|where|which|who|whom|how|whether|if|address|price) ~; (recuerdeme|recuerdame|recuerdenme|digame) (a que|en que|con que|cuando|donde|que|cual|cuanto|con quien|la direccion) ~; (me )?(lembra|lembre) (me )?(a que|que|quando|onde|qual|quanto|com quem|o endereco) ~; (напомните|напомни) (мне )?(пожалуйста )?(когда|во сколько|на какое|на когда|какой|какого|где|куда|к кому|у кого|сколько|что|адрес) ~; (תזכירו|תזכיר|תזכירי|הזכירו) לי (בבקשה )?(מתי|באיזו|באיזה|איפה|מה|אצל|כמה|את הכתובת) ~`,
);
/** Something is to be written that is no message of ours: what, tells whether it is for a clinic at all. */
const WRITES_A_THING = phrases(
  `(write|text|message) (to )?me (a|an|some|the|my) ~; (escribeme|escribame|escribanme) (un|una|unos|unas|el|la|mi|algo) ~; (escreva|escreve) me (um|uma|uns|umas|o|a|meu|minha) ~; me (escreva|escreve) (um|uma|uns|umas|o|a|meu|minha) ~`,
);
const MESSAGES = phrases(`reminder*; message*; note; text; recordatorio*; mensaje*; aviso; lembrete*; mensage*`);
const WORKS_OF_WRITING = phrases(
  `(write|text|tell|send) (to )?me ~ (song*|poem*|story|stories|essay*|joke*|code|script|cv|resume|haiku|rap|lyrics); (escribeme|escribame|escribanme) ~ (cancion*|poema*|cuento*|historia*|ensayo*|chiste*|codigo|curriculum); (me )?(escreva|escreve) (me )?(um|uma) (musica*|cancao|cancoes|poema*|conto*|historia*|redacao|piada*|codigo|curriculo); (напиши|напишите) (мне )?(пожалуйста )?(песн*|стих*|сочинени*|рассказ*|код|резюме|сказк*|анекдот*|шутк*|поэм*|эссе|реферат*); (תכתבו|תכתוב|תכתבי|כתבו) לי (בבקשה )?(שיר|סיפור|שירים|בדיחה|חיבור|מאמר|קוד)`,
);
const MOST_WORDS = 14;
/** A day without a time: when people are up and the day is not over. */
const MORNING = 'T10:00';

/**
 * A patient who wants to think, or to be written to later, is given time: what is open stays open, and a follow-up is planned at the time they
 * named or after the clinic's delay. True when the message was that and no more. Whoever opted out is promised nothing, and nobody is where follow-ups are off;
 * whoever wants a song written is told what we are for.
 */
export async function writeLater(turn: Turn): Promise<boolean> {
  const words = plainWords(turn.text);
  if (WORKS_OF_WRITING.test(words)) {
    chat(turn, turn.texts.offTopic());
    return true;
  }
  if (ASKS_TO_BE_TOLD.test(words) || (WRITES_A_THING.test(words) && !MESSAGES.test(words))) return false;
  const mayWrite = mayWriteAgain(turn.clinic, turn.snapshot.patient);
  // "please write to me in Portuguese": how, not when
  const asksLanguage = turn.understanding.language.requested !== null && turn.understanding.whens.length === 0;
  const asked = mayWrite && !asksLanguage && ASKS_TO_BE_WRITTEN_TO.test(words);
  const open = followUpFor(turn.pendingAction);
  if (!asked && !(open && THINKS.test(words))) return false;
  if (words.trim().split(' ').length > MOST_WORDS || words.includes(' ? ') || asks(turn, 'price', 'hours', 'address', 'availability', 'opt_out')) return false;
  const at = asked ? namedTime(turn) : null;
  if (mayWrite) await turn.toolbox.call('schedule_follow_up', { kind: open?.kind ?? 'asked', urgency: 'low', ...(at === null ? {} : { at }) });
  turn.advance('chat');
  turn.say(FOLLOW_UP_TEXTS[turn.language].takeYourTime());
  return true;
}

function namedTime({ understanding, now }: Turn): string | null {
  const [when] = understanding.whens.filter((one) => !one.negated && one.hasDate);
  if (!when) return null;
  const at = when.hasTime && !when.open ? when.start.slice(0, 16) : `${when.start.slice(0, 10)}${MORNING}`;
  return at > now ? at : null;
}
