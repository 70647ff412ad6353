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
  const valid = items.filter((item) => !isOutranked(item, snapshot, nowMs));
  if (valid.length <= 1) return valid;
  const asked = embedText(snapshot.messages.map((message) => message.text ?? '').join('\n'));
  return valid
    .map((item) => ({ item, score: scoreOf(item, asked, nowMs) }))
    .sort((a, b) => b.score - a.score || b.item.learnedAtMs - a.item.learnedAtMs || (a.item.key < b.item.key ? -1 : 1))
    .filter(({ item }, place, all) => all.findIndex((other) => other.item.text === item.text) === place) // one sentence may be several memories
    .slice(0, MOST_IN_A_TURN)
    .map(({ item }) => item);
}

function scoreOf(item: MemoryItem, asked: Float32Array, nowMs: number): number {
  const { kind, learnedAtMs } = item;
  const ageDays = Math.max(0, nowMs - learnedAtMs) / DAY_MS;
  return nearness(embeddingOf(item), asked) + 0.5 ** (ageDays / HALF_LIFE_DAYS) / 2 + (kind === 'constraint' ? CARE : 0);
}

/** Items are never changed: one that a process keeps a copy of is embedded once, and forgotten with the copy. */
const embeddings = new WeakMap<MemoryItem, Float32Array>();
function embeddingOf(item: MemoryItem): Float32Array {
  const known = embeddings.get(item);
  if (known) return known;
  const made = embedText(item.text);
  embeddings.set(item, made);
  return made;
}

/**
 * True when Postgres knows better: the snapshot has the appointment itself (moved since, perhaps), or has it no more although it would be still to come
 * (cancelled since), and the language the patient wants is kept with the patient.
 */
function isOutranked({ kind, detail }: MemoryItem, { appointments, patient }: TurnSnapshot, nowMs: number): boolean {
  if (kind === 'appointment_outcome') {
    if (appointments.some((one) => one.id === detail['appointmentId'])) return true;
    const isOver = Date.parse(detail['startsAt'] ?? '') <= nowMs; // of one without an instant nobody can say so
    return detail['outcome'] !== 'cancelled' && !isOver;
  }
  return detail['language'] !== undefined && (patient.languageIsExplicit || patient.language === detail['language']);
}
