import type { Language } from '../../../src/domain/clinic.ts';
import { LANGUAGES } from '../../../src/domain/clinic.ts';
import { PHRASES } from './phrases/phrases.ts';
import type { Phrases } from './phrases/phrases.ts';
import type { Random } from './random.ts';

/** What happens to a conversation; all of it is plain data, so that a sequence can be written down and played again. */
export type Event =
  | { do: 'say'; texts: string[] }
  /** A message that is edited, or deleted (null), before it is answered; the others of the burst stay. */
  | { do: 'edit'; texts: string[]; to: string | null }
  | { do: 'send'; what: 'voice' | 'image' | 'sticker' | 'reaction' | 'contact'; text: string | null }
  | { do: 'wait'; minutes: number }
  /** Somebody else takes the times offered or proposed. */
  | { do: 'fill'; share: number }
  /** The next change of the calendar is refused by the database so many times. */
  | { do: 'conflict'; times: number }
  /** Staff cancel the patient's next appointment, or book one. */
  | { do: 'staff'; act: 'cancel' | 'book' }
  | { do: 'takeover' }
  | { do: 'resume' };

/** How often each kind of phrase is said, in so many out of the sum. */
const WEIGHTS: Record<keyof Phrases, number> = {
  greet: 3, wish: 14, several: 4, time: 12, day: 14, yes: 16, no: 6, reject: 3, revive: 4, choose: 7, name: 6, other: 4, ask: 9, aside: 6, move: 6, cancel: 5, back: 3,
  pain: 2, urgent: 0.3, human: 0.4, upset: 1, thanks: 3, noise: 3, language: 0.5, impossible: 3, optOut: 0.3,
}; // prettier-ignore
const KINDS = Object.entries(WEIGHTS) as [keyof Phrases, number][];
const TOTAL = KINDS.reduce((sum, [, weight]) => sum + weight, 0);

/** A sequence of events of a patient who writes in a language, at most `length` long. */
export function randomEvents(random: Random, language: Language, length: number): Event[] {
  return Array.from({ length: 2 + random.below(length - 1) }, () => randomEvent(random, language));
}

function randomEvent(random: Random, language: Language): Event {
  const dice = random.next();
  if (dice < 0.8) return { do: 'say', texts: burst(random, language) };
  if (dice < 0.83) return { do: 'edit', texts: burst(random, language), to: random.chance(0.3) ? null : message(random, language) };
  if (dice < 0.87)
    return {
      do: 'send',
      what: random.pick(['voice', 'image', 'sticker', 'reaction', 'contact'] as const),
      text: random.chance(0.3) ? message(random, language) : null,
    };
  if (dice < 0.91) return { do: 'wait', minutes: random.pick([5, 30, 90, 600, 1440, 4000, 20_000]) };
  if (dice < 0.94) return { do: 'fill', share: random.pick([0.3, 1]) };
  if (dice < 0.965) return { do: 'conflict', times: 1 + random.below(3) };
  if (dice < 0.98) return { do: 'staff', act: random.pick(['cancel', 'book'] as const) };
  return { do: random.pick(['takeover', 'resume'] as const) };
}

function burst(random: Random, language: Language): string[] {
  return Array.from({ length: random.chance(0.75) ? 1 : 2 + random.below(2) }, () => message(random, language));
}

/** One phrase, two of them joined, or now and then one in another language. */
function message(random: Random, language: Language): string {
  const spoken = random.chance(0.03) ? random.pick(LANGUAGES) : language;
  const first = phrase(random, spoken);
  if (!random.chance(0.2)) return random.chance(0.1) ? misspelt(random, first) : first;
  return `${first}${random.pick([', ', ' ', '. '])}${phrase(random, spoken)}`;
}

function phrase(random: Random, language: Language): string {
  let dice = random.next() * TOTAL;
  for (const [kind, weight] of KINDS) {
    dice -= weight;
    if (dice < 0) return random.pick(PHRASES[language][kind]);
  }
  return '';
}

/** Two letters swapped, or one left out. */
function misspelt(random: Random, text: string): string {
  const at = random.below(text.length);
  return random.chance(0.5) ? text.slice(0, at) + text.slice(at + 1) : text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}
