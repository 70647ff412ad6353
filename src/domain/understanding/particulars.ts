import { phrases, type Lexicon } from './lexicon/lexicon.ts';
import { isCommonWord } from './common-words.ts';
import { isHebrewGivenName, isNoName, isTimeAndName, isTimeWord } from './name-words.ts';
import { tokensOf, type Token } from './tokens.ts';
import type { Understanding } from './understanding.ts';

/** Introductions that are ordinary words too: what follows counts as a name only with capitals, in Hebrew only as a known given name. */
const WEAK_INTRODUCTION =
  /^(?:this is|im|i am|its|name|call me|for (?:my )?\S+|это|я|имя|зовут|пишет|беспокоит|soy(?: la| el)?|(?:(?:le|te|les) )?habla|(?:les|le) escribe|se llama|nombre|sou(?: a| o)?|aqui(?: quem fala)? e(?: a| o)?|quem fala e(?: a| o)?|aqui fala (?:a|o)|se chama|fala [ao]|nome|אני|זה|זאת|זו|כאן|מדבר|מדברת|שמו|שמה)$/u;
/** Of these the ones that nobody says of a day: behind them Tom is no tomorrow. */
const OF_A_PERSON = /^(?:this is|im|i am|call me|for (?:my )?\S+|я|зовут|пишет|беспокоит|soy(?: la| el)?|se llama|sou(?: a| o)?|se chama|אני|מדבר|מדברת|כאן)$/u;
/** What may open the clause in which Hebrew introduces somebody weakly. */
const HEBREW_OPENER = /^(?:היי|הי|הלו|שלום|אהלן|בוקר|ערב|צהריים|טוב|טובים|כן|אז)$/u;

/** The name a patient gives ("I'm Maria Lopez", "меня зовут Мария"), as written, or null. At most three words; never a word that tells a time or asks. */
export function statedName(text: string, lexicons: readonly Lexicon[]): string | null {
  const tokens = tokensOf(text);
  const original = text.normalize('NFC').replace(/\p{Mn}/gu, '');
  const words = tokens.map((token) => token.text);
  // most messages introduce nobody; those that do are read word by word
  const introducing = lexicons.filter((lexicon) => phrases(lexicon.nameIntroductions).test(` ${words.join(' ')} `));
  if (introducing.length === 0) return null;
  // In a text of capitals alone they mark nothing.
  const marks = /\p{Ll}/u.test(original) || !/\p{Lu}.*\p{Lu}.*\p{Lu}/su.test(original);
  for (let at = 0; at < tokens.length; at += 1) {
    const length = introductionAt(words, at, introducing);
    if (length === 0) continue;
    const introduction = words.slice(at, at + length).join(' ');
    const clause = tokens.filter((token) => token.clause === tokens[at + length]?.clause && token.index >= tokens[at + length]!.index);
    const name = nameAt(clause, { introduction, marks });
    if (name.length === 0 || (isHebrew(name[0]!) && WEAK_INTRODUCTION.test(introduction) && !isWholeHebrewClause(tokens, at, clause, name, original))) continue;
    return name.map((token) => asWritten(token, original)).join(' ');
  }
  return null;
}

/** The words that can be a name from the beginning of what follows an introduction. */
function nameAt(clause: readonly Token[], { introduction, marks }: { introduction: string; marks: boolean }): Token[] {
  const weak = WEAK_INTRODUCTION.test(introduction);
  const name: Token[] = [];
  for (const token of clause.slice(0, 3)) {
    const word = token.text;
    if (isNoName(word) || /\d/u.test(word) || word.length < 2) break;
    const capitalised = token.capitalised && marks;
    const isLast = token === clause.at(-1);
    if (!isHebrew(token) && !capitalised && (weak || (name.length > 0 && !isLast))) break;
    if (name.length === 0 && weak && isTimeWord(word) && !(isTimeAndName(word) && OF_A_PERSON.test(introduction))) break;
    if (name.length > 0 && !capitalised && isCommonWord(word)) break;
    if (name.length > 0 && isTimeWord(word) && !isTimeAndName(word)) break;
    name.push(token);
  }
  return name;
}

/** "היי זה דני": nothing beside the name, which is one that people have; a question gives no name. */
function isWholeHebrewClause(tokens: readonly Token[], at: number, clause: readonly Token[], name: readonly Token[], original: string): boolean {
  const last = name.at(-1)!;
  const before = tokens.slice(0, at).filter((token) => token.clause === tokens[at]!.clause);
  return (
    isHebrewGivenName(name[0]!.text) &&
    name.length === clause.length &&
    before.every((token) => HEBREW_OPENER.test(token.text)) &&
    !/^\s*\?/u.test(original.slice(last.index + last.text.length))
  );
}

function isHebrew(token: Token): boolean {
  return /[א-ת]/u.test(token.text);
}

function asWritten(token: Token, original: string): string {
  const end = token.index + token.text.length;
  const raw = original.slice(token.index, end + (/['’]/u.test(original.slice(token.index, end + 1)) ? 1 : 0));
  return isHebrew(token) ? raw : raw.charAt(0).toUpperCase() + raw.slice(1);
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
