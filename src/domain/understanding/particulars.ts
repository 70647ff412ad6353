import { phrases, type Lexicon } from './lexicon/lexicon.ts';
import { tokensOf } from './tokens.ts';
import type { Understanding } from './understanding.ts';

/** Words after "I am" that are no names, in all languages: feelings, places, relations, times. */
const NOT_A_NAME = new Set(
  `in a an the at on not so very late sick here there looking interested calling writing running having going coming new your from sure sorry fine good ok available free busy pregnant afraid scared allergic ready back patient waiting trying wondering just also still done tired really
    un una el la de en muy nuevo nueva paciente alergica alergico embarazada yo que de aqui interesado interesada su cliente diabetico diabetica
    um uma o a do da em novo nova gravida cliente gestante eu aqui alergico interessada interessado
    не на из по уже хочу могу буду бы вас вам вас у к в с и а но здесь тут по-поводу пациент пациентка беременна клиент записан записана хотел хотела приду опоздаю забыл забыла не думаю знаю согласен согласна передумал передумала просто только тоже могу потерял опаздываю снова сам сама сейчас завтра сегодня больно дорого срочно
    לא רוצה צריך צריכה יכול יכולה מעוניין מעוניינת כאן פה חדש חדשה בהריון מחר היום אוכל אגיע מאחר מאחרת מבקש מבקשת לקוח לקוחה מטופל מטופלת מתכוון רק גם כבר עדיין חושב חושבת מאשר מאשרת כואב דחוף של זה את על עם אחרי מגיע מגיעה אשמח אחזור בסדר מצטער מצטערת רגיש רגישה`
    .split(/\s+/u)
    .filter(Boolean),
);
/** Introductions that are ordinary words too: what follows counts as a name only with capitals (in scripts that have them). */
const WEAK_INTRODUCTION = /^(?:this is|im|i am|its|name|это|я|имя|soy|habla|nombre|sou|aqui e|nome|אני|זה|זאת|זו|כאן)$/u;

/** The name a patient gives ("I'm Maria Lopez", "меня зовут Мария"), as written, or null. At most three words. */
export function statedName(text: string, lexicons: readonly Lexicon[]): string | null {
  const tokens = tokensOf(text);
  const original = text.normalize('NFC').replace(/\p{Mn}/gu, '');
  for (let at = 0; at < tokens.length; at += 1) {
    const length = introductionAt(
      tokens.map((token) => token.text),
      at,
      lexicons,
    );
    if (length === 0) continue;
    const weak = WEAK_INTRODUCTION.test(
      tokens
        .slice(at, at + length)
        .map((token) => token.text)
        .join(' '),
    );
    const clause = tokens[at + length]?.clause;
    const words: string[] = [];
    for (const token of tokens.slice(at + length, at + length + 3)) {
      const raw = original.slice(
        token.index,
        token.index + token.text.length + (original.slice(token.index, token.index + token.text.length + 1).match(/['’]/u) ? 1 : 0),
      );
      const caseless = /[א-ת]/u.test(token.text);
      const left = tokens.filter((other) => other.clause === clause && other.index > token.index).length;
      const takesCapital = weak || (words.length > 0 && left > 0);
      if (token.clause !== clause || NOT_A_NAME.has(token.text) || /\d/u.test(token.text) || token.text.length < 2) break;
      if (takesCapital && !caseless && !token.capitalised) break;
      // Hebrew has no capitals: a weak introduction there needs the name to end the clause within two words.
      if (caseless && weak && tokens.filter((other) => other.clause === clause).length > length + 2) break;
      words.push(raw);
    }
    if (words.length > 0) return words.map((word) => (/[א-ת]/u.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1))).join(' ');
  }
  return null;
}

function introductionAt(words: readonly string[], at: number, lexicons: readonly Lexicon[]): number {
  let longest = 0;
  for (const lexicon of lexicons) {
    for (const length of [4, 3, 2, 1]) {
      if (length <= longest || at + length >= words.length + 0) continue;
      const candidate = ` ${words.slice(at, at + length).join(' ')} `;
      const match = phrases(lexicon.nameIntroductions).exec(candidate);
      if (match !== null && match[0].length === candidate.length - 1) longest = length;
    }
  }
  return longest;
}

export type Particulars = Pick<Understanding, 'ordinal' | 'anyDoctor' | 'anyTime' | 'sameAsLast' | 'forSomeoneElse'>;

/** The small things that fill slots: "the second one", "any doctor", "whenever", "same as last time", "for my son". From `plainWords` text. */
export function findParticulars(words: string, lexicons: readonly Lexicon[]): Particulars {
  const said = (pick: (lexicon: Lexicon) => string): boolean => lexicons.some((lexicon) => phrases(pick(lexicon)).test(words));
  let ordinal: number | null = null;
  for (const lexicon of lexicons) {
    for (const [position, list] of lexicon.ordinals) if (ordinal === null && phrases(list).test(words)) ordinal = position;
  }
  return {
    ordinal,
    anyDoctor: said((lexicon) => lexicon.anyDoctor),
    anyTime: said((lexicon) => lexicon.anyTime),
    sameAsLast: said((lexicon) => lexicon.sameAsLast),
    forSomeoneElse: said((lexicon) => lexicon.forSomeoneElse),
  };
}
