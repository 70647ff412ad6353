import type { TurnSnapshot } from '../conversation.ts';
import type { MemoryItem } from '../memory.ts';
import { embedText, nearness } from './embed-text.ts';

/** A prompt is better with few memories than with many; the rest is not lost, only left out of this turn. */
const MOST_IN_A_TURN = 12;
const DAY_MS = 86_400_000;
/** What was learned this long ago counts half as much. */
const HALF_LIFE_DAYS = 90;
/** What the patient must be treated with care for is told whatever the message is about. */
const CARE = 1;

/**
 * The memories a turn is decided with, best first: what the snapshot knows better is left out, constraints always come along, of the rest those
 * nearest to the message and newest. Exact search over all of them; pure.
 */
export function chooseMemories(items: readonly MemoryItem[], { snapshot, nowMs }: { snapshot: TurnSnapshot; nowMs: number }): MemoryItem[] {
  const valid = items.filter((item) => !isOutranked(item, snapshot));
  if (valid.length <= 1) return valid;
  const asked = embedText(snapshot.messages.map((message) => message.text ?? '').join('\n'));
  return valid
    .map((item) => ({ item, score: scoreOf(item, asked, nowMs) }))
    .sort((a, b) => b.score - a.score || b.item.learnedAtMs - a.item.learnedAtMs || (a.item.key < b.item.key ? -1 : 1))
    .slice(0, MOST_IN_A_TURN)
    .map(({ item }) => item);
}

function scoreOf({ kind, text, learnedAtMs }: MemoryItem, asked: Float32Array, nowMs: number): number {
  const ageDays = Math.max(0, nowMs - learnedAtMs) / DAY_MS;
  return nearness(embedText(text), asked) + 0.5 ** (ageDays / HALF_LIFE_DAYS) / 2 + (kind === 'constraint' ? CARE : 0);
}

/**
 * True when Postgres says the same thing with authority: the snapshot has the appointment itself (moved and cancelled since, perhaps), and the language
 * the patient wants is kept with the patient.
 */
function isOutranked({ kind, detail }: MemoryItem, { appointments, patient }: TurnSnapshot): boolean {
  if (kind === 'appointment_outcome') return appointments.some((one) => one.id === detail['appointmentId']);
  return detail['language'] !== undefined && (patient.languageIsExplicit || patient.language === detail['language']);
}
