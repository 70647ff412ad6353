import type { Language } from '../../../src/domain/clinic.ts';
import { askedAfter, NOTHING_ASKED, violationsOf } from './check-turn.ts';
import { type Event, randomEvents } from './events.ts';
import { createRandom } from './random.ts';
import { openRandomConversation } from './random-conversation.ts';

const LONGEST = 14;

/** A sequence that broke something: what, and the events that are enough to break it (played again with the seed). */
export type Breach = { seed: string; language: Language; problems: string[]; events: Event[]; replies: string[] };
/** How many sequences and turns were played, and those that broke something. */
export type RandomPlay = { sequences: number; turns: number; breaches: Breach[] };

/** Plays so many random sequences of events in a language; the same seed plays the same ones. Stops at `mostBreaches`. */
export async function playRandom(options: { seed: number; language: Language; sequences: number; mostBreaches?: number }): Promise<RandomPlay> {
  const { language, sequences, mostBreaches = 5 } = options;
  const play: RandomPlay = { sequences: 0, turns: 0, breaches: [] };
  for (let at = 0; at < sequences && play.breaches.length < mostBreaches; at += 1) {
    const seed = `${options.seed} ${language} ${at}`;
    const events = randomEvents(createRandom(seed, 'events'), language, LONGEST);
    const outcome = await playSequence(seed, language, events);
    play.sequences += 1;
    play.turns += outcome.turns;
    if (outcome.problems.length > 0) play.breaches.push(await shrunk(seed, language, events));
  }
  return play;
}

type Outcome = { turns: number; problems: string[]; replies: string[] };

/** Plays one sequence up to the first turn that breaks something. */
async function playSequence(seed: string, language: Language, events: readonly Event[]): Promise<Outcome> {
  const conversation = openRandomConversation(seed, language);
  const outcome: Outcome = { turns: 0, problems: [], replies: [] };
  let asked = NOTHING_ASKED;
  for (const event of events) {
    try {
      const turn = await conversation.play(event);
      if (turn === null) continue;
      outcome.turns += 1;
      outcome.replies.push(turn.decision.reply);
      asked = askedAfter(turn, asked);
      outcome.problems = violationsOf(turn, asked);
    } catch (error) {
      outcome.problems = [`threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
    }
    if (outcome.problems.length > 0) return outcome;
  }
  return outcome;
}

/** The sequence without the events it does not need in order to break. */
async function shrunk(seed: string, language: Language, events: readonly Event[]): Promise<Breach> {
  let left = [...events];
  for (let at = left.length - 1; at >= 0; at -= 1) {
    const shorter = left.filter((_, index) => index !== at);
    if ((await playSequence(seed, language, shorter)).problems.length > 0) left = shorter;
  }
  const { problems, replies } = await playSequence(seed, language, left);
  return { seed, language, problems, events: left, replies };
}

/** A breach as a person reads it: what was said to what, and what is wrong with it. */
export function breachText({ seed, problems, events, replies }: Breach): string {
  return [`sequence ${seed}`, ...events.map((event) => `> ${JSON.stringify(event)}`), ...replies.slice(-3).map((reply) => `< ${reply.replaceAll('\n', '\n  ')}`), ...problems.map((problem) => `! ${problem}`)].join('\n'); // prettier-ignore
}
