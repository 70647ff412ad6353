import { fits, namedTimes } from './claim-times.ts';
import type { Moment, TimeFrame } from './claim-times.ts';
import type { Sentence } from './read-sentences.ts';
import { wordsOf } from './words-of.ts';
import type { CompiledWords } from './words-of.ts';

/** A clock time: what a day alone is said about is told by the forms of the claims. */
const CLOCK = /\d{1,2}[:.h]\d\d|\d\s?(?:[ap]\.?m|h(?!\p{L})|uhr)|(?<!\p{L})(?:noon|midday|mediodía|meio-dia|полдень|в \d{1,2}(?! \p{L}))(?!\p{L})/u;
/** No clock time without one. */
const CLOCK_MARK = /\d|noon|midday|mediodía|meio-dia|полдень/u;
/** So many sentences on, a question or a condition still belongs to what was said. */
const REACH = 3;

/**
 * Whether a reply says, in whatever words, that a visit is at a day and time which is none of the moments that are so: the net under the
 * forms of claims. What is offered, asked, made to depend on something, told as hours or as past, or followed by a question about it is no
 * statement; a closing "anything else?" asks nothing about it.
 */
export function hasUnbackedMoment(sentences: readonly Sentence[], backed: readonly Moment[], frame: TimeFrame): boolean {
  const words = wordsOf(frame.language);
  return sentences.some((sentence, index) => {
    if (!CLOCK_MARK.test(sentence.text) || !CLOCK.test(sentence.text) || !words.day.test(sentence.text) || isOpen(sentences, index, words)) return false;
    const { whens } = namedTimes(sentence.text, backed, frame);
    return whens.some((when) => when.hasDate && when.hasTime && when.end === undefined && !backed.some((moment) => fits(when, moment, frame.language)));
  });
}

function isOpen(sentences: readonly Sentence[], index: number, words: CompiledWords): boolean {
  const sentence = sentences[index];
  if (sentence === undefined || leavesOpen(sentence, words)) return true;
  if (words.availability.test(sentence.text) || (words.occupied.test(sentence.text) && !words.yours.test(sentence.text))) return true;
  const heading = sentence.startsLine ? headingOf(sentences, index) : undefined;
  if (heading !== undefined && (leavesOpen(heading, words) || words.availability.test(heading.text))) return true;
  return sentences
    .slice(index + 1, index + 1 + REACH)
    .some((next) => (next.isQuestion && !words.closing.test(next.text)) || words.opensCondition.test(next.text));
}

/** Asked, denied, conditional or offered. */
function leavesOpen({ text, isQuestion }: Sentence, words: CompiledWords): boolean {
  return isQuestion || words.negation.test(text) || words.condition.test(text) || words.opensCondition.test(text) || words.offer.test(text);
}

/** The line that announces the list a line is in. */
function headingOf(sentences: readonly Sentence[], index: number): Sentence | undefined {
  for (let at = index - 1; at >= 0 && index - at <= 12; at -= 1) {
    const sentence = sentences[at];
    if (sentence !== undefined && /: $/u.test(sentence.text)) return sentence;
  }
  return undefined;
}
