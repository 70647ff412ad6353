import type { MessageReading } from './message-reading.ts';
import type { PendingProfile } from './pending-profile.ts';

/** What one rule makes of a message: `score` 0..1, a `reason` that never quotes the patient, `drop` where nothing is left of the action; null: no opinion. */
type Opinion = { score: number; reason: string; drop?: boolean } | null;

/** Judges a message against what is pending; pure, never throws. */
export type Rule = (message: MessageReading, pending: PendingProfile) => Opinion;
