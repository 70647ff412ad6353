import type { Clinic, Language } from '../clinic.ts';
import { detectLanguage } from '../language.ts';
import { toLocal } from '../local-time.ts';
import { MAX_MEMORY_CHARACTERS, type MemoryItem } from '../memory.ts';
import { foldLetters } from '../understanding/fold.ts';
import { understand } from '../understanding/understand.ts';
import { CONSTRAINTS, DENIED_AFTER, DENIED_BEFORE, INSURED, PARTS_OF_DAY, PREFERS } from './statement-words.ts';

/** Something a patient said of themself that later conversations are better for. */
export type Statement = Pick<MemoryItem, 'key' | 'kind' | 'text' | 'language' | 'detail'>;

export type StatementReading = { clinic: Clinic; language: Language; atMs: number };

/** Of a longer message the beginning is read. */
const MOST_CHARACTERS = 2_000;
/** A title's full stop ends no sentence. */
const SENTENCE_END = /(?<=[.!?…])(?<!(?<!\p{L})(?:dra?|mrs?|ms|prof|sra?|д-р|др)\.)\s+|\n+/iu;

/**
 * What a message states that is worth remembering, in the patient's own words: standing preferences (doctor, part of the day, language), constraints
 * (allergies, fears, pregnancy, illnesses, access), insurance. Questions state nothing, what is denied is left out, and a wish for one certain
 * day is none for every time. Pure.
 */
export function readStatements(message: string, reading: StatementReading): Statement[] {
  const requested = detectLanguage(message).requested;
  const found: Statement[] = requested === null ? [] : [statementOf('preference', 'language', message, { language: requested }, requested)];
  for (const sentence of message.slice(0, MOST_CHARACTERS).split(SENTENCE_END)) {
    if (/[?؟]\s*$/u.test(sentence)) continue;
    const folded = foldLetters(sentence).replace(/(?<=\p{L})'(?=\p{L})/gu, '');
    found.push(...constraintsIn(sentence, folded, reading.language), ...preferencesIn(sentence, folded, reading));
    if (isStated(INSURED, folded)) found.push(statementOf('fact', 'insurance', sentence, {}, reading.language));
  }
  return found;
}

function constraintsIn(sentence: string, folded: string, language: Language): Statement[] {
  return Object.entries(CONSTRAINTS).flatMap(([topic, pattern]) =>
    isStated(pattern, folded) ? [statementOf('constraint', `${topic}.${shortHash(folded)}`, sentence, { topic }, language)] : [],
  );
}

/** Only a wish without a day is a standing one, and only the patient's own. */
function preferencesIn(sentence: string, folded: string, { clinic, language, atMs }: StatementReading): Statement[] {
  if (!isStated(PREFERS, folded)) return [];
  const understanding = understand(sentence, { language, clinic, reference: `${toLocal(atMs, clinic.timezone)}:00`, timezone: clinic.timezone });
  if (understanding.forSomeoneElse || understanding.whens.some((when) => when.hasDate)) return [];
  const found: Statement[] = [];
  const [doctor, ...others] = understanding.doctors.filter((one) => !one.negated);
  if (doctor && others.every((one) => one.id === doctor.id)) found.push(statementOf('preference', 'doctor', sentence, { doctorId: doctor.id }, language));
  const parts = Object.entries(PARTS_OF_DAY).filter(([, pattern]) => isStated(pattern, folded));
  const [part] = parts;
  if (part && parts.length === 1) found.push(statementOf('preference', 'part_of_day', sentence, { partOfDay: part[0] }, language));
  return found;
}

/** True when the words are there and not denied. */
function isStated(pattern: RegExp, folded: string): boolean {
  const match = pattern.exec(folded);
  if (match === null) return false;
  const end = match.index + match[0].length;
  return !DENIED_BEFORE.test(folded.slice(0, match.index)) && !DENIED_AFTER.test(folded.slice(end));
}

function statementOf(kind: MemoryItem['kind'], topic: string, text: string, detail: Record<string, string>, language: Language): Statement {
  return { key: `${kind}:${topic}`, kind, text: text.trim().slice(0, MAX_MEMORY_CHARACTERS), language, detail };
}

/** FNV-1a, 32 bit: tells two things said of the same matter apart. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
