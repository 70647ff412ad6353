import { phrases, type Lexicon } from './lexicon/lexicon.ts';
import type { Urgency } from './understanding.ts';

const RANK: Record<Urgency, number> = { low: 0, medium: 1, high: 2, urgent: 3 };

/**
 * How soon the patient must be seen, from `plainWords` text: urgent = swelling, fever, bleeding that does not stop, trauma, unbearable, strong pain that is said to be urgent;
 * high = strong pain, pus, broken with pain; medium = mild pain, sensitivity, something lost or broken; low = the rest.
 * Pain that is denied or gone counts nothing, nor does "does it hurt?" about a treatment.
 */
export function judgeUrgency(words: string, lexicons: readonly Lexicon[]): Urgency {
  let highest: Urgency = 'low';
  for (const lexicon of lexicons) {
    const complaint = withoutPainless(words, lexicon);
    for (const [level, list] of lexicon.urgency) {
      if (RANK[level] > RANK[highest] && phrases(list).test(complaint)) highest = level;
    }
    if (phrases(lexicon.strongPain).test(complaint) && phrases(lexicon.pressing).test(complaint)) highest = 'urgent';
    // Asking whether a treatment hurts is calm, unless something urgent is said beside it.
    if (highest !== 'urgent' && highest !== 'low' && phrases(lexicon.painQuestion).test(words) && !phrases(lexicon.painOfMine).test(words)) highest = 'low';
  }
  return highest;
}

function withoutPainless(words: string, lexicon: Lexicon): string {
  const painless = phrases(lexicon.painless);
  let text = words;
  // Each pass removes one phrase; a message has few.
  for (let pass = 0; pass < 4; pass += 1) {
    if (!painless.test(text)) break;
    text = text.replace(painless.pattern, ' ·');
  }
  return text;
}
