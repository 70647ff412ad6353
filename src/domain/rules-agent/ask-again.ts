import { handOver } from './talk.ts';
import type { Memo, Turn } from './turn.ts';

/** The same words are put at most so often in a row. */
const SAME_WORDS = 2;

/**
 * Keeps a question from being put a third time in the same words: behind an answer it is left out, alone it gives way to the offer of a
 * person, and the offer to the person.
 */
export async function varyQuestion(turn: Turn): Promise<void> {
  const { memo, said, texts, snapshot } = turn;
  const before = (snapshot.conversation.context.memo as Memo | undefined)?.asked;
  const at = said.findLastIndex((text) => text !== '');
  const question = said[at];
  if (question === undefined || !question.includes('?')) return void delete memo.asked;
  const isWornOut = (text: string) => {
    const key = keyOf(text);
    const times = before?.key === key ? before.times + 1 : 1;
    memo.asked = { key, times: Math.min(times, SAME_WORDS + 1) };
    return times > SAME_WORDS;
  };
  if (!isWornOut(question)) return;
  said.splice(at, 1);
  if (said.some((text) => text !== '' && text !== texts.notUnderstood())) return;
  said.length = 0;
  if (memo.question === 'offer_human' || isWornOut(texts.offerHuman())) return handOver(turn, 'not understood');
  turn.advance('ask_info');
  memo.question = 'offer_human';
  turn.say(texts.offerHuman());
}

/** A short fingerprint: what was asked is not kept twice. */
function keyOf(text: string): string {
  let hash = 7;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return hash.toString(36);
}
