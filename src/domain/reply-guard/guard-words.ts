/**
 * What a claim is about. `expected`: a meeting is looked forward to ("see you on Thursday"); `reminder`: one is promised; `finished`: says only
 * that something was done.
 */
export type ClaimKind = 'booking' | 'move' | 'cancellation' | 'handover' | 'follow_up' | 'reminder' | 'appointment' | 'expected' | 'finished';

/**
 * Sentences that say a thing is done or is so, as sources of regular expressions over readable text (lower case, ё as е, no marks). `{name}`
 * stands for a part of the same table, `{W}` for any word; whole words only. `timed`: counts only with a day or time in the sentence;
 * `made`: says that it was done just now, so that what stood there before does not make it true unless it names its time.
 */
export type ClaimForm = { kind: ClaimKind; made?: true; timed?: true; patterns: readonly string[] };

/** One language of the guard: how it claims, and how it says something that only looks like a claim. */
export type GuardWords = {
  parts: Readonly<Record<string, string>>;
  claims: readonly ClaimForm[];
  /** In the same clause before or inside the match: nothing is claimed. */
  negation: string;
  /** In the same clause before the match: a condition, a rule, a habit. */
  condition: string;
  /** Behind the match, without a comma between: a condition. */
  onlyIf: string;
  /** At the start of the sentence: the whole sentence is a condition or a rule. */
  opensCondition: string;
  /** Anywhere in the sentence: an offer; hand-overs and follow-ups in it are none yet. */
  offer: string;
  /** Where a new clause starts besides punctuation. */
  contrast: string;
  /** At the start of a sentence or clause: a real question, not a claim with a question mark. */
  asks: string;
  /** The last clause of a claim with a question mark: "is that ok?". */
  tag: string;
  /** A time that somebody else has: "10:00 is already booked". */
  occupied: string;
  /** Around a time that is offered, asked about, told as hours or as past: it is not said to be the patient's. */
  availability: string;
  /** A question that closes a reply and asks nothing about what was said. */
  closing: string;
  /** Words that make such a time the patient's after all. */
  yours: string;
  /** Of the seven days, Monday first; as written in replies, with endings. */
  weekdays: readonly string[];
  /** Other words that say when: tomorrow, noon. */
  dayWords: string;
  medical: MedicalWords;
  /** "My instructions say", "the user wants", "as a language model". */
  modelTalk: readonly string[];
};

/** Words of a diagnosis and of medicines; stems, matched from the start of a word. */
export type MedicalWords = {
  diseases: string;
  /** "You have ...", "it looks like ...", before a disease. */
  youHave: readonly string[];
  /** "your tooth is infected". */
  statements: readonly string[];
  /** "I understand that you were told": a patient's words given back. */
  reported: string;
  drugs: string;
  doses: string;
  units: string;
  take: string;
  often: string;
};
