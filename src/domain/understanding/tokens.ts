import { foldLetters } from './fold.ts';

/** A word of a message: folded, where it starts in the folded text, and which clause (between punctuation) it is in. */
export type Token = { text: string; index: number; clause: number; capitalised: boolean };

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}]|['"](?=\p{L}))*/gu;

/** The words of a text in order; apostrophes inside a word are dropped, letters typed three or more times counted once. */
export function tokensOf(text: string): Token[] {
  const folded = foldLetters(text);
  const tokens: Token[] = [];
  let clause = 0;
  let end = 0;
  for (const match of folded.matchAll(WORD)) {
    const gap = folded.slice(end, match.index);
    // A full stop of an abbreviation ("Dr.") ends no clause.
    if (/[,;!?\n(){}—–]|\s-\s|\.\s|\.$/u.test(gap) && !(gap.startsWith('.') && /^(?:dr|dra|mr|mrs|д|др|prof)$/u.test(tokens.at(-1)?.text ?? ''))) clause += 1;
    const raw = text.charAt(match.index);
    const plain = match[0].replace(/['"]/gu, '').replace(/(\p{L})\1{2,}/gu, '$1');
    tokens.push({ text: plain, index: match.index, clause, capitalised: raw !== raw.toLowerCase() });
    end = match.index + match[0].length;
  }
  return tokens;
}

/** The words of one clause before and after the tokens [from, to), in the form `isNegated` takes. */
export function around(tokens: readonly Token[], from: number, to: number): { before: string; after: string } {
  const clause = tokens[from]?.clause;
  const words = (list: readonly Token[]): string => (list.length === 0 ? ' ' : ` ${list.map((token) => token.text).join(' ')} `);
  return {
    before: words(tokens.slice(0, from).filter((token) => token.clause === clause)),
    after: words(tokens.slice(to).filter((token) => token.clause === clause)),
  };
}
