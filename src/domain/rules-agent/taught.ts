import type { MatchedSnippet } from '../snippet/match-snippets.ts';
import type { UnknownMatter } from '../texts/unknown-matters.ts';
import type { Turn } from './turn.ts';

/**
 * What the clinic taught about something its data does not tell; null when nothing fits. A taught answer that names no matter is one to what the message
 * is about, so it counts only where that is a single thing.
 */
export function taughtAbout({ taught = [], matters }: Turn, matter: UnknownMatter): MatchedSnippet | null {
  const about = taught.find((snippet) => snippet.matters.includes(matter));
  if (about) return about;
  return matters.length === 1 ? (taught.find((snippet) => snippet.matters.length === 0) ?? null) : null;
}

/** The words of a taught answer, noted as said. */
export function quoteTaught(turn: Turn, { id, content }: MatchedSnippet): string {
  if (!turn.applied.includes(id)) turn.applied.push(id);
  return content;
}

/** Says the best taught answer where there would be none; false when nothing fits. */
export function sayTaught(turn: Turn): boolean {
  const best = turn.taught?.[0];
  if (!best) return false;
  turn.say(quoteTaught(turn, best));
  return true;
}
