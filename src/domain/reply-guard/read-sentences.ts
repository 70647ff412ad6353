import { LRUCache } from 'lru-cache';

/** One sentence or line of a reply. `text` is what patterns are matched on, `raw` what was written. */
export type Sentence = { raw: string; text: string; isQuestion: boolean; startsLine: boolean };

const ABBREVIATION =
  /(?:^|[\s("«])(?:dra?s?|sra?s?|prof|mrs?|ms|mt|st|ave?|no|nº|tel|approx|min|hr|vs|etc|núm|pág|ул|д|г|гг|стр|корп|кв|им|руб|мин|тел|т|др|пр|пл|р|a|p|רח|טל|דר)\.$/iu;
const CUT = /(?<=[.!?…؟][)\]"'»”*_~]*)\s+|\n+/gu;
const DAY_OR_MONTH =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda(?:-feira)?|terça(?:-feira)?|quarta(?:-feira)?|quinta(?:-feira)?|sexta(?:-feira)?|понедельник\\p{L}*|вторник\\p{L}*|сред[ауые]|четверг\\p{L}*|пятниц\\p{L}|суббот\\p{L}|воскресень\\p{L}|שני|שלישי|רביעי|חמישי|שישי|שבת|ראשון|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|\\d{1,2}(?:st|nd|rd|th)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept?iembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|январ\\p{L}|феврал\\p{L}|марта?|апрел\\p{L}|ма[яй]|июн\\p{L}|июл\\p{L}|август\\p{L}?|(?:сент|окт|но|дека)бр\\p{L}|ב?(?:ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר)';
/** Begins with the comma itself: a pattern that looked back from every letter would cost more than all the rest. */
const DATE_COMMA = new RegExp(
  `,(?<=(?<!\\p{L})(?:${DAY_OR_MONTH}),)(?= (?:(?:the |el |o |в |во |ב)?(?:${DAY_OR_MONTH}|\\d|at |às |as |a las |a la |בשעה|ב-?\\d|noon|meio)|(?:в|к) \\d))`,
  'gu',
);

/** A reply as its sentences, in order; every line is one or more. Nothing but white space gets lost in `raw`. */
export function readSentences(reply: string): Sentence[] {
  const pieces: { raw: string; startsLine: boolean }[] = [];
  let startsLine = true;
  let from = 0;
  const add = (to: number) => {
    const raw = reply.slice(from, to).trim();
    const last = pieces.at(-1);
    if (raw !== '' && last !== undefined && !startsLine && ABBREVIATION.test(last.raw)) last.raw = `${last.raw} ${raw}`;
    else if (raw !== '') pieces.push({ raw, startsLine });
  };
  for (const cut of reply.matchAll(CUT)) {
    add(cut.index);
    startsLine = cut[0].includes('\n');
    from = cut.index + cut[0].length;
  }
  add(reply.length);
  return pieces.map(({ raw, startsLine: first }) => ({ raw, text: readableOf(raw), isQuestion: /[?؟][^\p{L}\p{N}]*$/u.test(raw), startsLine: first }));
}

const readables = new LRUCache<string, string>({ max: 1_000 });

/** `readable`, remembered: most of what goes out is the same few hundred sentences. */
function readableOf(raw: string): string {
  const known = readables.get(raw);
  if (known !== undefined) return known;
  const text = readable(raw);
  readables.set(raw, text);
  return text;
}

/** Marks at the edge of a word; those inside one ("you're", "14:00", "70.50") belong to it. */
const EDGE_MARK = /(?<![\p{L}\p{N}])[^\p{L}\p{N}\s.]|[^\p{L}\p{N}\s.](?![\p{L}\p{N}])/gu;

/**
 * A text as patterns read it: lower case, ё as е, straight quotes, without Hebrew points, invisible marks, formatting and emoji. Words and
 * marks stand between single spaces, at both ends too, so that a word's edge is a space; the commas inside a date are gone, so that a comma
 * ends a clause.
 */
export function readable(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u0591-\u05c7\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]/gu, '')
    .replace(/ё/gu, 'е')
    .replace(/[’‘ʼ`´׳]/gu, "'")
    .replace(/[“”„״]/gu, '"')
    .replace(/(?<=ד)''(?=ר)/gu, '"')
    .replace(/[*_~#>•\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\u200d]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(DATE_COMMA, '')
    .replace(EDGE_MARK, ' $& ')
    .replace(/\.+ *$/u, ' .')
    .replace(/ +/gu, ' ')
    .trim();
  return ` ${words} `;
}
