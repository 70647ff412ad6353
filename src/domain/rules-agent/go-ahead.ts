import { plainWords } from '../understanding/fold.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { Memo } from './turn.ts';

/** What may stand before and behind. */
const BEFORE =
  'yes|yeah|yep|yup|yh|ok|okay|sure|please|great|perfect|cool|alright|right|then|and|so|well|oh|si|vale|bueno|dale|claro|perfecto|listo|pues|genial|ah|sim|beleza|blz|ta|otimo|isso|entao|perfeito|да|ага|угу|ок|окей|ну|хорошо|ладно|отлично|тогда|давайте|супер|כן|אוקיי|אוקי|סבבה|יאללה|טוב|מעולה|אז|בסדר|מצוין';
const BEHIND =
  'please|pls|plz|thanks|thank you|thx|mate|cheers|then|for me|with me|ok|por favor|porfa|gracias|entonces|asi|para mi|nomas|obrigado|obrigada|obg|valeu|entao|pra mim|ai|пожалуйста|спасибо|тогда|меня|так|בבקשה|תודה|לי|אז';
/** Yeses of those who talk: as answers to "shall I?" they mean yes, anywhere else they mean little. */
const YESES =
  `yh|ye|yeh|yas|bet|brilliant|smashing|ideal|spot on|ace|go for it|go on|lock (?:it|me) in|all good|happy with (?:that|it)|make it so|that one|(?:it |that )?looks good|(?:ill |well )?take it|were (?:good|on)|im in|pencil me in|stick me in|crack on
  |hagale|hagalo|hazlo|hazle|venga|orale|pongame|ponme|anoteme|anotame|apunteme|apuntame|me apunto|(?:la|lo) quiero|trato hecho|por mi perfecto|joya|agendel[ao]|agendal[ao]|agendamel[ao]|reserval[ao]|que sea|quedamos asi|asi quedamos|metale
  |manda(?: ver| bala)?|massa|marca|marque|show(?: de bola)?|vamos(?: la)?|tamo junto|bora la|fecha|partiu|bacana|joinha|pode (?:por|colocar)|coloca|quero ess[ea]
  |валяй(?:те)?|го|погнали|поехали|ставь(?:те)?|пусть(?: будет)?|можно и|принято|пишите|вписывай(?:те)?|забили|берем|беру
  |קדימה|ל(?:ך|כי|כו) על זה|רוץ על זה|תרשמ(?:י|ו)|תרשום|אני בעד|תזמיני?|תזמינו|שיהיה(?: ככה)?|תשרייני?|תשמרי?|תשמור|קבעי?|תסגרי?|תסגור|הולך`.replaceAll(
    /\s*\n\s*/gu,
    '',
  );
const GO_AHEAD = new RegExp(`^ (?:(?:${BEFORE}) )*(?:${YESES})(?: (?:${BEHIND}))* $`, 'u');

/** "Yh go for it", "hágale", "manda ver", "погнали", "קדימה": a yes to the question whether to book, move or look for a time. */
export function withGoAhead(understanding: Understanding, { question }: Memo, text: string): Understanding {
  const { whens, services, doctors, topics } = understanding;
  const isAsked = question === 'confirm_booking' || question === 'confirm_move' || question === 'offer_booking';
  if (!isAsked || whens.length + services.length + doctors.length + topics.length > 0 || text.includes('?') || !GO_AHEAD.test(plainWords(text)))
    return understanding;
  return { ...understanding, intents: [{ intent: 'confirm', confidence: 0.63 }] };
}

/** "Ok no then": the last word is no. "Why not" and "cómo no" are none. */
const LAST_WORD_NO =
  /(?<! (?:como|que|porque|why|почему|и|למה)) (?:no|nope|nah|nao|нет|не надо|не нужно|не стоит|לא|לא צריך)(?: (?:then|thanks|thank you|entonces|gracias|entao|obrigad[oa]|тогда|спасибо|תודה|אז))* $/u;
const FEW_WORDS = 5;

/** A no behind a word of agreement is a no, whatever was asked: nothing is done on "ok no then". */
export function withLastNo(understanding: Understanding, { question }: Memo, text: string): Understanding {
  const isAsked = question !== undefined && /^(?:confirm|offer)_/u.test(question);
  const words = plainWords(text);
  const isShort = words.trim().split(' ').length <= FEW_WORDS;
  const says = understanding.intents[0]?.intent;
  if (!isAsked || !isShort || text.includes('?') || says !== 'confirm' || !LAST_WORD_NO.test(words)) return understanding;
  return { ...understanding, intents: [{ intent: 'deny', confidence: 0.63 }] };
}
