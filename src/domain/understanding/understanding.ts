import type { Language } from '../clinic.ts';
import type { Shift } from './shift.ts';

/** What a patient may want with a message. */
export const INTENTS = [
  'greeting',
  'service_inquiry',
  'book',
  'reschedule',
  'cancel',
  'confirm',
  'deny',
  'reject_pending',
  'human',
  'urgent_pain',
  'thanks',
  'other',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What exactly a service_inquiry (or `other`) asks about. */
export type Topic =
  | 'services'
  | 'price'
  | 'hours'
  | 'address'
  | 'availability'
  | 'doctors'
  | 'my_appointments'
  | 'service_info'
  | 'contact'
  | 'goodbye'
  | 'off_topic'
  | 'opt_out';

export type Urgency = 'urgent' | 'high' | 'medium' | 'low';

export type LanguageGuess = {
  /** 'other': a language Frontdesk does not speak; 'unknown': names, numbers, emoji decide nothing. */
  label: Language | 'other' | 'unknown';
  /** 0..1 */
  confidence: number;
  /** "in English please": an explicit wish, which outranks everything. */
  requested: Language | null;
};

/**
 * A date or time found in a text. `start`/`end` are local ISO without offset ('2026-03-11T15:00:00') in the clinic's zone.
 * Ambiguity is returned in `alternatives`, never guessed away.
 */
export type When = {
  text: string;
  index: number;
  start: string;
  end?: string;
  grain: 'second' | 'minute' | 'hour' | 'part_of_day' | 'day' | 'week' | 'month' | 'year';
  hasDate: boolean;
  hasTime: boolean;
  /** "after 5", "before noon": only one side is given. */
  open?: 'after' | 'before';
  partOfDay?: 'morning' | 'noon' | 'afternoon' | 'evening' | 'night';
  alternatives: { start: string; end?: string }[];
  /** "not Thursday", "не в четверг". */
  negated: boolean;
  /** A date that does not exist ("31 June"): `start` is no date then, `text` says what was written. Nothing to book, something to say. */
  invalid?: true;
};

export type EntityMatch = { id: string; text: string; index: number; confidence: number; negated: boolean };

export type Understanding = {
  language: LanguageGuess;
  /** Best first; never empty ('other' when nothing fits). */
  intents: { intent: Intent; confidence: number }[];
  topics: Topic[];
  urgency: Urgency;
  services: EntityMatch[];
  doctors: EntityMatch[];
  whens: When[];
  /** "I'm Maria", "меня зовут Мария", or null. */
  statedName: string | null;
  /** "the second one", "вторую", 1-based; -1 = the last; null when none. */
  ordinal: number | null;
  /** "any doctor", "к любому": the patient leaves the choice to us. */
  anyDoctor: boolean;
  anyTime: boolean;
  sameAsLast: boolean;
  /** "for my son": the appointment is for someone else. */
  forSomeoneElse: boolean;
  /** "an hour later", "something earlier": a time told by its distance from one already spoken of. */
  shift?: Shift;
};
