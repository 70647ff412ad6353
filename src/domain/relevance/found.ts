import type { Rule } from './rule.ts';

/** "Where's his office?", "do they have good ratings?": of a place or a person that was found for the patient all of it belongs to the matter. */
export const asksOfTheFound: Rule = (message, pending) =>
  (pending.kind === 'find' || pending.isElsewhere) && message.asksOfAPlace && message.wordsOfNoPlace <= 1
    ? { score: 0.8, reason: 'asks about what was found' }
    : null;
