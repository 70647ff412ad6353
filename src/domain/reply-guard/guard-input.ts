import type { Clinic } from '../clinic.ts';
import type { Decision, TurnSnapshot } from '../conversation.ts';

/** What can be wrong with a reply. The codes are read by people, metrics and models alike (a model sees them as words), so they say what is wrong. */
export const GUARD_PROBLEMS = [
  'empty',
  'too_long',
  'broken_text',
  'wrong_language',
  'claims_a_booking_not_made',
  'claims_a_move_not_made',
  'claims_a_cancellation_not_made',
  'claims_a_handover_not_made',
  'promises_a_follow_up_not_planned',
  'claims_an_appointment_that_is_not_there',
  'wrong_date_or_time',
  'internal_id',
  'phone_not_of_this_clinic',
  'email_not_of_this_clinic',
  'link_not_of_this_clinic',
  'price_not_of_this_clinic',
  'doctor_not_of_this_clinic',
  'repeats_instructions',
  'shows_tool_syntax',
  'speaks_as_a_model',
  'unfilled_placeholder',
  'gives_a_diagnosis',
  'gives_medication_advice',
] as const;
export type GuardProblem = (typeof GUARD_PROBLEMS)[number];

/** Everything a reply is judged by. Instants in ms since the epoch. */
export type GuardInput = {
  reply: string;
  decision: Pick<Decision, 'language' | 'effects'> & { agent: Decision['attestation']['agent'] };
  clinic: Clinic;
  snapshot: TurnSnapshot;
  nowMs: number;
  /** Instructions the model was given besides the clinic's own system prompt; none of them may come out again. */
  prompts: readonly string[];
  /** Texts the model was given as facts besides the clinic's data (snippets): what they contain may be said. */
  facts?: readonly string[];
  /** What is remembered of the patient, as the model was given it: the patient's words, so never where a price, a discount or a contact comes from. */
  remembered?: readonly string[];
};
