/** Nothing to fold but capitals. */
const PLAIN = /^[\x20-\x7e\n]*$/u;

/**
 * Lower case, without what patients leave out: Latin diacritics, ё, Hebrew points and Russian stress marks; one code unit in, at most one out.
 * й stays й: it is a letter, not an и with a mark. Curly apostrophes become straight ones.
 */
export function foldLetters(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const marksGone = text.normalize('NFC').replace(/[\p{Mn}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  if (PLAIN.test(marksGone)) return marksGone.toLowerCase();
  return marksGone.toLowerCase().replace(/[\u00c0-\u024f\u1e00-\u1effёѐѝ’‘`´ʼ״׳]/gu, foldCharacter);
}

const SPECIAL: Record<string, string> = {
  ё: 'е',
  ѐ: 'е',
  ѝ: 'и',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  '״': '"',
  '׳': "'",
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 's',
  æ: 'a',
  œ: 'o',
  ı: 'i',
};

function foldCharacter(character: string): string {
  return SPECIAL[character] ?? character.normalize('NFD').charAt(0);
}

/** The message's words only, folded, one space apart and at both ends, letters typed three or more times counted once: " hola quiero 2 citas ". */
export function plainWords(text: string): string {
  if (text !== last.text) last = { text, words: readWords(text) };
  return last.words;
}

/** Many ask for the words of one and the same message, one after another. */
let last = { text: '', words: '  ' };

function readWords(text: string): string {
  const folded = withEmojiRead(
    foldLetters(text)
      .replace(/(\p{L})\1{2,}/gu, '$1')
      .replace(/(?<=\p{L})['"](?=\p{L})/gu, ''),
  )
    .replace(/[^\p{L}\p{N}:?+$€₪%]+|:(?!\d)|(?<!\d):|\+(?!\d)/gu, ' ')
    .replace(/\?/gu, ' ? ');
  return ` ${folded.trim().replace(/\s+/gu, ' ')} `;
}

function withEmojiRead(text: string): string {
  if (PLAIN.test(text) && !text.includes('+')) return text;
  return text
    .replace(/👍|👌|✅|🆗|💪/gu, ' thumbsup ')
    .replace(/^\s*\++\s*$/u, ' thumbsup ')
    .replace(/👎|❌/gu, ' thumbsdown ')
    .replace(/🙏|❤|🥰|😘|💐|🌹/gu, ' thankyouemoji ');
}
